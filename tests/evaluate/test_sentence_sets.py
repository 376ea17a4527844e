from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kgraph.errors import InputError
from kgraph.evaluate import SeesawScore, score_sentences
from kgraph.evaluate.baseline import baseline_predictions
from kgraph.evaluate.loose_names import LooseNames
from kgraph.evaluate.plv import NONE, load_sentences, quad, root_type, score_plv
from kgraph.evaluate.predictions import End, PredictedActor, Prediction
from kgraph.evaluate.seesaw import load_stances, score_stances
from kgraph.model import Article
from kgraph.vocabulary import relations


class FewCountries:
    """Hungary and the United States."""

    def country(self, text: str) -> str | None:
        return {"Hungary": "hu", "United States": "us", "U.S.": "us"}.get(text)

    def demonym(self, text: str) -> str | None:
        return {"Hungarian": "hu", "American": "us"}.get(text)

    def capital(self, text: str) -> str | None:
        return {"Budapest": "hu"}.get(text)

    def seat(self, text: str) -> str | None:
        return {"White House": "us"}.get(text)


NAMES = LooseNames(FewCountries())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hungarian", "Senior Hungarian officials"),
        ("Budapest", "Hungary"),
        ("U.S.", "the United States"),
        ("the White House", "American"),
        ("Israel", "Israel's army"),
        ("Vladimir Putin", "Putin"),
        ("the government", "Sudanese government"),
        ("Democrats", "Democrat"),
        ("foreign minister", "Foreign Minister Lavrov"),
        ("French warships", "French and Egyptian warships"),
    ],
)
def test_phrases_that_may_mean_the_same(one: str, other: str) -> None:
    assert NAMES.same(one, other)
    assert NAMES.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("President Bush", "President Putin"), ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Austria", "Australia")],
)
def test_phrases_that_do_not(one: str, other: str) -> None:
    assert not NAMES.same(one, other)
    assert not NAMES.any_same((one, ""), (other, ""))


def said(
    subject: tuple[str, int], relation: str, obj: tuple[str, int], confidence: float = 1.0, polarity: int = 0
) -> Prediction:
    ends = [End(PredictedActor(n, n, "?"), n, start, start + len(n)) for n, start in (subject, obj)]
    return Prediction("1", ends[0], relation, ends[1], "asserted", confidence, polarity)


SENTENCE = {
    "id": "1", "text": "Budapest blamed Brussels.", "source": "Budapest", "target": "Brussels",
    "source_spans": [[0, 8]], "target_spans": [[16, 24]], "event": "ACCUSE",
}  # fmt: skip


def plv(tmp_path: Path, *predictions: Prediction, **changed: Any) -> tuple[float, float, float]:
    file = tmp_path / "plv.jsonl"
    file.write_text(json.dumps({**SENTENCE, **changed}) + "\n")
    score = score_plv(load_sentences(file), {"1": predictions}, NAMES)
    assert len(score.failures) == (0 if score.verdicts[0].root_right else 1)
    return (score.pair_found, score.root_accuracy, score.quad_accuracy)


def test_a_pair_is_found_by_place_or_name(tmp_path: Path) -> None:
    assert plv(tmp_path, said(("It", 0), "accuses", ("EU", 16))) == (1, 1, 1)
    assert plv(tmp_path, said(("Hungary", 90), "accuses", ("Brussels", 99))) == (1, 1, 1)
    assert plv(tmp_path, said(("Poland", 90), "accuses", ("Brussels", 99))) == (0, 0, 0)
    assert plv(tmp_path) == (0, 0, 0)


def test_direction_counts_unless_symmetric(tmp_path: Path) -> None:
    ends = (("Brussels", 16), ("Budapest", 0))
    assert plv(tmp_path, said(ends[0], "accuses", ends[1])) == (0, 0, 0)
    assert plv(tmp_path, said(ends[0], "consults", ends[1]), event="CONSULT") == (1, 1, 1)
    assert plv(tmp_path, said(ends[0], "agreesWith", ends[1]), event="AGREE") == (0, 0, 0)


