"""Where each actor stands on the page, computed once at build time: the browser only draws.

The first view, all of a small graph or the backbone of a larger one, is laid out with room for every label: connected
pieces apart, then packed side by side. All other actors are placed near their neighbours in a larger world
(``Places.spread``), from which the page scales down while few actors are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from kgraph.view.overlap import push_apart
from kgraph.view.stress import stress_layout

# A graph with no more actors and lines is shown whole; of a larger one the first view has no more than the second pair.
WHOLE = (150, 300)
BACKBONE = (80, 180)

Edge = tuple[int, int]

_STAGE = 760.0 * 740.0  # what a usual screen leaves for the drawing, in pixels
_ROOM = (1.5, 3.2)  # least and most area of the drawing over the area of all labels
_GAP = 40.0
_WIDE = 1.1  # width over height of the whole drawing
_FIXED = float("inf")
# Twelve directions at golden-angle distances, written out so that no machine's sine decides.
_AROUND = (
    (1.0, 0.0), (-0.7374, 0.6755), (0.0874, -0.9962), (0.6084, 0.7936), (-0.9847, -0.1743), (0.8438, -0.5367),
    (-0.2596, 0.9657), (-0.4609, -0.8874), (0.9394, 0.3429), (-0.9244, 0.3816), (0.424, -0.9057), (0.2992, 0.9542),
)  # fmt: skip
# Cosine and sine of 0, 15, … 165 degrees.
_TURNS = (
    (1.0, 0.0), (0.9659, 0.2588), (0.866, 0.5), (0.7071, 0.7071), (0.5, 0.866), (0.2588, 0.9659),
    (0.0, 1.0), (-0.2588, 0.9659), (-0.5, 0.866), (-0.7071, 0.7071), (-0.866, 0.5), (-0.9659, 0.2588),
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


Piece = dict[int, list[float]]


def arrange(boxes: Sequence[Box], edges: Sequence[Edge]) -> Places:
    """Place the actors.

    Parameters
    ----------
    boxes : sequence of Box
        One for each actor.
    edges : sequence of (int, int)
        The lines, the best supported first: these make the first view.

    Returns
    -------
    Places
        The same for the same input on any machine.
    """
    everything = _neighbours(edges)
    first = edges if len(everything) <= WHOLE[0] and len(edges) <= WHOLE[1] else edges[: backbone(edges)]
    small = len(first) == len(edges)
    spread = 1.0 if small else max(1.0, sqrt(len(everything) / BACKBONE[0]) * 1.1)
    pieces = _drawn(boxes, _neighbours(first), spread)
    _pack(pieces, boxes, _GAP * spread)
    places = {node: place for piece in pieces for node, place in piece.items()}
    if not small:
        _attach(places, boxes, everything)
        _set_below(places, boxes, everything)
    _shelve([node for node in range(len(boxes)) if node not in places], places, boxes)
    return Places(tuple((round(places[i][0]), round(places[i][1])) for i in range(len(boxes))), round(spread, 3))


def backbone(edges: Iterable[Edge]) -> int:
    """How many of the first lines make the backbone; the page counts in the same way (visible.js)."""
    seen: set[int] = set()
    most_actors, most_lines = BACKBONE
    for count, edge in enumerate(edges):
        if count >= most_lines or len(seen.union(edge)) > most_actors:
            return count
        seen.update(edge)
    return most_lines


def _neighbours(edges: Iterable[Edge]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for a, b in edges:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _drawn(boxes: Sequence[Box], neighbours: dict[int, set[int]], spread: float) -> list[Piece]:
    """Each connected piece around its own origin, the largest first."""
    return [_piece(piece, boxes, neighbours, spread) for piece in _pieces(neighbours)]


def _pieces(neighbours: dict[int, set[int]]) -> list[list[int]]:
    """The connected pieces, the largest first, then by their first actor; each sorted."""
    seen: set[int] = set()
    pieces = []
    for root in sorted(neighbours):
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


def _piece(piece: list[int], boxes: Sequence[Box], neighbours: dict[int, set[int]], spread: float) -> Piece:
    if len(piece) == 2:
        reach = (boxes[piece[0]].width + boxes[piece[1]].width) / 2 + 70.0
        return {piece[0]: [0.0, 0.0], piece[1]: [reach * spread, 0.0]}
    index = {node: i for i, node in enumerate(piece)}
    inner = sorted((index[a], index[b]) for a in piece for b in neighbours[a] if a < b)
    starts = 12 if len(piece) <= 60 else 5 if len(piece) <= 100 else 2
    # Small pieces stand in rows below the large one: the flatter and closer, the better.
    small = len(piece) <= 8
    raw = _turned(stress_layout(len(piece), inner, starts), 5.0 if small else _WIDE)
    _fill(raw, [boxes[node] for node in piece], 1.3 if small else _ROOM[1])
    push_apart(raw, [(boxes[n].width, boxes[n].height) for n in piece], [boxes[n].weight for n in piece])
    _widen(raw)
    return {node: [x * spread, y * spread] for node, (x, y) in zip(piece, raw, strict=True)}


def _turned(places: list[list[float]], wide: float) -> list[list[float]]:
    """The drawing turned so that it fits best into a frame ``wide`` times as wide as high."""

    def turn(cos: float, sin: float) -> list[list[float]]:
        return [[x * cos - y * sin, x * sin + y * cos] for x, y in places]

    def need(candidate: list[list[float]]) -> float:
        width, height = _extent(candidate)
        return max(width / wide, height)

    return min((turn(cos, sin) for cos, sin in _TURNS), key=need)


def _extent(places: Sequence[Sequence[float]]) -> tuple[float, float]:
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    return max(xs) - min(xs), max(ys) - min(ys)


def _widen(places: list[list[float]]) -> None:
    """Give a drawing that is higher than the page some of the width that is left: no box comes closer to another."""
    width, height = _extent(places)
    stretch = min(1.4, height * _WIDE / max(width, 1e-6))
    if stretch > 1:
        for place in places:
            place[0] *= stretch


def _fill(places: list[list[float]], boxes: Sequence[Box], most: float) -> None:
    """Scale, in place, so that the drawing fills the stage, as far as `_ROOM` allows, and has about its shape."""
    width, height = _extent(places)
    if height > 0 and width > 0:
        stretch = min(1.3, max(1 / 1.3, sqrt(width / (height * _WIDE))))
        for place in places:
            place[0] /= stretch
            place[1] *= stretch
        width, height = width / stretch, height * stretch
    boxed = sum(box.width * box.height for box in boxes)
    area = max(width, height / 4, 1e-6) * max(height, width / 4, 1e-6)
    room = boxed * min(most, max(_ROOM[0], _STAGE / boxed))
    scale = max(sqrt(room / area), 80.0)
    for place in places:
        place[0] *= scale
        place[1] *= scale


def _attach(places: Piece, boxes: Sequence[Box], neighbours: dict[int, set[int]]) -> None:
    """Place what hangs on the first view, from it outwards, each actor between its neighbours that have a place."""
    firm, fan = set(places), 0
    front = sorted(places)
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
    nodes = sorted(places)
    sides = [sqrt(boxes[node].weight) * 5 + 26 for node in nodes]
    push_apart(
        [places[node] for node in nodes],
        [(side, side) for side in sides],
        [_FIXED if node in firm else 1.0 for node in nodes],
        rounds=15,
    )


def _set_below(places: Piece, boxes: Sequence[Box], neighbours: dict[int, set[int]]) -> None:
    """Pieces that nothing connects with the first view go below it, side by side."""
    rest = {node: others for node, others in neighbours.items() if node not in places}
    if not rest:
        return
    pieces: list[Piece] = []
    for nodes in _pieces(rest):
        if len(nodes) <= WHOLE[0]:
            pieces.append(_piece(nodes, boxes, rest, 1.0))
        else:
            hub = min(nodes, key=lambda n: (-boxes[n].weight, n))
            pieces.append({hub: [0.0, 0.0]})
            _attach(pieces[-1], boxes, rest)
    _pack(pieces, boxes, _GAP)
    left, _, right, bottom = _frame(places, boxes)
    x0, y0, x1, _ = _frame({node: place for piece in pieces for node, place in piece.items()}, boxes)
    for piece in pieces:
        for node, (x, y) in piece.items():
            places[node] = [x + (left + right - x0 - x1) / 2, y + bottom + _GAP - y0]


def _pack(pieces: list[Piece], boxes: Sequence[Box], gap: float) -> None:
    """Set the pieces side by side, in place: rows as wide as a page, the largest piece first."""
    if not pieces:
        return
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


def _frame(piece: Piece, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    return (
        min(p[0] - boxes[n].width / 2 for n, p in piece.items()),
        min(p[1] - boxes[n].height / 2 for n, p in piece.items()),
        max(p[0] + boxes[n].width / 2 for n, p in piece.items()),
        max(p[1] + boxes[n].height / 2 for n, p in piece.items()),
    )


def _shelve(loners: list[int], places: Piece, boxes: Sequence[Box]) -> None:
    """Actors without a line stand in rows below everything else."""
    left, _, right, bottom = _frame(places, boxes) if places else (0.0, 0.0, 0.0, 0.0)
    right = max(right, left + 900.0, left + 90.0 * sqrt(len(loners)))
    x, y = left, bottom + _GAP
    for node in loners:
        if x > left and x + boxes[node].width > right:
            x, y = left, y + 70.0
        places[node] = [x + boxes[node].width / 2, y]
        x += boxes[node].width + 12.0
