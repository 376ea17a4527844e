"""Measure `kgraph build`: wall time, CPU time and peak memory of the whole command in a process of its own.

    python bench/speed.py [PATHS…] [--workers N] [--runs N]

Without PATHS it builds the sample articles. The best run counts: other work on the machine only ever adds. Then, in one
pass over the articles, the CPU time of each step of the extraction: the parse, mentions and coreference, the learned
models of pairs, and the rules with the scores of what they find; ``shares`` gives each as a share of the parse.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from kgraph.build import sample_articles
from kgraph.extract.coreference import analyse
from kgraph.extract.encoder import load_encoder
from kgraph.extract.learned import load_model, score_pairs
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.rules import findings
from kgraph.gazetteer import Gazetteer
from kgraph.read import read

_MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True)
class Measurement:
    """One run of the command; ``peak_mb`` is the largest process, without the memory it shares with workers."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    words: int
    counts: dict[str, object]


def measure(paths: list[Path], workers: int = 1) -> Measurement:
    """Run the command once."""
    with tempfile.TemporaryDirectory() as output:
        command = [
            sys.executable,
            "-m",
            "kgraph",
            "build",
            *map(str, paths),
            "-o",
            output,
            "-q",
            "--workers",
            str(workers),
        ]
        started, before = time.perf_counter(), os.times()
        # 3: built, but something was skipped
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        seconds, after = time.perf_counter() - started, os.times()
        if code not in (0, 3):
            raise SystemExit(f"kgraph build ended with exit code {code}")
        counts = json.loads(Path(output, "build.json").read_text(encoding="utf-8"))["counts"]
    return Measurement(
        seconds=round(seconds, 2),
        cpu_seconds=round(
            after.children_user + after.children_system - before.children_user - before.children_system, 2
        ),
        peak_mb=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTE),
        words=words(paths),
        counts=counts,
    )


@dataclass(frozen=True)
class Steps:
    """CPU seconds of each step of the extraction in one pass, without loading."""

    parse: float = 0.0
    mentions: float = 0.0
    learned: float = 0.0
    rules: float = 0.0

    def shares(self) -> dict[str, float]:
        """Each step after the parse, and all of them, as a share of the parse."""
        after = {"mentions": self.mentions, "learned": self.learned, "rules": self.rules}
        after["all"] = sum(after.values())
        return {name: round(seconds / self.parse, 3) for name, seconds in after.items()}


def steps(paths: list[Path]) -> Steps:
    """Extract once, step by step; the first article twice, so that nothing is loaded in between."""
    articles = read(paths).articles
    gazetteer, lexicon, pipeline = Gazetteer.load(), load_lexicon(), load_pipeline()
    model, encoder = load_model(), load_encoder()
    spent = [0.0] * 4
    for number, article in enumerate([articles[0], *articles]):
        clock = [time.process_time()]
        [parse] = parse_articles([article], pipeline)
        clock.append(time.process_time())
        discourse = analyse(parse, gazetteer)
        clock.append(time.process_time())
        scores = score_pairs(discourse, lexicon, model, encoder)
        clock.append(time.process_time())
        list(findings(discourse, lexicon, scores))
        clock.append(time.process_time())
        if number:
            spent = [total + end - start for total, (start, end) in zip(spent, pairwise(clock), strict=True)]
    return Steps(*(round(seconds, 2) for seconds in spent))


def words(paths: list[Path]) -> int:
    """The words of all articles."""
    return sum(len(article.text.split()) for article in read(paths).articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    paths = options.paths or [sample_articles()]
    best = min((measure(paths, options.workers) for _ in range(options.runs)), key=lambda m: m.seconds)
    extraction = steps(paths)
    print(json.dumps({**asdict(best), "steps": asdict(extraction), "shares": extraction.shares()}, indent=2))


if __name__ == "__main__":
    main()
