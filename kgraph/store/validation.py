"""Is a build what it should be? Tables, files, shapes and SPARQL checks, each fault with the statement it stands on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import OutputError
from kgraph.export.options import options_of
from kgraph.export.tables import read_graph
from kgraph.export.terms import PREFIXES
from kgraph.resources import ontology
from kgraph.store.answers import ask, plain
from kgraph.store.index import SOURCE, open_store
from kgraph.store.shapes import shape_violations

_LOOKED_UP = 200
_CLAIM = """SELECT ?s ?p ?o ?status {
  { VALUES ?c { $node } } UNION { ?c kg:evidence $node }
  ?c rdf:subject/rdfs:label ?s ; rdf:predicate ?p ; rdf:object/rdfs:label ?o ; kg:status ?status } LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault: which check found it, on which node or line, what is wrong, and the statement or name behind it."""

    check: str
    where: str
    message: str
    value: str = ""
    about: str = ""

    def __str__(self) -> str:
        value = f": {self.value}" if self.value else ""
        about = f"\n    {self.about}" if self.about else ""
        return f"{self.check}: {self.where}: {self.message}{value}{about}"


@dataclass(frozen=True)
class Report:
    """What the checks found; ``engine`` is the SHACL engine, None if there is none installed."""

    violations: tuple[Violation, ...]
    triples: int
    engine: str | None

    @property
    def valid(self) -> bool:
        """Whether no check found a fault."""
        return not self.violations

    def to_json(self) -> str:
        """The report as JSON."""
        found = [asdict(violation) for violation in self.violations]
        content = {"valid": self.valid, "triples": self.triples, "engine": self.engine, "violations": found}
        return json.dumps(content, ensure_ascii=False, indent=1)


def validate(directory: str | Path) -> Report:
    """Check the build in a folder.

    Tables: every line can be read, every offset points at its words. Files: the hashes of build.json, the triples
    of graph.ttl, the evidence of graph.trig. Graph: the shapes of ``ontology/shapes.ttl`` and the queries of
    ``ontology/checks``.

    Raises
    ------
    OutputError
        If there is no build, or graph.trig cannot be parsed.
    """
    folder = Path(directory)
    store = open_store(folder)
    base = options_of(folder).base_iri
    found = [*_table_faults(folder), *_file_faults(folder, store, base)]
    engine, results = shape_violations(_default_graph(folder, store))
    found += [Violation("shapes", result.node, result.message, result.value) for result in results]
    found += _check_faults(store)
    named = [replace(v, about=_about(store, v.where)) if n < _LOOKED_UP else v for n, v in enumerate(found)]
    return Report(tuple(named), len(store), engine)


def _table_faults(folder: Path) -> Iterator[Violation]:
    try:
        graph = read_graph(folder)
    except OutputError as error:
        yield Violation("tables", str(folder), str(error))
        return
    texts = {article.id: article.text for article in graph.articles}
    for statement in graph.statements:
        for evidence in statement.evidence:
            for role in ("sentence", "subject", "trigger", "object"):
                span = getattr(evidence, role)
                if texts[evidence.article][span.start : span.end] != span.text:
                    id = statement.evidence_id(evidence)
                    message = f"the {role} is not at {span.start}-{span.end} of the article {evidence.article}"
                    yield Violation("tables", f"statements.jsonl {id}", message, span.text[:80])


def _file_faults(folder: Path, store: ox.Store, base: str) -> Iterator[Violation]:
    yield from _hash_faults(folder)
    in_tables = {row["id"] for row in _json_lines(folder / "statements.jsonl")}
    pattern = store.quads_for_pattern(None, ox.NamedNode(PREFIXES["kg"] + "evidence"), None, ox.DefaultGraph())
    in_graph = {quad.object.value.removeprefix(f"{base}evidence/") for quad in pattern}  # type: ignore[union-attr]
    for id in sorted(in_tables - in_graph):
        yield Violation("files", id, "is in statements.jsonl, but not in graph.trig")
    for id in sorted(in_graph - in_tables):
        yield Violation("files", id, "is in graph.trig, but not in statements.jsonl")
    turtle = folder / "graph.ttl"
    if not turtle.is_file():
        yield Violation("files", str(turtle), "is missing")
        return
    dataset = f"{base}dataset"
    try:
        for quad in ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE):
            if quad not in store and getattr(quad.subject, "value", "") != dataset:
                yield Violation(
                    "files", str(quad.subject), "this triple is in graph.ttl, but not in graph.trig", str(quad)
                )
    except SyntaxError as error:
        yield Violation("files", str(turtle), f"cannot be parsed ({error})")


def _hash_faults(folder: Path) -> Iterator[Violation]:
    record = folder / "build.json"
    if not record.is_file():
        return
    try:
        outputs = json.loads(record.read_text(encoding="utf-8"))["outputs"].items()
    except (ValueError, KeyError, AttributeError) as error:
        yield Violation("files", str(record), f"cannot be read ({error!r})")
        return
    for name, digest in outputs:
        path = folder / name
        if not path.is_file():
            yield Violation("files", str(path), "is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield Violation("files", str(path), "is not the file that the build wrote")


def _json_lines(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            return [json.loads(line) for line in stream]
    except (OSError, ValueError):
        return []  # told as a fault of the tables


def _default_graph(folder: Path, store: ox.Store) -> str:
    """The default graph as Turtle: graph.trig itself, if it has no named graphs."""
    if not list(store.named_graphs()):
        return (folder / SOURCE).read_text(encoding="utf-8")
    data = store.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    return (data or b"").decode()


def _check_faults(store: ox.Store) -> Iterator[Violation]:
    for path in sorted(ontology("checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        message = text.partition("\n")[0].partition("message:")[2].strip()
        for node, value in ask(store, text).rows:
            yield Violation(path.stem, str(node), message, str(plain(value)))


def _about(store: ox.Store, where: str) -> str:
    """The statement that a node is or proves, or the label of the node."""
    if not where.startswith("<"):
        return ""
    for row in ask(store, _CLAIM.replace("$node", where)).rows:
        subject, relation, object, status = (str(plain(term)) for term in row)
        return f"{subject} {relation.rpartition('#')[2]} {object} [{status.rpartition('#')[2].lower()}]"
    for row in ask(store, f"SELECT ?label {{ {where} rdfs:label ?label }} LIMIT 1").rows:
        return str(plain(row[0]))
    return ""
