"""HTTP to a SPARQL server: requests with retries, and with credentials that are never shown."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from kgraph.errors import KGraphError

USER, PASSWORD = "KGRAPH_LOAD_USER", "KGRAPH_LOAD_PASSWORD"
_PASSING = (408, 425, 429, 500, 502, 503, 504)
# where servers answer queries, beside where they take data: the path's end -> what replaces it
_QUERY_ENDPOINTS = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/sparql-auth", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/statements", ""),
    ("/store", "/query"),
    ("/update", "/query"),
    ("/data", "/query"),
)


class ServerError(KGraphError):
    """A server refused or could not be reached; the message holds no credentials."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could take data and credentials to another server."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Connection:
    """Requests to one server.

    Parameters
    ----------
    user, password : str, optional
        For basic and digest authentication, whichever the server asks for.
    retries : int
        How often a request is repeated that failed for a reason that may pass.
    timeout : float
        Seconds to wait for the server.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    retries: int = 3
    timeout: float = 120.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **more: Any) -> Connection:
        """A connection with the credentials in KGRAPH_LOAD_USER and KGRAPH_LOAD_PASSWORD."""
        return cls(user=environment.get(USER), password=environment.get(PASSWORD), **more)

    def request(self, method: str, url: str, body: bytes | None = None, **headers: str) -> bytes:
        """Send a request until it succeeds.

        Raises
        ------
        ServerError
            If the server refuses it, or cannot be reached after all retries.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for attempt in range(self.retries + 1):
            try:
                request = urllib.request.Request(url, body, {"User-Agent": "kgraph", **named}, method=method)
                with self._opener(url).open(request, timeout=self.timeout) as response:
                    return bytes(response.read())
            except urllib.error.HTTPError as error:
                told = error.read(500).decode("utf-8", "replace").strip().partition("\n")[0]
                if error.code not in _PASSING or attempt == self.retries:
                    raise ServerError(_explained(error.code, method, url, told), error.code) from None
            except (urllib.error.URLError, OSError, ValueError) as error:
                reason = getattr(error, "reason", None) or error
                if attempt == self.retries or isinstance(error, ValueError):
                    raise ServerError(f"{_shown(url)} cannot be reached: {reason}") from None
            self.sleep(0.5 * 2**attempt)
        raise AssertionError("unreachable")

    def _opener(self, url: str) -> urllib.request.OpenerDirector:
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if self.user is not None:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(
                None, f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/", self.user, self.password or ""
            )
            handlers += [
                urllib.request.HTTPBasicAuthHandler(passwords),
                urllib.request.HTTPDigestAuthHandler(passwords),
            ]
        return urllib.request.build_opener(*handlers)

    def count(self, endpoint: str, graph: str | None) -> int:
        """The number of triples in a graph, None being the default graph, by a query."""
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        body = urlencode({"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"}).encode()
        answer = self.request(
            "POST", endpoint, body,
            Content_Type="application/x-www-form-urlencoded", Accept="application/sparql-results+json",
        )  # fmt: skip
        try:
            return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise ServerError(f"{_shown(endpoint)} gave no count: is it a SPARQL query endpoint?") from error


def query_endpoint(url: str) -> str | None:
    """Where a server that takes data at ``url`` probably answers queries, None if unknown."""
    parts = urlsplit(url)
    for end, other in _QUERY_ENDPOINTS:
        if parts.path.rstrip("/").endswith(end):
            path = parts.path.rstrip("/").removesuffix(end) + other
            return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return None


def graph_url(url: str, graph: str | None) -> str:
    """The URL of a graph by the Graph Store Protocol."""
    return f"{url}{'&' if '?' in url else '?'}{'graph=' + quote(graph, safe='') if graph else 'default'}"


def _explained(status: int, method: str, url: str, told: str) -> str:
    hint = {
        401: f"; put the credentials into {USER} and {PASSWORD}",
        403: f"; the user of {USER} may not write there",
        404: "; is this the address of the Graph Store Protocol or of SPARQL Update?",
        405: "; is this the address of the Graph Store Protocol or of SPARQL Update?",
    }.get(status, "")
    return f"{_shown(url)} answered {method} with {status}{': ' + told if told else ''}{hint}"


def _shown(url: str) -> str:
    """A URL without user and password."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
