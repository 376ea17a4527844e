# ruff: noqa: E501, PLC0415 - each step imports what it measures
"""RDF at size: writing, loading, every named query; rdflib beside it on a sample, in the same run.

python bench/rdf.py [--statements 100000] [--sample 400] [--json FILE]

Each step runs in a process of its own, so that its memory is its own. Seconds are wall-clock time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing as mp
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, ActorType, Article, Evidence, Span, Statement, Status
from kgraph.vocabulary import relations

OUTLETS = (
    "Tribune",
    "The Observer",
    "Daily Post",
    "Wire",
    "Chronicle",
    "Herald",
    "Mirror",
    "Times",
    "Echo",
    "Star",
    "Sun",
)
WORDS = [
    "government",
    "minister",
    "opposition",
    "border",
    "protest",
    "election",
    "talks",
    "council",
    "party",
    "army",
    "city",
    "report",
    "week",
    "leader",
]
VALUES = {
    "actor": "a00001", "speaker": "a00002", "about": "a00001", "from": "a00001", "to": "a00002", "subject": "a00001",
    "object": "a00002", "one": "a00001", "other": "a00002", "since": "2024-12-01", "outlet": "Wire",
}  # fmt: skip


def synthetic(statements: int, seed: int = 7) -> StatementGraph:
    """Statements between actors of whom few are in most, as in news; every sentence is another."""
    draw = random.Random(seed)
    actors = max(50, statements // 30)
    names = [ActorId(f"a{n:05}") for n in range(1, actors + 1)]
    kinds = list(relations().values())
    statuses = draw.choices(list(Status), (80, 10, 7, 3), k=statements)
    articles, made, parts, offset = [], [], [], 0
    number = 0

    def close() -> None:
        nonlocal parts, offset
        date = f"2024-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}" if draw.random() < 0.9 else None
        articles.append(
            Article(
                id=f"article-{number:06}", title=f"Report {number} from the capital", text="".join(parts), date=date,
                outlet=draw.choice(OUTLETS), url=f"https://news.example/{number}", sha256=f"{number:064x}",
            )
        )  # fmt: skip
        parts, offset = [], 0

    for n in range(statements):
        subject, object = (names[int(actors * draw.random() ** 2.5)] for _ in range(2))
        if subject == object:
            object = names[(names.index(subject) + 1) % actors]
        relation = draw.choice(kinds)
        filler = " ".join(draw.choices(WORDS, k=12))
        sentence = f"Actor {subject} {relation.name} actor {object} of the {filler} ({n}). "
        start = offset

        def span(part: str, sentence: str = sentence, start: int = start, after: int = 0) -> Span:
            at = start + sentence.index(part, after)
            return Span(at, at + len(part), part)

        evidence = Evidence(
            f"article-{number:06}", span(sentence.strip()), span(f"Actor {subject}"), span(relation.name),
            span(f"actor {object}"), round(0.3 + 0.7 * draw.random(), 2), "rules/verb",
            draw.choice(names[:200]) if statuses[n] is Status.REPORTED else None,
        )  # fmt: skip
        made.append(
            Statement(evidence.article, subject, relation.name, object, statuses[n], relation.polarity, (evidence,))
        )
        parts.append(sentence)
        offset += len(sentence)
        if n % 8 == 7 or n == statements - 1:
            close()
            number += 1
    types = list(ActorType)
    return StatementGraph(
        tuple(articles),
        tuple(
            Actor(id, f"Actor {id}", types[i % 5], i % 7 > 0, ((f"Mr {id}", 3), (f"the chief {id}", 1)), 40, 9)
            for i, id in enumerate(names)
        ),
        tuple(made),
    )


def timed(step: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = step()
    return time.perf_counter() - started, result


def write(folder: str, statements: int, format: str) -> dict[str, Any]:
    from kgraph.export import Format, export_file

    graph = synthetic(statements)
    before = peak()
    seconds, (path,) = timed(lambda: export_file(graph, Path(folder) / f"graph.{format}", Format(format)))
    return {"seconds": seconds, "megabytes": path.stat().st_size / 1e6, "peak_mb": peak(), "peak_mb_before": before}


def load(folder: str) -> dict[str, Any]:
    from kgraph.store import open_store
    from kgraph.store.index import index_path

    seconds, _ = timed(lambda: index_path(folder))
    again, store = timed(lambda: open_store(folder))
    return {"seconds": seconds, "open_again": again, "triples": len(store), "peak_mb": peak()}


def queries(folder: str, repeat: int = 5) -> dict[str, Any]:
    from kgraph.store import ask, open_store

    store = open_store(folder)
    found = {}
    for name, text in bound().items():
        times, rows = [], 0
        for _ in range(repeat):
            seconds, answer = timed(lambda text=text: ask(store, text))
            times.append(seconds)
            rows = len(answer.rows) or len(answer.triples or ())
        found[name] = {"median": statistics.median(times), "rows": rows}
    return found


def checks(folder: str) -> dict[str, Any]:
    from kgraph.resources import ontology
    from kgraph.store import ask, open_store
    from kgraph.store.shapes import shape_violations

    store = open_store(folder)
    found = {}
    for path in sorted(ontology("checks").glob("*.rq")):
        found[path.stem] = timed(lambda path=path: ask(store, path.read_text()))[0]
    text = (Path(folder) / "graph.trig").read_text()
    found["shapes"], (_, results) = timed(lambda: shape_violations(text))
    return {"seconds": found, "violations": len(results), "peak_mb": peak()}


def beside_rdflib(folder: str, statements: int, repeat: int = 3) -> dict[str, Any]:
    """Ours and rdflib's on the same small sample."""
    import pyoxigraph as ox
    import rdflib

    from kgraph.export import RdfFormat, rdf_text
    from kgraph.store import ask

    graph = synthetic(statements)
    result: dict[str, Any] = {"statements": statements, "write": {}, "queries": {}}
    texts = {}
    for format, name in ((RdfFormat.NQUADS, "nquads"), (RdfFormat.TURTLE, "turtle")):
        seconds, texts[name] = timed(lambda format=format: "".join(rdf_text(graph, format)))
        result["write"][name] = {"kgraph": seconds}
    store = ox.Store()
    result["load"] = {"pyoxigraph": timed(lambda: store.bulk_load(texts["turtle"].encode(), ox.RdfFormat.TURTLE))[0]}
    plain = rdflib.Graph()
    result["load"]["rdflib"] = timed(lambda: plain.parse(data=texts["turtle"], format="turtle"))[0]
    dataset = rdflib.Dataset()
    for triple in plain:
        dataset.add(triple)
    result["write"]["nquads"]["rdflib"] = timed(lambda: dataset.serialize(format="nquads"))[0]
    result["write"]["turtle"]["rdflib"] = timed(lambda: plain.serialize(format="turtle"))[0]
    for name, text in bound().items():
        ours = statistics.median(timed(lambda text=text: ask(store, text))[0] for _ in range(repeat))
        theirs = timed(lambda text=text: list(plain.query(text)))[0]
        result["queries"][name] = {"pyoxigraph": ours, "rdflib": theirs}
    return result


