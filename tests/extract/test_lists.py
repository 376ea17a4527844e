"""Lists that answer each other: holders of offices and what they are offices of."""

from __future__ import annotations

import pytest
from reading import found


def facts(text: str) -> set[tuple[str, str, str]]:
    return {(s, relation, o) for s, relation, o, _ in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Chad and Niger, Mahamat Saleh and Mohamed Bako, condemned Mali.",
        "Mahamat Saleh and Mohamed Bako, the presidents of Chad and Niger, condemned Mali.",
    ],
)
def test_each_leads_his_own(text: str) -> None:
    led = {(s, o) for s, relation, o in facts(text) if relation == "leads"}
    assert led == {("Mahamat Saleh", "Chad"), ("Mohamed Bako", "Niger")}
    assert {("Mahamat Saleh", "accuses", "Mali"), ("Mohamed Bako", "accuses", "Mali")} <= facts(text)


def test_counterparts() -> None:
    text = (
        "Egypt's foreign minister Sami Habib and his Greek and French counterparts, Nikos Christou and Jean Leroy, "
        "respectively, gathered in Cairo."
    )
    assert {
        ("Nikos Christou", "leads", "Greece"),
        ("Jean Leroy", "leads", "France"),
        ("Nikos Christou", "consults", "Jean Leroy"),
    } <= facts(text)


def test_one_counterpart() -> None:
    text = "Canadian Foreign Minister Marc Garnier spoke with his German counterpart Heiko Mertz."
    assert ("Heiko Mertz", "leads", "Germany") in facts(text)
    assert ("Heiko Mertz", "leads", "Canada") not in facts(text)


def test_lists_of_different_length_are_left_alone() -> None:
    text = "The presidents of Chad, Niger and Mali welcomed Mahamat Saleh and Mohamed Bako."
    assert not {f for f in facts(text) if f[1] == "leads" and f[0] in {"Mahamat Saleh", "Mohamed Bako"}}
