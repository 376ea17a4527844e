"""Whatever an article or a name holds is text on the page, never script, markup, or a request."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import sample_graph

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, Evidence, Span
from kgraph.view import render, write_html
from kgraph.view.data import web_link

HOSTILE = (
    "</script><script>window.hacked=1;alert(1)</script>",
    "<img src=x onerror='window.hacked=2;alert(2)'>",
    "\" onmouseover=\"window.hacked=3\" x='",
    "<a href=javascript:window.hacked=4>href</a>",
    "]]><!--<script>window.hacked=5</script>-->",
    "{{ 7*7 }}{% raw %}{#",
    "\u202eright to left\u202c \x00 \x0b null",
    "<svg/onload=window.hacked=6>\u2028\u2029\\",
    "javascript:window.hacked=7",
    "=HYPERLINK(\"http://example.org\")&lt;b&gt;😀",
)  # fmt: skip


def hostile_graph() -> StatementGraph:
    """The sample with hostile text in every field that comes from outside."""
    graph = sample_graph()
    text_of = {}
    articles, statements = [], []
    for number, article in enumerate(graph.articles):
        bad = HOSTILE[number % len(HOSTILE)]
        text_of[article.id] = "\n".join(HOSTILE)
        articles.append(
            replace(
                article,
                title=bad,
                text=text_of[article.id],
                url=HOSTILE[8],
                outlet=HOSTILE[(number + 1) % 10],
                authors=HOSTILE,
                language=HOSTILE[2],
                date=HOSTILE[3] if number else "2020-01-01",
            )
        )
    for number, statement in enumerate(graph.statements):
        text = text_of[statement.article]
        bad = HOSTILE[number % len(HOSTILE)]
        start = text.index(bad)
        span = Span(start, start + len(bad), bad)
        part = Span(start + 1, start + 5, bad[1:5])
        pieces = tuple(
            Evidence(e.article, span, part, part, span, e.confidence, bad, e.speaker) for e in statement.evidence
        )
        statements.append(replace(statement, evidence=pieces))
    actors = [_hostile(actor, number) for number, actor in enumerate(graph.actors)]
    return StatementGraph(tuple(articles), tuple(actors), tuple(statements))


def _hostile(actor: Actor, number: int) -> Actor:
    bad = HOSTILE[number % len(HOSTILE)]
    return replace(actor, name=bad, aliases=tuple((form, 1) for form in HOSTILE), wikidata=HOSTILE[1])


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "graph.html"
    write_html(hostile_graph(), path, title=HOSTILE[0] + HOSTILE[1])
    return path


def walk_through(page: Any) -> None:
    """Show everything that shows text."""
    page.wait_for_timeout(200)
    while page.locator("#panel .button.wide").count():
        page.click("#panel .button.wide")
    for details in page.locator("#panel details:not([open]) > summary").all()[:8]:
        details.click()
    page.keyboard.press("/")
    page.keyboard.type("img")
    page.keyboard.press("Enter")
    page.locator("#panel .open-article").first.click()
    page.keyboard.press("Escape")
    page.click("[data-view-button='table']")
    page.click("[data-view-button='graph']")
    box = page.locator("#network").bounding_box()
    for step in range(6):
        page.mouse.move(box["x"] + box["width"] * (0.2 + step / 10), box["y"] + box["height"] / 2)
    for kind in ("svg", "csv", "json"):
        page.click("details.menu summary")
        with page.expect_download():
            page.click(f"[data-act='{kind}']")


def test_hostile_text_is_only_text(opened: Any, hostile_file: Path) -> None:
    page = opened.go(hostile_file)
    walk_through(page)
    assert page.evaluate("window.hacked") is None
    assert len([url for url in opened.requests if not url.startswith(("about:", "blob:"))]) == 1
    assert page.locator("#panel img, #panel script, #panel svg[onload], #panel iframe").count() == 0
    assert page.evaluate("[...document.links].every((a) => /^(https?:|#|blob:)/.test(a.getAttribute('href')))")
    assert page.locator("#panel .quote").first.inner_text() != ""
    assert page.inner_text("h1") == HOSTILE[0] + HOSTILE[1]


def test_a_name_that_turns_the_line_around_does_not_turn_the_words_after_it(opened: Any, tmp_path: Path) -> None:
    graph = sample_graph()
    turned = "\u202enitalP"
    actors = tuple(replace(a, name=turned) if a.id == "vladimir-putin" else a for a in graph.actors)
    write_html(replace(graph, actors=actors), tmp_path / "graph.html")
    page = opened.go(tmp_path / "graph.html", "#line=vladimir-putin~alexander-lukashenko~1")
    assert page.inner_text("#panel-title") == f"\u2068{turned}\u2069 → Alexander Lukashenko"


def test_the_svg_of_hostile_names_is_well_formed(opened: Any, hostile_file: Path) -> None:
    import xml.etree.ElementTree as ET

    page = opened.go(hostile_file)
    page.click("details.menu summary")
    with page.expect_download() as download:
        page.click("[data-act='svg']")
    root = ET.parse(download.value.path()).getroot()
    assert {element.tag.rsplit("}")[-1] for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "path",
        "circle",
        "polygon",
        "text",
    }


def test_the_check_can_fail(page: Any, tmp_path: Path) -> None:
    """With the escaping of the title and the policy taken out, the same text does run: the test above sees it."""
    html = render(hostile_graph(), title="SAFE-TITLE")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    broken = tmp_path / "broken.html"
    broken.write_text(html.replace("SAFE-TITLE</h1>", HOSTILE[1] + "</h1>"), encoding="utf-8")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(broken.as_uri())
    page.wait_for_function("window.hacked === 2", timeout=5_000)


def test_the_policy_alone_stops_what_escaping_let_through(page: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    html = render(hostile_graph(), title="SAFE-TITLE")
    broken.write_text(html.replace("SAFE-TITLE</h1>", HOSTILE[0] + HOSTILE[1] + "</h1>"), encoding="utf-8")
    page.goto(broken.as_uri())
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"


def test_policy_names_every_script_and_style_by_hash() -> None:
    html = render(sample_graph())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert "unsafe" not in allowed and "http" not in allowed
    blocks = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        assert base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() in allowed


def test_nothing_on_the_page_is_loaded_from_the_web() -> None:
    html = render(sample_graph())
    assert not re.search(
        r"""<(?:script|link|img|iframe|source|object)\b[^>]*(?:src|href)=["']?(?!data:)[^"'>\s]""", html
    )
    assert "@import" not in html and not re.search(r"url\(\s*['\"]?https?:", html)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True), ("HTTP://example.org", True), ("javascript:alert(1)", False),
        ("data:text/html,x", False), ("https:nohost", False), (" https://example.org", False), ("//example.org", False),
        ("https://exa\nmple.org", False), ("http://[broken", False), ("", False), (None, False),
        ("file:///etc/passwd", False),
    ],
)  # fmt: skip
def test_links_are_of_the_web_only(url: str | None, kept: bool) -> None:
    assert web_link(url) == (url if kept else "")
