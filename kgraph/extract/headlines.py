"""What headlines say of two names with a comma between them: "Togo, Benin sign pact", "A, B near deal".

The parser takes the second name for an apposition and the verb for a noun or preposition, so the words are read by
their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kgraph.extract.candidates import Candidate, distinct
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import MentionKind, Status
from kgraph.resources import ontology
from kgraph.vocabulary import relations

_WITHIN = 5  # tokens from the verb to its object
_BEFORE = {"as", ":", ";", "while", "after"}
_SAID_ONCE = {"agreesWith"}
_OPEN = {"near", "eye", "mull", "seek", "weigh", "plan", "to"}


@cache
def _telling() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    """Verbs, their objects, and what the two names then do to each other."""
    rows = [row for _, row in read_tsv(ontology("lexicon", "headlines.tsv"), ("relation", "verbs", "objects"))]
    return tuple((frozenset(row["verbs"].split()), _lemmas(row["objects"]), row["relation"]) for row in rows)


def _lemmas(words: str) -> frozenset[str]:
    sets = [word_set(word[1:]) if word.startswith("@") else {word} for word in words.split()]
    return frozenset().union(*sets)


def headline_candidates(discourse: Discourse) -> Iterator[Candidate]:
    """Acts of two names in a row, in text order."""
    names = [m for m in discourse.mentions if m.kind is MentionKind.NAME]
    doc = discourse.parse.doc
    for one, other in pairwise(sorted(names, key=lambda m: m.first)):
        between = [doc[i].text for i in range(one.last + 1, other.first)]
        if between not in ([","], ["and"], ["&"]) or not _opens(doc[one.first]) or not distinct(discourse, one, other):
            continue
        found = _told(doc[other.last])
        if found is not None and (between == [","] or found[0][0].pos_ not in {"VERB", "AUX"}):
            yield from _candidates(one, other, *found)


def _candidates(
    one: TokenMention, other: TokenMention, words: tuple[Token, Token], relation: str
) -> Iterator[Candidate]:
    verb = words[0]
    status = Status.HYPOTHETICAL if verb.lower_ in _OPEN else None
    both = [(one, other)]
    if not relations()[relation].symmetric and relation not in _SAID_ONCE:
        both.append((other, one))
    for subject, obj in both:
        yield Candidate(subject, relation, obj, words, f"headline:{relation}", status, paths=("direct", "direct"))


def _opens(token: Token) -> bool:
    """Whether a headline, or a part of it, begins with a token."""
    before = [t for t in token.sent.tokens if t.i < token.i]
    return not before or before[-1].lower_ in _BEFORE


def _told(last: Token) -> tuple[tuple[Token, Token], str] | None:
    """The verb behind the names and its object, and the relation that they express."""
    after = [t for t in last.sent.tokens if last.i < t.i <= last.i + _WITHIN]
    if len(after) < 2:
        return None
    verb = after[0]
    for verbs, objects, relation in _telling():
        if verb.lower_ in verbs:
            thing = next((t for t in after[1:] if t.lemma_.lower() in objects or t.lower_ in objects), None)
            if thing is not None:
                return (verb, thing), relation
    return None
