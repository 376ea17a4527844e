"""Sentences with a marked pair of actors and the PLOVER type of what one does to the other (Hu et al., ACL 2024)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kgraph.errors import InputError
from kgraph.evaluate.gold import is_symmetric
from kgraph.evaluate.loose_names import LooseNames
from kgraph.evaluate.measures import Measure, share
from kgraph.evaluate.predictions import End, Prediction, read_lines
from kgraph.vocabulary import relations

NONE = "NONE"
# PLOVER types that the set does not tell apart.
_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with a pair of actors, each as text and spans, and the root type of the event between them."""

    id: str
    text: str
    source: str
    target: str
    source_spans: tuple[tuple[int, int], ...]
    target_spans: tuple[tuple[int, int], ...]
    root: str


@dataclass(frozen=True, slots=True)
class SentenceVerdict:
    """What was found for a sentence: ``root`` is NONE if its pair was not found in the right direction."""

    sentence: MarkedSentence
    root: str

    @property
    def found(self) -> bool:
        """Whether the pair was found."""
        return self.root != NONE

    @property
    def root_right(self) -> bool:
        """Whether the type is right."""
        return self.root == self.sentence.root

    @property
    def quad_right(self) -> bool:
        """Whether the quad class is right."""
        return self.found and quad(self.root) == quad(self.sentence.root)

    def as_dict(self) -> dict[str, Any]:
        """The sentence and both types."""
        s = self.sentence
        return {"id": s.id, "wanted": s.root, "got": self.root, "source": s.source, "target": s.target, "text": s.text}


@dataclass(frozen=True)
class PlvScore:
    """The verdicts on all sentences."""

    verdicts: tuple[SentenceVerdict, ...]

    @property
    def pair_found(self) -> float:
        """The share of sentences whose pair was found, in the right direction and with an interaction."""
        return share(sum(v.found for v in self.verdicts), len(self.verdicts))

    @property
    def root_accuracy(self) -> float:
        """Of the pairs found, the share with the right type."""
        return share(sum(v.root_right for v in self.verdicts), sum(v.found for v in self.verdicts))

    @property
    def quad_accuracy(self) -> float:
        """Of the pairs found, the share with the right quad class."""
        return share(sum(v.quad_right for v in self.verdicts), sum(v.found for v in self.verdicts))

    @cached_property
    def by_root(self) -> dict[str, Measure]:
        """Precision and recall of each type, over all sentences."""
        return {
            root: Measure(
                right := sum(v.root == root == v.sentence.root for v in self.verdicts),
                sum(v.root == root for v in self.verdicts),
                right,
                sum(v.sentence.root == root for v in self.verdicts),
            )
            for root in sorted({v.sentence.root for v in self.verdicts})
        }

    @property
    def failures(self) -> tuple[SentenceVerdict, ...]:
        """The verdicts on sentences whose type was not found or is wrong."""
        return tuple(v for v in self.verdicts if not v.root_right)

    def figures(self) -> dict[str, float | int]:
        """The figures, rounded; ``root_macro_f1`` is the mean over the types."""
        macro = share(sum(m.f1 for m in self.by_root.values()), len(self.by_root))
        return {
            "sentences": len(self.verdicts),
            "pair_found": round(self.pair_found, 4),
            "root_accuracy_when_found": round(self.root_accuracy, 4),
            "quad_accuracy_when_found": round(self.quad_accuracy, 4),
            "root_macro_f1": round(macro, 4),
        }


def root_type(relation: str) -> str:
    """The root type of a relation; NONE for a standing one."""
    known = relations().get(relation)
    plover = known.plover if known else None
    return _ROOTS.get(plover, plover) if plover else NONE


def quad(root: str) -> str:
    """The quad class of a root type."""
    if root == "YIELD":
        return "MaterialCooperation"
    return next((r.quad for r in relations().values() if r.plover == root), NONE)


def load_sentences(path: Path) -> tuple[MarkedSentence, ...]:
    """Read a JSONL file of marked sentences.

    Raises
    ------
    InputError
        If it is missing, or a line is no marked sentence.
    """
    found = []
    for number, record in read_lines(path):
        try:
            found.append(
                MarkedSentence(
                    record["id"], record["text"], record["source"], record["target"],
                    _spans(record["source_spans"]), _spans(record["target_spans"]), record["event"],
                )
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{path}:{number}", f"is no marked sentence ({error!r})") from error
    return tuple(found)


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in pairs)


def score_plv(
    sentences: Iterable[MarkedSentence], predictions: Mapping[str, Sequence[Prediction]], names: LooseNames
) -> PlvScore:
    """Score predictions, given by sentence id."""
    return PlvScore(tuple(SentenceVerdict(s, _root(s, predictions.get(s.id, ()), names)) for s in sentences))


def _root(sentence: MarkedSentence, predictions: Sequence[Prediction], names: LooseNames) -> str:
    """The type of the surest prediction about the pair; a symmetric relation may go either way."""
    found = []
    for number, prediction in enumerate(predictions):
        root = root_type(prediction.relation)
        if root == NONE:
            continue
        straight = _about(sentence, prediction.subject, prediction.object, names)
        turned = is_turnable(prediction.relation) and _about(sentence, prediction.object, prediction.subject, names)
        if straight or turned:
            found.append((prediction.confidence, straight, -number, root))
    return max(found)[3] if found else NONE


def is_turnable(relation: str) -> bool:
    """Whether a relation says the same either way round; agreeing does not, here as in PLOVER."""
    return relation != "agreesWith" and is_symmetric(relation)


def _about(sentence: MarkedSentence, source: End, target: End, names: LooseNames) -> bool:
    return _is(source, sentence.source, sentence.source_spans, names) and _is(
        target, sentence.target, sentence.target_spans, names
    )


def _is(end: End, name: str, spans: Iterable[tuple[int, int]], names: LooseNames) -> bool:
    inside = any(end.start < stop and start < end.end for start, stop in spans)
    return inside or names.any_same((end.actor.name, *end.actor.aliases), (name,))
