"""The triples of a build into a running SPARQL server, in batches, with a count afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from kgraph.errors import OutputError
from kgraph.export.terms import is_web_iri
from kgraph.store.index import SOURCE
from kgraph.store.servers import Connection, ServerError, graph_url, query_endpoint

PROTOCOLS = ("auto", "gsp", "update")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: triples of the build, and triples of the graph on the server before and after."""

    triples: int
    before: int
    after: int
    batches: int


def load(
    directory: str | Path,
    url: str,
    graph: str | None = None,
    replace: bool = False,
    protocol: str = "auto",
    query_url: str | None = None,
    batch: int = 10_000,
    connection: Connection | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """Put the triples of graph.trig into a graph of a server.

    Parameters
    ----------
    directory : path
        The folder of the build.
    url : str
        Where the server takes data: by Graph Store Protocol (Oxigraph ``/store``, Fuseki ``/data``, Virtuoso
        ``/sparql-graph-crud-auth``), or by SPARQL Update (``/update``, ``/sparql-auth``, ``/statements``).
    graph : str, optional
        The IRI of a named graph; without it, the default graph, which not every server has.
    replace : bool
        Empty the graph first.
    protocol : str
        One of `PROTOCOLS`; "auto" decides by the URL.
    query_url : str, optional
        Where the server answers queries, to count; by default what is usual beside ``url``.
    batch : int
        Triples a request.
    connection : Connection, optional
        Credentials, retries.
    progress : callable, optional
        Called with the number of triples sent and of all.

    Returns
    -------
    Loaded

    Raises
    ------
    ServerError
        If the server refuses, cannot be reached, or holds another number of triples afterwards than it should.
    OutputError
        If there is no build.
    """
    _check(url, graph, protocol)
    connection = connection or Connection()
    triples = build_triples(Path(directory))
    endpoint = query_url or query_endpoint(url)
    send = _by_update if (protocol == "update" or (protocol == "auto" and _is_update(url))) else _by_store

    def counted() -> int:
        return connection.count(endpoint, graph) if endpoint else _counted(connection, url, graph)

    if replace:
        _clear(connection, url, graph, send is _by_update)
    before = counted()
    batches = 0
    for start in range(0, len(triples), batch):
        send(connection, url, graph, triples[start : start + batch])
        batches += 1
        if progress:
            progress(min(start + batch, len(triples)), len(triples))
    after = counted()
    _verify(len(triples), before, after, graph)
    return Loaded(len(triples), before, after, batches)


def build_triples(directory: Path) -> list[str]:
    """The triples of the default graph of graph.trig as lines of N-Triples, each once."""
    path = directory / SOURCE
    try:
        quads = ox.parse(path=str(path), format=ox.RdfFormat.TRIG)
        return list(dict.fromkeys(f"{q.triple} .\n" for q in quads if isinstance(q.graph_name, ox.DefaultGraph)))
    except FileNotFoundError:
        raise OutputError(f"{path}: not there; run kgraph build first, or name its output folder") from None
    except SyntaxError as error:
        raise OutputError(f"{path}: broken ({error}); run kgraph build again") from error


def _check(url: str, graph: str | None, protocol: str) -> None:
    if not url.startswith(("http://", "https://")) or not urlsplit(url).netloc:
        raise ServerError(f"{url!r} is no http(s) address")
    if "@" in urlsplit(url).netloc:
        raise ServerError("an address with a password in it ends up in logs; put the credentials into the environment")
    if graph is not None and not is_web_iri(graph) and not re.fullmatch(r"urn:[A-Za-z0-9-]+:[\w.:/+-]+", graph):
        raise ServerError(f"the graph must be an absolute IRI, not {graph!r}")
    if protocol not in PROTOCOLS:
        raise ServerError(f"the protocol must be one of {', '.join(PROTOCOLS)}, not {protocol!r}")


def _is_update(url: str) -> bool:
    return urlsplit(url).path.rstrip("/").endswith(("update", "sparql-auth", "statements"))


def _by_store(connection: Connection, url: str, graph: str | None, lines: list[str]) -> None:
    # N-Triples is Turtle, which every server takes
    connection.request("POST", graph_url(url, graph), "".join(lines).encode(), Content_Type="text/turtle")


def _by_update(connection: Connection, url: str, graph: str | None, lines: list[str]) -> None:
    data = "".join(lines)
    text = f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}" if graph else f"INSERT DATA {{\n{data}}}"
    connection.request("POST", url, text.encode(), Content_Type="application/sparql-update")


def _clear(connection: Connection, url: str, graph: str | None, update: bool) -> None:
    if update:
        target = f"GRAPH <{graph}>" if graph else "DEFAULT"
        text = f"CLEAR SILENT {target}".encode()
        connection.request("POST", url, text, Content_Type="application/sparql-update")
        return
    try:
        connection.request("DELETE", graph_url(url, graph))
    except ServerError as error:
        if error.status != 404:  # there was none
            raise


def _counted(connection: Connection, url: str, graph: str | None) -> int:
    """The number of triples by fetching them, where no query endpoint is known."""
    try:
        data = connection.request("GET", graph_url(url, graph), Accept="application/n-triples")
    except ServerError as error:
        if error.status == 404:
            return 0
        raise ServerError(
            f"{error}; name the query endpoint with --query-url, so that the triples can be counted"
        ) from None
    return sum(1 for _ in _quads(data))


def _quads(data: bytes) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(data, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise ServerError(f"the server gave back no N-Triples: {error}") from error


def _verify(sent: int, before: int, after: int, graph: str | None) -> None:
    """All triples are there: in an empty graph exactly they, else between none new and all new."""
    where = f"the graph <{graph}>" if graph else "the default graph"
    if before == 0 and after != sent:
        raise ServerError(f"{sent:,} triples were sent, but {where} holds {after:,}")
    if not max(before, sent) <= after <= before + sent:
        raise ServerError(f"{sent:,} triples were sent to {before:,}, but {where} holds {after:,}")
