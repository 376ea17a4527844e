"""The parties of an accord, as what is said of the accord is said of them."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Kenya welcomed the agreement reached between Chad and Sudan.", "supports"),
        ("Kenya denounced the deal between Chad and Sudan.", "accuses"),
        ("Kenya rejected the treaty between Chad and Sudan.", "rejects"),
        ("The deal between Chad and Sudan is void, Kenya said.", "accuses"),
    ],
)
def test_an_accord_stands_for_its_parties(text: str, relation: str) -> None:
    facts = {f[:3] for f in found(text)}
    assert {("Kenya", relation, "Chad"), ("Kenya", relation, "Sudan")} <= facts
    assert ("Chad", "agreesWith", "Sudan") in facts or relation == "supports"
    assert not {f for f in facts if f[1] == "agreesWith" and "Kenya" in f}


def test_an_accord_named_before() -> None:
    text = "A border agreement between Chad and Sudan was signed on Monday. Kenya condemned the agreement."
    assert {("Kenya", "accuses", "Chad"), ("Kenya", "accuses", "Sudan")} <= {f[:3] for f in found(text)}


def test_an_accord_with_an_owner_is_another() -> None:
    text = "A border agreement between Chad and Sudan was signed on Monday. Kenya condemned Mali's agreement."
    assert not {f for f in found(text) if f[:2] == ("Kenya", "accuses") and f[2] in {"Chad", "Sudan"}}
