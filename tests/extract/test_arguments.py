"""Which actor stands in which place of an act, where the sentence does not put it beside the verb."""

from __future__ import annotations

import pytest
from reading import extraction


def triples(text: str) -> set[tuple[str, str, str]]:
    result = extraction(text)
    names = [entity.name for entity in result.entities]
    ruled = [f for f in result.findings if not f.rule.startswith("learned")]
    return {(names[f.subject.entity], f.relation, names[f.object.entity]) for f in ruled}


@pytest.mark.parametrize(
    ("text", "subject", "relation", "obj"),
    [
        ("Kofi Boateng won the election with the help of Libya.", "Libya", "aids", "Kofi Boateng"),
        ("Kofi Boateng resigned under pressure from Libya.", "Libya", "requests", "Kofi Boateng"),
        ("Troops from Chad entered Mali at the invitation of Niger.", "Niger", "requests", "troops from Chad"),
        ("Weapons sent by Iran to Chad were found in a barn.", "Iran", "aids", "Chad"),
        ("The truce that Chad signed with Niger broke down.", "Chad", "agreesWith", "Niger"),
        ("The rifles which Libya gave to Chad were old.", "Libya", "aids", "Chad"),
        ("The money that Kofi Boateng took from Libya was found.", "Libya", "aids", "Kofi Boateng"),
        ("The bank pledged Chad a loan.", "bank", "aids", "Chad"),
        ("Mali cleared Chad of attacking Niger.", "Chad", "assaults", "Niger"),
        ("Kenya brokered a truce between Chad and Sudan.", "Kenya", "consults", "Sudan"),
        ("Washington leaned on Chad to leave.", "United States", "requests", "Chad"),
        ("Togo let the farmers keep the land.", "Togo", "concedesTo", "farmers"),
        ("Togo let the farmers in.", "Togo", "concedesTo", "farmers"),
    ],
)
def test_an_end_that_stands_elsewhere(text: str, subject: str, relation: str, obj: str) -> None:
    assert (subject, relation, obj) in triples(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Chad went home; Mali called the plan a joke.", "requests"),
        ("Mali asked where Chad had hidden.", "requests"),
        ("Mali wants Chad punished.", "requests"),
        ("Chad took Mali to court in Dakar.", "aids"),
        ("Mali gave shelter to refugees of Chad in camps.", "concedesTo"),
    ],
)
def test_what_is_no_act_upon_another(text: str, relation: str) -> None:
    assert not {t for t in triples(text) if t[1] == relation}


def test_a_mediator_meets_each_side() -> None:
    pairs = {frozenset((s, o)) for s, r, o in triples("Kenya shuttled between Chad and Sudan.") if r == "consults"}
    assert pairs == {frozenset(("Kenya", "Chad")), frozenset(("Kenya", "Sudan"))}


def test_all_who_act_together() -> None:
    pairs = {frozenset((s, o)) for s, r, o in triples("Japan, India and Australia signed a pact.") if r == "agreesWith"}
    assert len(pairs) == 3
