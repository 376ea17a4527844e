"""What the parts of an article are: title, body paragraphs, headings, captions, bylines and boilerplate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The kind of a block; only `TITLE`, `HEADING` and `BODY` are article text."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: ``text[start:end]``, without surrounding white space."""

    start: int
    end: int
    kind: BlockKind


def split_blocks(text: str) -> tuple[Block, ...]:
    """Split a text at line breaks into blocks, in text order."""
    blocks = []
    position = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            kind = BlockKind.TITLE if not blocks and len(stripped.split()) < 25 and stripped[-1] not in ".?!" else BlockKind.BODY
            blocks.append(Block(start, start + len(stripped), kind))
        position += len(line)
    return tuple(blocks)
