"""Fill in what the README shows of the sample articles: a statement, a query's answer, counts, time and memory.

    python bench/figures.py [--check]

What stands between two comments of README.md is replaced by the result of a build now; with --check nothing is written,
and the exit code is 1 if the statement, the answer or the counts are out of date.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

import pyoxigraph
from speed import Measurement, measure

import kgraph
from kgraph.build import sample_articles

README = Path(__file__).resolve().parent.parent / "README.md"
HISTORY = Path(__file__).resolve().parent / "quality" / "history.jsonl"


def example(output: Path) -> str:
    """The surest accusation that an article makes its own."""
    lines = [json.loads(line) for line in (output / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [line for line in lines if line["relation"] == "accuses" and line["extractor"].startswith("accuses:")]
    best = max(wanted, key=lambda line: (line["status"] == "asserted", line["confidence"], line["id"]))
    rows = (("id", "article"), ("subject", "relation", "object"), ("status", "polarity", "confidence", "speaker"))
    rows += tuple((f"{end}_mention", f"{end}_start", f"{end}_end") for end in ("subject",))
    rows += (("trigger", "trigger_start", "trigger_end"), ("object_mention", "object_start", "object_end"))
    rows += (("evidence",), ("start", "end", "date", "extractor"))
    shown = [", ".join(f'"{key}": {json.dumps(best[key], ensure_ascii=False)}' for key in row) for row in rows]
    return "```json\n{" + ",\n ".join(shown) + "}\n```\n"


def answer(output: Path, readme: str) -> str:
    """The answer to the README's query."""
    query = re.search(r"```sparql\n(.*?)```", readme, re.DOTALL)
    assert query
    store = pyoxigraph.Store()
    store.load(path=str(output / "graph.trig"), format=pyoxigraph.RdfFormat.TRIG)
    found = store.query(query[1])
    assert isinstance(found, pyoxigraph.QuerySolutions)
    rows = [" | ".join(cell.value.replace("|", "\\|") for cell in row) for row in found]
    return "\n".join(["| who | what | sentence |", "|---|---|---|", *(f"| {row} |" for row in rows)]) + "\n"


def counted(counts: dict[str, object]) -> str:
    """The row of counts."""
    by_status = counts["by_status"]
    assert isinstance(by_status, dict)
    statuses = ", ".join(f"{number} {status}" for status, number in by_status.items())
    return (
        f"| Found in the {counts['articles']} sample articles | {counts['actors']} actors; "
        f"{counts['statements']} statements ({statuses}) with {counts['evidence']} pieces of evidence |"
    )


def quality() -> str:
    """The rows of the last measurement against annotated articles that were not trained on."""
    last = json.loads(HISTORY.read_text(encoding="utf-8").splitlines()[-1])
    dev = last["figures"]["dev"]
    rows = (("pair of named actors", "named_pair"), ("pair, relation and direction", "named_typed"))
    found = [f"| Dev articles, {what}: precision / recall / F1 | {_three(dev[key])} |" for what, key in rows]
    found.append(f"| Dev articles, status right | {dev['status_accuracy']:.2f} |")
    return "\n".join(found) + "\n"


def _three(figures: list[float]) -> str:
    return " / ".join(f"{figure:.2f}" for figure in figures)


def costs(best: Measurement) -> str:
    """The rows of time and memory."""
    return (
        f"| `kgraph build` of them, loading the model included | {best.seconds:.1f} s wall, "
        f"{best.cpu_seconds:.1f} s CPU, one process |\n| Peak memory | {best.peak_mb:.0f} MB |\n"
    )


def fill(readme: str, name: str, text: str) -> str:
    """Put a text between the two comments of a name."""
    place = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    return place.sub(lambda _: text, readme)


def main() -> None:
    old = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        graph = kgraph.build(sample_articles(), output)
        new = fill(fill(old, "example", example(output)), "answer", answer(output, old))
    row = counted(graph.report)
    if "--check" in sys.argv:
        sys.exit(0 if new == old and row in old else "README.md is out of date; run: make figures")
    best = min((measure([sample_articles()]) for _ in range(3)), key=lambda m: m.seconds)
    README.write_text(fill(new, "figures", f"| | |\n|---|---|\n{row}\n{quality()}{costs(best)}"), encoding="utf-8")
    print(f"{row}\n{costs(best)}", end="")


if __name__ == "__main__":
    main()
