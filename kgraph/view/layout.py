"""Where each actor stands on the page, computed once at build time: the browser only draws.

Connected pieces are laid out apart and packed beside each other; labels are pushed apart. In a piece with more than
`CORE` actors only its strongest part is laid out with room for labels; the others are placed near their neighbours, in
a larger world (``Places.spread``), from which the page scales down while few actors are shown.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kgraph.view.overlap import push_apart
from kgraph.view.stress import stress_layout

CORE = 180
_ROOM = 2.1  # page area over the area of all labels
_GAP = 60.0
_WIDE = 1.1  # width over height of the whole drawing
_FIXED = float("inf")
# Twelve directions at golden-angle distances, written out so that no machine's sine decides.
_AROUND = (
    (1.0, 0.0), (-0.7374, 0.6755), (0.0874, -0.9962), (0.6084, 0.7936), (-0.9847, -0.1743), (0.8438, -0.5367),
    (-0.2596, 0.9657), (-0.4609, -0.8874), (0.9394, 0.3429), (-0.9244, 0.3816), (0.424, -0.9057), (0.2992, 0.9542),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """The place an actor needs: its shape with the label below, and how firmly it stands."""

    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Places:
    """The centre of each actor, whole numbers, in a world ``spread`` times as large as the first view."""

    at: tuple[tuple[int, int], ...]
    spread: float


def arrange(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> Places:
    """Place the actors.

    Parameters
    ----------
    boxes : sequence of Box
        One for each actor; the first ones count as the more important among equals.
    edges : sequence of (int, int)
        Pairs of different actors.

    Returns
    -------
    Places
        The same for the same input on any machine.
    """
    neighbours: list[set[int]] = [set() for _ in boxes]
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    pieces = _pieces(neighbours)
    crowd = sum(1 for n in neighbours if n)
    spread = max(1.0, sqrt(crowd / CORE) * 1.1) if any(len(p) > CORE for p in pieces) else 1.0
    drawn = [_piece(piece, boxes, neighbours, spread) for piece in pieces if len(piece) > 1]
    _pack(drawn, boxes, _GAP * spread)
    places = {node: place for piece in drawn for node, place in piece.items()}
    _shelve([piece[0] for piece in pieces if len(piece) == 1], places, boxes)
    return Places(tuple((round(places[i][0]), round(places[i][1])) for i in range(len(boxes))), round(spread, 3))


def _pieces(neighbours: Sequence[set[int]]) -> list[list[int]]:
    """The connected pieces, the largest first, then by their first actor; each sorted."""
    seen: set[int] = set()
    pieces = []
    for root in range(len(neighbours)):
        if root in seen:
            continue
        seen.add(root)
        piece, stack = [], [root]
        while stack:
            node = stack.pop()
            piece.append(node)
            fresh = neighbours[node] - seen
            seen |= fresh
            stack.extend(fresh)
        pieces.append(sorted(piece))
    return sorted(pieces, key=lambda p: (-len(p), p[0]))


def _piece(
    piece: list[int], boxes: Sequence[Box], neighbours: Sequence[set[int]], spread: float
) -> dict[int, list[float]]:
    """One connected piece around its own origin."""
    core = piece if len(piece) <= CORE else _core(piece, boxes, neighbours)
    index = {node: i for i, node in enumerate(core)}
    inner = sorted((index[a], index[b]) for a in core for b in neighbours[a] if b in index and a < b)
    starts = 10 if len(core) <= 60 else 4 if len(core) <= 100 else 1
    raw = stress_layout(len(core), inner, starts)
    _fill(raw, [boxes[node] for node in core])
    push_apart(raw, [(boxes[n].width, boxes[n].height) for n in core], [boxes[n].weight for n in core])
    places = {node: [x * spread, y * spread] for node, (x, y) in zip(core, raw, strict=True)}
    if len(core) < len(piece):
        _attach(piece, places, boxes, neighbours)
    return places


def _core(piece: list[int], boxes: Sequence[Box], neighbours: Sequence[set[int]]) -> list[int]:
    """The `CORE` weightiest actors that hang together, grown from the weightiest one."""
    first = min(piece, key=lambda n: (-boxes[n].weight, n))
    queue, seen = [(-boxes[first].weight, first)], {first}
    core: list[int] = []
    while len(core) < CORE:
        _, node = heapq.heappop(queue)
        core.append(node)
        for other in neighbours[node] - seen:
            seen.add(other)
            heapq.heappush(queue, (-boxes[other].weight, other))
    return sorted(core)


def _fill(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Scale, in place, so that the drawing has `_ROOM` times the area of its boxes."""
    if len(places) < 2:
        return
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    boxed = sum(box.width * box.height for box in boxes)
    area = max(width, height / 4, 1e-6) * max(height, width / 4, 1e-6)
    scale = max(sqrt(boxed * _ROOM / area), 85.0)
    for place in places:
        place[0] *= scale
        place[1] *= scale


