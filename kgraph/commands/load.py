"""``kgraph load``: the built graph into a SPARQL server."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural

EPILOG = """\b
Examples:
  kgraph load http://127.0.0.1:7878/store                              Oxigraph
  kgraph load http://127.0.0.1:3030/ds/data --replace                  Fuseki
  KGRAPH_LOAD_USER=dba KGRAPH_LOAD_PASSWORD=… kgraph load http://127.0.0.1:8890/sparql-graph-crud-auth \\
      --auth --graph https://example.org/news                          Virtuoso
\b
With --auth, user and password come from KGRAPH_LOAD_USER and KGRAPH_LOAD_PASSWORD (basic or digest, as the
server asks). They are never printed.
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("url")
@options.directory
@click.option("--graph", metavar="IRI", help="The named graph to load into. [default: the default graph]")
@click.option("--replace", is_flag=True, help="Empty the graph first.")
@click.option("--auth", is_flag=True, help="Use the credentials in the environment.")
@click.option(
    "--protocol", type=click.Choice(["auto", "gsp", "update"]), default="auto", show_default=True,
    help="Graph Store Protocol or SPARQL Update; auto decides by the URL.",
)  # fmt: skip
@click.option("--query-url", metavar="URL", help="Where the server answers queries, if not at the usual place.")
@click.option(
    "--batch", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Triples a request."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def command(
    url: str,
    directory: Path,
    graph: str | None,
    replace: bool,
    auth: bool,
    protocol: str,
    query_url: str | None,
    batch: int,
    quiet: bool,
) -> None:
    """Load the built graph into the server at URL, and count the triples that are there afterwards."""
    from kgraph.store.loading import load  # noqa: PLC0415 - the help need not wait for it
    from kgraph.store.servers import PASSWORD, USER, Connection  # noqa: PLC0415

    if auth and not os.environ.get(USER):
        raise click.UsageError(f"--auth needs {USER} and {PASSWORD} in the environment.")
    connection = Connection.from_environment(os.environ) if auth else Connection()
    loaded = load(
        directory, url, graph, replace, protocol, query_url, batch, connection, progress=None if quiet else _Tenths()
    )
    where = f"<{graph}>" if graph else "the default graph"
    sent = f"{plural(loaded.triples, 'triple')} loaded in {plural(loaded.batches, 'batch', 'batches')}"
    note(f"{sent}; {where} holds {loaded.after:,}")


class _Tenths:
    """A line for every tenth of a long upload."""

    def __init__(self) -> None:
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = done * 10 // total
        if tenth > self._tenth and done < total:
            note(f"  {done:,} of {total:,} triples")
        self._tenth = tenth
