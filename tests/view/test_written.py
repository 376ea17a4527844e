"""What Python puts into the page: the same bytes, the same counts and IRIs as elsewhere, places without overlaps."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import large_graph, sample_graph, without_statements

import kgraph
from kgraph.errors import OutputError
from kgraph.export.terms import Names
from kgraph.graph.statement_graph import StatementGraph
from kgraph.view import render, write_html
from kgraph.view.layout import BACKBONE, WHOLE, Box, arrange, backbone
from kgraph.view.overlap import push_apart
from kgraph.view.text import context, label_of, merged

GRAPH = sample_graph()


def content_of(html: str) -> Any:
    """The JSON block of a page."""
    block = re.search(r'<script type="application/json" id="kgraph-data">(.*?)</script>', html, re.DOTALL)
    assert block
    return json.loads(block[1])


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed_and_the_numeric_kernels() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from sample import sample_graph, large_graph;"
        "from kgraph.view import render;"
        "print(hashlib.sha256((render(sample_graph()) + render(large_graph(400, 900))).encode()).hexdigest())"
    )
    outputs = set()
    for seed, kernel in (("0", "Haswell"), ("1", "Nehalem")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_CORETYPE": kernel, "LC_ALL": "C"}
        command = [sys.executable, "-c", program, str(Path(__file__).parent)]
        outputs.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(outputs) == 1


def test_the_page_names_no_time_and_no_place_of_the_machine(sample_file: Path) -> None:
    text = sample_file.read_text(encoding="utf-8")
    assert str(Path.home()) + "/" not in text and str(Path(kgraph.__file__).parent) not in text
    assert b"\r" not in sample_file.read_bytes()


def test_counts_and_iris_are_those_of_the_graph() -> None:
    data = content_of(render(GRAPH, base_iri="https://example.org/id/"))["page"]
    assert data["counts"] == {
        "actors": len(GRAPH.actors), "statements": len(GRAPH.statements), "articles": len(GRAPH.articles),
        "evidence": sum(len(s.evidence) for s in GRAPH.statements),
    }  # fmt: skip
    assert {actor[0] for actor in data["actors"]} == {actor.id for actor in GRAPH.actors}
    assert {row[6] for row in data["statements"]} == {s.claim_id for s in GRAPH.statements}
    assert [row[7][0][0] for row in data["statements"]] == [s.evidence_id(s.evidence[0]) for s in GRAPH.statements]
    assert data["base"] == "https://example.org/id/"


def test_iris_on_the_page_are_those_of_the_rdf(opened: Any, tmp_path: Path) -> None:
    odd = "łódź & (co)!*'~/%"
    actors = tuple(replace(a, id=type(a.id)(odd)) if a.id == "minsk" else a for a in GRAPH.actors)
    write_html(replace(GRAPH, actors=actors), tmp_path / "graph.html")
    page = opened.go(tmp_path / "graph.html")
    names = Names()
    shown = page.evaluate("kgraph.model.actors.map((a) => [a.id, a.iri])")
    assert {f"<{iri}>" for _, iri in shown} == {names("actor", id) for id, _ in shown}
    statement = GRAPH.statements[0]
    iri = page.evaluate("kgraph.model.statementIri(kgraph.model.statements[0])")
    assert f"<{iri}>" == names("statement", statement.claim_id)


def test_large_texts_are_left_out_but_for_two_sentences_around_the_evidence(opened: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_html(GRAPH, path, embed_text_bytes=100)
    page = opened.go(path)
    page.click("#panel .open-article >> nth=0")
    text = page.inner_text("#article")
    assert "too large to be in this page" in text and "[…]" in text
    assert page.locator("#article .sentence").count() == 1
    quotes = page.evaluate("kgraph.model.statements.flatMap((s) => s.evidence.map((e) => kgraph.model.quote(e)))")
    assert quotes == [e.sentence.text for s in GRAPH.statements for e in s.evidence]


def test_a_large_graph_opens_on_its_backbone_says_so_and_grows(opened: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    graph = large_graph(400, 1_200)
    write_html(graph, path)
    page = opened.go(path)
    actors, lines = page.evaluate("[kgraph.drawing.nodes.length, kgraph.drawing.edges.length]")
    assert 40 < actors <= BACKBONE[0] and lines <= BACKBONE[1]
    all_lines = page.evaluate("kgraph.model.lines.length")
    assert page.inner_text("#showing") == f"{lines} of {all_lines:,} lines, {actors} of 400 actors – the best supported"
    # A name that is not drawn leads somewhere all the same.
    hidden = page.evaluate("kgraph.model.actors.find((a) => !kgraph.shown.actors.has(a)).name")
    page.keyboard.press("/")
    page.keyboard.type(hidden)
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == hidden
    assert page.evaluate("kgraph.drawing.edges.length") > lines
    page.click("#show-all")
    assert page.evaluate("[kgraph.drawing.nodes.length, kgraph.drawing.edges.length]") == [400, all_lines]


def test_above_the_most_actors_the_page_holds_the_top_and_says_so(opened: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_html(GRAPH, path, most_actors=12)
    page = opened.go(path)
    kept = page.evaluate("[kgraph.model.actors.length, kgraph.model.statements.length]")
    assert kept[0] == 12
    assert f"12 best evidenced of 41 actors and {kept[1]} of {len(GRAPH.statements)} statements" in page.inner_text(
        "#left-out"
    )
    assert "statements.jsonl" in page.inner_text("#left-out")


@pytest.mark.parametrize(
    "graph", [StatementGraph((), (), ()), without_statements(GRAPH), replace(GRAPH, actors=GRAPH.actors)]
)
def test_empty_graphs_have_a_page_too(opened: Any, tmp_path: Path, graph: StatementGraph) -> None:
    write_html(graph, tmp_path / "graph.html")
    page = opened.go(tmp_path / "graph.html")
    page.click("[data-view-button='table']")
    assert page.is_visible("#table-view table")
    if not graph.statements:
        assert "No relation was found" in page.inner_text("body")


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_html(GRAPH, tmp_path / "file" / "graph.html")


def test_pieces_stand_apart_and_labels_of_the_first_view_do_not_overlap() -> None:
    boxes = [Box(110.0, 46.0, 1.0 + n % 5) for n in range(60)]
    edges = [(n, n // 3) for n in range(1, 40)] + [(n, 40) for n in range(41, 48)] + [(50, 51)]
    places = arrange(boxes, edges).at
    for i, (x, y) in enumerate(places):
        for j, (u, v) in enumerate(places[:i]):
            assert abs(x - u) >= 108 or abs(y - v) >= 44, (i, j)
    assert arrange(boxes, edges).at == places


def test_backbone_counts_lines_until_a_limit_is_reached() -> None:
    assert backbone([]) in (0, BACKBONE[1])
    star = [(0, n) for n in range(1, 500)]
    assert backbone(star) == BACKBONE[0] - 1
    assert backbone([(0, 1)] * 1000) == BACKBONE[1]
    places = arrange([Box(80, 30, 1)] * 500, star)
    assert places.spread > 1 and len(places.at) == 500 > WHOLE[0]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=25))
def test_boxes_are_pushed_apart_wherever_they_start(starts: list[tuple[int, int]]) -> None:
    places = [[float(x), float(y)] for x, y in starts]
    assert push_apart(places, [(30.0, 12.0)] * len(places), [1.0] * len(places), rounds=500) == 0


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("A one. B two. C three. D four. E five.", "C three.", "A one. B two. C three. D four. E five."),
        ("Z. A one. B two. C three. D four. E five. F.", "C three.", "A one. B two. C three. D four. E five. "),
        ("Only this.", "Only this.", "Only this."),
        ("One\n\nTwo\n\nThree\n\nFour", "Three", "One\n\nTwo\n\nThree\n\nFour"),
    ],
)
def test_context_reaches_two_sentences_each_way(text: str, sentence: str, expected: str) -> None:
    start = text.index(sentence)
    left, right = context(text, start, start + len(sentence))
    assert text[left:right] == expected


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_context_always_holds_the_sentence(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    left, right = context(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)


def test_small_helpers() -> None:
    assert merged([(5, 9), (0, 3), (3, 4), (8, 12)]) == [(0, 4), (5, 12)]
    assert label_of("A\n  name") == "A name"
    assert len(label_of("x" * 99)) == 34 and label_of("x" * 99).endswith("…")
