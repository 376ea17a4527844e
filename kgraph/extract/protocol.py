"""What an extractor is; others are found by name in the entry-point group ``kgraph.extractors``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kgraph.model import Article, Extraction


class Extractor(Protocol):
    """Articles in, one extraction each out, in the same order."""

    name: str

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract entities, mentions and findings, lazily."""
        ...
