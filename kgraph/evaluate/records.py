"""Scores as JSON, and what changed from one to the next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph import __version__
from kgraph.errors import InputError
from kgraph.evaluate.articles import ArticlesScore
from kgraph.evaluate.matching import LEVELS, SCOPES
from kgraph.evaluate.measures import DIGITS, Measure, calibration_error
from kgraph.evaluate.plv import PlvScore
from kgraph.evaluate.probes import ProbesScore
from kgraph.evaluate.seesaw import SeesawScore

Score = ArticlesScore | ProbesScore | PlvScore | SeesawScore


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs between two records; None where one of them does not have it."""

    figure: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed between two records: figures, errors that are gone, errors that are new."""

    figures: tuple[Change, ...]
    mended: tuple[str, ...]
    broken: tuple[str, ...]


def record(score: Score) -> dict[str, Any]:
    """A score for JSON: ``kind``, ``kgraph`` (version), ``figures``, and ``errors``, each with a ``key``.

    The keys are what :func:`differences` compares.
    """
    kind, figures, errors = _parts(score)
    return {"kind": kind, "kgraph": __version__, "figures": figures, "errors": errors}


def _parts(score: Score) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
    if isinstance(score, ArticlesScore):
        return "articles", _article_figures(score), list(_article_errors(score))
    if isinstance(score, ProbesScore):
        figures = {**score.figures(), "by_phenomenon": {p: m.right for p, m in score.by_phenomenon.items()}}
        return "probes", figures, [{"key": v.probe, **v.as_dict()} for v in score.failures]
    if isinstance(score, PlvScore):
        figures = {**score.figures(), "by_root": _measures(score.by_root)}
        return "plv", figures, [{"key": f"{v.sentence.id} {v.root}", **v.as_dict()} for v in score.failures]
    errors = [
        {"key": f"{kind} | {e.article} | {text}", "article": e.article, "stance": text}
        for e in score.failures
        for kind, texts in (("missed", e.missed), ("wrong", e.wrong))
        for text in texts
    ]
    return "seesaw", score.figures(), errors


def _measures(measures: Mapping[str, Measure]) -> dict[str, Any]:
    return {name: measure.as_dict() for name, measure in measures.items()}


def _article_figures(score: ArticlesScore) -> dict[str, Any]:
    accuracy = score.status_accuracy
    return {
        **{scope: {level: score.measure(scope, level).as_dict() for level in LEVELS} for scope in SCOPES},
        "status_accuracy": None if accuracy is None else round(accuracy, DIGITS),
        "status_n": score.status_matches,
        "actors": dict(score.actors),
        "by_relation": {
            scope: _measures({r: m for (s, r), m in score.by_relation.items() if s == scope}) for scope in SCOPES
        },
        "by_status": _measures(score.by_status),
        "by_rule": {rule: {"number": m.predicted, "right": m.right} for rule, m in score.by_rule.items()},
        "by_article": {
            a.article: {scope: a.measures[scope, "typed"].as_dict() for scope in SCOPES} for a in score.articles
        },
        "status_confusions": {f"{a} > {b}": number for (a, b), number in sorted(score.status_confusions.items())},
        "relation_confusions": {f"{a} > {b}": number for a, b, number in score.relation_confusions},
        "reliability": {f"{b.low:.1f}": b.as_dict() for b in score.reliability},
        "at_least": {
            scope: {f"{t / 10:.1f}": score.at_least(t / 10, scope).as_dict() for t in range(1, 10)} for scope in SCOPES
        },
        "calibration_error": round(calibration_error(score.reliability), DIGITS),
        "unread": len(score.unread),
    }


def _article_errors(score: ArticlesScore) -> Iterator[dict[str, Any]]:
    for kind, errors in (("missed", score.misses), ("false alarm", score.false_alarms)):
        for e in errors:
            yield {"key": f"{kind} | {e.article} | {e.subject} {e.relation} {e.object}", "kind": kind, **e.as_dict()}


def as_json(score: Score) -> str:
    """The record of a score as a JSON document."""
    return json.dumps(record(score), ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> dict[str, Any]:
    """Read what :func:`as_json` wrote.

    Raises
    ------
    InputError
        If it is missing or something else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"cannot be read ({error})") from error
    if not isinstance(found, dict) or not {"kind", "figures", "errors"} <= found.keys():
        raise InputError(str(path), "was not written by kgraph evaluate --json")
    return found


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Differences:
    """What changed between two records of one kind.

    Raises
    ------
    KGraphError
        If they are of different kinds.
    """
    if before["kind"] != after["kind"]:
        raise InputError(after["kind"], f"cannot be compared with {before['kind']}")
    old, new = dict(flat(before["figures"])), dict(flat(after["figures"]))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    errors = [{error["key"] for error in side["errors"]} for side in (before, after)]
    return Differences(
        tuple(Change(name, old.get(name), new.get(name)) for name in names),
        tuple(sorted(errors[0] - errors[1])),
        tuple(sorted(errors[1] - errors[0])),
    )


def flat(figures: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """Nested figures as (dotted name, number)."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        elif isinstance(value, int | float):
            yield f"{prefix}{name}", value
