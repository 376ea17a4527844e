"""Articles, actors and statements, and the networkx graph that they span."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.model import Actor, ActorId, Article, Statement, Status

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class StatementGraph:
    """What a build knows: nothing but articles, actors and statements, each in a fixed order.

    Every subject, object and speaker of a statement is among ``actors``, every article of a statement among
    ``articles``. Actors and articles are sorted by id, statements by article and place in the text.
    """

    articles: tuple[Article, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The statements as a networkx graph.

        Nodes are actor ids with ``name``, ``type``, ``named``, ``aliases``, ``wikidata``, ``mentions`` and
        ``articles``. The edge from subject to object with the key ``relation/status`` stands for all statements
        with that claim: ``weight`` counts pieces of evidence, ``articles`` the articles, ``confidence`` is the
        best one, ``claim`` the claim's id, ``statements`` the ids of its lines in statements.jsonl.
        """
        import networkx as nx  # noqa: PLC0415 - takes longer to import than the rest of `kgraph --help`

        graph: nx.MultiDiGraph = nx.MultiDiGraph()
        for actor in self.actors:
            graph.add_node(
                actor.id,
                name=actor.name,
                type=actor.type.value,
                named=actor.named,
                aliases=tuple(form for form, _ in actor.aliases),
                wikidata=actor.wikidata,
                mentions=actor.mentions,
                articles=actor.articles,
            )
        claims: dict[tuple[ActorId, str, ActorId, Status], list[Statement]] = {}
        for statement in self.statements:
            claims.setdefault(statement.claim, []).append(statement)
        for (subject, relation, obj, status), group in claims.items():
            graph.add_edge(
                subject,
                obj,
                key=f"{relation}/{status}",
                relation=relation,
                status=status.value,
                polarity=group[0].polarity,
                weight=sum(len(s.evidence) for s in group),
                articles=len({s.article for s in group}),
                confidence=max(s.confidence for s in group),
                claim=group[0].claim_id,
                statements=tuple(s.evidence_id(e) for s in group for e in s.evidence),
            )
        return graph

    def actor(self, id: str) -> Actor:
        """The actor with this id; raises KeyError if there is none."""
        return self._actors[id]

    def article(self, id: str) -> Article:
        """The article with this id; raises KeyError if there is none."""
        return self._articles[id]

    def busiest(self, count: int = 10) -> list[tuple[Actor, int]]:
        """The actors in most statements with how many they are in, most first, then by id."""
        seen = Counter(end for s in self.statements for end in {s.subject, s.object})
        ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
        return [(self.actor(actor), number) for actor, number in ranked[:count]]

    def by_status(self) -> dict[Status, int]:
        """The number of statements of each status, also of those that do not occur."""
        seen = Counter(s.status for s in self.statements)
        return {status: seen[status] for status in Status}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}
