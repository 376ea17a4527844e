"""Measure the figures that the README states about the sample articles, and write them into it.

    python bench/figures.py [--check]

The lines between the two `figures` comments of README.md are replaced; with --check nothing is written, and the exit
code is 1 if the counts there are not those of a build now.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from speed import measure

from kgraph.build import sample_articles

README = Path(__file__).resolve().parent.parent / "README.md"
_PLACE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def counted(counts: dict[str, object]) -> str:
    """The row of counts."""
    by_status = counts["by_status"]
    assert isinstance(by_status, dict)
    statuses = ", ".join(f"{number} {status}" for status, number in by_status.items())
    return (
        f"| Found in the {counts['articles']} sample articles | {counts['actors']} actors; "
        f"{counts['statements']} statements ({statuses}) with {counts['evidence']} pieces of evidence |"
    )


def main() -> None:
    readme = README.read_text(encoding="utf-8")
    paths = [sample_articles()]
    first = measure(paths)
    row = counted(first.counts)
    if "--check" in sys.argv:
        sys.exit(0 if row in readme else f"README.md is out of date; it should say:\n{row}")
    best = min(first, measure(paths), measure(paths), key=lambda m: m.seconds)
    table = (
        f"| | |\n|---|---|\n{row}\n"
        f"| `kgraph build` of them, loading the model included | {best.seconds:.1f} s wall, "
        f"{best.cpu_seconds:.1f} s CPU, one process |\n"
        f"| Peak memory | {best.peak_mb:.0f} MB |\n"
    )
    README.write_text(_PLACE.sub(lambda _: table, readme), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
