"""Places for a small connected graph such that distances on the page follow distances in the graph.

Stress majorization (Gansner, Koren, North 2004) with several seeded starts, of which the one with the fewest crossed
lines is kept. It uses numpy only element by element with ``+ - * /`` and ``sqrt``, which IEEE 754 rounds correctly, and
sums along an axis; no BLAS, whose kernels differ from machine to machine.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Edge = tuple[int, int]

_STEPS = 90
_STRETCH = 1.15  # screens are wider than high, and so are labels


def stress_layout(count: int, edges: Sequence[Edge], starts: int, seed: int = 1) -> list[list[float]]:
    """Return a place for each of ``count`` nodes; an edge is about 1 long.

    Parameters
    ----------
    count : int
        At least one node; all connected.
    edges : sequence of (int, int)
        Without repetition.
    starts : int
        How many random starts to try.
    """
    if count == 1:
        return [[0.0, 0.0]]
    wanted = _distances(count, edges)
    weights = 1.0 / np.where(wanted > 0, wanted * wanted, 1.0)
    np.fill_diagonal(weights, 0.0)
    best: tuple[float, Floats, Floats] | None = None
    for start in range(starts):
        x, y = _majorize(wanted, weights, _start(count, seed + start))
        score = _crossings(x, y, edges) + _stress(x, y, wanted, weights)
        if best is None or score < best[0]:
            best = (score, x, y)
    assert best is not None
    return [[float(x) * _STRETCH, float(y)] for x, y in zip(best[1], best[2], strict=True)]


def _start(count: int, seed: int) -> tuple[Floats, Floats]:
    source = random.Random(seed)
    scale = sqrt(count)
    drawn = [(source.random() * scale, source.random() * scale) for _ in range(count)]
    return np.array([x for x, _ in drawn]), np.array([y for _, y in drawn])


def _majorize(wanted: Floats, weights: Floats, start: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    x, y = start
    total = weights.sum(axis=1)
    for _ in range(_STEPS):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        length = np.sqrt(dx * dx + dy * dy)
        ratio = wanted / np.where(length > 1e-9, length, 1e-9)
        new_x = (weights * (x[None, :] + ratio * dx)).sum(axis=1) / total
        new_y = (weights * (y[None, :] + ratio * dy)).sum(axis=1) / total
        moved = float(np.abs(new_x - x).max() + np.abs(new_y - y).max())
        x, y = new_x, new_y
        if moved < 1e-3:
            break
    return x, y


def _stress(x: Floats, y: Floats, wanted: Floats, weights: Floats) -> float:
    """The mean squared error of the distances, relative: about 0.05 for a good drawing."""
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    error = np.sqrt(dx * dx + dy * dy) - wanted
    return float((weights * error * error).sum()) / max(1, len(x)) * 0.5


def _distances(count: int, edges: Sequence[Edge]) -> Floats:
    """Steps between all pairs; an edge at a busy node is longer, to make room for its many neighbours."""
    degree = [0] * count
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    wanted = np.full((count, count), 1e9)
    np.fill_diagonal(wanted, 0.0)
    for a, b in edges:
        # Between two busy actors all their neighbours want to stand; a neighbour of one can stay close.
        few, many = sorted((degree[a], degree[b]))
        length = 1.0 + 0.3 * sqrt(few - 1) + 0.05 * sqrt(many - 1)
        wanted[a, b] = wanted[b, a] = length
    for middle in range(count):  # Floyd-Warshall, one numpy step a node
        wanted = np.minimum(wanted, wanted[:, middle, None] + wanted[None, middle, :])
    return wanted


def _crossings(x: Floats, y: Floats, edges: Sequence[Edge]) -> int:
    """How many pairs of edges cross; not counted (0) where that would take long."""
    if len(edges) > 400:
        return 0
    a = np.array([edge[0] for edge in edges])
    b = np.array([edge[1] for edge in edges])

    def side(p: NDArray[np.int64], q: NDArray[np.int64], r: NDArray[np.int64]) -> NDArray[np.bool_]:
        turn = (x[q][:, None] - x[p][:, None]) * (y[r][None, :] - y[p][:, None])
        back = (y[q][:, None] - y[p][:, None]) * (x[r][None, :] - x[p][:, None])
        return np.asarray(turn > back)

    apart = side(a, b, a) != side(a, b, b)
    shared = (a[:, None] == a) | (a[:, None] == b) | (b[:, None] == a) | (b[:, None] == b)
    return int((apart & apart.T & ~shared).sum()) // 2
