"""Named queries: SPARQL files with a question, a description and parameters in their head.

    # question: Who supports an actor?
    # description: Asserted only, most first.
    # parameter: actor (actor): the one whom they support
    # parameter: limit (integer, default 20): how many
    SELECT … $actor … LIMIT $limit

A parameter stands in the query as ``$name`` and is replaced by a term, never by text that could be anything else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kgraph.errors import KGraphError, OutputError
from kgraph.export.terms import PREFIXES, Names, literal
from kgraph.model import Status
from kgraph.resources import ontology
from kgraph.vocabulary import relations

_HEAD = re.compile(r"#\s*(question|description|parameter|message)\s*:\s*(.*)")
_PARAMETER = re.compile(r"(?P<name>\w+) \((?P<type>\w+)(?:, default (?P<default>[^)]*))?\)(?:: (?P<description>.*))?")
_TYPES = ("actor", "date", "decimal", "integer", "relation", "status", "text")
# What a keyword can hide in: comments, strings, IRIs. Long strings come before short ones.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>|#[^\n\r]*',
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w?$:-])SERVICE(?![\w:-])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class QueryError(KGraphError):
    """A query is wrong; ``line`` and ``column`` count from 1, and are None where the place is unknown."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a query that is filled in when it is asked."""

    name: str
    type: str
    description: str = ""
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what it answers, in words."""

    name: str
    text: str
    question: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()


def parse_query(name: str, text: str) -> NamedQuery:
    """A query from its text and the lines in its head.

    Raises
    ------
    QueryError
        If a parameter line cannot be understood.
    """
    found: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        head = _HEAD.match(line)
        if head is None:
            if line.startswith("#") or not line.strip():
                continue
            break
        if head[1] != "parameter":
            found[head[1]] = head[2].strip()
            continue
        match = _PARAMETER.fullmatch(head[2].strip())
        if match is None or match["type"] not in _TYPES:
            expected = f"name (type): description, with a type of {', '.join(_TYPES)}"
            raise QueryError(f"{name}, line {number}: a parameter reads {expected}", number, 1)
        parameters.append(Parameter(match["name"], match["type"], match["description"] or "", match["default"]))
    return NamedQuery(name, text, found.get("question", ""), found.get("description", ""), tuple(parameters))


def named_queries() -> dict[str, NamedQuery]:
    """The queries that come with kgraph, by name."""
    files = sorted(ontology("queries").glob("*.rq"))
    return {file.stem: parse_query(file.stem, file.read_text(encoding="utf-8")) for file in files}


def named_query(name: str) -> NamedQuery:
    """One of the queries that come with kgraph.

    Raises
    ------
    QueryError
        If there is none; the message suggests what may have been meant.
    """
    queries = named_queries()
    if name in queries:
        return queries[name]
    close = difflib.get_close_matches(name, queries, 3)
    hint = f"did you mean {' or '.join(close)}?" if close else "kgraph query --list names all"
    raise QueryError(f"there is no query {name!r}; {hint}")


def query_file(path: Path) -> NamedQuery:
    """A query from a file."""
    try:
        return parse_query(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def bind(query: NamedQuery, values: Mapping[str, str], actor: Callable[[str], str]) -> str:
    """The text of a query with its parameters filled in.

    Parameters
    ----------
    query : NamedQuery
    values : mapping
        The values of the parameters, as text.
    actor : callable
        Gives the IRI of an actor by a name of it.

    Raises
    ------
    QueryError
        If a value is missing, unknown or of the wrong type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            names = ", ".join(f"--{name}" for name in known) or "none"
            raise QueryError(f"{query.name} has no parameter --{name}; it has {names}")
    terms = {}
    for name, parameter in known.items():
        value = values.get(name, parameter.default)
        if value is None:
            about = f" ({parameter.type}: {parameter.description})" if parameter.description else ""
            raise QueryError(f"{query.name} needs --{name}{about}")
        terms[name] = _term(parameter, value, actor)
    if not terms:
        return query.text
    pattern = re.compile(rf"\$({'|'.join(map(re.escape, terms))})\b")
    parts, position = [], 0
    for opaque in _OPAQUE.finditer(query.text):
        parts += [pattern.sub(lambda m: terms[m[1]], query.text[position : opaque.start()]), opaque[0]]
        position = opaque.end()
    return "".join([*parts, pattern.sub(lambda m: terms[m[1]], query.text[position:])])


def _term(parameter: Parameter, value: str, actor: Callable[[str], str]) -> str:
    if parameter.type == "actor":
        return f"<{actor(value)}>"
    found = _CONVERTERS[parameter.type](value)
    if found is None:
        raise QueryError(f"--{parameter.name} must be {_EXPECTED.get(parameter.type, 'text')}, not {value!r}")
    return found


def _date(value: str) -> str | None:
    return literal(value) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value, re.ASCII) else None


def _integer(value: str) -> str | None:
    return value if re.fullmatch(r"[0-9]{1,12}", value) else None


def _decimal(value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 12:
        return None
    text = f"{number:f}"
    return text if "." in text else text + ".0"


def _relation(value: str) -> str | None:
    return f"<{relations()[value].iri}>" if value in relations() else None


def _status(value: str) -> str | None:
    return f"<{PREFIXES['kg']}{value.capitalize()}>" if value in list(Status) else None


_CONVERTERS: dict[str, Callable[[str], str | None]] = {
    "date": _date,
    "decimal": _decimal,
    "integer": _integer,
    "relation": _relation,
    "status": _status,
    "text": literal,
}
_EXPECTED = {
    "date": "a date such as 2020-08-16",
    "decimal": "a number",
    "integer": "a whole number",
    "relation": "a relation such as supports",
    "status": "asserted, reported, hypothetical or negated",
}


def check_offline(text: str) -> None:
    """Refuse a query that would ask another server: kgraph sends nothing to anyone.

    Raises
    ------
    QueryError
        If the query has a SERVICE clause.
    """
    unescaped = _ESCAPE.sub(lambda m: _character(m[1] or m[2]), text)
    for version in (text, unescaped):
        visible = _OPAQUE.sub(lambda m: " " * len(m[0]), version)
        if match := _SERVICE.search(visible):
            line = version.count("\n", 0, match.start()) + 1
            column = match.start() - version.rfind("\n", 0, match.start())
            message = (
                f"line {line}, column {column}: SERVICE is not allowed, because it would send data to another server"
            )
            raise QueryError(message, line, column)


def undeclared_prefix(text: str) -> tuple[str, int, int] | None:
    """The first prefix of a query that is neither declared nor predeclared, with line and column."""
    visible = _OPAQUE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    known = set(Names().prefixes()) | {m[1] for m in re.finditer(r"\bPREFIX\s+([\w.-]*):", visible, re.IGNORECASE)}
    for match in re.finditer(r"(?<![\w:?$.-])([A-Za-z][\w-]*):", visible):
        if match[1] not in known:
            start = match.start()
            return match[1], visible.count("\n", 0, start) + 1, start - visible.rfind("\n", 0, start)
    return None


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else " "
