"""Word lists in the source, as they are easiest to read: in lines, separated by blanks."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
