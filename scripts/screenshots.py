"""Take the pictures of the documentation from the real seeds: docs/screenshot*.png.

    python scripts/screenshots.py              builds the seeds first
    python scripts/screenshots.py output       takes an earlier build

Needs Chromium and the test extra. Fonts differ from machine to machine, and so do the pictures.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import kgraph
from kgraph.resources import resource_dir

DOCS = Path(__file__).resolve().parent.parent / "docs"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
DESKTOP, PHONE = (1440, 900), (390, 844)


def take(
    browser: Any, page_file: Path, name: str, size: tuple[int, int], dark: bool, act: Callable[[Page], None]
) -> None:
    """Open the page in a fresh context, act, take a picture."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True,
        reduced_motion="reduce", device_scale_factor=1 if size == DESKTOP else 2,
    )  # fmt: skip
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("body[data-ready]")
    act(page)
    page.wait_for_timeout(600)
    page.screenshot(path=DOCS / f"{name}.png")
    context.close()
    print(f"docs/{name}.png")


def search(name: str) -> Callable[[Page], None]:
    """Find an actor and take the first one found."""

    def act(page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.evaluate(
            "() => { document.activeElement.blur(); document.querySelector('#live').classList.remove('shown'); }"
        )

    return act


def table(page: Page) -> None:
    """Only what is not plainly asserted, as a table."""
    page.click("[data-view-button='table']")
    page.uncheck(".facet-status [data-value='asserted']")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", type=Path, help="folder of an earlier build")
    folder = parser.parse_args().build
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        if folder is None:
            folder = Path(name)
            kgraph.build(resource_dir("seeds"), output=folder)
        page = folder.resolve() / "graph.html"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        take(browser, page, "screenshot", DESKTOP, False, lambda _: None)
        take(browser, page, "screenshot-evidence", DESKTOP, False, search("Putin"))
        take(browser, page, "screenshot-dark", DESKTOP, True, search("Tikhanovskaya"))
        take(browser, page, "screenshot-table", DESKTOP, False, table)
        take(browser, page, "screenshot-phone", PHONE, False, lambda _: None)
        browser.close()


if __name__ == "__main__":
    main()
