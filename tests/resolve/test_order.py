from __future__ import annotations

import random

from corpus import ORG, C, G, L, P, corpus, resolved
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.gazetteer import Gazetteer
from kgraph.resolve import resolve

NAMES = [
    ("Alexander Lukashenko", P),
    ("Lukashenka", P),
    ("Aliaksandr Lukashenka", P),
    ("Viktor Lukashenko", P),
    ("Bush", P),
    ("George Bush", P),
    ("George W. Bush", P),
    ("George H. W. Bush", P),
    ("Kim", P),
    ("Kim Jong Un", P),
    ("NATO", ORG),
    ("CEC", ORG),
    ("Central Election Commission of Belarus", ORG),
    ("Belarus", C),
    ("Minsk", L),
    ("protesters", G),
    ("Tikhanovskaya", P),
    ("Sviatlana Tsikhanouskaya", P),
    ("Svetlana Tikhanovskaya", P),
    ("Interior Ministry", ORG),
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True), min_size=1, max_size=6),
    st.randoms(),
)
def test_the_order_of_articles_changes_nothing(articles, rng):
    found, extractions = corpus({f"a{i}": specs for i, specs in enumerate(articles)})
    gazetteer = Gazetteer.load()
    first = resolve(found, extractions, gazetteer)
    rng.shuffle(found)
    rng.shuffle(extractions)
    second = resolve(found, extractions, gazetteer)
    assert first.actors == second.actors and dict(first.actor_of) == dict(second.actor_of)
    assert first.joins == second.joins and first.near_misses == second.near_misses
    assert len({a.id for a in first.actors}) == len(first.actors)
    assert set(first.actor_of.values()) == {a.id for a in first.actors}


def test_unrelated_articles_change_no_id():
    base = {
        "m": [
            ("Alexander Lukashenko", P),
            ("protesters", G, {"named": False}),
            ("Georgia", C),
            ("Interior Ministry", ORG),
        ],
        "n": [("Lukashenka", P), ("Georgia", L, {"territory": "us-ga"}), ("the minister", P, {"named": False})],
    }
    more = {
        "a": [("Angela Merkel", P), ("protesters", G, {"named": False}), ("Interior Ministry", ORG)],
        "z": [("the minister", P, {"named": False}), ("Emmanuel Macron", P)],
    }
    before, after = resolved(base), resolved({**base, **more})
    assert {k: v for k, v in after.actor_of.items() if k[0] in base} == dict(before.actor_of)


def test_many_namesakes_do_not_explode():
    rng = random.Random(1)
    given_names = [
        f"{a}{b}" for a in ("Ka", "Mo", "Le", "Su", "Ti") for b in ("ran", "lim", "dor", "vas", "nek", "pol")
    ]
    people = [(f"{rng.choice(given_names)} {rng.choice(given_names)} Kim", P) for _ in range(1500)]
    found = resolved({f"a{i}": [person, ("Kim", P)] for i, person in enumerate(people)})
    assert len(found.actors) > 100
