"""What is known of an act's status while the words above it are read: denied, supposed, reported, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kgraph.extract.lexicon import read_tsv
from kgraph.extract.tokens import Token
from kgraph.model import Status
from kgraph.resources import ontology


@cache
def status_words() -> Mapping[str, str]:
    """Adverbs, adjectives and conjunctions with their effect: see ``ontology/lexicon/status_words.tsv``."""
    return {
        row["word"]: row["effect"] for _, row in read_tsv(ontology("lexicon", "status_words.tsv"), ("word", "effect"))
    }


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the head token of the source it rests on, and the words that decided."""

    status: Status
    speaker: Token | None
    reasons: tuple[str, ...]


@dataclass
class Profile:
    """What the walk from the trigger to the root has gathered so far."""

    negated: bool = False
    hypothetical: bool = False
    reported: bool = False
    speaker: Token | None = None
    reasons: list[str] = field(default_factory=list)

    def negate(self, why: str) -> None:
        """The act did not happen; twice denied is affirmed."""
        self.negated = not self.negated
        self.reasons.append(f"negated by {why}")

    def suppose(self, why: str) -> None:
        """The act is planned, wished for, feared or possible."""
        self.hypothetical = True
        self.reasons.append(f"hypothetical by {why}")

    def report(self, why: str, speaker: Token | None) -> None:
        """Somebody says so; of several sources the innermost is the speaker."""
        self.reported = True
        self.speaker = self.speaker or speaker
        self.reasons.append(f"reported by {why}")

    def judgement(self) -> Judgement:
        """What it comes to: a denial outweighs a supposition, and that a report."""
        status = Status.REPORTED if self.reported else Status.ASSERTED
        if self.negated:
            status = Status.NEGATED
        elif self.hypothetical:
            status = Status.HYPOTHETICAL
        return Judgement(status, self.speaker, tuple(self.reasons))
