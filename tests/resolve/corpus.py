"""Small corpora of entities, written as name and type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType, Article, Entity, Extraction
from kgraph.resolve import NONE, Decisions, Resolution, resolve

P, ORG, C, L, G = (
    ActorType.PERSON,
    ActorType.ORGANIZATION,
    ActorType.COUNTRY,
    ActorType.PLACE,
    ActorType.GROUP,
)  # fmt: skip
Spec = tuple[str, ActorType] | tuple[str, ActorType, dict[str, Any]]


def corpus(articles: dict[str, Sequence[Spec]]) -> tuple[list[Article], list[Extraction]]:
    """Articles whose entities are given by name, type and perhaps other fields of Entity."""
    found, extractions = [], []
    for id, specs in articles.items():
        entities = []
        for index, spec in enumerate(specs):
            more = dict(spec[2]) if len(spec) > 2 else {}
            forms = tuple(more.pop("forms", ((spec[0], 1),)))
            named = more.pop("named", True)
            entities.append(Entity(index, spec[0], spec[1], named, forms, sum(n for _, n in forms), **more))
        found.append(Article(id, "", ""))
        extractions.append(Extraction(id, tuple(entities), (), ()))
    return found, extractions


def resolved(
    articles: dict[str, Sequence[Spec]],
    decisions: Decisions = NONE,
    dates: dict[str, str] | None = None,
    gazetteer: Gazetteer | None = None,
) -> Resolution:
    """The resolution of a small corpus; ``dates`` are those of articles."""
    found, extractions = corpus(articles)
    dated = [replace(article, date=(dates or {}).get(article.id)) for article in found]
    return resolve(dated, extractions, gazetteer or Gazetteer.load(), decisions)


def clusters(resolution: Resolution) -> set[frozenset[str]]:
    """The entities of each actor as "article:index"."""
    found: dict[str, set[str]] = {}
    for (article, index), actor in resolution.actor_of.items():
        found.setdefault(actor, set()).add(f"{article}:{index}")
    return {frozenset(members) for members in found.values()}


def together(resolution: Resolution, *entities: str) -> bool:
    """Whether all of these entities ("article:index") are one actor."""
    return len({resolution.actor_of[e.split(":")[0], int(e.split(":")[1])] for e in entities}) == 1
