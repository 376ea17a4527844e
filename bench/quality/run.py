"""Measure the quality of the working copy on a folder of evaluation data and append the figures to history.jsonl.

    python bench/quality/run.py EVAL_DIR [--workers N] [--keep DIR] [--dry]

EVAL_DIR may hold dev/ and train/ (annotated articles), probes.jsonl, sentences/plv_train.jsonl and
sentences/seesaw_dev.jsonl; what is missing is left out. tests/gold/ is measured too. --keep writes the full records of
`kgraph evaluate --json` into DIR, for `kgraph evaluate diff`; --dry prints the line without appending it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kgraph import __version__
from kgraph.evaluate import Score, record, score_articles, score_probes, score_sentences
from kgraph.evaluate.records import as_json
from kgraph.output import versions
from kgraph.settings import Settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HISTORY = HERE / "history.jsonl"
Run = Callable[[], Score]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--dry", action="store_true")
    args = parser.parse_args()
    figures = {}
    for name, run in runs(args.eval_dir, args.workers):
        print(f"{name} …", file=sys.stderr)
        score = run()
        figures[name] = short(record(score))
        if args.keep:
            args.keep.mkdir(parents=True, exist_ok=True)
            (args.keep / f"{name}.json").write_text(as_json(score), encoding="utf-8")
    line = json.dumps({**revision(), "figures": figures}, ensure_ascii=False)
    print(line)
    if not args.dry and line not in HISTORY.read_text(encoding="utf-8").splitlines()[-1:]:
        with HISTORY.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(line + "\n")


def runs(folder: Path, workers: int) -> Iterator[tuple[str, Run]]:
    """The measurements that the data allows, by name."""
    seeds = ROOT / "seeds"
    for name in ("dev", "train"):
        if (gold := folder / name).is_dir():
            yield name, lambda gold=gold: score_articles(gold, texts=seeds, workers=workers)  # type: ignore[misc]
    for name, probes in (("probes", folder / "probes.jsonl"), ("own_probes", ROOT / "tests/gold/probes.jsonl")):
        if probes.is_file():
            yield name, lambda probes=probes: score_probes(probes, workers=workers)  # type: ignore[misc]
    if (plv := folder / "sentences/plv_train.jsonl").is_file():
        yield "plv", lambda: score_sentences("plv", plv, workers=workers)
    if (seesaw := folder / "sentences/seesaw_dev.jsonl").is_file():
        yield "seesaw", lambda: score_sentences("seesaw", seesaw, split="valid", workers=workers)


def short(full: dict[str, Any]) -> dict[str, Any]:
    """The figures worth a history."""
    figures = full["figures"]
    if full["kind"] == "articles":
        levels = {
            f"{scope}_{level}": [figures[scope][level][figure] for figure in ("precision", "recall", "f1")]
            for scope in ("named", "all")
            for level in ("pair", "typed")
        }
        actors = {key: figures["actors"][key] for key in ("b3_named", "ceaf_named", "merges")}
        kept = ("status_accuracy", "calibration_error")
        return {**levels, **{key: figures[key] for key in kept}, **actors}
    if full["kind"] == "probes":
        return {key: figures[key] for key in ("probes", "passed", "forbidden", "extra")}
    if full["kind"] == "plv":
        return {key: value for key, value in figures.items() if key != "by_root"}
    signed = {side: figures[f"{side}.signed"]["f1"] for side in ("kgraph", "baseline")}
    return {**signed, "ratio": figures["ratio"]}


def revision() -> dict[str, Any]:
    """What was measured: no clock time but that of the commit, so that a run can be repeated to the byte."""
    pipeline = {name: number for name, number in versions(Settings()).items() if name.startswith(("spacy", "en_core"))}
    return {
        "version": __version__,
        "commit": git("rev-parse", "--short=12", "HEAD"),
        "date": git("show", "-s", "--format=%cs", "HEAD"),
        "clean": not git("status", "--porcelain", "--", "kgraph", "ontology"),
        "pipeline": pipeline,
    }


def git(*args: str) -> str:
    result = subprocess.run(["git", "-C", str(ROOT), *args], check=True, capture_output=True, text=True)
    return result.stdout.strip()


if __name__ == "__main__":
    main()
