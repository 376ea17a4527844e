"""A graph as RDF triples: one generator for every format, entity by entity, sorted, without blank nodes.

The model is that of docs/rdf.md. A claim (subject, relation, object, status) is one ``kg:Statement``, however many
articles make it; each sentence that does is one ``kg:Evidence``. The plain triple subject-relation-object exists only
where an article asserts it. Each resource is described in one block, so no triple can occur twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kgraph.export.description import Counts, Run, dataset_block, partition_blocks, run_blocks
from kgraph.export.terms import (
    DEFAULT_BASE,
    Names,
    boolean,
    clean,
    date_literal,
    decimal,
    integer,
    is_qid,
    literal,
    name_literal,
    offset,
    term,
    url,
)
from kgraph.model import Actor, ActorType, Article, Evidence, Span, Statement, Status

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph

Block = tuple[str, list[tuple[str, str]]]

ACTOR_CLASSES: dict[ActorType, tuple[str, str]] = {
    ActorType.PERSON: ("kg:Person", "foaf:Person"),
    ActorType.ORGANIZATION: ("kg:Organization", "org:Organization"),
    ActorType.COUNTRY: ("kg:Country", "schema:Country"),
    ActorType.PLACE: ("kg:Place", "schema:Place"),
    ActorType.GROUP: ("kg:Group", "foaf:Group"),
}
STATUS_CONCEPTS: dict[Status, str] = {status: f"kg:{status.value.capitalize()}" for status in Status}


class Profile(StrEnum):
    """How much is written: the plain relations, them with their evidence, or all that kgraph knows."""

    PLAIN = "plain"
    DEFAULT = "default"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class RdfOptions:
    """What the triples of a graph depend on besides the graph.

    ``graphs`` adds a named graph for each article, ``rdf_star`` an RDF 1.2 triple term for each statement.
    """

    base_iri: str = DEFAULT_BASE
    profile: Profile = Profile.DEFAULT
    graphs: bool = False
    rdf_star: bool = False
    run: Run = field(default_factory=Run)


@dataclass(frozen=True, slots=True)
class Claim:
    """All statements of all articles with the same subject, relation, object and status."""

    id: str
    first: Statement
    evidence: dict[str, Evidence]

    @property
    def articles(self) -> set[str]:
        """The ids of the articles that make the claim."""
        return {piece.article for piece in self.evidence.values()}


def claims_of(graph: StatementGraph) -> list[Claim]:
    """The claims of a graph, sorted by id."""
    claims: dict[str, Claim] = {}
    for statement in graph.statements:
        id = statement.claim_id
        claim = claims.get(id) or claims.setdefault(id, Claim(id, statement, {}))
        for piece in statement.evidence:
            claim.evidence[statement.evidence_id(piece)] = piece
    return [claims[id] for id in sorted(claims)]


def blocks(graph: StatementGraph, options: RdfOptions) -> Iterator[Block]:
    """Yield (subject, sorted (predicate, object) pairs) for each resource: the default graph.

    The order is that of the ids, whatever the order in ``graph``. The description of the dataset comes last, because
    it counts what stands before it.
    """
    names = Names(options.base_iri)
    counts = Counts()
    for block in _content(graph, options, names):
        counts.add(block)
        yield block
    if options.profile is not Profile.PLAIN:
        for block in partition_blocks(names, counts):
            counts.add(block)
            yield block
    title = f"{len(graph.articles)} articles, {len(graph.actors)} actors"
    yield dataset_block(names, counts, title, options.run if options.profile is not Profile.PLAIN else None)


def _content(graph: StatementGraph, options: RdfOptions, names: Names) -> Iterator[Block]:
    claims = claims_of(graph)
    plain = _plain_triples(claims, names)
    for actor in sorted(graph.actors, key=lambda a: a.id):
        yield _block(names("actor", actor.id), [*_actor(actor, options.profile), *plain.get(actor.id, ())])
    if options.profile is Profile.PLAIN:
        return
    languages = {article.id: article.language for article in graph.articles}
    run = names("run", options.run.id)
    for article in sorted(graph.articles, key=lambda a: a.id):
        yield _block(names("article", article.id), _article(article, options.profile))
    for claim in claims:
        yield _block(names("statement", claim.id), _statement(claim, names, options))
        for id in sorted(claim.evidence):
            piece = claim.evidence[id]
            facts = _evidence(piece, claim.first.status, languages.get(piece.article), names, run, options.profile)
            yield _block(names("evidence", id), facts)
    yield from (_block(*block) for block in run_blocks(names, options.run, sorted(languages)))


def named_graphs(graph: StatementGraph, options: RdfOptions) -> Iterator[tuple[str, list[Block]]]:
    """Yield (article IRI, blocks) for each article that asserts something: the named graphs."""
    names = Names(options.base_iri)
    asserted: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for statement in graph.statements:
        if statement.status is Status.ASSERTED:
            pairs = asserted.setdefault(statement.article, {}).setdefault(names("actor", statement.subject), set())
            pairs.add((term("kg:" + statement.relation), names("actor", statement.object)))
    for article in sorted(asserted):
        yield names("article", article), [(s, sorted(pairs)) for s, pairs in sorted(asserted[article].items())]


def _block(subject: str, pairs: Iterable[tuple[str, str]]) -> Block:
    return subject, sorted(set(pairs))


def _plain_triples(claims: list[Claim], names: Names) -> dict[str, list[tuple[str, str]]]:
    plain: dict[str, list[tuple[str, str]]] = {}
    for claim in claims:
        if claim.first.status is Status.ASSERTED:
            pair = (term("kg:" + claim.first.relation), names("actor", claim.first.object))
            plain.setdefault(claim.first.subject, []).append(pair)
    return plain


def _actor(actor: Actor, profile: Profile) -> Iterator[tuple[str, str]]:
    for class_ in ACTOR_CLASSES[actor.type]:
        yield term("rdf:type"), term(class_)
    name = name_literal(actor.name)
    yield term("rdfs:label"), name
    yield term("skos:prefLabel"), name
    for form, _ in actor.aliases:
        if clean(form) != clean(actor.name):
            yield term("skos:altLabel"), name_literal(form)
    if actor.wikidata:
        if is_qid(actor.wikidata):
            yield term("owl:sameAs"), term("wd:" + actor.wikidata)
        else:
            yield term("dcterms:identifier"), literal(actor.wikidata)
    yield term("kg:named"), boolean(actor.named)
    if profile is not Profile.PLAIN:
        yield term("kg:mentionCount"), integer(actor.mentions)
        yield term("kg:articleCount"), integer(actor.articles)


def _article(article: Article, profile: Profile) -> Iterator[tuple[str, str]]:
    yield term("rdf:type"), term("kg:Article")
    yield term("rdf:type"), term("schema:NewsArticle")
    yield term("dcterms:identifier"), literal(article.id)
    yield term("dcterms:title"), literal(article.title or article.id, article.language)
    yield term("rdfs:label"), literal(article.title or article.id, article.language)
    if article.date:
        yield term("dcterms:issued"), date_literal(article.date)
    if article.outlet:
        yield term("dc:publisher"), literal(article.outlet)
    for author in article.authors:
        yield term("dc:creator"), literal(author)
    if article.url:
        yield term("schema:url"), url(article.url)
    if article.sha256:
        yield term("schema:sha256"), literal(article.sha256)
    yield term("dc:language"), literal(article.language)
    if profile is Profile.FULL:
        for copy in article.copies:
            yield term("kg:copy"), literal(copy)


def _statement(claim: Claim, names: Names, options: RdfOptions) -> Iterator[tuple[str, str]]:
    said = claim.first
    subject, predicate, object = names("actor", said.subject), term("kg:" + said.relation), names("actor", said.object)
    yield term("rdf:type"), term("kg:Statement")
    yield term("rdf:type"), term("rdf:Statement")
    yield term("rdf:subject"), subject
    yield term("rdf:predicate"), predicate
    yield term("rdf:object"), object
    yield term("kg:status"), term(STATUS_CONCEPTS[said.status])
    yield term("kg:confidence"), decimal(max((e.confidence for e in claim.evidence.values()), default=0.0))
    yield term("kg:evidenceCount"), integer(len(claim.evidence))
    for id in claim.evidence:
        yield term("kg:evidence"), names("evidence", id)
    if options.profile is Profile.FULL:
        yield term("kg:articleCount"), integer(len(claim.articles))
    if options.rdf_star:
        yield term("rdf:reifies"), f"<<( {subject} {predicate} {object} )>>"


def _evidence(
    piece: Evidence, status: Status, language: str | None, names: Names, run: str, profile: Profile
) -> Iterator[tuple[str, str]]:
    yield term("rdf:type"), term("kg:Evidence")
    yield term("prov:wasQuotedFrom"), names("article", piece.article)
    yield term("prov:wasGeneratedBy"), run
    yield term("oa:exact"), literal(piece.sentence.text, language)
    yield term("oa:start"), offset(piece.sentence.start)
    yield term("oa:end"), offset(piece.sentence.end)
    yield term("kg:trigger"), literal(piece.trigger.text, language)
    yield term("kg:confidence"), decimal(piece.confidence)
    # what the article vouches for needs no speaker; the triple's place is taken by the plain triple
    if piece.speaker and (status is not Status.ASSERTED or profile is Profile.FULL):
        yield term("kg:attributedTo"), names("actor", piece.speaker)
    if profile is Profile.FULL:
        yield term("kg:rule"), literal(piece.extractor)
        yield from _part("trigger", piece.trigger)
        for role, span in (("subject", piece.subject), ("object", piece.object)):
            yield term(f"kg:{role}Mention"), literal(span.text, language)
            yield from _part(role, span)


def _part(role: str, span: Span) -> Iterator[tuple[str, str]]:
    yield term(f"kg:{role}Start"), offset(span.start)
    yield term(f"kg:{role}End"), offset(span.end)
