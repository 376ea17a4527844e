"""Names of organisations and groups, reduced to what tells one from another.

"Belarusian Ministry of Defence", "Defense Ministry of Belarus" and, where the article is about Belarus, "the Defence
Ministry" are one; the ministries of two countries are two. The words are compared as a set without articles and
prepositions, adjectives of origin and country names become a code, and a name made only of words that every country has
(ministry, parliament, police) means nothing without that code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from kgraph.gazetteer import Entry, Gazetteer, is_acronym
from kgraph.resolve.wordlists import word_list

SMALL = word_list("small words")
_LEGAL = word_list("legal forms")
_SPELLING = {
    "centre": "center", "defence": "defense", "labour": "labor", "programme": "program", "theatre": "theater",
    "armour": "armor", "licence": "license", "cooperation": "co-operation", "minister's": "minister",
    "dept": "department", "intl": "international", "natl": "national", "govt": "government", "assn": "association",
    "interior": "internal", "electoral": "election", "univ": "university", "foreign affairs": "foreign",
    "elections": "election", "workers'": "workers", "affairs": "",
}  # fmt: skip
GENERIC = word_list("bodies")
CREEDS = word_list("creeds")  # of parties; alone they are groups


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name taken apart: its telling words in order of the alphabet, the country that it names, its acronym form."""

    text: str
    words: tuple[str, ...]
    territory: str | None
    acronym: str | None

    @property
    def generic(self) -> bool:
        """Whether every country has one, so that the name alone tells nothing."""
        return bool(self.words) and all(word in GENERIC for word in self.words)


def parse_organization(text: str, gazetteer: Gazetteer) -> OrganizationName:
    """Take the name of an organisation apart."""
    return _parse(text, _Territories(gazetteer))


class _Territories:
    """The gazetteer's countries and peoples, hashable by identity so that parses can be cached."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Territories) and other.gazetteer is self.gazetteer

    def code(self, text: str) -> str | None:
        """The territory that a word or two name."""
        return self.gazetteer.country(text) or self.gazetteer.demonym(text) or self.gazetteer.region(text)


@lru_cache(maxsize=300_000)
def _parse(text: str, territories: _Territories) -> OrganizationName:
    bare = re.sub(r"^(?:the|The)\s+", "", text.strip())
    bare = re.sub(r"(?<=\w)['’]s?(?=\s|$)", "", bare)
    if is_acronym(bare) and len(bare.replace(".", "")) > 1:
        return OrganizationName(text, (anyascii(bare).replace(".", "").casefold(),), None, bare.replace(".", ""))
    bare = re.sub(r"\s*\([^)]*\)$", "", bare)
    tokens = bare.replace(",", " ").split()
    kept, code = _without_territory(tokens, territories)
    words = [w for token in kept for w in _words(token)]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return OrganizationName(text, tuple(sorted(set(words))), code, None)


def _without_territory(tokens: list[str], territories: _Territories) -> tuple[list[str], str | None]:
    """Take the first country or adjective of origin out, if enough is left to name something."""
    for size in (3, 2, 1):
        for start in range(len(tokens) - size + 1):
            piece = " ".join(tokens[start : start + size])
            rest = tokens[:start] + tokens[start + size :]
            if piece[:1].isupper() and any(t.casefold() not in SMALL for t in rest):
                code = territories.code(piece)
                if code:
                    return rest, code
    return tokens, None


def _words(token: str) -> list[str]:
    word = anyascii(token).casefold().strip(".\"'()[]")
    word = re.sub(r"isation(s?)$", r"ization\1", word)
    word = _SPELLING.get(word, word)
    return [word] if word and word not in SMALL else []


@lru_cache(maxsize=300_000)
def initials(text: str) -> frozenset[str]:
    """The acronyms that a long form can have: with and without small words, and without "of …" at the end."""
    bare = re.sub(r"^(?:the|The)\s+", "", text.strip())
    tokens = [t for t in re.split(r"[\s\-/]+", anyascii(bare)) if t[:1].isalnum()]
    found = set()
    for cut in (tokens, _before_of(tokens)):
        capitals = [t for t in cut if t[0].isupper() or t[0].isdigit()]
        if len(capitals) > 1:
            found.add("".join(t[0] for t in capitals).upper())
            found.add("".join(t[0] for t in cut).upper())
    return frozenset(found)


def _before_of(tokens: list[str]) -> list[str]:
    for i in range(len(tokens) - 1, 1, -1):
        if tokens[i].casefold() in ("of", "in", "for"):
            return tokens[:i]
    return tokens


def compare_organizations(a: str, b: str, gazetteer: Gazetteer) -> tuple[bool, str]:
    """Whether two names can be one organisation's, and by which rule.

    Examples
    --------
    >>> compare_organizations("Ministry of Defence of Belarus", "Belarusian Defense Ministry", Gazetteer.load())
    (True, 'same words')
    """
    entries = [{e.name for e in gazetteer.lookup(t) if e.role in ("organization", "armed_group")} for t in (a, b)]
    if all(entries):
        same = bool(entries[0] & entries[1])
        return same, "gazetteer" if same else "two in the gazetteer"
    first, second = parse_organization(a, gazetteer), parse_organization(b, gazetteer)
    for short, long in ((first, second), (second, first)):
        if short.acronym and not long.acronym:
            return short.acronym.upper() in initials(long.text) and len(short.acronym) > 2, "acronym"
    if first.territory and second.territory and first.territory != second.territory:
        return False, "two countries"
    if first.words == second.words:
        return not first.generic or first.territory == second.territory, "same words"
    return spelt_alike(first.words, second.words), "spelling"


def spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sets of words differ only in romanisation."""
    from kgraph.resolve.romanisation import likeness, plain_letters  # noqa: PLC0415

    if [w for w in a if not w.isalpha()] != [w for w in b if not w.isalpha()] and any(
        c.isdigit() for w in (*a, *b) for c in w
    ):
        return False
    if len(a) != len(b):
        return len("".join(a)) > 5 and plain_letters("".join(a)) == plain_letters("".join(b))
    rest = list(b)
    for word in a:
        best = max(rest, key=lambda w: (likeness(plain_letters(word), plain_letters(w)), w))
        if word != best and (
            min(len(word), len(best)) < 4 or likeness(plain_letters(word), plain_letters(best)) < 0.93
        ):
            return False
        rest.remove(best)
    return True


_KNOWN: dict[int, tuple[Gazetteer, dict[tuple[tuple[str, ...], str | None], Entry]]] = {}


def known_organizations(gazetteer: Gazetteer) -> dict[tuple[tuple[str, ...], str | None], Entry]:
    """The gazetteer's organisations by their telling words and country: "U.S. Senate" is "United States Senate"."""
    cached = _KNOWN.get(id(gazetteer))
    if cached is None or cached[0] is not gazetteer:
        found: dict[tuple[tuple[str, ...], str | None], Entry] = {}
        for text, entry in gazetteer.organizations():
            name = parse_organization(text, gazetteer)
            if name.words and not name.acronym and (not name.generic or name.territory or entry.territory):
                found.setdefault((name.words, name.territory or (entry.territory if name.generic else None)), entry)
        cached = _KNOWN[id(gazetteer)] = (gazetteer, found)
    return cached[1]
