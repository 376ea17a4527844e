"""Train the confidence of the rules on annotated articles and write ``ontology/confidence.tsv``.

    python scripts/train_confidence.py GOLD_DIR [GOLD_DIR …]

GOLD_DIR holds ``<article>.txt`` and ``<article>.json`` (actors with aliases, relations; docs/evaluation.md). Prints the
reliability of cross-validated scores: of the candidates scored about 0.8, which share is right. Deterministic.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.atomic import write_atomic
from kgraph.evaluate.gold import GoldArticle, load_gold
from kgraph.extract.confidence import features
from kgraph.extract.coreference import analyse
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.quotes import find_quotes
from kgraph.extract.rules import candidates, finish
from kgraph.gazetteer import Gazetteer
from kgraph.resources import ontology

L2, MIN_COUNT, FOLDS, STEPS = 3.0, 4, 10, 60
Vector = NDArray[np.float64]


def main(folders: Sequence[str]) -> None:
    """Train on the folders' articles."""
    gold = [article for folder in folders for article in load_gold(Path(folder))]
    rows, labels, groups = examples(gold)
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    matrix, target = encode(rows, names), np.array(labels, dtype=float)
    held_out = cross_validate(matrix, target, np.array(groups))
    reliability(held_out, target)
    lines = [f"{name}\t{weight:.3f}" for name, weight in zip(names, fit(matrix, target), strict=True) if abs(weight) >= 0.005]
    write_atomic(ontology("confidence.tsv"), "\n".join(["feature\tweight", *lines, ""]))
    print(f"{len(rows)} candidates of {len(gold)} articles, {sum(labels)} right; {len(lines)} weights written")


def examples(gold: Sequence[GoldArticle]) -> tuple[list[list[str]], list[bool], list[int]]:
    """Features, rightness and article number of every candidate."""
    lexicon, gazetteer = load_lexicon(), Gazetteer.load()
    rows, labels, groups = [], [], []
    parses = parse_articles((g.article for g in gold), load_pipeline())
    for number, (article, parse) in enumerate(zip(gold, parses, strict=True)):
        discourse = analyse(parse, gazetteer)
        quotes = find_quotes(parse, lexicon)
        for candidate in candidates(discourse, lexicon):
            finding = finish(candidate, discourse, lexicon, quotes)
            ends = [article.match(discourse.entities[m.entity], m.text) for m in (finding.subject, finding.object)]
            rows.append(sorted(set(features(candidate, finding.status, discourse))))
            labels.append(None not in ends and article.has(ends[0], finding.relation, ends[1]))
            groups.append(number)
    return rows, labels, groups


def encode(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Vector:
    """A 0/1 matrix, one row an example."""
    index = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        matrix[i, [index[name] for name in row if name in index]] = 1.0
    return matrix


def fit(matrix: Vector, target: Vector) -> Vector:
    """L2-regularised logistic regression by Newton's method on the dual-sized system (iteratively reweighted least squares)."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (p - target) + L2 * weights
        hessian = (matrix * (p * (1 - p))[:, None]).T @ matrix + L2 * np.eye(len(weights))
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def cross_validate(matrix: Vector, target: Vector, groups: NDArray[np.int_]) -> Vector:
    """Scores of each example by a model that has not seen its article."""
    scores = np.zeros(len(target))
    for fold in range(FOLDS):
        test = groups % FOLDS == fold
        scores[test] = 1 / (1 + np.exp(-matrix[test] @ fit(matrix[~test], target[~test])))
    return scores


def reliability(scores: Vector, target: Vector) -> None:
    """Print, for each tenth of the scale, how many candidates and which share is right."""
    print("confidence    candidates  right")
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(f"{low:.1f} to {low + 0.1:.1f}    {inside.sum():6}      {target[inside].mean():.2f}")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = scores >= threshold
        print(f"at {threshold}: {kept.sum()} kept, precision {target[kept].mean():.3f}, of the right ones {target[kept].sum() / target.sum():.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
