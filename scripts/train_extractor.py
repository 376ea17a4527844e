"""Train the learned parts of the extractor on annotated articles.

    python scripts/train_extractor.py GOLD_DIR ENCODERS        (needs the extra `train`: scikit-learn)

GOLD_DIR holds ``<article>.txt`` and ``<article>.json`` (actors with aliases, relations; see docs/evaluation.md); the
short texts of ``scripts/training`` join them. ENCODERS is what ``scripts/train_encoder.py`` wrote: encoders that have
not seen a fifth of the articles and texts each. Writes ``ontology/pairs.npz`` (which pairs of mentions are related, and
how) and ``ontology/confidence.tsv`` (how sure a candidate is), and prints the reliability of cross-validated
confidences: of the candidates scored about 0.8, which share is right. Every figure it prints is of articles that no
scoring model has seen, and of texts by an author of whom none has seen any. Deterministic.
"""

from __future__ import annotations

import io
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from texts import AnnotatedText, load_texts

from kgraph.atomic import write_atomic
from kgraph.evaluate.articles import score_predictions
from kgraph.evaluate.gold import GoldArticle, load_gold, normal
from kgraph.evaluate.predictions import End, PredictedActor, Prediction
from kgraph.evaluate.probes import judge as judge_probe
from kgraph.evaluate.probes import load_probes
from kgraph.evaluate.running import run_apart
from kgraph.extract.confidence import RULE
from kgraph.extract.confidence import features as confidence_features
from kgraph.extract.confidence import weights as known_weights
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.encoder import Encoder, load_encoder, read_encoder
from kgraph.extract.hashing import ROWS
from kgraph.extract.learned import PairModel, encoder_odds, load_model, score_pairs
from kgraph.extract.lexicon import Lexicon, load_lexicon
from kgraph.extract.pairs import Pair, WordClasses, pair_features, pairs
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.quotes import find_quotes
from kgraph.extract.rules import candidates, finish, mention_of, surroundings
from kgraph.gazetteer import Gazetteer
from kgraph.model import Article, Finding, MentionKind
from kgraph.resources import ontology
from kgraph.settings import Settings
from kgraph.vocabulary import relations

FOLDS = 5
PAIR_C, CONFIDENCE_C = 0.3, 0.15
MIN_EXAMPLES, MIN_COUNT = 8, 4
OWN, DIFFERING = "own text&", {"proposed", "status", "relation", "named", "rule", "family", "kinds"}
PROBES = Path(__file__).parent.parent / "tests" / "gold" / "probes.jsonl"


@dataclass(frozen=True)
class Document:
    """An annotated article or short text with its mentions.

    ``named`` gives for the head of a mention the gold actor that it names, ``entities`` the one that its entity is.
    Documents of one ``fold`` are scored by models that have seen none of them.
    """

    gold: GoldArticle
    discourse: Discourse
    named: Mapping[int, str | None]
    entities: tuple[str | None, ...]
    fold: int
    is_text: bool


def main(gold: str, encoders: str) -> None:
    """Train on the articles of a folder and on the project's own short texts."""
    lexicon = load_lexicon()
    documents = list(read(list(load_gold(Path(gold))), list(load_texts())))
    examples = [pair_examples(document, lexicon) for document in documents]
    unseen = [
        fit_pairs([e for e, d in zip(examples, documents, strict=True) if d.fold != fold]) for fold in range(FOLDS)
    ]
    readers = [read_encoder(Path(encoders) / f"encoder-{fold}.onnx") for fold in range(FOLDS)]
    blend = fit_blend(documents, examples, [unseen[d.fold] for d in documents], [readers[d.fold] for d in documents])
    models = [replace(model, blend=blend) for model in unseen]
    judged = list(judge(documents, [(models[d.fold], readers[d.fold]) for d in documents], lexicon))
    scores = cross_validated(judged)
    for title, texts in (("articles", False), ("short texts", True)):
        use = [j.document.is_text is texts for j in judged]
        print(f"{title}:")
        report(
            scores[use],
            [j for j, used in zip(judged, use, strict=True) if used],
            [document.gold for document in documents if document.is_text is texts],
        )
    write_pairs(replace(fit_pairs(examples), blend=blend))
    article, short = (fit_confidence([j for j in judged if j.short is short]).column() for short in (False, True))
    write_weights(article, short)
    feature = f"proposed={RULE}"
    write_weights(article, {**short, feature: short.get(feature, 0.0) + short_offset()})
    print(f"{len(judged)} candidates of {len(documents)} documents")


