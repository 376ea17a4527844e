"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

directory = click.option(
    "-d",
    "--directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default="output",
    show_default=True,
    help="The folder of the build.",
)
config = click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Settings file.")
