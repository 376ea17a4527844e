"""Statements printed below the line that tells whose they are."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Ann Wanjiru said:\n\nI encourage Kenya to sign the treaty with its neighbours this year.",
        'Foreign Minister Ann Wanjiru released the following statement:\n\n"I encourage Kenya to sign the treaty."',
    ],
)
def test_first_person_of_a_statement(text: str) -> None:
    assert ("Ann Wanjiru", "requests", "Kenya") in {f[:3] for f in found(text)}
