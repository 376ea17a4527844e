"""`kgraph export` on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import graphs
import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgraph.commands.export import FORMATS, command
from kgraph.errors import OutputError
from kgraph.export import Format, RdfOptions, export_text, select, write_all
from kgraph.export.networks import gexf_text
from kgraph.model import Status


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_all(graphs.small(), folder)
    return folder


def run(*arguments: str) -> bytes:
    done = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


def test_formats_are_those_of_the_library() -> None:
    assert set(FORMATS) == {format.value for format in Format}


def test_the_exported_files_are_those_of_the_build(folder: Path) -> None:
    assert run("--format", "trig", "-d", str(folder)) == (folder / "graph.trig").read_bytes()
    assert run("--format", "ttl", "--profile", "plain", "-d", str(folder)) == (folder / "graph.ttl").read_bytes()
    assert run("--format", "graphml", "-d", str(folder)) == (folder / "graph.graphml").read_bytes()
    assert run("--format", "jsonl", "-d", str(folder)) == (folder / "statements.jsonl").read_bytes()


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "csv"])
def test_every_format_to_a_file(format: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / f"graph.{format}"
    run("--format", format, "-d", str(folder), "-o", str(path))
    assert path.stat().st_size > 1000
    assert run("--format", format, "-d", str(folder)) == path.read_bytes()


def test_csv_is_two_tables(folder: Path, tmp_path: Path) -> None:
    run("--format", "csv", "-d", str(folder), "-o", str(tmp_path))
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 8
    with (tmp_path / "actors.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["name"] for row in csv.DictReader(stream)} >= {"NATO", "Belarus"}
    assert CliRunner().invoke(command, ["--format", "csv", "-d", str(folder)]).exit_code == 2


def test_parts(folder: Path) -> None:
    def rows(*options: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in run("--format", "jsonl", "-d", str(folder), *options).splitlines()]

    assert {row["status"] for row in rows("--status", "negated", "--status", "reported")} == {"negated", "reported"}
    assert {row["date"] for row in rows("--since", "2020-09")} == {"2020-09-14"}
    assert {row["date"] for row in rows("--until", "2020-08")} == {"2020-08-27"}
    assert rows("--since", "2021") == []
    part = select(graphs.small(), [Status.NEGATED])
    assert [actor.id for actor in part.actors] == ["belarus", "nato"]
    data = run("--format", "nq", "-d", str(folder), "--status", "negated")
    assert not [q for q in ox.parse(data, format=ox.RdfFormat.N_QUADS) if q.predicate.value.endswith("#threatens")]
    assert CliRunner().invoke(command, ["--format", "nq", "-d", str(folder), "--since", "soon"]).exit_code == 2


def test_base_graphs_and_triple_terms(folder: Path) -> None:
    data = run("--format", "trig", "-d", str(folder), "--graphs", "--rdf-star", "--base-iri", "https://example.org/g/")
    quads = list(ox.parse(data, format=ox.RdfFormat.TRIG))
    assert {str(q.graph_name) for q in quads} > {"<https://example.org/g/article/sochi-2020-09-14>"}
    assert any(isinstance(q.object, ox.Triple) for q in quads)
    for format in ("graphml", "csv"):
        with pytest.raises(OutputError, match="named graphs"):
            export_text(graphs.small(), format, RdfOptions(graphs=True))
    with pytest.raises(OutputError, match="base IRI"):
        CliRunner().invoke(command, ["--format", "nt", "-d", str(folder), "--base-iri", "x"], catch_exceptions=False)


def test_gexf_comes_back_and_has_no_date(tmp_path: Path) -> None:
    for graph in (graphs.small(), graphs.hostile()):
        text = gexf_text(graph)
        assert "lastmodified" not in text
        path = tmp_path / "graph.gexf"
        path.write_text(text, encoding="utf-8")
        assert len(nx.read_gexf(path)) == len(graph.actors)
