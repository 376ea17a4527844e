"""Statements against whole articles annotated by hand.

A predicted actor is matched to a gold actor of the article by its surface forms (``gold.py``). Statements are then
compared as sets, article by article, at three levels: unordered *pair* of actors; pair and *family* of the relation;
*typed*, pair and exact relation. ``named`` looks only at relations between actors with proper names, ``all`` at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kgraph.evaluate.actors import ActorScore, gold_actors, score_article
from kgraph.evaluate.gold import GoldArticle, by_status, normal
from kgraph.evaluate.matching import LEVELS, SCOPES, Key, Match, Triple, in_scope, key, match_all, triples
from kgraph.evaluate.measures import Bin, Measure, compare, reliability, share, total
from kgraph.evaluate.mistakes import FalseAlarm, Miss, false_alarms, misses
from kgraph.evaluate.predictions import Prediction
from kgraph.model import Entity

_SHOWN_CONFUSIONS = 15
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A predicted triple: its confidence, whether it is annotated, by all annotators, and in the scope ``named``."""

    confidence: float
    right: bool
    agreed: bool
    named: bool


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The score of one article: a measure for each (scope, level), and what went wrong."""

    article: str
    measures: Mapping[tuple[str, str], Measure]
    by_relation: Mapping[tuple[str, str], Measure]
    by_status: Mapping[str, Measure]
    by_rule: Mapping[str, Measure]
    statuses: Counter[tuple[str, str]]
    status_hits: int
    status_matches: int
    confusions: Counter[tuple[str, str]]
    judgements: tuple[Judgement, ...]
    misses: tuple[Miss, ...]
    false_alarms: tuple[FalseAlarm, ...]


@dataclass(frozen=True)
class ArticlesScore:
    """The score of all articles, as sums over them.

    ``unread`` are annotated articles that the build does not have; they count as articles without predictions.
    ``actors`` holds recall, B-cubed and CEAF-e of the actors, and the number of forbidden merges.
    """

    articles: tuple[ArticleScore, ...]
    actors: Mapping[str, float | int]
    actor_errors: tuple[tuple[str, str, str, str], ...] = ()
    unread: tuple[str, ...] = ()

    def measure(self, scope: str = "named", level: str = "typed") -> Measure:
        """Precision, recall and F1 at a level of a scope, micro-averaged over the statements."""
        return total(a.measures[scope, level] for a in self.articles)

    @cached_property
    def by_relation(self) -> dict[tuple[str, str], Measure]:
        """Typed measures by (scope, relation)."""
        return _summed(a.by_relation for a in self.articles)

    @cached_property
    def by_status(self) -> dict[str, Measure]:
        """Measures of triple and status by status, in the scope ``all``."""
        return _summed(a.by_status for a in self.articles)

    @cached_property
    def by_rule(self) -> dict[str, Measure]:
        """How many triples each rule is the best evidence for, and how many of them are right."""
        return _summed(a.by_rule for a in self.articles)

    @property
    def status_matches(self) -> int:
        """The number of triples that are right whatever their status."""
        return sum(a.status_matches for a in self.articles)

    @property
    def status_accuracy(self) -> float | None:
        """The share of the right triples whose status is right; None if there are none."""
        return share(sum(a.status_hits for a in self.articles), self.status_matches) if self.status_matches else None

    @cached_property
    def status_confusions(self) -> dict[tuple[str, str], int]:
        """How often (annotated status, predicted status) meet in triples that are right."""
        return dict(sum((a.statuses for a in self.articles), Counter()))

    @cached_property
    def relation_confusions(self) -> tuple[tuple[str, str, int], ...]:
        """The most frequent (annotated relation, relation found instead, number), of pairs that were found."""
        counts = sum((a.confusions for a in self.articles), Counter[tuple[str, str]]())
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_CONFUSIONS]
        return tuple((wanted, got, number) for (wanted, got), number in ranked)

    @cached_property
    def reliability(self) -> tuple[Bin, ...]:
        """The triples by tenths of their confidence."""
        return reliability((j.confidence, j.right) for a in self.articles for j in a.judgements)

    def at_least(self, confidence: float, scope: str = "named") -> Measure:
        """The typed measure that is left if findings below a confidence were dropped."""
        kept = [
            j for a in self.articles for j in a.judgements if j.confidence >= confidence and (j.named or scope == "all")
        ]
        gold = self.measure(scope, "typed").gold
        return Measure(sum(j.right for j in kept), len(kept), sum(j.agreed for j in kept), gold)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """What was not found, in the order of the articles."""
        return tuple(miss for a in self.articles for miss in a.misses)

    @property
    def false_alarms(self) -> tuple[FalseAlarm, ...]:
        """What was found and is not annotated, in the order of the articles, surest first."""
        return tuple(alarm for a in self.articles for alarm in a.false_alarms)


def score_predictions(
    gold: Iterable[GoldArticle],
    predictions: Iterable[Prediction],
    entities: Mapping[str, Sequence[Entity]] | None = None,
    unread: Iterable[str] = (),
) -> ArticlesScore:
    """Score predictions for annotated articles.

    Parameters
    ----------
    gold : iterable of GoldArticle
    predictions : iterable of Prediction
        Those of other articles are passed over.
    entities : mapping, optional
        The actors of each article as entities; without it actors are not scored.
    unread : iterable of str
        Ids of annotated articles that were not worked on, to be named in the report.
    """
    by_article: dict[str, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        by_article[prediction.article].append(prediction)
    actors, scores = ActorScore(), []
    for article in gold:
        name = article.article.id
        scores.append(_score_article(article, match_all(article, by_article[name])))
        if entities is not None:
            score_article(name, gold_actors(_as_annotation(article)), entities.get(name, ()), actors)
    figures = {} if entities is None else actors.as_dict()
    return ArticlesScore(tuple(scores), figures, _actor_errors(actors), tuple(unread))


def _as_annotation(gold: GoldArticle) -> dict[str, object]:
    ends = [{"subject": r.subject, "object": r.object} for r in gold.relations]
    return {"actors": list(gold.actors.values()), "relations": ends}


def _actor_errors(score: ActorScore) -> tuple[tuple[str, str, str, str], ...]:
    kinds = {"merged": score.merges, "missed": score.misses, "mistyped": score.mistyped, "split": score.splits}
    return tuple((kind, *case) for kind, cases in kinds.items() for case in cases)


def _score_article(gold: GoldArticle, matches: Sequence[Match]) -> ArticleScore:
    typed = {scope: _typed(gold, matches, scope) for scope in SCOPES}
    found, right, wanted = typed["all"]
    statuses, hits, shared = _statuses(gold, matches)
    best = _best(matches)
    return ArticleScore(
        article=gold.article.id,
        measures={
            (scope, level): compare(*({key(triple, level) for triple in side} for side in sets))
            for scope, sets in typed.items()
            for level in LEVELS
        },
        by_relation={
            (scope, relation): compare(*(_of_relation(keys, relation) for keys in sets))
            for scope, sets in typed.items()
            for relation in sorted({k[1] for keys in sets for k in keys})
        },
        by_status=_by_status(gold, matches),
        by_rule=_summed({best[k].prediction.rule: Measure(int(k in right), 1)} for k in sorted(found)),
        statuses=statuses,
        status_hits=hits,
        status_matches=shared,
        confusions=_confusions(found - right, wanted - found),
        judgements=tuple(
            Judgement(best[k].prediction.confidence, k in right, k in wanted, k in typed["named"][0])
            for k in sorted(found)
        ),
        misses=misses(gold, matches, wanted - found),
        false_alarms=false_alarms(gold, best, found - right),
    )


def _typed(gold: GoldArticle, matches: Iterable[Match], scope: str) -> tuple[set[Triple], set[Triple], set[Triple]]:
    """What is predicted, what is annotated, and what all annotators agree on, as normal triples."""
    predicted = {m.triple for m in matches if in_scope(m, gold, scope)}
    sides = (predicted, triples(gold, scope), triples(gold, scope, agreed=True))
    one, other, third = ({normal(*triple) for triple in side} for side in sides)
    return one, other, third


def _of_relation(found: Iterable[Triple], relation: str) -> set[Triple]:
    return {triple for triple in found if triple[1] == relation}


def _best(matches: Iterable[Match]) -> dict[Triple, Match]:
    """The match with the highest confidence of each normal triple."""
    best: dict[Triple, Match] = {}
    for match in matches:
        triple = normal(*match.triple)
        if triple not in best or match.prediction.confidence > best[triple].prediction.confidence:
            best[triple] = match
    return best


def _statuses(gold: GoldArticle, matches: Iterable[Match]) -> tuple[Counter[tuple[str, str]], int, int]:
    """Status confusions, and in how many of how many triples one of the statuses is right."""
    annotated = by_status(gold.relations)
    predicted: dict[Triple, set[str]] = defaultdict(set)
    for match in matches:
        if match.known:
            predicted[normal(*match.triple)].add(match.prediction.status)
    confusions: Counter[tuple[str, str]] = Counter()
    shared = [k for k in predicted if k in annotated]
    for k in shared:
        wanted, got = annotated[k], predicted[k]
        confusions.update((status, status) for status in wanted & got)
        left = min(wanted - got, default=min(wanted))
        confusions.update((left, status) for status in got - wanted)
    return confusions, sum(bool(predicted[k] & annotated[k]) for k in shared), len(shared)


def _by_status(gold: GoldArticle, matches: Iterable[Match]) -> dict[str, Measure]:
    predicted = {(*normal(*m.triple), m.prediction.status) for m in matches}
    annotated = {(*normal(*r.triple), r.status) for r in gold.relations}
    agreed = {(*normal(*r.triple), r.status) for r in gold.relations if r.agreed}
    return {
        status: compare(*({k for k in keys if k[-1] == status} for keys in (predicted, annotated, agreed)))
        for status in sorted({k[-1] for keys in (predicted, annotated) for k in keys})
    }


def _confusions(extra: Iterable[Triple], missed: Iterable[Triple]) -> Counter[tuple[str, str]]:
    """Missed relations against those found between the same two actors instead."""
    instead: dict[Key, list[Triple]] = defaultdict(list)
    for triple in extra:
        instead[key(triple, "pair")].append(triple)
    found: Counter[tuple[str, str]] = Counter()
    for wanted in missed:
        for got in instead.get(key(wanted, "pair"), ()):
            turned = wanted[1] == got[1]
            found[wanted[1], f"{got[1]}, turned round" if turned else got[1]] += 1
    return found


def _summed(parts: Iterable[Mapping[K, Measure]]) -> dict[K, Measure]:
    sums: dict[K, Measure] = {}
    for part in parts:
        for name, measure in part.items():
            sums[name] = sums.get(name, Measure()) + measure
    return dict(sorted(sums.items(), key=lambda item: str(item[0])))
