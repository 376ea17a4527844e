"""Fit what counts for the antecedent of "it" and "they" (``ontology/pronouns.tsv``) on the annotated short texts.

    python scripts/train_pronouns.py

A ranking of the mentions around each pronoun, and of none at all (log-linear, L2). It prints how many are found right
by weights that were fitted without the texts of the same file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from texts import AnnotatedText, load_texts

from kgraph.extract.antecedents import Antecedents
from kgraph.extract.clusters import Clusters
from kgraph.extract.coreference import analyse
from kgraph.extract.parse import Parse, load_pipeline, parse_articles
from kgraph.gazetteer import Gazetteer
from kgraph.model import MentionKind
from kgraph.resources import ontology

L2 = 4.0
AT_LEAST = 3  # occurrences of a feature
SMALLEST = 0.02


@dataclass(frozen=True)
class Choice:
    """A pronoun, the features of none and of each mention that it may stand for, and which of them are right."""

    fold: str
    kind: str
    options: tuple[list[str], ...]
    right: tuple[bool, ...]
    marked: bool


def main() -> None:
    """Fit, report, write."""
    choices = collect()
    kinds = sorted({choice.kind for choice in choices})
    for kind in kinds:
        of_kind = [choice for choice in choices if choice.kind == kind]
        report(kind, of_kind)
    with ontology("pronouns.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("pronoun\tfeature\tweight\n")
        for kind in kinds:
            for name, weight in sorted(fit([choice for choice in choices if choice.kind == kind]).items()):
                file.write(f"{kind}\t{name}\t{weight:.2f}\n")


def collect() -> list[Choice]:
    """All choices, the earlier pronouns of each text resolved as its author has marked them."""
    gazetteer, texts = Gazetteer.load(), list(load_texts())
    found: list[Choice] = []
    parses = parse_articles((text.gold.article for text in texts), load_pipeline())
    for text, parse in zip(texts, parses, strict=True):
        marks = {(mark.start, mark.end): mark.actor for mark in text.marks}

        def pick(
            antecedents: Antecedents,
            allowed: dict[int, int],
            text: AnnotatedText = text,
            parse: Parse = parse,
            marks: Mapping[tuple[int, int], str] = marks,
        ) -> int | None:
            start = parse.starts[antecedents.token]
            actor = marks.get((start, start + len(parse.doc[antecedents.token].text)))
            options = list(antecedents.fitting(allowed))
            right = [actor is not None and _actor(antecedents.clusters, j, text, parse) == actor for j, _ in options]
            found.append(
                Choice(
                    text.gold.article.id.split("/")[0],
                    antecedents.kind,
                    (list(antecedents.nothing()), *(features for _, features in options)),
                    (not any(right), *right),
                    actor is not None,
                )
            )
            return max((j for (j, _), is_right in zip(options, right, strict=True) if is_right), default=None)

        analyse(parse, gazetteer, pick)
    return found


def _actor(clusters: Clusters, mention: int, text: AnnotatedText, parse: Parse) -> str | None:
    """The actor that most names and descriptions of a mention's cluster stand for."""
    members = (clusters.candidates[i] for i in clusters.of(mention).members)
    heads = (c.head for c in members if c.kind is not MentionKind.PRONOUN)
    votes = Counter(actor for head in heads if (actor := text.actor(parse.starts[head])) is not None)
    return votes.most_common(1)[0][0] if votes else None


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right ones of the options likeliest."""
    real = [choice for choice in choices if len(choice.options) > 1]
    count = Counter(feature for choice in real for option in choice.options for feature in option)
    column = {name: i for i, name in enumerate(sorted(name for name, n in count.items() if n >= AT_LEAST))}
    rows = [[column[f] for f in option if f in column] for choice in real for option in choice.options]
    sizes = np.array([len(choice.options) for choice in real])
    starts = np.cumsum(sizes) - sizes
    right = np.array([is_right for choice in real for is_right in choice.right])
    pointers = np.cumsum([0, *map(len, rows)])
    columns = np.array([i for row in rows for i in row])
    table = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(column)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values = table @ weights
        odds = np.exp(values - np.repeat(np.maximum.reduceat(values, starts), sizes))
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = odds / np.repeat(every, sizes) - odds * right / np.repeat(good, sizes)
        return (
            float(-np.log(good / every).sum() + L2 / 2 * weights @ weights),
            np.asarray(table.T @ slope) + L2 * weights,
        )

    best = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {name: float(best[i]) for name, i in column.items() if abs(best[i]) >= SMALLEST}


def report(kind: str, choices: Sequence[Choice]) -> None:
    """Print how many pronouns are resolved rightly by weights that have not seen their file."""
    result: Counter[str] = Counter()
    for fold in sorted({choice.fold for choice in choices}):
        weights = fit([choice for choice in choices if choice.fold != fold])
        for choice in (c for c in choices if c.fold == fold):
            scores = [sum(weights.get(feature, 0.0) for feature in option) for option in choice.options]
            best = int(np.argmax(scores))
            outcome = "none" if best == 0 else "right" if choice.right[best] else "wrong"
            result[outcome if choice.marked else f"{outcome}, of no actor"] += 1
    print(kind, dict(sorted(result.items())))


if __name__ == "__main__":
    main()
