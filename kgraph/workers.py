"""Extraction over many articles, in one process or several, with the same result."""

from __future__ import annotations

import importlib
import inspect
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import entry_points

from kgraph.errors import InputError, KGraphError, SettingsError
from kgraph.extract.protocol import Extractor
from kgraph.model import Article, Extraction
from kgraph.settings import Settings

GROUP = "kgraph.extractors"
# (stage, done, total)
Progress = Callable[[str, int, int], None]

_CHUNK = 4
_ARTICLES_A_WORKER = 16
_extractor: Extractor | None = None


@dataclass(frozen=True, slots=True)
class _Failure:
    """An article on which the extractor broke; unlike an exception it travels between processes."""

    source: str
    reason: str


def make_extractor(settings: Settings) -> Extractor:
    """The extractor that the settings name: an entry point of the group ``kgraph.extractors``, or ``module:Class``.

    It is called with those of the keyword arguments ``pipeline``, ``lexicon`` and ``gazetteer`` that it takes.

    Raises
    ------
    SettingsError
        If there is no such extractor.
    """
    name = settings.extractor
    found = {point.name: point for point in entry_points(group=GROUP)}
    try:
        if name in found:
            factory = found[name].load()
        elif ":" in name:
            module, _, attribute = name.partition(":")
            factory = getattr(importlib.import_module(module), attribute)
        else:
            known = ", ".join(sorted(found)) or "none: reinstall kgraph"
            raise SettingsError(f"there is no extractor {name!r} (installed: {known})")
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"the extractor {name!r} cannot be loaded ({error})") from error
    takes = inspect.signature(factory).parameters
    options = {"pipeline": settings.pipeline, "lexicon": settings.lexicon, "gazetteer": settings.gazetteer}
    extractor: Extractor = factory(**{key: value for key, value in options.items() if key in takes})
    return extractor


def extract_all(
    articles: Sequence[Article], settings: Settings, workers: int = 1, progress: Progress | None = None
) -> tuple[list[Extraction], list[InputError]]:
    """Extract from all articles, in their order; an article on which the extractor breaks is reported and left out.

    Parameters
    ----------
    articles : sequence of Article
    settings : Settings
    workers : int
        Processes; 0 chooses one for every 16 articles, up to the number of cores.
    progress : callable, optional
        Called with ("extract", done, total).

    Raises
    ------
    KGraphError
        If the extractor cannot work at all, or a worker process died.
    """
    workers = min(workers or _automatic(len(articles)), -(-len(articles) // _CHUNK))
    run = _in_processes(articles, settings, workers) if workers > 1 else _run(make_extractor(settings), articles)
    if progress:
        progress("extract", 0, len(articles))
    extractions: list[Extraction] = []
    failures: list[InputError] = []
    for done, result in enumerate(run, 1):
        if isinstance(result, _Failure):
            failures.append(InputError(result.source, result.reason))
        else:
            extractions.append(result)
        if progress:
            progress("extract", done, len(articles))
    return extractions, failures


def _automatic(articles: int) -> int:
    # a container may be allowed fewer cores than the machine has
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, articles // _ARTICLES_A_WORKER))


def _run(extractor: Extractor, articles: Sequence[Article]) -> Iterator[Extraction | _Failure]:
    """Extract from each article; after an error go on with the next."""
    position = 0
    while position < len(articles):
        try:
            for extraction in extractor.extract(articles[position:]):
                if position == len(articles) or extraction.article != articles[position].id:
                    raise KGraphError(f"the extractor {extractor.name!r} returned {extraction.article!r} out of order")
                yield extraction
                position += 1
            if position < len(articles):
                raise KGraphError(f"the extractor {extractor.name!r} returned nothing for {articles[position].id!r}")
        except KGraphError:
            raise
        except Exception as error:
            reason = f"the extractor {extractor.name!r} failed ({type(error).__name__}: {error})"
            yield _Failure(articles[position].path or articles[position].id, reason)
            position += 1


def _in_processes(articles: Sequence[Article], settings: Settings, workers: int) -> Iterator[Extraction | _Failure]:
    chunks = [articles[i : i + _CHUNK] for i in range(0, len(articles), _CHUNK)]
    pool = ProcessPoolExecutor(workers, initializer=_start_worker)
    try:
        for results in pool.map(_run_chunk, [settings] * len(chunks), chunks):
            yield from results
    except BrokenProcessPool as error:
        raise KGraphError("a worker process died, perhaps for lack of memory; try fewer --workers") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    # Ctrl-C reaches the whole process group; only the parent should answer it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run_chunk(settings: Settings, articles: Sequence[Article]) -> list[Extraction | _Failure]:
    global _extractor  # noqa: PLW0603 - one model a process, loaded when the first chunk arrives
    if _extractor is None:
        _extractor = make_extractor(settings)
    return list(_run(_extractor, articles))
