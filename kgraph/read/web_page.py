"""The article in an HTML page, by the standard library's parser: headline, paragraphs, metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kgraph.read.metadata import Metadata, clean, from_fields

_BLOCK_TAGS = (
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table td th title tr ul"
)
_SKIP_TAGS = (
    "script style noscript template nav footer aside form button select svg math iframe object figcaption figure head "
    "menu dialog video audio canvas label"
)
_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_BLOCK, _SKIP, _VOID = (frozenset(tags.split()) for tags in (_BLOCK_TAGS, _SKIP_TAGS, _VOID_TAGS))
_META = {
    "og:title": "title", "twitter:title": "title", "og:url": "url", "og:site_name": "outlet",
    "article:published_time": "date", "date": "date", "dc.date": "date", "dcterms.date": "date",
    "datepublished": "date", "pubdate": "date", "author": "authors", "article:author": "authors",
    "dc.creator": "authors",
}  # fmt: skip
_ENOUGH = 250


@dataclass
class _Paragraph:
    path: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path: list[str] = []
        self.paragraphs: list[_Paragraph] = [_Paragraph(())]
        self.fields: dict[str, str] = {}
        self.title: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = _META.get((values.get("property") or values.get("name") or values.get("itemprop", "")).casefold())
            # author links to profile pages are no names
            if name and values.get("content") and not (name == "authors" and "://" in values["content"]):
                self.fields.setdefault(name, values["content"])
        elif tag == "link" and values.get("rel", "").casefold() == "canonical":
            self.fields.setdefault("url", values.get("href", ""))
        elif tag == "time" and values.get("datetime") and not _SKIP & set(self.path):
            self.fields.setdefault("date", values["datetime"])
        if tag not in _VOID:
            self.path.append(tag)
        if tag == "br":  # two of them part paragraphs
            self.paragraphs[-1].pieces.append("\n")
        elif tag in _BLOCK:
            self.paragraphs.append(_Paragraph(tuple(self.path)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.path:
            while self.path.pop() != tag:
                pass
        if tag in _BLOCK:
            self.paragraphs.append(_Paragraph(tuple(self.path)))

    def handle_data(self, data: str) -> None:
        if "title" in self.path and "svg" not in self.path:
            self.title.append(data)
        elif not _SKIP & set(self.path):
            self.paragraphs[-1].pieces.append(re.sub(r"\s+", " ", data))

    def texts(self) -> list[tuple[tuple[str, ...], str]]:
        """The paragraphs with text, and the tags that they stand in."""
        parts = [(p.path, part) for p in self.paragraphs for part in re.split(r"\n\s*\n", "".join(p.pieces))]
        return [(path, " ".join(part.split())) for path, part in parts if part.strip()]


def read_page(source: str) -> tuple[str, Metadata]:
    """The article text of a page, paragraphs apart by an empty line, and its metadata.

    Text inside ``<article>``, else ``<main>``, is preferred if it is long enough; menus, forms, captions and asides
    are left out. The headline is the first paragraph.
    """
    page = _Page()
    page.feed(source)
    page.close()
    found = page.texts()
    for container in ("article", "main"):
        inside = [(path, text) for path, text in found if container in path]
        if sum(len(text) for _, text in inside) >= _ENOUGH:
            heading = next((item for item in found if "h1" in item[0]), None)
            found = ([heading] if heading and heading not in inside else []) + inside
            break
    heading_text = next((text for path, text in found if "h1" in path), "")
    fields = dict(page.fields)
    fields["title"] = heading_text or fields.get("title") or clean("".join(page.title))
    # A byline above the headline would otherwise hide it.
    texts = [text for _, text in found]
    if heading_text:
        texts = [heading_text, *(text for text in texts if text != heading_text)]
    return "\n\n".join(texts), from_fields(fields)
