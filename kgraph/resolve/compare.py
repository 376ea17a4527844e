"""Whether two names, seen alone, can be one actor's: what the clusters are built from, as one function."""

from __future__ import annotations

from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType
from kgraph.resolve.names import Relation, compare_persons, parse_name
from kgraph.resolve.organizations import compare_organizations
from kgraph.resolve.places import place_key, same_place_spelling
from kgraph.resolve.surnames import BARE


def same_name(a: str, b: str, actor_type: ActorType, gazetteer: Gazetteer | None = None) -> tuple[bool, str]:
    """Whether two names of one type can be one actor's, and by which rule.

    A surname is taken to be short for a full name that ends in it; whether it is, only an article can tell.

    Examples
    --------
    >>> same_name("Muammar Gaddafi", "Moammar Kadafi", ActorType.PERSON)[0]
    True
    >>> same_name("Ivanenko", "Ivankov", ActorType.PERSON)[0]
    False
    """
    gazetteer = gazetteer or Gazetteer.load()
    if actor_type is ActorType.PERSON:
        first, second = parse_name(a), parse_name(b)
        found = compare_persons(first, second)
        bare = not (first.full and second.full)
        return found.relation is not Relation.DIFFERENT and (not bare or found.score >= BARE), found.rule
    if actor_type is ActorType.COUNTRY:
        codes = gazetteer.country(a), gazetteer.country(b)
        return codes[0] is not None and codes[0] == codes[1], "gazetteer"
    if actor_type is ActorType.PLACE:
        keys = place_key(a, gazetteer), place_key(b, gazetteer)
        return keys[0] == keys[1] or same_place_spelling(*keys), "place name"
    return compare_organizations(a, b, gazetteer)
