"""``kgraph extract``: what the rules find in one text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kgraph.commands import options
from kgraph.commands.terminal import note, plural
from kgraph.model import Article, Extraction, Finding

EPILOG = """\b
Examples:
  kgraph extract article.txt
  echo "Rwanda condemned Belgium." | kgraph extract -
  kgraph extract article.txt --json | jq .relation
"""


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out what is less sure."
)
@options.config
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(file: Path, min_confidence: float, config: Path | None, as_json: bool) -> None:
    """Print the statements found in FILE ("-" reads standard input), with the rule behind each."""
    from kgraph.explain import extract_text  # noqa: PLC0415 - imports spaCy
    from kgraph.read.reading import read  # noqa: PLC0415
    from kgraph.settings import load_settings  # noqa: PLC0415

    settings = load_settings(config)
    if str(file) == "-":
        articles: tuple[Article, ...] = (Article(id="stdin", title="", text=sys.stdin.read()),)
    else:
        reading = read([file], settings.max_bytes)
        for error in reading.skipped:
            note(str(error), fg="yellow")
        articles = reading.articles
    number = 0
    for extraction in extract_text(articles, settings):
        for finding in extraction.findings:
            if finding.confidence >= min_confidence:
                number += 1
                _show(finding, extraction, as_json)
    if not as_json:
        note(plural(number, "statement"))
    sys.exit(0 if articles else 1)


def _show(finding: Finding, extraction: Extraction, as_json: bool) -> None:
    subject, obj = (extraction.entities[m.entity].name for m in (finding.subject, finding.object))
    speaker = extraction.entities[finding.speaker.entity].name if finding.speaker else None
    if as_json:
        click.echo(
            json.dumps(
                {
                    "article": extraction.article, "subject": subject, "relation": finding.relation, "object": obj,
                    "status": finding.status, "speaker": speaker, "confidence": finding.confidence,
                    "rule": finding.rule,
                    "subject_mention": finding.subject.text, "trigger": finding.trigger.text,
                    "object_mention": finding.object.text, "evidence": finding.sentence.text,
                    "start": finding.sentence.start,
                },
                ensure_ascii=False,
            )
        )  # fmt: skip
        return
    click.secho(f"{subject} {finding.relation} {obj}", bold=True, nl=False)
    click.echo(
        f"  [{finding.status}{f', says {speaker}' if speaker else ''}]  {finding.confidence:.2f}  {finding.rule}"
    )
    click.echo(f"    {' '.join(finding.sentence.text.split())}")
