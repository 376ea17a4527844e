from __future__ import annotations

import pytest
from corpus import ORG, P, resolved, together

from kgraph.errors import SettingsError
from kgraph.model import Actor, ActorId, ActorType, Evidence, Span, Statement, Status
from kgraph.resolve.answers import append_entries, entry, questions, read_answers
from kgraph.resolve.decisions import Rejections, load_decisions
from kgraph.resolve.report import Report

ARTICLES = {
    "a": [("Alexander Lukashenko", P), ("George Bush", P)],
    "b": [("Lukashenka", P), ("Jeb Bush", P)],
    "c": [("Batka", P), ("Nasha Niva", ORG)],
}


def decided(tmp_path, text, articles=ARTICLES):
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return resolved(articles, load_decisions(path))


def test_same_joins_and_the_join_says_so(tmp_path):
    found = decided(tmp_path, '[[same]]\nnames = ["alexander-lukashenko", "Batka"]\nreason = "his nickname"\n')
    assert together(found, "a:0", "b:0", "c:0")
    (join,) = [j for j in found.joins if j.alias == "Batka"]
    assert join.rule.startswith("decision, line 1")


def test_different_splits(tmp_path):
    found = decided(tmp_path, '[[different]]\nnames = ["Lukashenka @ b", "alexander-lukashenko"]\n')
    assert not together(found, "a:0", "b:0")
    assert any(m.rule == "kept apart by a decision" for m in found.near_misses)


SPELT = {"a": [("Mikheil Saakashvili", P)], "b": [("Mikhail Saakashvili", P)], "c": [("Misha", P)], "d": [("RSF", ORG)]}


def test_an_actors_name_means_the_whole_actor(tmp_path):
    found = decided(tmp_path, '[[same]]\nnames = ["Mikhail Saakashvili", "Misha"]\n', SPELT)
    assert together(found, "a:0", "b:0", "c:0")


def test_a_join_against_a_separation_is_reported_with_both_lines(tmp_path):
    apart = '[[different]]\nnames = ["Misha", "Mikheil Saakashvili @ a"]\n'
    found = decided(tmp_path, apart + '[[same]]\nnames = ["mikhail-saakashvili", "misha"]\n', SPELT)
    (problem,) = found.problems
    assert "line 3" in problem and "kept apart in line 1" in problem
    assert not together(found, "a:0", "c:0")


def test_two_names_for_one_actor_are_reported_even_under_two_of_its_names(tmp_path):
    text = (
        '[[rename]]\nactor = "mikhail-saakashvili"\nname = "X"\n[[rename]]\nactor = "Mikheil Saakashvili"\nname = "Y"\n'
    )
    found = decided(tmp_path, text, SPELT)
    (problem,) = found.problems
    assert "line 4" in problem and "contradicts line 1" in problem and "X" in {a.name for a in found.actors}


def test_names_that_cannot_be_told_apart_are_reported(tmp_path):
    articles = {"a": [("RSF", ORG, {"forms": [("RSF", 1), ("Rapid Support Forces", 1)]})]}
    found = decided(tmp_path, '[[different]]\nnames = ["RSF", "Rapid Support Forces"]\n', articles)
    (problem,) = found.problems
    assert "line 1" in problem and "NAME @ ARTICLE" in problem


def test_what_is_decided_is_not_asked_again(tmp_path):
    def asked(text):
        found = decided(tmp_path, text)
        return {(q.one, q.other) for q in questions(Report(found.joins, found.near_misses), {})}

    pair = ("Lukashenka @ b", "alexander-lukashenko")
    assert pair in asked("")
    names = {name for question in asked(f'[[different]]\nnames = ["{pair[0]}", "{pair[1]}"]\n') for name in question}
    assert not names & {*pair, "lukashenka"}


def test_different_keeps_two_of_one_spelling_apart(tmp_path):
    articles = {"a": [("John Smith", P)], "b": [("John Smith", P)], "c": [("John Smith", P)]}
    found = decided(tmp_path, '[[different]]\nnames = ["John Smith @ a", "John Smith @ b"]\n', articles)
    assert not together(found, "a:0", "b:0")
    assert len({a.id for a in found.actors}) == len(found.actors)


