"""``kgraph link``: candidates from Wikidata for the user to accept. The one command that uses the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural

if TYPE_CHECKING:
    from kgraph.model import Actor
    from kgraph.resolve.wikidata import Candidate

EPILOG = """\b
Examples:
  kgraph link "Muammar Gaddafi"            asks Wikidata, then you
  kgraph link --limit 20                   the 20 most mentioned actors without a link
  kgraph link NATO --list                  shows candidates, writes nothing
  kgraph link --answers answers.tsv        takes the answers from a file, without network
\b
A file of answers has lines of: an actor's id or name, a tab, and a Wikidata id or "none".
Names of actors are sent to the server, nothing else. What you accept goes into the decisions file.
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1)
@options.any_directory
@options.decisions
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Most actors, without NAMES."
)
@options.answers
@click.option("--list", "only_list", is_flag=True, help="Show the candidates and ask nothing.")
@click.option("--endpoint", default=None, metavar="URL", help="Another server's api.php. [default: www.wikidata.org]")
def command(
    names: tuple[str, ...],
    directory: Path,
    decisions: Path,
    limit: int,
    answers: Path | None,
    only_list: bool,
    endpoint: str | None,
) -> None:
    """Look NAMES up in Wikidata, show what speaks for and against each candidate, keep the links that you accept."""
    from kgraph.gazetteer import Gazetteer  # noqa: PLC0415
    from kgraph.resolve.answers import append_entries  # noqa: PLC0415
    from kgraph.resolve.wikidata import ENDPOINT, Wikidata  # noqa: PLC0415

    if answers is not None:
        entries = _answered(answers)
    else:
        entries = []
        server, gazetteer = Wikidata(endpoint or ENDPOINT), Gazetteer.load()
        ask = not only_list and on_terminal()
        for actor in _wanted(directory, names, limit):
            found = server.candidates(actor, gazetteer)
            _show(actor, found)
            if ask:
                entries += _ask(actor, found)
        if not ask:
            note("Nothing written; accept links on a terminal, or with --answers FILE")
            return
    append_entries(decisions, entries)
    note(f"{plural(len(entries), 'link')} in {decisions}; build again to apply", bold=True)


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _wanted(directory: Path, names: tuple[str, ...], limit: int) -> list[Actor]:
    from kgraph.export.tables import read_graph  # noqa: PLC0415
    from kgraph.resolve.report import find_actors  # noqa: PLC0415

    actors = read_graph(directory).actors
    if not names:
        open_ = [actor for actor in actors if actor.named and actor.wikidata is None]
        return sorted(open_, key=lambda a: (-a.mentions, a.id))[:limit]
    wanted = []
    for name in names:
        found = find_actors(actors, name)
        if not found:
            note(f"No actor is called {name!r}.", fg="yellow")
        wanted += found[:1]
    return wanted


def _answered(path: Path) -> list[str]:
    from kgraph.errors import SettingsError  # noqa: PLC0415
    from kgraph.resolve.answers import entry  # noqa: PLC0415

    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        actor, _, qid = (cell.strip() for cell in line.partition("\t"))
        if not actor or not qid:
            raise SettingsError(f'{path}, line {number}: expected an actor, a tab, and a Wikidata id or "none"')
        entries.append(entry("link", actor=actor, wikidata="" if qid == "none" else qid))
    return entries


def _show(actor: Actor, found: list[Candidate]) -> None:
    click.secho(f"\n{actor.name}", bold=True, nl=False)
    click.echo(f"  {actor.type}  {actor.id}")
    if not found:
        click.echo("  nothing found")
    for number, candidate in enumerate(found, 1):
        click.echo(f"  {number}  {candidate.qid}  {candidate.label}: {candidate.description or 'no description'}")
        grounds = [f"+ {text}" for text in candidate.pro] + [f"- {text}" for text in candidate.contra]
        click.echo(f"       {'; '.join(grounds) or 'nothing for or against it'}")


def _ask(actor: Actor, found: list[Candidate]) -> list[str]:
    from kgraph.resolve.answers import entry  # noqa: PLC0415

    if not found:
        return []
    choices = [str(n) for n in range(1, len(found) + 1)]
    choice = click.prompt(
        "  Number, none or skip?", type=click.Choice([*choices, "none", "skip"]), default="skip", show_choices=False
    )
    if choice == "skip":
        return []
    if choice == "none":
        return [entry("link", actor=actor.id, wikidata="", reason="none of Wikidata's candidates")]
    accepted = found[int(choice) - 1]
    return [entry("link", actor=actor.id, wikidata=accepted.qid, reason=f"{accepted.label}: {accepted.description}")]
