"""Graph -> files: tables, RDF, GraphML. How a statement was found is not known here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.atomic import write_atomic
from kgraph.export.files import Format, export_file, export_text
from kgraph.export.networks import graphml_text
from kgraph.export.options import options_for, options_of
from kgraph.export.selection import select
from kgraph.export.tables import read_graph, write_tables
from kgraph.export.triples import Profile, RdfOptions
from kgraph.export.writers import RdfFormat, rdf_text

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph
    from kgraph.settings import Settings

__all__ = [
    "Format",
    "Profile",
    "RdfFormat",
    "RdfOptions",
    "export_file",
    "export_text",
    "options_for",
    "options_of",
    "rdf_text",
    "read_graph",
    "select",
    "write_all",
]


def write_all(
    graph: StatementGraph,
    directory: str | Path,
    settings: Settings | None = None,
    *,
    base_iri: str | None = None,
) -> list[Path]:
    """Write the files of a build, except the view and ``build.json``.

    Parameters
    ----------
    graph : StatementGraph
    directory : path
        Made if it is not there.
    settings : Settings, optional
        What the graph was built with; by default its own, if it knows them.
    base_iri : str, optional
        Where the IRIs begin, if not as in the settings.

    Returns
    -------
    list of Path
        statements.jsonl, actors.jsonl, articles.jsonl, graph.ttl (actors and asserted relations), graph.trig
        (everything, in the default graph), graph.graphml.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    folder = Path(directory)
    options = options_for(graph, settings, base_iri=base_iri)
    paths = write_tables(graph, folder)
    paths += export_file(graph, folder / "graph.ttl", Format.TURTLE, replace(options, profile=Profile.PLAIN))
    paths += export_file(graph, folder / "graph.trig", Format.TRIG, options)
    write_atomic(folder / "graph.graphml", graphml_text(graph))
    return [*paths, folder / "graph.graphml"]
