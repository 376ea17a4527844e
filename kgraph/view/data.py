"""The one JSON object that the page is made of: plain lists and text, no markup.

Everything the page knows comes through here, so this is also where hostile input ends: links that are not http(s) are
dropped, text that UTF-8 cannot hold is replaced. Rows are lists, not objects: 6,000 statements would repeat their keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, ActorType, Article, Evidence, Statement, Status
from kgraph.view.text import context, merged, storable
from kgraph.vocabulary import relations

MOST_ACTORS = 5_000

Line = tuple[int, int, int]
"""A line of the drawing: two actors (in the order of the first statement) and a polarity."""


@dataclass(frozen=True)
class Content:
    """What goes into the page, and what is left out of it."""

    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    lines: tuple[Line, ...]
    line_of: tuple[int, ...]
    """For each statement the number of its line."""
    weight: dict[ActorId, int]
    """Pieces of evidence an actor is in."""


def select(graph: StatementGraph, most: int = MOST_ACTORS) -> Content:
    """Choose the ``most`` actors with the most evidence, and all statements among them; actors in that order."""
    weight: Counter[ActorId] = Counter()
    for statement in graph.statements:
        for end in {statement.subject, statement.object}:
            weight[end] += max(1, len(statement.evidence))
    ranked = sorted(graph.actors, key=lambda a: (-weight[a.id], -a.mentions, a.id))
    actors = tuple(ranked[:most])
    index = {actor.id: number for number, actor in enumerate(actors)}
    statements = tuple(s for s in graph.statements if s.subject in index and s.object in index)
    members: dict[Line, list[int]] = {}
    for place, statement in enumerate(statements):
        one, other = index[statement.subject], index[statement.object]
        back = (other, one, statement.polarity)
        members.setdefault(back if back in members else (one, other, statement.polarity), []).append(place)
    support = {line: _support(line, [statements[n] for n in found], actors, weight) for line, found in members.items()}
    lines = sorted(members, key=lambda line: (support[line], line))
    line_of = {place: number for number, line in enumerate(lines) for place in members[line]}
    return Content(actors, statements, tuple(lines), tuple(line_of[n] for n in range(len(statements))), dict(weight))


def _support(
    line: Line, statements: Sequence[Statement], actors: Sequence[Actor], weight: Counter[ActorId]
) -> tuple[int, int, int]:
    """The rank of a line: independent articles, sentences, how busy the less busy end is; the page ranks alike."""
    articles = len({statement.article for statement in statements})
    sentences = sum(max(1, len(statement.evidence)) for statement in statements)
    return -articles, -sentences, -min(weight[actors[end].id] for end in line[:2])


def page_data(graph: StatementGraph, content: Content, *, base_iri: str, embed_text_bytes: int) -> dict[str, Any]:
    """Everything that the page shows, but for the drawing itself.

    Parameters
    ----------
    embed_text_bytes : int
        The articles' texts are in the page when all of them together are not larger (UTF-8); otherwise each
        piece of evidence comes with two sentences before and after it.
    """
    declared = relations()
    names = list(declared) + sorted({s.relation for s in content.statements} - declared.keys())
    polarity = {s.relation: s.polarity for s in content.statements}
    rules = sorted({e.extractor for s in content.statements for e in s.evidence})
    index = _Index(
        actor={actor.id: number for number, actor in enumerate(content.actors)},
        article={article.id: number for number, article in enumerate(graph.articles)},
        relation={name: number for number, name in enumerate(names)},
        status={status: number for number, status in enumerate(Status)},
        rule={rule: number for number, rule in enumerate(rules)},
    )
    whole = sum(len(storable(a.text).encode()) for a in graph.articles) <= embed_text_bytes
    cited = _cited(content.statements)
    return {
        "base": base_iri,
        "counts": {
            "actors": len(graph.actors),
            "articles": len(graph.articles),
            "statements": len(graph.statements),
            "evidence": sum(len(s.evidence) for s in graph.statements),
        },
        "types": [kind.value for kind in ActorType],
        "statuses": [status.value for status in Status],
        "relations": [
            [name, r.label, r.polarity, r.symmetric, r.definition]
            if (r := declared.get(name))
            else [name, name, polarity[name], False, ""]
            for name in names
        ],
        "rules": rules,
        "whole_texts": whole,
        "articles": [_article(article, whole, cited.get(article.id, [])) for article in graph.articles],
        "actors": [_actor(actor) for actor in content.actors],
        "statements": [
            _statement(statement, line, index)
            for statement, line in zip(content.statements, content.line_of, strict=True)
        ],
    }


@dataclass(frozen=True)
class _Index:
    actor: dict[ActorId, int]
    article: dict[str, int]
    relation: dict[str, int]
    status: dict[Status, int]
    rule: dict[str, int]


def _article(article: Article, whole: bool, cited: Sequence[Evidence]) -> dict[str, Any]:
    text = storable(article.text)
    stretches = [(0, len(text))] if whole else merged(context(text, e.sentence.start, e.sentence.end) for e in cited)
    return {
        "id": storable(article.id),
        "title": storable(article.title or article.id),
        "outlet": storable(article.outlet or ""),
        "authors": [storable(author) for author in article.authors],
        "date": article.date or "",
        "url": web_link(article.url),
        "lang": article.language,
        "chunks": [[start, text[start:end]] for start, end in stretches],
    }


def _actor(actor: Actor) -> list[Any]:
    return [
        actor.id, storable(actor.name), list(ActorType).index(actor.type),
        [storable(form) for form, _ in actor.aliases], actor.wikidata or "", actor.mentions, actor.articles,
    ]  # fmt: skip


def _statement(statement: Statement, line: int, index: _Index) -> list[Any]:
    return [
        index.article[statement.article], index.actor[statement.subject], index.relation[statement.relation],
        index.actor[statement.object], index.status[statement.status], line, statement.claim_id,
        [_evidence(statement, piece, index) for piece in statement.evidence],
    ]  # fmt: skip


def _evidence(statement: Statement, piece: Evidence, index: _Index) -> list[Any]:
    spans = (piece.sentence, piece.subject, piece.trigger, piece.object)
    return [
        statement.evidence_id(piece), *(offset for span in spans for offset in (span.start, span.end)),
        round(piece.confidence, 4), index.rule[piece.extractor],
        -1 if piece.speaker is None else index.actor.get(piece.speaker, -1),
    ]  # fmt: skip


def _cited(statements: Sequence[Statement]) -> dict[str, list[Evidence]]:
    cited: dict[str, list[Evidence]] = {}
    for statement in statements:
        cited.setdefault(statement.article, []).extend(statement.evidence)
    return cited


def web_link(url: str | None) -> str:
    """The address if it is one of the web (http or https with a host), else nothing."""
    if not url or any(ord(letter) <= 32 for letter in url):
        return ""
    try:
        parts = urlsplit(storable(url))
    except ValueError:
        return ""
    return storable(url) if parts.scheme.lower() in ("http", "https") and parts.netloc else ""
