"""The tables of a build, one JSON object a line: written, and read back into a graph."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kgraph.atomic import atomic_writer
from kgraph.errors import OutputError
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, ActorType, Article, Evidence, Span, Statement, Status

STATEMENTS, ACTORS, ARTICLES = "statements.jsonl", "actors.jsonl", "articles.jsonl"
T = TypeVar("T")
_Key = tuple[str, ActorId, str, ActorId, Status]
# Spreadsheets take a cell that begins so for a formula, and run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LINE_BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def rounded(confidence: float) -> float:
    """A confidence as all files give it: four decimal places."""
    return round(float(confidence), 4)


def statement_rows(graph: StatementGraph) -> list[dict[str, Any]]:
    """One row for each piece of evidence, sorted by article, offset and relation."""
    dates = {article.id: article.date for article in graph.articles}
    rows = {
        row["id"]: row
        for statement in graph.statements
        for evidence in statement.evidence
        for row in [_statement_row(statement, evidence, dates.get(statement.article))]
    }
    return sorted(rows.values(), key=_row_order)


def _statement_row(statement: Statement, evidence: Evidence, date: str | None) -> dict[str, Any]:
    return {
        "id": statement.evidence_id(evidence),
        "article": statement.article,
        "subject": statement.subject,
        "relation": statement.relation,
        "object": statement.object,
        "status": statement.status.value,
        "polarity": statement.polarity,
        "confidence": rounded(evidence.confidence),
        "speaker": evidence.speaker,
        "subject_mention": evidence.subject.text,
        "subject_start": evidence.subject.start,
        "subject_end": evidence.subject.end,
        "trigger": evidence.trigger.text,
        "trigger_start": evidence.trigger.start,
        "trigger_end": evidence.trigger.end,
        "object_mention": evidence.object.text,
        "object_start": evidence.object.start,
        "object_end": evidence.object.end,
        "evidence": evidence.sentence.text,
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "date": date,
        "extractor": evidence.extractor,
        "claim": statement.claim_id,
    }


def _row_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["article"], row["start"], row["relation"], row["subject_start"], row["trigger_start"],
        row["object_start"], row["subject"], row["object"], row["status"], row["id"],
    )  # fmt: skip


def actor_rows(graph: StatementGraph) -> list[dict[str, Any]]:
    """One row for each actor, sorted by id."""
    return [
        {
            "id": actor.id,
            "name": actor.name,
            "type": actor.type.value,
            "aliases": [form for form, _ in actor.aliases],
            "wikidata": actor.wikidata,
            "mentions": actor.mentions,
            "articles": actor.articles,
            "named": actor.named,
            "alias_counts": [count for _, count in actor.aliases],
            "territory": actor.territory,
        }
        for actor in sorted(graph.actors, key=lambda a: a.id)
    ]


def article_rows(graph: StatementGraph) -> list[dict[str, Any]]:
    """One row for each article with its text, sorted by id."""
    return [
        {
            "id": article.id,
            "title": article.title,
            "url": article.url,
            "outlet": article.outlet,
            "authors": list(article.authors),
            "date": article.date,
            "language": article.language,
            "sha256": article.sha256,
            "copies": list(article.copies),
            "text": article.text,
        }
        for article in sorted(graph.articles, key=lambda a: a.id)
    ]


def write_tables(graph: StatementGraph, directory: Path) -> list[Path]:
    """Write statements.jsonl, actors.jsonl and articles.jsonl; returns their paths."""
    tables = {STATEMENTS: statement_rows, ACTORS: actor_rows, ARTICLES: article_rows}
    for name, rows in tables.items():
        with atomic_writer(directory / name) as stream:
            stream.writelines(json_line(row) for row in rows(graph))
    return [directory / name for name in tables]


def json_line(row: dict[str, Any]) -> str:
    """An object as one line that every reader takes for one line, and that UTF-8 can hold."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(row)
    for character, escape in _LINE_BREAKS.items():
        line = line.replace(character, escape)
    return line + "\n"


