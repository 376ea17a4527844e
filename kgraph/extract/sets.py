"""Mentions that stand for several actors at once: "both countries", "the two men", "both of them", "they".

They are no actor of their own: what is said of them is said of each. Their members are coordinated shortly before
("Kenya and Uganda ... both countries"), or are the only actors of that kind in the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.words import Words, word_set
from kgraph.model import ActorType, MentionKind

_COUNTS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
_THEY = {"they", "them", "their", "theirs"}
_SIDES = word_set("sides")
_NOUNS = {"pair", "duo", "trio"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative", "poss"}
_PERSON, _COUNTRY, _PLACE, _BODY = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.ORGANIZATION
_ALIKE = ({_PERSON}, {_COUNTRY}, {_BODY})
_MODIFIERS = {"amod", "compound", "nmod"}
_BACK = 2


def set_candidates(grid: Grid) -> list[Candidate]:
    """ "Both" and "the two" without a noun, as mentions."""
    found = []
    for i, lower in enumerate(grid.lower):
        if lower not in {"both", "two", "three"} or grid.dep[i] not in _ARGUMENTS:
            continue
        if any(grid.pos[k] == "NOUN" for k in grid.kids[i]):
            continue
        if grid.pos[i] in {"PRON", "DET"} if lower == "both" else any(grid.lower[k] == "the" for k in grid.kids[i]):
            found.append(Candidate(i, i, i, MentionKind.PRONOUN, None, grid.text[i], (i, i), "p", rule="set"))
    return found


def resolve_sets(grid: Grid, clusters: Clusters, words: Words) -> dict[int, tuple[int, ...]]:
    """For the root of a cluster that stands for several actors, a mention of each."""
    sets: dict[int, tuple[int, ...]] = {}
    by_sentence: dict[int, list[int]] = {}
    for i, c in enumerate(clusters.candidates):
        by_sentence.setdefault(grid.sent[c.head], []).append(i)
    order = list(by_sentence)
    for i, c in enumerate(clusters.candidates):
        root = clusters.root(i)
        wanted = _wanted(grid, clusters, i, c, words)
        if wanted is None or root in sets:
            continue
        count, kinds = wanted
        here = order.index(grid.sent[c.head])
        for distance, start in enumerate(order[here : max(here - _BACK, -1) if here >= _BACK else None : -1]):
            before = [j for j in by_sentence[start] if clusters.candidates[j].last < c.first]
            members = _members(grid, clusters, before, count, kinds, loose=c.rule != "pronoun" and distance > 0)
            if members:
                sets[root] = members
                clusters.how.setdefault(i, ("each of them", members[0]))
                break
    return sets


def _wanted(
    grid: Grid, clusters: Clusters, i: int, c: Candidate, words: Words
) -> tuple[int | None, tuple[set[ActorType], ...]] | None:
    """How many members a mention asks for and of what kinds; None if it stands for no set."""
    lower = grid.lower[c.head]
    if c.kind is MentionKind.PRONOUN:
        if c.rule == "set":
            return _COUNTS[lower], _ALIKE
        members = (clusters.candidates[j] for j in clusters.of(i).members)
        alone = lower in _THEY and all(member.kind is MentionKind.PRONOUN for member in members)
        return (None, ({_PERSON}, {_COUNTRY})) if alone else None
    if c.kind is not MentionKind.DESCRIPTION or c.last != c.head or clusters.of(i).named:
        return None
    before = [grid.lower[k] for k in range(c.first, c.head)]
    if c.noun in _NOUNS:
        return (_COUNTS[c.noun], ({_PERSON},)) if before[:1] == ["the"] else None
    count = next((_COUNTS[word] for word in before if word in _COUNTS), None)
    if count is None or c.number != "p" or len(before) > 2 or not ({"both", "the", "these", "those"} & set(before)):
        return None
    return count, _kinds(c.noun, words)


def _kinds(noun: str, words: Words) -> tuple[set[ActorType], ...]:
    if noun in _SIDES:
        return ({_COUNTRY}, {_BODY}, {_COUNTRY, _BODY})
    if noun in words.places:
        return ({words.places[noun]},)
    return ({_PERSON},) if words.is_person(noun) else ({_BODY},)


def _members(
    grid: Grid,
    clusters: Clusters,
    before: list[int],
    count: int | None,
    kinds: tuple[set[ActorType], ...],
    *,
    loose: bool,
) -> tuple[int, ...]:
    """The members among the mentions of a sentence: the last coordination, or all there are of the kind."""
    for kind in kinds:
        fit = [j for j in before if _may_belong(grid, clusters, j, kind)]
        for group in _coordinations(grid, clusters, fit):
            if len(group) == count or (count is None and len(group) > 1 and _is_subject(grid, clusters, group[0])):
                return tuple(group)
        distinct = _distinct(clusters, fit)
        if loose and len(distinct) == count and any(_is_subject(grid, clusters, j) for j in distinct):
            return tuple(distinct)
    return ()


def _may_belong(grid: Grid, clusters: Clusters, j: int, kind: set[ActorType]) -> bool:
    c = clusters.candidates[j]
    if c.weak or c.number == "p" or c.kind is MentionKind.PRONOUN or grid.dep[c.head] in _MODIFIERS:
        return False
    return clusters.of(j).type in kind


def _is_subject(grid: Grid, clusters: Clusters, j: int) -> bool:
    return grid.dep[clusters.candidates[j].head] in {"nsubj", "nsubjpass"}


def _coordinations(grid: Grid, clusters: Clusters, fit: list[int]) -> Iterator[list[int]]:
    """Groups of coordinated mentions, the last first."""
    by_head = {clusters.candidates[j].head: j for j in fit}
    groups: dict[int, list[int]] = {}
    for head, j in sorted(by_head.items()):
        first = head
        while grid.dep[first] == "conj" and grid.head[first] in by_head:
            first = grid.head[first]
        groups.setdefault(first, []).append(j)
    for first in sorted(groups, reverse=True):
        group = _distinct(clusters, groups[first])
        if len(group) > 1:
            yield group


def _distinct(clusters: Clusters, mentions: list[int]) -> list[int]:
    seen: dict[int, int] = {}
    for j in mentions:
        seen.setdefault(clusters.root(j), j)
    return list(seen.values())
