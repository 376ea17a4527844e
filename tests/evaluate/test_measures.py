from __future__ import annotations

import pytest

from kgraph.evaluate.measures import Measure, calibration_error, compare, reliability, total


def test_compare() -> None:
    measure = compare({1, 2, 3, 4}, gold={1, 2, 5, 6}, required={1, 5})
    assert (measure.precision, measure.recall) == (0.5, 0.5)
    assert measure.as_dict() == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "predicted": 4, "gold": 2}


def test_nothing_is_zero_and_sums_are_micro_averages() -> None:
    assert Measure().as_dict() == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "predicted": 0, "gold": 0}
    assert total([Measure(1, 2, 1, 1), Measure(0, 2, 0, 3)]) == Measure(1, 4, 1, 4)


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.3, 0.3), (0.7, 0.7), (0.2999, 0.2), (1.0, 0.9)])
def test_tenths(confidence: float, low: float) -> None:
    (only,) = reliability([(confidence, True)])
    assert only.low == low


def test_reliability_of_a_calibrated_confidence() -> None:
    bins = reliability([(0.75, True)] * 3 + [(0.75, False)] + [(0.05, False)] * 19 + [(0.05, True)])
    assert [(b.low, b.number, b.right) for b in bins] == [(0.0, 20, 1), (0.7, 4, 3)]
    assert calibration_error(bins) == pytest.approx(0.0, abs=1e-9)
    assert calibration_error(reliability([(0.9, False)])) == pytest.approx(0.9)
    assert calibration_error(()) == 0.0
