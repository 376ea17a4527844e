"""`kgraph load` into real servers: the triples are all there, twice is once, secrets stay secret."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import graphs
import pytest
from click.testing import CliRunner
from sparql_servers import Server

from kgraph.commands.load import command
from kgraph.store.loading import build_triples, load
from kgraph.store.servers import Connection, ServerError, query_endpoint


def connection(server: Server) -> Connection:
    return Connection(server.user, server.password, retries=0)


@pytest.mark.parametrize("which", ["small", "hostile"])
@pytest.mark.parametrize("way", ["store", "update"])
def test_a_build_is_loaded_whole(way: str, which: str, server: Server, small_dir: Path, hostile_dir: Path) -> None:
    folder = small_dir if which == "small" else hostile_dir
    expected = len(build_triples(folder))
    url = getattr(server, way)
    done = load(folder, url, server.graph, replace=True, batch=100, connection=connection(server))
    assert (done.triples, done.before, done.after) == (expected, 0, expected)
    assert done.batches == -(-expected // 100)
    again = load(folder, url, server.graph, batch=100, connection=connection(server))
    assert (again.before, again.after) == (expected, expected)


def test_a_wrong_password_is_named_but_not_shown(server: Server, small_dir: Path) -> None:
    if server.user is None:
        return  # this server asks for no password
    wrong = replace(connection(server), password="hunter2")
    with pytest.raises(ServerError, match="KGRAPH_LOAD_PASSWORD") as raised:
        load(small_dir, server.store, server.graph, connection=wrong)
    assert "hunter2" not in str(raised.value)
    assert "hunter2" not in repr(wrong)


class _Shaky(BaseHTTPRequestHandler):
    """Fails every other request, and counts what it got."""

    requests = 0
    stored: ClassVar[set[bytes]] = set()
    lossy = False

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).requests += 1
        if type(self).requests % 2:
            self.send_error(503)
            return
        if self.path.startswith("/query"):
            number = str(len(self.stored)).encode()
            answer = b'{"results": {"bindings": [{"n": {"value": "' + number + b'"}}]}}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
            return
        lines = body.splitlines()
        self.stored.update(lines[1:] if self.lossy else lines)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shaky() -> Iterator[str]:
    _Shaky.requests, _Shaky.stored, _Shaky.lossy = 0, set(), False
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shaky)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/store"
    server.shutdown()
    server.server_close()


def test_what_may_pass_is_tried_again(shaky: str, small_dir: Path) -> None:
    waits: list[float] = []
    done = load(small_dir, shaky, batch=50, connection=Connection(sleep=waits.append))
    assert done.after == done.triples == len(_Shaky.stored)
    assert waits
    with pytest.raises(ServerError, match="503"):
        load(small_dir, shaky, connection=Connection(retries=0))


def test_lost_triples_are_noticed(shaky: str, small_dir: Path) -> None:
    _Shaky.lossy = True
    with pytest.raises(ServerError, match="279 triples were sent, but the default graph holds 278"):
        load(small_dir, shaky, connection=Connection(sleep=lambda _: None))


@pytest.mark.parametrize(
    ("url", "more", "message"),
    [
        ("ftp://x/", {}, "no http"),
        ("http://user:secret@host/store", {}, "environment"),
        ("http://127.0.0.1:9/store", {"graph": "relative"}, "absolute IRI"),
        ("http://127.0.0.1:9/store", {"graph": "urn:x> } } ; DROP ALL #"}, "absolute IRI"),
        ("http://127.0.0.1:9/store", {}, "cannot be reached"),
    ],
)  # fmt: skip
def test_addresses_that_will_not_do(url: str, more: dict[str, str], message: str, small_dir: Path) -> None:
    with pytest.raises(ServerError, match=message) as raised:
        load(small_dir, url, connection=Connection(retries=0), **more)  # type: ignore[arg-type]
    assert "secret" not in str(raised.value)


def test_the_query_endpoint_is_guessed() -> None:
    assert query_endpoint("http://h:7878/store") == "http://h:7878/query"
    assert query_endpoint("http://h/sparql-graph-crud-auth") == "http://h/sparql"
    assert query_endpoint("http://h/ds/data") == "http://h/ds/query"
    assert query_endpoint("http://h/repositories/r/statements") == "http://h/repositories/r"
    assert query_endpoint("http://h/else") is None


def test_the_command_prints_no_credentials(server: Server, small_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_LOAD_USER", server.user or "somebody")
    monkeypatch.setenv("KGRAPH_LOAD_PASSWORD", server.password or "s3cret")
    options = ["--graph", server.graph] if server.graph else []
    done = CliRunner().invoke(command, [server.store, "-d", str(small_dir), "--auth", "--replace", *options])
    assert done.exit_code == 0, done.output
    assert "279 triples loaded" in done.output
    assert "s3cret" not in done.output
    assert len(graphs.small().statements) == 8
