"""The names that kgraph knows beforehand: countries and their peoples, capitals, organisations, armed groups.

The tables are in ``ontology/gazetteer`` (its README says where each comes from); a user may add files of names in the
same form. A look-up is exact but for diacritics, periods, case and a leading "the": "the U.S.", "US" and "USA" are
found, "us" is not, and a name must begin with a capital as it does in running text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from anyascii import anyascii

from kgraph.errors import SettingsError
from kgraph.model import ActorType
from kgraph.resources import ontology

Role = Literal[
    "country", "demonym", "people", "capital", "seat", "region", "organization", "armed_group", "person"
]  # fmt: skip
_TYPES: dict[str, ActorType] = {
    "country": ActorType.COUNTRY, "demonym": ActorType.GROUP, "people": ActorType.GROUP, "capital": ActorType.PLACE,
    "seat": ActorType.PLACE, "region": ActorType.PLACE, "organization": ActorType.ORGANIZATION,
    "armed_group": ActorType.ORGANIZATION, "person": ActorType.PERSON,
}  # fmt: skip
_QID = re.compile(r"Q[1-9]\d*")
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9+/&-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a name.

    ``name`` is the usual English name of the actor ("United States" for "U.S."), ``territory`` the code of the country
    or region that it is, sits in, or belongs to. ``wikidata`` is set only where an installed source or the user
    confirmed it; ``listed`` entries are the user's own and come before those that kgraph ships.
    """

    name: str
    type: ActorType
    territory: str | None
    wikidata: str | None
    role: Role
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or region: its code, name, the country that it is part of, and its Wikidata id."""

    code: str
    name: str
    parent: str | None
    wikidata: str | None
    country: bool


def fold(text: str) -> str:
    """A name for look-up: ASCII, lower case, without periods, possessive and a leading "the"."""
    plain = text if text.isascii() else anyascii(text)
    plain = plain.strip().replace("`", "'").replace(".", "")
    if "'" in plain:
        plain = re.sub(r"'s$|(?<=s)'$", "", plain)
    return " ".join(plain.split()).casefold().removeprefix("the ").strip()


def is_acronym(text: str) -> bool:
    """Whether a name is written in capitals only, so that its lower-case form is another word (US, WHO, IS)."""
    plain = text.replace(".", "")
    return len(plain) < 6 and _ACRONYM.fullmatch(plain) is not None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who certainly held an office of a country from one day to another (ISO dates)."""

    title: str
    name: str
    since: str
    until: str


