from __future__ import annotations

import pytest

from kgraph.errors import KGraphError, SettingsError
from kgraph.model import Article
from kgraph.settings import Settings
from kgraph.workers import extract_all, make_extractor

FAKE = Settings(extractor="fake_extractor:FakeExtractor")


def articles(number: int, **texts: str) -> list[Article]:
    return [
        Article(f"a{i:03}", "", texts.get(f"a{i:03}", f"Putin backs Lukashenko. A{i} backs Minsk."))
        for i in range(number)
    ]


def test_the_default_extractor_is_found_by_entry_point() -> None:
    assert make_extractor(Settings()).name == "rules"


@pytest.mark.parametrize("name", ["nothing", "no.such.module:Thing", "fake_extractor:Nothing"])
def test_a_missing_extractor_is_a_message(name: str) -> None:
    with pytest.raises(SettingsError, match=name.split(":", maxsplit=1)[0]):
        make_extractor(Settings(extractor=name))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_order_and_progress(workers: int) -> None:
    seen: list[tuple[str, int, int]] = []
    found, failures = extract_all(articles(13), FAKE, workers, lambda *step: seen.append(step))
    assert [extraction.article for extraction in found] == [f"a{i:03}" for i in range(13)]
    assert not failures
    assert seen == [("extract", done, 13) for done in range(14)]


def test_any_number_of_workers_gives_the_same() -> None:
    assert extract_all(articles(9), FAKE, 1) == extract_all(articles(9), FAKE, 2) == extract_all(articles(9), FAKE, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_breaks_the_extractor_is_left_out(workers: int) -> None:
    found, failures = extract_all(articles(10, a003="EXPLODE", a009="EXPLODE"), FAKE, workers)
    assert len(found) == 8
    assert [str(error) for error in failures] == [
        "a003: the extractor 'fake' failed (ValueError: boom)",
        "a009: the extractor 'fake' failed (ValueError: boom)",
    ]


def test_an_extractor_that_loses_articles_is_refused() -> None:
    with pytest.raises(KGraphError, match="out of order"):
        extract_all(articles(3), Settings(extractor="fake_extractor:LosesArticles"))


def test_a_dead_worker_is_a_message() -> None:
    with pytest.raises(KGraphError, match="a worker process died"):
        extract_all(articles(12, a005="DIE"), FAKE, 2)
