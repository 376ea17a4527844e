"""What a reader of the five sample articles expects to find in their graph, with direction and evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kgraph

# subject, relations of which one is enough, object; parts of actor ids, "" is anybody
EXPECTED = [
    ("biden", {"accuses"}, "lukashenko"),
    ("kolya", {"relatedTo"}, "lukashenko"),
    ("vladimir-putin", {"supports"}, "alexander-lukashenko"),
    ("nato", {"rejects"}, "lukashenko"),
    ("tikhanovskaya", {"opposes"}, "alexander-lukashenko"),
    ("tikhanovskaya", {"locatedIn"}, "lithuania"),
    ("omon", {"memberOf"}, "belarus"),
    ("karpiankou", {"consults", "memberOf", "leads"}, ""),
    ("russia", {"agreesWith"}, "belarus"),
    ("leshchenya", {"memberOf"}, "belarus"),
]


@pytest.mark.parametrize(("subject", "relations", "obj"), EXPECTED)
def test_a_known_fact_is_in_the_graph(
    built: kgraph.KnowledgeGraph, subject: str, relations: set[str], obj: str
) -> None:
    found = [s for s in built.statements if subject in s.subject and s.relation in relations and obj in s.object]
    assert found
    assert all(s.evidence and s.evidence[0].sentence.text for s in found)


def test_one_actor_one_node(built: kgraph.KnowledgeGraph) -> None:
    for surname in ("lukashenk", "tikhanovsk", "putin", "kolesnikov"):
        people = [a for a in built.actors if a.type is kgraph.ActorType.PERSON and a.named and surname in a.id]
        assert len(people) == 1, [a.id for a in people]
    assert len([a for a in built.actors if a.named and "karpi" in a.id]) == 2
    assert not {"n't", "Riot", "Photo Vot Tak"} & {a.name for a in built.actors}


def test_countries_carry_their_wikidata_ids(built: kgraph.KnowledgeGraph) -> None:
    countries = {a.id: a.wikidata for a in built.actors if a.type is kgraph.ActorType.COUNTRY}
    assert countries["belarus"] == "Q184"
    assert countries["russia"] == "Q159"


def test_every_span_of_every_line_is_in_the_text(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    texts = {article.id: article.text for article in built.articles}
    for line in (built_dir / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["article"]]
        assert text[row["start"] : row["end"]] == row["evidence"]
        for part in ("subject_mention", "trigger", "object_mention"):
            name = part.removesuffix("_mention")
            assert text[row[f"{name}_start"] : row[f"{name}_end"]] == row[part]