@dataclass(slots=True)
class Gazetteer:
    """Names and what they may stand for; see :meth:`load`."""

    territories: dict[str, Territory] = field(default_factory=dict)
    _readings: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _acronyms: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _adjectives: dict[str, str] = field(default_factory=dict)
    _genders: dict[str, str] = field(default_factory=dict)
    _holders: dict[str, list[Holder]] = field(default_factory=lambda: defaultdict(list))
    _organizations: list[tuple[str, Entry]] = field(default_factory=list)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Gazetteer:
        """The shipped gazetteer, with the user's own files on top.

        Parameters
        ----------
        extra : sequence of Path
            Tab-separated files with the columns name, type (Person, Organization, Country, Place, Group), variants
            separated by "|", territory code, Wikidata id; all but the first two may be empty.

        Raises
        ------
        SettingsError
            If a file cannot be read or a line is wrong; the message names the line.
        """
        if not extra:
            return _shipped()
        gazetteer = _read_shipped()
        for path in extra:
            gazetteer._read_user_file(path)
        return gazetteer

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """All readings of a name: none, one, or several for "Georgia" and "Washington"."""
        text = text.strip()
        key = fold(text)
        found = list(self._acronyms.get(key, ())) if is_acronym(_bare(text)) else []
        if any(c.isupper() for c in text):
            found += [entry for entry in self._readings.get(key, ()) if entry not in found]
        return tuple(found)

    def country(self, text: str) -> str | None:
        """The code of the country with this name, spelling or abbreviation ("U.S." -> "us")."""
        return self._code(text, "country")

    def region(self, text: str) -> str | None:
        """The code of the part of a country with this name ("Scotland" -> "gb-sct")."""
        return self._code(text, "region")

    def demonym(self, text: str) -> str | None:
        """The code of the country or region that an adjective or noun of origin belongs to ("British" -> "gb")."""
        return self._code(text, "demonym", "people")

    def capital(self, text: str) -> str | None:
        """The code of the country whose capital has this name ("Moscow" -> "ru")."""
        return self._code(text, "capital")

    def seat(self, text: str) -> str | None:
        """The code of the country whose government sits at this place ("the Kremlin" -> "ru")."""
        return self._code(text, "seat")

    def territory(self, code: str) -> Entry:
        """The country or region with this code.

        Raises
        ------
        KeyError
            If there is none.
        """
        place = self.territories[code]
        kind = ActorType.COUNTRY if place.country else ActorType.PLACE
        return Entry(place.name, kind, code, place.wikidata, "country" if place.country else "region")

    def name(self, code: str) -> str:
        """The usual English name of a country or region."""
        return self.territories[code].name

    def adjective(self, code: str) -> str | None:
        """The first adjective of a country or region ("by" -> "Belarusian")."""
        return self._adjectives.get(code)

    def parent(self, code: str) -> str | None:
        """The code of the country that a region is part of."""
        return self.territories[code].parent

    def organizations(self) -> Iterator[tuple[str, Entry]]:
        """Every name of an organisation or armed group, as it was written, with its entry."""
        yield from self._organizations

    def holders(self, code: str, title: str, date: str) -> tuple[Holder, ...]:
        """Who held an office ("president") of a country on a day; nobody where the source does not say.

        A premier is a prime minister. Spellings of one holder are given apart.
        """
        same = {"premier": "prime minister"}
        wanted = same.get(title, title)
        return tuple(
            holder
            for holder in self._holders.get(code, ())
            if same.get(holder.title, holder.title) == wanted and holder.since <= date <= holder.until
        )

    def gender(self, given_name: str) -> str | None:
        """The usual gender of a given name, m or f; None if it is not known or borne by both."""
        if not given_name[:1].isupper():
            return None
        return self._genders.get(fold(given_name))

    def _code(self, text: str, *roles: str) -> str | None:
        for entry in self.lookup(text):
            if entry.role in roles:
                return entry.territory
        return None

    def add(self, text: str, entry: Entry) -> None:
        """Make ``text`` a name of ``entry``."""
        readings = self._acronyms if is_acronym(text) else self._readings
        if entry.role in ("organization", "armed_group"):
            self._organizations.append((text, entry))
        known = readings[fold(text)]
        if entry.listed:
            known[:] = [entry, *(e for e in known if (e.role, e.name) != (entry.role, entry.name))]
        elif all((e.role, e.territory, e.type) != (entry.role, entry.territory, entry.type) for e in known) or (
            entry.role in ("organization", "armed_group", "person") and all(e.name != entry.name for e in known)
        ):
            known.append(entry)

    def _read_user_file(self, path: Path) -> None:
        for number, (name, kind, variants, code, qid) in _rows(path, 5):
            try:
                actor_type = ActorType(kind)
            except ValueError:
                types = ", ".join(t.value for t in ActorType)
                raise SettingsError(f"{path}, line {number}: the type must be one of {types}, not {kind!r}") from None
            if qid and not _QID.fullmatch(qid):
                raise SettingsError(f"{path}, line {number}: a Wikidata id is a Q and digits, not {qid!r}")
            if code and code not in self.territories:
                raise SettingsError(f"{path}, line {number}: unknown territory code {code!r}")
            role = next(
                r for r in get_args(Role) if _TYPES[r] is actor_type and r not in ("demonym", "capital", "seat")
            )
            entry = Entry(name, actor_type, code or None, qid or None, role, listed=True)
            for text in (name, *_listed(variants)):
                self.add(text, entry)


def _bare(text: str) -> str:
    plain = re.sub(r"['’]s?$", "", text)
    return plain[4:] if plain[:4] in ("the ", "The ") else plain


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns or not cells[0] or (columns > 1 and len(cells) < 2):
            raise SettingsError(
                f"{path}, line {number}: {columns} columns separated by tabs expected, not {len(cells)}"
            )
        yield number, cells + [""] * (columns - len(cells))


