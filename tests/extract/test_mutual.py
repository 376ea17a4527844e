"""What coordinated actors are to one another."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Norway and Chad, allies since 1990, signed a treaty.", ("Norway", "alliedWith", "Chad")),
        ("Norway and Chad, sworn enemies since 1990, signed a treaty.", ("Norway", "opposes", "Chad")),
        ("Anna Berg and Peter Reed are cousins.", ("Anna Berg", "relatedTo", "Peter Reed")),
        ("Norway and Portugal have been partners for decades.", ("Norway", "alliedWith", "Portugal")),
    ],
)
def test_of_coordinated_actors(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in {f[:3] for f in found(text)}


def test_a_noun_with_an_owner_is_not_mutual() -> None:
    facts = {f[:3] for f in found("Norway and Chad are allies of Peru.")}
    assert ("Norway", "alliedWith", "Chad") not in facts
