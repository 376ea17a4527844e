"""The middle of the road: articles -> statements. Apart from ``build`` so that importing kgraph loads no spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.errors import InputError, KGraphError
from kgraph.gazetteer import Gazetteer
from kgraph.graph.assemble import assemble
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Article
from kgraph.resolve import resolve
from kgraph.settings import Settings
from kgraph.workers import Progress, extract_all


def extracted_and_resolved(
    articles: Sequence[Article], settings: Settings, workers: int, progress: Progress
) -> tuple[StatementGraph, list[InputError]]:
    """Extract, resolve and assemble; articles on which the extractor failed are left out and reported."""
    extractions, failures = extract_all(articles, settings, workers, progress)
    if not extractions:
        raise KGraphError(f"no article could be worked on; the first: {failures[0]}")
    progress("resolve", 0, 1)
    done = {extraction.article for extraction in extractions}
    kept = [article for article in articles if article.id in done]
    resolution = resolve(kept, extractions, Gazetteer.load(settings.gazetteer), settings.decisions)
    graph = assemble(kept, extractions, resolution, settings.min_confidence)
    progress("resolve", 1, 1)
    return graph, failures
