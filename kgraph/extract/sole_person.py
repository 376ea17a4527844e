"""A description of somebody whom the text has just named, though not by that description.

"Police cornered Emil Varga. Officers shot the fugitive": where one person alone has been named in the last
sentences, a definite epithet speaks of that person; so does the office of a nation's head where nobody else holds it.
"""

from __future__ import annotations

from kgraph.extract.appositions import is_description, owner_of
from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.words import Words, word_set
from kgraph.model import ActorType, MentionKind

_EPITHETS = word_set("epithets")
_OTHER = word_set("other")
_NEAR = 3  # sentences, the description's own included
_SUBJECT = {"nsubj", "nsubjpass"}


def sole_person(grid: Grid, clusters: Clusters, words: Words) -> None:
    """Merge epithets with the only person named in the last sentences."""
    starts = sorted(set(grid.sent))
    order = {start: k for k, start in enumerate(starts)}
    persons = [
        j
        for j, c in enumerate(clusters.candidates)
        if c.kind is MentionKind.NAME and clusters.of(j).type is ActorType.PERSON
    ]
    if not persons:
        return
    for i, c in enumerate(clusters.candidates):
        if not _points_back(grid, clusters, i, c, words):
            continue
        here = order[grid.sent[c.head]]
        near = [j for j in persons if j < i and here - order[grid.sent[clusters.candidates[j].head]] < _NEAR]
        after = [j for j in persons if j > i and grid.sent[clusters.candidates[j].head] == grid.sent[c.head]]
        roots = {clusters.root(j) for j in near}
        if len(roots) != 1 or not any(grid.sent[clusters.candidates[j].head] != grid.sent[c.head] for j in near):
            continue
        if c.role in words.heads and (clusters.of(near[-1]).roles or grid.dep[c.head] not in _SUBJECT):
            continue
        if roots & {clusters.root(j) for j in after}:
            continue
        clusters.merge(i, near[-1], "the one person named")


def _points_back(grid: Grid, clusters: Clusters, i: int, c: Candidate, words: Words) -> bool:
    """Whether a description may speak again of somebody named: definite, alone in its cluster, without an owner."""
    if not is_description(c) or c.type is not ActorType.PERSON or c.number != "s" or not c.definite:
        return False
    if clusters.of(i).named or len(clusters.of(i).members) > 1 or c.last != c.head or owner_of(grid, c) is not None:
        return False
    if c.modifiers & _OTHER or grid.dep[c.head] in {"attr", "appos", "compound"}:
        return False
    return c.noun in _EPITHETS or (c.role in words.heads and c.territory is not None)
