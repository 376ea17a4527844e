"""What a text says about itself: front matter, headline, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgraph.read.blocks import Block, BlockKind, front_matter_end, split_blocks
from kgraph.read.dates import parse_date

_INCIPIT = 80
_HEAD = 20_000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff]+|\s+")
_KEYS = {
    "title": "title", "headline": "title", "url": "url", "link": "url", "source_url": "url", "canonical": "url",
    "date": "date", "published": "date", "outlet": "outlet", "source": "outlet", "publisher": "outlet",
    "site": "outlet",
    "author": "authors", "authors": "authors", "by": "authors",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a source besides its text; unknown is None or empty, never guessed."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


def front_matter(text: str) -> Metadata:
    """The keys title, url, date, outlet and authors of a leading block between two lines ``---``."""
    found: dict[str, str] = {}
    for line in text[: front_matter_end(text)].splitlines():
        key, colon, value = line.partition(":")
        name = _KEYS.get(key.strip().casefold())
        if colon and name and value.strip():
            found.setdefault(name, value.strip().strip("\"'[]"))
    return from_fields(found)


def from_fields(fields: dict[str, str]) -> Metadata:
    """Metadata from text values, each checked: dates are ISO, links http(s)."""
    url = clean(fields.get("url", ""))
    authors = re.split(r"\s*[,;]\s*|\s+and\s+", clean(fields.get("authors", "")))
    return Metadata(
        title=clean(fields.get("title", "")) or None,
        url=url if re.match(r"https?://\S+$", url) else None,
        outlet=clean(fields.get("outlet", "")) or None,
        authors=tuple(name.strip("\"'") for name in authors if name.strip("\"'")),
        date=parse_date(fields.get("date", "")),
    )


def headline(text: str) -> str:
    """The first line if it stands alone, else the beginning of the article: never empty for a text with words."""
    blocks = split_blocks(text[:_HEAD])
    title = next((block for block in blocks if block.kind == BlockKind.TITLE), None)
    if title:
        return clean(_of(text, title))
    first = next((b for b in blocks if b.kind in (BlockKind.BODY, BlockKind.HEADING)), None)
    begin = clean(_of(text, first)) if first else clean(text)
    if len(begin) <= _INCIPIT:
        return begin
    return begin[:_INCIPIT].rsplit(" ", 1)[0].rstrip(",;:–— ") + "…"


def dateline(text: str) -> str | None:
    """The date in a dateline or "Published" line above or right below the headline, or None."""
    for block in split_blocks(text[:_HEAD])[:4]:
        if block.kind == BlockKind.BYLINE:
            found = parse_date(_of(text, block))
            if found:
                return found
    return None


def clean(text: str) -> str:
    """One line without control characters."""
    return _UNPRINTABLE.sub(" ", text).strip()


def _of(text: str, block: Block) -> str:
    return text[block.start : block.end]
