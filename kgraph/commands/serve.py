"""``kgraph serve``: the built graph as SPARQL endpoint and pages."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.commands.terminal import note
from kgraph.errors import KGraphError

EPILOG = """\b
Examples:
  kgraph serve
  kgraph serve -d out --port 8000 --timeout 10
  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s kg:supports ?o }' http://127.0.0.1:7879/sparql
\b
Needs the extra: pip install 'kgraph[serve]'. The server is read-only, and cannot be made to ask other servers.
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@options.directory
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=7879, show_default=True, help="0 takes a free one.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds for a query.")
@click.option("--max-megabytes", type=click.IntRange(1), default=64, show_default=True, help="The largest answer.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Queries at the same time.")
@click.option(
    "--cors", default="*", show_default=True, metavar="ORIGIN",
    help="The web origin whose pages may read answers: *, one such as https://example.org, or none.",
)  # fmt: skip
def command(directory: Path, host: str, port: int, timeout: float, max_megabytes: int, workers: int, cors: str) -> None:
    """Offer the graph at http://HOST:PORT: SPARQL 1.1 at /sparql, a query page, a page for every actor."""
    try:
        import uvicorn  # noqa: PLC0415 - optional

        from kgraph.store.app import create_app  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise KGraphError(f"{error.name} is not installed; run: pip install 'kgraph[serve]'") from None
    app = create_app(directory, timeout, max_megabytes << 20, workers, None if cors == "none" else cors)
    listener = _listen(host, port)
    address = f"http://{host if ':' not in host else f'[{host}]'}:{listener.getsockname()[1]}/"
    note(f"Serving {directory} at {address}   SPARQL: {address}sparql   Ctrl+C stops", bold=True)
    if host not in ("127.0.0.1", "localhost", "::1"):
        note("Everybody who can reach this address can read the graph, quotes included.", fg="yellow")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False))
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        raise KGraphError(f"{host}:{port} cannot be used ({error.strerror}); choose another --port") from None
    return listener
