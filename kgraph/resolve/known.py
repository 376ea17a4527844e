"""Which entry of the gazetteer an entity is, if its name and type leave only one."""

from __future__ import annotations

from kgraph.gazetteer import Entry, Gazetteer
from kgraph.model import ActorType, Entity


def known_entry(entity: Entity, gazetteer: Gazetteer) -> Entry | None:
    """The gazetteer's entry for a named entity; None if it has none, or the name is a city's."""
    if entity.type is ActorType.COUNTRY:
        code = entity.territory or gazetteer.country(entity.name)
        if code in gazetteer.territories:
            return gazetteer.territory(code)
    readings = gazetteer.lookup(entity.name)
    if not readings and entity.type in (ActorType.ORGANIZATION, ActorType.GROUP):
        readings = _party(entity, gazetteer)
    if not readings:
        return None
    if entity.type is ActorType.PLACE:
        return _place(entity, readings, gazetteer)
    if entity.type is ActorType.PERSON:
        return _mistaken_for_a_person(entity, readings)
    return _body(entity, readings) or _people(entity, readings, gazetteer)


def _place(entity: Entity, readings: tuple[Entry, ...], gazetteer: Gazetteer) -> Entry | None:
    if readings[0].role == "capital":
        return None
    places = [e for e in readings if e.role in ("country", "region")]
    fitting = [e for e in places if not entity.territory or e.territory == entity.territory]
    if fitting:
        return fitting[0]
    wider = [e.territory for e in readings if e.role == "demonym" and e.territory]
    if not places and wider and not gazetteer.territories[wider[0]].country:  # "Western" is the West
        return gazetteer.territory(wider[0])
    return None


def _mistaken_for_a_person(entity: Entity, readings: tuple[Entry, ...]) -> Entry | None:
    """An organisation of the gazetteer that nothing but the recogniser calls a person."""
    only = readings[0] if len(readings) == 1 else None
    is_body = only is not None and only.role in ("organization", "armed_group") and len(only.name) > 4
    return only if is_body and not entity.gender else None


def _party(entity: Entity, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """ "Republicans" and "Democratic", named as bodies, are the party of that name."""
    if " " in entity.name:
        return ()
    found = gazetteer.lookup(f"{entity.name} Party") or gazetteer.lookup(f"{entity.name.removesuffix('s')} Party")
    return tuple(e for e in found if e.role == "organization")


def _body(entity: Entity, readings: tuple[Entry, ...]) -> Entry | None:
    bodies = [e for e in readings if e.role in ("organization", "armed_group")]
    if entity.territory:
        own = [e for e in bodies if e.territory == entity.territory]
        bodies = own or [e for e in bodies if e.role != "organization" or e.territory is None]
    return bodies[0] if bodies else None


def _people(entity: Entity, readings: tuple[Entry, ...], gazetteer: Gazetteer) -> Entry | None:
    if entity.type is not ActorType.GROUP:
        return None
    for entry in readings:
        wider = entry.territory is not None and not gazetteer.territories[entry.territory].country
        if entry.territory and (entry.role == "region" or (entry.role == "demonym" and wider and len(readings) == 1)):
            return gazetteer.territory(entry.territory)  # "the West" acts as one, and "Western" is the West
        if entry.role in ("people", "demonym"):
            return Entry(_plural(entry, gazetteer), ActorType.GROUP, entry.territory, None, "people")
    return None


def _plural(entry: Entry, gazetteer: Gazetteer) -> str:
    """One name for a people: "Belarusians" for Belarusian, Belarussians."""
    adjective = gazetteer.adjective(entry.territory or "") or entry.name
    plural = f"{adjective}s"
    return plural if any(e.role == "people" for e in gazetteer.lookup(plural)) else entry.name
