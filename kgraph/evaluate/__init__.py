"""How good an extraction is: scores against annotated articles, sentences and probes."""

from __future__ import annotations

from kgraph.evaluate.api import score_articles, score_probes, score_sentences
from kgraph.evaluate.articles import ArticleScore, ArticlesScore
from kgraph.evaluate.measures import Bin, Measure
from kgraph.evaluate.plv import PlvScore
from kgraph.evaluate.probes import ProbesScore
from kgraph.evaluate.records import Score, differences, record
from kgraph.evaluate.seesaw import SeesawScore

__all__ = [
    "ArticleScore",
    "ArticlesScore",
    "Bin",
    "Measure",
    "PlvScore",
    "ProbesScore",
    "Score",
    "SeesawScore",
    "differences",
    "record",
    "score_articles",
    "score_probes",
    "score_sentences",
]
