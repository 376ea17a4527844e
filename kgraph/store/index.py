"""The embedded store: graph.trig indexed once, kept beside the output, opened at once afterwards."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import OutputError

FOLDER = ".store"
SOURCE = "graph.trig"


def open_store(directory: str | Path) -> ox.Store:
    """The triples of the build in a folder, ready to be queried.

    The first call indexes graph.trig into ``.store/``; later calls open the index, as long as graph.trig is the same.
    In a folder that cannot be written to, the triples are loaded into memory.

    Raises
    ------
    OutputError
        If graph.trig is missing or broken.
    """
    return opened(index_path(directory) or Path(directory) / SOURCE)


def opened(path: Path) -> ox.Store:
    """The triples of an index or of a TriG file; if an index cannot be opened, of the file it was made from."""
    if not path.is_dir():
        return loaded(path)
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError):  # another user's index, or one that a crash left behind
        return loaded(path.parent.parent / SOURCE)


def index_path(directory: str | Path) -> Path | None:
    """The folder of the index, made if it is not there or belongs to another graph.trig; None if it cannot be made."""
    folder = Path(directory)
    source = folder / SOURCE
    target = folder / FOLDER / f"{_fingerprint(source)}-{ox.__version__}"
    if target.is_dir():
        return target
    if not os.access(folder, os.W_OK):
        return None
    try:
        target.parent.mkdir(exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix="new-", dir=target.parent))
    except OSError:
        return None
    try:
        store = ox.Store(str(temporary))
        _load(store, source)
        store.flush()
        store.optimize()  # queries then take half the time
        del store  # releases the lock
        _remove_others(target, temporary)
        try:
            temporary.rename(target)
        except OSError:  # another process was faster
            if not target.is_dir():
                raise
    except OSError as error:
        raise OutputError(f"{target}: the index cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def _remove_others(target: Path, temporary: Path) -> None:
    """Remove indexes of older builds, and what a killed process left behind an hour ago or longer."""
    for other in set(target.parent.iterdir()) - {temporary, target}:
        if not other.name.startswith("new-") or _is_old(other):
            shutil.rmtree(other, ignore_errors=True)


def _is_old(folder: Path) -> bool:
    """Whether nobody has written to a folder for an hour; one that another process has just renamed is not old."""
    try:
        return time.time() - folder.stat().st_mtime > 3600
    except FileNotFoundError:
        return False


def loaded(source: Path) -> ox.Store:
    """The triples of a TriG file in memory."""
    store = ox.Store()
    _load(store, source)
    return store


def _load(store: ox.Store, source: Path) -> None:
    try:
        store.bulk_load(path=str(source), format=ox.RdfFormat.TRIG)
    except SyntaxError as error:
        raise OutputError(f"{source}: broken ({error}); run kgraph build again") from error


def _fingerprint(source: Path) -> str:
    digest = hashlib.sha256()
    try:
        with source.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    except FileNotFoundError:
        raise OutputError(f"{source}: not there; run kgraph build first, or name its output folder") from None
    except OSError as error:
        raise OutputError(f"{source}: cannot be read ({error.strerror})") from error
    return digest.hexdigest()[:16]
