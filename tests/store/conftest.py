"""Small builds, and the servers, each started by the first test that needs it and stopped at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "export"))  # `graphs` is shared with tests/export

import graphs
import sparql_servers
from sparql_servers import Server

from kgraph.export import write_all


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
