"""Whether two noun phrases of a sentence set may mean the same actor.

The sets of others give actors as stretches of text ("Senior Hungarian officials") or as names ("Republican Party"), cut
otherwise than ours. Compared are content words, countries by any of their names, demonyms and capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from kgraph.evaluate.words import word_set

# Determiners and forms of address; prepositions and the like.
_EMPTY = word_set("""
    the a an that this these those some any all both its his her their our my mr mrs ms dr s
    of and or to by for with as at on from in who which whose is was be will
""")
_ENDS_HEAD = word_set("""
    of in on at from for with by to near against over under inside outside about as who which that and
""")
# Words that say what kind of actor it is, not which.
_GENERIC = word_set("""
    president minister premier prime chancellor ambassador envoy king queen leader leadership chief head secretary
    official spokesman spokeswoman spokesperson deputy vice former senior interior foreign defence defense security
    government administration authority council court ministry parliament state party group member people company
    army military police force troop soldier fighter rebel militant worker protester activist
    new national international general central northern southern eastern western north south east west
""")
_LONGEST_NAME = 4


class Countries(Protocol):
    """What is asked of the gazetteer: the code of the country that a word or name stands for."""

    def country(self, text: str) -> str | None:
        """By a name of the country."""
        ...

    def demonym(self, text: str) -> str | None:
        """By an adjective or noun of origin."""
        ...

    def capital(self, text: str) -> str | None:
        """By its capital."""
        ...

    def seat(self, text: str) -> str | None:
        """By the seat of its government."""
        ...


class LooseNames:
    """Compares noun phrases; answers are remembered."""

    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        self.words = cache(self._content_words)
        self.same = cache(self._same)

    def any_same(self, names: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of the names may mean one of the others."""
        wanted = [other for other in others if other]
        return any(self.same(name, other) for name in names if name for other in wanted)

    def _content_words(self, phrase: str) -> tuple[str, ...]:
        every = tuple(self._tokens(phrase))
        return tuple(word for word in every if word not in _EMPTY) or every

    def _same(self, one: str, other: str) -> bool:
        a, b = set(self.words(one)), set(self.words(other))
        shared = a & b
        if a == b or not shared:
            return bool(shared)
        if shared <= _GENERIC and a - shared - _GENERIC and b - shared - _GENERIC:
            return False
        if a <= b or b <= a or 2 * len(shared) >= min(len(a), len(b)):
            return True
        return self._head(one) == self._head(other) and self._head(one) not in _GENERIC

    def _head(self, phrase: str) -> str:
        """The last content word before a comma or preposition."""
        head = ""
        for word in self._tokens(re.split(r"[,(;]|--", phrase)[0]):
            if word in _ENDS_HEAD and head:
                break
            if word not in _EMPTY:
                head = word
        return head

    def _tokens(self, phrase: str) -> Iterator[str]:
        """Words in lower case and singular, names of countries as codes."""
        plain = unicodedata.normalize("NFKD", phrase.replace("’", "'"))
        text = "".join(c for c in plain if not unicodedata.combining(c))
        words = re.findall(r"(?:[A-Za-z]\.){2,}|[^\W_]+", re.sub(r"'s\b|(?<=s)'(?!\w)", "", text))
        position = 0
        while position < len(words):
            length, code = self._country(words[position : position + _LONGEST_NAME])
            yield code or _singular(words[position].lower())
            position += length

    def _country(self, words: list[str]) -> tuple[int, str | None]:
        """The longest name of a country at the beginning of the words, as number of words and code."""
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            if not name[0].isupper():
                break
            for look_up in (
                self._countries.country,
                self._countries.demonym,
                self._countries.capital,
                self._countries.seat,
            ):
                code = look_up(name)
                if code:
                    return length, f"={code}"
        return 1, None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
