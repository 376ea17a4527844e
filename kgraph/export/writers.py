"""Triples as text in six formats, streamed, in an order that depends on the graph only.

rdflib's writers are slow and, but for Turtle, not byte-stable; so Turtle, TriG, N-Triples, N-Quads and JSON-LD are
written here. RDF/XML goes through pyoxigraph, which keeps the order it is given.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgraph.errors import OutputError
from kgraph.export.terms import Names, term
from kgraph.export.triples import Block, RdfOptions, blocks, named_graphs
from kgraph.resources import ontology

if TYPE_CHECKING:
    from kgraph.graph.statement_graph import StatementGraph

_LOCAL = re.compile(r"<(.*[/#])([A-Za-z0-9_][A-Za-z0-9_-]*)>")
_TYPE = term("rdf:type")
_INTEGER, _DECIMAL, _BOOLEAN = (f"^^{term(name)}" for name in ("xsd:integer", "xsd:decimal", "xsd:boolean"))
_CHUNK = 4096


class RdfFormat(StrEnum):
    """The RDF formats, by their usual file extension."""

    TURTLE = "ttl"
    TRIG = "trig"
    NTRIPLES = "nt"
    NQUADS = "nq"
    JSONLD = "jsonld"
    RDFXML = "rdf"


MEDIA_TYPES: dict[RdfFormat, str] = {
    RdfFormat.TURTLE: "text/turtle",
    RdfFormat.TRIG: "application/trig",
    RdfFormat.NTRIPLES: "application/n-triples",
    RdfFormat.NQUADS: "application/n-quads",
    RdfFormat.JSONLD: "application/ld+json",
    RdfFormat.RDFXML: "application/rdf+xml",
}


def rdf_text(graph: StatementGraph, format: RdfFormat, options: RdfOptions | None = None) -> Iterator[str]:
    """Yield the text of a graph in a format, piece by piece.

    Raises
    ------
    OutputError
        If the format cannot hold what the options ask for: named graphs need TriG or N-Quads, triple terms (RDF 1.2)
        any format but JSON-LD and RDF/XML.
    """
    options = options or RdfOptions()
    if options.graphs and format not in (RdfFormat.TRIG, RdfFormat.NQUADS):
        raise OutputError(f"{format.name.title()} has no named graphs; use the format trig or nq")
    if options.rdf_star and format in (RdfFormat.JSONLD, RdfFormat.RDFXML):
        raise OutputError(f"{format.value} has no triple terms; use the format ttl, trig, nt or nq")
    return _WRITERS[format](graph, options)


def _ntriples(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    return _lines(blocks(graph, options), " .\n")


def _nquads(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    yield from _ntriples(graph, options)
    if options.graphs:
        for name, content in named_graphs(graph, options):
            yield from _lines(content, f" {name} .\n")


def _lines(content: Iterable[Block], end: str) -> Iterator[str]:
    for subject, pairs in content:
        yield "".join(f"{subject} {predicate} {value}{end}" for predicate, value in pairs)


def _turtle(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    prefixes = Names(options.base_iri).prefixes()
    short = _shortener(prefixes)
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    for block in blocks(graph, options):
        yield "\n" + _turtle_block(block, short)


def _trig(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    yield from _turtle(graph, options)
    if options.graphs:
        short = _shortener(Names(options.base_iri).prefixes())
        for name, content in named_graphs(graph, options):
            yield f"\n{short(name)} {{\n{''.join(_turtle_block(block, short) for block in content)}}}\n"


def _turtle_block(block: Block, short: Callable[[str], str]) -> str:
    subject, pairs = block
    lines = []
    for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
        values = " , ".join(short(value) for _, value in group)
        lines.append(f"a {values}" if predicate == _TYPE else f"{short(predicate)} {values}")
        if predicate == _TYPE:  # first, as readers expect
            lines.insert(0, lines.pop())
    return f"{short(subject)} " + " ;\n    ".join(lines) + " .\n"


def _shortener(prefixes: dict[str, str]) -> Callable[[str], str]:
    """How to write an N-Triples term in Turtle: prefixed names, bare numbers and booleans."""
    by_namespace = {iri: prefix for prefix, iri in prefixes.items()}

    def short(text: str) -> str:
        if text[0] == "<":
            match = _LOCAL.fullmatch(text)
            prefix = by_namespace.get(match[1]) if match else None
            return f"{prefix}:{match[2]}" if match and prefix else text
        if not text.endswith(">"):
            return text
        if text.endswith((_INTEGER, _DECIMAL, _BOOLEAN)):
            return text[1 : text.rindex('"')]
        quoted, _, datatype = text.rpartition("^^")
        return f"{quoted}^^{short(datatype)}"

    return short


def _rdfxml(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    triples = ox.parse(input=_Reader(_ntriples(graph, options)), format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    out = io.BytesIO()
    prefixes = Names(options.base_iri).prefixes()
    ox.serialize((q.triple for q in triples), out, format=ox.RdfFormat.RDF_XML, prefixes=dict(sorted(prefixes.items())))
    # XML readers turn a bare carriage return into a line feed
    yield out.getvalue().decode().replace("\r", "&#xD;")


class _Reader(io.RawIOBase):
    """Pieces of text as a binary file."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._rest) < len(buffer):
            piece = "".join(p for _, p in zip(range(_CHUNK), self._pieces, strict=False))
            if not piece:
                break
            self._rest += piece.encode()
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def jsonld_context(names: Names) -> dict[str, Any]:
    """The context of a JSON-LD file: ``ontology/context.jsonld`` and the prefixes of the graph's own resources."""
    context: dict[str, Any] = json.loads(ontology("context.jsonld").read_text(encoding="utf-8"))["@context"]
    own = {prefix: iri for prefix, iri in names.prefixes().items() if iri.startswith(names.base)}
    own["ev"] = own.pop("evidence")  # "evidence" is the property
    return {**context, **own}


