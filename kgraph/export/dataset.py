"""The triples of a graph for rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from kgraph.export.options import options_for
from kgraph.export.terms import Names
from kgraph.export.triples import RdfOptions
from kgraph.export.writers import RdfFormat, rdf_text

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph


def to_rdflib(graph: StatementGraph, options: RdfOptions | None = None) -> rdflib.Dataset:
    """The same triples as in graph.trig, with the prefixes bound.

    Parameters
    ----------
    graph : StatementGraph
    options : RdfOptions, optional
        By default those of the build, if the graph comes from one.

    Returns
    -------
    rdflib.Dataset
        All in its default graph, and with ``options.graphs`` a named graph for each article.
    """
    options = options or options_for(graph)
    dataset = rdflib.Dataset()
    for prefix, iri in Names(options.base_iri).prefixes().items():
        dataset.bind(prefix, iri, override=True, replace=True)
    dataset.parse(data="".join(rdf_text(graph, RdfFormat.NQUADS, options)), format="nquads")
    return dataset