def csv_text(rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV for spreadsheets: a list is joined with "; ", a cell that would be a formula gets a leading ``'``."""
    out = io.StringIO()
    writer: Any = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
    text = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return "'" + text if text.startswith(_FORMULA) else text


def read_graph(directory: str | Path) -> StatementGraph:
    """Read the graph of a build back from its tables.

    Parameters
    ----------
    directory : path
        The folder that ``kgraph build`` wrote.

    Returns
    -------
    StatementGraph

    Raises
    ------
    OutputError
        If a table is missing, or a line of it broken; the message names file and line.
    """
    folder = Path(directory)
    articles = _read(folder / ARTICLES, _article)
    actors = _read(folder / ACTORS, _actor)
    known_articles: set[str] = {a.id for a in articles}
    known_actors: set[str] = {a.id for a in actors}
    gathered: dict[_Key, list[Evidence]] = {}
    polarity: dict[_Key, int] = {}
    path = folder / STATEMENTS
    for number, row in _lines(path):
        key, evidence = _converted(path, number, row, _evidence)
        ends = [("article", row["article"], known_articles)]
        ends += [(role, row[role], known_actors) for role in ("subject", "object")]
        ends += [("speaker", row["speaker"], known_actors)] if row["speaker"] is not None else []
        for role, id, known in ends:
            if id not in known:
                raise OutputError(f"{path}, line {number}: the {role} {id!r} is not in the table of its kind")
        gathered.setdefault(key, []).append(evidence)
        polarity[key] = int(row["polarity"])
    statements = [
        Statement(*key, polarity[key], tuple(sorted(evidence, key=lambda e: (e.sentence, e.trigger))))
        for key, evidence in gathered.items()
    ]
    return StatementGraph(
        articles=tuple(sorted(articles, key=lambda a: a.id)),
        actors=tuple(sorted(actors, key=lambda a: a.id)),
        statements=tuple(sorted(statements, key=_statement_order)),
    )


def _statement_order(statement: Statement) -> tuple[Any, ...]:
    first = statement.evidence[0]
    return (
        statement.article, first.sentence.start, first.subject.start, statement.relation,
        statement.subject, statement.object, statement.status,
    )  # fmt: skip


def _article(row: dict[str, Any]) -> Article:
    return Article(
        id=_text(row["id"]),
        title=_text(row["title"]),
        text=_text(row["text"]),
        url=row["url"],
        outlet=row["outlet"],
        authors=tuple(row["authors"]),
        date=row["date"],
        language=_text(row["language"]),
        sha256=_text(row["sha256"]),
        copies=tuple(row["copies"]),
    )


def _actor(row: dict[str, Any]) -> Actor:
    counts = row.get("alias_counts") or [1] * len(row["aliases"])
    return Actor(
        id=ActorId(_text(row["id"])),
        name=_text(row["name"]),
        type=ActorType(row["type"]),
        named=bool(row.get("named", True)),
        aliases=tuple(zip(row["aliases"], counts, strict=True)),
        mentions=int(row["mentions"]),
        articles=int(row["articles"]),
        wikidata=row["wikidata"],
        territory=row.get("territory"),
    )


def _evidence(row: dict[str, Any]) -> tuple[_Key, Evidence]:
    article = _text(row["article"])
    evidence = Evidence(
        article=article,
        sentence=_span(row, "", "evidence"),
        subject=_span(row, "subject_", "subject_mention"),
        trigger=_span(row, "trigger_", "trigger"),
        object=_span(row, "object_", "object_mention"),
        confidence=float(row["confidence"]),
        extractor=_text(row["extractor"]),
        speaker=None if row["speaker"] is None else ActorId(_text(row["speaker"])),
    )
    key = (article, ActorId(row["subject"]), _text(row["relation"]), ActorId(row["object"]), Status(row["status"]))
    return key, evidence


def _span(row: dict[str, Any], role: str, text: str) -> Span:
    return Span(int(row[role + "start"]), int(row[role + "end"]), _text(row[text]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {value!r}")
    return value


def _read(path: Path, convert: Callable[[dict[str, Any]], T]) -> list[T]:
    return [_converted(path, number, row, convert) for number, row in _lines(path)]


def _converted(path: Path, number: int, row: dict[str, Any], convert: Callable[[dict[str, Any]], T]) -> T:
    try:
        return convert(row)
    except KeyError as error:
        raise OutputError(f"{path}, line {number}: the key {error} is missing") from None
    except (ValueError, TypeError) as error:
        raise OutputError(f"{path}, line {number}: {error}") from None


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise OutputError(f"{path}, line {number}: no JSON ({error})") from None
                if not isinstance(row, dict):
                    raise OutputError(f"{path}, line {number}: a JSON object expected")
                yield number, row
    except FileNotFoundError:
        raise OutputError(f"{path}: not there; run kgraph build first, or name its output folder") from None
    except UnicodeDecodeError as error:
        raise OutputError(f"{path}: not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror})") from None