def test_rename_retype_link(tmp_path):
    text = """
[[rename]]
actor = "Batka"
name = "The Old Man"

[[retype]]
actor = "Nasha Niva"
type = "Group"

[[link]]
actor = "Lukashenka"
wikidata = "Q1"
"""
    actors = {a.id: a for a in decided(tmp_path, text).actors}
    assert actors["the-old-man"].name == "The Old Man"
    assert actors["nasha-niva"].type is ActorType.GROUP
    assert actors["alexander-lukashenko"].wikidata == "Q1"


def test_an_empty_link_takes_the_identifier_away(tmp_path):
    articles = {"a": [("France", ActorType.COUNTRY)]}
    (actor,) = decided(tmp_path, '[[link]]\nactor = "France"\nwikidata = ""\n', articles).actors
    assert actor.wikidata is None


def test_dangling_names_are_reported_by_line(tmp_path):
    found = decided(tmp_path, '# mine\n\n[[same]]\nnames = ["Batka", "Nobody"]\n')
    (problem,) = found.problems
    assert "line 3" in problem and "'Nobody'" in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[same]]\nnames = ["A", "B"]\n[[same]]\nnames = ["B", "C"]\n[[different]]\nnames = ["A", "c"]\n',
            "line 5: .*lines? 1, 3",
        ),
        ('[[rename]]\nactor = "A"\nname = "B"\n[[rename]]\nactor = "a"\nname = "C"\n', "line 4: .*contradicts line 1"),
        ('[[same]]\nnames = ["A"]\n', "line 1: names must be"),
        ('[[same]]\nname = ["A", "B"]\n', "line 1: same has no key 'name'"),
        ('[[sane]]\nnames = ["A", "B"]\n', "'sane' is no kind"),
        ("same = 3\n", "'same' is no kind"),
        ('[[retype]]\nactor = "A"\ntype = "Human"\n', "line 1: type must be one of"),
        ('[[link]]\nactor = "A"\nwikidata = "184"\n', "line 1: wikidata must be"),
        ('[[reject]]\nreason = "no"\n', "line 1: reject needs at least one"),
        ("[[same]\n", "decisions.toml"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, text, message):
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_decisions(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_decisions(tmp_path / "none.toml")
    assert load_decisions(None).entries == ()


def test_reject_by_pattern(tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_text(
        '[[reject]]\nsubject = "Putin"\nrelation = "assaults"\n\n[[reject]]\narticle = "zzz"\n', encoding="utf-8"
    )
    putin = Actor(ActorId("vladimir-putin"), "Vladimir Putin", ActorType.PERSON, True, (("Putin", 2),), 2, 1)
    rejections = Rejections(load_decisions(path), {putin.id: putin})
    evidence = Evidence("a", Span(0, 9, "x"), Span(0, 1, "x"), Span(2, 3, "hit"), Span(4, 5, "y"), 0.9, "rules")

    def statement(relation: str) -> Statement:
        return Statement("a", putin.id, relation, ActorId("nato"), Status.ASSERTED, -1, (evidence,))

    assert rejections.rejects(statement("assaults")) and not rejections.rejects(statement("accuses"))
    assert rejections.unused() == [5]


def test_answers_are_appended_once_and_leave_comments_alone(tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_text("# why: see the minutes\n", encoding="utf-8")
    block = entry("same", 'a "quoted" reason\n', names=["A", "B\\C"])
    append_entries(path, [block])
    append_entries(path, [block])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# why") and text.count("[[same]]") == 1
    (decision,) = load_decisions(path).entries
    assert decision.names == ("A", "B\\C") and decision.reason == 'a "quoted" reason\n'


def test_an_answer_that_contradicts_the_file_is_not_written(tmp_path):
    path = tmp_path / "decisions.toml"
    append_entries(path, [entry("same", names=["A", "B"])])
    before = path.read_bytes()
    with pytest.raises(SettingsError, match=r"decisions\.toml, line 4: .*line 1"):
        append_entries(path, [entry("different", names=["A", "B"])])
    assert path.read_bytes() == before


def test_a_file_of_answers(tmp_path):
    path = tmp_path / "answers.tsv"
    path.write_text("# mine\nsame\tA\tB\tboth\nskip\tC\tD\n", encoding="utf-8")
    assert read_answers(path) == [("same", "A", "B", "both"), ("skip", "C", "D", "")]
    path.write_text("maybe\tA\tB\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        read_answers(path)
