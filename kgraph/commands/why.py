"""``kgraph why``: the sentences behind an edge, and how they were read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.commands import options
from kgraph.commands.terminal import note

if TYPE_CHECKING:
    from kgraph.explain import Explanation

EPILOG = """\b
Examples:
  kgraph why Kenya supports Somalia
  kgraph why "United States" "*" Iran -d out
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("subject")
@click.argument("relation")
@click.argument("object")
@options.directory
@options.config
def command(subject: str, relation: str, object: str, directory: Path, config: Path | None) -> None:
    """Show why the graph says SUBJECT RELATION OBJECT: sentence, rule, trigger, coreference, parts of the score.

    Any name of an actor will do; "*" stands for every relation.
    """
    from kgraph.explain import why  # noqa: PLC0415 - imports spaCy
    from kgraph.export.tables import read_graph  # noqa: PLC0415
    from kgraph.settings import load_settings  # noqa: PLC0415

    found = why(read_graph(directory), subject, relation, object, load_settings(config))
    for explanation in found:
        _show(explanation)
    if not found:
        note(f"The graph does not say that. Try: kgraph why-not {subject!r} {object!r}", fg="yellow")
        sys.exit(1)


def _show(explanation: Explanation) -> None:
    statement, evidence, finding = explanation.statement, explanation.evidence, explanation.finding
    click.secho(f"{statement.subject} {statement.relation} {statement.object}", bold=True, nl=False)
    speaker = f", says {evidence.speaker}" if evidence.speaker else ""
    click.echo(f"  [{statement.status}{speaker}]  {evidence.confidence:.2f}  {evidence.extractor}")
    click.echo(f"  {explanation.article.id} {evidence.sentence.start}-{evidence.sentence.end}")
    click.echo(f"    {marked(explanation)}")
    click.echo(f"  subject: {explanation.subject_chain or evidence.subject.text}")
    click.echo(f"  object:  {explanation.object_chain or evidence.object.text}")
    click.echo(f"  trigger: {evidence.trigger.text}")
    if finding is None:
        note("  not found again: the graph was built by another version or extractor", fg="yellow")
    elif finding.features:
        click.echo("  score:   " + ", ".join(f"{name} {weight:+.2f}" for name, weight in finding.features))
    click.echo("")


def marked(explanation: Explanation) -> str:
    """The sentence with {subject}, <trigger> and [object] marked; where they overlap, the first one is."""
    evidence = explanation.evidence
    marks = [(evidence.subject, ("{", "}")), (evidence.trigger, ("<", ">")), (evidence.object, ("[", "]"))]
    spans = sorted(marks, key=lambda mark: mark[0].start)
    position, parts = evidence.sentence.start, []
    text = explanation.article.text
    for span, (left, right) in spans:
        if span.start >= position:
            parts += [text[position : span.start], left, span.text, right]
            position = span.end
    return " ".join("".join([*parts, text[position : evidence.sentence.end]]).split())
