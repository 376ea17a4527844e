"""Which nodes are one actor: the rules, from the surest to the least sure, and what they refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kgraph.gazetteer import Gazetteer
from kgraph.resolve.blocker import candidate_pairs, surname_key
from kgraph.resolve.clusters import Clusters
from kgraph.resolve.names import PersonName, Relation, compare_persons, family_name_first, feminine
from kgraph.resolve.nodes import Node, by_kind

# A bare surname may stand for a full name if it is spelt almost the same; over articles, without a shared country or
# office to go by, only if the spelling differs as romanisations do, in a long name: Mack is not Mak, nor Kelley Kelly.
BARE = 0.93
_BARE_ALONE = 0.955
_LONG = 6
_FAMOUS = 5
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
        self.refuse(node, into, "kept apart by a decision" if kept else "another name of it does not fit", score)
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


def link_people(linking: Linking, gazetteer: Gazetteer) -> None:
    """Join full names, then shorter full names, then bare surnames."""
    kinds = by_kind(linking.nodes)
    full = kinds["person"]
    names = [_person(linking, i) for i in full]
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
    for short in sorted(fuller, key=lambda n: (_shortness(_person(linking, n)), n)):
        _link_to_one(linking, short, fuller[short])
    _link_surnames(linking, full, kinds["surname"], gazetteer)


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
        compare_persons(_person(linking, a), _person(linking, b)).relation is not Relation.DIFFERENT
        for x, y in combinations(sorted(roots), 2)
        for a in linking.clusters.members(x)[:8]
        for b in linking.clusters.members(y)[:8]
        if linking.nodes[a].person and linking.nodes[b].person
    )


def _person(linking: Linking, node: int) -> PersonName:
    name = linking.nodes[node].person
    assert name is not None
    return name


def _link_surnames(linking: Linking, full: Sequence[int], bare: Sequence[int], gazetteer: Gazetteer) -> None:
    """Join bare surnames: with the one bearer in the article, with the one bearer anywhere, with each other."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for node in full:
        for token in surname_tokens(_person(linking, node)):
            bearers[surname_key(token)].append(node)
    by_token: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for node in bare:
        by_token[_person(linking, node).surname, _person(linking, node).suffix].append(node)
    orphans: list[tuple[str, int]] = []
    for (token, _), members in sorted(by_token.items()):
        name = _person(linking, members[0])
        found = []
        for node in dict.fromkeys(bearers[surname_key(token)]):
            comparison = compare_persons(name, _person(linking, node))
            if comparison.relation is Relation.SURNAME and comparison.score >= BARE:
                found.append((comparison.score, node, comparison.rule))
        for node in members:
            if not _link_surname(linking, node, found, gazetteer):
                orphans.append((token, node))
    _link_orphans(linking, orphans)


def surname_tokens(name: PersonName) -> set[str]:
    """What a person may be called by alone: the last token, a family name that stands first, a double surname."""
    tokens = name.tokens
    ends = {tokens[-1]}
    if name.optional:
        ends.add(tokens[-2])
    if len(tokens) > 2:
        ends.add(tokens[-2] + tokens[-1])
    if family_name_first(name):
        ends.add(tokens[0])
    return ends


