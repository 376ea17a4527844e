"""Spellings of one name, from Wikidata by way of rigour, and short and national forms of given names."""

from __future__ import annotations

import gzip
from functools import cache

from kgraph.resolve.romanisation import plain_letters
from kgraph.resources import ontology

# Names of four letters and less are mostly syllables that several languages share: Wikidata's groups say little there.
_SHORTEST = 5
_NONE: frozenset[str] = frozenset()


@cache
def _symbols() -> dict[str, frozenset[str]]:
    with gzip.open(ontology("gazetteer", "name_symbols.tsv.gz"), "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").partition("\t") for line in file)
        return {form.replace("-", ""): frozenset(numbers.split()) for form, _, numbers in rows}


@cache
def _forms() -> dict[str, frozenset[int]]:
    return _groups("given_name_forms.tsv")


@cache
def _families() -> dict[str, frozenset[int]]:
    return _groups("family_name_forms.tsv")


def _groups(file: str) -> dict[str, frozenset[int]]:
    """The numbers of the lines that each form stands in."""
    groups: dict[str, set[int]] = {}
    lines = ontology("gazetteer", file).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for form in line.split("|"):
            groups.setdefault(plain_letters(form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in groups.items()}


def spelling_groups(token: str) -> frozenset[str]:
    """Wikidata's names that a token (plain letters) may be a spelling of; none for short ones."""
    return _symbols().get(token, _NONE) if len(token) >= _SHORTEST else _NONE


def same_spelling_group(a: str, b: str) -> bool:
    """Whether Wikidata has both tokens (plain letters) as spellings of one name."""
    first = spelling_groups(a)
    return bool(first) and not first.isdisjoint(spelling_groups(b))


def given_name_groups(name: str) -> frozenset[int]:
    """The groups of short and national forms that a given name (plain letters) belongs to; several for "Ted"."""
    return _forms().get(name, frozenset())


def same_given_name(a: str, b: str) -> bool:
    """Whether two given names (plain letters) may be one person's: Joe and Joseph, Aliaksandr and Alexander."""
    return bool(given_name_groups(a) & given_name_groups(b))


def family_name_groups(name: str) -> frozenset[int]:
    """The Korean and Chinese family names that a syllable (plain letters) may be a romanisation of."""
    return _families().get(name, frozenset())


def same_family_name(a: str, b: str) -> bool:
    """Whether two syllables (plain letters) that stand first in a name are romanisations of one family name."""
    return bool(family_name_groups(a) & family_name_groups(b))


@cache
def _given_names() -> frozenset[str]:
    lines = ontology("gazetteer", "given_names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(plain_letters(line.split("\t")[0]) for line in lines if not line.startswith("#")) | frozenset(
        _forms()
    )


def is_given_name(name: str) -> bool:
    """Whether a token (plain letters) is listed as a given name."""
    return name in _given_names()