def _attach(
    piece: list[int], places: dict[int, list[float]], boxes: Sequence[Box], neighbours: Sequence[set[int]]
) -> None:
    """Place the rest of a large piece, from the core outwards, each between the neighbours that have a place."""
    front, fan = sorted(places), 0
    firm = set(places)
    while front:
        ring = sorted({other for node in front for other in neighbours[node]} - places.keys())
        found = {}
        for node in ring:
            near = [places[n] for n in sorted(neighbours[node]) if n in places]
            x, y = sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
            out = (70.0 if len(near) == 1 else 25.0) * (1 + fan // len(_AROUND) % 4 / 2)
            found[node] = [x + _AROUND[fan % 12][0] * out, y + _AROUND[fan % 12][1] * out]
            fan += 1
        places.update(found)
        front = ring
    # In a crowd labels give way, shapes do not: the page decides which labels there is room for.
    nodes = [node for node in piece if node in places]
    moving = [places[node] for node in nodes]
    push_apart(
        moving,
        [(sqrt(boxes[node].weight) * 4 + 26, sqrt(boxes[node].weight) * 4 + 26) for node in nodes],
        [_FIXED if node in firm else 1.0 for node in nodes],
        rounds=25,
    )


def _pack(pieces: list[dict[int, list[float]]], boxes: Sequence[Box], gap: float) -> None:
    """Set the pieces side by side, in place: rows as wide as a page, the largest piece first."""
    frames = [_frame(piece, boxes) for piece in pieces]
    area = sum((x1 - x0 + gap) * (y1 - y0 + gap) for x0, y0, x1, y1 in frames)
    page = max([sqrt(area * _WIDE), *(x1 - x0 for x0, _, x1, _ in frames)])
    left, top, row = 0.0, 0.0, 0.0
    rows: list[list[tuple[int, float, float]]] = [[]]
    widths = []
    for number, (x0, y0, x1, y1) in enumerate(frames):
        if left and left + x1 - x0 > page:
            widths.append(left - gap)
            rows.append([])
            left, top, row = 0.0, top + row + gap, 0.0
        rows[-1].append((number, left - x0, top - y0))
        left, row = left + x1 - x0 + gap, max(row, y1 - y0)
    widths.append(left - gap)
    for width, members in zip(widths, rows, strict=True):
        for number, dx, dy in members:
            for place in pieces[number].values():
                place[0] += dx + (max(widths) - width) / 2
                place[1] += dy


def _frame(piece: dict[int, list[float]], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    return (
        min(p[0] - boxes[n].width / 2 for n, p in piece.items()),
        min(p[1] - boxes[n].height / 2 for n, p in piece.items()),
        max(p[0] + boxes[n].width / 2 for n, p in piece.items()),
        max(p[1] + boxes[n].height / 2 for n, p in piece.items()),
    )


def _shelve(loners: list[int], places: dict[int, list[float]], boxes: Sequence[Box]) -> None:
    """Actors without a line stand in rows below everything else."""
    bottom = max((p[1] + boxes[n].height / 2 for n, p in places.items()), default=0.0) + _GAP
    left = min((p[0] for p in places.values()), default=0.0)
    right = max(max((p[0] for p in places.values()), default=0.0), left + 900.0, left + 90.0 * sqrt(len(loners)))
    x = left
    for node in loners:
        if x > left and x + boxes[node].width > right:
            x, bottom = left, bottom + 70.0
        places[node] = [x + boxes[node].width / 2, bottom]
        x += boxes[node].width + 12.0
