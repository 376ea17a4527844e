"""What the user has decided about actors and statements: ``decisions.toml``, kept in git, applied on every build.

An actor is named by its id, by a name or alias, or by a name in one article ("Smith @ article-id"), which is how two
people of one name are told apart. Decisions win over everything that resolution finds by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.errors import SettingsError
from kgraph.model import Actor, ActorId, ActorType, Statement

_QID = re.compile(r"Q[1-9]\d*")
_KINDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "same": (frozenset({"names"}), frozenset({"reason"})),
    "different": (frozenset({"names"}), frozenset({"reason"})),
    "rename": (frozenset({"actor", "name"}), frozenset({"reason"})),
    "retype": (frozenset({"actor", "type"}), frozenset({"reason"})),
    "link": (frozenset({"actor", "wikidata"}), frozenset({"reason"})),
    "reject": (
        frozenset(),
        frozenset({"statement", "subject", "relation", "object", "article", "status", "trigger", "reason"}),
    ),
}
_HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the file, with the line of its header."""

    kind: str
    line: int
    names: tuple[str, ...] = ()
    value: str = ""
    pattern: tuple[tuple[str, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All entries of a decisions file, in its order."""

    entries: tuple[Decision, ...] = ()
    path: str = "decisions.toml"

    def of(self, *kinds: str) -> tuple[Decision, ...]:
        """The entries of these kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def where(self, decision: Decision) -> str:
        """The place of an entry for a message."""
        return f"{self.path}, line {decision.line}"


NONE = Decisions()


def load_decisions(path: Path | None) -> Decisions:
    """Read a decisions file; without one there are no decisions.

    Raises
    ------
    SettingsError
        If the file is missing, no TOML, or an entry is incomplete, unknown, or contradicts another; the message names
        the lines.
    """
    if path is None:
        return NONE
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    lines = _header_lines(text)
    entries = []
    for kind, tables in data.items():
        if kind not in _KINDS or not isinstance(tables, list):
            known = ", ".join(f"[[{name}]]" for name in _KINDS)
            raise SettingsError(f"{path}: {kind!r} is no kind of decision; write {known}")
        for table, line in zip(tables, lines.get(kind, []) + [0] * len(tables), strict=False):
            entries.append(_entry(path, kind, table, line))
    decisions = Decisions(tuple(sorted(entries, key=lambda e: e.line)), str(path))
    _check_contradictions(decisions)
    return decisions


def _header_lines(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _HEADER.match(line)
        if match:
            found.setdefault(match.group(1), []).append(number)
    return found


def _entry(path: Path, kind: str, table: Any, line: int) -> Decision:
    where = f"{path}, line {line}"
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: write [[{kind}]] and its keys below it")
    needed, optional = _KINDS[kind]
    unknown = set(table) - needed - optional
    if unknown:
        allowed = ", ".join(sorted(needed | optional))
        raise SettingsError(f"{where}: {kind} has no key {sorted(unknown)[0]!r}; it has {allowed}")
    missing = needed - set(table)
    if missing:
        raise SettingsError(f"{where}: {kind} needs {' and '.join(sorted(missing))}")
    reason = str(table.get("reason", ""))
    if kind in ("same", "different"):
        names = table["names"]
        if not isinstance(names, list) or len(set(map(str, names))) < 2:
            raise SettingsError(f"{where}: names must be a list of two or more different names")
        return Decision(kind, line, tuple(map(str, names)), reason=reason)
    if kind == "reject":
        pattern = tuple(sorted((key, str(value)) for key, value in table.items() if key != "reason"))
        if not pattern:
            raise SettingsError(
                f"{where}: reject needs at least one of statement, subject, relation, object, article, status, trigger"
            )
        return Decision(kind, line, pattern=pattern, reason=reason)
    value = str(table[{"rename": "name", "retype": "type", "link": "wikidata"}[kind]]).strip()
    if kind == "retype" and value not in {t.value for t in ActorType}:
        raise SettingsError(f"{where}: type must be one of {', '.join(t.value for t in ActorType)}, not {value!r}")
    if kind == "link" and value and not _QID.fullmatch(value):
        raise SettingsError(f"{where}: wikidata must be a Q and digits, or empty for no link, not {value!r}")
    if kind == "rename" and not value:
        raise SettingsError(f"{where}: name must not be empty")
    return Decision(kind, line, (str(table["actor"]),), value, reason=reason)


def _check_contradictions(decisions: Decisions) -> None:
    """Names joined by ``same``, also over others, must not be kept apart; one actor gets one name, type and link."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for entry in decisions.of("same"):
        for name in entry.names[1:]:
            root[find(_key(name))] = find(_key(entry.names[0]))
    for entry in decisions.of("different"):
        for a, b in pairs(entry.names):
            if find(_key(a)) == find(_key(b)):
                by = [e for e in decisions.of("same") if find(_key(e.names[0])) == find(_key(a))]
                lines = ", ".join(str(e.line) for e in by)
                raise SettingsError(
                    f"{decisions.where(entry)}: {a!r} and {b!r} are kept apart here, but joined in line {lines}"
                )
    said: dict[tuple[str, str], Decision] = {}
    for entry in decisions.of("rename", "retype", "link"):
        earlier = said.setdefault((entry.kind, find(_key(entry.names[0]))), entry)
        if earlier.value != entry.value:
            raise SettingsError(
                f"{decisions.where(entry)}: {entry.kind} of {entry.names[0]!r} to {entry.value!r} contradicts "
                f"line {earlier.line} ({earlier.value!r})"
            )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def pairs(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """All pairs of a tuple, in order."""
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            yield a, b


class Rejections:
    """Which statements the user has rejected; see :meth:`rejects`."""

    def __init__(self, decisions: Decisions, actors: Mapping[ActorId, Actor]) -> None:
        self._entries = decisions.of("reject")
        self._actors = actors
        self.used: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._entries)

    def rejects(self, statement: Statement) -> bool:
        """Whether every key of some entry fits the statement; a pattern names actors by id, name or alias."""
        for entry in self._entries:
            if all(self._fits(statement, key, value) for key, value in entry.pattern):
                self.used.add(entry.line)
                return True
        return False

    def _fits(self, statement: Statement, key: str, value: str) -> bool:
        if key in ("subject", "object"):
            return self._is_actor(getattr(statement, key), value)
        if key == "statement":
            return value == statement.claim_id or any(value == statement.evidence_id(e) for e in statement.evidence)
        if key == "trigger":
            return any(e.trigger.text.casefold() == value.casefold() for e in statement.evidence)
        return str(getattr(statement, key)) == value

    def _is_actor(self, id: ActorId, text: str) -> bool:
        actor = self._actors.get(id)
        return id == text or (
            actor is not None and _key(text) in {_key(actor.name), *(_key(a) for a, _ in actor.aliases)}
        )

    def unused(self) -> list[int]:
        """The lines of entries that fitted no statement so far."""
        return [entry.line for entry in self._entries if entry.line not in self.used]
