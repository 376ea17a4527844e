"""``kgraph export``: the built graph in other formats."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.commands.terminal import note

EPILOG = """\b
Examples:
  kgraph export --format nq -o graph.nq
  kgraph export --format jsonld --status asserted --since 2020-08-15 > august.jsonld
  kgraph export --format csv -o tables/            actors.csv and statements.csv
  kgraph export --format ttl --profile plain       only actors and asserted relations
  kgraph export --format trig --graphs             a named graph for each article as well
\b
Formats: ttl trig nt nq jsonld rdf (RDF); graphml gexf (Gephi, yEd, networkx); csv jsonl (tables).
"""
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdf", "graphml", "gexf", "jsonl", "csv")


def _date(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}(-\d\d){0,2}", value, re.ASCII):
        raise click.BadParameter(f"{value!r} is no date such as 2020-08-16 or 2020-08")
    return value


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@options.directory
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or for csv the folder. [default: standard output]",
)
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(["asserted", "reported", "hypothetical", "negated"]),
    help="Only statements of this status; may be repeated.",
)  # fmt: skip
@click.option("--since", metavar="DATE", callback=_date, help="Only articles of this day and later.")
@click.option("--until", metavar="DATE", callback=_date, help="Only articles of this day and earlier.")
@click.option(
    "--profile", type=click.Choice(["plain", "default", "full"]), default="default", show_default=True,
    help="How much RDF: plain relations, with their evidence, or with the offsets of every mention too.",
)  # fmt: skip
@click.option("--graphs", is_flag=True, help="Add a named graph for each article (trig, nq).")
@click.option("--rdf-star", is_flag=True, help="Add an RDF 1.2 triple term to each statement (ttl, trig, nt, nq).")
@click.option("--base-iri", metavar="IRI", help="Where IRIs begin, if not as in the build.")
def command(
    form: str,
    directory: Path,
    output: Path | None,
    statuses: tuple[str, ...],
    since: str | None,
    until: str | None,
    profile: str,
    graphs: bool,
    rdf_star: bool,
    base_iri: str | None,
) -> None:
    """Write the built graph, or a part of it, in another format."""
    from kgraph.export import Profile, export_file, export_text, options_of, read_graph, select  # noqa: PLC0415

    if form == "csv" and output is None:
        raise click.UsageError("csv makes two files; name a folder with -o.")
    options = options_of(directory, base_iri=base_iri, profile=Profile(profile), graphs=graphs, rdf_star=rdf_star)
    graph = select(read_graph(directory), statuses, since, until)
    if output is None:
        for piece in export_text(graph, form, options):
            sys.stdout.buffer.write(piece.encode())
        return
    for path in export_file(graph, output, form, options):
        note(str(path))
