"""What a speaker holds of somebody, from what he says: "X is a disgrace", "X attacked us", said S.

A relation between the speaker and the one he speaks of, beside the content that he reports: who says that X is a
tyrant accuses X, who says that X is a hero supports X, and who says that X attacked somebody accuses X.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import agents, children, copula_subjects, is_passive, is_reciprocal
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Effect, Lexicon, read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.extract.quotes import Quote, quote_at
from kgraph.extract.status import judge
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType, MentionKind, Status
from kgraph.resources import ontology

_POS = {"ADJ": "a", "NOUN": "n", "PROPN": "n", "VERB": "a"}
_HOSTILE = {"assaults", "coerces", "threatens", "controls", "mobilizesAgainst"}


@cache
def judgements() -> dict[tuple[str, str], int]:
    """Judging words by (part of speech, lemma): +1 or -1."""
    rows = read_tsv(ontology("lexicon", "judgements.tsv"), ("word", "pos", "polarity"))
    return {(row["pos"], row["word"]): int(row["polarity"]) for _, row in rows}


def opinion_candidates(discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Iterator[Candidate]:
    """Judgements that a speaker passes on somebody, in text order."""
    for token in discourse.parse.doc:
        polarity = _polarity(token)
        if polarity is None:
            continue
        status = judge(token if token.dep_ != "amod" else token.head, lexicon).status
        if status is Status.NEGATED or (token.pos_ == "VERB" and status is Status.HYPOTHETICAL):
            continue
        relation = "accuses" if polarity < 0 else "supports"
        heads, namer = _judged(token, lexicon)
        speakers = (
            [discourse.mention_at(t) for t in agents(namer, lexicon)]
            if namer is not None
            else [_speaker(token, discourse, lexicon, quotes)]
        )
        if namer is not None and any(is_reciprocal(head) for head in heads):
            heads = agents(namer, lexicon)  # "called each other liars"
        for target, path in arguments(heads, discourse, relation, is_object=True):
            for speaker in speakers:
                if speaker is not None and _is_agent(speaker, discourse) and distinct(discourse, speaker, target):
                    how = "named" if namer is not None else "said"
                    rule = f"opinion:{how}:{'negative' if polarity < 0 else 'positive'}"
                    yield Candidate(speaker, relation, target, (token,), rule, Status.ASSERTED, paths=("speaker", path))


def _polarity(token: Token) -> int | None:
    """Of a word that judges somebody: what he is, or what he has done ("has *betrayed* us")."""
    lemma = token.lemma_.lower()
    acts = token.pos_ == "VERB" and children(token, "nsubj") and not is_passive(token)
    deed = judgements().get(("v", lemma)) if acts else None
    return deed or judgements().get((_POS.get(token.pos_, ""), lemma))


def _judged(token: Token, lexicon: Lexicon) -> tuple[list[Token], Token | None]:
    """What a judging word is said of, and the verb of naming ("called X a liar") if there is one."""
    head = token.head
    if token.pos_ == "VERB" and ("v", token.lemma_.lower()) in judgements() and not is_passive(token):
        return agents(token, lexicon), None
    if token.dep_ == "oprd" or (
        token.dep_ in {"ccomp", "xcomp"} and children(token, "nsubj") and head.lemma_ in _NAMING
    ):
        return children(head, "dobj") or children(token, "nsubj"), head if head.lemma_ in _NAMING else None
    if (
        token.dep_ == "pobj"
        and head.lower_ == "as"
        and head.head.lemma_ in _NAMING | {"describe", "denounce", "depict", "portray"}
    ):
        return children(head.head, "dobj"), head.head
    if token.dep_ == "amod" and head.dep_ in {"attr", "oprd"}:
        named_by = head.head if head.dep_ == "oprd" and head.head.lemma_ in _NAMING else None
        return copula_subjects(head, lexicon), named_by
    return copula_subjects(token, lexicon) if token.dep_ in {"attr", "acomp"} else [], None


_NAMING = {"call", "brand", "label", "term", "dub", "consider", "deem", "declare", "style", "name"}


def _speaker(token: Token, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> TokenMention | None:
    quote = quote_at(quotes, token)
    if quote is not None and quote.speaker is not None:
        return discourse.mention_at(discourse.parse.doc[quote.speaker])
    for ancestor in token.ancestors:
        word = lexicon.clause_words.get(("v", ancestor.lemma_.lower()))
        if word is not None and word.effect is Effect.REPORT:
            return next((m for m in map(discourse.mention_at, agents(ancestor, lexicon)) if m is not None), None)
    return None


def _is_agent(mention: TokenMention, discourse: Discourse) -> bool:
    return entity_of(discourse, mention).type is not ActorType.PLACE


def blame_candidates(
    events: Iterable[Candidate],
    bonds: Iterable[Candidate],
    discourse: Discourse,
    lexicon: Lexicon,
    quotes: tuple[Quote, ...],
) -> Iterator[Candidate]:
    """Who says that X attacked, threatened or detained somebody accuses X, unless he is one of X's own (``bonds``)."""
    own = {(c.subject.entity, c.object.entity) for c in bonds if c.relation in _BONDS}
    own |= {(other, one) for one, other in own}
    for candidate in events:
        head = candidate.trigger[0]
        if (
            candidate.relation not in _HOSTILE
            or candidate.status is Status.NEGATED
            or head.pos_ not in {"VERB", "NOUN"}
            or head.dep_ == "oprd"  # "called X a puppet of Y" blames X
        ):
            continue
        speaker = _blamer(head, discourse, lexicon, quotes)
        if speaker is None or not distinct(discourse, speaker, candidate.subject):
            continue
        if (speaker.entity, candidate.subject.entity) in own:
            continue
        rule = "opinion:blame:" + candidate.relation
        paths = ("speaker", "blamed")
        yield Candidate(speaker, "accuses", candidate.subject, (head,), rule, Status.ASSERTED, paths=paths)


