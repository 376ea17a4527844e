"""Queries in processes of their own, so that one that runs forever or eats all memory can be ended.

The store cannot be told to stop. A worker opens the index read-only, answers one query after the other, and is
killed and replaced when an answer takes too long.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing as mp
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kgraph.errors import KGraphError

_MEMORY = 4 << 30


class QueryStoppedError(KGraphError):
    """A query took too long, or all workers were busy for too long."""


class AnswerTooLargeError(KGraphError):
    """An answer was larger than allowed."""


class NotAcceptableError(KGraphError):
    """The client takes none of the formats in which there is an answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query with what the SPARQL protocol says about it; ``accepted`` are media types, best first."""

    text: str
    accepted: tuple[str, ...]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, serialized."""

    media_type: str
    body: bytes


class QueryPool:
    """Worker processes for one index.

    Parameters
    ----------
    index : callable
        Gives the folder of the index, or a TriG file that each worker loads; asked for each new worker, because a
        new build has a new index.
    base : str
        The base IRI, for the predeclared prefixes.
    workers : int
    timeout : float
        Seconds for a query, waiting for a free worker not included; the wait is limited in the same way.
    max_bytes : int
        The largest answer.
    """

    def __init__(
        self, index: Callable[[], Path], base: str, workers: int = 2, timeout: float = 30.0, max_bytes: int = 64 << 20
    ) -> None:
        self.index, self.base, self.workers = index, base, workers
        self.timeout, self.max_bytes = timeout, max_bytes
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()

    async def start(self) -> None:
        """Start the workers."""
        for _ in range(self.workers):
            self._add()

    async def stop(self) -> None:
        """End the workers."""
        for worker in self._all:
            worker.kill()
        self._all.clear()

    async def run(self, job: Job) -> Result:
        """Answer a query.

        Raises
        ------
        QueryStoppedError, AnswerTooLargeError, NotAcceptableError, QueryError
        """
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.timeout)
        except TimeoutError:
            raise QueryStoppedError("the server is busy; try again") from None
        try:
            answer = await asyncio.to_thread(worker.ask, job, self.timeout)
        except BaseException as error:
            self._all.discard(worker)
            worker.kill()
            self._add()
            if isinstance(error, TimeoutError):
                raise QueryStoppedError(f"the query was stopped after {self.timeout:g} seconds") from None
            if isinstance(error, EOFError | OSError):
                raise QueryStoppedError("the query was stopped: it needed too much memory") from None
            raise
        self._idle.put_nowait(worker)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _add(self) -> None:
        worker = _Worker(self.index(), self.base, self.max_bytes)
        self._all.add(worker)
        self._idle.put_nowait(worker)


class _Worker:
    """One process with a pipe to it."""

    def __init__(self, index: Path, base: str, max_bytes: int) -> None:
        context = mp.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(theirs, str(index), base, max_bytes), daemon=True, name="kgraph-query"
        )
        self._process.start()
        theirs.close()
        self._ready = False

    def ask(self, job: Job, timeout: float) -> Result | Exception:
        """The answer, or the error that the query made; raises TimeoutError, or EOFError if the process died."""
        if not self._ready:  # starting up is not the query's fault
            if not self._pipe.poll(60):
                raise TimeoutError
            self._pipe.recv()
            self._ready = True
        self._pipe.send(job)
        if not self._pipe.poll(timeout):
            raise TimeoutError
        answer: Result | Exception = self._pipe.recv()
        return answer

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join(5)
        self._pipe.close()


def _work(pipe: Connection, index: str, base: str, max_bytes: int) -> None:
    """The life of a worker: open the store, then answer until the pipe is closed."""
    from kgraph.store.index import opened  # noqa: PLC0415 - in the worker only

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    store = opened(Path(index))
    pipe.send(os.getpid())
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(store, base, job, max_bytes))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass


def _answer(store: object, base: str, job: Job, max_bytes: int) -> Result | Exception:
    import pyoxigraph as ox  # noqa: PLC0415

    from kgraph.export.terms import Names  # noqa: PLC0415
    from kgraph.store.answers import syntax_error  # noqa: PLC0415
    from kgraph.store.queries import QueryError, check_offline  # noqa: PLC0415

    assert isinstance(store, ox.Store)
    graphs: dict[str, list[ox.NamedNode]] = {}
    prefixes = Names(base).prefixes()
    try:
        check_offline(job.text)
        if job.default_graphs or job.named_graphs:
            graphs["default_graph"] = [ox.NamedNode(graph) for graph in job.default_graphs]
            graphs["named_graphs"] = [ox.NamedNode(graph) for graph in job.named_graphs]
        found = store.query(job.text, prefixes=prefixes, **graphs)  # type: ignore[arg-type]
        kind = "triples" if isinstance(found, ox.QueryTriples) else "rows"
        media_type = next((media for media in job.accepted if media in MEDIA_TYPES[kind]), None)
        if isinstance(found, ox.QueryBoolean) and media_type in ("text/csv", "text/tab-separated-values"):
            media_type = next((media for media in job.accepted if media in MEDIA_TYPES[kind][:2]), None)
        if media_type is None:
            return NotAcceptableError(f"this answer can be had as {', '.join(MEDIA_TYPES[kind])}")
        out = _Limited(max_bytes)
        if isinstance(found, ox.QueryTriples):
            form = ox.RdfFormat.from_media_type(media_type)
            assert form is not None
            ox.serialize(found, out, form, prefixes=prefixes if media_type in PREFIXED else None)
        else:
            found.serialize(out, ox.QueryResultsFormat.from_media_type(media_type))
        return Result(media_type, out.getvalue())
    except SyntaxError as error:
        return syntax_error(job.text, str(error))
    except AnswerTooLargeError as error:
        return error
    except QueryError as error:
        return error
    except Exception as error:
        return QueryError(f"the query failed: {error}")


MEDIA_TYPES: dict[str, Sequence[str]] = {
    "rows": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "triples": ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"),
}
PREFIXED = ("text/turtle", "application/rdf+xml")


class _Limited(io.BytesIO):
    """Bytes in memory, up to a number."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: object, /) -> int:
        self._left -= len(data)  # type: ignore[arg-type]
        if self._left < 0:
            raise AnswerTooLargeError("the answer is too large; ask for less, for example with LIMIT")
        return super().write(data)  # type: ignore[arg-type]
