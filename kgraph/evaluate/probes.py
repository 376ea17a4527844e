"""Probes: short texts, each about one phenomenon, with what must be found, what must not, and what may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kgraph.errors import InputError
from kgraph.evaluate.gold import is_symmetric
from kgraph.evaluate.measures import Measure
from kgraph.evaluate.predictions import Prediction, read_lines
from kgraph.evaluate.probe_names import ProbeNames

ANY = "*"
# subject, relation, object, status
Claim = tuple[str | None, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What must not be found; ``*`` stands for anything, status None for every status."""

    subject: str
    relation: str
    object: str
    status: str | None

    def fits(self, claim: Claim) -> bool:
        """Whether a claim is forbidden; a symmetric relation is, either way round."""
        subject, relation, obj, status = claim
        if self.status not in (None, status) or self.relation not in (ANY, relation):
            return False
        turned = is_symmetric(self.relation) and self._ends(obj, subject)
        return self._ends(subject, obj) or turned

    def _ends(self, subject: str | None, obj: str | None) -> bool:
        return self.subject in (ANY, subject) and self.object in (ANY, obj)


@dataclass(frozen=True)
class Probe:
    """A probe; each entry of ``expect`` is a tuple of equally good claims."""

    id: str
    phenomenon: str
    text: str
    expect: tuple[tuple[Claim, ...], ...] = ()
    accept: tuple[Claim, ...] = ()
    forbid: tuple[Forbidden, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def allowed(self) -> frozenset[Claim]:
        """What is right to find."""
        return frozenset(_normal(claim) for claims in (*self.expect, self.accept) for claim in claims)

    @cached_property
    def names(self) -> ProbeNames:
        """The actors it speaks of."""
        claimed = [end for claims in (*self.expect, self.accept) for c in claims for end in (c[0], c[2]) if end]
        forbidden = [end for f in self.forbid for end in (f.subject, f.object) if end != ANY]
        return ProbeNames((*claimed, *forbidden), self.aliases)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a probe went: expected claims that are missing, and found ones that are forbidden or one too many."""

    probe: str
    phenomenon: str
    text: str
    expected: int
    missed: tuple[str, ...]
    forbidden: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is missing, forbidden or too much."""
        return not (self.missed or self.forbidden or self.extra)

    def as_dict(self) -> dict[str, Any]:
        """All fields, and whether it passed."""
        return {**asdict(self), "passed": self.passed}


@dataclass(frozen=True)
class ProbesScore:
    """The verdicts on all probes."""

    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> float:
        """The share of probes that pass whole."""
        return self.count.precision

    @property
    def count(self) -> Measure:
        """Passed of all; precision and recall are the same share."""
        return _counted(self.verdicts)

    @cached_property
    def by_phenomenon(self) -> dict[str, Measure]:
        """Passed of all, by phenomenon."""
        names = sorted({v.phenomenon for v in self.verdicts})
        return {name: _counted(v for v in self.verdicts if v.phenomenon == name) for name in names}

    @property
    def failures(self) -> tuple[Verdict, ...]:
        """The verdicts on probes that failed."""
        return tuple(v for v in self.verdicts if not v.passed)

    def figures(self) -> dict[str, float | int]:
        """Counts and shares: passed whole, expected claims found, forbidden and extra ones."""
        expected = sum(v.expected for v in self.verdicts)
        return {
            "probes": self.count.predicted,
            "passed": self.count.right,
            "share_passed": round(self.passed, 4),
            "expected": expected,
            "found": expected - sum(len(v.missed) for v in self.verdicts),
            "forbidden": sum(len(v.forbidden) for v in self.verdicts),
            "extra": sum(len(v.extra) for v in self.verdicts),
            "expecting_nothing": sum(not v.expected for v in self.verdicts),
            "expecting_nothing_passed": sum(v.passed for v in self.verdicts if not v.expected),
        }


def _counted(verdicts: Iterable[Verdict]) -> Measure:
    outcomes = [v.passed for v in verdicts]
    return Measure(sum(outcomes), len(outcomes), sum(outcomes), len(outcomes))


def load_probes(path: Path) -> tuple[Probe, ...]:
    """Read a JSONL file of probes.

    Raises
    ------
    InputError
        If it is missing, or a line is no probe.
    """
    probes = []
    for number, record in read_lines(path):
        try:
            probes.append(_probe(record))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}:{number}", f"is no probe ({error!r})") from error
    if not probes:
        raise InputError(str(path), "has no probe")
    return tuple(probes)


def _probe(record: Mapping[str, Any]) -> Probe:
    return Probe(
        id=record["id"],
        phenomenon=record["phenomenon"],
        text=record["text"],
        expect=tuple(_claims(entry) for entry in record.get("expect", ())),
        accept=tuple(claim for entry in record.get("accept", ()) for claim in _claims(entry)),
        forbid=tuple(
            Forbidden(entry["subject"], entry["relation"], entry["object"], entry.get("status"))
            for entry in record.get("forbid", ())
        ),
        aliases={name: tuple(others) for name, others in record.get("aliases", {}).items()},
    )


def _claims(entry: Mapping[str, Any]) -> tuple[Claim, ...]:
    if "any" in entry:
        return tuple(claim for part in entry["any"] for claim in _claims(part))
    relations = entry.get("relation_any") or [entry["relation"]]
    statuses = entry.get("status_any") or [entry.get("status", "asserted")]
    return tuple((entry["subject"], r, entry["object"], s) for r in relations for s in statuses)


def judge(probe: Probe, predictions: Sequence[Prediction]) -> Verdict:
    """Compare the predictions for a probe's text with what it expects."""
    found = [(_claim(probe, p), _shown(p)) for p in predictions]
    answers = {_normal(claim) for claim, _ in found}
    unexpected = [(claim, text) for claim, text in found if None in claim or _normal(claim) not in probe.allowed]
    forbidden = {text for claim, text in unexpected if any(f.fits(claim) for f in probe.forbid)}
    return Verdict(
        probe=probe.id,
        phenomenon=probe.phenomenon,
        text=probe.text,
        expected=len(probe.expect),
        missed=tuple(_alternatives(claims) for claims in probe.expect if not answers & set(map(_normal, claims))),
        forbidden=tuple(sorted(forbidden)),
        extra=tuple(sorted({text for _, text in unexpected} - forbidden)),
    )


def _claim(probe: Probe, prediction: Prediction) -> Claim:
    ends = [
        probe.names.find(end.actor.name, [form for form in end.forms if form != end.actor.name])
        for end in prediction.ends
    ]
    return (ends[0], prediction.relation, ends[1], prediction.status)


def _normal(claim: Claim) -> Claim:
    subject, relation, obj, status = claim
    if is_symmetric(relation) and subject is not None and obj is not None:
        subject, obj = sorted((subject, obj))
    return (subject, relation, obj, status)


def _shown(prediction: Prediction) -> str:
    subject, obj = (end.actor.name for end in prediction.ends)
    return f"{subject} | {prediction.relation} | {obj} | {prediction.status}"


def _alternatives(claims: Iterable[Claim]) -> str:
    return " or ".join(f"{s} | {r} | {o} | {status}" for s, r, o, status in claims)
