"""Predicted statements, from a finished build's files or from a graph in memory, in one form for all scores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from kgraph.errors import InputError
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import ActorType, Entity


@dataclass(frozen=True, slots=True)
class PredictedActor:
    """An actor as a build names it; ``type`` is "?" if the build does not describe it."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """An actor as subject or object of one piece of evidence; the span is in the article's text."""

    actor: PredictedActor
    mention: str | None = None
    start: int = -1
    end: int = -1

    @property
    def forms(self) -> tuple[str, ...]:
        """What it is called: here first, then by name, then elsewhere."""
        return (*((self.mention,) if self.mention else ()), self.actor.name, *self.actor.aliases)


@dataclass(frozen=True, slots=True)
class Prediction:
    """One statement with one piece of evidence."""

    article: str
    subject: End
    relation: str
    object: End
    status: str
    confidence: float = 1.0
    polarity: int = 0
    trigger: str = ""
    rule: str = ""
    evidence: str = ""

    @property
    def ends(self) -> tuple[End, End]:
        """Subject and object."""
        return (self.subject, self.object)


def predictions_of(graph: StatementGraph) -> list[Prediction]:
    """The predictions of a graph in memory, in the order of its statements."""
    actors = {
        a.id: PredictedActor(a.id, a.name, a.type.value, tuple(form for form, _ in a.aliases), a.mentions)
        for a in graph.actors
    }
    return [
        Prediction(
            article=s.article,
            subject=End(actors[s.subject], e.subject.text, e.subject.start, e.subject.end),
            relation=s.relation,
            object=End(actors[s.object], e.object.text, e.object.start, e.object.end),
            status=s.status.value,
            confidence=e.confidence,
            polarity=s.polarity,
            trigger=e.trigger.text,
            rule=e.extractor,
            evidence=e.sentence.text,
        )
        for s in graph.statements
        for e in s.evidence
    ]


def read_predictions(output: Path) -> list[Prediction]:
    """Read ``statements.jsonl`` and ``actors.jsonl`` of a build, also one that another program wrote.

    Raises
    ------
    InputError
        If a file is missing or a line of it is broken.
    """
    actors = read_actors(output)
    return [
        _prediction(record, actors, f"{output / 'statements.jsonl'}:{number}")
        for number, record in read_lines(output / "statements.jsonl")
    ]


def read_actors(output: Path) -> dict[str, PredictedActor]:
    """Read ``actors.jsonl`` of a build."""
    actors = {}
    for number, record in read_lines(output / "actors.jsonl"):
        try:
            actors[record["id"]] = PredictedActor(
                record["id"], record["name"], record.get("type", "?"), tuple(record.get("aliases", ())),
                int(record.get("mentions") or 0),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{output / 'actors.jsonl'}:{number}", f"is no actor ({error!r})") from error
    return actors


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSONL file with their line numbers.

    Raises
    ------
    InputError
        If the file cannot be read or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}", f"is not JSON ({error})") from error
            if not isinstance(record, dict):
                raise InputError(f"{path}:{number}", "is no JSON object")
            yield number, record


def _prediction(record: Mapping[str, Any], actors: Mapping[str, PredictedActor], place: str) -> Prediction:
    try:
        return Prediction(
            article=PurePath(record["article"]).name.removesuffix(".txt"),
            subject=_end(record, "subject", actors),
            relation=record["relation"],
            object=_end(record, "object", actors),
            status=record.get("status") or "asserted",
            confidence=float(record.get("confidence", 1.0)),
            polarity=int(record.get("polarity") or 0),
            trigger=record.get("trigger") or "",
            rule=record.get("extractor") or "",
            evidence=record.get("evidence") or "",
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(place, f"is no statement ({error!r})") from error


def _end(record: Mapping[str, Any], side: str, actors: Mapping[str, PredictedActor]) -> End:
    actor = actors.get(record[side]) or PredictedActor(record[side], record[side], "?")
    return End(actor, record.get(f"{side}_mention"), record.get(f"{side}_start", -1), record.get(f"{side}_end", -1))


def entities_in(text: str, actors: Sequence[PredictedActor]) -> list[Entity]:
    """The actors of a build as entities of one article: those with an alias in its text, with their forms there.

    An approximation: a build's files do not say which article an alias comes from.
    """
    found: list[Entity] = []
    for actor in actors:
        forms = tuple((form, text.count(form)) for form in dict.fromkeys((actor.name, *actor.aliases)) if form in text)
        if forms and actor.type in set(ActorType):
            seen = sum(count for _, count in forms)
            found.append(Entity(len(found), actor.name, ActorType(actor.type), actor.type != "Group", forms, seen))
    return found
