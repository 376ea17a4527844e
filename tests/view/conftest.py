"""A real browser: Debian's Chromium, headless and offline."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample import sample_graph

from kgraph.view import write_html

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM:
        reason = "no Chromium here: apt-get install chromium fonts-noto-core"
        # A green CI run without a browser would hide that nothing was tested.
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": _FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args, "offline": True, "accept_downloads": True, "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }  # fmt: skip


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "graph.html"
    write_html(sample_graph(), path, title="Belarus")
    return path


class Opened:
    """A page with what it complained about and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def go(self, path: Path, fragment: str = "") -> Any:
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_selector("body[data-ready]", timeout=20_000)
        return self.page


@pytest.fixture
def opened(page: Any) -> Iterator[Opened]:
    """Open pages; whatever the browser complains of fails the test."""
    page.set_default_timeout(10_000)
    watched = Opened(page)
    yield watched
    assert watched.complaints == []


@pytest.fixture
def sample(opened: Opened, sample_file: Path) -> Any:
    return opened.go(sample_file)


@pytest.fixture
def find(sample: Any) -> Callable[[str], None]:
    """Search an actor with the keyboard and take the first one found."""

    def act(name: str) -> None:
        sample.keyboard.press("/")
        sample.keyboard.type(name)
        sample.keyboard.press("Enter")

    return act
