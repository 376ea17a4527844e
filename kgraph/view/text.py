"""What the view needs to know about text: how wide a label is, and the sentences around a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NARROW = frozenset("iljtfrI.,:;'’!|()[] -")
_WIDE = frozenset("mwMWQOGDNH@%&")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n+")
# A "sentence" can be a whole table; the context of one piece of evidence ends here.
_REACH = 1_200

LABEL_LIMIT = 34


def label_of(name: str) -> str:
    """The name as the canvas shows it: one line, at most `LABEL_LIMIT` characters."""
    line = " ".join(name.split())
    return line if len(line) <= LABEL_LIMIT else line[: LABEL_LIMIT - 1].rstrip() + "…"


def label_width(label: str, size: float = 12.0) -> float:
    """An estimate of the drawn width in pixels; the browser's font is not known here, so it errs on the wide side."""
    return size * sum(_advance(letter) for letter in label)


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.86
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    return 0.68 if letter.isupper() else 0.58


def storable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold; its length in code points stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def context(text: str, start: int, end: int, sentences: int = 2) -> tuple[int, int]:
    """The stretch of ``text`` that reaches ``sentences`` sentences before and after ``start:end``."""
    floor = max(0, start - _REACH)
    before = [floor] if floor == 0 else []
    before += [match.end() for match in _SENTENCE_END.finditer(text, floor, start) if match.end() < start]
    left = before[-sentences] if len(before) >= sentences else (before[0] if before else start)
    # The first match after `end` closes the sentence itself, if its own end mark is not part of it.
    after = [match.end() for match in _SENTENCE_END.finditer(text, end, min(len(text), end + _REACH))]
    after = [stop for stop in after if text[end:stop].strip()]
    right = after[sentences - 1] if len(after) >= sentences else (len(text) if len(text) <= end + _REACH else end)
    return left, right


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching stretches joined, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