def test_the_surest_interaction_decides(tmp_path: Path) -> None:
    ends = (("Budapest", 0), ("Brussels", 16))
    unsure, sure = said(ends[0], "accuses", ends[1], 0.3), said(ends[0], "rejects", ends[1], 0.8)
    assert plv(tmp_path, unsure, sure) == (1, 0, 1)
    assert plv(tmp_path, said(ends[0], "opposes", ends[1])) == (0, 0, 0)


def test_root_types_and_quad_classes() -> None:
    roots = {root_type(name) for name in relations()} - {NONE}
    assert len(roots) == 15
    assert {root_type("concedesTo"), root_type("retreatsFrom")} == {"YIELD"}
    assert quad("YIELD") == quad("AID") == "MaterialCooperation"
    assert len({quad(root) for root in roots}) == 4


def seesaw(tmp_path: Path, *stances: tuple[str, str, int]) -> Path:
    rows = [{"subject": s, "object": o, "polarity": p, "actor_actor": True} for s, o, p in stances]
    file = tmp_path / "seesaw.jsonl"
    text = "Ann Lee praised Bob Roy. Bob Roy was attacked by Ann Lee."
    file.write_text(json.dumps({"id": "1", "split": "valid", "text": text, "stances": rows}) + "\n")
    return file


def test_stances_are_signed_and_directed(tmp_path: Path) -> None:
    articles = load_stances(seesaw(tmp_path, ("Ann Lee", "Bob Roy", 1), ("Bob Roy", "Ann Lee", -1)), "valid")
    good, turned = (("Lee", 0), ("Roy", 9)), (("Roy", 9), ("Lee", 0))
    right = score_stances(articles, {"1": [said(good[0], "supports", good[1], 1, 1)]}, NAMES)
    assert (right.signed.precision, right.signed.recall, right.sign_accuracy) == (1.0, 0.5, 1.0)
    assert right.errors[0].missed == ("Bob Roy - Ann Lee",)
    wrong = score_stances(articles, {"1": [said(turned[0], "supports", turned[1], 1, 1)]}, NAMES)
    assert (wrong.pair.precision, wrong.signed.precision, wrong.sign_accuracy) == (1.0, 0.0, 0.0)
    assert wrong.errors[0].wrong == ("Roy + Lee",)


def test_what_is_said_of_a_pair_is_summed(tmp_path: Path) -> None:
    articles = load_stances(seesaw(tmp_path, ("Ann Lee", "Bob Roy", -1), ("Ann Lee", "Bob Roy", -1)))
    claims = [said(("Lee", 0), "accuses", ("Roy", 9), 1, polarity) for polarity in (1, -1, -1)]
    assert score_stances(articles, {"1": claims}, NAMES).signed.f1 == 1.0
    assert score_stances(articles, {"1": claims[:2]}, NAMES).signed.f1 == 0.0


def test_broken_sets_are_named(tmp_path: Path) -> None:
    file = seesaw(tmp_path, ("Ann Lee", "Bob Roy", 1))
    with pytest.raises(InputError, match="no article of the split 'test'"):
        load_stances(file, "test")
    with pytest.raises(InputError, match=r"seesaw\.jsonl:1: is no marked sentence"):
        load_sentences(file)
    with pytest.raises(ValueError, match="kind must be one of plv, seesaw"):
        score_sentences("dse", file)


def test_the_baseline_reads_subject_verb_object() -> None:
    text = "Vladimir Putin praised Alexander Lukashenko and Emmanuel Macron. Workers praised Vladimir Putin."
    found = baseline_predictions([Article(id="1", title="", text=text)])["1"]
    assert [(p.subject.actor.name, p.trigger, p.object.actor.name, p.polarity) for p in found] == [
        ("Vladimir Putin", "praised", "Alexander Lukashenko", 1),
        ("Vladimir Putin", "praised", "Emmanuel Macron", 1),
    ]


def test_both_scores_in_one_run(tmp_path: Path) -> None:
    score = score_sentences("seesaw", seesaw(tmp_path, ("Ann Lee", "Bob Roy", 1)), resolved=False)
    assert isinstance(score, SeesawScore)
    assert score.baseline.signed.gold == score.kgraph.signed.gold == 1
    assert score.figures()["ratio"] == pytest.approx(score.ratio, abs=1e-4)
