"""How well the actors of an article are found and told apart, against hand-annotated clusters.

Detection: a gold actor is found when one of an entity's surface forms equals its name or an alias (folded), or, for
an actor without a proper name, shares the head word with a predicted group; the same matching as in the statement
score. Clustering: B-cubed (Bagga and Baldwin 1998) and CEAF-e (Luo 2005) over the distinct surface forms of an
article that both sides know. A merge is an entity whose names belong to two gold actors with different proper
names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kgraph.evaluate.gold import fold, head_word
from kgraph.model import ActorType, Entity


@dataclass(frozen=True, slots=True)
class GoldActor:
    """One annotated actor; ``active`` if it takes part in a relation."""

    id: str
    name: str
    type: ActorType
    named: bool
    forms: frozenset[str]
    active: bool


@dataclass(slots=True)
class Ratio:
    """A share with its counts."""

    hits: float = 0.0
    total: float = 0.0

    def add(self, hits: float, total: float = 1.0) -> None:
        """Count ``hits`` of ``total``."""
        self.hits += hits
        self.total += total

    @property
    def value(self) -> float:
        """The share; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0


@dataclass(slots=True)
class ActorScore:
    """Counts over articles; ``misses``, ``merges`` and ``splits`` name the cases."""

    found_named: Ratio = field(default_factory=Ratio)
    found_all: Ratio = field(default_factory=Ratio)
    typed: Ratio = field(default_factory=Ratio)
    b3_precision: dict[str, Ratio] = field(default_factory=lambda: defaultdict(Ratio))
    b3_recall: dict[str, Ratio] = field(default_factory=lambda: defaultdict(Ratio))
    ceaf_precision: dict[str, Ratio] = field(default_factory=lambda: defaultdict(Ratio))
    ceaf_recall: dict[str, Ratio] = field(default_factory=lambda: defaultdict(Ratio))
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    merges: list[tuple[str, str, str]] = field(default_factory=list)
    splits: list[tuple[str, str, str]] = field(default_factory=list)
    mistyped: list[tuple[str, str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, float | int]:
        """The figures, rounded."""
        out: dict[str, float | int] = {
            "recall_named": round(self.found_named.value, 4),
            "recall_all": round(self.found_all.value, 4),
            "type_accuracy": round(self.typed.value, 4),
        }
        for scope in ("named", "all"):
            out[f"b3_{scope}"] = round(f1(self.b3_precision[scope].value, self.b3_recall[scope].value), 4)
            out[f"b3_{scope}_p"] = round(self.b3_precision[scope].value, 4)
            out[f"b3_{scope}_r"] = round(self.b3_recall[scope].value, 4)
            out[f"ceaf_{scope}"] = round(f1(self.ceaf_precision[scope].value, self.ceaf_recall[scope].value), 4)
        out["merges"] = len(self.merges)
        return out


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def gold_actors(data: Mapping[str, Any]) -> list[GoldActor]:
    """The actors of one annotated article."""
    active = {end for relation in data["relations"] for end in (relation["subject"], relation["object"])}
    return [
        GoldActor(
            a["id"],
            a["name"],
            ActorType(a["type"]),
            bool(a.get("named", True)),
            frozenset(fold(form) for form in (a["name"], *a.get("aliases", []))),
            a["id"] in active,
        )
        for a in data["actors"]
    ]


def score_article(article: str, gold: Sequence[GoldActor], entities: Sequence[Entity], score: ActorScore) -> None:
    """Add one article's counts to the score."""
    forms: dict[str, str] = {}
    for actor in gold:
        for form in sorted(actor.forms):
            forms.setdefault(form, actor.id)
    by_id = {actor.id: actor for actor in gold}
    heads = {head_word(form): actor.id for actor in gold if not actor.named for form in sorted(actor.forms)}
    matched: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        votes = Counter(forms[form] for form in map(fold, _all_forms(entity)) if form in forms)
        if votes:
            matched[votes.most_common(1)[0][0]].append(entity)
        elif entity.type is ActorType.GROUP:
            hit = next((heads[h] for h in (head_word(fold(f)) for f, _ in entity.forms) if h in heads), None)
            if hit:
                matched[hit].append(entity)
        _note_merges(article, entity, forms, by_id, score)
    for actor in gold:
        if not actor.active:
            continue
        hit_entities = matched.get(actor.id, [])
        score.found_all.add(bool(hit_entities))
        if actor.named:
            score.found_named.add(bool(hit_entities))
        if not hit_entities:
            score.misses.append((article, "named" if actor.named else "other", actor.name))
            continue
        best = max(hit_entities, key=lambda e: e.mentions)
        score.typed.add(best.type is actor.type)
        if best.type is not actor.type:
            score.mistyped.append((article, f"{best.type}, not {actor.type}", actor.name))
    _cluster_scores(article, gold, entities, score)


def _all_forms(entity: Entity) -> Iterable[str]:
    return (entity.name, *(form for form, _ in entity.forms))


def _note_merges(
    article: str, entity: Entity, forms: Mapping[str, str], by_id: Mapping[str, GoldActor], score: ActorScore
) -> None:
    """Two gold actors whose own proper names are both forms of one entity."""
    proper = {}
    for form in map(fold, _all_forms(entity)):
        actor = by_id.get(forms.get(form, ""))
        if actor is not None and actor.named and (form == fold(actor.name) or form in fold(actor.name).split()):
            proper[actor.id] = form
    if len(proper) > 1:
        score.merges.append((article, entity.name, " / ".join(sorted(proper.values()))))


def _cluster_scores(article: str, gold: Sequence[GoldActor], entities: Sequence[Entity], score: ActorScore) -> None:
    predicted: dict[str, int] = {}
    weight: dict[str, int] = {}
    for entity in entities:
        for text, count in (*entity.forms, (entity.name, 1)):
            form = fold(text)
            if count > weight.get(form, 0):
                predicted[form], weight[form] = entity.index, count
    for scope in ("named", "all"):
        truth = {
            form: actor.id
            for actor in gold
            if scope == "all" or actor.named
            for form in sorted(actor.forms)
            if form in predicted
        }
        gold_sets = _sets(truth)
        own_sets = _sets({form: predicted[form] for form in truth})
        for form in truth:
            g, o = gold_sets[truth[form]], own_sets[predicted[form]]
            score.b3_precision[scope].add(len(g & o) / len(o))
            score.b3_recall[scope].add(len(g & o) / len(g))
            if scope == "all" and len(g & o) < len(g):
                score.splits.append((article, form, ", ".join(sorted(g - o))))
        total = best_alignment([[_phi4(g, o) for o in own_sets.values()] for g in gold_sets.values()])
        score.ceaf_precision[scope].add(total, len(own_sets))
        score.ceaf_recall[scope].add(total, len(gold_sets))


def _sets(of: Mapping[str, Any]) -> dict[Any, set[str]]:
    sets: dict[Any, set[str]] = {}
    for form, cluster in of.items():
        sets.setdefault(cluster, set()).add(form)
    return sets


def _phi4(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def best_alignment(similarity: Sequence[Sequence[float]]) -> float:
    """The greatest total similarity of a one-to-one assignment (Hungarian method, Kuhn 1955), rows to columns."""
    if not similarity or not similarity[0]:
        return 0.0
    rows = [list(row) for row in similarity]
    if len(rows) > len(rows[0]):
        rows = [list(column) for column in zip(*rows, strict=True)]
    n, m = len(rows), len(rows[0])
    u, v, owner = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        owner[0], column = i, 0
        least, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[column]:
            used[column] = True
            row, delta, following = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                slack = -rows[row - 1][j - 1] - u[row] - v[j]
                if slack < least[j]:
                    least[j], way[j] = slack, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return sum(rows[owner[j] - 1][j - 1] for j in range(1, m + 1) if owner[j])
