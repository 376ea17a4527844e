"""Boxes pushed apart until none covers another.

Only ``+ - * /`` and comparisons of floats, each correctly rounded by IEEE 754, so every machine gives the same places.
"""

from __future__ import annotations

from collections.abc import Sequence

_SLACK = 1.02


def push_apart(
    places: list[list[float]],
    sizes: Sequence[tuple[float, float]],
    weights: Sequence[float],
    rounds: int = 150,
) -> int:
    """Move overlapping boxes apart, in place, and return how many pairs still overlap.

    Parameters
    ----------
    places : list of [x, y]
        Centres of the boxes; changed.
    sizes : sequence of (width, height)
    weights : sequence of float
        How firmly a box stands: of two, the lighter one moves more. Infinite: does not move.
    rounds : int
        At most so many passes; a dense drawing may not come free of overlaps in them.

    Notes
    -----
    A sweep along x finds the pairs; each pair is moved at once (Gauss-Seidel), along the axis that needs the
    smaller step relative to the boxes, which keeps the shape of the drawing.
    """
    count = len(places)
    left = 0
    for turn in range(rounds):
        left = 0
        order = sorted(range(count), key=lambda i: (places[i][0] - sizes[i][0] / 2, i))
        for rank, a in enumerate(order):
            reach, half = places[a][0] + sizes[a][0] / 2, sizes[a][1] / 2
            for place in range(rank + 1, count):
                b = order[place]
                if places[b][0] - sizes[b][0] / 2 >= reach:
                    break
                # Most pairs in a column are far apart: looked at here, without a call.
                if abs(places[b][1] - places[a][1]) < half + sizes[b][1] / 2:
                    left += _separate(places, sizes, weights, a, b, turn)
        if not left:
            break
    return left


def _separate(
    places: list[list[float]],
    sizes: Sequence[tuple[float, float]],
    weights: Sequence[float],
    a: int,
    b: int,
    turn: int,
) -> bool:
    first, second = places[a], places[b]
    dx, dy = second[0] - first[0], second[1] - first[1]
    need_x = (sizes[a][0] + sizes[b][0]) / 2 - abs(dx)
    need_y = (sizes[a][1] + sizes[b][1]) / 2 - abs(dy)
    if need_x <= 0 or need_y <= 0:
        return False
    if weights[a] == weights[b] == float("inf"):
        return False
    # Boxes are wide and low: mostly a step down or up is the short way; the turn breaks exact ties.
    axis = 0 if need_x < need_y else 1
    step = (need_x if axis == 0 else need_y) * _SLACK
    delta = dx if axis == 0 else dy
    sign = 1.0 if delta > 0 or (delta == 0 and (a + b + turn) % 2 == 0) else -1.0
    share = _share(weights[a], weights[b])
    first[axis] -= sign * step * share
    second[axis] += sign * step * (1 - share)
    return True


def _share(a: float, b: float) -> float:
    """The part of the way that the box with weight ``a`` goes."""
    if a == float("inf"):
        return 0.0
    if b == float("inf"):
        return 1.0
    return b / (a + b)
