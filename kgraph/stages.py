"""The middle of the road: articles -> statements. Apart from ``build`` so that importing kgraph loads no spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.errors import InputError, KGraphError
from kgraph.gazetteer import Gazetteer
from kgraph.graph.assemble import assemble
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Article
from kgraph.resolve import Decisions, Resolution, load_decisions, resolve
from kgraph.resolve.report import report_lines
from kgraph.settings import Settings
from kgraph.workers import Progress, extract_all


@dataclass(frozen=True, slots=True)
class Middle:
    """The graph; the articles on which the extractor failed; the user's decisions that fit nothing, a message each.

    ``history`` are the lines of resolution.jsonl: how the actors came about.
    """

    graph: StatementGraph
    failures: tuple[InputError, ...]
    notes: tuple[str, ...]
    history: tuple[str, ...]


def extracted_and_resolved(articles: Sequence[Article], settings: Settings, workers: int, progress: Progress) -> Middle:
    """Extract, resolve and assemble; articles on which the extractor failed are left out and reported."""
    decisions = load_decisions(settings.decisions)  # a mistake in it should not wait for the extraction
    gazetteer = Gazetteer.load(settings.gazetteer)
    extractions, failures = extract_all(articles, settings, workers, progress)
    if not extractions:
        raise KGraphError(f"no article could be worked on; the first: {failures[0]}")
    progress("resolve", 0, 1)
    done = {extraction.article for extraction in extractions}
    kept = [article for article in articles if article.id in done]
    resolution = resolve(kept, extractions, gazetteer, decisions)
    graph = assemble(kept, extractions, resolution, settings.min_confidence, resolution.rejections.rejects)
    progress("resolve", 1, 1)
    return Middle(graph, tuple(failures), _notes(resolution, decisions), tuple(report_lines(resolution)))


def _notes(resolution: Resolution, decisions: Decisions) -> tuple[str, ...]:
    unused = (f"{decisions.path}, line {line}: reject fits no statement" for line in resolution.rejections.unused())
    return (*resolution.problems, *unused)
