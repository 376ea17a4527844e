"""``kgraph build``: articles in, the graph and its files out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from kgraph.commands.terminal import ProgressLine, note, plural
from kgraph.errors import InputError

EPILOG = """\b
Examples:
  kgraph build                            the sample articles -> output/graph.html
  kgraph build articles/ -o out           a folder, at any depth
  kgraph build a.txt b.html news.csv      single files
  kgraph build articles/ -q && echo done  silent but for errors
\b
What it reads: UTF-8 text (.txt, .md), HTML (.html, .htm), and tables with the columns or keys
url, date, title, text (.csv, .jsonl).
\b
Exit codes:
  0  built
  1  nothing built: an error, or no article could be read
  2  wrong usage
  3  built, but some sources were skipped
"""
_SHOWN_SKIPPED = 6


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="output",
    show_default=True,
    help="Folder for the files of the build.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that extract; 0, the default, chooses. The result is the same for any number.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Settings file. [default: kgraph.toml, if there is one]",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your decisions about actors and statements. [default: decisions.toml, if there is one]",
)
@click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="More trigger words; may be repeated.",
)
@click.option(
    "--gazetteer",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="More names of actors; may be repeated.",
)
@click.option("-v", "--verbose", is_flag=True, help="Name every skipped source.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; only errors and the path of graph.html.")
def command(
    paths: tuple[Path, ...],
    output: Path,
    workers: int | None,
    config: Path | None,
    decisions: Path | None,
    lexicon: tuple[Path, ...],
    gazetteer: tuple[Path, ...],
    verbose: bool,
    quiet: bool,
) -> None:
    """Read the articles at PATHS and write the graph of who does what to whom.

    PATHS are files and folders; without any, the sample articles in seeds/ are read. The path of the finished
    graph.html goes to standard output, all else to standard error.
    """
    from kgraph.build import NothingBuiltError, build  # noqa: PLC0415 - a usage error need not wait
    from kgraph.settings import load_settings  # noqa: PLC0415

    settings = load_settings(config)
    settings = replace(
        settings,
        decisions=decisions or settings.decisions,
        lexicon=(*settings.lexicon, *lexicon),
        gazetteer=(*settings.gazetteer, *gazetteer),
    )
    progress = ProgressLine(quiet)
    try:
        graph = build(paths, output, settings.workers if workers is None else workers, settings, progress)
    except NothingBuiltError as error:
        progress.finish()
        _say_skipped(error.skipped, verbose=True)
        raise
    finally:
        progress.finish()
    page = output / "graph.html"
    if not quiet:
        _say_summary(graph.report, [(actor.name, actor.type.value, number) for actor, number in graph.busiest(10)])
        _say_skipped(graph.skipped, verbose)
        for text in graph.notes:
            note(text, fg="yellow")
        if graph.ignored and verbose:
            note("Other files, not read: " + ", ".join(f"{number} {kind}" for kind, number in graph.ignored))
        note("")
        note(f"Open {page.resolve().as_uri()}", bold=True)
        note(f"Load {output / 'graph.trig'} into a SPARQL store; evidence line by line: {output / 'statements.jsonl'}")
    click.echo(str(page))
    sys.exit(3 if graph.skipped else 0)


def _say_summary(report: dict[str, int | dict[str, int]], busiest: list[tuple[str, str, int]]) -> None:
    articles, actors, statements, evidence, copies = (
        int(str(report[key])) for key in ("articles", "actors", "statements", "evidence", "copies")
    )
    left_out = f" ({plural(copies, 'copy', 'copies')} left out)" if copies else ""
    note(
        f"{plural(articles, 'article')}{left_out}, {plural(actors, 'actor')}, {plural(statements, 'statement')} "
        f"with {plural(evidence, 'piece of evidence', 'pieces of evidence')}",
        bold=True,
    )
    by_status = report["by_status"]
    assert isinstance(by_status, dict)
    note("  " + "   ".join(f"{status} {number}" for status, number in by_status.items()))
    if busiest:
        note("")
        note("Busiest actors", bold=True)
        width = min(44, max(len(name) for name, _, _ in busiest))
        for name, type_, number in busiest:
            shown = name if len(name) <= width else name[: width - 1] + "…"
            note(f"  {shown:{width}}  {type_:12}  {plural(number, 'statement')}")


def _say_skipped(skipped: tuple[InputError, ...], verbose: bool) -> None:
    if not skipped:
        return
    note("")
    note(f"Skipped {plural(len(skipped), 'source')}", fg="yellow", bold=True)
    shown = skipped if verbose else skipped[:_SHOWN_SKIPPED]
    for error in shown:
        note(f"  {error}", fg="yellow")
    if len(shown) < len(skipped):
        note(f"  … and {len(skipped) - len(shown)} more: kgraph build -v names them", fg="yellow")
