"""The patterns of ``ontology/boilerplate.tsv``: what in a news page is not the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kgraph.errors import SettingsError
from kgraph.resources import ontology


class Scope(StrEnum):
    """How far a pattern reaches: its line, the link titles after it, or the rest of the text."""

    LINE = "line"
    LIST = "list"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lines of at most ``words`` words in which ``regex`` is found are of this kind."""

    kind: str
    scope: Scope
    words: int
    regex: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns in the order of the file; the first that matches a line decides.

    Raises
    ------
    SettingsError
        If a line of the file is not a pattern.
    """
    path = ontology("boilerplate.tsv")
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            kind, scope, words, regex = line.split("\t")
            found.append(Pattern(kind, Scope(scope), int(words), re.compile(regex, re.IGNORECASE)))
        except (ValueError, re.error) as error:
            raise SettingsError(f"{path.name}, line {number}: {error}") from error
    return tuple(found)
