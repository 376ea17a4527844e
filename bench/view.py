"""Time to a usable page, frames while panning, size: kgraph's page beside plain pyvis, in one run.

    python bench/view.py                  seeds, 2,000 actors / 6,000 statements, 20,000 actors / 60,000 statements
    python bench/view.py --limit 60       give plain pyvis at most 60 seconds

Needs Chromium and the test extra. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

import kgraph
from kgraph.graph.statement_graph import StatementGraph
from kgraph.resources import resource_dir
from kgraph.view import write_html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "view"))
from sample import large_graph

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
OURS = "document.body?.dataset.ready === 'true'"
# Plain pyvis hides its progress bar when the physics has settled; small graphs have no bar.
PLAIN = "typeof network !== 'undefined' && (document.querySelector('#loadingBar')?.style.display === 'none')"

COUNT = "() => { window.frames_ = 0; const tick = () => { frames_ += 1; requestAnimationFrame(tick); }; tick(); }"
SHOWN = "() => [kgraph.shown.actors.size, kgraph.shown.drawn.size, kgraph.shown.order.length]"


@dataclass
class Measure:
    """What the browser showed."""

    usable: float | None
    frames: float | None
    actors: int
    lines: int
    of: int


@dataclass
class Row:
    """One page, measured."""

    name: str
    written: float
    megabytes: float
    usable: float | None
    frames: float | None
    note: str = ""

    def line(self) -> str:
        """The row of the table."""
        usable = f"{self.usable:.1f} s" if self.usable is not None else "never"
        frames = f"{self.frames:.0f}" if self.frames is not None else "–"
        return f"| {self.name} | {self.written:.1f} s | {self.megabytes:.1f} MB | {usable} | {frames} | {self.note} |"


def plain_pyvis(graph: StatementGraph, path: Path) -> None:
    """What a user gets from pyvis by its own tutorial, except that the scripts are inlined so that it opens offline."""
    network = Network(directed=True, cdn_resources="in_line", height="750px")
    for actor in graph.actors:
        network.add_node(actor.id, label=actor.name)
    # Not add_edge: it takes 20 s for 60,000 edges, which is not what is measured here.
    network.edges = [{"from": s.subject, "to": s.object, "title": s.relation, "arrows": "to"} for s in graph.statements]
    path.write_text(network.generate_html(), encoding="utf-8")


def measure(page: Page, path: Path, ready: str, limit: float, fragment: str = "") -> tuple[float | None, float | None]:
    """Seconds from opening to usable, and frames a second while the drawing is dragged."""
    page.goto("about:blank")
    started = time.monotonic()
    page.goto(path.as_uri() + fragment, wait_until="commit")
    while not _true(page, ready):
        if time.monotonic() - started > limit:
            return None, None
        time.sleep(0.02)
    # Usable is when a frame has been drawn, not when a script has ended.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    usable = time.monotonic() - started
    return usable, _panning(page)


def _true(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(f"() => Boolean({expression})"))
    except Exception:  # the document is being replaced
        return False


def _panning(page: Page, seconds: float = 2.0) -> float:
    canvas = page.locator("canvas").first.bounding_box()
    assert canvas
    x, y = canvas["x"] + 30, canvas["y"] + canvas["height"] - 80
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT)
    started = time.monotonic()
    step = 0
    while time.monotonic() - started < seconds:
        step += 1
        page.mouse.move(x + step % 60 * 5, y - step % 40 * 5)
    frames = page.evaluate("() => window.frames_")
    elapsed = time.monotonic() - started
    page.mouse.up()
    return float(frames) / elapsed


def measured(browser_type: Any, path: Path, ready: str, limit: float, fragment: str = "") -> Measure:
    """Measure a page in a browser of its own: one that still lays out its graph slows down all others."""
    browser = browser_type.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    page.set_default_timeout((limit + 30) * 1000)
    try:
        usable, frames = measure(page, path, ready, limit, fragment)
        ours = usable is not None and ready == OURS
        shown = page.evaluate(SHOWN) if ours else [0, 0, 0]
    finally:
        browser.close()
    return Measure(usable, frames, *shown)


def rows(browser_type: Any, name: str, graph: StatementGraph, folder: Path, limit: float, plain: bool) -> Iterator[Row]:
    """Our page, our page with everything drawn, plain pyvis."""
    path = folder / "ours.html"
    started = time.monotonic()
    write_html(graph, path)
    written, size = time.monotonic() - started, path.stat().st_size / 1e6
    first = measured(browser_type, path, OURS, limit)
    yield Row(
        f"{name}: kgraph", written, size, first.usable, first.frames, f"{first.actors} actors, {first.lines} lines"
    )
    if first.lines < first.of:
        every = measured(browser_type, path, OURS, limit, f"#lines={first.of}")
        note = f"{every.actors} actors, {every.lines} lines"
        yield Row(f"{name}: kgraph, all drawn", written, size, every.usable, every.frames, note)
    if not plain:
        yield Row(f"{name}: plain pyvis", 0, 0, None, None, "not tried: the smaller one was not usable")
        return
    path = folder / "plain.html"
    started = time.monotonic()
    plain_pyvis(graph, path)
    written, size = time.monotonic() - started, path.stat().st_size / 1e6
    stock = measured(browser_type, path, PLAIN, limit)
    note = "" if stock.usable else f"not in {limit:.0f} s"
    yield Row(f"{name}: plain pyvis", written, size, stock.usable, stock.frames, note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds to wait for a page")
    limit = parser.parse_args().limit
    graphs: list[tuple[str, Any]] = [
        ("seeds", lambda: kgraph.build(resource_dir("seeds"))),
        ("2,000 actors", lambda: large_graph(2_000, 6_000)),
        ("20,000 actors", lambda: large_graph(20_000, 60_000)),
    ]
    print("| page | written in | size | usable after | frames/s while panning | |\n|---|---|---|---|---|---|")
    plain = True
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for title, make in graphs:
            for row in rows(playwright.chromium, title, make(), Path(name), limit, plain):
                print(row.line(), flush=True)
            plain = plain and row.usable is not None


if __name__ == "__main__":
    main()
