"""Clusters of nodes, grown by merges that may be refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable


class Clusters:
    """A partition of ``range(size)``; clusters are merged only if no pair of their members is kept apart.

    The result of a sequence of merges depends on its order, so callers merge in an order that depends on
    nothing but the names themselves.

    Parameters
    ----------
    size : int
        How many nodes there are, each a cluster of its own.
    compatible : callable
        Whether two nodes may stand in one cluster; asked for the pairs of the two clusters, for the ``MOST`` most
        telling of each.
    """

    MOST = 24

    def __init__(self, size: int, compatible: Callable[[int, int], bool]) -> None:
        self._root = list(range(size))
        self._members: dict[int, list[int]] = {}
        self._compatible = compatible
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, node: int) -> int:
        """The root of a node's cluster."""
        root = node
        while self._root[root] != root:
            root = self._root[root]
        while self._root[node] != root:
            self._root[node], node = root, self._root[node]
        return root

    def members(self, node: int) -> list[int]:
        """All nodes of a node's cluster."""
        root = self.find(node)
        return self._members.get(root, [root])

    def keep_apart(self, a: int, b: int) -> None:
        """Never merge the clusters of these two nodes."""
        self._apart[a].add(b)
        self._apart[b].add(a)

    def kept_apart(self, a: int, b: int) -> bool:
        """Whether some member of the one cluster is kept apart from some member of the other."""
        if not self._apart:
            return False
        others = set(self.members(b))
        return any(self._apart[node] & others for node in self.members(a) if node in self._apart)

    def merge(self, a: int, b: int, forced: bool = False) -> bool:
        """Merge two clusters, if no pair of members forbids it; ``forced`` asks only for pairs kept apart."""
        first, second = self.find(a), self.find(b)
        if first == second:
            return True
        if self.kept_apart(a, b) or not (forced or self._all_compatible(a, b)):
            return False
        if (len(self.members(first)), -first) < (len(self.members(second)), -second):
            first, second = second, first
        self._members[first] = [*self.members(first), *self.members(second)]
        self._members.pop(second, None)
        self._root[second] = first
        return True

    def _all_compatible(self, a: int, b: int) -> bool:
        return all(self._compatible(x, y) for x in self.members(a)[: self.MOST] for y in self.members(b)[: self.MOST])

    def roots(self, nodes: Iterable[int]) -> set[int]:
        """The roots of some nodes' clusters."""
        return {self.find(node) for node in nodes}
