"""``kgraph evaluate``: how good the extraction is, on annotated articles, probes and sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgraph.commands.terminal import ProgressLine

if TYPE_CHECKING:
    from kgraph.evaluate.records import Score

F = TypeVar("F", bound=Callable[..., Any])
_HELP = {"help_option_names": ["-h", "--help"]}
_MANY = 1_000_000

EPILOG = """\b
Examples:
  kgraph evaluate articles annotated/ output/            a finished build
  kgraph evaluate articles annotated/ --errors           build their texts now, show errors
  kgraph evaluate probes probes.jsonl --errors 10
  kgraph evaluate sentences plv sentences.jsonl --json plv.json
  kgraph evaluate diff before.json after.json
\b
The formats of the annotated files are in docs/evaluation.md.
"""

_ERRORS_HELP = "Show the errors; at most so many of a kind with a number. Write --errors=N, or put it last."
_json = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_folder = click.Path(path_type=Path, exists=True, file_okay=False)


def _report_options(function: F) -> F:
    for option in (
        click.option("--errors", type=click.IntRange(min=1), is_flag=False, flag_value=_MANY, help=_ERRORS_HELP),
        click.option(
            "--json", "json_file", type=_json, help='Write figures and errors as JSON ("-": standard output).'
        ),
    ):
        function = option(function)
    return function


def _run_options(function: F) -> F:
    for option in (
        click.option("--config", type=_file, help="Settings file; default kgraph.toml of the current folder."),
        click.option("--unresolved", is_flag=True, help="Score the extraction alone: actors are not merged further."),
        click.option("--workers", type=click.IntRange(min=0), help="Processes that extract; 0 chooses."),
    ):
        function = option(function)
    return _report_options(function)


@click.group(epilog=EPILOG, context_settings=_HELP)
def command() -> None:
    """Score the extraction against annotated articles, probes or sentences."""


@command.command(context_settings=_HELP)
@click.argument("gold_dir", type=_folder)
@click.argument("output_dir", type=_folder, required=False)
@click.option("--texts", type=_folder, help="Where the .txt files are, if not beside the annotations.")
@_run_options
def articles(
    gold_dir: Path,
    output_dir: Path | None,
    texts: Path | None,
    config: Path | None,
    workers: int | None,
    unresolved: bool,
    errors: int | None,
    json_file: Path | None,
) -> None:
    """Score statements and actors against the annotated articles in GOLD_DIR.

    OUTPUT_DIR is a finished build of these articles; without it their texts are built now.
    """
    from kgraph.evaluate import score_articles  # noqa: PLC0415

    _show(
        lambda **run: score_articles(gold_dir, output_dir, texts=texts, **run),
        config,
        workers,
        unresolved,
        errors,
        json_file,
    )


@command.command(context_settings=_HELP)
@click.argument("file", type=_file)
@_run_options
def probes(
    file: Path, config: Path | None, workers: int | None, unresolved: bool, errors: int | None, json_file: Path | None
) -> None:
    """Run the probes in FILE: short texts with what must, may and must not be found in them."""
    from kgraph.evaluate import score_probes  # noqa: PLC0415

    _show(lambda **run: score_probes(file, **run), config, workers, unresolved, errors, json_file)


@command.command(context_settings=_HELP)
@click.argument("kind", type=click.Choice(["plv", "seesaw"]))
@click.argument("file", type=_file)
@click.option("--split", help="Only the articles of this split (seesaw).")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many, from the beginning.")
@_run_options
def sentences(
    kind: str,
    file: Path,
    split: str | None,
    limit: int | None,
    config: Path | None,
    workers: int | None,
    unresolved: bool,
    errors: int | None,
    json_file: Path | None,
) -> None:
    """Score on a set of others: "plv", sentences with a PLOVER type each, or "seesaw", articles with stances."""
    from kgraph.evaluate import score_sentences  # noqa: PLC0415

    _show(
        lambda **run: score_sentences(kind, file, split=split, limit=limit, **run),
        config,
        workers,
        unresolved,
        errors,
        json_file,
    )


@command.command(context_settings=_HELP)
@click.argument("before", type=_file)
@click.argument("after", type=_file)
@click.option(
    "--errors", type=click.IntRange(min=0), default=20, show_default=True, help="Show so many errors of a kind."
)
def diff(before: Path, after: Path, errors: int) -> None:
    """Show which figures changed between two files written with --json, and which errors are gone or new."""
    from kgraph.evaluate.records import differences, read_record  # noqa: PLC0415
    from kgraph.evaluate.report import difference_report  # noqa: PLC0415

    for line in difference_report(differences(read_record(before), read_record(after)), errors):
        click.echo(line)


def _show(
    scored: Callable[..., Score],
    config: Path | None,
    workers: int | None,
    unresolved: bool,
    errors: int | None,
    json_file: Path | None,
) -> None:
    from kgraph.evaluate.records import as_json  # noqa: PLC0415
    from kgraph.evaluate.report import errors as error_lines  # noqa: PLC0415
    from kgraph.evaluate.report import report  # noqa: PLC0415
    from kgraph.settings import load_settings  # noqa: PLC0415

    settings = load_settings(config)
    progress = ProgressLine()
    try:
        number = settings.workers if workers is None else workers
        score = scored(settings=settings, workers=number, progress=progress, resolved=not unresolved)
    finally:
        progress.finish()
    if json_file is not None and str(json_file) == "-":
        click.echo(as_json(score), nl=False)
        sys.exit(0)
    if json_file is not None:
        json_file.write_text(as_json(score), encoding="utf-8")
    for line in (*report(score), *(error_lines(score, errors) if errors else ())):
        click.echo(line)
