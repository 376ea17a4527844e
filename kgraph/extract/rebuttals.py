"""Who rejects what another has said or asked: "rejected the allegations", "a charge X denies", "refused to see X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct
from kgraph.extract.clauses import agents, children, is_passive, prepositional
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.slots import complement_subjects
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status

_REACH = 3  # sentences back to the accusation
# how the parser attaches the noun of "X attacked Y, a charge Z denies"
_LOOSE = {"appos", "npadvmod", "compound", "nsubj"}
_VOICES = {Effect.REPORT, Effect.BLAME, Effect.ASK}


def rebuttal_candidates(found: Iterable[Candidate], discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "X rejected the allegations": X rejects whoever accused X in the sentences before."""
    charges = sorted((c for c in found if c.relation in {"accuses", "requests"}), key=lambda c: c.trigger[0].i)
    for token in discourse.parse.doc:
        verb, claim = _rebuttal(token, lexicon)
        if verb is None:
            continue
        for rebutter, path in arguments(_rebutters(verb, claim, lexicon), discourse, "rejects", is_object=False):
            other = _opponent(rebutter, verb, claim, charges)
            if other is None and claim is not None and claim.dep_ in _LOOSE:
                other = _voice(claim, rebutter, discourse, lexicon)
            if other is not None and distinct(discourse, rebutter, other):
                words = (verb, claim) if claim is not None else (verb,)
                yield Candidate(rebutter, "rejects", other, words, "rejects:v:rebuttal", paths=(path, "accuser"))


def _rebuttal(token: Token, lexicon: Lexicon) -> tuple[Token | None, Token | None]:
    """The verb of a rebuttal and the noun of what it rejects, of which a token is the mark: that noun, or "deny"."""
    if _is_claim(token, lexicon):
        if token.dep_ in {"dobj", "nsubjpass"} and _rejects(token.head) and not _has_author(token):
            return token.head, token
        refuted = [verb for verb in children(token, "relcl") if _rejects(verb)]
        if refuted:
            return refuted[0], token
        if token.dep_ == "compound" and token.head.dep_ == "nsubj" and _rejects(token.head.head):
            # "X attacked Y, a *charge* Z denies", where the parser glues the noun to Z
            return (token.head.head, token) if not children(token.head.head, "dobj") else (None, None)
        if token.dep_ == "nsubj" and children(token, "appos") and _rejects(token.head) and not is_passive(token.head):
            return (token.head, token) if not children(token.head, "dobj") else (None, None)
        if token.dep_ in {"dobj", "nsubj"} and _is_called_false(token.head) and not _has_author(token):
            verb = token.head if token.head.lemma_ in word_set("naming") else token.head.head
            return verb, token
    if token.pos_ == "VERB" and token.lemma_ == "deny" and not children(token, "dative"):
        if children(token, "xcomp", "ccomp") or any(o.pos_ == "PRON" for o in children(token, "dobj")):
            return token, None
        if any(o.lemma_.lower() in word_set("guilt") for o in children(token, "dobj")):
            return token, None
    return None, None


def _rebutters(verb: Token, claim: Token | None, lexicon: Lexicon) -> list[Token]:
    """Who rejects it: the subject, which the parser may have taken for an apposition to "a charge *X* denies"."""
    if claim is not None and claim.dep_ == "nsubj" and claim.head is verb:
        return children(claim, "appos")
    return agents(verb, lexicon)


