"""Where somebody is who does something there."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Berg spoke to reporters in Lusaka on Monday.", ("Anna Berg", "locatedIn", "Lusaka")),
        ("Police arrested Anna Berg in Lusaka on Monday.", ("Anna Berg", "locatedIn", "Lusaka")),
    ],
)
def test_scene(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in {f[:3] for f in found(text)}


def test_the_scene_does_not_hide_the_act() -> None:
    facts = {f[:3] for f in found("Anna Berg met Peter Reed in Lusaka on Monday.")}
    assert {("Anna Berg", "consults", "Peter Reed"), ("Peter Reed", "locatedIn", "Lusaka")} <= facts
