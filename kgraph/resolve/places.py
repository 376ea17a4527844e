"""Names of cities and other places: other languages' names, renamings, spellings."""

from __future__ import annotations

import re
from functools import cache

from kgraph.gazetteer import Gazetteer, fold
from kgraph.resolve.romanisation import likeness, plain_letters
from kgraph.resources import ontology


@cache
def _known() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in ontology("gazetteer", "place_names.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *others = line.split("|")
            names.update({_folded(other): _folded(first) for other in (first, *others)})
    return names


def _folded(text: str) -> str:
    return re.sub(r"[\s-]+", " ", re.sub(r"^(?:the|al|ar|ad|as|ash|el)[\s-]+", "", fold(text).replace("'", "")))


def place_key(text: str, gazetteer: Gazetteer) -> str:
    """The name that all names of a place share."""
    for entry in gazetteer.lookup(text):
        if entry.role == "capital":
            return _folded(entry.name)
    key = _folded(re.sub(r"^(?:the )?(?:city|town|village) of ", "", text, flags=re.IGNORECASE))
    return _known().get(key, key)


def known_place(text: str) -> bool:
    """Whether a name is in the table of cities."""
    return _folded(text) in _known()


def same_place_spelling(a: str, b: str) -> bool:
    """Whether two keys differ only in romanisation."""
    first, second = a.split(), b.split()
    if len(first) != len(second) or min(len(a), len(b)) < 5:
        return False
    return all(
        x == y or (min(len(x), len(y)) > 3 and likeness(plain_letters(x), plain_letters(y)) >= 0.95)
        for x, y in zip(first, second, strict=True)
    )
