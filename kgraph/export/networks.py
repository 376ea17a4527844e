"""The networkx graph for Gephi, yEd, Cytoscape and networkx itself: flat attributes, no character XML cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import networkx as nx

from kgraph.export.tables import rounded

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def flat_graph(graph: StatementGraph) -> nx.MultiDiGraph:
    """The graph with attributes that every format takes: text, numbers and booleans; lists are joined by "; ".

    The key of an edge is the id of its claim, which no other edge has. Sorted by id, so that equal graphs give
    equal files.
    """
    flat: nx.MultiDiGraph = nx.MultiDiGraph()
    for id, attributes in sorted(graph.graph.nodes(data=True)):
        flat.add_node(_text(id), **_flat(attributes))
    for subject, object, attributes in sorted(graph.graph.edges(data=True), key=lambda edge: edge[2]["claim"]):
        flat.add_edge(_text(subject), _text(object), key=attributes["claim"], **_flat(attributes))
    return flat


def graphml_text(graph: StatementGraph) -> str:
    """The graph as GraphML; ``networkx.read_graphml`` gives back `flat_graph`."""
    return "\n".join(nx.generate_graphml(flat_graph(graph), prettyprint=True)) + "\n"


def _flat(attributes: dict[str, Any]) -> dict[str, str | int | float | bool]:
    return {key: _value(value) for key, value in attributes.items() if key != "claim"}


def _value(value: Any) -> str | int | float | bool:
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, list | tuple):
        return _text("; ".join(str(item) for item in value))
    return _text(str(value))


def _text(text: str) -> str:
    """XML readers turn a carriage return into a line feed, and drop what XML does not allow."""
    return _FORBIDDEN.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def gexf_text(graph: StatementGraph) -> str:
    """The graph as GEXF for Gephi; without the day's date that networkx puts in."""
    text = "\n".join(nx.generate_gexf(flat_graph(graph), prettyprint=True)) + "\n"
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
