"""The rules that merge mentions, in the order in which they are tried: the precise ones first."""

from __future__ import annotations

from kgraph.extract.appositions import appositions, governments, identified, kinds
from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.name_sieves import (
    acronyms,
    affiliations,
    reordered_names,
    same_body,
    same_name,
    same_territory,
    shortened_names,
)
from kgraph.extract.nominal_sieves import noun_of_name, roles, salient_holder, same_description, type_nouns
from kgraph.extract.sole_person import sole_person
from kgraph.extract.words import Words
from kgraph.extract.world import World


def apply_sieves(grid: Grid, clusters: Clusters, world: World, words: Words) -> None:
    """Merge the names and descriptions of an article, rule by rule."""
    same_name(clusters)
    same_territory(clusters)
    same_body(clusters, world)
    acronyms(grid, clusters, world)
    shortened_names(grid, clusters, world, words)
    reordered_names(clusters, world)
    affiliations(clusters, words)
    governments(grid, clusters)
    appositions(grid, clusters, words)
    identified(grid, clusters)
    kinds(grid, clusters, words)
    roles(clusters, words)
    same_description(grid, clusters, words)
    noun_of_name(grid, clusters, words, world)
    type_nouns(grid, clusters, words, world)
    salient_holder(grid, clusters, words)
    sole_person(grid, clusters, words)