def _rejects(verb: Token) -> bool:
    particle = next((c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod"} and c.i == verb.i + 1), None)
    names = {verb.lemma_, f"{verb.lemma_} {particle}"}
    return bool(names & word_set("rebuttals"))


def _is_called_false(verb: Token) -> bool:
    """ "Called the charge *absurd*"."""
    said = children(verb, "oprd", "ccomp", "attr", "acomp", "xcomp")
    said += [p for prep in children(verb, "prep") if prep.lower_ == "as" for p in prep.children]
    naming = verb.lemma_ in word_set("naming") or verb.head.lemma_ in word_set("naming")
    return naming and any(t.lemma_.lower() in word_set("falsehoods") for t in [verb, *said])


def _is_claim(noun: Token, lexicon: Lexicon) -> bool:
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN":
        return False
    triggers = lexicon.triggers.get(("n", lemma), ())
    return lemma in word_set("claims") or any(trigger.relation == "accuses" for trigger in triggers)


def _has_author(noun: Token) -> bool:
    """ "Rejected Chad's claim", "rejected a claim by Chad": the lexicon reads these."""
    return bool(children(noun, "poss")) or any(p.lower_ in {"by", "from"} for p in children(noun, "prep"))


def _opponent(
    rebutter: TokenMention, verb: Token, claim: Token | None, charges: list[Candidate]
) -> TokenMention | None:
    """Who accused the rebutter, or asked something of him, shortly before."""
    before = [
        c
        for c in charges
        if c.trigger[0].i < verb.i
        and c.object.entity == rebutter.entity
        and 0 <= verb.sent.number - c.trigger[0].sent.number <= _REACH
    ]
    if claim is None or claim.lemma_.lower() not in word_set("demands"):
        before = [c for c in before if c.relation == "accuses"]
    return before[-1].subject if before else None


def _voice(noun: Token, rebutter: TokenMention, discourse: Discourse, lexicon: Lexicon) -> TokenMention | None:
    """Who says what "a charge X denies" sums up: the source of the clause before it."""
    for token in reversed(noun.sent.tokens[: noun.i - noun.sent.start]):
        word = lexicon.clause_words.get(("v", token.lemma_.lower())) if token.pos_ == "VERB" else None
        if word is None or word.effect not in _VOICES:
            continue
        for source, _ in arguments(agents(token, lexicon), discourse, "accuses", is_object=False):
            if source.entity != rebutter.entity:
                return source
    return next((m for m in map(discourse.mention_at, prepositional(noun, {"by"})) if m is not None), None)


def refusal_candidates(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "Refused to see X", "declined to share power with X": X is turned down."""
    for token in discourse.parse.doc:
        if token.lemma_ in word_set("letting") and token.pos_ == "VERB" and children(token, "neg"):
            yield from _kept_out(token, discourse, lexicon)
        if token.dep_ != "xcomp" or token.head.lemma_ not in word_set("refusals"):
            continue
        if token.lemma_.lower() not in word_set("dealings"):
            continue
        given = children(token, "dobj")
        heads = [*given, *prepositional(token, {"with"} if given else {"with", "to"})]
        heads += [t for obj in given for t in prepositional(obj, {"with", "to"})]
        for head in heads:
            refused = discourse.mention_at(head)
            if refused is None:
                continue
            for agent, path in arguments(agents(token.head, lexicon), discourse, "rejects", is_object=False):
                if distinct(discourse, agent, refused):
                    yield Candidate(
                        agent,
                        "rejects",
                        refused,
                        (token.head, token),
                        "rejects:v:refuse dealing",
                        paths=(path, "direct"),
                    )


def _kept_out(verb: Token, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "Won't let X enter", "did not allow X to speak": X is turned down; not so if one only "would never" let him."""
    if any(c.lower_ == "never" for c in children(verb, "neg")) and children(verb, "aux"):
        return
    agents_ = list(arguments(agents(verb, lexicon), discourse, "rejects", is_object=False))
    for refused in map(discourse.mention_at, complement_subjects(verb, lexicon)):
        for agent, path in agents_:
            if refused is not None and refused.type is not ActorType.PLACE and distinct(discourse, agent, refused):
                status = Status.HYPOTHETICAL if _is_supposed(verb) else Status.ASSERTED
                rule = "rejects:v:not let"
                yield Candidate(agent, "rejects", refused, (verb,), rule, status, paths=(path, "direct"))


def _is_supposed(verb: Token) -> bool:
    """ "Would not let X in if", "may not allow X": nobody has been turned down yet; but who "won't" does so."""
    unsure = any(child.lower_ in {"may", "might", "could", "must", "should"} for child in children(verb, "aux"))
    return unsure or any(child.lower_ in {"if", "unless"} for child in children(verb, "mark"))
