"""Two real SPARQL servers on loopback: how they are started, what they are called, how they are stopped."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Server:
    """Addresses of a running server; ``graph`` is the graph to use, None being the default graph."""

    name: str
    store: str
    update: str
    query: str
    graph: str | None = None
    user: str | None = None
    password: str | None = None


def oxigraph(folder: Path) -> Iterator[Server]:
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        absent("oxigraph", "pip install oxigraph")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}"
    with Running(command, folder, f"{url}/"):
        yield Server("oxigraph", f"{url}/store", f"{url}/update", f"{url}/query")


def virtuoso(folder: Path) -> Iterator[Server]:
    template = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
    program = shutil.which("virtuoso-t")
    if program is None or not template.is_file():
        absent("Virtuoso", "apt-get install virtuoso-opensource-7 virtuoso-opensource-7-bin")
    http, sql = free_port(), free_port()
    settings = template.read_text().replace("/var/lib/virtuoso-opensource-7/db/", f"{folder}/")
    section = ""
    lines = []
    for line in settings.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        port = f"ServerPort = 127.0.0.1:{http if section == 'HTTPServer' else sql}"
        lines.append(port if re.match(r"ServerPort\s*=", line) else line)
    (folder / "virtuoso.ini").write_text("\n".join(lines) + "\n")
    command = [str(program), "+configfile", str(folder / "virtuoso.ini"), "+foreground", "+wait"]
    url = f"http://127.0.0.1:{http}"
    with Running(command, folder, f"{url}/sparql", seconds=60):
        yield Server(
            "virtuoso", f"{url}/sparql-graph-crud-auth", f"{url}/sparql-auth", f"{url}/sparql",
            "https://w3id.org/kgraph/id/dataset", "dba", "dba",
        )  # fmt: skip


class Running:
    """A process that is ready when its page answers, and is stopped at the end."""

    def __init__(self, command: list[str], folder: Path, page: str, seconds: float = 20) -> None:
        self.command, self.folder, self.page, self.seconds = command, folder, page, seconds

    def __enter__(self) -> None:
        log = (self.folder / "server.log").open("wb")
        self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.page, timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        pytest.fail(f"{self.command[0]} did not start: {(self.folder / 'server.log').read_text()[-2000:]}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def absent(name: str, command: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed; in CI it must be: {command}")
    pytest.skip(f"{name} is not installed: {command}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
