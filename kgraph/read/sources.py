"""Paths -> the files to read, in a fixed order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kgraph.errors import InputError

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TABLE_SUFFIXES = frozenset({".csv", ".jsonl", ".ndjson"})
_BUILT = {"build.json", "statements.jsonl"}
SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES | TABLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: ``shown`` is how the user knows it, ``name`` its path below the folder that was asked for."""

    path: Path
    shown: str
    name: str

    @property
    def stem(self) -> str:
        """The file name without folder and extension."""
        return PurePosixPath(self.name).stem


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files found; what was asked for and cannot be read; how many files of other kinds lie beside them."""

    sources: tuple[Source, ...]
    skipped: tuple[InputError, ...]
    ignored: tuple[tuple[str, int], ...]


def discover(paths: Iterable[str | os.PathLike[str]]) -> Discovery:
    """Find the readable files: those named, and those in the folders named, at any depth.

    In folders, hidden files and folders are passed over and links to folders are not followed. A file reached twice
    is read once. Files of other kinds are counted when they lie in a folder, and reported when they were named.
    """
    sources: dict[Path, Source] = {}
    skipped: list[InputError] = []
    ignored: Counter[str] = Counter()
    for path in map(Path, paths):
        if path.is_dir():
            found = _in_folder(path, skipped, ignored)
            if not found:
                skipped.append(InputError(_shown(path), f"the folder has no article ({_kinds()})"))
        else:
            found = _one_file(path, skipped)
        for source in found:
            sources.setdefault(source.path.resolve(), source)
    return Discovery(tuple(sources.values()), tuple(skipped), tuple(sorted(ignored.items())))


def _one_file(path: Path, skipped: list[InputError]) -> list[Source]:
    shown = _shown(path)
    try:
        exists, regular = path.exists() or path.is_symlink(), path.is_file()
    except OSError as error:
        skipped.append(InputError(shown, error.strerror or str(error)))
        return []
    if not exists:
        skipped.append(InputError(shown, "no such file or folder"))
    elif not regular:
        skipped.append(InputError(shown, "is not a regular file"))
    elif path.suffix.casefold() not in SUFFIXES:
        kind = f"files of type {path.suffix!r}" if path.suffix else "files without an extension"
        skipped.append(InputError(shown, f"{kind} are not read; kgraph reads {_kinds()}"))
    else:
        return [Source(path, shown, _printable(path.name))]
    return []


def _in_folder(folder: Path, skipped: list[InputError], ignored: Counter[str]) -> list[Source]:
    def report(error: OSError) -> None:
        skipped.append(InputError(_shown(Path(error.filename or folder)), f"cannot be listed ({error.strerror})"))

    found = []
    for root, folders, names in os.walk(folder, onerror=report):
        if set(names) >= _BUILT:  # the result of a build is no input, though it lies below the articles
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith(".") or not (path.is_file() or path.is_symlink()):
                continue
            if path.suffix.casefold() in SUFFIXES:
                found.append(Source(path, _shown(path), _printable(path.relative_to(folder).as_posix())))
            else:
                ignored[path.suffix.casefold() or "no extension"] += 1
    return found


def _kinds() -> str:
    return ", ".join(sorted(SUFFIXES))


def _shown(path: Path) -> str:
    return _printable(str(path))


def _printable(name: str) -> str:
    """A file name that can be printed: names of undecodable bytes are escaped, control characters replaced."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(character if character.isprintable() else "_" for character in text)
