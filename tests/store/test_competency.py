"""Every named query has the same answer in pyoxigraph, rdflib, and both servers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import graphs
import pyoxigraph as ox
import pytest
import rdflib
from sparql_servers import Server

from kgraph.export.dataset import to_rdflib
from kgraph.export.tables import read_graph
from kgraph.store import ask, named_queries, open_store
from kgraph.store.loading import load
from kgraph.store.queries import bind
from kgraph.store.servers import Connection

ACTOR = "https://w3id.org/kgraph/id/actor/"
# values under which each query has rows where the small graph can give any
VALUES = {
    "actor": "alexander-lukashenko", "speaker": "alexander-lukashenko", "about": "nato", "from": "vladimir-putin",
    "to": "svetlana-tikhanovskaya", "subject": "vladimir-putin", "object": "alexander-lukashenko",
    "one": "vladimir-putin", "other": "nato", "since": "2020-09-01", "outlet": "Tribune", "below": "0.9",
}  # fmt: skip
OTHERS = {"allies-of-enemies": {"actor": "svetlana-tikhanovskaya"}, "timeline": {"since": "2020-01-01"}}
EMPTY = {
    "asserted-and-denied",
    "members-of",
    "most-active-accusers",
    "mutual-hostility",
    "common-enemies",
    "where-is",
    "who-leads",
    "speaks-of-itself",
}
QUERIES = sorted(named_queries())


def bound(name: str) -> str:
    query = named_queries()[name]
    given = {**VALUES, **OTHERS.get(name, {})}
    return bind(query, {p.name: given[p.name] for p in query.parameters if p.name in given}, lambda id: ACTOR + id)


def value(kind: str, text: str) -> str:
    try:
        return f"{float(text):.6g}" if kind != "uri" else text
    except ValueError:
        return text


def by_pyoxigraph(store: ox.Store, text: str) -> Counter[tuple[str, ...]]:
    answer = ask(store, text)
    if answer.triples is not None:
        return Counter((t.subject.value, t.predicate.value, getattr(t.object, "value", "")) for t in answer.triples)  # type: ignore[union-attr]
    return Counter(
        tuple("" if t is None else value("uri" if isinstance(t, ox.NamedNode) else "", t.value) for t in row)  # type: ignore[union-attr]
        for row in answer.rows
    )


def by_rdflib(graph: rdflib.Graph, text: str) -> Counter[tuple[str, ...]]:
    found = graph.query(text)
    if found.type == "CONSTRUCT":
        return Counter(tuple(str(term) for term in triple) for triple in found)  # type: ignore[union-attr]
    return Counter(
        tuple("" if t is None else value("uri" if isinstance(t, rdflib.URIRef) else "", str(t)) for t in row)  # type: ignore[union-attr]
        for row in found
    )


def by_server(server: Server, text: str) -> Counter[tuple[str, ...]]:
    triples = "CONSTRUCT" in text
    pairs = {"query": text, **({"default-graph-uri": server.graph} if server.graph else {})}
    body = Connection(retries=0).request(
        "POST", server.query, urlencode(pairs).encode(), Content_Type="application/x-www-form-urlencoded",
        Accept="text/turtle" if triples else "application/sparql-results+json",
    )  # fmt: skip
    if triples:
        found = set(ox.parse(body, format=ox.RdfFormat.TURTLE))
        return Counter((q.subject.value, q.predicate.value, getattr(q.object, "value", "")) for q in found)  # type: ignore[union-attr]
    answer = json.loads(body)
    names = answer["head"]["vars"]
    return Counter(
        tuple(value(row[n]["type"], row[n]["value"]) if n in row else "" for n in names)
        for row in answer["results"]["bindings"]
    )


@pytest.fixture(scope="module")
def store(small_dir: Path) -> ox.Store:
    return open_store(small_dir)


@pytest.fixture(scope="module")
def graph(small_dir: Path) -> rdflib.Graph:
    return to_rdflib(read_graph(small_dir)).default_graph


@pytest.mark.parametrize("name", QUERIES)
def test_rdflib_gives_the_same_rows(name: str, store: ox.Store, graph: rdflib.Graph) -> None:
    rows = by_pyoxigraph(store, bound(name))
    assert by_rdflib(graph, bound(name)) == rows
    assert bool(rows) == (name not in EMPTY)


def test_a_server_gives_the_same_rows(server: Server, small_dir: Path, store: ox.Store) -> None:
    connection = Connection(server.user, server.password)
    load(small_dir, server.store, server.graph, replace=True, connection=connection)
    different = {}
    for name in QUERIES:
        expected, found = by_pyoxigraph(store, bound(name)), by_server(server, bound(name))
        if expected != found:
            different[name] = (expected - found, found - expected)
    assert not different


def test_a_server_keeps_hostile_names_and_quotes(server: Server, hostile_dir: Path) -> None:
    load(hostile_dir, server.store, server.graph, replace=True, connection=Connection(server.user, server.password))
    properties = "<http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/ns/oa#exact>"
    text = f"SELECT ?s ?o WHERE {{ ?s ?p ?o . VALUES ?p {{ {properties} }} }}"
    assert by_server(server, text) == by_pyoxigraph(open_store(hostile_dir), text)
    assert len(graphs.HOSTILE) == 14
