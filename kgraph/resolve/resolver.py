"""Entities of all articles -> actors.

The clusters are the connected components of the merges that no pair of names in them forbids; the user's decisions
come first. Nothing depends on the order of the articles: nodes are sorted by their keys, and every rule works
through them in that order.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from kgraph.gazetteer import Gazetteer, fold
from kgraph.model import Actor, ActorId, ActorType, Article, Extraction
from kgraph.resolve.decisions import NONE, Decision, Decisions, Rejections, load_decisions
from kgraph.resolve.identity import actor_name, actor_type, assign_ids
from kgraph.resolve.linking import link_full_names, link_listed, start
from kgraph.resolve.linking_names import link_organizations, link_places
from kgraph.resolve.nodes import Node, by_kind, make_nodes
from kgraph.resolve.offices import link_offices
from kgraph.resolve.surnames import link_surnames

_NEAR_MISSES = 12
# A person has an id only if the user's own gazetteer gives it one.
_IDENTIFIED = {"country", "region", "organization", "armed_group", "person"}


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """How an alias came to an actor: in which article first, by which rule, how sure (1.0: the article says so)."""

    actor: ActorId
    alias: str
    article: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True, order=True)
class NearMiss:
    """Two actors whose names are alike and who were kept apart; ``a`` sorts before ``b``."""

    a: ActorId
    b: ActorId
    score: float
    rule: str
    a_name: str
    b_name: str


@dataclass(frozen=True)
class Resolution:
    """The actors of a build and how they came about.

    ``actor_of`` maps (article id, entity index) to the actor; ``problems`` are decisions that fit nothing, one message
    each with its line; ``rejections`` are the statements that the user rejected.
    """

    actors: tuple[Actor, ...]
    actor_of: Mapping[tuple[str, int], ActorId]
    joins: tuple[Join, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    problems: tuple[str, ...] = ()
    rejections: Rejections = field(default_factory=lambda: Rejections(NONE, {}))


def resolve(
    articles: Sequence[Article],
    extractions: Sequence[Extraction],
    gazetteer: Gazetteer,
    decisions: Decisions | Path | None = NONE,
) -> Resolution:
    """Find out which entities of all articles are one actor.

    Parameters
    ----------
    articles : sequence of Article
        The articles; their ids and dates matter here.
    extractions : sequence of Extraction
        One for each article, in any order.
    gazetteer : Gazetteer
        Countries, organisations and given names.
    decisions : Decisions or Path, optional
        The user's decisions, or the file that holds them.

    Raises
    ------
    SettingsError
        If the decisions file is wrong or contradicts itself.
    """
    if not isinstance(decisions, Decisions):
        decisions = load_decisions(decisions)
    dates = {article.id: article.date for article in articles}
    kept = [extraction for extraction in extractions if extraction.article in dates]
    with _no_collection():
        draft = _Draft(kept, gazetteer, dates)
        problems: list[str] = []
        if decisions.entries:
            draft = _Draft(kept, gazetteer, dates, decisions, draft)
            problems = draft.problems
        return draft.resolution(decisions, problems)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cyclic garbage collector, which walks through all objects again and again and finds nothing here."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Draft:
    """One run of the rules; a second one, with the user's decisions, looks actors up by the ids of the first."""

    def __init__(
        self,
        extractions: Sequence[Extraction],
        gazetteer: Gazetteer,
        dates: Mapping[str, str | None],
        decisions: Decisions = NONE,
        before: _Draft | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.problems: list[str] = []
        self.nodes, self.node_of = make_nodes(extractions, gazetteer, _split_articles(decisions))
        self.linking = start(self.nodes)
        self._references = _References(self, before) if before is not None else None
        self._apply(decisions)
        link_listed(self.linking)
        link_full_names(self.linking)
        kinds = by_kind(self.nodes)
        link_surnames(self.linking, kinds["person"], kinds["surname"], gazetteer)
        link_offices(self.linking, gazetteer, dates)
        link_organizations(self.linking)
        link_places(self.linking)
        self._describe(decisions)

    def _apply(self, decisions: Decisions) -> None:
        """Joins and separations come before all rules."""
        apart: list[tuple[Decision, set[int], set[int]]] = []
        for decision in decisions.of("different"):
            found = [set(self._find(decision, name, decisions)) for name in decision.names]
            for (a, one), (b, other) in combinations(zip(decision.names, found, strict=True), 2):
                # An id names all nodes of an actor, also the one that is to leave it.
                left, right = (one, other - one) if len(one) <= len(other) else (one - other, other)
                if one and other and not (left and right):
                    self.problems.append(
                        f"{decisions.where(decision)}: {a!r} and {b!r} are the same mentions; write NAME @ ARTICLE"
                    )
                apart.append((decision, left, right))
                for x in sorted(left):
                    for y in sorted(right):
                        self.linking.clusters.keep_apart(x, y)
        for decision in decisions.of("same"):
            found_nodes = {node for name in decision.names for node in self._find(decision, name, decisions)}
            nodes = sorted(found_nodes, key=lambda n: (-self.nodes[n].mentions, n))
            for node in nodes[1:]:
                if not self.linking.merge(node, nodes[0], f"decision, line {decision.line}", 1.0, forced=True):
                    self.problems.append(self._contradiction(decision, node, nodes[0], apart, decisions))

    def _contradiction(
        self,
        decision: Decision,
        node: int,
        into: int,
        apart: Sequence[tuple[Decision, set[int], set[int]]],
        decisions: Decisions,
    ) -> str:
        """Why a join that the user wants was refused: the lines that keep its actors apart."""
        mine, theirs = (set(self.linking.clusters.members(n)) for n in (node, into))
        lines = {
            other.line
            for other, left, right in apart
            if (left & mine and right & theirs) or (left & theirs and right & mine)
        }
        names = f"{self.nodes[node].name!r} and {self.nodes[into].name!r}"
        kept = ", ".join(map(str, sorted(lines)))
        return f"{decisions.where(decision)}: {names} are joined here, but kept apart in line {kept}, which wins"

    def _find(self, decision: Decision, name: str, decisions: Decisions) -> list[int]:
        assert self._references is not None
        found = self._references.find(name)
        if not found:
            self.problems.append(f"{decisions.where(decision)}: no actor is called {name!r}")
        return found

    def _describe(self, decisions: Decisions) -> None:
        """Name, type and id of every cluster."""
        members: defaultdict[int, list[Node]] = defaultdict(list)
        for index, node in enumerate(self.nodes):
            members[self.linking.clusters.find(index)].append(node)
        self.members = dict(members)
        self.names = self._names()
        self.types = {root: actor_type(nodes) for root, nodes in self.members.items()}
        self.links: dict[int, str | None] = {}
        said: dict[tuple[str, int], Decision] = {}
        for decision in decisions.of("rename", "retype", "link"):
            for root in {
                self.linking.clusters.find(node) for node in self._find(decision, decision.names[0], decisions)
            }:
                earlier = said.setdefault((decision.kind, root), decision)
                if earlier.value != decision.value:
                    self.problems.append(
                        f"{decisions.where(decision)}: {decision.kind} of {decision.names[0]!r} to {decision.value!r} "
                        f"contradicts line {earlier.line} ({earlier.value!r}), which wins"
                    )
                    continue
                if decision.kind == "rename":
                    self.names[root] = decision.value
                elif decision.kind == "retype":
                    self.types[root] = ActorType(decision.value)
                else:
                    self.links[root] = decision.value or None
        self.ids = assign_ids({root: (self.names[root], self.types[root]) for root in self.members}, self.members)

    def _names(self) -> dict[int, str]:
        """The name of every cluster; people who would be called the same get their middle names."""
        names = {root: actor_name(nodes, self.gazetteer) for root, nodes in self.members.items()}
        people = {root for root, nodes in self.members.items() if any(node.kind == "person" for node in nodes)}
        uses = Counter(fold(names[root]) for root in people)
        whole = {r: actor_name(self.members[r], self.gazetteer, True) for r in people if uses[fold(names[r])] > 1}
        return names | whole

    def resolution(self, decisions: Decisions, problems: list[str]) -> Resolution:
        """The actors with their joins and near misses."""
        actors = tuple(sorted((self._actor(root) for root in self.members), key=lambda a: a.id))
        find = self.linking.clusters.find
        return Resolution(
            actors=actors,
            actor_of={where: self.ids[find(node)] for where, node in sorted(self.node_of.items())},
            joins=self._joins(),
            near_misses=self._near_misses(),
            problems=tuple(dict.fromkeys(problems)),
            rejections=Rejections(decisions, {actor.id: actor for actor in actors}),
        )

    def _actor(self, root: int) -> Actor:
        nodes = self.members[root]
        aliases: Counter[str] = Counter()
        territories: Counter[str] = Counter()
        for node in nodes:
            for record in node.records:
                for form, count in record.entity.forms or ((record.entity.name, 1),):
                    aliases[form] += count
                if record.entity.territory:
                    territories[record.entity.territory] += record.entity.mentions
        entry = next((node.entry for node in nodes if node.entry is not None), None)
        territory = entry.territory if entry else next((n.territory for n in nodes if n.territory), None)
        if entry is None and territory is None and territories:
            territory = min(territories, key=lambda t: (-territories[t], t))
        qid = entry.wikidata if entry and entry.role in _IDENTIFIED else None
        return Actor(
            id=self.ids[root],
            name=self.names[root],
            type=self.types[root],
            named=any(record.entity.named for node in nodes for record in node.records),
            aliases=tuple(sorted(aliases.items(), key=lambda item: (-item[1], item[0]))),
            mentions=sum(node.mentions for node in nodes),
            articles=len({article for node in nodes for article in node.articles()}),
            wikidata=self.links.get(root, qid),
            territory=territory,
        )

    def _joins(self) -> tuple[Join, ...]:
        """For every alias the article that brought it first, and the rule, of the article or over articles."""
        through = {m.node: m for m in self.linking.merges}
        joins: dict[tuple[ActorId, str], Join] = {}
        for index, node in enumerate(self.nodes):
            actor = self.ids[self.linking.clusters.find(index)]
            merge = through.get(index)
            for record in node.records:
                reasons = dict(record.entity.reasons)
                for form, _ in record.entity.forms or ((record.entity.name, 1),):
                    own = form == record.entity.name
                    rule = reasons.get(form, "name")
                    join = Join(actor, form, record.article, rule, 1.0)
                    if merge is not None and own:
                        other = self.nodes[merge.into].name
                        join = Join(actor, form, record.article, f"{merge.rule} (as {other})", round(merge.score, 3))
                    known = joins.get((actor, form))
                    if known is None or (-join.score, join.article, join.rule) < (
                        -known.score,
                        known.article,
                        known.rule,
                    ):
                        joins[actor, form] = join
        return tuple(sorted(joins.values()))

    def _near_misses(self) -> tuple[NearMiss, ...]:
        best: dict[tuple[ActorId, ActorId], NearMiss] = {}
        for refusal in self.linking.refusals:
            first, second = self.linking.clusters.find(refusal.a), self.linking.clusters.find(refusal.b)
            if first == second:
                continue
            first, second = sorted((first, second), key=lambda r: self.ids[r])
            miss = NearMiss(
                self.ids[first],
                self.ids[second],
                round(refusal.score, 3),
                refusal.rule,
                self.names[first],
                self.names[second],
            )
            known = best.get((miss.a, miss.b))
            if known is None or (miss.score, known.rule) > (known.score, miss.rule):
                best[miss.a, miss.b] = miss
        kept = []
        shown: Counter[ActorId] = Counter()
        for miss in sorted(best.values(), key=lambda m: (-m.score, m.a, m.b)):
            if max(shown[miss.a], shown[miss.b]) < _NEAR_MISSES:
                shown.update((miss.a, miss.b))
                kept.append(miss)
        return tuple(kept)


class _References:
    """Finds the nodes that a decision speaks of: by id, by a name in one article, by an actor's name, by alias."""

    def __init__(self, draft: _Draft, before: _Draft) -> None:
        self._nodes = draft.nodes
        self._by_id: defaultdict[str, set[int]] = defaultdict(set)
        # By the name of the actor, then of the node or its entities, then by any form.
        self._by_names: list[defaultdict[str, set[int]]] = [defaultdict(set) for _ in range(3)]
        by_actor_name, by_name, by_form = self._by_names
        for index, node in enumerate(draft.nodes):
            by_name[fold(node.name)].add(index)
            for record in node.records:
                by_name[fold(record.entity.name)].add(index)
                for form, _ in record.entity.forms:
                    by_form[fold(form)].add(index)
                root = before.linking.clusters.find(before.node_of[record.article, record.entity.index])
                self._by_id[before.ids[root]].add(index)
                by_actor_name[fold(before.names[root])].add(index)

    def find(self, text: str) -> list[int]:
        """The nodes, sorted; none if nothing fits."""
        name, at, article = text.rpartition(" @ ")
        if at:
            key = fold(name)
            known = set[int]().union(self._by_id.get(name, ()), *(table.get(key, ()) for table in self._by_names))
            return sorted(n for n in known if any(r.article == article.strip() for r in self._nodes[n].records))
        if text in self._by_id:
            return sorted(self._by_id[text])
        key = fold(text)
        return sorted(next((table[key] for table in self._by_names if key in table), ()))


def _split_articles(decisions: Decisions) -> list[tuple[str, str]]:
    """The (article, folded name) pairs that decisions single out."""
    found = []
    for decision in decisions.entries:
        for text in decision.names:
            name, at, article = text.rpartition(" @ ")
            if at:
                found.append((article.strip(), fold(name)))
    return found
