"""What the parts of an article are: title, body paragraphs, headings, captions, bylines and boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kgraph.read.boilerplate import Pattern, Scope, patterns

_TITLE_WORDS = 25
_ARTICLE_WORDS = 15
_STORY_WORDS = 30
_LONGEST = 20_000
_BLANK = " \t\xa0\ufeff\u200b"
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[ \t]*(?:[\w-]+:.*|-.*|#.*)?\r?\n){0,40}?---[ \t]*(?:\r?\n|$)")
# A control character, noncharacter or line break ends a block, so that none gets into evidence.
_LINE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_MARKS = re.compile(r"(?:#{1,6}\s+|>\s*|(?:[-*•▪●◦‣]|\d{1,2}[.)])\s+|[–—―-]\s*(?=[“\"‘'«„\w])|\ufeff|\s)+")
_BULLET = re.compile(r"\s*(?:[-*•▪●◦‣]|\d{1,2}[.)])\s")
_CREDIT = re.compile(r"(?<=[.!?]\s)(?:Photo(?:graph)?|Image|Picture)s?\b(?:[^.!?:]{0,120}|:[^.!?]{0,80})[./]?$")
_NOTES = re.compile(r"(?:\[\d{1,3}\])+$")
_CLOSERS = "\"'”’»)]*_"
_FINAL = ".!?…:;,"


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
    """A paragraph: ``text[start:end]``, without surrounding white space and list or heading marks."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with text: offsets without white space, and whether blank lines stand around it."""

    start: int
    end: int
    text: str
    gap_before: bool
    gap_after: bool
    marked: str = ""
    is_credit: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        return _NOTES.sub("", self.text).rstrip(_CLOSERS)[-1:] in tuple(_FINAL)


def split_blocks(text: str) -> tuple[Block, ...]:
    """Split a text at line breaks into blocks, in text order.

    Lines that were wrapped at a fixed width are joined to one block. What is not article text is told apart by the
    patterns of ``ontology/boilerplate.tsv`` and by form: a line without an end of sentence is a heading or a caption.
    A heading or caption is never longer than 25 words, so that a paragraph without a full stop is still read.
    """
    offset = front_matter_end(text)
    blocks = [Block(0, len(text[:offset].rstrip()), BlockKind.BOILERPLATE)] if offset else []
    article_words = 0
    titled = rest = listing = False
    lines = [part for line in _joined(_lines(text, offset)) for part in _without_credit(line)]
    for position, line in enumerate(lines):
        pattern = _matching(line, article_words)
        before = lines[position - 1] if position else None
        if rest:
            kind = BlockKind.BOILERPLATE
        elif line.is_credit:
            kind = BlockKind.CAPTION
        elif pattern:
            kind = BlockKind(pattern.kind)
            rest, listing = pattern.scope == Scope.REST, pattern.scope == Scope.LIST
        elif listing and not line.ends_sentence and line.words <= _TITLE_WORDS:
            kind = BlockKind.BOILERPLATE
        elif not titled and not article_words and _is_title(line):
            kind, titled = BlockKind.TITLE, True
        else:
            kind, listing = _by_form(line, before, blocks[-1].kind if blocks else None), False
        if kind == BlockKind.BODY:
            article_words += line.words
        blocks.append(Block(line.start, line.end, kind))
    lone = len(blocks) == 1 and blocks[0].kind == BlockKind.TITLE
    if lone and text.rstrip(_BLANK + "\r\n" + _CLOSERS)[-1:] in (".", "?", "!"):
        return (replace(blocks[0], kind=BlockKind.BODY),)  # a lone sentence is no headline
    return tuple(blocks)


