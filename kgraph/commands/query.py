"""``kgraph query``: ask the built graph in SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.store.queries import NamedQuery, QueryError, named_queries, named_query, query_file

EPILOG = """\b
Examples:
  kgraph query --list
  kgraph query who-supports --actor Sudan
  kgraph query what-changed --since 2020-08-15 --until 2020-08-31 --format csv
  kgraph query 'SELECT ?who { ?who kg:opposes ?whom } LIMIT 5'
  kgraph query --file my.rq -d output
\b
These prefixes need no declaration: kg (relations, kg:Statement), actor, article, statement, evidence,
rdf, rdfs, skos, owl, prov, oa, dc, dcterms, foaf, org, schema, void, wd, xsd.
"""


@click.command(
    epilog=EPILOG,
    context_settings={
        "help_option_names": ["-h", "--help"], "ignore_unknown_options": True,
    },
)  # fmt: skip
@click.argument("arguments", metavar="[QUERY] [--PARAMETER VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "-f",
    "--file",
    "path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read the query from a file.",
)
@options.directory
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True,
    help="How to write the answer; ttl is for CONSTRUCT and DESCRIBE.",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="List the queries that come with kgraph.")
@click.option("--show", is_flag=True, help="Print the query instead of asking it.")
def command(
    arguments: tuple[str, ...], path: Path | None, directory: Path, form: str, listing: bool, show: bool
) -> None:
    """Ask the graph: QUERY is the name of a query that comes with kgraph, or SPARQL text.

    A named query takes its parameters as options: --actor, --since and so on; an actor may be given by any name.
    """
    if listing:
        click.echo(catalogue())
        return
    query, parameters = _split(arguments)
    if (query is None) == (path is None):
        raise click.UsageError("Give either a query or --file; 'kgraph query --list' names the ready ones.")
    named = query_file(path) if path else _named_or_text(str(query))
    if show:
        click.echo(named.text, nl=False)
        return

    from kgraph.store.answers import query as ask  # noqa: PLC0415 - the help need not wait for it

    answer = ask(directory, named, parameters)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(answer.text(form, width), nl=False)


def _named_or_text(query: str) -> NamedQuery:
    """A single word is a name; SPARQL has at least a space or a brace."""
    return named_query(query) if query.strip() and not set(query) & set(" {\n\t") else NamedQuery("the query", query)


def _split(arguments: tuple[str, ...]) -> tuple[str | None, dict[str, str]]:
    """The query and the values of its parameters: ``--name value`` or ``--name=value``."""
    query: str | None = None
    values: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument.startswith("--") and len(argument) > 2:
            name, equals, value = argument[2:].partition("=")
            if not equals and not rest:
                raise QueryError(f"--{name} needs a value")
            values[name] = value if equals else rest.pop(0)
        elif query is None and not argument.startswith("-"):
            query = argument
        else:
            raise click.UsageError(f"Unexpected argument {argument!r}.")
    return query, values


def catalogue() -> str:
    """The queries that come with kgraph, with their questions and parameters."""
    lines = []
    for name, query in named_queries().items():
        lines.append(f"{name:22} {query.question}")
        for parameter in query.parameters:
            default = f" [{parameter.default}]" if parameter.default else ""
            lines.append(f"{'':22}   --{parameter.name} {parameter.type.upper()}{default}  {parameter.description}")
    return "\n".join(lines)
