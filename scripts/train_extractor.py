"""Train the learned parts of the extractor on annotated articles.

    python scripts/train_extractor.py GOLD_DIR ENCODERS        (needs the extra `train`: scikit-learn)

GOLD_DIR holds ``<article>.txt`` and ``<article>.json`` (actors with aliases, relations; see docs/evaluation.md),
ENCODERS what ``scripts/train_encoder.py`` wrote: encoders that have not seen a fifth of the articles each. Writes
``ontology/pairs.npz`` (which pairs of mentions are related, and how) and ``ontology/confidence.tsv`` (how sure a
candidate is), and prints the reliability of cross-validated confidences: of the candidates scored about 0.8, which
share is right. Every figure it prints is of articles that no scoring model has seen. Deterministic.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kgraph.atomic import write_atomic
from kgraph.evaluate.gold import GoldArticle, load_gold, normal
from kgraph.extract.confidence import features as confidence_features
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.encoder import Encoder, read_encoder
from kgraph.extract.hashing import ROWS
from kgraph.extract.learned import PairModel, encoder_odds, score_pairs
from kgraph.extract.lexicon import Lexicon, load_lexicon
from kgraph.extract.pairs import Pair, WordClasses, pair_features, pairs
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.quotes import find_quotes
from kgraph.extract.rules import candidates, finish, surroundings
from kgraph.gazetteer import Gazetteer
from kgraph.resources import ontology

FOLDS = 5
PAIR_C, CONFIDENCE_C = 0.3, 0.15
MIN_EXAMPLES, MIN_COUNT = 8, 4


@dataclass(frozen=True)
class Document:
    """An annotated article with its mentions, and for each of its entities the gold actor."""

    gold: GoldArticle
    discourse: Discourse
    actors: tuple[str | None, ...]


def main(gold: str, encoders: str) -> None:
    """Train on the articles of a folder."""
    lexicon = load_lexicon()
    documents = list(read(list(load_gold(Path(gold)))))
    folds = [number % FOLDS for number in range(len(documents))]
    examples = [pair_examples(document, lexicon) for document in documents]
    unseen = [fit_pairs([e for e, f in zip(examples, folds, strict=True) if f != fold]) for fold in range(FOLDS)]
    readers = [read_encoder(Path(encoders) / f"encoder-{fold}.onnx") for fold in range(FOLDS)]
    blend = fit_blend(documents, examples, [unseen[f] for f in folds], [readers[f] for f in folds])
    models = [(replace(unseen[fold], blend=blend), readers[fold]) for fold in folds]
    rows, labels, groups = confidence_examples(documents, models, lexicon)
    report(cross_validated(rows, labels, groups), np.array(labels))
    write_pairs(replace(fit_pairs(examples), blend=blend))
    names, model = fit_confidence(rows, labels)
    lines = [
        f"{name}\t{weight:.3f}" for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= 0.005
    ]
    write_atomic(ontology("confidence.tsv"), "\n".join(["feature\tweight", *lines, ""]))
    print(f"{len(rows)} candidates of {len(documents)} articles, {sum(labels)} right; {len(lines)} confidence weights")


def read(gold: Sequence[GoldArticle]) -> Iterator[Document]:
    """Parse the articles and find their mentions."""
    gazetteer = Gazetteer.load()
    for article, parse in zip(gold, parse_articles((g.article for g in gold), load_pipeline()), strict=True):
        discourse = analyse(parse, gazetteer)
        yield Document(article, discourse, tuple(article.match(e, e.name) for e in discourse.entities))


Labels = tuple[set[str], set[str]]
Example = tuple[list[int], Labels]


def pair_examples(document: Document, lexicon: Lexicon) -> list[Example]:
    """For each pair of mentions its feature rows and its labels."""
    classes = WordClasses(document.discourse, lexicon)
    found = list(pairs(document.discourse))
    features = [sorted(pair_features(pair, classes)) for pair in found]
    return list(zip(features, pair_labels(document, found), strict=True))


def pair_labels(document: Document, found: Sequence[Pair]) -> list[Labels]:
    """For each pair of mentions the relations that its sentence states, and those stated elsewhere."""
    where: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    text = document.gold.article.text
    for relation in document.gold.relations:
        start = text.find(relation.evidence)
        stated = (relation.relation, start, start + len(relation.evidence))
        where.setdefault((relation.subject, relation.object), []).append(stated)
        if normal("a", relation.relation, "b") == normal("b", relation.relation, "a"):
            where.setdefault((relation.object, relation.subject), []).append(stated)
    labels = []
    for pair in found:
        ends = document.actors[pair.subject.entity], document.actors[pair.object.entity]
        position = document.discourse.parse.starts[pair.subject.head]
        known = where.get(ends, []) if None not in ends else []  # type: ignore[arg-type]
        here = {relation for relation, start, end in known if start <= position < end}
        labels.append((here, {relation for relation, _, _ in known} - here))
    return labels


def fit_pairs(examples: Sequence[Sequence[Example]]) -> PairModel:
    """One regression a relation; pairs whose relation is stated in another sentence say nothing and are left out."""
    flat = [example for document in examples for example in document]
    matrix = encode([features for features, _ in flat], ROWS)
    counts = Counter(relation for _, (here, _) in flat for relation in here)
    names = sorted(relation for relation, count in counts.items() if count >= MIN_EXAMPLES)
    weights = np.zeros((ROWS, len(names)), dtype=np.float32)
    for column, relation in enumerate(names):
        use = np.array([relation not in elsewhere for _, (_, elsewhere) in flat])
        target = np.array([relation in here for _, (here, _) in flat])
        model = LogisticRegression(C=PAIR_C, solver="liblinear", fit_intercept=False).fit(matrix[use], target[use])
        weights[:, column] = model.coef_[0]
    return PairModel(tuple(names), weights)


def fit_blend(
    documents: Sequence[Document],
    examples: Sequence[Sequence[Example]],
    models: Sequence[PairModel],
    encoders: Sequence[Encoder],
) -> tuple[float, float, float]:
    """The weights of the two models' log-odds, and the constant, that tell right relations best."""
    odds, targets = [], []
    for document, known, model, encoder in zip(documents, examples, models, encoders, strict=True):
        found = list(pairs(document.discourse))
        own = model.log_odds([features for features, _ in known])
        other = encoder_odds(document.discourse, found, encoder, model.relations)
        for row, (_, (here, elsewhere)) in enumerate(known):
            use = [i for i, name in enumerate(model.relations) if name not in elsewhere and not np.isnan(other[row, i])]
            odds += [(own[row, i], other[row, i]) for i in use]
            targets += [model.relations[i] in here for i in use]
    model = LogisticRegression(C=1e6).fit(np.array(odds), np.array(targets))
    (one, other), constant = model.coef_[0], model.intercept_[0]
    print(f"blend: {one:.3f} of the regression, {other:.3f} of the encoder, {constant:+.3f}")
    return round(float(one), 3), round(float(other), 3), round(float(constant), 3)


