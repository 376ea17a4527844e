"""What coordinated actors are to one another: "X and Y, allies since 1990", "rivals X and Y", "X and Y are cousins".

The plural noun has no owner: it says of each of them what he is to the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import children, conjuncts, copula_subjects, first_conjunct, possessors
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status

_OWNERS = {"of", "to"}
_LINKED = {"compound", "nmod", "amod"}


def mutual_candidates(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """All pairs of coordinated actors of whom a plural noun says what they are to one another."""
    for token in discourse.parse.doc:
        kin, tie = _ties(token, lexicon)
        if not (kin or tie) or not _plural(token, lexicon) or _has_owner(token):
            continue
        found = [m for m in map(discourse.mention_at, _said_of(token, lexicon)) if m is not None and m.head != token.i]
        for one, other in combinations(dict.fromkeys(found), 2):
            types = {entity_of(discourse, m).type for m in (one, other)}
            relation = "relatedTo" if kin and types == {ActorType.PERSON} else tie
            if relation and ActorType.PLACE not in types and distinct(discourse, one, other):
                yield _candidate(one, relation, other, token)


def _ties(noun: Token, lexicon: Lexicon) -> tuple[bool, str | None]:
    """Whether a noun said of several makes them kin, and what it makes them if they are bodies or no noun of kin."""
    lemma = noun.lemma_.lower()
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False, None
    triggers = lexicon.triggers.get(("n", lemma), ()) if lemma in word_set("mutual_ties") else ()
    return lemma in lexicon.kin, next(
        (t.relation for t in triggers if any("self" in f.subject for f in t.frames)), None
    )


def _plural(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is said of several: "allies", "father and daughter"."""
    return noun.tag_ in {"NNS", "NNPS"} or any(t.lemma_.lower() in lexicon.kin for t in children(noun, "conj"))


def _has_owner(noun: Token) -> bool:
    """Whether the phrase itself says whose allies they are."""
    return bool(possessors(noun)) or any(prep.lower_ in _OWNERS for prep in children(noun, "prep"))


def _said_of(noun: Token, lexicon: Lexicon) -> list[Token]:
    """The coordinated nouns that a noun is said of, from the first on."""
    top = first_conjunct(noun)
    if top.dep_ == "appos":
        return conjuncts(first_conjunct(top.head))
    if noun.dep_ in _LINKED and noun.head.pos_ == "PROPN" and noun.i < noun.head.i:
        return conjuncts(noun.head)
    if named := children(noun, "appos"):
        return conjuncts(named[0])
    return copula_subjects(noun, lexicon) if top.dep_ == "attr" else []


def _candidate(one: TokenMention, relation: str, other: TokenMention, noun: Token) -> Candidate:
    status = Status.ASSERTED if first_conjunct(noun).dep_ != "attr" else None
    paths = (one.kind.value, other.kind.value)
    return Candidate(one, relation, other, (noun,), f"mutual:{relation}", status, paths=paths)
