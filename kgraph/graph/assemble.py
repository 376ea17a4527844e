"""Findings of all articles + the actors they are about -> statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kgraph.errors import KGraphError
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, Article, Evidence, Extraction, Finding, Span, Statement, Status
from kgraph.vocabulary import Relation, relations

_Key = tuple[str, ActorId, str, ActorId, Status]


class Resolution(Protocol):
    """Which actor each entity of each article is."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors."""
        ...

    @property
    def actor_of(self) -> Mapping[tuple[str, int], ActorId]:
        """The actor of (article id, entity index)."""
        ...


def assemble(
    articles: Sequence[Article],
    extractions: Iterable[Extraction],
    resolution: Resolution,
    min_confidence: float = 0.0,
    rejects: Callable[[Statement], bool] = lambda statement: False,
) -> StatementGraph:
    """Join the findings of all articles into statements between actors.

    A finding whose two ends are one actor is dropped. Findings with the same subject, relation, object and
    status in one article are one statement; a symmetric relation keeps the direction in which the article says it
    first. One sentence is one piece of evidence, however many of its words say so. Actors with a proper name are
    kept even where no statement is about them; others only if one is. Statements that ``rejects`` are left out.

    Raises
    ------
    KGraphError
        If an extractor returned a relation outside the vocabulary, or a span that is not in the text.
    """
    texts = {article.id: article.text for article in articles}
    gathered: dict[_Key, list[Evidence]] = {}
    for extraction in sorted(extractions, key=lambda e: e.article):
        for finding in sorted(extraction.findings, key=_text_order):
            if finding.confidence < min_confidence:
                continue
            _check_spans(finding, extraction.article, texts[extraction.article])
            _gather(gathered, finding, extraction.article, resolution.actor_of)
    found = (_statement(key, evidence) for key, evidence in gathered.items())
    statements = sorted((statement for statement in found if not rejects(statement)), key=_statement_order)
    used = {id for statement in statements for id in _actors_of(statement)}
    return StatementGraph(
        articles=tuple(sorted(articles, key=lambda a: a.id)),
        actors=tuple(sorted((a for a in resolution.actors if a.named or a.id in used), key=lambda a: a.id)),
        statements=tuple(statements),
    )


def _gather(
    gathered: dict[_Key, list[Evidence]], finding: Finding, article: str, actor_of: Mapping[tuple[str, int], ActorId]
) -> None:
    subject = actor_of[article, finding.subject.entity]
    obj = actor_of[article, finding.object.entity]
    if subject == obj:
        return
    relation = _relation(finding)
    evidence = Evidence(
        article=article,
        sentence=finding.sentence,
        subject=finding.subject.span,
        trigger=finding.trigger,
        object=finding.object.span,
        confidence=finding.confidence,
        extractor=finding.rule,
        speaker=actor_of[article, finding.speaker.entity] if finding.speaker else None,
    )
    key = (article, subject, relation.name, obj, finding.status)
    mirrored = (article, obj, relation.name, subject, finding.status)
    if relation.symmetric and key not in gathered and mirrored in gathered:
        key, evidence = mirrored, replace(evidence, subject=evidence.object, object=evidence.subject)
    gathered.setdefault(key, []).append(evidence)


def _statement(key: _Key, evidence: list[Evidence]) -> Statement:
    article, subject, relation, obj, status = key
    best: dict[int, Evidence] = {}
    for piece in sorted(evidence, key=lambda e: (-e.confidence, e.trigger, e.subject, e.object, e.extractor)):
        best.setdefault(piece.sentence.start, piece)
    ordered = tuple(best[start] for start in sorted(best))
    return Statement(article, subject, relation, obj, status, relations()[relation].polarity, ordered)


def _relation(finding: Finding) -> Relation:
    try:
        return relations()[finding.relation]
    except KeyError:
        raise KGraphError(
            f"the extractor {finding.rule!r} returned the relation {finding.relation!r}, "
            "which ontology/kgraph.ttl does not declare"
        ) from None


def _check_spans(finding: Finding, article: str, text: str) -> None:
    for span in (finding.sentence, finding.subject.span, finding.trigger, finding.object.span):
        if text[span.start : span.end] != span.text or not span.text:
            raise KGraphError(
                f"the extractor {finding.rule!r} returned {_show(span)}, which is not in the article {article!r}"
            )


def _show(span: Span) -> str:
    return f"{span.text[:40]!r} at {span.start}-{span.end}"


def _text_order(finding: Finding) -> tuple[int, Span, Span, Span, str, Status]:
    return (
        finding.sentence.start,
        finding.trigger,
        finding.subject.span,
        finding.object.span,
        finding.relation,
        finding.status,
    )


def _statement_order(statement: Statement) -> tuple[str, int, int, str, str, str, str]:
    first = statement.evidence[0]
    return (
        statement.article, first.sentence.start, first.subject.start, statement.relation,
        statement.subject, statement.object, statement.status,
    )  # fmt: skip


def _actors_of(statement: Statement) -> Iterator[ActorId]:
    yield statement.subject
    yield statement.object
    yield from (e.speaker for e in statement.evidence if e.speaker)
