"""Which nodes are one actor: the rules, from the surest to the least sure, and what they refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kgraph.gazetteer import Entry
from kgraph.resolve.blocker import candidate_pairs
from kgraph.resolve.clusters import Clusters
from kgraph.resolve.names import PersonName, Relation, compare_persons
from kgraph.resolve.nodes import Node, by_kind

DECIDED_APART = "kept apart by a decision"
_DOUBTFUL = 0.6
_SLACK = 0.03


@dataclass(frozen=True, slots=True)
class Merge:
    """Node ``node`` joined the cluster of ``into``."""

    node: int
    into: int
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two nodes that look alike and were kept apart."""

    a: int
    b: int
    rule: str
    score: float


@dataclass(slots=True)
class Linking:
    """The clusters with the history of their merges and refusals."""

    nodes: Sequence[Node]
    clusters: Clusters
    merges: list[Merge] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def merge(self, node: int, into: int, rule: str, score: float, forced: bool = False) -> bool:
        """Join two clusters, or note why not."""
        if self.clusters.find(node) == self.clusters.find(into):
            return True
        if self.clusters.merge(into, node, forced):
            self.merges.append(Merge(node, into, rule, score))
            return True
        kept = self.clusters.kept_apart(node, into)
        self.refuse(node, into, DECIDED_APART if kept else "another name of it does not fit", score)
        return False

    def refuse(self, a: int, b: int, rule: str, score: float) -> None:
        """Note two nodes that stay apart."""
        self.refusals.append(Refusal(a, b, rule, score))


def start(nodes: Sequence[Node]) -> Linking:
    """Every node on its own."""

    def compatible(a: int, b: int) -> bool:
        first, second = nodes[a].person, nodes[b].person
        if first is None or second is None:
            return True
        return compare_persons(first, second).relation is not Relation.DIFFERENT

    return Linking(nodes, Clusters(len(nodes), compatible))


def link_listed(linking: Linking) -> None:
    """Join the names that the user's own gazetteer lists for one person, however different they are."""
    first: dict[Entry, int] = {}
    for index, node in enumerate(linking.nodes):
        if node.entry is not None and node.entry.listed:
            linking.merge(index, first.setdefault(node.entry, index), "your gazetteer", 1.0, forced=True)


def link_full_names(linking: Linking) -> None:
    """Join full names, then shorter full names with the fuller ones."""
    kinds = by_kind(linking.nodes)
    full = kinds["person"]
    names = [person_of(linking, i) for i in full]
    equal: list[tuple[float, int, int, str]] = []
    fuller: defaultdict[int, list[tuple[float, int, str]]] = defaultdict(list)
    for x, y in candidate_pairs(names):
        found = compare_persons(names[x], names[y])
        a, b = full[x], full[y]
        if found.relation is Relation.EQUAL:
            equal.append((-found.score, a, b, found.rule))
        elif found.relation is Relation.FULLER:
            short, long = (a, b) if _length(names[x]) <= _length(names[y]) else (b, a)
            fuller[short].append((found.score, long, found.rule))
        elif found.score >= _DOUBTFUL:
            linking.refuse(a, b, found.rule, found.score)
    for score, a, b, rule in sorted(equal):
        small, big = sorted((a, b), key=lambda n: (linking.nodes[n].mentions, n))
        linking.merge(small, big, rule, -score)
    for short in sorted(fuller, key=lambda n: (_shortness(person_of(linking, n)), n)):
        _link_to_one(linking, short, fuller[short])


def _length(name: PersonName) -> tuple[int, int]:
    return len(name.tokens), sum(map(len, name.tokens))


def _shortness(name: PersonName) -> tuple[int, int]:
    tokens, letters = _length(name)
    return -tokens, -letters


def _link_to_one(linking: Linking, node: int, candidates: Sequence[tuple[float, int, str]]) -> None:
    """Join a short name with the fuller ones, if they are all one actor."""
    roots = linking.clusters.roots(long for _, long, _ in candidates)
    roots.discard(linking.clusters.find(node))
    if not roots:
        return
    best = max(candidates, key=lambda c: (c[0], -c[1]))
    if len(roots) == 1 or _one_actor(linking, roots):
        for score, long, rule in sorted(candidates, key=lambda c: (-c[0], c[1])):
            linking.merge(node, long, rule, score)
        return
    for score, long, _ in candidates:
        linking.refuse(node, long, f"{len(roots)} actors could be meant", min(score, best[0]))


def _one_actor(linking: Linking, roots: Iterable[int]) -> bool:
    return all(
        compare_persons(person_of(linking, a), person_of(linking, b)).relation is not Relation.DIFFERENT
        for x, y in combinations(sorted(roots), 2)
        for a in linking.clusters.members(x)[:8]
        for b in linking.clusters.members(y)[:8]
        if linking.nodes[a].person and linking.nodes[b].person
    )


def person_of(linking: Linking, node: int) -> PersonName:
    """The parsed name of a node that is a person."""
    name = linking.nodes[node].person
    assert name is not None
    return name
