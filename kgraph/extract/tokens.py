"""The tokens of a parse as plain objects.

spaCy's own tokens are views that look up every string and every child anew, which is slow in Python. The rules ask for
the same few attributes over and over, so each parse is read out once; the names are spaCy's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word and its place in the parse; a root is its own ``head``, ``children`` are in text order."""

    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    sent: Sentence
    head: Token = field(init=False)
    children: list[Token] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head = self

    def __repr__(self) -> str:
        return self.text

    @property
    def before(self) -> Token | None:
        """The token before this one in its sentence."""
        place = self.i - self.sent.start
        return self.sent.tokens[place - 1] if place else None

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on up to the root."""
        current = self
        while current.head is not current:
            current = current.head
            yield current

    @property
    def subtree(self) -> list[Token]:
        """The token and all below it, in text order."""
        found = [self]
        for token in found:
            found += token.children
        return sorted(found, key=lambda token: token.i)


@dataclass(slots=True, eq=False, repr=False)
class Sentence:
    """The tokens from ``start`` up to, not including, ``end``; ``number`` counts the sentences of an article."""

    number: int
    start: int
    end: int
    text: str
    tokens: list[Token] = field(default_factory=list)

    def __repr__(self) -> str:
        return self.text

    @property
    def root(self) -> Token:
        """The first token that has no head."""
        return next(token for token in self.tokens if token.head is token)


def read_out(doc: Doc) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """The tokens and sentences of a spaCy parse."""
    if not len(doc):
        return (), ()
    text, lower, lemma, pos, tag, dep = (
        _strings(column.tolist(), doc) for column in doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP]).T
    )
    offsets, opens, at = (column.tolist() for column in doc.to_array([HEAD, SENT_START, IDX]).astype(np.int64).T)
    starts = [i for i in range(len(doc)) if i == 0 or opens[i] == 1]
    raw = doc.text
    sentences = [
        Sentence(number, first, end, raw[at[first] : at[end - 1] + len(text[end - 1])])
        for number, (first, end) in enumerate(pairwise([*starts, len(doc)]))
    ]
    sentence_of = [sentence for sentence in sentences for _ in range(sentence.start, sentence.end)]
    tokens = [
        Token(*values) for values in zip(range(len(doc)), text, lower, lemma, pos, tag, dep, sentence_of, strict=True)
    ]
    for token, offset in zip(tokens, offsets, strict=True):
        token.sent.tokens.append(token)
        if offset:
            token.head = tokens[token.i + offset]
            token.head.children.append(token)
    return tuple(tokens), tuple(sentences)


def _strings(column: list[int], doc: Doc) -> list[str]:
    known = {number: str(doc.vocab.strings[number]) for number in set(column)}
    return [known[number] for number in column]
