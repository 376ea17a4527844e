"""The tables: their contract, what is read back, and what a broken one says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import graphs
import networkx as nx
import pytest

from kgraph.errors import OutputError
from kgraph.export import read_graph, write_all
from kgraph.export.networks import flat_graph, graphml_text
from kgraph.export.tables import actor_rows, csv_text, json_line, statement_rows, write_tables
from kgraph.graph.statement_graph import StatementGraph


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_statements_are_as_the_contract_says(tmp_path: Path) -> None:
    graph = graphs.small()
    write_tables(graphs.shuffled(graph), tmp_path)
    rows = lines(tmp_path / "statements.jsonl")
    assert list(rows[0]) == [
        "id", "article", "subject", "relation", "object", "status", "polarity", "confidence", "speaker",
        "subject_mention", "subject_start", "subject_end", "trigger", "trigger_start", "trigger_end",
        "object_mention", "object_start", "object_end", "evidence", "start", "end", "date", "extractor", "claim",
    ]  # fmt: skip
    assert [(r["article"], r["start"], r["relation"]) for r in rows] == sorted(
        (r["article"], r["start"], r["relation"]) for r in rows
    )
    texts = {a.id: a.text for a in graph.articles}
    for row in rows:
        text = texts[str(row["article"])]
        for start, end, part in (
            ("start", "end", "evidence"),
            ("subject_start", "subject_end", "subject_mention"),
            ("trigger_start", "trigger_end", "trigger"),
            ("object_start", "object_end", "object_mention"),
        ):
            assert text[row[start] : row[end]] == row[part]  # type: ignore[misc]
    assert rows[0]["date"] == "2020-08-27"
    assert next(r for r in rows if r["status"] == "reported")["speaker"] == "alexander-lukashenko"


def test_actors_and_articles_are_as_the_contract_says(tmp_path: Path) -> None:
    graph = graphs.small()
    write_tables(graphs.shuffled(graph), tmp_path)
    actors = lines(tmp_path / "actors.jsonl")
    assert list(actors[0])[:8] == ["id", "name", "type", "aliases", "wikidata", "mentions", "articles", "named"]
    assert [a["id"] for a in actors] == sorted(a["id"] for a in actors)  # type: ignore[type-var]
    (article, _) = lines(tmp_path / "articles.jsonl")
    assert list(article) == [
        "id", "title", "url", "outlet", "authors", "date", "language", "sha256", "copies", "text",
    ]  # fmt: skip


@pytest.mark.parametrize("graph", [graphs.small(), graphs.hostile()], ids=["small", "hostile"])
def test_a_graph_is_read_back_as_it_was(graph: StatementGraph, tmp_path: Path) -> None:
    write_all(graph, tmp_path)
    found = read_graph(tmp_path)
    assert found.actors == tuple(sorted(graph.actors, key=lambda a: a.id))
    assert found.articles == tuple(sorted(graph.articles, key=lambda a: a.id))
    assert set(found.statements) == set(graph.statements)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_all(found, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_line_is_one_line_for_everybody() -> None:
    line = json_line({"text": "a\u2028b\u2029c\x85d\ud800"})
    assert len(line.splitlines()) == 1
    line.encode()
    assert json.loads(line) == {"text": "a\u2028b\u2029c\x85d\ud800"}


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("actors.jsonl", lambda s: s.replace('"type": "Person"', '"type": "Robot"'), "actors.jsonl, line 1: .*Robot"),
        ("actors.jsonl", lambda s: s.replace('"name"', '"nom"'), "actors.jsonl, line 1: the key 'name' is missing"),
        ("articles.jsonl", lambda s: s + "{", "articles.jsonl, line 3: no JSON"),
        ("articles.jsonl", lambda s: s + "[]\n", "articles.jsonl, line 3: a JSON object"),
        ("statements.jsonl", lambda s: s.replace('"subject": "nato"', '"subject": "x"'), "line 2: the subject 'x'"),
        ("statements.jsonl", lambda s: s.replace('"start": 0,', '"start": "x",', 1), "statements.jsonl, line 1"),
        ("statements.jsonl", lambda s: s.replace('"reported"', '"rumoured"'), "line 2: .*rumoured"),
    ],
)  # fmt: skip
def test_a_broken_table_names_file_and_line(name: str, change: object, message: str, tmp_path: Path) -> None:
    write_tables(graphs.small(), tmp_path)
    path = tmp_path / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(OutputError, match=message):
        read_graph(tmp_path)


def test_a_missing_or_binary_table(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kgraph build first"):
        read_graph(tmp_path)
    write_tables(graphs.small(), tmp_path)
    (tmp_path / "actors.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(OutputError, match="not UTF-8"):
        read_graph(tmp_path)


def test_csv_runs_no_formula() -> None:
    graph = graphs.hostile()
    graph = replace(
        graph,
        actors=(
            *graph.actors,
            *(graphs.actor(f"z{n}", name) for n, name in enumerate(("=1+1", "+1", "-1", "@a", "\t=1"))),
        ),
    )
    rows = list(csv.DictReader(io.StringIO(csv_text(actor_rows(graph)), newline="")))
    assert len(rows) == len(graph.actors)
    for row in rows:
        assert not row["name"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not row["aliases"].startswith("=")
    assert next(row for row in rows if row["id"] == "z0")["name"] == "'=1+1"
    numbers = list(csv.DictReader(io.StringIO(csv_text(statement_rows(graph)), newline="")))
    assert {row["polarity"] for row in numbers} == {"1"}
    csv_text(statement_rows(graph)).encode()


@pytest.mark.parametrize("graph", [graphs.small(), graphs.hostile()], ids=["small", "hostile"])
def test_graphml_goes_through_networkx_and_back(graph: StatementGraph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text(graphml_text(graph), encoding="utf-8", newline="\n")
    found, flat = nx.read_graphml(path, force_multigraph=True), flat_graph(graph)
    assert dict(found.nodes(data=True)) == dict(flat.nodes(data=True))
    assert {(u, v, k): d for u, v, k, d in found.edges(keys=True, data=True)} == {
        (u, v, k): {**d, "id": k} if "id" in next(iter(found.edges(data=True)))[2] else d
        for u, v, k, d in flat.edges(keys=True, data=True)
    }
    assert graphml_text(graphs.shuffled(graph)) == path.read_text(encoding="utf-8")
