"""How the actors came about, as lines of JSON: what ``kgraph actor`` and ``kgraph review`` read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kgraph.errors import OutputError
from kgraph.gazetteer import fold
from kgraph.model import Actor, ActorId
from kgraph.resolve.resolver import Join, NearMiss, Resolution

FILE_NAME = "resolution.jsonl"


@dataclass(frozen=True, slots=True)
class Report:
    """The joins and near misses of a build."""

    joins: tuple[Join, ...]
    near_misses: tuple[NearMiss, ...]

    def joins_of(self, actor: ActorId) -> tuple[Join, ...]:
        """How each alias of an actor came in."""
        return tuple(join for join in self.joins if join.actor == actor)

    def near(self, actor: ActorId) -> tuple[NearMiss, ...]:
        """The actors that look like this one, best first."""
        found = [miss for miss in self.near_misses if actor in (miss.a, miss.b)]
        return tuple(sorted(found, key=lambda m: (-m.score, m.a, m.b)))

    def doubtful(self) -> tuple[Join, ...]:
        """The joins that an article does not state, the least sure first."""
        found = [join for join in self.joins if join.score < 1.0]
        return tuple(sorted(found, key=lambda j: (j.score, j.actor, j.alias)))


def report_lines(resolution: Resolution) -> Iterator[str]:
    """The report of a resolution: one join or near miss a line, in a fixed order, each line ending in a newline."""
    for join in resolution.joins:
        yield _line("join", asdict(join))
    for miss in resolution.near_misses:
        yield _line("near miss", asdict(miss))


def _line(kind: str, fields: dict[str, object]) -> str:
    text = json.dumps({"kind": kind, **fields}, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


def read_report(directory: Path) -> Report:
    """Read ``resolution.jsonl`` of a build.

    Raises
    ------
    OutputError
        If it is missing or broken.
    """
    path = directory / FILE_NAME
    joins: list[Join] = []
    misses: list[NearMiss] = []
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                fields = json.loads(line)
                if fields.pop("kind") == "join":
                    joins.append(Join(**fields))
                else:
                    misses.append(NearMiss(**fields))
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; run kgraph build first") from error
    except (ValueError, TypeError, KeyError) as error:
        raise OutputError(f"{path}: not a report of kgraph build ({error}); build again") from error
    return Report(tuple(joins), tuple(misses))


def find_actors(actors: tuple[Actor, ...], text: str) -> list[Actor]:
    """The actors with this id, else with this name, else with this alias, the most mentioned first."""
    exact = [actor for actor in actors if actor.id == text]
    key = fold(text)
    named = [actor for actor in actors if fold(actor.name) == key]
    called = [actor for actor in actors if any(fold(alias) == key for alias, _ in actor.aliases)]
    return sorted(exact or named or called, key=lambda a: (-a.mentions, a.id))