@cache
def _shipped() -> Gazetteer:
    return _read_shipped()


def _read_shipped() -> Gazetteer:
    folder = ontology("gazetteer")
    known = {
        code: Territory(code, name, parent or None, qid or None, country == "1")
        for _, (code, name, qid, parent, _, country) in _rows(folder / "territories.tsv", 6)
    }
    gazetteer = Gazetteer()
    _read_countries(gazetteer, folder / "countries.tsv", known)
    _read_regions(gazetteer, folder / "regions.tsv", known)
    _read_organizations(gazetteer, folder, known)
    for _, (name, gender) in _rows(folder / "given_names.tsv", 2):
        gazetteer._genders[fold(name)] = gender
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for _, (code, title, name, since, until) in _rows(folder / "offices.tsv", 5):
        gazetteer._holders[code].append(Holder(title, name, since, until))
        countries[name].add(code)
    for name, codes in countries.items():
        if " " in name:  # a king of several countries is of none of them
            gazetteer.add(name, Entry(name, ActorType.PERSON, min(codes) if len(codes) == 1 else None, None, "person"))
    return gazetteer


def _read_countries(gazetteer: Gazetteer, path: Path, known: dict[str, Territory]) -> None:
    for _, (code, name, variants, adjectives, people, capitals, seats) in _rows(path, 7):
        qid = known[code].wikidata
        gazetteer.territories[code] = Territory(code, name, known[code].parent, qid, True)
        country = Entry(name, ActorType.COUNTRY, code, qid, "country")
        for text in (name, *_listed(variants)):
            gazetteer.add(text, country)
        _add_people(gazetteer, code, adjectives, people)
        for city in _listed(capitals):
            spellings = city.split("/")
            for text in spellings:
                gazetteer.add(text, Entry(spellings[0], ActorType.PLACE, code, None, "capital"))
        for text in _listed(seats):
            gazetteer.add(text, Entry(text, ActorType.PLACE, code, None, "seat"))


def _read_regions(gazetteer: Gazetteer, path: Path, known: dict[str, Territory]) -> None:
    for _, (code, parent, name, variants, adjectives, people) in _rows(path, 6):
        qid = known[code].wikidata if code in known else None
        gazetteer.territories[code] = Territory(code, name, parent or None, qid, False)
        region = Entry(name, ActorType.PLACE, code, qid, "region")
        for text in (name, *_listed(variants)):
            gazetteer.add(text, region)
        _add_people(gazetteer, code, adjectives, people)


def _add_people(gazetteer: Gazetteer, code: str, adjectives: str, people: str) -> None:
    for text in _listed(adjectives):
        gazetteer._adjectives.setdefault(code, text)
        gazetteer.add(text, Entry(text, ActorType.GROUP, code, None, "demonym"))
        if text.endswith(("n", "i")) and not text.endswith("ern") and not is_acronym(text):
            gazetteer.add(f"{text}s", Entry(f"{text}s", ActorType.GROUP, code, None, "people"))
    for text in _listed(people):
        gazetteer.add(text, Entry(text, ActorType.GROUP, code, None, "people"))


def _read_organizations(gazetteer: Gazetteer, folder: Path, known: dict[str, Territory]) -> None:
    ids = {name: qid for _, (name, qid, _) in _rows(folder / "organization_ids.tsv", 3)}
    for _, (name, variants, code, id_code) in _rows(folder / "organizations.tsv", 4):
        qid = known[id_code].wikidata if id_code else ids.get(name)
        entry = Entry(name, ActorType.ORGANIZATION, code or None, qid, "organization")
        for text in (name, *_listed(variants)):
            gazetteer.add(text, entry)
    for _, (name, variants, code) in _rows(folder / "armed_groups.tsv", 3):
        entry = Entry(name, ActorType.ORGANIZATION, code or None, ids.get(name), "armed_group")
        for text in (name, *_listed(variants)):
            gazetteer.add(text, entry)
