"""The learned part of the extractor: one logistic regression a relation over the features of a pair of mentions.

Feature names are hashed into a fixed number of rows (Weinberger et al. 2009), so the model is one small matrix,
``ontology/pairs.npz``: ``relations`` (names), ``weights`` (rows x relations, signed bytes) and ``scale``. It was trained
by ``scripts/train_extractor.py`` on articles that were annotated for kgraph.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.extract.candidates import Candidate
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.pairs import Pair, WordClasses, pair_features, pairs
from kgraph.model import Status
from kgraph.resources import ontology
from kgraph.vocabulary import relations

ROWS = 1 << 16
PROPOSED = 0.15  # a pair below is not worth a candidate
_NOMINAL = {"NOUN", "PROPN", "ADJ"}


@dataclass(frozen=True)
class PairModel:
    """A relation's log-odds for a pair are the sum of the weights of the pair's features."""

    relations: tuple[str, ...]
    weights: NDArray[np.float32]

    def probabilities(self, features: Iterable[str]) -> NDArray[np.float32]:
        """The probability of each relation."""
        odds = self.weights[rows_of(features)].sum(axis=0)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def rows_of(features: Iterable[str]) -> list[int]:
    """The rows that feature names hash to, in a fixed order."""
    return sorted({zlib.crc32(name.encode()) & (ROWS - 1) for name in features})


@cache
def load_model() -> PairModel | None:
    """The trained model that kgraph ships; None in a checkout without one."""
    path = ontology("pairs.npz")
    return read_model(path) if path.exists() else None


def read_model(path: Path) -> PairModel:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as data:
        weights = data["weights"].astype(np.float32) * float(data["scale"])
        return PairModel(tuple(str(name) for name in data["relations"]), weights)


Scores = Mapping[tuple[int, int], tuple[Pair, Mapping[str, float]]]


def score_pairs(discourse: Discourse, lexicon: Lexicon, model: PairModel | None) -> Scores:
    """For each pair of mention heads (subject, object), the relations' probabilities."""
    if model is None:
        return {}
    classes = WordClasses(discourse, lexicon)
    scores = {}
    for pair in pairs(discourse):
        found = model.probabilities(pair_features(pair, discourse, classes))
        scores[pair.subject.head, pair.object.head] = (pair, dict(zip(model.relations, found.tolist(), strict=True)))
    return scores


def learned_candidates(scores: Scores, known: Iterable[Candidate]) -> list[Candidate]:
    """What the model proposes beyond the rules: likely relations that no rule found between the two mentions."""
    taken = set()
    for candidate in known:
        taken |= {(c.subject.head, c.relation, c.object.head) for c in (candidate, _turned(candidate))}
    found = []
    for (subject, obj), (pair, probabilities) in scores.items():
        for relation, probability in probabilities.items():
            if probability < PROPOSED or (subject, relation, obj) in taken:
                continue
            back = scores[obj, subject][1][relation]
            if back > probability or (back == probability and obj < subject) or (relations()[relation].symmetric and obj < subject):
                continue
            found.append(_candidate(pair, relation))
    return found


def _candidate(pair: Pair, relation: str) -> Candidate:
    standing = relations()[relation].quad == "Standing" and pair.top.pos_ in _NOMINAL
    return Candidate(
        pair.subject,
        relation,
        pair.object,
        (pair.top,),
        f"learned:{relation}",
        Status.ASSERTED if standing else None,
        paths=(pair.subject.kind.value, pair.object.kind.value),
    )


def _turned(candidate: Candidate) -> Candidate:
    """The candidate with its ends swapped, for symmetric relations; else itself."""
    if not relations()[candidate.relation].symmetric:
        return candidate
    return Candidate(candidate.object, candidate.relation, candidate.subject, candidate.trigger, candidate.rule)
