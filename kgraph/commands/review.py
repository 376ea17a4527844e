"""``kgraph review``: decide what the build was not sure of, and keep the answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural

if TYPE_CHECKING:
    from kgraph.resolve.answers import Question

EPILOG = """\b
Examples:
  kgraph review                          asks, on a terminal
  kgraph review --list                   shows the questions only
  kgraph review --answers answers.tsv    takes the answers from a file
\b
A file of answers has lines of: same, different or skip; two names or ids; perhaps a reason; separated by tabs.
A name in one article is written "Smith @ article-id". The answers apply to the next build.
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@options.any_directory
@options.decisions
@options.answers
@click.option("--list", "only_list", is_flag=True, help="Show the questions and ask nothing.")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most questions.")
def command(directory: Path, decisions: Path, answers: Path | None, only_list: bool, limit: int) -> None:
    """Look through near misses and doubtful merges, best first, and write what you decide into a decisions file."""
    from kgraph.export.tables import read_graph  # noqa: PLC0415
    from kgraph.resolve.answers import append_entries, entry, questions, read_answers  # noqa: PLC0415
    from kgraph.resolve.report import read_report  # noqa: PLC0415

    if answers is not None:
        given = read_answers(answers)
        entries = [
            entry(verdict, reason, names=[one, other]) for verdict, one, other, reason in given if verdict != "skip"
        ]
        append_entries(decisions, entries)
        note(f"{plural(len(entries), 'decision')} in {decisions}; build again to apply", bold=True)
        return
    names = {str(actor.id): actor.name for actor in read_graph(directory).actors}
    asked = questions(read_report(directory), names)
    if only_list or not sys.stdin.isatty():
        for question in asked[:limit]:
            _list(question)
        note(f"{plural(len(asked), 'question')}; answer with --answers FILE, or on a terminal")
        return
    entries = []
    for number, question in enumerate(asked[:limit], 1):
        verdict = _ask(question, number, min(limit, len(asked)))
        if verdict == "quit":
            break
        if verdict in ("same", "different") and (verdict == "same") != question.joined:
            entries.append(entry(verdict, names=[question.one, question.other]))
    append_entries(decisions, entries)
    note(f"{plural(len(entries), 'decision')} in {decisions}; build again to apply", bold=True)


def _list(question: Question) -> None:
    state = "joined" if question.joined else "apart"
    click.echo(f"{question.score:.2f}\t{state}\t{question.one}\t{question.other}\t{question.rule}")


def _ask(question: Question, number: int, total: int) -> str:
    state = "are one actor" if question.joined else "are kept apart"
    click.secho(f"\n{number}/{total}  {question.shown}", bold=True)
    click.echo(f"  {state}: {question.rule} ({question.score:.2f})")
    choice = click.prompt("  Same, different, skip or quit?", type=click.Choice(["s", "d", "k", "q"]), default="k")
    return {"s": "same", "d": "different", "k": "skip", "q": "quit"}[choice]