def _link_surname(linking: Linking, node: int, found: Sequence[tuple[float, int, str]], gazetteer: Gazetteer) -> bool:
    """Join one bare surname with the one person it can mean; True if it joined or must stay alone."""
    if not found:
        return False
    article, token = linking.nodes[node].scope, _person(linking, node).surname
    gender = _gender(linking.nodes[node])
    open_ = [c for c in found if not (gender and _cluster_gender(linking, c[1], gazetteer) not in (gender, None))]
    nearby = [c for c in open_ if article in linking.nodes[c[1]].articles()]
    for candidates, rule in ((nearby, "{}, in the article"), (open_, "{}, only bearer")):
        if not candidates:
            continue
        best = max(score for score, _, _ in candidates)
        close = [c for c in candidates if c[0] >= best - _SLACK]
        roots = linking.clusters.roots(c[1] for c in close)
        if len(roots) == 1 and (candidates is nearby or best >= (_BARE_ALONE if len(token) >= _LONG else 0.99)):
            score, target, how = min(close, key=lambda c: (-c[0], c[1]))
            return linking.merge(node, target, rule.format(how), score) or True
        chosen = _by_evidence(linking, node, roots)
        if chosen is not None:
            score, target, how = min(
                (c for c in close if linking.clusters.find(c[1]) == chosen), key=lambda c: (-c[0], c[1])
            )
            return linking.merge(node, target, f"{how}, same country or office", score - 0.05) or True
        chosen = _by_fame(linking, roots) if best >= _BARE_ALONE else None
        if chosen is not None:
            score, target, how = min(
                (c for c in close if linking.clusters.find(c[1]) == chosen), key=lambda c: (-c[0], c[1])
            )
            return linking.merge(node, target, f"{how}, far more often named than others of it", score - 0.1) or True
        for score, other, _ in close[:6]:
            linking.refuse(
                node,
                other,
                f"{len(roots)} people of that surname" if len(roots) > 1 else "surname spelt otherwise",
                score,
            )
        return len(roots) > 1
    return False


def _by_evidence(linking: Linking, node: int, roots: set[int]) -> int | None:
    """The one candidate that shares a country or a role with a bare surname."""
    mine = linking.nodes[node].territories() | {f"role:{r}" for r in linking.nodes[node].roles()}
    if not mine:
        return None
    scores = {}
    for root in roots:
        members = [linking.nodes[m] for m in linking.clusters.members(root)]
        theirs = {t for m in members for t in m.territories()} | {f"role:{r}" for m in members for r in m.roles()}
        scores[root] = len(mine & theirs)
    best = max(scores.values())
    winners = [root for root, score in scores.items() if score == best]
    return winners[0] if best > 0 and len(winners) == 1 else None


def _by_fame(linking: Linking, roots: set[int]) -> int | None:
    """The one candidate that is named in full in many articles where the others are in few.

    An article that says "Obama" and no first name means somebody whom everyone knows.
    """
    counts = sorted(
        (
            (len({a for m in linking.clusters.members(root) for a in _articles_in_full(linking.nodes[m])}), root)
            for root in roots
        ),
        reverse=True,
    )
    if len(counts) > 1 and counts[0][0] >= _FAMOUS and counts[0][0] >= _FAMOUS * counts[1][0]:
        return counts[0][1]
    return None


def _articles_in_full(node: Node) -> set[str]:
    return node.articles() if node.kind == "person" else set()


def _gender(node: Node) -> str | None:
    genders = {record.entity.gender for record in node.records if record.entity.gender}
    if node.person is not None and feminine(node.person.surname):
        genders.add("f")
    return genders.pop() if len(genders) == 1 else None


def _cluster_gender(linking: Linking, node: int, gazetteer: Gazetteer) -> str | None:
    for member in linking.clusters.members(node):
        name = linking.nodes[member].person
        if name is not None and name.full:
            gender = gazetteer.gender(name.given.capitalize())
            if gender:
                return gender
    genders = {_gender(linking.nodes[m]) for m in linking.clusters.members(node)} - {None}
    return genders.pop() if len(genders) == 1 else None


def _link_orphans(linking: Linking, orphans: Sequence[tuple[str, int]]) -> None:
    """Join bare surnames that nobody bears in full, spelt the same or nearly, unless the genders differ."""
    blocks: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for token, node in orphans:
        blocks[surname_key(token)].append((token, node))
    for _, members in sorted(blocks.items()):
        heads: list[int] = []
        for token, node in members:
            for head in heads:
                found = compare_persons(_person(linking, head), _person(linking, node))
                genders = {_gender(linking.nodes[head]), _gender(linking.nodes[node])} - {None}
                same = token == _person(linking, head).surname
                if (
                    found.relation is Relation.EQUAL
                    and found.score >= (BARE if same else _BARE_ALONE)
                    and (same or len(token) >= _LONG)
                    and len(genders) < 2
                ):
                    linking.merge(node, head, "same surname, no other bearer", found.score - 0.1)
                    break
            else:
                heads.append(node)
