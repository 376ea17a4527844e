"""What a reader can do on the page, done in a browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample import TEXTS, sample_graph, until

GRAPH = sample_graph()
TEXT = {article.id: article.text for article in GRAPH.articles}
DRAWN = {end for s in GRAPH.statements for end in (s.subject, s.object)}


def drawn(page: Any) -> int:
    return int(page.evaluate("kgraph.drawing.nodes.length"))


def statements(page: Any) -> int:
    return int(page.evaluate("kgraph.shown.statements.length"))


def test_opens_from_disk_with_one_request_and_shows_the_counts_of_the_graph(opened: Any, sample_file: Path) -> None:
    page = opened.go(sample_file)
    assert opened.requests == ["about:blank", sample_file.as_uri()] or opened.requests == [sample_file.as_uri()]
    assert page.title() == "Belarus"
    assert page.inner_text("#counts") == f"{len(GRAPH.actors)} actors · {len(GRAPH.statements)} statements · 5 articles"
    assert drawn(page) == len(DRAWN)
    assert statements(page) == len(GRAPH.statements)
    assert f"{len(GRAPH.actors) - len(DRAWN)} actors without a relation are not drawn" in page.inner_text("#visible")
    page.click("#toggle-loners")
    assert drawn(page) == len(GRAPH.actors)


def test_shapes_colours_and_dashes_differ(sample: Any) -> None:
    shapes = sample.evaluate("new Set(kgraph.drawing.nodes.get().map((n) => n.shape + n.color.background)).size")
    assert shapes == 4, "no place has a statement in the sample"
    looks = sample.evaluate("""Object.fromEntries(kgraph.drawing.edges.get().map((e) =>
        [kgraph.model.lines[e.id].polarity, JSON.stringify([e.dashes, e.color.highlight])]))""")
    assert looks == {"1": '[false,"#0072b2"]', "-1": '[[9,5],"#d55e00"]', "0": '[[2,5],"#6b7280"]'}
    heads = sample.evaluate("""kgraph.drawing.edges.get().map((e) =>
        [[...kgraph.shown.drawn].find((x) => x.line.index === e.id).asserted, e.arrows.to.type])""")
    assert {tuple(head) for head in heads} == {(True, "arrow"), (False, "vee")}


def test_labels_of_the_first_view_do_not_collide_and_relations_are_named(sample: Any) -> None:
    until(sample, "kgraph.labels.plan")
    plan = sample.evaluate("""[...kgraph.labels.plan.names, ...kgraph.labels.plan.relations].map(({box, text}) =>
        [box.x0, box.y0, box.x1, box.y1, text])""")
    assert len(plan) > 40
    for i, a in enumerate(plan):
        for b in plan[i + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (a, b)
    texts = [text for *_, text in plan]
    assert "Alexander Lukashenko" in texts
    assert any("supports" in text for text in texts)
    assert sample.evaluate("kgraph.labels.plan.names.length") >= 30


@pytest.mark.parametrize("typed", ["Łukaszenk", "lukaszenka", "Лукаш", "the incumb"])
def test_search_finds_any_alias_with_the_keyboard_alone(find: Callable[[str], None], sample: Any, typed: str) -> None:
    find(typed)
    assert sample.inner_text("#panel-title") == "Alexander Lukashenko"


def test_search_says_when_nobody_has_the_name(sample: Any) -> None:
    sample.fill("#search", "Nobody Atall")
    assert sample.inner_text("#search-list") == "No actor has such a name"


def test_filters_and_permalink(opened: Any, sample: Any, sample_file: Path) -> None:
    sample.click(".facet-status [data-only='reported']")
    reported = [s for s in GRAPH.statements if s.status == "reported"]
    assert statements(sample) == len(reported)
    sample.uncheck(".facet-polarity [data-value='0']")
    left = [s for s in reported if s.polarity]
    assert statements(sample) == len(left)
    assert sample.inner_text(".facet-polarity .row:nth-child(3) .count") == str(len(reported) - len(left))
    fragment = sample.evaluate("location.hash")
    opened.go(sample_file, fragment)
    assert statements(sample) == len(left)
    assert not sample.is_checked(".facet-polarity [data-value='0']")
    sample.click(".sidebar .reset")
    assert statements(sample) == len(GRAPH.statements)
    assert sample.evaluate("location.hash") == ""


@pytest.mark.parametrize(
    ("fragment", "keeps"),
    [
        ("#relation=supports", lambda s: s.relation == "supports"),
        ("#no-type=Country", lambda s: _types(s).isdisjoint({"Country"})),
        ("#article=observer-ballot", lambda s: s.article == "observer-ballot"),
        ("#outlet=Tribune", lambda s: s.article == "tribune-week"),
        ("#since=2023-01", lambda s: s.article in ("freedom-repression", "news-balcony")),
        ("#until=2020", lambda s: s.article[:3] in ("obs", "tri", "ind")),
        ("#confidence=0.8", lambda s: s.confidence >= 0.8),
        ("#support=2", lambda s: _sources(s) >= 2),
        ("#nonsense=1&relation=unknown&line=x&actor=y&around=z&since=tomorrow", lambda s: True),
    ],
)
def test_each_filter(opened: Any, sample_file: Path, fragment: str, keeps: Callable[[Any], bool]) -> None:
    page = opened.go(sample_file, fragment)
    assert statements(page) == sum(1 for s in GRAPH.statements if keeps(s)) > 0


def _types(statement: Any) -> set[str]:
    return {GRAPH.actor(end).type.value for end in (statement.subject, statement.object)}


def _sources(statement: Any) -> int:
    pair = {statement.subject, statement.object}
    return len(
        {s.article for s in GRAPH.statements if {s.subject, s.object} == pair and s.polarity == statement.polarity}
    )


def test_date_sliders(sample: Any) -> None:
    sample.focus("#since")
    for _ in range(2):
        sample.keyboard.press("ArrowRight")
    until(sample, "kgraph.state.since")
    assert statements(sample) == sum(1 for s in GRAPH.statements if s.article[:3] in ("fre", "new"))
    assert sample.locator(".histogram .out[height]:not([height='0'])").count() == 1


def test_filters_that_let_nothing_pass_say_so(opened: Any, sample_file: Path) -> None:
    page = opened.go(sample_file, "#confidence=1")
    assert page.is_visible("#empty")
    page.click("#empty-reset")
    assert statements(page) == len(GRAPH.statements)


def test_a_click_on_a_line_opens_its_sentences_with_the_right_words_marked(sample: Any) -> None:
    # The real pixel of the line, found from the drawing.
    spot = sample.evaluate("""(() => {
        const line = kgraph.model.lines.find((l) => l.from.id === "united-states");
        const middle = kgraph.drawing.network.body.edges[line.index].edgeType.getPoint(0.45);
        const at = kgraph.drawing.network.canvasToDOM(middle);
        const box = document.querySelector("#network").getBoundingClientRect();
        return [at.x + box.x, at.y + box.y];
    })()""")
    sample.mouse.click(*spot)
    assert sample.inner_text("#panel-title") == "United States → Ukraine"
    assert sample.inner_text("#panel .quote") == "The United States supports Ukraine."
    check_marks(sample)


def test_marks_of_all_sentences_equal_their_offsets_also_after_an_emoji(sample: Any) -> None:
    while sample.locator("#panel .button.wide").count():
        sample.click("#panel .button.wide")
    assert check_marks(sample) == len(GRAPH.statements)


def check_marks(page: Any) -> int:
    """Compare every marked sentence in the panel with the offsets of the graph."""
    known = {s.evidence_id(e): e for s in GRAPH.statements for e in s.evidence}
    quotes = page.evaluate("""[...document.querySelectorAll("#panel .quote")].map((q) => ({
        id: q.dataset.evidence, text: q.textContent,
        marks: [...q.querySelectorAll("mark")].map((m) => [m.dataset.role, m.textContent])}))""")
    for quote in quotes:
        evidence = known[quote["id"]]
        text = TEXT[evidence.article]
        assert quote["text"] == evidence.sentence.text == text[evidence.sentence.start : evidence.sentence.end]
        marks = {role: words for roles, words in quote["marks"] for role in roles.split()}
        assert marks == {
            "subject": evidence.subject.text, "trigger": evidence.trigger.text, "object": evidence.object.text,
        }  # fmt: skip
    return len(quotes)


def test_panel_of_a_line_shows_speaker_sources_and_contradiction(opened: Any, sample_file: Path) -> None:
    page = opened.go(sample_file, "#line=vladimir-putin~alexander-lukashenko~1")
    text = page.inner_text("#panel")
    assert "4 statements in 2 independent articles" in text
    assert "Sources disagree" in text and "Says so" in text and "Denies it" in text
    assert page.locator(".contradiction .side").count() == 2
    assert "In 2 independent articles" in text
    dates = page.locator("#panel .claim-group:first-of-type .where").all_inner_texts()
    assert dates == sorted(dates, key=lambda d: d.split(", ")[-1])


def test_open_in_article_scrolls_to_the_sentence(sample: Any) -> None:
    card = sample.locator("#panel .card").nth(5)
    statement = GRAPH.statements[int(card.get_attribute("data-statement"))]
    card.locator(".open-article").click()
    assert sample.is_visible("#article")
    assert sample.inner_text("#article-title") == TEXTS[statement.article][0]
    sentence = sample.locator("#article .sentence")
    assert sentence.inner_text() == statement.evidence[0].sentence.text
    body = sample.locator("#article .dialog-body").bounding_box()
    box = sentence.bounding_box()
    assert body["y"] <= box["y"] <= body["y"] + body["height"]
    assert "Nobody could say how it would end" in sample.inner_text("#article")
    sample.keyboard.press("Escape")
    assert not sample.is_visible("#article")


def test_path_between_two_actors(sample: Any, find: Callable[[str], None]) -> None:
    find("Karpienka")
    sample.click("#panel .path-from")
    sample.keyboard.type("Yanukov")
    sample.keyboard.press("Enter")
    assert sample.inner_text("#panel-title") == "Path"
    steps = sample.locator("#panel .step").count()
    assert f"in {steps} steps" in sample.inner_text("#panel .subtitle")
    assert steps >= 4
    assert sample.locator("#panel .step .quote").count() >= steps
    find("Kazakh")
    sample.click("#panel .path-from")
    sample.keyboard.type("Poland")
    sample.keyboard.press("Enter")
    assert "No path leads from Kazakhstan to Poland" in sample.inner_text("#panel")


@pytest.mark.parametrize("steps", [1, 2])
def test_ego_view(sample: Any, find: Callable[[str], None], steps: int) -> None:
    find("OMON")
    sample.click(f"#panel [data-steps='{steps}']")
    near = {"omon"}
    for _ in range(steps):
        near |= {e for s in GRAPH.statements if {s.subject, s.object} & near for e in (s.subject, s.object)}
    assert drawn(sample) == len(near)
    sample.click("#ego .link")
    assert drawn(sample) == len(DRAWN)


def test_table_has_the_same_statements_and_sorts(sample: Any) -> None:
    sample.click("[data-view-button='table']")
    rows = sample.locator("#table-view tbody tr")
    assert rows.count() == len(GRAPH.statements)
    sample.click("[data-column='subject']")
    subjects = sample.locator("#table-view tbody th").all_inner_texts()
    assert (
        subjects == sorted(subjects, key=lambda name: name.removeprefix("the ").lower()) or subjects[0] <= subjects[1]
    )
    assert sample.get_attribute("#table-view thead th", "aria-sort") == "ascending"
    sample.click(".facet-relation [data-only='supports']")
    assert rows.count() == sum(1 for s in GRAPH.statements if s.relation == "supports")
    sample.click("#table-view .quote-link >> nth=0")
    assert sample.is_visible("#article .sentence")


def saved(page: Any, kind: str) -> tuple[str, bytes]:
    page.click("details.menu summary")
    with page.expect_download() as download:
        page.click(f"[data-act='{kind}']")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_downloads(sample: Any) -> None:
    sample.click(".facet-relation [data-only='supports']")
    some = [s for s in GRAPH.statements if s.relation == "supports"]
    name, png = saved(sample, "png")
    assert (name, png[:8]) == ("graph.png", b"\x89PNG\r\n\x1a\n") and len(png) > 8_000
    name, svg = saved(sample, "svg")
    assert (
        name == "graph.svg" and svg.startswith(b"<?xml") and b"Alexander Lukashenko" in svg and b"<title>Belarus" in svg
    )
    name, data = saved(sample, "json")
    content = json.loads(data)
    assert name == "graph.json"
    assert {row["id"] for row in content["statements"]} == {s.evidence_id(e) for s in some for e in s.evidence}
    assert all(TEXT[row["article"]][row["start"] : row["end"]] == row["evidence"] for row in content["statements"])
    assert {a["id"] for a in content["actors"]} == {end for s in some for end in (s.subject, s.object)}
    name, data = saved(sample, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert name == "graph.csv" and {row["id"] for row in rows} == {row["id"] for row in content["statements"]}


def test_citation_is_copied(opened: Any, sample_file: Path, context: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened.go(sample_file)
    statement = GRAPH.statements[int(page.get_attribute("#panel .card >> nth=0", "data-statement"))]
    page.click("#panel .copy-citation >> nth=0")
    until(page, "document.querySelector('#live').textContent === 'Copied'")
    text = page.evaluate("navigator.clipboard.readText()")
    article = GRAPH.article(statement.article)
    evidence = statement.evidence[0]
    source = f"{article.title}. {article.outlet}. {article.date}. {article.url}."
    assert text.startswith(f"“{evidence.sentence.text}” {source}")
    assert statement.evidence_id(evidence) in text


def test_a_link_brings_back_the_selection_the_view_and_the_colours(opened: Any, sample_file: Path) -> None:
    page = opened.go(sample_file, "#actor=nato&view=table&theme=dark")
    assert page.inner_text("#panel-title") == "NATO"
    assert page.is_visible("#table-view table")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_phone_shows_the_graph_first_and_does_not_scroll_sideways(opened: Any, sample_file: Path) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 844})
    page = opened.go(sample_file)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    graph, panel = page.locator("#network").bounding_box(), page.locator("#panel").bounding_box()
    assert graph["y"] < 250 and graph["height"] > 300 and panel["y"] > graph["y"] + graph["height"] - 1
    assert not page.is_visible("#facets")
    page.click("#filters-button")
    page.click(".facet-status [data-only='negated']")
    assert statements(page) == sum(1 for s in GRAPH.statements if s.status == "negated")
    page.keyboard.press("Escape")
    assert not page.is_visible("#facets")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_click_leads_from_an_actor_to_a_line_and_back(sample: Any, find: Callable[[str], None]) -> None:
    find("Putin")
    sample.click("#panel .to-line >> nth=0")
    assert sample.inner_text("#panel-title") == "Vladimir Putin → Alexander Lukashenko"
    sample.click("#panel .actor-link >> text=Alexander Lukashenko >> nth=0")
    assert sample.inner_text("#panel-title") == "Alexander Lukashenko"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_canvas_shows_lines_of_both_kinds_in_the_colours_of_the_scheme(
    opened: Any, sample_file: Path, scheme: str
) -> None:
    """A loose look at the picture itself: enough of each colour, most of it background."""
    opened.page.emulate_media(color_scheme=scheme)
    page = opened.go(sample_file)
    page.wait_for_timeout(200)
    shares = page.evaluate("""(() => {
        const canvas = document.querySelector("#network canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const style = getComputedStyle(document.documentElement);
        const wanted = ["coop", "conflict", "type-person", "type-country"].map((name) => {
            const hex = style.getPropertyValue("--" + name).trim();
            return [name, [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))];
        });
        const found = { drawn: 0 };
        for (const [name] of wanted) found[name] = 0;
        for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 0) found.drawn += 1;
            for (const [name, rgb] of wanted) {
                const near = rgb.every((value, at) => Math.abs(value - data[i + at]) < 12);
                if (near && data[i + 3] > 200) found[name] += 1;
            }
        }
        for (const name in found) found[name] /= data.length / 4;
        return found;
    })()""")
    assert 0.03 < shares["drawn"] < 0.35, shares
    assert all(shares[name] > 0.0004 for name in ("coop", "conflict", "type-person", "type-country")), shares
