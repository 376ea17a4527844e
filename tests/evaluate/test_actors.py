"""Scores of actor clusters on small hand-made cases."""

from __future__ import annotations

from kgraph.evaluate.actors import ActorScore, best_alignment, gold_actors, score_article
from kgraph.evaluate.gold import fold, head_word
from kgraph.model import ActorType, Entity

GOLD = {
    "actors": [
        {
            "id": "lula",
            "name": "Luiz Inácio Lula da Silva",
            "type": "Person",
            "named": True,
            "aliases": ["Lula", "the president"],
        },
        {"id": "brazil", "name": "Brazil", "type": "Country", "named": True, "aliases": ["Brazilian"]},
        {"id": "crowd", "name": "the protesters", "type": "Group", "named": False, "aliases": ["protesters"]},
    ],
    "relations": [
        {"subject": "lula", "relation": "leads", "object": "brazil"},
        {"subject": "crowd", "relation": "opposes", "object": "lula"},
    ],
}


def entity(index: int, name: str, kind: ActorType, *forms: str) -> Entity:
    return Entity(index, name, kind, True, tuple((form, 1) for form in forms), len(forms))


def test_fold_and_head() -> None:
    assert fold("The Łódź council’s") == "lodz council"
    assert head_word(fold("the protesters in Brest")) == "protester"


def test_perfect_clusters_score_one() -> None:
    score = ActorScore()
    entities = [
        entity(0, "Luiz Inácio Lula da Silva", ActorType.PERSON, "Lula", "the president"),
        entity(1, "Brazil", ActorType.COUNTRY, "Brazil", "Brazilian"),
        entity(2, "angry protesters", ActorType.GROUP, "angry protesters"),
    ]
    score_article("a", gold_actors(GOLD), entities, score)
    figures = score.as_dict()
    assert figures["recall_all"] == figures["type_accuracy"] == figures["b3_named"] == figures["ceaf_named"] == 1.0
    assert figures["merges"] == 0


def test_a_merge_costs_precision_and_a_split_costs_recall() -> None:
    merged, split = ActorScore(), ActorScore()
    score_article("a", gold_actors(GOLD), [entity(0, "Brazil", ActorType.COUNTRY, "Brazil", "Lula")], merged)
    score_article(
        "a",
        gold_actors(GOLD),
        [entity(0, "Lula", ActorType.PERSON, "Lula"), entity(1, "x", ActorType.PERSON, "the president")],
        split,
    )
    assert merged.b3_precision["named"].value == 0.5
    assert split.b3_recall["named"].value == 0.5


def test_two_proper_names_in_one_entity_are_a_merge() -> None:
    score = ActorScore()
    entities = [entity(0, "Brazil", ActorType.COUNTRY, "Brazil", "Luiz Inácio Lula da Silva")]
    score_article("a", gold_actors(GOLD), entities, score)
    assert score.merges == [("a", "Brazil", "brazil / luiz inacio lula da silva")]


def test_best_alignment_is_not_greedy() -> None:
    assert best_alignment([[0.9, 0.8], [0.8, 0.0]]) == 1.6
    assert best_alignment([[1.0], [0.5]]) == 1.0
    assert best_alignment([]) == 0.0
