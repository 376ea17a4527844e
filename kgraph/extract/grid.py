"""A parse as plain lists, so that loops over tokens cost little: attribute access on spaCy tokens is slow in Python."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, TAG

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


def make_grid(parse: Parse) -> Grid:
    """The grid of a parse."""
    doc = parse.spacy_doc
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def column(values: list[int]) -> list[str]:
        for value in set(values) - known.keys():
            known[value] = strings[value].strip("\u200e\u200f")
        return [known[value] for value in values]

    columns = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER, SENT_START, ORTH, IDX])
    heads, deps, poses, tags, lemmas, lowers, starts, orths, idx = (row.tolist() for row in columns.T)
    head = [i + (offset if offset < 1 << 63 else offset - (1 << 64)) for i, offset in enumerate(heads)]
    sent, current = [], 0
    for i, start in enumerate(starts):
        if start == 1:
            current = i
        sent.append(current)
    spelt = {orth: str(strings[orth]) for orth in set(orths)}
    ents = [(e.start, e.end - 1, str(e.label_)) for e in doc.ents]
    left, right, kids = _edges(head)
    titles = [block.kind in {BlockKind.TITLE, BlockKind.HEADING} for block in parse.blocks]
    return Grid(
        raw=str(doc.text),
        idx=idx,
        text=[spelt[orth] for orth in orths],
        lower=column(lowers),
        lemma=column(lemmas),
        pos=column(poses),
        tag=column(tags),
        dep=column(deps),
        head=head,
        sent=sent,
        left=left,
        right=right,
        kids=kids,
        ents=ents,
        ent_of={i: e for e in ents for i in range(e[0], e[1] + 1)},
        titled=[titles[b] for b in parse.block_of],
        persons=frozenset(str(e.text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1),
    )


def _edges(head: list[int]) -> tuple[list[int], list[int], list[list[int]]]:
    """Left and right edges of all subtrees, and the children of each token."""
    kids: list[list[int]] = [[] for _ in head]
    roots = []
    for i, h in enumerate(head):
        if h == i:
            roots.append(i)
        else:
            kids[h].append(i)
    left, right = list(range(len(head))), list(range(len(head)))
    order: list[int] = []
    stack = roots
    while stack:
        i = stack.pop()
        order.append(i)
        stack.extend(kids[i])
    for i in reversed(order):
        h = head[i]
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
    return left, right, kids
