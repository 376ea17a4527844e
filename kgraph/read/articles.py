"""One file -> its articles, or the reason why not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kgraph.errors import InputError
from kgraph.model import Article
from kgraph.read.dates import date_in_name
from kgraph.read.language import detect
from kgraph.read.metadata import Metadata, clean, dateline, from_fields, front_matter, headline
from kgraph.read.sources import PAGE_SUFFIXES, TABLE_SUFFIXES, Source
from kgraph.read.web_page import read_page

MAX_BYTES = 5_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_KEYS = ("text", "content", "body", "article")


def read_article(path: str | Path, max_bytes: int = MAX_BYTES) -> Article:
    """Read a file with one article: text, Markdown or HTML.

    Raises
    ------
    InputError
        If the file is missing, unreadable, too large, binary, not UTF-8, empty or not in English.
    """
    path = Path(path)
    found = next(read_source(Source(path, str(path), path.name), max_bytes))
    if isinstance(found, InputError):
        raise found
    return found


def read_source(source: Source, max_bytes: int = MAX_BYTES) -> Iterator[Article | InputError]:
    """Read the articles of a file; an article that cannot be read is yielded as the error that says why.

    The text is kept as decoded, character for character: line ends and a byte order mark too, so that offsets hold
    in the file as it is stored.
    """
    suffix = source.path.suffix.casefold()
    try:
        if suffix in TABLE_SUFFIXES:
            yield from _read_table(source, max_bytes, suffix)
        else:
            raw = _bytes(source, max_bytes)
            yield _page(source, raw) if suffix in PAGE_SUFFIXES else _plain(source, raw)
    except InputError as error:
        yield error


def _plain(source: Source, raw: bytes) -> Article:
    text = decode(raw, source.shown)
    return _article(source.stem, source, text, front_matter(text), raw)


def _page(source: Source, raw: bytes) -> Article:
    declared = re.search(rb"""<meta[^>]{0,200}?charset=["']?([\w-]+)""", raw[:4096], re.IGNORECASE)
    try:
        markup = raw.decode(declared[1].decode("ascii") if declared else "utf-8")
    except (UnicodeDecodeError, LookupError):
        markup = decode(raw, source.shown)
    text, metadata = read_page(markup)
    return _article(source.stem, source, text, metadata, raw)


def _read_table(source: Source, max_bytes: int, suffix: str) -> Iterator[Article | InputError]:
    text = decode(_bytes(source, None), source.shown).removeprefix("\ufeff")
    rows = _csv_rows(source, text) if suffix == ".csv" else _json_rows(source, text)
    for number, row in rows:
        shown = f"{source.shown}, {'row' if suffix == '.csv' else 'line'} {number}"
        try:
            if isinstance(row, InputError):
                raise row
            body = _SURROGATE.sub("\ufffd", next((row[key] for key in _TEXT_KEYS if row.get(key)), ""))
            raw = body.encode()
            if len(raw) > max_bytes:
                raise InputError(shown, _too_large(len(raw), max_bytes))
            metadata = from_fields({**row, "authors": row.get("authors") or row.get("author", "")})
            id = f"{source.stem}-{hashlib.sha256((metadata.url or body).encode()).hexdigest()[:12]}"
            yield _article(id, replace(source, shown=shown), body, metadata, raw)
        except InputError as error:
            yield error


def _csv_rows(source: Source, text: str) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    csv.field_size_limit(max(len(text), 131_072))
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
        if not set(names) & set(_TEXT_KEYS):
            raise InputError(source.shown, f"has no column 'text' (columns: {', '.join(names) or 'none'})")
        reader.fieldnames = names
        for number, row in enumerate(reader, 1):
            yield number, {key: value for key, value in row.items() if isinstance(value, str) and key}
    except csv.Error as error:
        raise InputError(source.shown, f"is not valid CSV ({error}, line {reader.line_num})") from error


def _json_rows(source: Source, text: str) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    # not splitlines(): U+2028 may stand inside a JSON string
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, InputError(f"{source.shown}, line {number}", f"is not valid JSON ({error})")
            continue
        if not isinstance(row, dict):
            yield number, InputError(f"{source.shown}, line {number}", "is not a JSON object")
            continue
        yield number, {str(key).casefold(): _flat(value) for key, value in row.items()}


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    return "" if value is None or isinstance(value, dict) else _SURROGATE.sub("\ufffd", str(value))


def _article(id: str, source: Source, text: str, metadata: Metadata, raw: bytes) -> Article:
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(source.shown, "is empty" if not raw.strip() else "has no text")
    if not any(map(str.isalpha, text)):
        raise InputError(source.shown, "has no words")
    language = detect(text)
    if language != "en":
        name = "is not known" if language == "und" else f"{language!r} is not supported"
        raise InputError(source.shown, f"its language {name}; kgraph reads English")
    return Article(
        id=id,
        title=metadata.title or headline(text),
        text=text,
        path=source.name,
        url=metadata.url,
        outlet=metadata.outlet,
        authors=metadata.authors,
        date=metadata.date or date_in_name(source.stem) or dateline(text),
        language=language,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _bytes(source: Source, max_bytes: int | None) -> bytes:
    try:
        size = source.path.stat().st_size
        if max_bytes is not None and size > max_bytes:
            raise InputError(source.shown, _too_large(size, max_bytes))
        return source.path.read_bytes()
    except FileNotFoundError:
        reason = "is a link to nothing" if source.path.is_symlink() else "no such file"
        raise InputError(source.shown, reason) from None
    except PermissionError:
        raise InputError(source.shown, "cannot be read: permission denied; run: chmod u+r on it") from None
    except OSError as error:
        raise InputError(source.shown, f"cannot be read ({error.strerror or error})") from error


def decode(raw: bytes, shown: str) -> str:
    """Decode UTF-8 as it stands.

    Raises
    ------
    InputError
        If the bytes are binary or in another encoding; the message says where and what to do.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(shown, f"is UTF-16, not UTF-8; {_advice('UTF-16')}")
    # a stray zero byte may be in a text, and UTF-16 without a mark is half zeros
    if raw.count(b"\x00", 0, 65536) * 50 > len(raw[:65536]):
        raise InputError(shown, f"is a binary file (a zero byte at offset {raw.index(0)})")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        head = raw[:65536]
        controls = sum(b < 9 or 13 < b < 32 for b in head)
        if 0 in raw or controls * 50 > len(head):
            raise InputError(shown, f"is a binary file (byte 0x{byte:02x} at offset {error.start})") from None
        windows = any(0x80 <= b < 0xA0 for b in raw)
        latin, shown_latin = ("WINDOWS-1252", "Windows-1252") if windows else ("LATIN1", "Latin-1")
        raise InputError(
            shown,
            f"is not UTF-8 (byte 0x{byte:02x} at offset {error.start}), perhaps {shown_latin}; {_advice(latin)}",
        ) from None


def _advice(encoding: str) -> str:
    return f"convert it with: iconv -f {encoding} -t UTF-8 FILE > NEW"


def _too_large(size: int, limit: int) -> str:
    return f"has {size:,} bytes, more than the limit of {limit:,}; raise it with max_bytes in kgraph.toml"


__all__ = ["MAX_BYTES", "clean", "decode", "read_article", "read_source"]
