"""Who runs against whom, from reports of results."""

from __future__ import annotations

import pytest
from reading import found


def rivals(text: str) -> set[tuple[str, str]]:
    """The pairs that oppose each other, each once."""
    pairs = {(s, o) for s, relation, o, _ in found(text) if relation == "opposes"}
    return {(s, o) for s, o in pairs if s < o and (o, s) in pairs}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Cole won the primary with 41% of the vote. Carl Hope came in second with 30%.",
            {("Anna Cole", "Carl Hope")},
        ),
        (
            "Anna Cole won the most delegates, at 14, followed by Carl Hope, with 12. Dora Smith earned 8 delegates.",
            {("Anna Cole", "Carl Hope"), ("Anna Cole", "Dora Smith"), ("Carl Hope", "Dora Smith")},
        ),
        (
            "Anna Cole has amassed 1,217 delegates, while Carl Hope has earned 914.",
            {("Anna Cole", "Carl Hope")},
        ),
        (
            "The commission says Anna Cole won 61.5% of the vote, and the challenger Carl Hope 21.4%.",
            {("Anna Cole", "Carl Hope")},
        ),
        ("Anna Cole beat Carl Hope in the runoff.", {("Anna Cole", "Carl Hope")}),
        (
            "Anna Cole, Carl Hope and Dora Smith are the remaining candidates.",
            {("Anna Cole", "Carl Hope"), ("Anna Cole", "Dora Smith"), ("Carl Hope", "Dora Smith")},
        ),
        ("Anna Cole and Carl Hope are running for president.", {("Anna Cole", "Carl Hope")}),
    ],
)
def test_rivals_in_a_count(text: str, expected: set[tuple[str, str]]) -> None:
    assert rivals(text) >= expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Cole won in Ohio with 60% of the vote and Carl Hope won in Texas with 58%.",
        "Anna Cole won the Democratic primary with 60% of the vote. Carl Hope won the Republican primary with 30%.",
        "Anna Cole came first in the race and Carl Hope finished second.",
        "Anna Cole won the primary with 41% of the vote. Her brother Carl Hope visited 12 schools.",
        "Anna Cole chose Carl Hope as her running mate and won the election with 55% of the vote.",
    ],
)
def test_no_rivals(text: str) -> None:
    assert rivals(text) == set()
