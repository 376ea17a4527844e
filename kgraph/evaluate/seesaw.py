"""News articles with signed stances between actors (Zhang et al., EMNLP 2022): who is for or against whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.errors import InputError
from kgraph.evaluate.loose_names import LooseNames
from kgraph.evaluate.measures import Measure, share, total
from kgraph.evaluate.predictions import Prediction, read_lines
from kgraph.model import Status

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StanceArticle:
    """An article and its stances: directed pairs of actor names with the sign of their summed polarity."""

    id: str
    text: str
    split: str
    stances: Mapping[Pair, int]


@dataclass(frozen=True, slots=True)
class StanceErrors:
    """The stances of an article that were not found, and those found with the wrong sign or without ground."""

    article: str
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """All fields."""
        return {"article": self.article, "missed": list(self.missed), "wrong": list(self.wrong)}


@dataclass(frozen=True, slots=True)
class StanceScore:
    """Directed pairs, and directed pairs with the right sign; ``errors`` by article."""

    pair: Measure
    signed: Measure
    sign_accuracy: float
    errors: tuple[StanceErrors, ...] = ()


@dataclass(frozen=True, slots=True)
class SeesawScore:
    """Our score beside that of the baseline on the same parses."""

    articles: int
    kgraph: StanceScore
    baseline: StanceScore

    @property
    def ratio(self) -> float:
        """How many times the baseline's F1 of signed pairs is ours; 0 if the baseline has none."""
        return share(self.kgraph.signed.f1, self.baseline.signed.f1)

    @property
    def failures(self) -> tuple[StanceErrors, ...]:
        """Our errors."""
        return tuple(e for e in self.kgraph.errors if e.missed or e.wrong)

    def figures(self) -> dict[str, Any]:
        """The figures, rounded."""
        sides = {"kgraph": self.kgraph, "baseline": self.baseline}
        return {
            "articles": self.articles,
            "ratio": round(self.ratio, 4),
            **{
                f"{name}.{level}": getattr(side, level).as_dict()
                for name, side in sides.items()
                for level in ("pair", "signed")
            },
            "kgraph.sign_accuracy": round(self.kgraph.sign_accuracy, 4),
            "baseline.sign_accuracy": round(self.baseline.sign_accuracy, 4),
        }


def load_stances(path: Path, split: str | None = None) -> tuple[StanceArticle, ...]:
    """Read a JSONL file of articles with stances; ``split`` takes only those of one part.

    Raises
    ------
    InputError
        If it is missing, a line is none, or there is no article of the split.
    """
    found = []
    for number, record in read_lines(path):
        try:
            article = StanceArticle(record["id"], record["text"], record.get("split", ""), _signs(record["stances"]))
        except (KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}", f"is no article with stances ({error!r})") from error
        if split in (None, article.split):
            found.append(article)
    if not found:
        raise InputError(str(path), f"has no article of the split {split!r}" if split else "has no article")
    return tuple(found)


def _signs(stances: Iterable[Mapping[str, Any]]) -> dict[Pair, int]:
    sums: dict[Pair, int] = defaultdict(int)
    for stance in stances:
        if stance["actor_actor"]:
            sums[stance["subject"], stance["object"]] += stance["polarity"]
    return {pair: 1 if polarity > 0 else -1 for pair, polarity in sums.items() if polarity}


def score_stances(
    articles: Iterable[StanceArticle], predictions: Mapping[str, Sequence[Prediction]], names: LooseNames
) -> StanceScore:
    """Score predictions, given by article id; what they say of one pair is summed, what is negated left out."""
    results = [_score_article(a, predictions.get(a.id, ()), names) for a in articles]
    matched = sum(r.matched for r in results)
    return StanceScore(
        pair=total(r.pair for r in results),
        signed=total(r.signed for r in results),
        sign_accuracy=share(sum(r.signs_right for r in results), matched),
        errors=tuple(r.errors for r in results),
    )


@dataclass(frozen=True, slots=True)
class _Result:
    pair: Measure
    signed: Measure
    matched: int
    signs_right: int
    errors: StanceErrors


@dataclass(slots=True)
class _Claim:
    """What an extraction says of one pair."""

    first: Prediction
    polarity: int = 0


def _score_article(article: StanceArticle, predictions: Iterable[Prediction], names: LooseNames) -> _Result:
    claims = _claims(predictions, names)
    found: set[Pair] = set()
    found_signed: set[Pair] = set()
    matched = right = 0
    wrong = []
    for words, claim in claims.items():
        pairs = _matching(article.stances, words, claim.first, names)
        agreeing = {p for p in pairs if claim.polarity and (claim.polarity > 0) == (article.stances[p] > 0)}
        found |= pairs
        found_signed |= agreeing
        matched += bool(pairs)
        right += bool(agreeing)
        if not agreeing:
            wrong.append(_shown(claim.first.subject.actor.name, claim.polarity, claim.first.object.actor.name))
    missed = [_shown(s, article.stances[s, o], o) for s, o in article.stances if (s, o) not in found_signed]
    return _Result(
        _measure(len(found), len(claims) - matched, len(article.stances)),
        _measure(len(found_signed), len(claims) - right, len(article.stances)),
        matched,
        right,
        StanceErrors(article.id, tuple(missed), tuple(wrong)),
    )


def _measure(found: int, false: int, gold: int) -> Measure:
    """One claim may be right about several annotated pairs, so what is right is counted in pairs."""
    return Measure(found, found + false, found, gold)


def _claims(predictions: Iterable[Prediction], names: LooseNames) -> dict[tuple[tuple[str, ...], ...], _Claim]:
    claims: dict[tuple[tuple[str, ...], ...], _Claim] = {}
    for p in predictions:
        if p.polarity and p.status != Status.NEGATED:
            words = tuple(tuple(sorted(names.words(end.actor.name))) for end in p.ends)
            claims.setdefault(words, _Claim(p)).polarity += p.polarity
    return claims


def _matching(
    stances: Mapping[Pair, int], words: tuple[tuple[str, ...], ...], prediction: Prediction, names: LooseNames
) -> set[Pair]:
    """The annotated pairs that a claim may be about: those with just the same words, or else all that fit."""
    subject, obj = ((end.actor.name, *end.actor.aliases) for end in prediction.ends)
    fitting = {pair for pair in stances if names.any_same(subject, pair[:1]) and names.any_same(obj, pair[1:])}
    exact = {pair for pair in fitting if tuple(tuple(sorted(names.words(name))) for name in pair) == words}
    return exact or fitting


def _shown(subject: str, polarity: int, obj: str) -> str:
    return f"{subject} {'+' if polarity > 0 else '-' if polarity < 0 else '0'} {obj}"
