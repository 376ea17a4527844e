"""Descriptions of actors without a name, reduced to what they say: "the Belarusian protesters" -> protesters, by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

from kgraph.gazetteer import Gazetteer
from kgraph.resolve.organizations import GENERIC
from kgraph.resolve.wordlists import word_list

_DETERMINERS = word_list("determiners")
_POSSESSIVE = word_list("possessives")
# Words that mean somebody else each time.
_VAGUE = word_list("vague heads")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart.

    ``words`` are its telling words in lower-case ASCII, without determiners, numbers and the country; empty if it leans
    on a pronoun ("his supporters"). ``text`` is the same as it was written, with its country. ``definite`` says
    that the same words in the same article mean the same.
    """

    words: str
    text: str
    territory: str | None
    definite: bool


def parse_description(text: str, gazetteer: Gazetteer) -> Description:
    """Take a description apart."""
    tokens = _WORD.findall(text)
    if any(token.casefold() in _POSSESSIVE for token in tokens):
        return Description("", text, None, False)
    while len(tokens) > 1 and (tokens[0].casefold() in _DETERMINERS or tokens[0].isdigit()):
        tokens.pop(0)
    shown = " ".join(tokens)
    tokens, code = _without_country(tokens, gazetteer)
    while len(tokens) > 1 and tokens[0].casefold() in _DETERMINERS:
        tokens.pop(0)
    words = " ".join(anyascii(token).casefold().replace("'", "") for token in tokens)
    vague = not words or words.split()[0] in _VAGUE
    return Description(words, shown, code, not vague)


def _without_country(tokens: list[str], gazetteer: Gazetteer) -> tuple[list[str], str | None]:
    """Take out an adjective of origin, a country in the possessive or before a noun, or "in Belarus" at the end."""
    for size in (3, 2, 1):
        for start in range(len(tokens) - size + 1):
            piece = " ".join(tokens[start : start + size])
            if not piece[0].isupper() or len(tokens) == size:
                continue
            before = tokens[start - 1].casefold() if start else ""
            code = gazetteer.demonym(piece)
            if code and start + size < len(tokens):
                return tokens[:start] + tokens[start + size :], code
            code = gazetteer.country(piece) or gazetteer.region(piece)
            if (
                code
                and before in ("in", "of", "from", "within", "across")
                and start + size == len(tokens)
                and start > 1
            ):
                return tokens[: start - 1], code
            if code and start + size < len(tokens) and (start == 0 or re.search(r"['’]s?$", piece)):
                return tokens[:start] + tokens[start + size :], code
    return tokens, None


def is_institution(words: str) -> bool:
    """Whether a description names a body of which a country has one: "government", "security forces", "parliament"."""
    tokens = words.split()
    return bool(tokens) and len(tokens) < 4 and all(token in GENERIC for token in tokens)
