"""Words cut into the pieces of BERT's uncased vocabulary (Wu et al. 2016; Devlin et al. 2019).

The library that does the same, ``tokenizers``, brings a client of a model hub with it; this is the part that is needed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN, START, END, MASK = 100, 101, 102, 103
_LONGEST = 100  # letters; a longer word is no word
_REMEMBERED = 1 << 14  # words; a bound, so that memory does not grow with the articles
_ASCII_SYMBOLS = frozenset("$+<=>^`|~")


@dataclass(frozen=True)
class WordPieces:
    """A vocabulary of pieces, each with its number; a piece inside a word begins with ``##``."""

    numbers: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    @staticmethod
    def read(path: Path) -> WordPieces:
        """Read a vocabulary, one piece a line, numbered from 0."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return WordPieces({piece: number for number, piece in enumerate(lines) if piece})

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; at least one."""
        if word not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            pieces = [number for part in _parts(word) for number in self._cut(part)]
            self._known[word] = tuple(pieces) or (UNKNOWN,)
        return self._known[word]

    def _cut(self, part: str) -> list[int]:
        """The longest piece first, as the vocabulary was made."""
        if len(part) > _LONGEST:
            return [UNKNOWN]
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in self.numbers), None)
            if end is None:
                return [UNKNOWN]
            found.append(self.numbers[prefix + part[start:end]])
            start = end
        return found


def _parts(word: str) -> list[str]:
    """Lower case without accents, punctuation and Chinese characters apart."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if _alone(c) else " " if c.isspace() else c for c in plain if not _invisible(c))
    return spaced.split()


def _alone(character: str) -> bool:
    return character in _ASCII_SYMBOLS or unicodedata.category(character).startswith("P") or "一" <= character <= "鿿"


def _invisible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character).startswith("C")
