"""The options of a graph's triples that follow from how it was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import OutputError
from kgraph.export.description import Run
from kgraph.export.terms import DEFAULT_BASE, Names
from kgraph.export.triples import RdfOptions

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph
    from kgraph.settings import Settings


def options_for(graph: StatementGraph, settings: Settings | None = None, **others: Any) -> RdfOptions:
    """The options for a graph with the settings it was built with, by default its own if it knows them."""
    settings = settings or getattr(graph, "settings", None)
    base = others.pop("base_iri", None) or (settings.base_iri if settings else DEFAULT_BASE)
    return _checked(RdfOptions(base_iri=base, run=Run.of(settings) if settings else Run(), **others))


def options_of(directory: Path, **others: Any) -> RdfOptions:
    """The options for the graph that was read from a folder: base IRI and run as in its ``build.json``."""
    run = Run.read(directory)
    base = others.pop("base_iri", None) or str(run.settings.get("base_iri", DEFAULT_BASE))
    return _checked(RdfOptions(base_iri=base, run=run, **others))


def _checked(options: RdfOptions) -> RdfOptions:
    try:
        Names(options.base_iri)
    except ValueError as error:
        raise OutputError(str(error)) from None
    return options
