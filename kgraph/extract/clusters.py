"""Clusters of coreferent mentions: a union-find forest whose roots carry what is known of the whole cluster."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kgraph.extract.mentions import Candidate
from kgraph.extract.spans import name_key, without_article
from kgraph.model import ActorType, MentionKind

_COMPATIBLE = {
    frozenset({ActorType.GROUP, ActorType.ORGANIZATION}),
    frozenset({ActorType.COUNTRY, ActorType.PLACE}),
    frozenset({ActorType.ORGANIZATION, ActorType.PLACE}),
}
SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&", "at", "from"}
# Rules that may join two different proper names, because they know the one from the other.
NAME_RULES = {"same name", "same body", "same country", "acronym", "middle name", "affiliation"}


@dataclass(slots=True)
class Cluster:
    """What is known of the mentions merged so far.

    ``names`` are the keys of its proper names; ``roles`` pairs of role phrase and territory code.
    """

    members: list[int]
    type: ActorType | None
    names: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    number: str | None = None
    roles: set[tuple[str, str | None]] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    territory: str | None = None
    sure: bool = False

    @property
    def named(self) -> bool:
        """Whether a proper name is among the mentions."""
        return bool(self.names)

    @property
    def gender(self) -> str | None:
        """The gender on which the evidence agrees."""
        ranked = self.genders.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


class Clusters:
    """All clusters of an article, by mention index; merging is refused where the two cannot be one actor."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        self._parent = list(range(len(candidates)))
        self._cluster = [_single(i, c) for i, c in enumerate(candidates)]
        self.how: dict[int, tuple[str, int]] = {}

    def root(self, index: int) -> int:
        """The representative of a mention's cluster."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def of(self, index: int) -> Cluster:
        """The cluster of a mention."""
        return self._cluster[self.root(index)]

    def roots(self) -> list[int]:
        """The representatives, in the order of their clusters' first mentions."""
        return sorted({self.root(i) for i in range(len(self.candidates))}, key=lambda r: min(self._cluster[r].members))

    def merge(self, index: int, antecedent: int, rule: str, *, force: bool = False, nested: bool = False) -> bool:
        """Join the clusters of a mention and its antecedent, if they agree; remember the rule."""
        one, other = self.root(index), self.root(antecedent)
        if one == other:
            return True
        if not force and not agree(self._cluster[one], self._cluster[other]):
            return False
        if (
            rule not in NAME_RULES
            and not force
            and not _names_meet(self._cluster[one].names, self._cluster[other].names)
        ):
            return False
        if not nested and self._overlapping(one, other):
            return False
        self.how.setdefault(index, (rule, antecedent))
        keep, drop = (
            (one, other) if len(self._cluster[one].members) >= len(self._cluster[other].members) else (other, one)
        )
        _absorb(self._cluster[keep], self._cluster[drop])
        self._parent[drop] = keep
        return True

    def _overlapping(self, one: int, other: int) -> bool:
        """Whether a mention of one lies inside a mention of the other ("his brother" is not "he")."""
        small, large = sorted((self._cluster[one].members, self._cluster[other].members), key=len)
        if len(small) > 8:
            return False
        spans = [self.candidates[i] for i in small]
        return any(a.holds(self.candidates[j]) or self.candidates[j].holds(a) for a in spans for j in large)


def _single(index: int, candidate: Candidate) -> Cluster:
    cluster = Cluster(
        [index], candidate.type, number=candidate.number, territory=candidate.territory, sure=candidate.sure
    )
    if candidate.kind is MentionKind.NAME:
        cluster.names.add(name_key(candidate.name))
    if candidate.gender:
        cluster.genders[candidate.gender] += 2 if candidate.kind is not MentionKind.PRONOUN else 1
    if candidate.role:
        cluster.roles.add((candidate.role, candidate.territory))
    if candidate.noun:
        cluster.nouns.add(candidate.noun)
    return cluster


def _absorb(keep: Cluster, drop: Cluster) -> None:
    if (drop.named and not keep.named) or (drop.sure and not keep.sure) or keep.type is None:
        keep.type = drop.type or keep.type
        keep.number = drop.number or keep.number
        keep.territory = drop.territory or keep.territory
    keep.members += drop.members
    keep.names |= drop.names
    keep.genders += drop.genders
    keep.roles |= drop.roles
    keep.nouns |= drop.nouns
    keep.sure |= drop.sure
    keep.territory = keep.territory or drop.territory


def _names_meet(one: set[str], other: set[str]) -> bool:
    """Whether two sets of proper names may be one actor's: one is empty, or the fuller name has the other's words.

    They must stand before a preposition in it: the House is the House of Representatives, but ISIS is not the
    Coalition to Defeat ISIS.
    """
    if not one or not other:
        return True
    fuller = (max(names, key=_length).split() for names in (one, other))
    short, long = sorted(([without_article(word) for word in name] for name in fuller), key=len)
    plain = next((k for k, word in enumerate(long) if word in SMALL_WORDS), len(long))
    words = set(short) - SMALL_WORDS
    return words <= set(long[:plain]) or words == set(long) - SMALL_WORDS


def _length(name: str) -> tuple[int, str]:
    return len(name.split()), name


def agree(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters can be one actor: type, number and gender do not contradict each other."""
    if one.sure and other.sure and one.territory != other.territory:
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if (
        one.type is ActorType.PERSON
        and other.type is ActorType.PERSON
        and one.number
        and other.number
        and one.number != other.number
    ):
        return False
    return (
        one.type is None
        or other.type is None
        or one.type is other.type
        or frozenset({one.type, other.type}) in _COMPATIBLE
    )
