"""``kgraph why-not``: the sentences with two actors, and at which step the pair was let go."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural

EPILOG = """\b
Examples:
  kgraph why-not Kenya Sudan
  kgraph why-not Kenya threatens Sudan -d out
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("subject")
@click.argument("relation_and_object", nargs=-1, required=True)
@options.directory
@options.config
def command(subject: str, relation_and_object: tuple[str, ...], directory: Path, config: Path | None) -> None:
    """Show why the graph does not say SUBJECT [RELATION] OBJECT.

    Every sentence that mentions both, and what the rules made of it.
    """
    from kgraph.explain import why_not  # noqa: PLC0415 - imports spaCy
    from kgraph.export.tables import read_graph  # noqa: PLC0415
    from kgraph.settings import load_settings  # noqa: PLC0415

    if len(relation_and_object) > 2:
        raise click.UsageError("give SUBJECT OBJECT or SUBJECT RELATION OBJECT; put names of several words in quotes")
    relation = relation_and_object[0] if len(relation_and_object) == 2 else None
    settings = load_settings(config)
    found = why_not(read_graph(directory), subject, relation_and_object[-1], settings)
    for absence in found:
        click.secho(f"{absence.article.id} {absence.sighting.sentence.start}", bold=True)
        click.echo(f"    {' '.join(absence.sighting.sentence.text.split())}")
        for step in absence.sighting.steps:
            click.echo(f"  - {step}")
        for finding in absence.sighting.findings:
            below = finding.confidence < settings.min_confidence
            verdict = f"left out: below the confidence of {settings.min_confidence}" if below else "in the graph"
            mark = "" if relation in (None, finding.relation) else " (another relation)"
            click.echo(
                f"  = {finding.subject.text} {finding.relation} {finding.object.text} "
                f"[{finding.status}] {finding.confidence:.2f}: {verdict}{mark}"
            )
        click.echo("")
    note(f"{plural(len(found), 'sentence')} with both actors" if found else "No sentence mentions both actors.")
    sys.exit(0 if found else 1)
