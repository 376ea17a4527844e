"""How likely a mention is the antecedent of a pronoun: features of the two, and their fitted weights.

The features are those of Lappin and Leass (1994): recency, grammatical role, parallelism, how often an actor is
mentioned, agreement; and what stands above the pronoun: whose clause it is in ("X said it ..."). What they count for
is fitted (`scripts/train_pronouns.py`) and stands in ``ontology/pronouns.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.lexicon import load_lexicon, read_tsv
from kgraph.extract.mentions import Candidate
from kgraph.model import MentionKind
from kgraph.resources import ontology

SUBJECT = {"nsubj", "nsubjpass"}
_OBJECT = {"dobj", "dative"}
_MODIFIER = {"compound", "amod", "nmod", "npadvmod"}
_CLAUSES = {"ccomp", "advcl", "relcl", "conj", "xcomp", "acl", "pcomp", "csubj", "parataxis"}
_HIGHEST = 3  # verbs above a pronoun


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """What each feature counts for, by kind of pronoun."""
    found: dict[str, dict[str, float]] = {}
    for _, row in read_tsv(ontology("pronouns.tsv"), ("pronoun", "feature", "weight")):
        found.setdefault(row["pronoun"], {})[row["feature"]] = float(row["weight"])
    return found


def role(grid: Grid, head: int) -> str:
    """The grammatical role of a noun, coordinated ones like the first."""
    while grid.dep[head] == "conj" and grid.pos[grid.head[head]] in {"NOUN", "PROPN", "PRON"}:
        head = grid.head[head]
    dep = grid.dep[head]
    if dep in SUBJECT:
        return "subject" if grid.dep[grid.head[head]] == "ROOT" else "lower subject"
    if dep in _OBJECT:
        return "object"
    if dep == "agent" or (dep == "pobj" and grid.dep[grid.head[head]] == "agent"):
        return "agent"
    if dep == "pobj":
        return "of" if grid.lower[grid.head[head]] == "of" else "oblique"
    return "modifier" if dep in _MODIFIER else dep if dep in {"poss", "appos", "attr", "ROOT"} else "other"


def above(grid: Grid, token: int) -> list[tuple[int, str]]:
    """The verbs above a token, the nearest first, each with what ties the one below to it."""
    found: list[tuple[int, str]] = []
    at, link = token, ""
    while len(found) < _HIGHEST and grid.head[at] != at:
        link = grid.dep[at] if grid.dep[at] in _CLAUSES else link
        at = grid.head[at]
        if grid.pos[at] in {"VERB", "AUX"}:
            found.append((at, link))
            link = ""
    return found


class Antecedents:
    """The mentions before and around one pronoun, as candidates for its antecedent."""

    def __init__(self, grid: Grid, clusters: Clusters, index: int, kind: str, window: list[list[int]]) -> None:
        self.grid, self.clusters, self.index, self.kind, self.window = grid, clusters, index, kind, window
        self.token = clusters.candidates[index].head
        self.role = role(grid, self.token)
        self.above = above(grid, self.token)
        self._place = "poss" if self.role == "poss" else "subject" if "subject" in self.role else "object"

    def fitting(self, allowed: Mapping[int, int]) -> Iterator[tuple[int, list[str]]]:
        """The mentions and their features; ``allowed`` are the mentions with their distance in sentences."""
        recent: dict[int, int] = {}
        for j in sorted(allowed, key=lambda j: -self.clusters.candidates[j].head):
            if self.clusters.candidates[j].head < self.token:
                recent.setdefault(self.clusters.root(j), len(recent))
        first: dict[int, int] = {}
        for j in allowed:
            first.setdefault(allowed[j], j)
        for j, distance in allowed.items():
            rank = recent.get(self.clusters.root(j), 9)
            order = [f"rank={min(rank, 3)}", f"of={min(len(recent), 4)},rank={min(rank, 3)}"]
            yield j, [*self._features(j, distance), *order, *(["first"] if first[distance] == j else [])]

    def _features(self, j: int, distance: int) -> Iterator[str]:
        grid, c, cluster, place = self.grid, self.clusters.candidates[j], self.clusters.of(j), self._place
        where = "after" if c.head > self.token else f"d{distance}"
        is_ = role(grid, c.head)
        near = "here" if distance == 0 else "before"
        yield where
        yield f"{where},{is_}"
        yield f"{place}<{is_},{near}"
        yield f"{where},{c.kind}"
        yield f"{is_},{c.kind}"
        if c.kind is MentionKind.PRONOUN:
            yield f"pronoun={grid.lower[c.head] == grid.lower[self.token]},{near}"
            yield f"pronoun<{place},{is_}"
        yield f"type={cluster.type},{cluster.number}"
        yield f"size={min(len(cluster.members), 6)}"
        if cluster.named:
            yield "named"
        if c.kind is MentionKind.NAME:
            yield f"words={min(len(c.name.split()), 3)},{cluster.type}"
        if distance == 0 and c.head < self.token:
            yield f"tokens={min((self.token - c.head) // 5, 6)}"
        if c.kind is MentionKind.DESCRIPTION:
            yield f"definite={c.definite},{near}"
        if grid.dep[c.head] == "conj" or any(grid.dep[k] == "conj" for k in grid.kids[c.head]):
            yield "coordinated"
        if distance == 0:
            yield from self._ties(c)

    def _ties(self, c: Candidate) -> Iterator[str]:
        """What ties a mention of the same sentence to the verbs above the pronoun."""
        grid, place = self.grid, self._place
        head = c.head
        after = "after," if head > self.token else ""
        holder = grid.head[self.token]
        if self.role == "poss":
            if grid.dep[holder] == "conj" and grid.head[holder] == head:
                yield f"{after}coordinated with its own"
            if grid.dep[holder] == "appos" and grid.head[holder] == head:
                yield f"{after}apposed to it"
        own = head
        while grid.dep[own] in {"conj", "pobj", "prep", "agent"} and grid.pos[grid.head[own]] not in {"VERB", "AUX"}:
            own = grid.head[own]
        is_ = role(grid, head)
        for level, (verb, tie) in enumerate(self.above):
            link = tie if level else "own"
            if verb == grid.head[own]:
                yield f"{after}{is_} of {level}"
                yield f"{after}{place}<{is_} of {level},{link}"
                word = load_lexicon().clause_words.get(("v", grid.lemma[verb]))
                if word is not None and level:
                    yield f"{place}<{is_} of {word.effect},{link}"
                    yield f"{is_} of {grid.lemma[verb]},{link}"
            elif grid.dep[verb] in {"relcl", "acl"} and grid.head[verb] == head:
                yield f"{after}{place}<noun of its clause,{level}"

    def nothing(self) -> Iterator[str]:
        """The features of no antecedent at all."""
        grid, token = self.grid, self.token
        verb = grid.head[token]
        yield "none"
        yield f"none,{self._place}"
        yield f"none,{grid.lower[token]}"
        if self.role != "poss":
            yield f"none,{self._place},{grid.lemma[verb]}"
            if any(grid.dep[k] in {"ccomp", "advcl", "xcomp", "csubj", "acl"} and k > verb for k in grid.kids[verb]):
                yield f"none,{self._place},clause"
                yield f"none,{grid.dep[token]},{grid.pos[verb]},clause"
            if any(grid.dep[k] in {"acomp", "attr"} for k in grid.kids[verb]):
                yield f"none,{self._place},predicate"
        if any(
            grid.dep[c.head] == "conj" and c.head < token and grid.pos[grid.head[c.head]] in {"NOUN", "PROPN"}
            for s in self.window[-2:]
            for c in (self.clusters.candidates[j] for j in s)
        ):
            yield "none,coordinated"


def score(kind: str, features: Iterable[str]) -> float:
    """The sum of the weights."""
    known = weights()[kind]
    return sum(known.get(feature, 0.0) for feature in features)


Pick = Callable[[Antecedents, dict[int, int]], int | None]


def likeliest(antecedents: Antecedents, allowed: dict[int, int]) -> int | None:
    """The mention that a pronoun most likely stands for, or None if likely none."""
    best, found = score(antecedents.kind, antecedents.nothing()), None
    for j, features in antecedents.fitting(allowed):
        if (value := score(antecedents.kind, features)) > best:
            best, found = value, j
    return found
