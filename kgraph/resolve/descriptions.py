"""Descriptions of actors without a name, reduced to what they describe: "the Belarusian protesters" -> protesters, by."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from kgraph.gazetteer import Gazetteer
from kgraph.resolve.organizations import GENERIC

_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "some", "any", "all", "both", "many", "most", "several", "few", "other", "another", "such", "more", "certain", "various", "no", "each", "every", "either", "much", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "scores", "tens", "group", "groups", "crowd", "crowds", "of", "about", "around", "over", "nearly", "almost", "least", "at", "than", "also", "even", "only", "former", "ex", "new", "local"]
)
_POSSESSIVE = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
_WORD = re.compile(r"[\w'’-]+")


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def parse_description(text: str, gazetteer: Gazetteer) -> tuple[str, str | None]:
    """The describing words without determiners and numbers, and the country that an adjective in it names.

    Returns
    -------
    tuple of str and str or None
        The words in lower case, empty if the description leans on a pronoun ("his supporters"); the territory code.
    """
    words = list(_words(text))
    code = None
    if any(word.casefold() in _POSSESSIVE for word in words):
        return "", None
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            found = gazetteer.demonym(piece) if code is None else None
            if found and len(words) > size:
                code = found
                del words[start : start + size]
                break
    while words and (words[0].casefold() in _DETERMINERS or words[0].isdigit()):
        words.pop(0)
    return " ".join(anyascii(word).casefold() for word in words), code


def is_institution(words: str) -> bool:
    """Whether a description names a body of which a country has one: "government", "security forces", "parliament"."""
    tokens = words.split()
    return bool(tokens) and len(tokens) < 4 and all(token in GENERIC for token in tokens)
