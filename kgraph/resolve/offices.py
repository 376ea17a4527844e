"""Offices with dates: whom "the US president" means in an article of a certain day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType
from kgraph.resolve.blocker import surname_keys
from kgraph.resolve.descriptions import parse_description
from kgraph.resolve.linking import Linking, person_of
from kgraph.resolve.names import Relation, compare_persons, parse_name
from kgraph.resolve.nodes import Node, by_kind

_SCORE = 0.9


def link_offices(linking: Linking, gazetteer: Gazetteer, dates: Mapping[str, str | None]) -> None:
    """Join a description that is nothing but an office of a country with its holder on the article's day.

    The article must have a date, the gazetteer must know one holder for that day, and some article must name that
    person; otherwise the description stays one. "A president" and "the former president" are no offices.
    """
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for index in by_kind(linking.nodes)["person"]:
        for key in surname_keys(person_of(linking, index).surname):
            bearers[key].add(index)
    for index in by_kind(linking.nodes)["local"]:
        node = linking.nodes[index]
        names = _holders(node, gazetteer, dates.get(node.scope or "") or "")
        found = {}
        for name in names:
            holder = parse_name(name)
            near = {n for key in surname_keys(holder.surname) for n in bearers[key]} if holder.tokens else set()
            for other in sorted(near):
                comparison = compare_persons(holder, person_of(linking, other))
                if comparison.relation in (Relation.EQUAL, Relation.FULLER) and comparison.score >= _SCORE:
                    found[linking.clusters.find(other)] = other
        if len(found) == 1:
            (other,) = found.values()
            linking.merge(index, other, "held the office on that day", _SCORE)


def _holders(node: Node, gazetteer: Gazetteer, date: str) -> set[str]:
    entity = node.records[0].entity
    definite = not re.match(r"an?\b", entity.name, re.IGNORECASE)
    if not (date and definite) or entity.named or entity.type is not ActorType.PERSON:
        return set()
    described = parse_description(entity.name, gazetteer)
    code = described.territory or entity.territory
    return {holder.name for holder in gazetteer.holders(code, described.words, date)} if code else set()
