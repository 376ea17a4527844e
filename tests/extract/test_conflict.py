"""Threats by what they announce, rebuttals, refusals, and who blames whom by what he says."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        ("Eritrea threatened to bomb Djibouti.", "Eritrea", "threatens", "Djibouti"),
        ("Eritrea threatened to bomb Djibouti.", "Eritrea", "assaults", "Djibouti"),
        ("Norway warned Iceland that it would ban its trawlers.", "Norway", "threatens", "Iceland"),
        ("Chad vowed to punish the Sudanese militias.", "Chad", "threatens", "Sudanese militias"),
        ("Kenya threatened to cut Uganda's grants.", "Kenya", "threatens", "Uganda"),
        ("The militia threatened to flood the valley unless the mayor resigned.", "militia", "threatens", "mayor"),
        ("Kenya refused to see the Ugandan envoy.", "Kenya", "rejects", "Ugandan envoy"),
        ("Kenya declined to share a stage with Uganda.", "Kenya", "rejects", "Uganda"),
        ("Kenya accused Uganda of theft. Uganda denied it.", "Uganda", "rejects", "Kenya"),
        ("Kenya accused Uganda of theft, a charge Uganda brushed aside.", "Uganda", "rejects", "Kenya"),
        ("Kenya said Uganda had armed the rebels, a claim Uganda dismissed.", "Uganda", "rejects", "Kenya"),
        ("The widow said policemen had beaten her son.", "widow", "accuses", "policemen"),
    ],
)
def test_hostile_words(text: str, subject: str, relation: str, object_: str) -> None:
    assert (subject, relation, object_) in {(s, r, o) for s, r, o, _ in found(text)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The monitors said the rebels had shelled Goma.", "accuses"),
        ("Kenya's army spokesman said the army had shelled Goma.", "accuses"),
        ("The bishop left a church in Goma.", "rejects"),
        ("Volta Motors leans on Kenya for credit.", "coerces"),
    ],
)
def test_no_hostile_words(text: str, relation: str) -> None:
    assert relation not in {r for _, r, _, _ in found(text)}
