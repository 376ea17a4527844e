"""Queries over the embedded store, and their answers as table, CSV, JSON or Turtle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kgraph.export.tables import csv_text
from kgraph.export.terms import DEFAULT_BASE, PREFIXES, Names
from kgraph.store.index import open_store
from kgraph.store.queries import NamedQuery, QueryError, bind, check_offline, undeclared_prefix

FORMATS = ("table", "csv", "json", "ttl")
_LOCATED = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NUMBERS = ("integer", "decimal", "double", "nonNegativeInteger")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Answer:
    """What a query found: rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, or the truth value of an ASK."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None
    base: str = DEFAULT_BASE

    def text(self, format: str = "table", width: int | None = None) -> str:
        """The answer in a format of `FORMATS`; ``width`` limits the lines of a table.

        Raises
        ------
        QueryError
            If the format does not fit the kind of answer.
        """
        if self.triples is not None:
            if format in ("table", "ttl"):
                prefixes = _used(Names(self.base).prefixes(), self.triples)
                data = ox.serialize(sorted(self.triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
                return (data or b"").decode()
            if format == "json":
                prefixes = Names(self.base).prefixes()
                data = ox.serialize(sorted(self.triples, key=str), format=ox.RdfFormat.JSON_LD, prefixes=prefixes)
                return (data or b"").decode() + "\n"
            raise QueryError(f"triples cannot be written as {format}; use --format ttl or json")
        if self.truth is not None:
            return _json({"head": {}, "boolean": self.truth}) if format == "json" else f"{str(self.truth).lower()}\n"
        if format == "table":
            return self._table(width)
        if format == "csv":
            rows = (dict(zip(self.variables, map(plain, row), strict=True)) for row in self.rows)
            return csv_text(rows) or ",".join(self.variables) + "\n"
        if format == "json":
            return _json({"head": {"vars": list(self.variables)}, "results": {"bindings": self._bindings()}})
        raise QueryError("rows cannot be written as Turtle; use CONSTRUCT, or --format table, csv or json")

    def _bindings(self) -> list[dict[str, Any]]:
        return [
            {name: _json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]

    def _table(self, width: int | None) -> str:
        short = _shortener(self.base)
        cells = [[_printable(" ".join(short(term).split())) for term in row] for row in self.rows]
        widths = [max([_width(name), *(_width(row[n]) for row in cells)]) for n, name in enumerate(self.variables)]
        widths = _fitted(widths, width) if width else widths
        lines = [
            "  ".join(_padded(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()
            for row in [list(self.variables), ["-" * size for size in widths], *cells]
        ]
        count = f"{len(cells):,} {'row' if len(cells) == 1 else 'rows'}"
        return "\n".join([*lines, "", count]) + "\n"


def ask(store: ox.Store, text: str, base: str = DEFAULT_BASE, named_graphs: bool = False) -> Answer:
    """Ask a store in SPARQL; the prefixes of `PREFIXES` need no declaration.

    Raises
    ------
    QueryError
        If the query is wrong, with line and column, or would ask another server.
    """
    check_offline(text)
    try:
        found = store.query(text, prefixes=Names(base).prefixes(), use_default_graph_as_union=named_graphs)
        if isinstance(found, ox.QueryBoolean):
            return Answer(truth=bool(found), base=base)
        if isinstance(found, ox.QueryTriples):
            return Answer(triples=tuple(dict.fromkeys(found)), base=base)
        variables = tuple(variable.value for variable in found.variables)
        return Answer(variables, tuple(tuple(solution) for solution in found), base=base)
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from None
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def syntax_error(text: str, message: str) -> QueryError:
    """The parser's message with the line of the query and a mark under the column."""
    match = _LOCATED.match(message)
    if match is None:
        return QueryError(f"syntax error: {message}")
    line, column = int(match[1]), int(match[2])
    reason = re.sub(r"\s+", " ", match[3])
    if "Prefix not found" in reason:
        reason = "unknown prefix, or text that is no SPARQL"
        if unknown := undeclared_prefix(text):
            prefix, line, column = unknown
            reason = f"the prefix {prefix}: is not declared"
    lines = text.splitlines() or [""]
    start = max(0, column - 60)
    shown = _printable(lines[line - 1][start : start + 100]) if line <= len(lines) else ""
    mark = " " * (column - 1 - start) + "^"
    return QueryError(f"syntax error at line {line}, column {column}: {reason}\n  {shown}\n  {mark}", line, column)


def query(
    directory: str | Path,
    query: str | NamedQuery,
    parameters: Mapping[str, str] | None = None,
    base: str | None = None,
) -> Answer:
    """Ask the build in a folder.

    Parameters
    ----------
    directory : path
        The folder that ``kgraph build`` wrote.
    query : str or NamedQuery
        SPARQL text, or a query with parameters (see `kgraph.store.named_query`).
    parameters : mapping, optional
        Values of the parameters; an actor may be given by any of its names.
    base : str, optional
        The base IRI of the build, if it has no build.json.

    Raises
    ------
    QueryError
        If the query or a parameter is wrong.
    OutputError
        If the folder holds no build.

    Examples
    --------
    >>> answer = query("output", named_query("who-supports"), {"actor": "Sudan"})  # doctest: +SKIP
    >>> print(answer.text())  # doctest: +SKIP
    """
    from kgraph.export.options import options_of  # noqa: PLC0415 - only for the base

    store = open_store(directory)
    base = base or options_of(Path(directory)).base_iri
    named = query if isinstance(query, NamedQuery) else NamedQuery("the query", query)
    return ask(store, bind(named, parameters or {}, actor_finder(store, base)), base)


def actor_finder(store: ox.Store, base: str = DEFAULT_BASE) -> Callable[[str], str]:
    """Find the IRI of an actor by id, IRI, name or alias, in this order, upper and lower case being the same.

    The function raises QueryError if there is no such actor, or if several have that name.
    """

    def find(name: str) -> str:
        wanted = name.strip().casefold()
        tiers: list[dict[str, str]] = [{}, {}, {}, {}]
        for iri, label, alias in _actor_names(store):
            id = iri.removeprefix(f"{base}actor/")
            if wanted in (iri.casefold(), id.casefold()):
                tiers[0][iri] = label
            if label.casefold() == wanted:
                tiers[1][iri] = label
            if alias.casefold() == wanted:
                tiers[2][iri] = label
            if wanted and wanted in re.split(r"\W+", label.casefold()):
                tiers[3][iri] = label
        found = next((tier for tier in tiers if tier), {})
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise QueryError(f"there is no actor {name!r}")
        choices = ", ".join(
            f"{iri.removeprefix(base + 'actor/')} ({label})" for iri, label in sorted(found.items())[:8]
        )
        raise QueryError(f"several actors are called {name!r}: {choices}; give the id of one")

    return find


def _actor_names(store: ox.Store) -> list[tuple[str, str, str]]:
    found = store.query(
        "SELECT ?a ?l ?n { ?a skos:prefLabel ?l . OPTIONAL { ?a skos:altLabel ?n } }", prefixes=dict(PREFIXES)
    )
    return [(s["a"].value, s["l"].value, s["n"].value if s["n"] else "") for s in found]  # type: ignore[union-attr]


def plain(term: Term | None) -> str | int | float | None:
    """A term without its syntax: a number, the text of a literal, an IRI."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind in _NUMBERS:
            try:
                return int(term.value) if "nteger" in kind else float(term.value)
            except ValueError:
                return term.value
        return term.value
    return str(term) if isinstance(term, ox.Triple) else term.value


def _json(value: Any) -> str:
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if isinstance(term, ox.Literal):
        extra: dict[str, str] = {}
        if term.language:
            extra["xml:lang"] = term.language
        elif term.datatype.value != PREFIXES["xsd"] + "string":
            extra["datatype"] = term.datatype.value
        return {"type": "literal", "value": term.value, **extra}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def _shortener(base: str) -> Callable[[Term | None], str]:
    namespaces = sorted(((iri, prefix) for prefix, iri in Names(base).prefixes().items()), reverse=True)

    def short(term: Term | None) -> str:
        if isinstance(term, ox.NamedNode):
            for iri, prefix in namespaces:
                if term.value.startswith(iri):
                    return f"{prefix}:{term.value[len(iri) :]}"
        return "" if term is None else term.value if not isinstance(term, ox.Triple) else str(term)

    return short


def _used(prefixes: dict[str, str], triples: tuple[ox.Triple, ...]) -> dict[str, str]:
    text = "\n".join(map(str, triples))
    return {prefix: iri for prefix, iri in prefixes.items() if f"<{iri}" in text}


def _printable(text: str) -> str:
    """One line without what a terminal would obey: text of articles may hold escape sequences."""
    text = re.sub(r"\s", " ", text)
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\u200d" else c for c in text)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, size: int) -> str:
    while _width(text) > size:
        text = text[:-2] + "…" if len(text) > 1 else ""
    return text + " " * (size - _width(text))


def _fitted(widths: list[int], total: int) -> list[int]:
    """Narrow the widest columns until the line fits, none below eight."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > total and max(widths, default=0) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths
