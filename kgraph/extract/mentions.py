"""Mentions on a parse, and the richer candidates that coreference works on."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.model import ActorType, MentionKind


@dataclass(frozen=True, slots=True)
class TokenMention:
    """A mention on the parse.

    ``first`` and ``last`` are token indices, both included; ``head`` is the token that governs the mention;
    ``entity`` is the index of what it refers to.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    type: ActorType | None
    entity: int


@dataclass(slots=True)
class Candidate:
    """A mention before coreference, with what agreement needs to know.

    ``name`` is the text of the proper name inside (without title and article), or of the whole description;
    ``core`` are the token indices of that name. ``number`` is "s" or "p"; ``gender`` "m" or "f"; ``role`` the role
    phrase it contains ("prime minister"); ``territory`` the code of the country that it is or belongs to; ``noun``
    the lemma of a description's head; ``modifiers`` its lower-case content words before the head; ``sure`` if the
    gazetteer gave the reading; ``weak`` if it is an actor only where another mention refers to the same one.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    type: ActorType | None
    name: str
    core: tuple[int, int]
    number: str | None = None
    gender: str | None = None
    role: str | None = None
    territory: str | None = None
    noun: str = ""
    modifiers: frozenset[str] = field(default_factory=frozenset)
    definite: bool = False
    sure: bool = False
    weak: bool = False
    rule: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """The token indices of the whole mention."""
        return self.first, self.last

    def holds(self, other: Candidate) -> bool:
        """Whether the other mention lies inside this one."""
        return self.first <= other.first and other.last <= self.last and self is not other
