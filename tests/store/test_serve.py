"""`kgraph serve` over HTTP: the SPARQL 1.1 Protocol, limits, many clients, pages that run nothing hostile."""

from __future__ import annotations

import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import graphs
import pyoxigraph as ox
import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from kgraph.store.protocol import ProtocolError, accepted_types, parse_request

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ALL = "SELECT ?s ?o { ?s kg:supports ?o }"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers["content-type"].partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


def get(url: str, query: str, accept: str = "*/*", **more: str) -> Answer:
    return ask(f"{url}/sparql?{urlencode({'query': query, **more})}", Accept=accept)


# ---- the protocol ----
def test_query_by_get_and_both_kinds_of_post(url: str) -> None:
    one = get(url, ALL, JSON)
    two = ask(f"{url}/sparql", "POST", urlencode({"query": ALL}).encode(), Content_Type=FORM, Accept=JSON)
    three = ask(f"{url}/sparql", "POST", ALL.encode(), Content_Type=f"{DIRECT}; charset=UTF-8", Accept=JSON)
    assert one.status == two.status == three.status == 200
    assert json.loads(one.body) == json.loads(two.body) == json.loads(three.body)
    assert len(json.loads(one.body)["results"]["bindings"]) == 4
    assert ask(f"{url}/sparql?{urlencode({'query': ALL})}", "HEAD").body == b""


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON), ("*/*", JSON), (JSON, JSON), ("application/json", JSON), (XML, XML), ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"), ("text/csv;q=0.5, " + XML, XML),
        ("application/*;q=0.1, text/csv", "text/csv"), ("text/html, application/xml;q=0.9, */*;q=0.8", XML),
        (f"*/*, {JSON};q=0", XML),
    ],
)  # fmt: skip
def test_the_format_of_rows_is_the_clients_choice(accept: str, expected: str, url: str) -> None:
    answer = get(url, ALL, accept)
    assert (answer.status, answer.type) == (200, expected)
    assert "accept" in answer.headers["vary"].lower()
    form = ox.QueryResultsFormat.from_media_type(expected)
    if expected in (JSON, XML):
        assert len(list(ox.parse_query_results(answer.body, format=form))) == 4  # type: ignore[arg-type]
    else:
        assert answer.text.count("\n") == 5


@pytest.mark.parametrize(
    "accept", ["*/*", "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s a kg:Person ; ?p ?o }", "DESCRIBE actor:script"])
def test_triples_come_in_every_rdf_format(query: str, accept: str, url: str) -> None:
    answer = get(url, query, accept)
    assert answer.type == ("text/turtle" if accept == "*/*" else accept)
    assert list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(answer.type)))


def test_ask(url: str) -> None:
    assert json.loads(get(url, "ASK { ?s ?p ?o }", JSON).body)["boolean"] is True
    assert get(url, "ASK { ?s ?p ?o }", "text/csv, application/sparql-results+xml;q=0.5").type == XML


def test_graphs_named_in_the_request_replace_those_of_the_store(url: str) -> None:
    assert json.loads(get(url, ALL, JSON, **{"default-graph-uri": "http://e/none"}).body)["results"]["bindings"] == []
    assert get(url, "ASK { GRAPH ?g { ?s ?p ?o } }", JSON, **{"named-graph-uri": "http://e/none"}).status == 200


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status"),
    [
        ("GET", "query=ASK%7B%7D&query=ASK%7B%7D", "", b"", 400),  # bad-multi-queries
        ("GET", "x=y", "", b"", 400),
        ("PUT", "query=ASK%7B%7D", "", b"", 405),  # bad-query-method
        ("DELETE", "", "", b"", 405),
        ("POST", "", "text/plain", b"ASK {}", 415),  # bad-query-wrong-media-type
        ("POST", "", "", b"query=ASK%7B%7D", 415),  # bad-query-missing-form-type
        ("POST", "", "", b"ASK {}", 415),  # bad-query-missing-direct-type
        ("POST", "", DIRECT + "; charset=UTF-16", "ASK {}".encode("utf-16"), 415),  # bad-query-non-utf8
        ("POST", "", DIRECT, "ASK {} # \u00e9".encode("latin-1"), 400),
        ("GET", "query=ASK%7B", "", b"", 400),  # bad-query-syntax
        ("POST", "", FORM, b"update=CLEAR+ALL", 403),
        ("POST", "", "application/sparql-update", b"CLEAR ALL", 403),
        ("POST", "", DIRECT, b"CLEAR ALL", 400),
        ("POST", "", DIRECT, b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("POST", "", DIRECT, b"#" * 1_100_000, 413),
    ],
)  # fmt: skip
def test_what_is_no_query_is_refused(
    method: str, query_string: str, content_type: str, body: bytes, status: int, url: str
) -> None:
    headers = {"Content_Type": content_type} if content_type or body else {}
    try:
        answer = ask(f"{url}/sparql?{query_string}", method, body or None, **headers)
    except (ConnectionError, urllib.error.URLError):
        assert status == 413  # the connection is closed while the client still sends
        return
    assert answer.status == status, answer.text
    assert answer.type == "text/plain"
    if status == 405:
        assert "POST" in answer.headers["allow"]


def test_an_unknown_format_is_not_acceptable(url: str) -> None:
    assert get(url, ALL, "image/png").status == 406
    assert get(url, ALL, "text/turtle").status == 406  # rows are no triples


