"""The build of the seeds: every format, both parsers, shapes and checks, both servers, all named queries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from sparql_servers import Server
from test_competency import QUERIES, bound, by_pyoxigraph, by_rdflib, by_server

import kgraph
from kgraph.export import RdfFormat, options_of, rdf_text, read_graph
from kgraph.export.dataset import to_rdflib
from kgraph.store import ask, open_store
from kgraph.store.loading import load
from kgraph.store.servers import Connection
from kgraph.store.validation import validate

RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}


@pytest.mark.parametrize("format", list(RdfFormat))
def test_every_format_is_the_same_graph_in_both_parsers(format: RdfFormat, built_dir: Path) -> None:
    text = "".join(rdf_text(read_graph(built_dir), format, options_of(built_dir)))
    found = list(ox.parse(text.encode(), format=ox.RdfFormat.from_extension(format.value)))
    assert len(found) == len(open_store(built_dir))
    # not compared with the store, which turns nonNegativeInteger into integer
    assert set(found) == set(ox.parse(path=str(built_dir / "graph.trig")))
    dataset = rdflib.Dataset()
    dataset.parse(data=text.encode(), format=RDFLIB[format.value])
    # without blank nodes, equal sets are isomorphic
    assert set(dataset.default_graph) == set(to_rdflib(read_graph(built_dir), options_of(built_dir)).default_graph)
    if format is RdfFormat.TRIG:
        assert text == (built_dir / "graph.trig").read_text(encoding="utf-8")


def test_the_graph_of_the_library_is_that_of_the_file(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(built_dir / "graph.trig", format="trig")
    assert set(built.to_rdflib().default_graph) == set(dataset.default_graph)


def test_the_build_is_valid(built_dir: Path) -> None:
    report = validate(built_dir)
    assert report.valid, "\n".join(map(str, report.violations))


def test_rdflib_gives_the_same_rows(built_dir: Path) -> None:
    graph, store = to_rdflib(read_graph(built_dir), options_of(built_dir)).default_graph, open_store(built_dir)
    for name in ("who-supports", "contradictions", "relations-by-status", "busiest-actors", "evidence", "says-about"):
        assert by_rdflib(graph, bound(name)) == by_pyoxigraph(store, bound(name)), name


def test_a_server_holds_it_whole_and_answers_the_same(server: Server, built_dir: Path) -> None:
    connection = Connection(server.user, server.password)
    done = load(built_dir, server.store, server.graph, replace=True, connection=connection)
    assert done.after == done.triples == len(open_store(built_dir))
    store = open_store(built_dir)
    for name in QUERIES:
        assert by_server(server, bound(name)) == by_pyoxigraph(store, bound(name)), name


def test_at_most_18_triples_for_a_statement_with_one_sentence(built_dir: Path) -> None:
    worst = """SELECT ?claim (COUNT(?p) AS ?n) WHERE {
      ?claim a kg:Statement ; kg:evidenceCount 1 ; kg:evidence ?e .
      { ?claim ?p ?o } UNION { ?e ?p ?o } UNION {
        ?claim kg:status kg:Asserted ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }
    } GROUP BY ?claim ORDER BY DESC(?n) LIMIT 1"""
    for row in ask(open_store(built_dir), worst).rows:
        assert int(row[1].value) <= 18  # type: ignore[union-attr]