def encode(rows: Sequence[Sequence[int]], columns: int) -> csr_matrix:
    """A sparse 0/1 matrix, one row an example."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix(
        (np.ones(ends[-1], dtype=np.float32), [i for row in rows for i in row], ends), shape=(len(rows), columns)
    )


def write_pairs(model: PairModel) -> None:
    """Round the weights to signed bytes and write them, byte for byte the same for the same model."""
    scale = float(np.abs(model.weights).max()) / 127
    buffer = io.BytesIO()
    weights = np.rint(model.weights / scale).astype(np.int8)
    np.savez_compressed(
        buffer,
        relations=np.array(model.relations),
        weights=weights,
        scale=np.float32(scale),
        blend=np.array(model.blend),
    )
    write_atomic(ontology("pairs.npz"), buffer.getvalue())
    print(f"pair model: {len(model.relations)} relations, {np.count_nonzero(weights)} weights, {buffer.tell()} bytes")


def confidence_examples(
    documents: Sequence[Document], models: Sequence[tuple[PairModel, Encoder]], lexicon: Lexicon
) -> tuple[list[list[str]], list[bool], list[int]]:
    """Features, rightness and article number of every candidate; the models have not seen the article."""
    rows, labels, groups = [], [], []
    for number, (document, (model, encoder)) in enumerate(zip(documents, models, strict=True)):
        discourse = document.discourse
        quotes = find_quotes(discourse.parse, lexicon)
        scores = score_pairs(discourse, lexicon, model, encoder)
        found = candidates(discourse, lexicon, quotes, scores)
        for candidate, around in zip(found, surroundings(found, scores), strict=True):
            finding = finish(candidate, discourse, lexicon, quotes, around)
            ends = [
                document.gold.match(discourse.entities[m.entity], m.text) for m in (finding.subject, finding.object)
            ]
            rows.append(sorted(set(confidence_features(candidate, finding.status, discourse, around))))
            labels.append(document.gold.has(ends[0], finding.relation, ends[1]))
            groups.append(number)
    return rows, labels, groups


def fit_confidence(rows: Sequence[Sequence[str]], labels: Sequence[bool]) -> tuple[list[str], LogisticRegression]:
    """The names of the features and the regression over them."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    return names, LogisticRegression(C=CONFIDENCE_C, solver="liblinear", fit_intercept=False).fit(
        encode_names(rows, names), labels
    )


def encode_names(rows: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """As `encode`, from feature names."""
    index = {name: i for i, name in enumerate(names)}
    return encode([sorted(index[name] for name in row if name in index) for row in rows], len(names))


def cross_validated(rows: Sequence[Sequence[str]], labels: Sequence[bool], groups: Sequence[int]) -> np.ndarray:
    """Confidences by a model that has not seen the article."""
    fold, target = np.array(groups) % FOLDS, np.array(labels)
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        train = [row for row, f in zip(rows, fold, strict=True) if f != number]
        names, model = fit_confidence(train, target[fold != number])
        test = [row for row, f in zip(rows, fold, strict=True) if f == number]
        scores[fold == number] = model.predict_proba(encode_names(test, names))[:, 1]
    return scores


def report(scores: np.ndarray, target: np.ndarray) -> None:
    """Print the reliability table and what a threshold keeps."""
    print("confidence    candidates  right")
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(f"{low:.1f} to {low + 0.1:.1f}    {inside.sum():6}      {target[inside].mean():.2f}")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = scores >= threshold
        share = target[kept].sum() / target.sum()
        print(f"at {threshold}: {kept.sum()} kept, precision {target[kept].mean():.3f}, of the right ones {share:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
