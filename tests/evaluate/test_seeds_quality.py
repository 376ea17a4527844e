"""The sample articles as built, against their annotation: floors under the figures that a reader sees first."""

from __future__ import annotations

import pytest
from handmade import GOLD

import kgraph
from kgraph.evaluate import ArticlesScore
from kgraph.evaluate.articles import score_predictions
from kgraph.evaluate.gold import load_gold
from kgraph.evaluate.predictions import predictions_of

# Raise them when the rules get better, never lower them.
MIN_PRECISION = 0.6
MIN_F1 = 0.4
MIN_STATUS = 0.85


@pytest.fixture(scope="module")
def score(built: kgraph.KnowledgeGraph) -> ArticlesScore:
    return score_predictions(load_gold(GOLD, need_text=False), predictions_of(built))


def test_named_statements(score: ArticlesScore) -> None:
    measure = score.measure("named", "typed")
    assert measure.precision >= MIN_PRECISION
    assert measure.f1 >= MIN_F1


def test_statuses(score: ArticlesScore) -> None:
    assert score.status_accuracy is not None
    assert score.status_accuracy >= MIN_STATUS
