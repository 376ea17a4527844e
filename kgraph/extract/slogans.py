"""What a crowd or a speaker shouts: "Resign, X!", "Down with X!", "Long live X!", "Free X!"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon, read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.extract.quotes import Quote
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status
from kgraph.resources import ontology

_ORDERS = word_set("calls")
_ENDS = {"!", ".", "?", ",", '"', "''"}


@cache
def _hails() -> dict[str, str]:
    rows = [row for _, row in read_tsv(ontology("lexicon", "slogans.tsv"), ("words", "relation"))]
    return {row["words"]: row["relation"] for row in rows}


def slogan_candidates(discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Iterator[Candidate]:
    """What the speakers of quotations call out to or about somebody."""
    doc = discourse.parse.doc
    for quote in quotes:
        words = doc[quote.first : quote.last + 1]
        speaker = discourse.mention_at(doc[quote.speaker]) if quote.speaker is not None else None
        if speaker is None or quote.released:
            continue
        for place, token in enumerate(words):
            if place and words[place - 1].text not in _ENDS:
                continue
            relation, target = _shout(words[place:], discourse, lexicon)
            loud = any(t.text == "!" for t in words) or token.lower_ in _ORDERS
            if target is None or not loud or not distinct(discourse, speaker, target):
                continue
            if entity_of(discourse, speaker).type is not ActorType.PLACE:
                rule = f"slogan:{relation}"
                yield Candidate(
                    speaker, relation, target, (token,), rule, Status.ASSERTED, paths=("speaker", "shouted")
                )


def _shout(words: tuple[Token, ...], discourse: Discourse, lexicon: Lexicon) -> tuple[str, TokenMention | None]:
    """The relation that a shout expresses, and to whom; the words are those from its first on."""
    end = next((k for k, t in enumerate(words) if t.text in {"!", ".", "?"}), len(words))
    said = words[:end]
    lower = tuple(t.lower_ for t in said)
    for size in (2, 1):
        relation = _hails().get(" ".join(lower[:size]))
        if relation is not None and len(said) > size:
            return relation, _named(said[size:], discourse)
    commas = [k for k, t in enumerate(said) if t.text == ","]
    if lower and lower[0] in word_set("performatives") and commas:
        return "supports", _named(said[commas[-1] + 1 :], discourse)
    known = lower and (lower[0] in _ORDERS or ("v", lower[0]) in lexicon.triggers)
    if commas and known and (said[0].tag_ == "VB" or said[0].pos_ in {"PROPN", "VERB", "NOUN"}):
        return "requests", _named(said[commas[-1] + 1 :], discourse)
    return "", None


def _named(words: tuple[Token, ...], discourse: Discourse) -> TokenMention | None:
    """The one mention that a stretch of words consists of."""
    found = [m for m in map(discourse.mention_at, words) if m is not None]
    return found[-1] if found and words and found[-1].last == words[-1].i else None
