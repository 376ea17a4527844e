"""The words of kgraph as frozen dataclasses.

An article holds mentions of entities; an extractor returns them with the findings (relations between two
mentions) as one `Extraction` an article. Resolution turns the entities of all articles into actors, and the
findings into statements between actors. Offsets count Unicode code points in ``Article.text``, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ActorId = NewType("ActorId", str)


class ActorType(StrEnum):
    """What an actor is; `GROUP` is a collective without a proper name."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COUNTRY = "Country"
    PLACE = "Place"
    GROUP = "Group"


class Status(StrEnum):
    """How the article stands to a relation: stated, claimed by a source, possible, or denied."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class MentionKind(StrEnum):
    """The form of a mention: a proper name, a nominal description, or a pronoun."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its metadata.

    ``id`` is the file name without folder and extension; ``date`` is an ISO 8601 date or None; ``sha256`` is of
    the raw bytes of the source; ``copies`` are the ids of sources with the same text that were left out.
    """

    id: str
    title: str
    text: str
    path: str = ""
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str = "en"
    sha256: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an entity; ``entity`` is the index into ``Extraction.entities``."""

    start: int
    end: int
    text: str
    kind: MentionKind
    entity: int

    @property
    def span(self) -> Span:
        """The mention's place in the text."""
        return Span(self.start, self.end, self.text)


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor inside one article: a cluster of coreferent mentions.

    ``forms`` are the distinct names and descriptions with their counts (no pronouns), most frequent first.
    ``territory`` is the gazetteer code of the country it is, or for a group or description the one it belongs
    to ("Belarusian riot police": "by"). ``roles`` are the lower-case role nouns said of it ("president").
    ``reasons`` tell how each form joined: (form, rule).
    """

    index: int
    name: str
    type: ActorType
    named: bool
    forms: tuple[tuple[str, int], ...]
    mentions: int
    territory: str | None = None
    roles: tuple[str, ...] = ()
    gender: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between two mentions of one article, as an extractor found it.

    ``rule`` names the rule or model; ``speaker`` is the mention of the source, if the status is `REPORTED`.
    ``features`` are the parts of the score, for explanation only.
    """

    subject: Mention
    relation: str
    object: Mention
    status: Status
    trigger: Span
    sentence: Span
    confidence: float
    rule: str
    speaker: Mention | None = None
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an extractor found in one article."""

    article: str
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world actor over all articles.

    ``aliases`` are the surface forms with their counts, most frequent first, then by text. ``named`` is False for a
    collective or role known by description only. ``wikidata`` is a QID, set only on certain grounds.
    ``mentions`` counts pronouns too.
    """

    id: ActorId
    name: str
    type: ActorType
    named: bool
    aliases: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    wikidata: str | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a statement, with the words that made it one."""

    article: str
    sentence: Span
    subject: Span
    trigger: Span
    object: Span
    confidence: float
    extractor: str
    speaker: ActorId | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One (subject, relation, object, status) in one article, with its evidence in text order."""

    article: str
    subject: ActorId
    relation: str
    object: ActorId
    status: Status
    polarity: int
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def claim(self) -> tuple[ActorId, str, ActorId, Status]:
        """What is said, whichever article says it."""
        return (self.subject, self.relation, self.object, self.status)

    @property
    def claim_id(self) -> str:
        """A stable id of the claim: the same in every build and article."""
        return stable_id("c", *self.claim)

    @property
    def confidence(self) -> float:
        """The confidence of the best piece of evidence."""
        return max((e.confidence for e in self.evidence), default=0.0)

    def evidence_id(self, evidence: Evidence) -> str:
        """A stable id of one piece of evidence for this statement: the ``id`` of its line in statements.jsonl."""
        return stable_id(
            "s", *self.claim, self.article,
            *(f"{s.start}-{s.end}" for s in (evidence.subject, evidence.trigger, evidence.object)),
        )  # fmt: skip


def stable_id(prefix: str, *parts: str) -> str:
    """``prefix-`` and 16 hex digits of the SHA-256 of the parts: equal parts, equal id."""
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:16]}"
