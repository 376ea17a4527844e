"""All sources -> the articles of a build: each text once, each with an id of its own."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kgraph.errors import InputError
from kgraph.model import Article
from kgraph.read.articles import MAX_BYTES, read_source
from kgraph.read.sources import discover


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, sorted by id, and what was not.

    ``skipped`` are sources that were asked for and could not be read; ``ignored`` counts files of other kinds that
    lie in the folders, by extension.
    """

    articles: tuple[Article, ...]
    skipped: tuple[InputError, ...]
    ignored: tuple[tuple[str, int], ...] = ()


def read(paths: Iterable[str | os.PathLike[str]], max_bytes: int = MAX_BYTES) -> Reading:
    """Read files and folders.

    The result does not depend on the order of the paths: of copies of one text, the source with the first name is
    kept.
    """
    found = discover(paths)
    articles: list[Article] = []
    skipped = list(found.skipped)
    for source in found.sources:
        for result in read_source(source, max_bytes):
            if isinstance(result, Article):
                articles.append(result)
            else:
                skipped.append(result)
    return Reading(_with_own_ids(_without_copies(articles)), tuple(skipped), found.ignored)


def _without_copies(articles: list[Article]) -> list[Article]:
    """Keep one article of each text, whatever its white space, and let it name the others."""
    groups: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda a: (a.id, a.path, a.sha256)):
        groups.setdefault(" ".join(article.text.split()), []).append(article)
    return [
        replace(first, copies=tuple(copy.path if copy.id == first.id else copy.id for copy in others))
        for first, *others in groups.values()
    ]


def _with_own_ids(articles: list[Article]) -> tuple[Article, ...]:
    """Append a hash of the text to every id that two articles have."""
    seen = Counter(article.id for article in articles)
    own = [a if seen[a.id] == 1 else replace(a, id=f"{a.id}-{_digest(a.text)}") for a in articles]
    return tuple(sorted(own, key=lambda a: a.id))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
