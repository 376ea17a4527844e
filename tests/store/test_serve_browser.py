"""The pages of `kgraph serve` in a real browser: they work under their own policy, and ask no other server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import graphs
import pytest
from sparql_servers import absent

pytest.importorskip("starlette")
pytest.importorskip("playwright")

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def opened(browser_type: Any) -> Iterator[Any]:
    if CHROMIUM is None:
        absent("Chromium", "apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    browser = browser_type.launch(executable_path=CHROMIUM, args=flags)
    page = browser.new_page()
    page.set_default_timeout(8000)
    page.complaints = []
    page.requests = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: page.complaints.append("dialog") or dialog.dismiss())
    page.on("request", lambda request: page.requests.append(request.url))
    yield page
    browser.close()


@pytest.fixture
def page(opened: Any) -> Any:
    opened.complaints.clear()
    opened.requests.clear()
    return opened


def test_a_query_is_asked_and_its_rows_lead_on(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}/query")
    page.fill("#query", "SELECT ?who ?name { ?who kg:opposes ?whom ; rdfs:label ?name }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer td")
    rows = "who name actor:svetlana-tikhanovskaya Svetlana Tikhanovskaya"
    assert page.inner_text("#answer").split() == rows.split()
    assert page.inner_text("#status").startswith("1 row in")
    page.click("#answer a")
    page.wait_for_selector("h1")
    assert page.inner_text("h1") == "Svetlana Tikhanovskaya"
    page.click("td a[href*=statement]")
    page.wait_for_selector("blockquote")
    assert "Tikhanovskaya" in page.inner_text("blockquote")
    assert page.complaints == []
    assert all(url.startswith((small_url, "data:")) for url in page.requests)


def test_a_ready_question_and_a_mistake(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}/query")
    page.select_option("#named", "who-supports")
    page.fill("#parameter-actor", "Lukashenko")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer td")
    assert "Vladimir Putin" in page.inner_text("#answer")
    with page.expect_download() as download:
        page.click("#csv")
    assert "Vladimir Putin" in Path(download.value.path()).read_text(encoding="utf-8")
    page.fill("#query", "SELECT {")
    page.click("button[type=submit]")
    page.wait_for_selector("#status.error")
    assert "line 1, column" in page.inner_text("#status")
    page.select_option("#named", "neighbourhood")
    page.fill("#parameter-actor", "Tikhanovskaya")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer pre")
    assert "alexander-lukashenko" in page.inner_text("#answer pre")


def test_hostile_names_are_shown_and_do_nothing(page: Any, url: str) -> None:
    page.goto(f"{url}/query")
    page.fill("#query", "SELECT ?name { ?a a ?type ; rdfs:label ?name }")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer td")
    assert graphs.HOSTILE["script"] in page.inner_text("#answer")
    for path in ("/", "/actor/script", "/actor/cdata"):
        page.goto(url + path)
    assert page.complaints == []


def test_the_view_works_under_its_policy(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}/view")
    page.wait_for_timeout(500)
    assert [text for text in page.complaints if "Content Security" in text or "Refused" in text] == []
    assert {url for url in page.requests if not url.startswith(("data:", "blob:"))} == {f"{small_url}/view"}
