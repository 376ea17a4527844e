"""The files of a build, written so that a failed build leaves the last one as it was."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kgraph import __version__
from kgraph.errors import OutputError
from kgraph.export import write_all
from kgraph.extract.parse import DEFAULT_PIPELINES
from kgraph.graph.statement_graph import StatementGraph
from kgraph.resolve.report import FILE_NAME as HISTORY
from kgraph.settings import Settings
from kgraph.view import write_html

# The packages whose versions can change the result.
_PACKAGES = ("spacy", "numpy", "networkx", "pyvis")


def write_build(
    graph: StatementGraph, directory: Path, settings: Settings, counts: dict[str, Any], history: Iterable[str] = ()
) -> list[Path]:
    """Write all files into a hidden folder inside ``directory``, then move them up, ``build.json`` last.

    ``history`` are the lines of resolution.jsonl.

    Raises
    ------
    OutputError
        If a file cannot be written; the files of the last build are then still there.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kgraph-", dir=directory) as name:
            temporary = Path(name)
            write_all(graph, temporary, settings)
            write_html(graph, temporary / "graph.html", base_iri=settings.base_iri)
            (temporary / HISTORY).write_text("".join(history), encoding="utf-8", newline="\n")
            files = sorted(p.relative_to(temporary) for p in temporary.rglob("*") if p.is_file())
            record = build_record(graph, settings, counts, {p.as_posix(): temporary / p for p in files})
            (temporary / "build.json").write_text(record, encoding="utf-8", newline="\n")
            return [_move(temporary / file, directory / file) for file in [*files, Path("build.json")]]
    except OSError as error:
        raise OutputError(f"{error.filename or directory}: cannot be written ({error.strerror or error})") from error


def build_record(graph: StatementGraph, settings: Settings, counts: dict[str, Any], files: dict[str, Path]) -> str:
    """What went into a build and came out, as JSON: without clock time and paths of this machine, so reproducible."""
    record = {
        "kgraph": __version__,
        "versions": versions(settings),
        "settings": settings.fingerprint(),
        "counts": counts,
        "inputs": {article.id: article.sha256 for article in graph.articles},
        "outputs": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()},
    }
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def versions(settings: Settings) -> dict[str, str]:
    """The installed versions of the packages that the result depends on, the spaCy pipeline among them."""
    pipelines = (settings.pipeline,) if settings.pipeline else DEFAULT_PIPELINES
    found = {}
    for package in (*_PACKAGES, *pipelines):
        try:
            found[package] = version(package.replace("_", "-"))
        except PackageNotFoundError:
            continue
    return found


def _move(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return source.replace(target)
