"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _directory(exists: bool) -> Callable[[Command], Command]:
    kind = click.Path(path_type=Path, exists=exists, file_okay=False)
    return click.option(
        "-d", "--directory", type=kind, default="output", show_default=True, help="The folder of the build."
    )


directory = _directory(exists=True)
# For commands that have a message of their own for a folder without a build.
any_directory = _directory(exists=False)
decisions = click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), default="decisions.toml", show_default=True,
    help="The file that your answers go into.",
)  # fmt: skip
answers = click.option(
    "--answers", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A file of answers."
)
config = click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Settings file.")