def front_matter_end(text: str) -> int:
    """Where the leading block of ``key: value`` lines between two lines ``---`` ends; 0 if there is none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def _lines(text: str, offset: int) -> list[_Line]:
    found: list[_Line] = []
    spans = [span for m in _LINE.finditer(text, offset) for span in _cut(m) if text[slice(*span)].strip(_BLANK)]
    for index, (first, last) in enumerate(spans):
        raw = text[first:last]
        mark = _MARKS.match(raw)
        start = first + (mark.end() if mark and mark.end() < len(raw.rstrip()) else len(raw) - len(raw.lstrip()))
        end = first + len(raw.rstrip())
        before = text[spans[index - 1][1] : first] if index else "\n\n"
        after = text[last : spans[index + 1][0]] if index + 1 < len(spans) else "\n\n"
        found.append(_Line(start, end, text[start:end], _is_gap(before), _is_gap(after), raw[: start - first]))
    return found


def _cut(line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Cut an endless line after a sentence, or a word: a parser needs memory in proportion to its longest text."""
    start, end = line.span()
    while end - start > _LONGEST:
        window = line.string[start : start + _LONGEST]
        last = max(window.rfind(mark) for mark in (". ", "? ", "! ", ".” "))
        cut = start + (last + 2 if last > 0 else window.rfind(" ") + 1 or _LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _is_gap(between: str) -> bool:
    return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join the lines of each hard-wrapped paragraph."""
    joined: list[_Line] = []
    paragraph: list[_Line] = []
    for line in lines:
        paragraph.append(line)
        if line.gap_after:
            joined += [_merge(paragraph)] if _is_wrapped(paragraph) else paragraph
            paragraph = []
    return joined + paragraph


def _is_wrapped(paragraph: list[_Line]) -> bool:
    if len(paragraph) < 2 or any(_BULLET.match(line.marked + line.text) for line in paragraph[1:]):
        return False
    lengths = [line.end - line.start for line in paragraph[:-1]]
    longest = max(lengths)
    if not 45 <= longest <= 110 or min(lengths) < longest - 25 or len(paragraph[-1].text) > longest + 10:
        return False
    open_ends = sum(not line.ends_sentence for line in paragraph[:-1])
    # A heading above a one-line paragraph looks like two wrapped lines, but the next word is then a capital.
    continued = sum(line.text[:1].islower() for line in paragraph[1:])
    return open_ends * 2 >= len(lengths) and (continued > 0 or len(paragraph) > 3)


def _merge(paragraph: list[_Line]) -> _Line:
    first, last = paragraph[0], paragraph[-1]
    text = " ".join(line.text for line in paragraph)
    return _Line(first.start, last.end, text, first.gap_before, last.gap_after, first.marked)


def _without_credit(line: _Line) -> list[_Line]:
    """Part a caption that tells a story, which is read as an article is, from the credit at its end."""
    credit = _CREDIT.search(line.text)
    if (
        credit is None
        or line.end - line.start != len(line.text)
        or len(line.text[: credit.start()].split()) < _STORY_WORDS
    ):
        return [line]
    middle = line.start + credit.start()
    story = replace(
        line, end=line.start + len(line.text[: credit.start()].rstrip()), text=line.text[: credit.start()].rstrip()
    )
    return [story, replace(line, start=middle, text=credit.group(), gap_before=False, marked="", is_credit=True)]


def _matching(line: _Line, article_words: int) -> Pattern | None:
    words = line.words
    whole = line.marked.lstrip("\ufeff \t") + line.text
    for pattern in patterns():
        if words > pattern.words or (pattern.scope == Scope.REST and article_words < _ARTICLE_WORDS):
            continue
        if pattern.regex.search(line.text) or (line.marked and pattern.regex.search(whole)):
            return pattern
    return None


def _is_title(line: _Line) -> bool:
    """Whether a first line stands alone as a headline."""
    if line.words > _TITLE_WORDS or line.text[-1] in ":;,":
        return False
    return not line.ends_sentence or (line.gap_after and line.text.rstrip(_CLOSERS)[-1:] in ("?", "!"))


def _by_form(line: _Line, before: _Line | None, last: BlockKind | None) -> BlockKind:
    """Tell headings and captions from body text by their form."""
    bullet = bool(_BULLET.match(line.marked + line.text))
    listed = before is not None and (
        before.text.endswith(":") or (not before.gap_after and last == BlockKind.BODY and not before.ends_sentence)
    )
    if line.ends_sentence and not (line.text.endswith("?") and line.gap_after and line.words <= 10 and not listed):
        return BlockKind.BODY
    if bullet or listed or line.words > _TITLE_WORDS or line.text.startswith(("“", '"', "«", "„")):
        return BlockKind.BODY
    words = re.findall(r"[^\W\d_][\w'’.-]*", line.text)
    if not words or line.text[:1].islower():
        return BlockKind.CAPTION
    if len(words) <= 4 and all(word[0].isupper() for word in words):
        return BlockKind.CAPTION
    return BlockKind.HEADING