def _jsonld(graph: StatementGraph, options: RdfOptions) -> Iterator[str]:
    names = Names(options.base_iri)
    context = jsonld_context(names)
    expand = {prefix: iri for prefix, iri in context.items() if isinstance(iri, str) and not iri.startswith("@")}
    keys: dict[str, tuple[str, str | None]] = {}
    for key, definition in context.items():
        if isinstance(definition, dict):
            prefix, _, local = definition["@id"].partition(":")
            keys[f"<{expand[prefix]}{local}>"] = key, definition.get("@type")
    short = _shortener({prefix: iri for prefix, iri in expand.items() if iri.endswith(("/", "#"))})
    yield f'{{\n"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": ['
    comma = "\n"
    for subject, pairs in blocks(graph, options):
        members = [f'"id": {_json_iri(subject, short)}']
        for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
            key, coercion = ("type", "@id") if predicate == _TYPE else keys[predicate]
            values = [_json_value(value, coercion, short) for _, value in group]
            members.append(f'"{key}": {values[0] if len(values) == 1 else "[" + ", ".join(values) + "]"}')
        yield comma + "{" + ", ".join(members) + "}"
        comma = ",\n"
    yield "\n]\n}\n"


def _json_iri(iri: str, short: Callable[[str], str]) -> str:
    return json.dumps(short(iri).strip("<>"), ensure_ascii=False)


def _json_value(value: str, coercion: str | None, short: Callable[[str], str]) -> str:
    """A term as JSON; the escapes of N-Triples that we write are those of JSON."""
    if value[0] == "<":
        iri = _json_iri(value, short)
        return iri if coercion == "@id" else f'{{"id": {iri}}}'
    end = value.rindex('"') + 1
    quoted, suffix = value[:end], value[end:]
    if suffix in (_INTEGER, _BOOLEAN) and coercion is None:
        return quoted[1:-1]
    if suffix.startswith("^^"):
        datatype = short(suffix[2:])
        return quoted if datatype == coercion else f'{{"@value": {quoted}, "type": "{datatype}"}}'
    if suffix:
        return f'{{"@value": {quoted}, "@language": "{suffix[1:]}"}}'
    return quoted if coercion is None else f'{{"@value": {quoted}}}'


_WRITERS: dict[RdfFormat, Callable[[StatementGraph, RdfOptions], Iterator[str]]] = {
    RdfFormat.TURTLE: _turtle,
    RdfFormat.TRIG: _trig,
    RdfFormat.NTRIPLES: _ntriples,
    RdfFormat.NQUADS: _nquads,
    RdfFormat.JSONLD: _jsonld,
    RdfFormat.RDFXML: _rdfxml,
}


def in_chunks(pieces: Iterable[str]) -> Iterator[str]:
    """Join small pieces, so that a file is written in few calls."""
    iterator = iter(pieces)
    for first in iterator:
        yield "".join(chain((first,), (p for _, p in zip(range(_CHUNK), iterator, strict=False))))
