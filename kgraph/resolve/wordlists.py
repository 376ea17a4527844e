"""The small word lists that comparing names needs; they are data, not code."""

from __future__ import annotations

from functools import cache

from kgraph.resources import ontology


@cache
def _lists() -> dict[str, frozenset[str]]:
    lines = ontology("gazetteer", "word_lists.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, _, words in rows}


def word_list(name: str) -> frozenset[str]:
    """The words of one list, in lower case."""
    return _lists()[name]
