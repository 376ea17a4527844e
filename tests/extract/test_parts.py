"""What the phrase of a collective says of those whose it is."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Weavers in Lyon went home. Their union praised the mayor.", ("weavers in Lyon", "memberOf", "their union")),
        ("Myanmar's junta shut a newspaper.", ("Myanmar's junta", "leads", "Myanmar")),
        ("Residents of Lusaka booed the minister.", ("residents of Lusaka", "locatedIn", "Lusaka")),
        ("Latvia's Anna Berzina met the king.", ("Anna Berzina", "memberOf", "Latvia")),
        ("The bishops of Malawi spoke.", ("bishops of Malawi", "memberOf", "Malawi")),
        ("A bishop of Malawi spoke.", ("bishop of Malawi", "memberOf", "Malawi")),
    ],
)
def test_owner(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in {f[:3] for f in found(text)}


@pytest.mark.parametrize(
    "text",
    ["Norway's allies met the king.", "The bank's creditors met the king.", "The gang and its captives left."],
)
def test_counterparts_are_no_members(text: str) -> None:
    assert not {f for f in found(text) if f[1] == "memberOf" and "learned" not in f}
