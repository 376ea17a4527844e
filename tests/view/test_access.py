"""Keyboard, screen reader, contrast: axe-core on all states, and every function without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", _RULES)
    return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize(
    ("scheme", "fragment"),
    [
        ("light", ""), ("light", "#actor=alexander-lukashenko"), ("light", "#view=table&relation=supports"),
        ("dark", ""), ("dark", "#line=alexander-lukashenko~vladimir-putin~1"), ("dark", "#view=table&relation=accuses"),
        ("dark", "#path=ihar-karpienka~viktor-yanukovych&status=asserted"), ("light", "#confidence=1"),
    ],
)  # fmt: skip
def test_axe_finds_nothing(opened: Any, sample_file: Path, scheme: str, fragment: str) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    page = opened.go(sample_file, fragment)
    assert page.get_attribute("html", "data-theme") == scheme
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_the_seeds(opened: Any, built_dir: Path, scheme: str) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    page = opened.go(built_dir / "graph.html")
    assert page.get_attribute("html", "data-theme") == scheme
    assert violations(page) == []


def test_axe_finds_nothing_in_the_article_and_on_a_phone(opened: Any, sample_file: Path) -> None:
    page = opened.go(sample_file)
    page.click("#panel .open-article >> nth=0")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#filters-button")
    assert violations(page) == []


def test_keys_in_the_graph(sample: Any) -> None:
    sample.focus("#network")
    sample.keyboard.press("ArrowRight")
    assert sample.inner_text("#panel-title") == "Alexander Lukashenko"
    here = sample.evaluate("kgraph.drawing.network.getPositions()[kgraph.state.selected.actor.index].x")
    sample.keyboard.press("ArrowRight")
    assert sample.evaluate("kgraph.drawing.network.getPositions()[kgraph.state.selected.actor.index].x") > here
    sample.keyboard.press("Enter")
    assert sample.evaluate("document.activeElement.id") == "panel"
    sample.keyboard.press("Escape")
    assert sample.inner_text("#panel-title") == "Statements"
    scale = sample.evaluate("kgraph.drawing.network.getScale()")
    sample.focus("#network")
    sample.keyboard.press("+")
    assert sample.evaluate("kgraph.drawing.network.getScale()") > scale
    sample.keyboard.press("t")
    assert sample.is_visible("#table-view table")


def test_every_function_has_a_stop_on_the_tab_key_and_shows_it(sample: Any) -> None:
    reached, rings = set(), []
    for _ in range(130):
        sample.keyboard.press("Tab")
        stop = sample.evaluate("""(() => {
            const e = document.activeElement;
            const style = getComputedStyle(e);
            return [e.id || e.dataset.act || e.dataset.facet || e.className || e.tagName,
                    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
        })()""")
        reached.add(stop[0])
        rings.append((stop[1], stop[0]))
        if "copy-citation" in stop[0]:
            break
    wanted = "search graph table theme help network in fit polarity status type relation since until confidence support"
    assert set(wanted.split()) <= reached
    assert any("open-article" in name for name in reached)
    assert [name for ring, name in rings if not ring] == []


def test_the_live_region_tells_what_was_selected(sample: Any, find: Callable[[str], None]) -> None:
    find("Biden")
    assert sample.inner_text("#live") == "Joe Biden, 1 statement"


def test_motion_stops_when_asked(sample: Any) -> None:
    assert sample.evaluate("kgraph.calm()") is True
    assert sample.evaluate("getComputedStyle(document.querySelector('#live')).transitionDuration") in (
        "0s",
        "0.2s, 0s",
        "0s, 0s",
    )
