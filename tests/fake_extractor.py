"""An extractor without a model: capitalised words are people, and "backs" is a relation."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from kgraph.model import (
    ActorType,
    Article,
    Entity,
    Extraction,
    Finding,
    Mention,
    MentionKind,
    Span,
    Status,
)


class FakeExtractor:
    """Fails on articles that contain "EXPLODE", and kills its process on "DIE"."""

    name = "fake"

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if "EXPLODE" in article.text:
                raise ValueError("boom")
            if "DIE" in article.text:
                os._exit(1)
            yield extraction(article)


class LosesArticles(FakeExtractor):
    """Breaks the contract: one extraction too few."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        return iter(list(super().extract(articles))[1:])


def extraction(article: Article) -> Extraction:
    names: dict[str, int] = {}
    mentions, findings = [], []
    for match in re.finditer(r"(\w+) (backs) (\w+)\.", article.text):
        ends = []
        for group in (1, 3):
            entity = names.setdefault(match[group], len(names))
            ends.append(Mention(match.start(group), match.end(group), match[group], MentionKind.NAME, entity))
        mentions += ends
        findings.append(
            Finding(
                ends[0],
                "supports",
                ends[1],
                Status.ASSERTED,
                Span(match.start(2), match.end(2), "backs"),
                Span(match.start(), match.end(), match[0]),
                0.9,
                "fake",
            )
        )
    entities = tuple(Entity(index, name, ActorType.PERSON, True, ((name, 1),), 1) for name, index in names.items())
    return Extraction(article.id, entities, tuple(mentions), tuple(findings))
