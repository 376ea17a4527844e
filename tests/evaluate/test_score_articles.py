from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import GOLD, annotations, write_output

from kgraph.errors import InputError
from kgraph.evaluate import ArticlesScore, score_articles
from kgraph.evaluate.articles import score_predictions
from kgraph.evaluate.gold import GoldArticle, load_gold
from kgraph.evaluate.matching import family, key
from kgraph.evaluate.predictions import End, PredictedActor, Prediction
from kgraph.vocabulary import relations

# Of the same output by the annotators' own scorer, written independently of this package.
REFERENCE = {
    ("named", "pair"): (0.7451, 0.6591, 0.6995, 51, 44),
    ("named", "family"): (0.4462, 0.3922, 0.4174, 65, 51),
    ("named", "typed"): (0.3881, 0.3396, 0.3622, 67, 53),
    ("all", "pair"): (0.7806, 0.7154, 0.7466, 155, 130),
    ("all", "family"): (0.5376, 0.4490, 0.4893, 186, 147),
    ("all", "typed"): (0.4740, 0.3896, 0.4277, 192, 154),
}


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> ArticlesScore:
    return score_articles(GOLD, write_output(tmp_path_factory.mktemp("output")))


@pytest.mark.parametrize(("scope", "level"), REFERENCE)
def test_the_figures_are_those_of_the_reference(score: ArticlesScore, scope: str, level: str) -> None:
    figures = score.measure(scope, level).as_dict()
    assert tuple(figures.values()) == REFERENCE[scope, level]


def test_status_as_in_the_reference(score: ArticlesScore) -> None:
    assert score.status_accuracy is not None
    assert (round(score.status_accuracy, 4), score.status_matches) == (0.6044, 91)


def test_parts_add_up(score: ArticlesScore) -> None:
    for scope in ("named", "all"):
        whole = score.measure(scope, "typed")
        parts = [m for (s, _), m in score.by_relation.items() if s == scope]
        assert (sum(m.right for m in parts), sum(m.predicted for m in parts)) == (whole.right, whole.predicted)
        assert sum(m.gold for m in parts) == whole.gold
    whole = score.measure("all", "typed")
    assert len(score.misses) == whole.gold - whole.found
    assert len(score.false_alarms) == whole.predicted - whole.right
    assert sum(b.number for b in score.reliability) == whole.predicted
    assert sum(b.right for b in score.reliability) == whole.right
    assert sum(m.predicted for m in score.by_rule.values()) == whole.predicted


def test_what_a_threshold_would_leave(score: ArticlesScore) -> None:
    for scope in ("named", "all"):
        assert score.at_least(0.0, scope) == score.measure(scope, "typed")
    kept = score.at_least(0.5, "all")
    tenths = [b for b in score.reliability if b.low >= 0.5]
    assert (kept.right, kept.predicted) == (sum(b.right for b in tenths), sum(b.number for b in tenths))


def test_errors_carry_their_sentences(score: ArticlesScore) -> None:
    evidence = {r["evidence"] for data in annotations().values() for r in data["relations"]}
    assert {miss.evidence for miss in score.misses} <= evidence
    alarms = score.false_alarms
    assert {alarm.reason for alarm in alarms} >= {"unknown actor", "turned round", "other relation"}
    strangers = [alarm for alarm in alarms if "?Zenobia Zork" in (alarm.subject, alarm.object)]
    assert strangers
    assert all(alarm.reason == "unknown actor" and alarm.trigger == "did" for alarm in strangers)


def test_an_empty_output(tmp_path: Path) -> None:
    for name in ("actors.jsonl", "statements.jsonl"):
        (tmp_path / name).write_text("")
    score = score_articles(GOLD, tmp_path)
    assert score.measure("all", "typed").as_dict() == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "predicted": 0, "gold": 154,
    }  # fmt: skip
    assert score.status_accuracy is None
    assert score.actors == {}


def test_actors_are_scored_where_the_build_has_the_texts(tmp_path: Path) -> None:
    output = write_output(tmp_path)
    texts = [{"id": name, "text": _names(data)} for name, data in annotations().items()]
    (output / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in texts), encoding="utf-8")
    score = score_articles(GOLD, output)
    assert score.actors["recall_named"] == 1.0
    assert score.actors["merges"] == 0
    assert score.unread == ()


def _names(data: dict[str, list[dict[str, object]]]) -> str:
    return " . ".join(str(actor["name"]) for actor in data["actors"])


def test_an_article_that_the_build_lacks_is_named(tmp_path: Path) -> None:
    output = write_output(tmp_path)
    first, *others = annotations()
    rows = [{"id": name, "text": "Text."} for name in others]
    (output / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert score_articles(GOLD, output).unread == (first,)


# One article, by hand: two named people, a named country, and protesters known by description only.
ACTORS = [
    {"id": "ann", "name": "Ann Lee", "type": "Person", "named": True, "aliases": ["Lee", "the mayor"]},
    {"id": "bob", "name": "Bob Roy", "type": "Person", "named": True, "aliases": ["Roy"]},
    {"id": "mali", "name": "Mali", "type": "Country", "named": True, "aliases": []},
    {"id": "crowd", "name": "protesters", "type": "Group", "named": False, "aliases": ["angry protesters"]},
]


def gold(tmp_path: Path, *claims: tuple[str, str, str], **more: object) -> GoldArticle:
    annotation = {
        "actors": ACTORS,
        "relations": [{"subject": s, "relation": r, "object": o, "evidence": "E.", **more} for s, r, o in claims],
    }
    (tmp_path / "a.json").write_text(json.dumps(annotation))
    return next(load_gold(tmp_path, need_text=False))


def said(subject: str, relation: str, obj: str, status: str = "asserted", type_: str = "Person") -> Prediction:
    ends = [End(PredictedActor(name, name, type_)) for name in (subject, obj)]
    return Prediction("a", ends[0], relation, ends[1], status)


def test_names_are_compared_folded(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "supports", "bob"))
    for name in ("ann lee", "The Mayor", "Ann Leé", "Lee's"):
        assert score_predictions([article], [said(name, "supports", "ROY")]).measure().f1 == 1.0


