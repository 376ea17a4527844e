"""Files appear whole or not at all: written beside the target, then moved over it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from kgraph.errors import OutputError


@contextmanager
def atomic_writer(path: Path) -> Iterator[TextIO]:
    r"""Open a UTF-8 text file (line ends ``\n``) that replaces ``path`` when the block ends without an error.

    Raises
    ------
    OutputError
        If the folder cannot be written to, or the disk is full.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        # mkstemp makes files private; results are as readable as any other new file.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write a whole file at once; a reader sees the old content or the new, never a part."""
    with atomic_writer(path) as stream:
        if isinstance(data, bytes):
            stream.flush()
            stream.buffer.write(data)
        else:
            stream.write(data)


def _umask() -> int:
    """The process's file mode mask, which the standard library can only read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
