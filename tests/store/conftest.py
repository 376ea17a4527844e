"""Small builds, and the servers, each started by the first test that needs it and stopped at the end."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "export"))  # `graphs` is shared with tests/export

import graphs
import sparql_servers
from sparql_servers import Server

from kgraph.export import write_all
from kgraph.view import write_html


@pytest.fixture(scope="session")
def small_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_all(graphs.small(), folder)
    return folder


@pytest.fixture(scope="session")
def hostile_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_all(graphs.hostile(), folder)
    return folder


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each of the two servers, empty."""
    start = getattr(sparql_servers, request.param)
    yield from start(tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def url(hostile_dir: Path) -> Iterator[str]:
    yield from serving(hostile_dir, "--timeout", "2", "--max-megabytes", "1")


@pytest.fixture(scope="session")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    write_all(graphs.small(), folder)
    write_html(graphs.small(), folder / "graph.html")
    yield from serving(folder, "--cors", "none")


def serving(folder: Path, *options: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kgraph", "serve", "-d", str(folder), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/ns", timeout=2).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        assert process.wait(15) is not None
        if process.stderr:
            process.stderr.close()