def bound() -> dict[str, str]:
    from kgraph.store import named_queries
    from kgraph.store.queries import bind

    base = "https://w3id.org/kgraph/id/actor/"
    return {
        name: bind(query, {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}, lambda id: base + id)
        for name, query in named_queries().items()
    }


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(function: Callable[..., Any], *arguments: Any) -> Any:
    with mp.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result: dict[str, Any] = {"statements": options.statements}
    with tempfile.TemporaryDirectory(prefix="kgraph-bench-") as folder:
        for format in ("nq", "ttl", "trig"):
            result[format] = done = apart(write, folder, options.statements, format)
            print(
                f"write {format:5} {done['seconds']:7.1f} s {done['megabytes']:7.0f} MB file {done['peak_mb']:7.0f} MB memory",
                flush=True,
            )
        result["load"] = done = apart(load, folder)
        print(
            f"index       {done['seconds']:7.1f} s, again {done['open_again']:.2f} s, {done['triples']:,} triples, {done['peak_mb']:.0f} MB memory",
            flush=True,
        )
        result["queries"] = apart(queries, folder)
        for name, done in result["queries"].items():
            print(f"  {name:24} {done['median'] * 1000:8.1f} ms {done['rows']:8,} rows", flush=True)
        result["checks"] = done = apart(checks, folder)
        for name, seconds in done["seconds"].items():
            print(f"  {name:32} {seconds * 1000:8.1f} ms")
        print(f"  {done['violations']} violations, {done['peak_mb']:.0f} MB memory", flush=True)
        result["rdflib"] = done = apart(beside_rdflib, folder, options.sample)
    print(f"beside rdflib, {done['statements']:,} statements: rdflib takes so many times as long")
    for name, both in done["write"].items():
        print(f"  write {name:18} {both['rdflib'] / both['kgraph']:8.1f}")
    print(f"  load {'turtle':19} {done['load']['rdflib'] / done['load']['pyoxigraph']:8.1f}")
    for name, both in done["queries"].items():
        print(f"  {name:24} {both['rdflib'] / both['pyoxigraph']:8.1f}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
