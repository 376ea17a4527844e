"""``kgraph actor``: one actor, its names and how each came in."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph
    from kgraph.model import Actor
    from kgraph.resolve.report import Report

EPILOG = """\b
Examples:
  kgraph actor Gaddafi
  kgraph actor muammar-gaddafi -d out --json
\b
Exit codes:
  0  found
  1  no such actor, or no build
"""
_SHOWN = 5


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@options.any_directory
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(name: str, directory: Path, as_json: bool) -> None:
    """Show the actor with the id, name or alias NAME: its aliases, how each came in, and who was kept apart from it."""
    from kgraph.export.tables import read_graph  # noqa: PLC0415 - a usage error need not wait
    from kgraph.resolve.report import find_actors, read_report  # noqa: PLC0415

    graph, report = read_graph(directory), read_report(directory)
    found = find_actors(graph.actors, name)
    if not found:
        close = _similar(graph.actors, name)
        hint = f" Perhaps: {', '.join(close)}." if close else ""
        note(f"No actor is called {name!r}.{hint}", fg="yellow")
        sys.exit(1)
    described = [describe(actor, graph, report) for actor in found]
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for actor in described:
        _show(actor)


def describe(actor: Actor, graph: StatementGraph, report: Report) -> dict[str, Any]:
    """All that a build knows of an actor, as plain data."""
    counts = dict(actor.aliases)
    joins = {join.alias: join for join in report.joins_of(actor.id)}
    aliases = []
    for alias in dict.fromkeys([*counts, *joins]):
        join = joins.get(alias)
        how = {"rule": join.rule, "score": join.score, "article": join.article} if join else {}
        aliases.append({"alias": alias, "count": counts.get(alias, 0), **how})
    relations: Counter[str] = Counter()
    for statement in graph.statements:
        if statement.subject == actor.id:
            relations[statement.relation] += 1
        elif statement.object == actor.id:
            relations[f"{statement.relation} (object)"] += 1
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "wikidata": actor.wikidata,
        "mentions": actor.mentions,
        "articles": actor.articles,
        "aliases": aliases,
        "statements": dict(sorted(relations.items(), key=lambda item: (-item[1], item[0]))),
        "near_misses": [asdict(miss) for miss in report.near(actor.id)],
    }


def _similar(actors: tuple[Actor, ...], name: str) -> list[str]:
    key = name.casefold()
    hits = [a for a in actors if key in a.name.casefold() or any(key in alias.casefold() for alias, _ in a.aliases)]
    return [a.name for a in sorted(hits, key=lambda a: (-a.mentions, a.id))[:_SHOWN]]


def _show(actor: dict[str, Any]) -> None:
    click.secho(actor["name"], bold=True, nl=False)
    click.echo(f"  {actor['type']}  {actor['id']}" + (f"  wikidata:{actor['wikidata']}" if actor["wikidata"] else ""))
    click.echo(f"  {plural(actor['mentions'], 'mention')} in {plural(actor['articles'], 'article')}")
    click.echo("\n  Names and descriptions")
    for alias in actor["aliases"]:
        count = f"{alias['count']:5}" if alias["count"] else "     "
        how = f"  {alias['rule']}, {alias['score']:.2f}, {alias['article']}" if "rule" in alias else ""
        click.echo(f"  {count}  {alias['alias']}{how}")
    if actor["near_misses"]:
        click.echo("\n  Kept apart from")
        for miss in actor["near_misses"]:
            other = miss["b"] if miss["a"] == actor["id"] else miss["a"]
            click.echo(f"   {miss['score']:.2f}  {other}: {miss['rule']}")
    if actor["statements"]:
        click.echo("\n  Statements")
        for relation, number in actor["statements"].items():
            click.echo(f"  {number:5}  {relation}")
    click.echo("")
