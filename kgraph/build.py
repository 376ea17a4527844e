"""The road itself: read, extract, resolve, assemble, write."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError, KGraphError, OutputError
from kgraph.graph.statement_graph import StatementGraph
from kgraph.read.reading import read
from kgraph.resources import resource_dir
from kgraph.settings import Settings, check

if TYPE_CHECKING:
    import rdflib

    from kgraph.workers import Progress


class NothingBuiltError(KGraphError):
    """No article could be read; ``skipped`` says why for each source."""

    def __init__(self, skipped: tuple[InputError, ...], ignored: tuple[tuple[str, int], ...] = ()) -> None:
        others = ", ".join(f"{number} {kind}" for kind, number in ignored)
        super().__init__("no article could be read" + (f" (other files: {others})" if others else ""))
        self.skipped = skipped


@dataclass(frozen=True)
class KnowledgeGraph(StatementGraph):
    """The graph of a build, with what was left out of it.

    ``skipped`` are the sources that could not be read or worked on; ``ignored`` counts files of other kinds found in
    the folders, by extension; ``notes`` are the user's decisions that fitted nothing; ``settings`` are those it was
    built with; ``history`` are the lines of resolution.jsonl, how the actors came about.
    """

    skipped: tuple[InputError, ...] = ()
    ignored: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    history: tuple[str, ...] = field(default=(), repr=False)

    @property
    def report(self) -> dict[str, Any]:
        """The counts of the build."""
        return {
            "articles": len(self.articles),
            "copies": sum(len(article.copies) for article in self.articles),
            "skipped": len(self.skipped),
            "actors": len(self.actors),
            "actors_by_type": _counted(actor.type.value for actor in self.actors),
            "statements": len(self.statements),
            "evidence": sum(len(statement.evidence) for statement in self.statements),
            "by_status": {status.value: number for status, number in self.by_status().items()},
            "by_relation": _counted(statement.relation for statement in self.statements),
        }

    def to_rdflib(self) -> rdflib.Dataset:
        """The triples of graph.trig as an rdflib Dataset."""
        from kgraph.export.dataset import to_rdflib  # noqa: PLC0415 - rdflib is slow to import

        return to_rdflib(self)

    def save(self, directory: str | os.PathLike[str]) -> list[Path]:
        """Write every file of a build; what was there is replaced only when all are written.

        Returns
        -------
        list of Path
            The files, ``build.json`` last.

        Raises
        ------
        OutputError
            If the folder cannot be written to.
        """
        from kgraph.output import write_build  # noqa: PLC0415 - imports rdflib and pyvis

        return write_build(self, Path(directory), self.settings, self.report, self.history)


def build(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    output: str | os.PathLike[str] | None = None,
    workers: int = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Build the graph of who does what to whom from news articles.

    Parameters
    ----------
    paths : path or iterable of paths
        Files and folders; without any, the sample articles that come with kgraph.
    output : path, optional
        The folder for the files of the build; without it nothing is written.
    workers : int
        Processes for the extraction; 0 chooses. The result is the same for any number.
    settings : Settings, optional
        See :class:`kgraph.Settings`; :func:`kgraph.load_settings` reads a ``kgraph.toml``.
    progress : callable, optional
        Called with (stage, done, total); the stages are "read", "extract", "resolve" and "write".

    Returns
    -------
    KnowledgeGraph

    Raises
    ------
    NothingBuiltError
        If no article could be read.
    KGraphError
        If a model is missing, a settings file wrong, or the output folder not writable.

    Examples
    --------
    >>> import kgraph
    >>> graph = kgraph.build(["articles/"], output="output")  # doctest: +SKIP
    >>> [actor.name for actor, _ in graph.busiest(2)]  # doctest: +SKIP
    ['United Nations', 'Sudan']
    """
    settings = check(settings or Settings())
    report = progress or (lambda stage, done, total: None)
    if output is not None:
        _check_output(Path(output))
    names = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    reading = read(names or [sample_articles()], settings.max_bytes)
    report("read", len(reading.articles), len(reading.articles) + len(reading.skipped))
    if not reading.articles:
        raise NothingBuiltError(reading.skipped, reading.ignored)

    from kgraph.stages import extracted_and_resolved  # noqa: PLC0415 - imports spaCy

    found = extracted_and_resolved(reading.articles, settings, workers, report)
    built = KnowledgeGraph(
        articles=found.graph.articles,
        actors=found.graph.actors,
        statements=found.graph.statements,
        skipped=(*reading.skipped, *found.failures),
        ignored=reading.ignored,
        notes=found.notes,
        settings=settings,
        history=found.history,
    )
    if output is not None:
        report("write", 0, 1)
        built.save(output)
        report("write", 1, 1)
    return built


def sample_articles() -> Path:
    """The sample articles: ``seeds`` in the current folder, or those that came with kgraph."""
    here = Path("seeds")
    return here if here.is_dir() else resource_dir("seeds")


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _check_output(directory: Path) -> None:
    """Fail before the long work, not after it."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{directory}: cannot be made a folder ({error.strerror})") from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise OutputError(f"{directory}: permission denied; choose another folder with -o")