def read(articles: Sequence[GoldArticle], texts: Sequence[AnnotatedText]) -> Iterator[Document]:
    """Parse the articles and the texts and find their mentions; the texts of one author are of one fold."""
    gazetteer = Gazetteer.load()
    every = [*articles, *(text.gold for text in texts)]
    authors = [key for key, _ in groupby(text.gold.article.id.split("/")[0] for text in texts)]
    for number, (gold, parse) in enumerate(
        zip(every, parse_articles((g.article for g in every), load_pipeline()), strict=True)
    ):
        discourse = analyse(parse, gazetteer)
        if number < len(articles):
            named = {
                m.head: gold.match(discourse.entities[m.entity], mention_of(m, parse).text) for m in discourse.mentions
            }
            entities = tuple(gold.match(entity, entity.name) for entity in discourse.entities)
            yield Document(gold, discourse, named, entities, number % FOLDS, is_text=False)
        else:
            named = {m.head: texts[number - len(articles)].actor(parse.starts[m.head]) for m in discourse.mentions}
            fold = authors.index(gold.article.id.split("/")[0]) % FOLDS
            yield Document(gold, discourse, named, tuple(voted(discourse, named)), fold, is_text=True)


def voted(discourse: Discourse, named: Mapping[int, str | None]) -> Iterator[str | None]:
    """For each entity the gold actor that most of its names stand for, or of its other mentions if it has no name."""
    votes: dict[int, Counter[tuple[bool, str | None]]] = defaultdict(Counter)
    for mention in discourse.mentions:
        votes[mention.entity][mention.kind is MentionKind.NAME, named[mention.head]] += 1
    for number in range(len(discourse.entities)):
        found = votes[number].items()
        yield max(found, key=lambda vote: (vote[0][0], vote[1]))[0][1] if found else None


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
        ends = document.named[pair.subject.head], document.named[pair.object.head]
        position = document.discourse.parse.starts[pair.subject.head]
        known = where.get(ends, []) if None not in ends else []  # type: ignore[arg-type]
        here = {relation for relation, start, end in known if start <= position < end}
        unjudged = set(relations()) if document.is_text and ends[0] == ends[1] else {name for name, _, _ in known}
        labels.append((here, unjudged - here))
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


@dataclass(frozen=True)
class Judged:
    """A candidate: its features, whether the annotation has it, its document, and what it states.

    Those of short texts are scored by weights of their own.
    """

    features: list[str]
    short: bool
    right: bool
    document: Document
    prediction: Prediction


def judge(
    documents: Sequence[Document], models: Sequence[tuple[PairModel, Encoder]], lexicon: Lexicon
) -> Iterator[Judged]:
    """Every candidate of every document; the models have not seen the document."""
    for document, (model, encoder) in zip(documents, models, strict=True):
        discourse, gold = document.discourse, document.gold
        quotes = find_quotes(discourse.parse, lexicon)
        scores = score_pairs(discourse, lexicon, model, encoder)
        found = candidates(discourse, lexicon, quotes, scores)
        for candidate, around in zip(found, surroundings(found, scores), strict=True):
            finding = finish(candidate, discourse, lexicon, quotes, around)
            ends = (finding.subject, finding.object)
            if document.is_text:
                one, other = (document.entities[m.entity] for m in ends)
            else:
                one, other = (gold.match(discourse.entities[m.entity], m.text) for m in ends)
            if document.is_text and one == other:
                continue  # a part of an actor that the text does not mark by itself
            yield Judged(
                sorted(set(confidence_features(candidate, finding.status, discourse, around))),
                around.short,
                gold.has(one, finding.relation, other),
                document,
                predicted(gold.article.id, finding, discourse),
            )


def predicted(article: str, finding: Finding, discourse: Discourse) -> Prediction:
    """A finding as the evaluation takes it."""
    ends = []
    for mention in (finding.subject, finding.object):
        entity = discourse.entities[mention.entity]
        actor = PredictedActor(str(mention.entity), entity.name, entity.type, tuple(form for form, _ in entity.forms))
        ends.append(End(actor, mention.text, mention.start, mention.end))
    return Prediction(article, ends[0], finding.relation, ends[1], finding.status, rule=finding.rule)


@dataclass(frozen=True)
class Weights:
    """A regression over named features."""

    names: list[str]
    model: LogisticRegression

    def scores(self, rows: Sequence[Sequence[str]]) -> np.ndarray:
        """The confidence of each candidate, given as its features."""
        return self.model.predict_proba(encode_names(rows, self.names))[:, 1]

    def column(self) -> dict[str, float]:
        """The weights that count."""
        named = zip(self.names, self.model.coef_[0].tolist(), strict=True)
        return {name: weight for name, weight in named if abs(weight) >= 0.005 and not name.startswith(OWN)}


