"""What a demonym denotes where it stands: a country, a people, a person of that nation, or a language."""

from __future__ import annotations

from kgraph.extract.grid import Grid
from kgraph.extract.repair import NameSpan
from kgraph.extract.world import World
from kgraph.model import ActorType

_SAME_PLURAL = ("ese", "ish", "nch", "tch", "iss")


def people_or_polity(grid: Grid, span: NameSpan, world: World) -> ActorType:
    """A demonym that heads a plural phrase is a people ("Belarusians protest"); otherwise it stands for the polity."""
    kind = world.polity(span.code or "")
    if span.code == "x-west":
        return ActorType.GROUP
    if not span.demonym:
        return kind
    i = span.last
    modifies = grid.dep[i] in {"amod", "compound", "nmod"} and grid.head[i] != i
    if not modifies and len(span) == 1 and (people := _people(grid, i)) is not None:
        return people
    many = grid.tag[i] in {"NNPS", "NNS"} or (
        grid.lower[i].endswith("s")
        and grid.pos[i] in {"NOUN", "PROPN"}
        and not grid.lower[i].endswith(("ss", "us", "is"))
    )
    return ActorType.GROUP if many and not modifies else kind


def is_language(grid: Grid, i: int) -> bool:
    """Whether an adjective of nation is a language: "she answered in French"."""
    return (
        grid.dep[i] == "pobj"
        and grid.lower[grid.head[i]] in {"in", "into"}
        and not grid.kids[i]
        and i == grid.head[i] + 1
    )


def _people(grid: Grid, i: int) -> ActorType | None:
    """A demonym that heads its phrase: "an Iranian was held", "the Swede resigned", "Sudanese marched"."""
    head = grid.head[i]
    if grid.dep[i] == "conj" and grid.dep[head] in {"amod", "compound", "nmod"}:
        return None
    if grid.dep[i] not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent", "appos", "dative"}:
        return None
    if i + 1 < len(grid) and (grid.text[i + 1] == "-" or grid.pos[i + 1] in {"NOUN", "PROPN", "ADJ"}):
        return None
    before = [grid.lower[k] for k in grid.kids[i] if k < i and grid.dep[k] in {"det", "nummod"}]
    if grid.lower[i].endswith(_SAME_PLURAL):
        counted = set(before) & {"a", "an", "one", "another", "this", "that"}
        acts = bool(before) or grid.dep[i] in {"nsubj", "nsubjpass"}
        return ActorType.PERSON if counted else ActorType.GROUP if acts and grid.pos[i] != "ADV" else None
    return (
        ActorType.PERSON
        if set(before) & {"a", "an", "the", "one", "another", "this", "that"} and grid.tag[i] in {"NNP", "NN", "JJ"}
        else None
    )
