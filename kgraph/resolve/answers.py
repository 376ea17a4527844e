"""Answers of the user, written into the decisions file without touching what is in it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.atomic import write_atomic
from kgraph.errors import SettingsError
from kgraph.resolve.decisions import load_decisions
from kgraph.resolve.linking import DECIDED_APART
from kgraph.resolve.report import Report

VERDICTS = ("same", "different", "skip")


@dataclass(frozen=True, slots=True)
class Question:
    """Two names that may be one actor's; ``joined`` says how the build answered."""

    one: str
    other: str
    shown: str
    score: float
    rule: str
    joined: bool


def questions(report: Report, names: dict[str, str]) -> list[Question]:
    """What a user should look at: near misses, best first, then joins, least sure first; not what is decided.

    Parameters
    ----------
    report : Report
        What the build found.
    names : dict
        The name of each actor id.
    """
    found = [
        Question(miss.a, miss.b, f"{miss.a_name} / {miss.b_name}", miss.score, miss.rule, False)
        for miss in sorted(report.near_misses, key=lambda m: (-m.score, m.a, m.b))
        if miss.rule != DECIDED_APART
    ]
    for join in report.doubtful():
        name = names.get(join.actor, join.actor)
        alias = f"{join.alias} @ {join.article}"
        found.append(Question(alias, join.actor, f"{join.alias} = {name}", join.score, join.rule, True))
    return found


def read_answers(path: Path) -> list[tuple[str, str, str, str]]:
    """Read a file of answers: verdict, one, other and perhaps a reason, separated by tabs; # begins a comment.

    Raises
    ------
    SettingsError
        If a line is wrong; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    answers = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) not in (3, 4) or cells[0] not in VERDICTS:
            wanted = f"{', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}, two names and perhaps a reason"
            raise SettingsError(f"{path}, line {number}: expected {wanted}, separated by tabs")
        answers.append((cells[0], cells[1], cells[2], cells[3] if len(cells) == 4 else ""))
    return answers


def entry(kind: str, reason: str = "", **fields: str | Sequence[str]) -> str:
    """One entry of a decisions file."""
    lines = [f"[[{kind}]]"]
    for key, value in fields.items():
        lines.append(f"{key} = {_toml(value)}")
    if reason:
        lines.append(f"reason = {_toml(reason)}")
    return "\n".join(lines) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    """A TOML string or list of strings; JSON's escapes are TOML's."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return "[" + ", ".join(_toml(item) for item in value) + "]"


def append_entries(path: Path, entries: Sequence[str]) -> None:
    """Add entries at the end of a decisions file, or make one; nothing is written if the result contradicts itself.

    Raises
    ------
    SettingsError
        If the file is broken, or an entry contradicts another.
    OutputError
        If it cannot be written.
    """
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = set(before.split("\n\n"))
    fresh = [text for text in entries if text.strip() not in {block.strip() for block in known}]
    if not fresh:
        return
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    after = before + gap + "\n".join(fresh)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(after, encoding="utf-8")
        try:
            load_decisions(trial)
        except SettingsError as error:
            raise SettingsError(str(error).replace(str(trial), str(path))) from None
    write_atomic(path, after)
