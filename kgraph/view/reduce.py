"""A smaller graph for a page: fewer actors, better supported lines, newer articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import ActorId, Statement
from kgraph.view.data import select


def reduced(
    graph: StatementGraph, *, min_support: int = 1, actors: int | None = None, since: date | None = None
) -> StatementGraph:
    """Return the part of a graph that a page is to show.

    Parameters
    ----------
    graph : StatementGraph
    min_support : int
        Keep what at least so many articles say: two actors and a polarity, whichever the relation and direction.
        This is what one line of the page stands for.
    actors : int, optional
        Keep so many actors, those with the most evidence.
    since : date, optional
        Keep articles published on that day or later; those without a date are left out.

    Returns
    -------
    StatementGraph
        The same graph if nothing is asked for; otherwise only actors that a statement is about.
    """
    if min_support <= 1 and actors is None and since is None:
        return graph
    articles = tuple(a for a in graph.articles if since is None or (a.date or "") >= since.isoformat())
    kept = {article.id for article in articles}
    statements = _supported((s for s in graph.statements if s.article in kept), min_support)
    used = {id for s in statements for id in (s.subject, s.object)}
    smaller = StatementGraph(articles, tuple(a for a in graph.actors if a.id in used), statements)
    if actors is not None:
        content = select(smaller, actors)
        kept_actors = {a.id for a in content.actors}
        smaller = StatementGraph(articles, tuple(a for a in smaller.actors if a.id in kept_actors), content.statements)
    return _with_speakers(graph, smaller)


def _supported(statements: Iterable[Statement], least: int) -> tuple[Statement, ...]:
    found = list(statements)
    sources: defaultdict[tuple[frozenset[ActorId], int], set[str]] = defaultdict(set)
    for s in found:
        sources[frozenset((s.subject, s.object)), s.polarity].add(s.article)
    return tuple(s for s in found if len(sources[frozenset((s.subject, s.object)), s.polarity]) >= least)


def _with_speakers(graph: StatementGraph, smaller: StatementGraph) -> StatementGraph:
    """The smaller graph with the speakers of its statements among its actors, as every graph must have."""
    wanted = {a.id for a in smaller.actors}
    wanted |= {e.speaker for s in smaller.statements for e in s.evidence if e.speaker}
    return StatementGraph(smaller.articles, tuple(a for a in graph.actors if a.id in wanted), smaller.statements)
