"""``kgraph validate``: is a build what it should be?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgraph.commands.terminal import note, plural

EPILOG = """\b
Examples:
  kgraph validate
  kgraph validate out --format json
\b
Exit codes:
  0  valid
  1  not valid, or not checked: no build there, or no SHACL engine
"""
_SHOWN = 50


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False), default="output")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(directory: Path, form: str) -> None:
    """Check the build in DIRECTORY (default: output).

    Reads the tables and looks every offset up in its article; compares the files with each other and with
    build.json; validates the triples against the shapes of the ontology (SHACL) and its SPARQL checks.
    """
    from kgraph.store.validation import validate  # noqa: PLC0415 - the help need not wait for it

    report = validate(directory)
    if form == "json":
        click.echo(report.to_json())
    else:
        for violation in report.violations[:_SHOWN]:
            click.echo(str(violation).encode("utf-8", "replace").decode())
        if len(report.violations) > _SHOWN:
            note(f"… and {len(report.violations) - _SHOWN:,} more: --format json names them")
        verdict = "valid" if report.valid else plural(len(report.violations), "violation")
        note(f"{directory}: {plural(report.triples, 'triple')}, {verdict}", bold=True)
    if report.engine is None:
        note("The shapes were not checked: no SHACL engine. Install one: pip install 'kgraph[validate]'", fg="yellow")
    sys.exit(0 if report.valid and report.engine else 1)
