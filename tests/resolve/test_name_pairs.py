from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.model import ActorType
from kgraph.resolve.blocker import candidate_pairs
from kgraph.resolve.compare import same_name
from kgraph.resolve.names import parse_name

P = ActorType.PERSON

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("part", ["dev", "held-out", "later"])
def test_pairs_of_names_are_told_apart(part):
    counts = {(True, "1"): 0, (True, "0"): 0, (False, "1"): 0, (False, "0"): 0}
    wrong = []
    for kind, one, other, same, of in PAIRS:
        if of != part:
            continue
        found, rule = same_name(one, other, ActorType(kind))
        counts[found, same] += 1
        if found != (same == "1"):
            wrong.append(f"{one} / {other}: {rule}")
    precision = counts[True, "1"] / (counts[True, "1"] + counts[True, "0"])
    recall = counts[True, "1"] / (counts[True, "1"] + counts[False, "1"])
    print(f"{part}: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.95 and recall >= 0.90, len(wrong) if part == "held-out" else wrong


def test_the_comparison_is_the_same_in_either_order():
    for kind, one, other, _, _ in PAIRS:
        assert same_name(one, other, ActorType(kind))[0] == same_name(other, one, ActorType(kind))[0], (one, other)


def test_there_are_enough_pairs():
    assert len(PAIRS) >= 300
    assert sum(p[4] == "held-out" for p in PAIRS) >= sum(p[4] != "later" for p in PAIRS) * 0.3
    assert len({tuple(p[:3]) for p in PAIRS}) == len(PAIRS)


def test_blocking_loses_nothing_that_the_comparison_finds():
    lost, found = [], 0
    for kind, one, other, same, _ in PAIRS:
        names = [parse_name(one), parse_name(other)]
        if kind == "Person" and same == "1" and all(name.full for name in names) and same_name(one, other, P)[0]:
            found += 1
            if list(candidate_pairs(names)) != [(0, 1)]:
                lost.append((one, other))
    assert found > 250 and len(lost) < found * 0.01, lost
