"""Which gold actors a prediction is about, and when two triples are the same at a level of the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.evaluate.gold import GoldArticle, fold, is_symmetric, normal
from kgraph.evaluate.predictions import End, Prediction
from kgraph.model import ActorType
from kgraph.vocabulary import relations

Triple = tuple[str, str, str]
Key = tuple[str, ...]

SCOPES = ("named", "all")
LEVELS = ("pair", "family", "typed")

_NAMED_TYPES = {t.value for t in ActorType if t is not ActorType.GROUP}
# Standing relations have no PLOVER quad class; these are the families that annotators rarely confuse.
_STANDING = {
    "opposes": "VerbalConflict",
    "alliedWith": "MaterialCooperation",
    "leads": "power",
    "memberOf": "power",
    "controls": "power",
    "dependsOn": "power",
    "locatedIn": "place",
    "relatedTo": "kin",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A prediction and the gold actors that its ends are; None for an actor that the annotation does not know."""

    prediction: Prediction
    subject: str | None
    object: str | None

    @property
    def known(self) -> bool:
        """Whether both ends are gold actors."""
        return self.subject is not None and self.object is not None

    @property
    def triple(self) -> Triple:
        """Gold ids, or the folded name after a question mark."""
        subject, obj = self.prediction.ends
        return (self.subject or _stranger(subject), self.prediction.relation, self.object or _stranger(obj))


def _stranger(end: End) -> str:
    return "?" + fold(end.actor.name)


def match_all(gold: GoldArticle, predictions: Iterable[Prediction]) -> list[Match]:
    """Match the predictions of one article."""
    return [Match(p, match_end(gold, p.subject), match_end(gold, p.object)) for p in predictions]


def match_end(gold: GoldArticle, end: End) -> str | None:
    """The gold actor of one end; only a group may be matched by its head word alone."""
    return gold.match_forms(end.forms, by_head=end.actor.type == ActorType.GROUP)


def in_scope(match: Match, gold: GoldArticle, scope: str) -> bool:
    """Whether a prediction counts in a scope.

    In ``named`` it does if each end is a gold actor with a proper name, or unknown to the annotation and of a type that
    has names: a wrong statement about a group is no error there, one about an invented person is.
    """
    if scope == "all":
        return True
    ends = zip((match.subject, match.object), match.prediction.ends, strict=True)
    return all(gold.named(found) if found else end.actor.type in _NAMED_TYPES for found, end in ends)


def triples(gold: GoldArticle, scope: str, *, agreed: bool = False) -> set[Triple]:
    """The annotated triples of a scope; ``agreed`` takes only those that all annotators marked."""
    return {
        r.triple
        for r in gold.relations
        if (scope == "all" or (gold.named(r.subject) and gold.named(r.object))) and (r.agreed or not agreed)
    }


def key(triple: Triple, level: str) -> Key:
    """What of a triple counts at a level: equal keys are the same statement. At ``typed`` it is :func:`normal`."""
    subject, relation, obj = triple
    if level == "pair":
        return tuple(sorted((subject, obj)))
    if level == "family" and is_symmetric(relation):
        subject, obj = sorted((subject, obj))
    if level == "family":
        return (subject, family(relation), obj)
    return normal(subject, relation, obj)


def family(relation: str) -> str:
    """The quad class of an interaction, or the kind of a standing relation."""
    known = relations().get(relation)
    return _STANDING.get(relation) or (known.quad if known else relation)
