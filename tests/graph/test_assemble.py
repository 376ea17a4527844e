from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from kgraph.errors import KGraphError
from kgraph.graph.assemble import assemble
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import (
    Actor,
    ActorId,
    ActorType,
    Article,
    Extraction,
    Finding,
    Mention,
    MentionKind,
    Span,
    Status,
)

TEXT = "Putin backs Lukashenko. Lukashenko met Putin. Putin praised Lukashenko. Protesters met Putin."
NAMES = ("Putin", "Lukashenko", "Protesters", "Minsk")
ACTORS = tuple(
    Actor(ActorId(name.casefold()), name, ActorType.PERSON, name != "Protesters", ((name, 1),), 1, 1) for name in NAMES
)


@dataclass(frozen=True)
class Resolved:
    """What kgraph.resolve gives back, for one actor an entity."""

    actors: tuple[Actor, ...]
    actor_of: Mapping[tuple[str, int], ActorId]


def mention(entity: int, start: int) -> Mention:
    name = NAMES[entity]
    start = TEXT.index(name, start)
    return Mention(start, start + len(name), name, MentionKind.NAME, entity)


def span(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text), text)


def finding(subject: int, relation: str, obj: int, sentence: str, trigger: str, **more: object) -> Finding:
    start = TEXT.index(sentence)
    return Finding(
        mention(subject, start), relation, mention(obj, start), Status.ASSERTED, span(trigger), span(sentence), 0.8,
        "test",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


BACKS = finding(0, "supports", 1, "Putin backs Lukashenko.", "backs")
PRAISED = finding(0, "supports", 1, "Putin praised Lukashenko.", "praised")
MET = finding(1, "consults", 0, "Lukashenko met Putin.", "met")


def graph_of(*findings: Finding, articles: tuple[str, ...] = ("a",), min_confidence: float = 0.0) -> StatementGraph:
    resolved = Resolved(ACTORS, {(id, i): actor.id for id in articles for i, actor in enumerate(ACTORS)})
    texts = [Article(id, "", TEXT) for id in articles]
    return assemble(texts, [Extraction(id, (), (), findings) for id in reversed(articles)], resolved, min_confidence)


def test_one_statement_an_article_with_its_evidence_in_text_order() -> None:
    (statement,) = graph_of(PRAISED, BACKS).statements
    assert statement.claim == ("putin", "supports", "lukashenko", Status.ASSERTED)
    assert [evidence.trigger.text for evidence in statement.evidence] == ["backs", "praised"]
    assert statement.polarity == 1


def test_statements_are_sorted_by_article_and_place() -> None:
    found = graph_of(MET, PRAISED, BACKS, articles=("a", "b"))
    assert [(s.article, s.relation) for s in found.statements] == [
        ("a", "supports"),
        ("a", "consults"),
        ("b", "supports"),
        ("b", "consults"),
    ]


def test_one_sentence_is_one_piece_of_evidence() -> None:
    weaker = replace(BACKS, trigger=span("backs L"), confidence=0.5)
    (statement,) = graph_of(weaker, BACKS).statements
    assert [evidence.trigger.text for evidence in statement.evidence] == ["backs"]


def test_self_loops_are_dropped() -> None:
    assert not graph_of(replace(BACKS, object=BACKS.subject)).statements


def test_both_directions_of_a_symmetric_relation_are_one_statement() -> None:
    back = finding(0, "consults", 1, "Putin praised Lukashenko.", "praised")
    (statement,) = graph_of(back, MET).statements
    assert (statement.subject, statement.object) == ("lukashenko", "putin")
    assert [evidence.subject.text for evidence in statement.evidence] == ["Lukashenko", "Lukashenko"]


def test_directions_of_other_relations_stay_apart() -> None:
    assert len(graph_of(BACKS, finding(1, "supports", 0, "Lukashenko met Putin.", "met")).statements) == 2


def test_status_parts_statements() -> None:
    assert len(graph_of(BACKS, replace(PRAISED, status=Status.NEGATED)).statements) == 2


def test_named_actors_stay_and_groups_without_a_statement_go() -> None:
    assert [actor.id for actor in graph_of(BACKS).actors] == ["lukashenko", "minsk", "putin"]
    protest = finding(2, "consults", 0, "Protesters met Putin.", "met Putin. P")
    assert "protesters" in {actor.id for actor in graph_of(replace(protest, trigger=span("met"))).actors}


def test_a_group_that_only_speaks_stays() -> None:
    spoken = replace(BACKS, status=Status.REPORTED, speaker=mention(2, 0))
    found = graph_of(spoken)
    assert found.statements[0].evidence[0].speaker == "protesters"
    assert "protesters" in {actor.id for actor in found.actors}


def test_min_confidence() -> None:
    assert not graph_of(BACKS, min_confidence=0.81).statements


def test_unknown_relations_and_wrong_spans_are_refused() -> None:
    with pytest.raises(KGraphError, match="'loves', which"):
        graph_of(replace(BACKS, relation="loves"))
    with pytest.raises(KGraphError, match="not in the article 'a'"):
        graph_of(replace(BACKS, trigger=Span(0, 5, "backs")))


def test_networkx_graph() -> None:
    found = graph_of(BACKS, PRAISED, MET, articles=("a", "b"))
    graph = found.graph
    assert set(graph.nodes) == {"lukashenko", "minsk", "putin"}
    assert graph.nodes["putin"]["type"] == "Person"
    edge = graph.edges["putin", "lukashenko", "supports/asserted"]
    assert (edge["weight"], edge["articles"], edge["polarity"], edge["confidence"]) == (4, 2, 1, 0.8)
    assert len(set(edge["statements"])) == 4
    assert all(id.startswith("s-") for id in edge["statements"])
    assert graph.number_of_edges() == 2
    assert found.graph is graph


def test_lookups_and_counts() -> None:
    found = graph_of(BACKS, MET)
    assert found.actor("putin").name == "Putin"
    assert found.article("a").text == TEXT
    assert [(actor.id, number) for actor, number in found.busiest(1)] == [("lukashenko", 2)]
    assert found.by_status() == {
        Status.ASSERTED: 2,
        Status.REPORTED: 0,
        Status.HYPOTHETICAL: 0,
        Status.NEGATED: 0,
    }
    with pytest.raises(KeyError):
        found.actor("nobody")
