"""A small encoder that has read the whole sentence, not only the path between two mentions.

MiniLM (Wang et al. 2020), four layers of it, fine-tuned by ``scripts/train_encoder.py``: the words of a sentence are
encoded once, each with a mark of the mention that it belongs to, and every pair of mentions is judged by the mean
states of its parts (as span-based models do: Wadden et al. 2019). Weights and activations are whole numbers of eight
bits, so that a product does not depend on the order in which a machine adds it up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kgraph.extract.coreference import Discourse
from kgraph.extract.mentions import TokenMention
from kgraph.extract.pairs import Pair
from kgraph.extract.tokens import Sentence
from kgraph.extract.wordpieces import END, START, WordPieces
from kgraph.model import ActorType, MentionKind
from kgraph.resources import ontology

LONGEST = 200  # pieces; a longer "sentence" is a list or a table
FARTHEST = 31  # words between two heads that are told apart
# The order is the model's.
TYPES = (ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.ORGANIZATION, ActorType.GROUP)
KINDS = (MentionKind.NAME, MentionKind.DESCRIPTION, MentionKind.PRONOUN)
MARKS = 1 + 4 * (len(TYPES) + 1)  # rows of the table of marks; the fourth kind and the sixth type are not used

Inputs = dict[str, NDArray[np.int64] | NDArray[np.float32]]


@dataclass(frozen=True)
class Encoder:
    """The network, its vocabulary, and the relations that its outputs stand for."""

    session: onnxruntime.InferenceSession
    pieces: WordPieces
    relations: tuple[str, ...]

    def log_odds(self, discourse: Discourse, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """The log-odds of each relation (columns) for each pair (rows), pairs of a sentence next to each other.

        NaN where the sentence is too long.
        """
        tables = [np.zeros((0, len(self.relations)), dtype=np.float32)]
        for _, group in groupby(pairs, key=lambda pair: pair.top.sent.number):
            together = list(group)
            given = inputs(together, discourse, self.pieces)
            if len(given["pieces"]) > LONGEST:
                tables.append(np.full((len(together), len(self.relations)), np.nan, dtype=np.float32))
            else:
                tables.append(self.session.run(None, given)[0])
        return np.concatenate(tables)


def inputs(pairs: Sequence[Pair], discourse: Discourse, pieces: WordPieces) -> Inputs:
    """What the network is given for the pairs of one sentence.

    ``pieces`` and ``marks`` (pieces of the sentence), ``parts`` (6 x pairs x pieces: shares of the pieces in the heads
    and spans of subject and object, in the words between and in those on the path), ``distance``, ``subject``,
    ``object`` (pairs).
    """
    sentence = pairs[0].top.sent
    cut = [pieces.of(token.text) for token in sentence.tokens]
    ends = np.cumsum([1, *map(len, cut)])
    words = np.zeros((len(cut), int(ends[-1]) + 1), dtype=np.float32)
    for word, (first, last) in enumerate(pairwise(ends.tolist())):
        words[word, first:last] = 1 / (last - first)
    mentions = {m.head: m for pair in pairs for m in (pair.subject, pair.object)}
    marks = np.zeros(len(cut), dtype=np.int64)
    for mention in sorted(mentions.values(), key=lambda m: (m.first - m.last, m.head)):
        marks[_within(mention, sentence)] = mark(mention, discourse)
    spans = {head: words[_within(mention, sentence)].mean(axis=0) for head, mention in mentions.items()}
    parts = [_parts(pair, words, spans, sentence) for pair in pairs]
    heads = [(pair.subject.head, pair.object.head) for pair in pairs]
    return {
        "pieces": np.array([START, *(number for word in cut for number in word), END], dtype=np.int64),
        "marks": np.array([0, *np.repeat(marks, [len(word) for word in cut]), 0], dtype=np.int64),
        "parts": np.stack(parts, axis=1),
        "distance": np.array([min(abs(s - o), FARTHEST) + (FARTHEST + 1) * (s > o) for s, o in heads], dtype=np.int64),
        "subject": np.array([mark(pair.subject, discourse) for pair in pairs], dtype=np.int64),
        "object": np.array([mark(pair.object, discourse) for pair in pairs], dtype=np.int64),
    }


def _parts(
    pair: Pair, words: NDArray[np.float32], spans: dict[int, NDArray[np.float32]], sentence: Sentence
) -> NDArray[np.float32]:
    left, right = sorted((pair.subject, pair.object), key=lambda m: m.head)
    between = words[max(left.last + 1 - sentence.start, 0) : max(right.first - sentence.start, 0)]
    path = words[[token.i - sentence.start for token in (*pair.up, pair.top, *pair.down)]]
    nothing = np.zeros(words.shape[1], dtype=np.float32)
    return np.stack(
        [
            words[pair.subject.head - sentence.start],
            words[pair.object.head - sentence.start],
            spans[pair.subject.head],
            spans[pair.object.head],
            between.mean(axis=0) if len(between) else nothing,
            path.mean(axis=0),
        ]
    )


def mark(mention: TokenMention, discourse: Discourse) -> int:
    """The number of a mention's type and kind; 0 is no mention."""
    return 1 + 4 * TYPES.index(discourse.entities[mention.entity].type) + KINDS.index(mention.kind)


def _within(mention: TokenMention, sentence: Sentence) -> slice:
    """The words of a mention inside a sentence, counted from its start."""
    return slice(max(mention.first - sentence.start, 0), mention.last + 1 - sentence.start)


@cache
def load_encoder() -> Encoder | None:
    """The trained encoder that kgraph ships; None in a checkout without one."""
    path = ontology("encoder.onnx")
    return read_encoder(path) if path.exists() else None


def read_encoder(path: Path) -> Encoder:
    """Read a model file; its relations are in the metadata."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # kgraph works in processes
    options.enable_cpu_mem_arena = False  # keeps the memory of the longest sentence otherwise
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    relations = session.get_modelmeta().custom_metadata_map["relations"].split()
    return Encoder(session, WordPieces.read(ontology("wordpieces.txt")), tuple(relations))
