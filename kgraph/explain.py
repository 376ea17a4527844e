"""Why an edge is there, why another is not, and what the rules see in one text.

Explanations are made by running the rules again over the texts that a build keeps in ``articles.jsonl``, so they say
what the installed version does, down to the words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import KGraphError
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.lexicon import Lexicon, load_lexicon
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.rules import extract_discourse
from kgraph.extract.trace import Sighting, describe_chain, sightings
from kgraph.gazetteer import Gazetteer
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, Article, Entity, Evidence, Extraction, Finding, Statement
from kgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Explanation:
    """One piece of evidence, with how its ends were resolved and what made its confidence.

    ``finding`` is None if the evidence was not found again (another version or extractor built the graph).
    """

    article: Article
    statement: Statement
    evidence: Evidence
    subject_chain: str
    object_chain: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A sentence that mentions two actors, and what the rules made of it."""

    article: Article
    sighting: Sighting


def extract_text(articles: Iterable[Article], settings: Settings | None = None) -> Iterator[Extraction]:
    """Run the rules over articles, without resolving actors across them."""
    for discourse, lexicon in _discourses(articles, settings or Settings()):
        yield extract_discourse(discourse, lexicon)


def why(
    graph: StatementGraph, subject: str, relation: str, obj: str, settings: Settings | None = None
) -> list[Explanation]:
    """Explain the statements of a graph between two actors; ``*`` as relation takes all.

    Raises
    ------
    KGraphError
        If an actor is not in the graph.
    """
    subjects, objects = {a.id for a in find_actors(graph, subject)}, {a.id for a in find_actors(graph, obj)}
    wanted = [
        s for s in graph.statements
        if s.subject in subjects and s.object in objects and relation in ("*", s.relation)
    ]  # fmt: skip
    by_article = {article.id: article for article in graph.articles}
    discourses = {}
    for discourse, lexicon in _discourses(
        [by_article[a] for a in sorted({s.article for s in wanted})], settings or Settings()
    ):
        discourses[discourse.parse.article.id] = (discourse, extract_discourse(discourse, lexicon))
    return [_explain(by_article[s.article], s, e, *discourses[s.article]) for s in wanted for e in s.evidence]


def _explain(
    article: Article, statement: Statement, evidence: Evidence, discourse: Discourse, extraction: Extraction
) -> Explanation:
    again = (
        f for f in extraction.findings
        if f.relation == statement.relation and f.trigger == evidence.trigger
        and {f.subject.start, f.object.start} == {evidence.subject.start, evidence.object.start}
    )  # fmt: skip
    return Explanation(
        article,
        statement,
        evidence,
        describe_chain(discourse, evidence.subject.start, evidence.subject.end),
        describe_chain(discourse, evidence.object.start, evidence.object.end),
        next(again, None),
    )


def why_not(graph: StatementGraph, one: str, other: str, settings: Settings | None = None) -> list[Absence]:
    """Show each sentence that mentions both actors, and at which step the rules let the pair go.

    Raises
    ------
    KGraphError
        If an actor is not in the graph.
    """
    first, second = find_actors(graph, one), find_actors(graph, other)
    found = []
    for discourse, lexicon in _discourses(graph.articles, settings or Settings()):
        ones, others = _entities(discourse.entities, first), _entities(discourse.entities, second)
        if ones and others:
            findings = extract_discourse(discourse, lexicon).findings
            found += [
                Absence(discourse.parse.article, s) for s in sightings(discourse, findings, lexicon, ones, others)
            ]
    return found


def find_actors(graph: StatementGraph, name: str) -> list[Actor]:
    """The actors with an id, name or alias, folded; else those whose name holds the words.

    Raises
    ------
    KGraphError
        If there is none.
    """
    wanted = fold(name)
    exact = [a for a in graph.actors if wanted in {fold(a.id), fold(a.name), *(fold(form) for form, _ in a.aliases)}]
    preferred = [a for a in exact if wanted in {fold(a.id), fold(a.name)}]
    loose = [a for a in graph.actors if set(wanted.split()) <= set(fold(a.name).split())]
    found = preferred or exact or loose
    if not found or not wanted:
        raise KGraphError(f"no actor is called {name!r}; 'kgraph build' lists actors in actors.jsonl")
    return found


def fold(text: str) -> str:
    """Lower case, without accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _entities(entities: Sequence[Entity], actors: Sequence[Actor]) -> set[int]:
    forms = {fold(form) for actor in actors for form in (actor.name, *(f for f, _ in actor.aliases))}
    return {e.index for e in entities if fold(e.name) in forms or any(fold(f) in forms for f, _ in e.forms)}


def _discourses(articles: Iterable[Article], settings: Settings) -> Iterator[tuple[Discourse, Lexicon]]:
    lexicon: Lexicon = load_lexicon(tuple(Path(p) for p in settings.lexicon))
    gazetteer = Gazetteer.load(settings.gazetteer)
    for parse in parse_articles(articles, load_pipeline(settings.pipeline)):
        yield analyse(parse, gazetteer), lexicon
