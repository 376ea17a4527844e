"""The trigger lexicon: which verb, noun or adjective, in which frame, expresses which relation.

The format is described in ``ontology/lexicon/README.md``; entries are data, this module only reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from kgraph.errors import SettingsError
from kgraph.resources import ontology
from kgraph.vocabulary import relations

_COLUMNS = ("trigger", "pos", "frame", "needs", "veto", "example")
_NEEDS = {"person", "org", "country", "place", "group", "agent"}


class Effect(StrEnum):
    """What a governing word does to the act below it (light verbs and clause-taking words)."""

    DO = "do"
    GET = "get"
    LOSE = "lose"
    UNDO = "undo"
    PLAN = "plan"
    WANT = "want"
    REFUSE = "refuse"
    REPORT = "report"
    DENY = "deny"
    FUTURE = "future"
    ASK = "ask"
    FAIL = "fail"
    ASPECT = "aspect"
    FACTIVE = "factive"
    DOUBT = "doubt"
    BLAME = "blame"
    PREVENT = "prevent"


@dataclass(frozen=True, slots=True)
class Frame:
    """Which slots hold the subject and the object of the relation; several prepositions are alternatives."""

    subject: tuple[str, ...]
    object: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lexicon entry; ``words`` are lemmas, the head first."""

    relation: str
    words: tuple[str, ...]
    pos: str
    frames: tuple[Frame, ...]
    needs: frozenset[str]
    subject_needs: frozenset[str]
    veto: frozenset[str]
    example: str

    @property
    def name(self) -> str:
        """The entry's name in explanations: "accuses:v:condemn"."""
        return f"{self.relation}:{self.pos}:{' '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class ClauseWord:
    """A word that governs a clause: its effect on the clause's status, and whose act the clause is."""

    effect: Effect
    control: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The triggers by (part of speech, head lemma), longest first, and the word classes."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    light_verbs: Mapping[str, Effect]
    undone: Mapping[str, tuple[str, str]]
    clause_words: Mapping[tuple[str, str], ClauseWord]
    roles: Mapping[str, str]
    kin: Mapping[str, str]
    portfolios: frozenset[str]
    offices: frozenset[str]
    role_bodies: Mapping[str, tuple[str, ...]]

    @property
    def entries(self) -> tuple[Trigger, ...]:
        """All triggers, in the order of relation and entry."""
        return tuple(trigger for group in self.triggers.values() for trigger in group)


def read_tsv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a tab-separated file with their line numbers; ``#`` starts a comment line.

    Raises
    ------
    SettingsError
        If the header or a row does not have the columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise SettingsError(
                    f"{path}:{number}: the header lacks the column {missing[0]!r}; wanted: {', '.join(columns)}"
                )
            continue
        cells += [""] * (len(header) - len(cells))
        if len(cells) > len(header):
            raise SettingsError(f"{path}:{number}: {len(cells)} columns, but the header has {len(header)}")
        yield number, dict(zip(header, cells, strict=True))


@cache
def load_lexicon(extra: tuple[Path, ...] = ()) -> Lexicon:
    """Read ``ontology/lexicon`` and the user's own trigger files.

    Raises
    ------
    SettingsError
        If an entry is malformed; the message names file and line.
    """
    triggers: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in _all_triggers(extra):
        triggers.setdefault((trigger.pos, trigger.words[0]), []).append(trigger)
    return Lexicon(
        triggers={key: tuple(sorted(group, key=lambda t: -len(t.words))) for key, group in triggers.items()},
        light_verbs={row["lemma"]: Effect(row["effect"]) for _, row in _table("light_verbs", "lemma", "effect")},
        undone={
            row["relation"]: (row["becomes"], row["status"])
            for _, row in _table("undone", "relation", "becomes", "status")
        },
        clause_words={
            (row["pos"], row["lemma"]): ClauseWord(Effect(row["effect"]), row["control"] or "subject")
            for _, row in _table("clause_verbs", "lemma", "pos", "effect", "control")
        },
        roles={row["noun"]: row["relation"] for _, row in _table("roles", "noun", "relation")},
        kin={row["noun"]: row["gender"] for _, row in _table("kin", "noun", "gender")},
        offices=frozenset(row["noun"] for _, row in _table("roles", "noun", "relation", "kind") if _is_office(row)),
        role_bodies={row["noun"]: tuple(row["body"].split("|")) for _, row in _table("role_bodies", "noun", "body")},
        portfolios=frozenset(row["word"] for _, row in _table("portfolios", "word")),
    )


def _is_office(row: Mapping[str, str]) -> bool:
    """Whether a role is a national office: who holds it leads a country, even if the title does not name it."""
    return row["relation"] == "leads" and (
        row["kind"] == "head" or row["noun"].endswith(("minister", "secretary", "chancellor"))
    )


def _table(name: str, *columns: str) -> Iterable[tuple[int, dict[str, str]]]:
    path = ontology("lexicon", f"{name}.tsv")
    return read_tsv(path, columns) if path.exists() else ()


def _all_triggers(extra: tuple[Path, ...]) -> Iterator[Trigger]:
    for relation in relations():
        path = ontology("lexicon", f"{relation}.tsv")
        if path.exists():
            for number, row in read_tsv(path, _COLUMNS):
                yield parse_trigger(relation, row, f"{path}:{number}")
    for path in extra:
        for number, row in read_tsv(path, ("relation", *_COLUMNS)):
            if row["relation"] not in relations():
                raise SettingsError(
                    f"{path}:{number}: unknown relation {row['relation']!r}; known: {', '.join(relations())}"
                )
            yield parse_trigger(row["relation"], row, f"{path}:{number}")


def parse_trigger(relation: str, row: Mapping[str, str], where: str) -> Trigger:
    """Turn a row into a trigger.

    Raises
    ------
    SettingsError
        If a part of the row is malformed.
    """
    words = tuple(row["trigger"].split())
    if not words or row["pos"] not in {"v", "n", "a"}:
        raise SettingsError(f"{where}: needs a trigger and pos v, n or a")
    needs = [need.strip() for need in row["needs"].split(",") if need.strip()]
    unknown = {need.removeprefix("s:") for need in needs} - _NEEDS
    if unknown:
        raise SettingsError(f"{where}: unknown need {min(unknown)!r}; known: {', '.join(sorted(_NEEDS))}")
    return Trigger(
        relation=relation,
        words=words,
        pos=row["pos"],
        frames=tuple(_parse_frame(text, where) for text in row["frame"].split()),
        needs=frozenset(n for n in needs if not n.startswith("s:")),
        subject_needs=frozenset(n[2:] for n in needs if n.startswith("s:")),
        veto=frozenset(re.split(r"[,\s]+", row["veto"])) - {""},
        example=row["example"],
    )


def _parse_frame(text: str, where: str) -> Frame:
    match = re.fullmatch(r"([\w/&-]+)(<>|>)([\w/&-]+)", text)
    if not match:
        raise SettingsError(f"{where}: the frame {text!r} is not of the form subject>object or subject<>object")
    subject, arrow, object_ = match.groups()
    return Frame(tuple(subject.split("/")), tuple(object_.split("/")), arrow == "<>")


def unmarked(example: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The example of an entry without its marks, and the offsets of {subject} and [object]."""
    text, spans, opened = "", {}, 0
    for character in example:
        if character in "{[":
            opened = len(text)
        elif character in "}]":
            spans["subject" if character == "}" else "object"] = (opened, len(text))
        else:
            text += character
    return text, spans
