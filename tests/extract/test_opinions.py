"""What somebody is held to be by who speaks of him."""

from __future__ import annotations

import pytest
from reading import found

from kgraph.explain import extract_text
from kgraph.extract.lexicon import read_tsv
from kgraph.model import Article
from kgraph.resources import ontology

RIGHT = 0.96  # of the examples; participles like "respected" are passives to the parser


def test_the_examples_of_the_judging_words() -> None:
    rows = [row for _, row in read_tsv(ontology("lexicon", "judgements.tsv"), ("word", "polarity", "example"))]
    articles = [Article(id=str(number), title="", text=row["example"]) for number, row in enumerate(rows)]
    missed = []
    for row, result in zip(rows, extract_text(articles), strict=True):
        relation = "accuses" if int(row["polarity"]) < 0 else "supports"
        speakers = {result.entities[f.subject.entity].name for f in result.findings if f.relation == relation}
        if "Amara Diallo" not in speakers:
            missed.append(row["example"])
    assert len(missed) <= (1 - RIGHT) * len(rows), missed


@pytest.mark.parametrize(
    "text",
    [
        "Mali said that Niger had not violated the treaty.",
        "Mali said that Niger would never cheat the miners.",
        "Had Mali known, Niger would have lied to the miners.",
    ],
)
def test_who_denies_a_wrong_accuses_nobody(text: str) -> None:
    assert not {f for f in found(text, minimum=0.5) if f[:3] == ("Mali", "accuses", "Niger")}
