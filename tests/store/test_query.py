"""`kgraph query`: named queries, their parameters, answers in every format, errors that point at the place."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgraph.commands.query import command
from kgraph.errors import OutputError
from kgraph.export import write_all
from kgraph.graph.statement_graph import StatementGraph
from kgraph.store import NamedQuery, QueryError, ask, named_queries, named_query, open_store, query
from kgraph.store.answers import actor_finder
from kgraph.store.index import FOLDER, index_path
from kgraph.store.queries import bind, check_offline, parse_query
from kgraph.store.validation import validate


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command, list(arguments))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_there_are_at_least_twenty_each_with_question_and_description() -> None:
    queries = named_queries()
    assert len(queries) >= 20
    for named in queries.values():
        assert named.question.endswith("?")
        assert named.description.endswith(".")
        for parameter in named.parameters:
            assert parameter.description
            assert f"${parameter.name}" in named.text


def test_who_supports(small_dir: Path) -> None:
    for name in (
        "Lukashenko",
        "alexander-lukashenko",
        "ALEXANDER LUKASHENKO",
        "\u041b\u0443\u043a\u0430\u0448\u0435\u043d\u043a\u043e",
    ):
        rows = query(small_dir, named_query("who-supports"), {"actor": name}).rows
        assert [row[1].value for row in rows] == ["Vladimir Putin", "Svetlana Tikhanovskaya"]  # type: ignore[union-attr]
        assert [row[2].value for row in rows] == ["2", "1"]  # type: ignore[union-attr]


def test_answers_of_the_stories_they_were_made_for(small_dir: Path) -> None:
    def rows(name: str, **values: str) -> list[tuple[str, ...]]:
        answer = query(small_dir, named_query(name), values)
        return [tuple("" if t is None else t.value.rpartition("#")[2] for t in row) for row in answer.rows]  # type: ignore[union-attr]

    assert rows("says-about", speaker="Lukashenko", about="NATO")[0][:4] == (
        "NATO",
        "mobilizesAgainst",
        "Belarus",
        "Reported",
    )
    assert rows("contradictions") == [("Svetlana Tikhanovskaya", "supports", "opposes", "Alexander Lukashenko")]
    assert [row[1:4] for row in rows("unconfirmed-claims")] == [("NATO", "mobilizesAgainst", "Belarus")]
    assert [row[0] for row in rows("what-changed", since="2020-09-01")] == ["2020-09-14"] * 2
    assert rows("what-changed", since="2020-08-01", until="2020-08-31")[0][0] == "2020-08-27"
    assert rows("allies-of-enemies", actor="Tikhanovskaya") == [("Alexander Lukashenko", "Vladimir Putin")]
    assert [row[:4] for row in rows("confirmed")] == [("Vladimir Putin", "supports", "Alexander Lukashenko", "2")]
    assert [row[:3] for row in rows("hypothetical-threats")] == [("Vladimir Putin", "sanctions", "NATO")]
    assert len(rows("evidence", subject="Putin", object="Lukashenko")) == 3
    assert rows("only-in-outlet", outlet="Tribune")[0][:3] == ("NATO", "mobilizesAgainst", "Belarus")
    assert len(rows("only-in-outlet", outlet="The Observer")) == 2
    assert len(rows("paths", **{"from": "Putin", "to": "Tikhanovskaya"})) >= 2
    assert rows("who-met", actor="Putin") == [("Alexander Lukashenko", "1")]


def test_an_actor_is_found_by_any_name_or_not_at_all(small_dir: Path, hostile_dir: Path) -> None:
    with pytest.raises(QueryError, match="no actor 'Nobody'"):
        query(small_dir, named_query("who-is"), {"actor": "Nobody"})
    shared = graphs.HOSTILE["formula"]  # an alias of all, and the name of one
    assert query(hostile_dir, named_query("who-is"), {"actor": shared}).rows
    with pytest.raises(QueryError, match=r"several actors are called 'tail'.*give the id of one"):
        store = ox.Store()
        for id, name in (("a", "Tail One"), ("b", "Tail Two")):
            iri = ox.NamedNode(f"https://w3id.org/kgraph/id/actor/{id}")
            store.add(ox.Quad(iri, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal(name)))
        actor_finder(store)("tail")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs --since"),
        ({"since": "yesterday"}, "a date such as"),
        ({"since": "2020", "who": "x"}, "no parameter --who; it has --since, --until"),
        ({"since": '2020" } ; DROP'}, "a date such as"),
    ],
)
def test_wrong_parameters(values: dict[str, str], message: str, small_dir: Path) -> None:
    with pytest.raises(QueryError, match=message):
        query(small_dir, named_query("what-changed"), values)


def test_a_parameter_is_a_term_whatever_is_in_it() -> None:
    text = 'SELECT * { ?s ?p $x FILTER ("$x" != $x) } # $x'
    named = NamedQuery("q", "# parameter: x (text): what\n" + text)
    named = parse_query("q", named.text)
    hostile = '"} ; SERVICE <http://e> { \\ \n $x'
    bound = bind(named, {"x": hostile}, str)
    assert bound.count("\\n") == 2
    assert '"$x" !=' in bound
    assert bound.endswith("# $x")
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal(hostile)))
    assert len(ask(store, bound).rows) == 1
    for type_, good, bad in (
        ("integer", "12", "1; x"), ("decimal", "0.5", "NaN"), ("decimal", "1", "1e99"), ("status", "negated", "no"),
        ("relation", "supports", "supports> ?p <x"), ("date", "2020-08", "2020-8"),
    ):  # fmt: skip
        typed = parse_query("q", f"# parameter: x ({type_}): what\nSELECT * {{ ?s ?p $x }}")
        assert "$x" not in bind(typed, {"x": good}, str).partition("\n")[2]
        with pytest.raises(QueryError):
            bind(typed, {"x": bad}, str)
    with pytest.raises(QueryError, match="line 1"):
        parse_query("q", "# parameter: x (magic): what\nASK {}")


def test_errors_point_at_line_and_column(small_dir: Path) -> None:
    with pytest.raises(QueryError, match="line 2, column 7") as raised:
        query(small_dir, "SELECT * {\n  ?s }")
    assert (raised.value.line, raised.value.column) == (2, 7)
    assert str(raised.value).splitlines()[1:] == ["    ?s }", "        ^"]
    with pytest.raises(QueryError, match=r"line 2, column 5: the prefix foo: is not declared") as raised:
        query(small_dir, "SELECT * {\n ?s foo:x <foo:y> }")
    with pytest.raises(QueryError, match="did you mean who-supports"):
        named_query("who-suports")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { # "\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p '''a'b\"''' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_another_server(text: str, small_dir: Path) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        query(small_dir, text)


def test_the_word_service_is_allowed_elsewhere() -> None:
    check_offline("SELECT ?service { ?service ex:service \"SERVICE\", 'service' . <http://SERVICE> ?p ?o } # SERVICE")


def test_every_format(small_dir: Path) -> None:
    text = "SELECT ?name ?n { ?a rdfs:label ?name ; kg:mentionCount ?n } ORDER BY ?name"
    answer = query(small_dir, text)
    rows = list(csv.reader(io.StringIO(answer.text("csv"))))
    assert rows[:2] == [["name", "n"], ["Alexander Lukashenko", "7"]]
    table = answer.text("table")
    assert "Alexander Lukashenko" in table
    assert table.endswith("\n\n7 rows\n")
    parsed = ox.parse_query_results(answer.text("json").encode(), format=ox.QueryResultsFormat.JSON)
    assert next(iter(parsed))["n"].value == "7"  # type: ignore[union-attr, index]
    with pytest.raises(QueryError, match="CONSTRUCT"):
        answer.text("ttl")
    assert json.loads(query(small_dir, "ASK { ?s ?p ?o }").text("json"))["boolean"] is True
    assert query(small_dir, "ASK { ?s kg:controls ?o }").text() == "false\n"
    triples = query(small_dir, named_query("neighbourhood"), {"actor": "Tikhanovskaya"})
    turtle = triples.text("ttl")
    assert "kg:opposes actor:alexander-lukashenko" in turtle.replace(
        "<https://w3id.org/kgraph/ns#opposes>", "kg:opposes"
    )
    assert len(list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))) == len(triples.triples or ())
    with pytest.raises(QueryError, match="ttl or json"):
        triples.text("csv")


def test_a_table_obeys_no_escape_sequence_and_fits(hostile_dir: Path) -> None:
    answer = query(hostile_dir, "SELECT ?n ?m { ?a skos:altLabel ?n . BIND (?n AS ?m) }")
    table = answer.text("table", width=60)
    assert not set(table) & set("\x00\x07\x1b\u202e\r")
    assert max(map(len, table.splitlines())) <= 60
    assert "\n\"'=cmd" in answer.text("csv")


def test_the_index_is_made_once_and_again_for_another_graph(small_dir: Path, hostile_dir: Path, tmp_path: Path) -> None:
    shutil.copy(small_dir / "graph.trig", tmp_path)
    first = index_path(tmp_path)
    assert first is not None
    stamp = first.stat().st_mtime_ns
    assert len(open_store(tmp_path)) == 279
    assert index_path(tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    shutil.copy(hostile_dir / "graph.trig", tmp_path)
    assert len(open_store(tmp_path)) == 709
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] != [first.name]
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_no_build_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kgraph build first"):
        query(tmp_path, "ASK {}")
    (tmp_path / "graph.trig").write_text("<a> <b> .")
    with pytest.raises(OutputError, match="broken"):
        query(tmp_path, "ASK {}")
    assert not list((tmp_path / FOLDER).iterdir())


def test_the_command(small_dir: Path, tmp_path: Path) -> None:
    folder = str(small_dir)
    assert "Vladimir Putin" in run("who-supports", "--actor", "Lukashenko", "-d", folder)
    assert "Vladimir Putin" in run("-d", folder, "who-supports", "--actor=Lukashenko", "--format", "csv")
    assert "who-supports" in run("--list")
    assert run("who-supports", "--show").startswith("# question:")
    path = tmp_path / "mine.rq"
    path.write_text("# parameter: whom (actor): whom\nSELECT ?s { ?s kg:opposes $whom }")
    assert "svetlana" in run("--file", str(path), "--whom", "Lukashenko", "-d", folder)
    assert "Give either" in run("-d", folder)
    assert "needs a value" in str(CliRunner().invoke(command, ["who-supports", "-d", folder, "--actor"]).exception)


def test_two_processes_may_make_the_index_at_once(small_dir: Path, tmp_path: Path) -> None:
    shutil.copy(small_dir / "graph.trig", tmp_path)
    program = "import sys; from kgraph.store import open_store; print(len(open_store(sys.argv[1])))"
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0] for process in running] == ["279\n"] * 3
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_an_index_that_cannot_be_opened_is_not_needed(small_dir: Path, tmp_path: Path) -> None:
    shutil.copy(small_dir / "graph.trig", tmp_path)
    index = index_path(tmp_path)
    assert index is not None
    for file in index.iterdir():
        file.write_bytes(b"broken")
    assert len(open_store(tmp_path)) == 279


def test_a_graph_without_anything(tmp_path: Path) -> None:
    write_all(StatementGraph((), (), ()), tmp_path)
    assert validate(tmp_path).valid
    for name, named in named_queries().items():
        if not any(p.type == "actor" for p in named.parameters):
            given = {p.name: "2020-01-01" for p in named.parameters if p.default is None}
            assert query(tmp_path, named, given).text(), name
