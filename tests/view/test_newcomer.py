"""The page of the real seeds, as a newcomer uses it: three questions, three actions each at most."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kgraph
from kgraph.cli import cli
from kgraph.export.tables import read_graph
from kgraph.model import Status
from kgraph.view import render, write_html
from kgraph.view.reduce import reduced


@pytest.fixture
def seeds(opened: Any, built_dir: Path) -> Any:
    return opened.go(built_dir / "graph.html")


def find(page: Any, name: str) -> None:
    """One action: search an actor."""
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def test_it_is_usable_at_once_and_small(opened: Any, built_dir: Path) -> None:
    started = time.monotonic()
    opened.go(built_dir / "graph.html")
    assert time.monotonic() - started < 10, "2 s on an idle machine (bench/view.py); this one may be busy"
    assert (built_dir / "graph.html").stat().st_size < 3_000_000


def test_its_counts_are_those_of_the_build(seeds: Any, built: kgraph.KnowledgeGraph) -> None:
    counts = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", seeds.inner_text("#counts"))]
    assert counts == [len(built.actors), len(built.statements), len(built.articles)]
    by_status = {row.get_attribute("data-value"): row for row in seeds.locator(".facet-status input").all()}
    for status, number in built.by_status().items():
        row = by_status[status.value].locator("xpath=ancestor::div[1]")
        assert row.locator(".count").inner_text() == f"{number:,}"


def test_why_does_putin_support_lukashenko(seeds: Any, built: kgraph.KnowledgeGraph) -> None:
    find(seeds, "Putin")  # 1
    seeds.click("#panel [data-direction='does']")  # 2
    group = seeds.locator("#panel .claim-group", has_text=re.compile(r"Putin supports .*Lukashenko"))
    assert group.count() >= 1
    quote = group.first.locator(".quote").first
    assert quote.locator("mark.is-subject").count() == quote.locator("mark.is-trigger").count() == 1
    evidence = quote.get_attribute("data-evidence")
    known = {s.evidence_id(e): (s, e) for s in built.statements for e in s.evidence}
    statement, piece = known[evidence]
    assert (statement.subject, statement.relation) == ("vladimir-putin", "supports")
    assert quote.inner_text().split() == piece.sentence.text.split()
    group.first.locator(".open-article").first.click()  # 3
    assert seeds.locator("#article .sentence").inner_text().split() == piece.sentence.text.split()


def test_who_accuses_lukashenko(seeds: Any, built: kgraph.KnowledgeGraph) -> None:
    find(seeds, "Lukashenko")  # 1
    assert seeds.inner_text("#panel-title") == "Alexander Lukashenko"
    seeds.click(".facet-relation [data-only='accuses']")  # 2
    seeds.click("#panel [data-direction='undergoes']")  # 3
    shown = set(seeds.locator("#panel .claim-group > .claim .actor-link:first-child").all_inner_texts())
    accusers = {
        built.actor(s.subject).name
        for s in built.statements
        if s.relation == "accuses" and s.object == "alexander-lukashenko"
    }
    assert shown == accusers and accusers


def test_what_is_only_claimed(seeds: Any, built: kgraph.KnowledgeGraph) -> None:
    seeds.hover(".facet-status .row:nth-child(2)")
    seeds.click(".facet-status [data-only='reported']")  # 1
    reported = [s for s in built.statements if s.status is Status.REPORTED]
    assert seeds.inner_text("#panel h3.section >> nth=1").startswith(f"{len(reported)} statement")
    cards = seeds.locator("#panel .card")
    assert cards.count() == min(25, sum(len(s.evidence) for s in reported))
    assert all("Reported" in text for text in cards.all_inner_texts())


def test_hub_labels_of_the_first_view_do_not_collide(seeds: Any) -> None:
    seeds.wait_for_timeout(100)
    boxes = seeds.evaluate("kgraph.labels.plan.names.map(({box, text}) => [box.x0, box.y0, box.x1, box.y1, text])")
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (a, b)
    named = {box[4] for box in boxes}
    busiest = seeds.evaluate(
        "[...kgraph.shown.actors].sort((a, b) => b.evidence - a.evidence).slice(0, 6).map((a) => a.name)"
    )
    assert set(busiest) <= named
    shown = seeds.evaluate("kgraph.shown.actors.size")
    assert len(boxes) >= shown / 2


def test_the_page_of_the_tables_is_the_page_of_the_build(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    assert render(read_graph(built_dir)) == (built_dir / "graph.html").read_text(encoding="utf-8")


def test_view_command(built_dir: Path, tmp_path: Path, opened: Any) -> None:
    page_file = tmp_path / "page.html"
    run = CliRunner().invoke(
        cli, ["view", str(built_dir), "--no-open", "--actors", "9", "--title", "Nine <b>", "-o", str(page_file)]
    )
    assert run.exit_code == 0 and run.stdout.strip() == str(page_file)
    page = opened.go(page_file)
    assert page.inner_text("h1") == "Nine <b>"
    assert page.inner_text("#counts").startswith(("9 actors", "10 actors", "11 actors"))


def test_view_command_says_what_is_missing(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["view", str(tmp_path), "--no-open"])
    assert run.exit_code != 0 and "articles.jsonl" in str(run.exception) + run.output


def test_view_command_keeps_the_record_true(built: kgraph.KnowledgeGraph, tmp_path: Path) -> None:
    import hashlib
    import json

    built.save(tmp_path)
    run = CliRunner().invoke(cli, ["view", str(tmp_path), "--no-open", "--min-support", "2"])
    assert run.exit_code == 0, run.output
    record = json.loads((tmp_path / "build.json").read_text())
    assert record["outputs"]["graph.html"] == hashlib.sha256((tmp_path / "graph.html").read_bytes()).hexdigest()


def test_reduced_graphs(built: kgraph.KnowledgeGraph, tmp_path: Path) -> None:
    from datetime import date

    assert reduced(built) is built
    two = reduced(built, min_support=2)
    assert 0 < len(two.statements) < len(built.statements)
    assert {s.subject for s in two.statements} <= {a.id for a in two.actors}
    few = reduced(built, actors=5)
    ends = {end for s in few.statements for end in (s.subject, s.object)}
    assert len(ends) <= 5
    dated = [a for a in built.articles if a.date]
    late = reduced(built, since=date(2021, 1, 1))
    assert {a.id for a in late.articles} == {a.id for a in dated if (a.date or "") >= "2021-01-01"}
    write_html(late, tmp_path / "late.html")