_BONDS = {"leads", "memberOf", "relatedTo"}


def _blamer(head: Token, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> TokenMention | None:
    """Who says what an act's word tells, if it is told for itself and by somebody whom it concerns.

    What a relative clause adds ("the gunmen who shot X") is taken for granted, and a monitor only reports.
    """
    quote = quote_at(quotes, head)
    verdict = judge(head, lexicon)
    if verdict.status in {Status.NEGATED, Status.HYPOTHETICAL}:
        return None
    source = verdict.speaker
    if source is None and quote is not None and quote.speaker is not None:
        source = discourse.parse.doc[quote.speaker]
    if source is None or source.lemma_.lower() in word_set("onlookers"):
        return None
    if any(t.dep_ == "relcl" and source not in t.subtree for t in [head, *head.ancestors]):
        return None
    speaker = discourse.mention_at(source)
    return speaker if speaker is not None and _is_agent(speaker, discourse) else None


def duty_candidates(discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Iterator[Candidate]:
    """ "X must disarm", said S: S requests it of X."""
    for token in discourse.parse.doc:
        if (
            token.pos_ != "VERB"
            or not any(c.dep_ == "aux" and c.lower_ in _DUTIES for c in token.children)
            or children(token, "neg")
        ):
            continue
        speaker = _speaker(token, discourse, lexicon, quotes)
        if speaker is None or not _is_agent(speaker, discourse):
            continue
        for target, path in arguments(agents(token, lexicon), discourse, "requests", is_object=False):
            if (
                _is_agent(target, discourse)
                and target.kind is not MentionKind.PRONOUN
                and distinct(discourse, speaker, target)
            ):
                yield Candidate(
                    speaker,
                    "requests",
                    target,
                    (token,),
                    "opinion:duty:requests",
                    Status.ASSERTED,
                    paths=("speaker", path),
                )


_DUTIES = {"must", "should", "shall"}
