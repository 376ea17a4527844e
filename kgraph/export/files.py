"""One graph as one file of any format, or as text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.atomic import atomic_writer
from kgraph.errors import OutputError
from kgraph.export.networks import gexf_text, graphml_text
from kgraph.export.options import options_for
from kgraph.export.tables import actor_rows, csv_text, json_line, statement_rows
from kgraph.export.triples import RdfOptions
from kgraph.export.writers import RdfFormat, in_chunks, rdf_text

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph


class Format(StrEnum):
    """The formats of `export_file`, by their usual file extension; csv is a folder with two tables."""

    TURTLE = "ttl"
    TRIG = "trig"
    NTRIPLES = "nt"
    NQUADS = "nq"
    JSONLD = "jsonld"
    RDFXML = "rdf"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSONL = "jsonl"
    CSV = "csv"


def export_text(graph: StatementGraph, format: Format | str, options: RdfOptions | None = None) -> Iterator[str]:
    """Yield the text of a graph in a format, piece by piece; of csv and jsonl the table of statements.

    Raises
    ------
    OutputError
        If the format cannot hold what the options ask for.
    """
    format = Format(format)
    options = options or options_for(graph)
    if format.value in [rdf.value for rdf in RdfFormat]:
        return in_chunks(rdf_text(graph, RdfFormat(format.value), options))
    if options.graphs or options.rdf_star:
        raise OutputError(f"{format.value} has neither named graphs nor triple terms; use trig or nq")
    match format:
        case Format.GRAPHML:
            return iter([graphml_text(graph)])
        case Format.GEXF:
            return iter([gexf_text(graph)])
        case Format.JSONL:
            return map(json_line, statement_rows(graph))
        case _:
            return iter([csv_text(statement_rows(graph))])


def export_file(
    graph: StatementGraph, path: str | Path, format: Format | str, options: RdfOptions | None = None
) -> list[Path]:
    """Write a graph in a format; csv makes a folder with actors.csv and statements.csv.

    Parameters
    ----------
    graph : StatementGraph
    path : path
        The file, or the folder of the tables.
    format : Format
    options : RdfOptions, optional
        Base IRI, profile, named graphs, triple terms; by default as in the build.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OutputError
        If a file cannot be written, or the format cannot hold what the options ask for.
    """
    target = Path(path)
    if Format(format) is not Format.CSV:
        _write(target, export_text(graph, format, options))
        return [target]
    _write(target / "actors.csv", iter([csv_text(actor_rows(graph))]))
    _write(target / "statements.csv", export_text(graph, format, options))
    return [target / "actors.csv", target / "statements.csv"]


def _write(path: Path, pieces: Iterator[str]) -> None:
    with atomic_writer(path) as stream:
        stream.writelines(pieces)
