"""Run the installed extractor, with the current settings, over the texts of an evaluation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import KGraphError
from kgraph.evaluate.predictions import Prediction, predictions_of
from kgraph.gazetteer import Gazetteer
from kgraph.graph.assemble import Resolution, assemble
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, Article, Entity, Extraction
from kgraph.read.reading import read
from kgraph.settings import Settings
from kgraph.workers import Progress, extract_all


@dataclass(frozen=True, slots=True)
class Run:
    """A build in memory, with the actors of each article as entities; ``skipped`` names unreadable sources."""

    graph: StatementGraph
    entities: Mapping[str, Sequence[Entity]]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A resolution that merges nothing: each entity of an article is an actor of its own."""

    actors: tuple[Actor, ...]
    actor_of: Mapping[tuple[str, int], ActorId]


def unresolved(extractions: Iterable[Extraction]) -> Unresolved:
    """Take the entities as they were found in their articles."""
    actor_of, actors = {}, []
    for extraction in extractions:
        for entity in extraction.entities:
            name = ActorId(f"{extraction.article}#{entity.index}")
            actor_of[extraction.article, entity.index] = name
            actors.append(Actor(name, entity.name, entity.type, entity.named, entity.forms, entity.mentions, 1))
    return Unresolved(tuple(actors), actor_of)


def run_together(
    paths: Sequence[Path],
    settings: Settings,
    workers: int = 1,
    progress: Progress | None = None,
    *,
    resolved: bool = True,
) -> Run:
    """Read, extract and resolve articles as ``kgraph build`` does, actors over all articles.

    With ``resolved=False`` actors are left as the extractor found them in each article.

    Raises
    ------
    KGraphError
        If no article could be read.
    """
    reading = read(paths, settings.max_bytes)
    if not reading.articles:
        raise KGraphError("no text could be read: " + "; ".join(map(str, reading.skipped)))
    extractions, failures = extract_all(reading.articles, settings, workers, progress)
    done = {extraction.article for extraction in extractions}
    kept = [article for article in reading.articles if article.id in done]
    resolution = _resolution(kept, extractions, settings, resolved)
    graph = assemble(kept, extractions, resolution, settings.min_confidence)
    entities = {x.article: resolved_entities(x, resolution) for x in extractions}
    return Run(graph, entities, tuple(str(error) for error in (*reading.skipped, *failures)))


def run_apart(
    articles: Sequence[Article],
    settings: Settings,
    workers: int = 1,
    progress: Progress | None = None,
    *,
    resolved: bool = True,
) -> dict[str, list[Prediction]]:
    """The predictions for each article by itself: actors are not merged over articles. For sentences and probes.

    Raises
    ------
    KGraphError
        If the extractor failed on an article.
    """
    extractions, failures = extract_all(articles, settings, workers, progress)
    if failures:
        raise KGraphError(str(failures[0]))
    predictions: dict[str, list[Prediction]] = {}
    for article, extraction in zip(articles, extractions, strict=True):
        resolution = _resolution([article], [extraction], settings, resolved)
        predictions[article.id] = predictions_of(assemble([article], [extraction], resolution, settings.min_confidence))
    return predictions


def _resolution(
    articles: Sequence[Article], extractions: Sequence[Extraction], settings: Settings, resolved: bool
) -> Resolution:
    if not resolved:
        return unresolved(extractions)
    from kgraph.resolve import resolve  # noqa: PLC0415 - not needed without

    return resolve(articles, extractions, Gazetteer.load(settings.gazetteer), settings.decisions)


def resolved_entities(extraction: Extraction, resolution: Resolution) -> list[Entity]:
    """The entities of one article, joined where resolution made them one actor."""
    actors: dict[str, Actor] = {actor.id: actor for actor in resolution.actors}
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity in extraction.entities:
        actor = resolution.actor_of.get((extraction.article, entity.index))
        if actor is not None:
            members[actor].append(entity)
    return [_joined(i, actors[actor], parts) for i, (actor, parts) in enumerate(members.items()) if actor in actors]


def _joined(index: int, actor: Actor, parts: Iterable[Entity]) -> Entity:
    forms: Counter[str] = Counter()
    mentions = 0
    for part in parts:
        forms.update(dict(part.forms))
        mentions += part.mentions
    return Entity(index, actor.name, actor.type, actor.named, tuple(forms.most_common()), mentions)