def test_syntax_errors_name_line_and_column(url: str) -> None:
    assert "line 2, column" in get(url, "SELECT * {\n ?s }").text


def test_without_a_query_the_service_describes_itself(url: str) -> None:
    answer = ask(f"{url}/sparql")
    triples = list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))
    assert f"<{url}/sparql>" in {str(t.subject) for t in triples}
    assert ask(f"{url}/sparql", Accept="text/html").text.startswith("<!doctype html>")


def test_other_origins_may_read_unless_forbidden(url: str, small_url: str) -> None:
    origin = "https://elsewhere.example"
    assert ask(f"{url}/sparql", Origin=origin).headers["access-control-allow-origin"] == "*"
    preflight = ask(
        f"{url}/sparql", "OPTIONS", Origin=origin,
        Access_Control_Request_Method="POST", Access_Control_Request_Headers="content-type",
    )  # fmt: skip
    assert preflight.status == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    assert "access-control-allow-origin" not in ask(f"{small_url}/sparql", Origin=origin).headers


# ---- limits ----
def test_a_query_that_would_run_forever_is_stopped_and_the_server_goes_on(url: str) -> None:
    started = time.monotonic()
    answer = get(url, FOREVER)
    assert answer.status == 503
    assert "stopped after 2 seconds" in answer.text
    assert time.monotonic() - started < 8
    assert get(url, ALL).status == 200


def test_an_answer_that_is_too_large_is_refused(url: str) -> None:
    answer = get(url, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert answer.status == 400
    assert "too large" in answer.text


def test_fifty_clients_at_once(url: str) -> None:
    with ThreadPoolExecutor(50) as clients:
        answers = list(clients.map(lambda _: get(url, ALL, "text/csv"), range(150)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


# ---- pages ----
def test_every_resource_has_a_page_and_triples(url: str, hostile_dir: Path) -> None:
    subjects = {quad.subject.value for quad in ox.parse(path=str(hostile_dir / "graph.trig"))}  # type: ignore[union-attr]
    base = "https://w3id.org/kgraph/id/"
    for iri in sorted(subjects):
        page = ask(url + "/" + iri.removeprefix(base), Accept="text/html")
        assert page.status == 200, iri
        triples = ask(url + "/" + iri.removeprefix(base), Accept="text/turtle")
        found = list(ox.parse(triples.body, format=ox.RdfFormat.TURTLE))
        assert {quad.subject.value for quad in found} == {iri}  # type: ignore[union-attr]
    for accept in ("text/html", "text/turtle"):
        assert ask(f"{url}/actor/nobody", Accept=accept).status == 404
    assert ask(f"{url}/actor/script", Accept="image/png").status == 406
    assert ask(f"{url}/actor/script?format=jsonld").type == "application/ld+json"


def test_pages_show_hostile_text_and_run_none_of_it(url: str) -> None:
    for path in ["/", "/query", *(f"/actor/{quote(id)}" for id in graphs.HOSTILE)]:
        page = ask(url + path, Accept="text/html")
        assert page.status == 200
        assert "<img" not in page.text
        assert not re.findall(r"<script(?! (src=\"/static/|type=\"application/json\"))", page.text)
        assert not re.findall(r"href=\"(?!/|http|data:,)", page.text)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
    script = ask(f"{url}/actor/script", Accept="text/html").text
    assert "&lt;img src=x onerror=alert(1)&gt;" in script


def test_the_pages_need_no_other_server(url: str) -> None:
    for path in ("/static/query.js", "/static/style.css"):
        answer = ask(url + path)
        assert answer.status == 200
        assert "//cdn" not in answer.text
        assert not re.findall(r"(?:src|url|import)\W+https?:", answer.text)
    assert ask(f"{url}/static/..%2fapp.py").status == 404


def test_ready_questions_are_filled_in(url: str) -> None:
    text = ask(f"{url}/queries/who-supports?actor={quote(graphs.HOSTILE['chinese'])}").text
    assert "actor/chinese>" in text
    assert get(url, text).status == 200
    assert ask(f"{url}/queries/who-supports").status == 400
    assert ask(f"{url}/queries/nothing").status == 404


def test_the_view(url: str, small_url: str) -> None:
    answer = ask(f"{small_url}/view")
    assert answer.type == "text/html"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ask(f"{url}/view").status == 404
    assert "/view" in ask(f"{small_url}/").text
    assert ask(f"{small_url}/ns").type == "text/turtle"


def test_a_port_in_use_is_a_message() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        from click.testing import CliRunner

        from kgraph.commands.serve import _listen, command

        with pytest.raises(Exception, match="choose another --port"):
            _listen("127.0.0.1", taken.getsockname()[1])
        assert CliRunner().invoke(command, ["-d", "/nowhere"]).exit_code == 2


def test_parsing_of_requests_alone() -> None:
    job = parse_request(
        "GET", "query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fa&named-graph-uri=http%3A%2F%2Fb", "", b"", ""
    )
    assert (job.text, job.default_graphs, job.named_graphs) == ("ASK{}", ("http://a",), ("http://b",))
    with pytest.raises(ProtocolError):
        parse_request("GET", "query=%FF", "", b"", "")
    assert accepted_types("text/*;q=0.3, text/csv;q=nonsense, text/turtle")[0] == "text/turtle"
    assert accepted_types("image/png") == ()
