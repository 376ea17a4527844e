"""`kgraph serve`: the graph as a read-only SPARQL endpoint with pages, as an ASGI application.

Needs the extra ``serve`` (Starlette, and uvicorn or another ASGI server).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kgraph.errors import KGraphError
from kgraph.export.options import options_of
from kgraph.export.terms import KINDS
from kgraph.resources import ontology
from kgraph.store.answers import actor_finder
from kgraph.store.index import SOURCE, index_path, open_store
from kgraph.store.pages import Pages
from kgraph.store.pool import (
    MEDIA_TYPES,
    AnswerTooLargeError,
    Job,
    NotAcceptableError,
    QueryPool,
    QueryStoppedError,
    Result,
)
from kgraph.store.protocol import MAX_QUERY, ProtocolError, accepted_types, parse_request, service_description
from kgraph.store.queries import QueryError, bind, named_query

_WEB = Path(__file__).parent / "web"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
# graph.html brings its script and style with it; it may fetch nothing
_VIEW_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'"
)
_EXTENSIONS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


def create_app(
    directory: str | Path,
    timeout: float = 30.0,
    max_bytes: int = 64 << 20,
    workers: int = 2,
    cors: str | None = "*",
    root_path: str = "",
) -> Starlette:
    """The application for the build in a folder.

    Parameters
    ----------
    directory : path
    timeout : float
        Seconds for a query; then it is stopped.
    max_bytes : int
        The largest answer.
    workers : int
        Queries at the same time; more wait.
    cors : str, optional
        The origin whose pages may read answers, "*" for all, None for none.
    root_path : str
        The path under which a reverse proxy offers the application.

    Raises
    ------
    OutputError
        If the folder holds no build.
    """
    service = Service(Path(directory), timeout, max_bytes, workers, root_path)
    middleware = []
    if cors:
        allowed = Middleware(
            CORSMiddleware, allow_origins=[cors], allow_methods=["GET", "POST", "HEAD"], allow_headers=["*"]
        )
        middleware.append(allowed)
    return Starlette(routes=service.routes(), middleware=middleware, lifespan=service.lifespan)


class Service:
    """What the routes share: the pool of workers, the pages, the counts."""

    def __init__(self, directory: Path, timeout: float, max_bytes: int, workers: int, root: str) -> None:
        self.directory = directory
        self.base = options_of(directory).base_iri
        self.store = open_store(directory)
        self.triples = len(self.store)
        self.pool = QueryPool(self._index, self.base, workers, timeout, max_bytes)
        self.view = directory / "graph.html"
        self.pages = Pages(self.pool, self.base, root, self.view.is_file())
        self.root = root

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Start the workers, and end them."""
        await self.pool.start()
        try:
            yield
        finally:
            await self.pool.stop()

    def routes(self) -> list[Route]:
        """All addresses."""
        everything = ["GET", "POST", "PUT", "PATCH", "DELETE"]  # those that are not allowed are explained
        return [
            Route("/", self.home),
            Route("/sparql", self.sparql, methods=everything),
            Route("/query", self.query),
            Route("/queries/{name}", self.bound),
            Route("/view", self.graph_view),
            Route("/ns", self.vocabulary),
            Route("/static/{name}", self.static),
            Route("/dataset", partial(self.resource, kind="")),
            Route("/dataset/{id:path}", partial(self.resource, kind="dataset")),
            *(Route(f"/{kind}/{{id:path}}", partial(self.resource, kind=kind)) for kind in KINDS),
        ]

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol; without a query, the description of the service."""
        accept = request.headers.get("accept", "")
        try:
            body = await _body(request)
            if request.method in ("GET", "HEAD") and not request.url.query:
                if "text/html" in accept:
                    return RedirectResponse(f"{self.root}/query", 303)
                text = service_description(self._endpoint(request), self.triples, self.base)
                return Response(text, media_type="text/turtle", headers=_HEADERS)
            job = parse_request(
                request.method, request.url.query, request.headers.get("content-type", ""), body, accept
            )
            if not job.accepted:
                raise NotAcceptableError(
                    f"answers can be had as {', '.join(sum(map(tuple, MEDIA_TYPES.values()), ()))}"
                )
            return _response(await self.pool.run(job))
        except (ProtocolError, KGraphError) as error:
            headers = {"Allow": "GET, HEAD, POST, OPTIONS"} if _status(error) == 405 else {}
            if _status(error) == 503:
                headers["Retry-After"] = "5"
            return PlainTextResponse(f"{error}\n", _status(error), headers={**_HEADERS, **headers})

    async def home(self, request: Request) -> Response:
        """The first page."""
        return _page(await self.pages.home(self._endpoint(request), self.triples))

    async def query(self, _: Request) -> Response:
        """The query form."""
        return _page(await self.pages.query(f"{self.root}/sparql"))

    async def bound(self, request: Request) -> Response:
        """The text of a ready query with its parameters filled in."""
        try:
            query = named_query(request.path_params["name"])
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", 404, headers=_HEADERS)
        find = actor_finder(self.store, self.base)
        try:
            text = await run_in_threadpool(bind, query, dict(request.query_params), find)
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", 400, headers=_HEADERS)
        return PlainTextResponse(text, headers=_HEADERS)

    async def graph_view(self, _: Request) -> Response:
        """The HTML view of the build."""
        if not self.view.is_file():
            return _page(self.pages.error("No view", "The build has no graph.html."), 404)
        return FileResponse(self.view, headers={**_HEADERS, "Content-Security-Policy": _VIEW_POLICY})

    async def vocabulary(self, _: Request) -> Response:
        """The ontology."""
        return FileResponse(ontology("kgraph.ttl"), media_type="text/turtle", headers=_HEADERS)

    async def static(self, request: Request) -> Response:
        """Script and style of the pages."""
        names = {"query.js": "text/javascript", "style.css": "text/css"}
        name = request.path_params["name"]
        if name not in names:
            return PlainTextResponse("not found\n", 404, headers=_HEADERS)
        return FileResponse(_WEB / name, media_type=names[name], headers=_HEADERS)

    async def resource(self, request: Request, kind: str) -> Response:
        """A resource of the graph, as page or as RDF, whichever the client prefers."""
        iri = f"{self.base}{kind}/{_quoted(request, kind)}" if kind else f"{self.base}dataset"
        offered = ("text/html", *MEDIA_TYPES["triples"])
        asked = request.query_params.get("format", "")
        accept = _EXTENSIONS.get(asked, request.headers.get("accept", ""))
        media_type = next(iter(accepted_types(accept, offered)), None)
        if media_type is None:
            return PlainTextResponse(f"this can be had as {', '.join(offered)}\n", 406, headers=_HEADERS)
        vary = {"Vary": "Accept"}
        try:
            if media_type == "text/html":
                page = await self.pages.resource(kind, iri)
                if page is None:
                    return _page(self.pages.error("Not found", "The graph knows nothing of this."), 404)
                return _page(page, headers=vary)
            text = f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p ?o"
            result = await self.pool.run(Job(text, (media_type,)))
        except KGraphError as error:
            return PlainTextResponse(f"{error}\n", _status(error), headers=_HEADERS)
        if iri.encode() not in result.body and kind and not result.body.count(b"\n"):
            return PlainTextResponse("not found\n", 404, headers=_HEADERS)
        return _response(result, vary)

    def _index(self) -> Path:
        return index_path(self.directory) or self.directory / SOURCE

    def _endpoint(self, request: Request) -> str:
        return f"{request.url.scheme}://{request.url.netloc}{self.root}/sparql"


def _quoted(request: Request, kind: str) -> str:
    """The id as it stands in the IRI: percent-encoded as we write it, whatever the client sent."""
    id = request.path_params["id"]
    return quote(id, safe="/") if kind == "dataset" else quote(id, safe="")


async def _body(request: Request) -> bytes:
    """The body, as far as it may be a query."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > MAX_QUERY:
                raise ProtocolError(413, f"a query may have {MAX_QUERY:,} bytes")
            parts.append(part)
    except ClientDisconnect:
        raise ProtocolError(400, "the request is incomplete") from None
    return b"".join(parts)


def _status(error: Exception) -> int:
    if isinstance(error, ProtocolError):
        return error.status
    for kind, status in ((QueryStoppedError, 503), (NotAcceptableError, 406), (AnswerTooLargeError, 400)):
        if isinstance(error, kind):
            return status
    return 400


def _response(result: Result, headers: dict[str, str] | None = None) -> Response:
    charset = "; charset=utf-8" if result.media_type.startswith("text/") else ""
    return Response(
        result.body, media_type=None, headers={
            **_HEADERS, **(headers or {"Vary": "Accept"}), "Content-Type": result.media_type + charset,
        },
    )  # fmt: skip


def _page(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return HTMLResponse(text, status, headers={**_HEADERS, **(headers or {})})
