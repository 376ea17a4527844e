"""Acts whose other party the sentence leaves to the text around it: targets left out, and promises of an act.

"Students marched. Police made arrests." says whom they arrested; "France agreed to arm Chad" says with whom it agreed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import agents, children
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon, Trigger, read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.extract.triggers import match_words
from kgraph.extract.words import load_words, word_set
from kgraph.model import ActorType, MentionKind, Status
from kgraph.resources import ontology
from kgraph.vocabulary import relations

_CROWD_REACH, _ACCUSED_REACH = 3, 20  # sentences back
_FRIENDLY = {"VerbalCooperation", "MaterialCooperation"}
_REFUSED = "commitment:v:refuse"
# who will not do these turns somebody down; whom one will not support or leave is not said to have asked for it
_WITHHELD = {"consults", "concedesTo", "cooperatesWith", "agreesWith", "aids"}


@cache
def implicit_triggers() -> dict[str, tuple[tuple[Trigger, str], ...]]:
    """Triggers by head lemma, each with the kind of target that it leaves out."""
    found: dict[str, tuple[tuple[Trigger, str], ...]] = {}
    for _, row in read_tsv(ontology("lexicon", "implicit.tsv"), ("trigger", "pos", "relation", "target", "example")):
        words = tuple(row["trigger"].split())
        nothing: frozenset[str] = frozenset()
        trigger = Trigger(row["relation"], words, row["pos"], (), nothing, nothing, nothing, row["example"])
        found[words[0]] = (*found.get(words[0], ()), (trigger, row["target"]))
    return found


def implicit_candidates(discourse: Discourse, lexicon: Lexicon, known: list[Candidate]) -> Iterator[Candidate]:
    """Acts without a target in their sentence, with the target that the sentences before give."""
    done = {(c.trigger[0].i, c.relation) for c in known}
    accused = _accused(known)
    for token in discourse.parse.doc:
        for trigger, kind in implicit_triggers().get(token.lemma_.lower(), ()):
            words = match_words(token, trigger) if token.pos_ == "VERB" else None
            if words is None or (token.i, trigger.relation) in done:
                continue
            for agent, path in arguments(agents(token, lexicon), discourse, trigger.relation, is_object=False):
                if kind == "crowd":
                    target = _nearest_crowd(token, discourse)
                else:
                    target = _nearest_mention(accused, token, discourse)
                if target is not None and distinct(discourse, agent, target):
                    yield Candidate(
                        agent,
                        trigger.relation,
                        target,
                        words,
                        f"implicit:{kind}:{trigger.relation}",
                        paths=(path, kind),
                    )


def _nearest_crowd(token: Token, discourse: Discourse) -> TokenMention | None:
    """The crowd that the sentences before a token speak of: of several the one most spoken of, then the last."""
    words, doc = load_words(), discourse.parse.doc
    found = []
    for mention in discourse.mentions:
        near = mention.head < token.i and token.sent.number - doc[mention.head].sent.number <= _CROWD_REACH
        group = mention.kind is not MentionKind.PRONOUN and entity_of(discourse, mention).type is ActorType.GROUP
        if near and group and words.same(doc[mention.head].lemma_.lower()) in _crowd_nouns():
            found.append(mention)
    return max(found, key=lambda m: (entity_of(discourse, m).mentions, m.head), default=None)


@cache
def _crowd_nouns() -> frozenset[str]:
    words = load_words()
    plain = (
        "protester",
        "protestor",
        "demonstrator",
        "marcher",
        "crowd",
        "people",
        "student",
        "worker",
        "striker",
        "rioter",
        "activist",
    )
    return frozenset(words.same(noun) for noun in plain) | frozenset(plain)


def _accused(known: Iterable[Candidate]) -> int | None:
    """The entity that most hostile words of the article are aimed at, if it stands out."""
    hostile = Counter(c.object.entity for c in known if c.relation in {"accuses", "opposes", "protestsAgainst"})
    ranked = hostile.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _nearest_mention(entity: int | None, token: Token, discourse: Discourse) -> TokenMention | None:
    found = [
        m for m in discourse.mentions if m.entity == entity and m.head < token.i and m.kind is not MentionKind.PRONOUN
    ]
    if not found:
        return None
    distance = token.sent.number - discourse.parse.doc[found[-1].head].sent.number
    return found[-1] if distance <= _ACCUSED_REACH else None


def commitment_candidates(discourse: Discourse, lexicon: Lexicon, events: Iterable[Candidate]) -> Iterator[Candidate]:
    """ "X agreed to arm Y": X agrees with Y, whatever comes of it; "X refused to meet Y": X rejects Y (PLOVER)."""
    for event in events:
        head = event.trigger[0]
        verb = head.head
        relation = relations()[event.relation]
        if event.relation in _WITHHELD and _is_unwilling(head):
            yield Candidate(event.subject, "rejects", event.object, event.trigger, _REFUSED, Status.ASSERTED)
            continue
        if head.dep_ not in {"xcomp", "dobj", "ccomp"}:
            continue
        promised = relation.polarity > 0 and relation.name != "agreesWith"
        if promised and verb.pos_ == "VERB" and verb.lemma_ in word_set("commitments"):
            answer = "agreesWith"
        elif verb.pos_ == "VERB" and verb.lemma_ in word_set("refusals") and relation.quad in _FRIENDLY:
            answer = "rejects"
        else:
            continue
        own = {m.entity for m, _ in arguments(agents(verb, lexicon), discourse, answer, is_object=False)}
        if event.subject.entity in own:
            rule = f"commitment:v:{'agree' if answer == 'agreesWith' else 'refuse'}"
            yield Candidate(event.subject, answer, event.object, (verb,), rule, paths=event.paths)


def _is_unwilling(act: Token) -> bool:
    """ "Will not meet X", "won't let X in"."""
    wills = [aux for aux in children(act, "aux") if aux.lower_ in {"will", "wo", "'ll"}]
    return bool(wills) and any(word.lower_ in {"not", "n't", "never"} for word in children(act, "neg", "advmod"))
