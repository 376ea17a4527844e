"""``kgraph view``: the page of an earlier build, made anew or opened."""

from __future__ import annotations

import hashlib
import json
import webbrowser
from datetime import date, datetime
from pathlib import Path

import click

from kgraph.commands.terminal import note, plural

EPILOG = """\b
Examples:
  kgraph view                               output/graph.html, in the browser
  kgraph view out --min-support 2           only what two articles say
  kgraph view out --actors 40 --no-open     the forty busiest actors
  kgraph view out --since 2024-01-01 --title "Belarus since 2024" -o recent.html
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False), default="output")
@click.option(
    "--min-support", type=click.IntRange(min=1), default=1, metavar="N", help="Only lines that N articles support."
)
@click.option("--actors", type=click.IntRange(min=1), metavar="N", help="Only the N actors with the most evidence.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only articles published on that day or later.",
)
@click.option("--title", help="The heading of the page.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page's file. [default: DIRECTORY/graph.html]",
)
@click.option("--open/--no-open", "open_", default=True, help="Open the page in the browser.")
def command(
    directory: Path,
    min_support: int,
    actors: int | None,
    since: datetime | None,
    title: str | None,
    output: Path | None,
    open_: bool,
) -> None:
    """Make the page of the build in DIRECTORY anew, whole or reduced, and open it.

    DIRECTORY is what `kgraph build` wrote, by default "output". The path of the page goes to standard output.
    """
    from kgraph.export.options import options_of  # noqa: PLC0415 - a usage error need not wait
    from kgraph.export.tables import read_graph  # noqa: PLC0415
    from kgraph.view import DEFAULT_TITLE, write_html  # noqa: PLC0415
    from kgraph.view.reduce import reduced  # noqa: PLC0415

    day: date | None = since.date() if since else None
    graph = reduced(read_graph(directory), min_support=min_support, actors=actors, since=day)
    page = output or directory / "graph.html"
    write_html(graph, page, title=title or DEFAULT_TITLE, base_iri=options_of(directory).base_iri)
    if output is None:
        _record(directory, page)
    note(f"{plural(len(graph.actors), 'actor')}, {plural(len(graph.statements), 'statement')}", bold=True)
    if not graph.statements:
        note("The page is empty: no statement is left. Try a smaller --min-support or an earlier --since.", fg="yellow")
    if open_ and not webbrowser.open(page.resolve().as_uri()):
        note(f"No browser found; open {page.resolve().as_uri()}", fg="yellow")
    click.echo(str(page))


def _record(directory: Path, page: Path) -> None:
    """Keep the checksum in ``build.json`` true."""
    record = directory / "build.json"
    if not record.is_file():
        return
    from kgraph.atomic import write_atomic  # noqa: PLC0415

    content = json.loads(record.read_text(encoding="utf-8"))
    if "graph.html" in content.get("outputs", {}):
        content["outputs"]["graph.html"] = hashlib.sha256(page.read_bytes()).hexdigest()
        write_atomic(record, json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
