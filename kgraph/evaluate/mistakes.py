"""What a score is made of: the single misses and false alarms, with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kgraph.evaluate.gold import GoldArticle, is_symmetric, normal
from kgraph.evaluate.matching import Match, Triple, in_scope, key


@dataclass(frozen=True, slots=True)
class Miss:
    """An annotated relation that was not found; ``instead`` is what was found between the two actors."""

    article: str
    subject: str
    relation: str
    object: str
    statuses: tuple[str, ...]
    named: bool
    evidence: str
    instead: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """All fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A triple that nobody annotated, with its best evidence.

    ``reason`` is "unknown actor", "turned round", "other relation" (then ``instead`` names those annotated), or
    "no relation".
    """

    article: str
    subject: str
    relation: str
    object: str
    status: str
    named: bool
    reason: str
    confidence: float
    trigger: str
    rule: str
    evidence: str
    instead: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """All fields."""
        return asdict(self)


def misses(gold: GoldArticle, matches: Sequence[Match], missed: Iterable[Triple]) -> tuple[Miss, ...]:
    """Describe normal triples that no prediction has."""
    found = []
    for triple in sorted(missed):
        annotated = [r for r in gold.relations if normal(*r.triple) == triple]
        subject, relation, obj = annotated[0].triple
        found.append(
            Miss(
                article=gold.article.id,
                subject=gold.actors[subject]["name"],
                relation=relation,
                object=gold.actors[obj]["name"],
                statuses=tuple(sorted({r.status for r in annotated})),
                named=gold.named(subject) and gold.named(obj),
                evidence=annotated[0].evidence,
                instead=_between((m.triple for m in matches), triple),
            )
        )
    return tuple(found)


def false_alarms(gold: GoldArticle, best: Mapping[Triple, Match], wrong: Iterable[Triple]) -> tuple[FalseAlarm, ...]:
    """Describe normal triples that nobody annotated, surest first."""
    ranked = sorted(wrong, key=lambda k: (-best[k].prediction.confidence, k))
    return tuple(_false_alarm(gold, best[k]) for k in ranked)


def _false_alarm(gold: GoldArticle, match: Match) -> FalseAlarm:
    prediction = match.prediction
    instead = _between((r.triple for r in gold.relations), match.triple)
    if not match.known:
        reason = "unknown actor"
    elif prediction.relation in {other.split(",")[0] for other in instead}:
        reason = "turned round"
    else:
        reason = "other relation" if instead else "no relation"
    return FalseAlarm(
        article=gold.article.id,
        subject=_shown(gold, match.subject, prediction.subject.actor.name),
        relation=prediction.relation,
        object=_shown(gold, match.object, prediction.object.actor.name),
        status=prediction.status,
        named=in_scope(match, gold, "named"),
        reason=reason,
        confidence=prediction.confidence,
        trigger=prediction.trigger,
        rule=prediction.rule,
        evidence=prediction.evidence,
        instead=instead,
    )


def _shown(gold: GoldArticle, actor: str | None, name: str) -> str:
    return str(gold.actors[actor]["name"]) if actor else f"?{name}"


def _between(triples: Iterable[Triple], wanted: Triple) -> tuple[str, ...]:
    """The other relations between the two actors of a triple, marked where they go the other way."""
    pair = key(wanted, "pair")
    others = set()
    for triple in triples:
        if key(triple, "pair") == pair and normal(*triple) != normal(*wanted):
            subject, relation, _ = triple
            turned = subject != wanted[0] and not is_symmetric(relation)
            others.add(f"{relation}, turned round" if turned else relation)
    return tuple(sorted(others))
