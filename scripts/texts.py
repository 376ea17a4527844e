"""Read the annotated short texts that the learned parts are trained on (``scripts/training/*.txt``).

    python scripts/texts.py [FILE ...]        checks files, and says how much is in them

A text starts with a line ``= name``. Every further line is one of its sentences (a first line without an end of
sentence is its headline), with the actors in brackets, and below it indented what the sentence states::

    = port-strike
    [K=Kenya]'s [m=transport minister] accused [u=the dockworkers' union] of sabotage.
      m leads K
      m accuses u
    [u=It] had not shut the port of [P=Mombasa].
      u coerces P negated

The letter before ``=`` is the actor's own within the text, in capitals if a proper name is known for it. Brackets nest;
pronouns have them too. A status follows where it is not ``asserted``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.evaluate.gold import GoldArticle, GoldRelation
from kgraph.model import Article, Status
from kgraph.vocabulary import relations

FOLDER = Path(__file__).parent / "training"
_PRONOUN = re.compile(
    r"(?i)(?:he|him|his|himself|she|hers?|herself|its?|itself|they|them|theirs?|themselves"
    r"|who|whom|whose|which|that|i|me|my|we|us|our|you|your|both)"
)
_CLOSING = ".!?\"'”’)…"
_MARK = re.compile(r"\[([A-Za-z]\w*)=|\[|\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text that names an actor; offsets in characters."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A short text with its marked actors and its relations."""

    gold: GoldArticle
    marks: tuple[Marked, ...]

    def actor(self, position: int) -> str | None:
        """The actor that the innermost mark around a character names."""
        around = [mark for mark in self.marks if mark.start <= position < mark.end]
        return min(around, key=lambda mark: mark.end - mark.start).actor if around else None


def load_texts(folder: Path = FOLDER) -> Iterator[AnnotatedText]:
    """All texts of a folder; ValueError names the line that is wrong."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_texts(path)


def read_texts(path: Path) -> Iterator[AnnotatedText]:
    """The texts of a file."""
    name, lines = "", list[tuple[str, str]]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "="], 1):
        if line.startswith("="):
            if lines:
                yield _text(name, lines)
            name, lines = f"{path.stem}/{line[1:].strip()}", []
        elif line.strip():
            lines.append((f"{path}:{number}", line.rstrip()))


def _text(name: str, lines: list[tuple[str, str]]) -> AnnotatedText:
    text, sentence = "", ""
    marks, found = list[Marked](), list[GoldRelation]()
    for where, line in lines:
        if line[0].isspace():
            found.append(_relation(line.split(), sentence, where))
            continue
        if text:
            text += "\n\n" if text == sentence and text[-1] not in _CLOSING else " "  # a headline stands apart
        sentence, inside = _unmarked(line, len(text), where)
        text += sentence
        marks += inside
    actors = {
        actor: _actor(actor, [text[m.start : m.end] for m in marks if m.actor == actor])
        for actor in dict.fromkeys(m.actor for m in marks)
    }
    if dangling := {end for r in found for end in (r.subject, r.object)} - actors.keys():
        raise ValueError(f"{lines[0][0]}: no such actor in {name}: {', '.join(sorted(dangling))}")
    return AnnotatedText(GoldArticle(Article(id=name, title="", text=text), actors, tuple(found)), tuple(marks))


def _actor(name: str, forms: list[str]) -> dict[str, object]:
    """As in an annotated article; what stands before a possessive may be left out of a form."""
    found = [form for form in dict.fromkeys(forms) if not _PRONOUN.fullmatch(form)] or forms[:1]
    bare = [re.split(r"['’]s? ", form)[-1] for form in found]
    return {"id": name, "name": found[0], "named": name[0].isupper(), "aliases": [*found, *bare]}


def _relation(words: list[str], sentence: str, where: str) -> GoldRelation:
    subject, relation, object_, status = (*words, "asserted")[:4]
    if len(words) not in {3, 4} or relation not in relations() or status not in set(Status):
        raise ValueError(f"{where}: is no relation: {' '.join(words)}")
    if subject == object_:
        raise ValueError(f"{where}: relates an actor to itself")
    return GoldRelation(subject, relation, object_, status, sentence, True)


def _unmarked(line: str, offset: int, where: str) -> tuple[str, list[Marked]]:
    text, open_, marks, last = "", list[tuple[str, int]](), list[Marked](), 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark[0] == "]":
            if not open_:
                raise ValueError(f"{where}: a bracket is closed that was not opened")
            actor, start = open_.pop()
            marks.append(Marked(offset + start, offset + len(text), actor))
        elif mark[1] is None:
            raise ValueError(f"{where}: a bracket without an actor")
        else:
            open_.append((mark[1], len(text)))
    if open_:
        raise ValueError(f"{where}: a bracket is not closed")
    return text + line[last:], marks


def main(paths: list[str]) -> None:
    """Check files."""
    texts = [text for path in map(Path, paths or sorted(FOLDER.glob("*.txt"))) for text in read_texts(path)]
    found = Counter(relation.relation for text in texts for relation in text.gold.relations)
    status = Counter(relation.status for text in texts for relation in text.gold.relations)
    empty = sum(not text.gold.relations for text in texts)
    print(f"{len(texts)} texts, {empty} of them without a relation; {found.total()} relations")
    print(", ".join(f"{name} {found[name]}" for name in relations()))
    print(", ".join(f"{name} {count}" for name, count in status.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
