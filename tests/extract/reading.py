"""What the rules find in a text, as plain tuples, for tests."""

from __future__ import annotations

from kgraph.explain import extract_text
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.gazetteer import Gazetteer
from kgraph.model import Article, Extraction


def extraction(text: str) -> Extraction:
    return next(iter(extract_text([Article(id="t", title="", text=text)])))


def discourse_of(text: str) -> Discourse:
    (parse,) = parse_articles([Article(id="t", title="", text=text)], load_pipeline())
    return analyse(parse, Gazetteer.load())


def found(text: str, minimum: float = 0.0) -> set[tuple[str, str, str, str]]:
    result = extraction(text)
    return {
        (result.entities[f.subject.entity].name, f.relation, result.entities[f.object.entity].name, str(f.status))
        for f in result.findings
        if f.confidence >= minimum
    }
