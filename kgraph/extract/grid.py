"""A parse as plain lists, so that loops over tokens cost little: attribute access on spaCy tokens is slow in Python."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import IDX

from kgraph.extract.parse import Parse
from kgraph.read.blocks import BlockKind


@dataclass(frozen=True, slots=True)
class Grid:
    """The tokens of an article column by column; all indices are token indices.

    ``sent`` is the index of the first token of a token's sentence; ``left`` and ``right`` are the edges of its subtree;
    ``kids`` its children in text order; ``ents`` the recogniser's entities as (first, last, label); ``titled`` whether
    the token stands in a title or heading; ``persons`` the texts of several words that the recogniser labels PERSON.
    """

    raw: str
    idx: list[int]
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sent: list[int]
    left: list[int]
    right: list[int]
    kids: list[list[int]]
    ents: list[tuple[int, int, str]]
    ent_of: dict[int, tuple[int, int, str]]
    titled: list[bool]
    persons: frozenset[str]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``, both included."""
        return self.raw[self.idx[first] : self.idx[last] + len(self.text[last])]

    def root(self, first: int, last: int) -> int:
        """The token of a span that is governed from outside it (the last such one of a flat name)."""
        found = last
        for i in range(first, last + 1):
            if not first <= self.head[i] <= last or self.head[i] == i:
                found = i
                if self.dep[i] not in {"compound", "amod", "det", "nmod"}:
                    break
        return found

    def subjects(self, verb: int) -> list[int]:
        """The nominal subjects among a token's children."""
        return [k for k in self.kids[verb] if self.dep[k] in {"nsubj", "nsubjpass"}]


_MARKS = "\u200e\u200f"  # of the direction of writing, glued to some words


def make_grid(parse: Parse) -> Grid:
    """The grid of a parse."""
    tokens, spacy_doc = parse.doc, parse.spacy_doc
    kids = [[child.i for child in token.children] for token in tokens]
    left, right = _edges([token.i for token in tokens if token.head is token], kids)
    found = [(e.start, e.end - 1, str(e.label_), str(e.text)) for e in spacy_doc.ents]
    ents = [(first, last, label) for first, last, label, _ in found]
    titles = [block.kind in {BlockKind.TITLE, BlockKind.HEADING} for block in parse.blocks]
    return Grid(
        raw=str(spacy_doc.text),
        idx=spacy_doc.to_array(IDX).tolist(),
        text=[token.text for token in tokens],
        lower=[token.lower_.strip(_MARKS) for token in tokens],
        lemma=[token.lemma_.strip(_MARKS) for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens],
        sent=[token.sent.start for token in tokens],
        left=left,
        right=right,
        kids=kids,
        ents=ents,
        ent_of={i: e for e in ents for i in range(e[0], e[1] + 1)},
        titled=[titles[b] for b in parse.block_of],
        persons=frozenset(text for first, last, label, text in found if label == "PERSON" and last > first),
    )


def _edges(roots: list[int], kids: list[list[int]]) -> tuple[list[int], list[int]]:
    """Left and right edges of all subtrees."""
    left, right = list(range(len(kids))), list(range(len(kids)))
    order = list(roots)
    for i in order:  # grows: heads before their children
        order += kids[i]
    for i in reversed(order):
        if kids[i]:
            left[i] = min(i, *(left[child] for child in kids[i]))
            right[i] = max(i, *(right[child] for child in kids[i]))
    return left, right
