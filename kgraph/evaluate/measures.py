"""Precision, recall, reliability: the arithmetic that all scores share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision and recall as counts.

    Two numbers of hits, because the two sides may accept different things: where annotators disagree, precision accepts
    what any of them marked, recall asks only for what all of them did.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right."""
        return share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the wanted that was found."""
        return share(self.found, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """The figures, rounded."""
        return {
            "precision": round(self.precision, DIGITS),
            "recall": round(self.recall, DIGITS),
            "f1": round(self.f1, DIGITS),
            "predicted": self.predicted,
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the scale of confidence: how many predictions fall into it, and how many of them are right."""

    low: float
    number: int
    right: int
    mean: float

    @property
    def share_right(self) -> float:
        """The share that is right; calibrated if it is close to ``mean``."""
        return share(self.right, self.number)

    def as_dict(self) -> dict[str, float | int]:
        """The figures, rounded."""
        return {
            "from": self.low,
            "number": self.number,
            "right": self.right,
            "share_right": round(self.share_right, DIGITS),
            "mean_confidence": round(self.mean, DIGITS),
        }


def share(part: float, whole: float) -> float:
    """A share; of nothing it is 0."""
    return part / whole if whole else 0.0


def compare(predicted: Collection[object], gold: Collection[object], required: Collection[object]) -> Measure:
    """Compare sets: what is predicted, what counts as right, and what has to be found."""
    answers, right, wanted = set(predicted), set(gold), set(required)
    return Measure(len(answers & right), len(answers), len(answers & wanted), len(wanted))


def total(measures: Iterable[Measure]) -> Measure:
    """The sum: a micro-average."""
    return sum(measures, Measure())


def reliability(judged: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Sort predictions by tenths of their confidence [1]_; tenths without any are left out.

    References
    ----------
    .. [1] A. Niculescu-Mizil and R. Caruana, "Predicting good probabilities with supervised learning", ICML 2005.
    """
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        # 0.7 * 10 is 7.000000000000001, but 0.29 * 100 is 28.999999999999996: round before cutting
        tenths.setdefault(min(int(round(confidence * 10, 6)), 9), []).append((confidence, right))
    return tuple(
        Bin(tenth / 10, len(inside), sum(right for _, right in inside), share(sum(c for c, _ in inside), len(inside)))
        for tenth, inside in sorted(tenths.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far confidence and share of right ones are apart, weighted by number."""
    return share(sum(b.number * abs(b.share_right - b.mean) for b in bins), sum(b.number for b in bins))