def test_the_head_word_is_enough_for_a_group_only(tmp_path: Path) -> None:
    article = gold(tmp_path, ("crowd", "opposes", "ann"))
    as_group = said("students and protesters from Bamako", "opposes", "Lee", type_="Group")
    assert score_predictions([article], [as_group]).measure("all").f1 == 1.0
    assert score_predictions([article], [said("many protesters", "opposes", "Lee")]).measure("all").f1 == 0.0


def test_symmetric_relations_and_agreement_have_no_direction(tmp_path: Path) -> None:
    for relation in ("consults", "agreesWith", "relatedTo"):
        article = gold(tmp_path, ("bob", relation, "ann"))
        assert score_predictions([article], [said("Ann Lee", relation, "Bob Roy")]).measure().f1 == 1.0
    article = gold(tmp_path, ("bob", "supports", "ann"))
    turned = score_predictions([article], [said("Ann Lee", "supports", "Bob Roy")])
    assert (turned.measure().f1, turned.measure(level="pair").f1) == (0.0, 1.0)
    assert turned.relation_confusions == (("supports", "supports, turned round", 1),)


def test_recall_asks_for_what_all_agree_on_and_precision_accepts_all(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "supports", "bob"), agreed=False)
    measure = score_predictions([article], [said("Lee", "supports", "Roy")]).measure()
    assert (measure.precision, measure.recall, measure.gold) == (1.0, 0.0, 0)


def test_a_wrong_group_is_no_error_among_the_named_an_invented_person_is(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "supports", "bob"))
    group = score_predictions([article], [said("students", "opposes", "workers", type_="Group")])
    assert (group.measure("named").predicted, group.measure("all").predicted) == (0, 1)
    person = score_predictions([article], [said("Ann Lee", "opposes", "Zork")])
    assert (person.measure("named").predicted, person.measure("all").predicted) == (1, 1)


def test_one_right_status_is_enough_and_the_others_are_confusions(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "supports", "bob"), status="reported")
    both = [said("Lee", "supports", "Roy", "reported"), said("Lee", "supports", "Roy", "negated")]
    score = score_predictions([article], both)
    assert score.status_accuracy == 1.0
    assert score.status_confusions == {("reported", "reported"): 1, ("reported", "negated"): 1}
    assert score.by_status["negated"].predicted == 1
    assert score.by_status["reported"].f1 == 1.0


def test_the_family_is_coarser_than_the_relation(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "leads", "mali"))
    score = score_predictions([article], [said("Lee", "controls", "Mali")])
    assert (score.measure(level="family").f1, score.measure().f1) == (1.0, 0.0)
    assert score.relation_confusions == (("leads", "controls", 1),)
    assert score.false_alarms[0].instead == ("leads",)
    assert score.misses[0].instead == ("controls",)


def test_families_cover_the_vocabulary() -> None:
    assert len({family(name) for name in relations()}) == 7
    assert key(("b", "consults", "a"), "family") == ("a", "VerbalCooperation", "b")


def test_an_unknown_relation_is_an_error_of_the_extractor_not_of_the_score(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "leads", "mali"))
    assert score_predictions([article], [said("Lee", "admires", "Mali")]).measure(level="pair").f1 == 1.0


def test_predictions_for_other_articles_do_not_count(tmp_path: Path) -> None:
    article = gold(tmp_path, ("ann", "leads", "mali"))
    other = replace(said("Zork", "leads", "Mali"), article="b")
    assert score_predictions([article], [other]).measure("all").predicted == 0


@pytest.mark.parametrize(
    ("content", "said_of_it"),
    [
        ("{", "is no annotation"),
        ('{"actors": []}', "is no annotation"),
        (
            '{"actors": [], "relations": [{"subject": "x", "relation": "leads", "object": "y", "evidence": ""}]}',
            "unknown actors: x, y",
        ),
    ],
)
def test_broken_annotations_are_named(tmp_path: Path, content: str, said_of_it: str) -> None:
    (tmp_path / "a.json").write_text(content)
    (tmp_path / "a.txt").write_text("Text.")
    with pytest.raises(InputError, match=said_of_it):
        score_articles(tmp_path)


def test_a_missing_text_or_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="its text cannot be read"):
        score_articles(GOLD)
    with pytest.raises(InputError, match=r"actors\.jsonl"):
        score_articles(GOLD, tmp_path)
    with pytest.raises(InputError, match="has no annotation"):
        score_articles(tmp_path, tmp_path)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    output = write_output(tmp_path)
    with (output / "statements.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"article": "x"}\n')
    number = len((output / "statements.jsonl").read_text(encoding="utf-8").splitlines())
    with pytest.raises(InputError, match=rf"statements.jsonl:{number}: is no statement"):
        score_articles(GOLD, output)
