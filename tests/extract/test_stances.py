"""Groups that are named for whom they are for or against."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "relation", "target"),
    [
        ("The anti-Houthi coalition fought near the coast.", "opposes", "Houthi"),
        ("Pro-Russian militias left the town.", "supports", "Russia"),
    ],
)
def test_for_or_against_by_name(text: str, relation: str, target: str) -> None:
    facts = {f[1:3] for f in found(text)}
    assert (relation, target) in facts
    assert ("memberOf", target) not in facts
