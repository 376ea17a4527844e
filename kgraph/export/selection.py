"""A part of a graph: statements of some status, or of articles between two dates."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Status

if TYPE_CHECKING:
    from kgraph.model import Article


def select(
    graph: StatementGraph,
    statuses: Collection[Status | str] = (),
    since: str | None = None,
    until: str | None = None,
) -> StatementGraph:
    """The statements that meet all conditions, with their articles and with the actors that take part.

    Parameters
    ----------
    graph : StatementGraph
    statuses : collection of Status, optional
        Keep statements of these; by default of all.
    since, until : str, optional
        Keep statements of articles of these days or between them, as ISO 8601 dates ("2020-08-16", "2020-08"). An
        article without a date is then left out.

    Returns
    -------
    StatementGraph
        The graph itself, if there is no condition.
    """
    if not statuses and since is None and until is None:
        return graph
    wanted = {Status(status) for status in statuses} or set(Status)
    articles = tuple(article for article in graph.articles if _between(article, since, until))
    ids = {article.id for article in articles}
    statements = tuple(s for s in graph.statements if s.status in wanted and s.article in ids)
    used = {id for s in statements for id in (s.subject, s.object, *(e.speaker for e in s.evidence if e.speaker))}
    return StatementGraph(articles, tuple(actor for actor in graph.actors if actor.id in used), statements)


def _between(article: Article, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if article.date is None:
        return False
    # "2020-08" is as late as any day of that month
    return (since is None or article.date >= since) and (until is None or article.date[: len(until)] <= until)
