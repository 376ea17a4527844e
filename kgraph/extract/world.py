"""What the gazetteer says of the names in an article, with a memory: articles repeat their names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.gazetteer import Entry, Gazetteer
from kgraph.model import ActorType


@dataclass(slots=True)
class World:
    """A gazetteer with its answers remembered by text."""

    gazetteer: Gazetteer
    _readings: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _genders: dict[str, str | None] = field(default_factory=dict)

    def readings(self, text: str) -> tuple[Entry, ...]:
        """All readings of a name."""
        found = self._readings.get(text)
        if found is None:
            found = self._readings[text] = self.gazetteer.lookup(text)
        return found

    def _code(self, text: str, *roles: str) -> str | None:
        return next((entry.territory for entry in self.readings(text) if entry.role in roles), None)

    def country(self, name: str) -> str | None:
        """The code of the country with this name."""
        return self._code(name, "country")

    def region(self, name: str) -> str | None:
        """The code of the part of a country with this name."""
        return self._code(name, "region")

    def demonym(self, word: str) -> str | None:
        """The code of the country or region that an adjective or noun of origin belongs to."""
        return self._code(word, "demonym", "people")

    def capital(self, name: str) -> str | None:
        """The code of the country whose capital has this name."""
        return self._code(name, "capital")

    def seat(self, name: str) -> str | None:
        """The code of the country whose government sits there."""
        return self._code(name, "seat")

    def body(self, name: str) -> bool:
        """Whether this is an international organisation or armed group."""
        return self.known_body(name) is not None

    def known_body(self, name: str) -> str | None:
        """The usual name of the international organisation or armed group with this name."""
        roles = {"organization", "armed_group"}
        return next((entry.name for entry in self.readings(name) if entry.role in roles), None)

    def gender(self, first_name: str) -> str | None:
        """The usual gender of a first name: m, f or None."""
        if first_name not in self._genders:
            self._genders[first_name] = self.gazetteer.gender(first_name)
        return self._genders[first_name]

    def parent(self, code: str) -> str | None:
        """The code of the country that a region is part of."""
        return self.gazetteer.parent(code)

    def name(self, code: str) -> str:
        """The usual English name of a country or region."""
        return self.gazetteer.name(code)

    def polity(self, code: str) -> ActorType:
        """Whether a code is a country's or a place's."""
        return ActorType.COUNTRY if self.gazetteer.territories[code].country else ActorType.PLACE


_worlds: list[World] = []


def world_of(gazetteer: Gazetteer) -> World:
    """The world of a gazetteer, made once for each of the last few gazetteers."""
    for world in _worlds:
        if world.gazetteer is gazetteer:
            return world
    _worlds.append(World(gazetteer))
    del _worlds[:-4]
    return _worlds[-1]
