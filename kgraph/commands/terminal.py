"""What commands say on standard error: notes, and one line of progress."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import click

_BAR = 24
_STAGES = {"read": "Reading", "extract": "Extracting", "resolve": "Resolving actors", "write": "Writing"}


def note(text: str, **style: Any) -> None:
    """Write a line to standard error, coloured only on a terminal and unless NO_COLOR is set."""
    styled = click.style(text, **style) if style else text
    click.echo(styled, err=True, color=False if os.environ.get("NO_COLOR") else None)


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class ProgressLine:
    """A progress bar on a terminal; elsewhere one line a stage and one for each further tenth of a long one."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self.terminal = sys.stderr.isatty()
        self._stage = ""
        self._tenth = 0
        self._drawn = False
        self._started = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of a stage are done."""
        if self.quiet:
            return
        label = _STAGES.get(stage, stage.capitalize())
        if self.terminal:
            filled = _BAR * done // max(total, 1)
            count = f" {done}/{total}" if total > 1 else ""
            sys.stderr.write(
                f"\r\x1b[2K{label:17} [{'#' * filled}{'.' * (_BAR - filled)}]{count}{self._left(done, total)}"
            )
            sys.stderr.flush()
            self._drawn = True
        elif stage != self._stage:
            what = "sources" if stage == "read" else "articles"
            note(f"{label}{f' {total:,} {what}' if total > 1 else ''} …")
            self._tenth = 0
        elif total >= 50 and done * 10 // total > self._tenth:
            self._tenth = done * 10 // total
            note(f"  {done:,} of {total:,}")
        if stage != self._stage:
            self._stage, self._started = stage, time.monotonic()

    def finish(self) -> None:
        """Remove the bar."""
        if self._drawn:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._drawn = False

    def _left(self, done: int, total: int) -> str:
        elapsed = time.monotonic() - self._started
        if done < 3 or done >= total or elapsed < 3:
            return ""
        seconds = round(elapsed / done * (total - done))
        return f"  {seconds // 60}:{seconds % 60:02d} left"
