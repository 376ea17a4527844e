"""Plain tokens say what spaCy's say."""

from __future__ import annotations

import pytest

from kgraph.extract.hashing import hashed, rows_of
from kgraph.extract.parse import Parse, load_pipeline, parse_articles
from kgraph.model import Article

TEXT = """Talks in Lima

The envoy whom Peru sent to Quito, a former judge, met two ministers. "We agreed on nothing," he said.

Did Ecuador object? Nobody asked."""


def parsed(text: str) -> Parse:
    return next(parse_articles([Article(id="t", title="", text=text)], load_pipeline()))


@pytest.fixture(scope="module")
def parse() -> Parse:
    return parsed(TEXT)


@pytest.mark.parametrize("name", ["i", "text", "lower_", "lemma_", "pos_", "tag_", "dep_"])
def test_attributes(parse: Parse, name: str) -> None:
    assert [getattr(t, name) for t in parse.doc] == [getattr(t, name) for t in parse.spacy_doc]


@pytest.mark.parametrize("name", ["children", "ancestors", "subtree"])
def test_the_tree(parse: Parse, name: str) -> None:
    for plain, token in zip(parse.doc, parse.spacy_doc, strict=True):
        assert plain.head.i == token.head.i
        assert [t.i for t in getattr(plain, name)] == [t.i for t in getattr(token, name)]


def test_sentences(parse: Parse) -> None:
    spans = list(parse.spacy_doc.sents)
    assert [(s.start, s.end, s.text, s.root.i) for s in parse.sentences] == [
        (s.start, s.end, s.text, s.root.i) for s in spans
    ]
    assert [s.number for s in parse.sentences] == list(range(len(spans)))
    assert all(token in token.sent.tokens for token in parse.doc)
    assert [s.tokens[0].before for s in parse.sentences] == [None] * len(spans)
    assert parse.doc[1].before is parse.doc[0]


def test_an_empty_article() -> None:
    assert parsed("").doc == ()
    assert parsed("").sentences == ()


def test_remembered_features_are_those_that_the_names_hash_to() -> None:
    rows = hashed(lambda word, side: [f"word={word}", f"{side}={word}"])
    for _ in range(2):
        assert rows("treaty", "left") == rows_of(["word=treaty", "left=treaty"])
    assert rows("treaty", "right") != rows("treaty", "left")