def adapted(judged: Judged) -> list[str]:
    """The features of a candidate, and of one from a long text of our own also what sets such texts apart.

    News is annotated by another hand and less dense. The weights of the copies take up the difference and are thrown
    away, so that the long texts help with articles and do not bias them (Daumé III 2007, Frustratingly Easy Domain
    Adaptation).
    """
    if judged.short or not judged.document.is_text:
        return judged.features
    return [*judged.features, OWN, *(OWN + name for name in judged.features if name.split("=")[0] in DIFFERING)]


def fit_confidence(judged: Sequence[Judged]) -> Weights:
    """Learn what makes a candidate right."""
    rows = [adapted(j) for j in judged]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    model = LogisticRegression(C=CONFIDENCE_C, solver="liblinear", fit_intercept=False)
    return Weights(names, model.fit(encode_names(rows, names), [j.right for j in judged]))


def write_weights(article: Mapping[str, float], short: Mapping[str, float]) -> None:
    """Write the weights for articles and for short texts, and have them used."""
    names = sorted(article.keys() | short.keys())
    rows = [(name, *(f"{column[name]:.3f}" if name in column else "" for column in (article, short))) for name in names]
    lines = ["\t".join(row) for row in (("feature", "article", "short"), *rows)]
    write_atomic(ontology("confidence.tsv"), "\n".join([*lines, ""]))
    for loaded in (known_weights, load_model, load_encoder):
        loaded.cache_clear()


def short_offset() -> float:
    """The log-odds by which what rules find in simple texts is righter than in the wire leads of ``scripts/training``.

    It is a third of what would calibrate the project's own probes: the rules were written with them in sight.
    """
    texts = {probe.id: probe for probe in load_probes(PROBES)}
    articles = [Article(id=name, title="", text=probe.text) for name, probe in texts.items()]
    found = run_apart(articles, Settings(min_confidence=0), resolved=False)
    odds, right = list[float](), 0
    for name, predictions in found.items():
        for prediction in predictions:
            if not prediction.rule.startswith("learned:"):
                verdict = judge_probe(texts[name], [prediction])
                share = min(max(prediction.confidence, 0.01), 0.99)
                odds.append(math.log(share / (1 - share)))
                right += not (verdict.forbidden or verdict.extra)
    offset = calibrating(np.array(odds), right)
    print(f"short texts: {right} of {len(odds)} findings of rules in probes are right: {offset:+.2f}")
    return offset / 3


def calibrating(odds: np.ndarray, right: int) -> float:
    """What to add to log-odds so that as many are expected to be right as are."""
    low, high = -5.0, 5.0
    while high - low > 0.001:
        middle = (low + high) / 2
        low, high = (middle, high) if np.sum(1 / (1 + np.exp(-(odds + middle)))) < right else (low, middle)
    return low


def encode_names(rows: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """As `encode`, from feature names."""
    index = {name: i for i, name in enumerate(names)}
    return encode([sorted(index[name] for name in row if name in index) for row in rows], len(names))


def cross_validated(judged: Sequence[Judged]) -> np.ndarray:
    """Confidences by a model that has not seen the document."""
    scores = np.zeros(len(judged))
    for fold in range(FOLDS):
        for short in (False, True):
            known = fit_confidence([j for j in judged if j.document.fold != fold and j.short is short])
            unseen = [i for i, j in enumerate(judged) if j.document.fold == fold and j.short is short]
            scores[unseen] = known.scores([judged[i].features for i in unseen])
    return scores


def report(scores: np.ndarray, judged: Sequence[Judged], gold: Sequence[GoldArticle]) -> None:
    """Print the reliability table, and how much is found and right above a confidence."""
    target = np.array([j.right for j in judged])
    print("confidence    candidates  right")
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(f"{low:.1f} to {low + 0.1:.1f}    {inside.sum():6}      {target[inside].mean():.2f}")
    print("at least  scope  level  precision  recall  F1     status")
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = [j.prediction for j, score in zip(judged, scores, strict=True) if score >= threshold]
        result = score_predictions(gold, kept)
        for scope, level in (("named", "typed"), ("named", "pair"), ("all", "typed"), ("all", "pair")):
            m = result.measure(scope, level)
            figures = f"{m.precision:.3f}      {m.recall:.3f}   {m.f1:.3f}  {result.status_accuracy:.3f}"
            print(f"{threshold:8} {scope:>6}  {level:5}  {figures}")


if __name__ == "__main__":
    main(*sys.argv[1:])
