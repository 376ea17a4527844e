"""The SPARQL 1.1 Protocol, read-only: what a request asks for, and in which formats the client takes the answer."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from kgraph.export.terms import PREFIXES
from kgraph.store.pool import MEDIA_TYPES, Job

MAX_QUERY = 1 << 20
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
# What clients say -> what it means here
_ALIASES = {
    "application/json": "application/sparql-results+json",
    "text/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
}
_OFFERED = (*MEDIA_TYPES["rows"], *MEDIA_TYPES["triples"])


class ProtocolError(Exception):
    """A request that is none; ``status`` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def parse_request(method: str, query_string: str, content_type: str, body: bytes, accept: str) -> Job:
    """What a request asks for.

    Raises
    ------
    ProtocolError
        If it is no query: 400, 405, 413 or 415; 403 for an update.
    """
    pairs = _pairs(query_string)
    text: str | None = None
    if method == "POST":
        media_type, _, options = content_type.partition(";")
        media_type = media_type.strip().lower()
        if len(body) > MAX_QUERY:
            raise ProtocolError(413, f"a query may have {MAX_QUERY:,} bytes")
        if media_type == _FORM:
            pairs = _pairs(_decoded(body))
        elif media_type == _DIRECT:
            if "charset" in options.lower() and "utf-8" not in options.lower():
                raise ProtocolError(415, "a query must be in UTF-8")
            if any(name == "query" for name, _ in pairs):
                raise ProtocolError(400, "the query stands in the body and in the address")
            text = _decoded(body)
        elif media_type == "application/sparql-update":
            raise ProtocolError(403, "this server is read-only")
        else:
            raise ProtocolError(415, f"POST a query as {_DIRECT} or {_FORM}")
    elif method not in ("GET", "HEAD"):
        raise ProtocolError(405, "use GET or POST")
    if any(name == "update" for name, _ in pairs):
        raise ProtocolError(403, "this server is read-only")
    queries = [value for name, value in pairs if name == "query"] if text is None else [text]
    if len(queries) != 1:
        raise ProtocolError(400, "there must be one query" if queries else "the query is missing")
    return Job(
        queries[0],
        accepted_types(accept),
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
    )


def accepted_types(accept: str, offered: Sequence[str] = _OFFERED) -> tuple[str, ...]:
    """The offered media types that an Accept header allows, best first; of equals, the one offered first."""
    ranges = []
    for part in (accept or "*/*").split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        ranges.append((media if media in offered else _ALIASES.get(media, media), quality))
    scored = []
    for place, media in enumerate(offered):
        # the most specific range decides
        matching = [
            (3 - (wanted == "*/*") * 2 - (wanted.endswith("/*") and wanted != "*/*"), quality)
            for wanted, quality in ranges
            if wanted in (media, "*/*") or (wanted.endswith("/*") and media.startswith(wanted[:-1]))
        ]
        if matching and max(matching)[1] > 0:
            scored.append((-max(matching)[1], place, media))
    return tuple(media for _, _, media in sorted(scored))


def service_description(endpoint: str, triples: int, base: str) -> str:
    """The description of the service, as Turtle: what a client learns that asks for nothing."""
    formats = "".join(
        f" ,\n        <http://www.w3.org/ns/formats/{name}>"
        for name in ("SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML")
    )
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        f"@prefix void: <{PREFIXES['void']}> .\n\n"
        f"<{endpoint}> a sd:Service ;\n"
        f"    sd:endpoint <{endpoint}> ;\n"
        "    sd:supportedLanguage sd:SPARQL11Query ;\n"
        f"    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>{formats} ;\n"
        f"    sd:defaultDataset <{endpoint}#dataset> .\n\n"
        f"<{endpoint}#dataset> a sd:Dataset ;\n    sd:defaultGraph <{base}dataset> .\n\n"
        f"<{base}dataset> a sd:Graph ;\n    void:triples {triples} .\n"
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise ProtocolError(400, f"broken parameters: {error}") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise ProtocolError(400, "the query is not UTF-8") from None
