"""The borders of a name: the recogniser's spans trimmed, split, freed of titles, and extended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kgraph.extract.grid import Grid
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

PARTICLES = word_set("particles")
_OPENERS = word_set("openers")
_NOT_AFTER_HYPHEN = word_set("not_after_hyphen")
_SPLIT = {",", ";", ":", "/", "(", ")", '"', "|", "[", "]", "—", "--"}
_SUFFIXES = {"inc", "ltd", "llc", "jr", "sr", "plc", "corp", "co"}
_AWAY = {"in", "at", "from", "during", "by"}
_DOCUMENTS = word_set("documents")


@dataclass(slots=True)
class NameSpan:
    """A proper name, tokens ``first`` to ``last``.

    ``label`` is the recogniser's, "GAZ" from the gazetteer or "RUN" for a run of capitals; ``code`` a territory code.
    """

    first: int
    last: int
    label: str
    code: str | None = None
    demonym: bool = False
    type: ActorType | None = None

    def __len__(self) -> int:
        return self.last - self.first + 1


@lru_cache(maxsize=1 << 15)
def capital(text: str) -> bool:
    """Whether a token is written like part of a name: a capital first or, as in "eBay" and "al-Qaeda", inside."""
    return text[0].isupper() or (
        len(text) > 2 and text[0].isalnum() and any(map(str.isupper, text)) and any(map(str.isalpha, text))
    )


def glued(grid: Grid, i: int) -> bool:
    """Whether no white space stands between token i and the next."""
    return i + 1 < len(grid) and grid.idx[i] + len(grid.text[i]) == grid.idx[i + 1]


def repair(grid: Grid, first: int, last: int, label: str, world: World, words: Words) -> Iterator[NameSpan]:
    """A span of the recogniser, split and trimmed, without the titles before a personal name."""
    for opening, closing in _split(grid, first, last, label, world):
        start, end = opening, closing
        while start <= end and not _opens(grid, start, label):
            start += 1
        while (end >= start and not _closes(grid, end)) or (
            end > start and label != "PERSON" and _trails(grid, end, words)
        ):
            end -= 1
        if start > end or _is_field(grid, start, end, words):
            continue
        person = _person_after(grid, start, end, label, world, words)
        if person > start:
            yield NameSpan(start, person - 1, "RUN" if label == "PERSON" else label)
            yield NameSpan(_after_title(grid, person, end, "PERSON", words), end, "PERSON")
            continue
        cut = _after_title(grid, start, end, label, words)
        yield NameSpan(cut, end, "PERSON" if cut > start else label)


def _is_field(grid: Grid, first: int, last: int, words: Words) -> bool:
    """Whether a span is only what an office is about: "*Interior* Minister X"."""
    alone = first == last and last + 1 < len(grid) and grid.lower[first] in words.portfolios
    return alone and is_title(grid, last + 1, words)


def _trails(grid: Grid, i: int, words: Words) -> bool:
    """Whether a word at the end of a name is a title of the next one or a document ("Navy Capt.", "UN Resolution")."""
    title = words.titles.get(grid.lower[i]) or words.titles.get(grid.lower[i] + ".")
    return title is not None or grid.lower[i] in _DOCUMENTS


def _person_after(grid: Grid, first: int, last: int, label: str, world: World, words: Words) -> int:
    """Where a personal name starts that was glued to the name before it ("Senator from Vermont Bernie Sanders")."""
    if last - first < 2 or label not in {"ORG", "PERSON", "GPE", "LOC"} or world.gender(grid.text[first]) is not None:
        return first
    if label == "PERSON" and (first == 0 or grid.lower[first - 1] not in {"of", "from", "in", "the"}):
        return first
    office = first > 1 and grid.lower[first - 1] == "of" and grid.lower[first - 2] in words.roles
    if office and label == "PERSON" and last - first > 2 and world.country(grid.span(first, first + 1)) is None:
        return first + 1  # "Minister of Information Ana bin Paz"
    for i in range(max(first + 1, last - 2), last):
        if not all(grid.pos[k] == "PROPN" and words.name_type(grid.text[k]) is None for k in range(i, last + 1)):
            continue
        before = grid.span(first, i - 1)
        place = world.country(before) or world.region(before) or world.capital(before)
        after_preposition = first > 0 and grid.lower[first - 1] in {"of", "from", "in", "for"}
        if (
            (place and after_preposition)
            or (office and last - first == 2)
            or world.gender(grid.text[i]) is not None
            or grid.span(i, last) in grid.persons
        ):
            return i
    return first


def _split(grid: Grid, first: int, last: int, label: str, world: World) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, last + 1):
        text = grid.text[i]
        cut = text in _SPLIT or (
            grid.lower[i] == "and"
            and (label in {"PERSON", "GPE", "LOC", "NORP"} or _country_beside(grid, start, i, last, world))
        )
        if text == "," and i < last and grid.lower[i + 1].rstrip(".") in _SUFFIXES:
            cut = False
        if grid.lower[i] in {"'s", "’s"} and start < i < last:
            begin = start + 1 if grid.lower[start] == "the" else start
            cut = i - begin > 1 or world.country(grid.span(begin, i - 1)) is not None
        if grid.lower[i] in _AWAY and start < i < last and grid.pos[i] == "ADP":
            cut = True
        if text == "-" and i > first and not (glued(grid, i - 1) and glued(grid, i)):
            cut = True
        if cut:
            if i > start:
                yield start, i - 1
            start = i + 1
    if start <= last:
        yield start, last


def _country_beside(grid: Grid, start: int, i: int, last: int, world: World) -> bool:
    """Whether what stands before or after an "and" is a country or region by itself ("Crete and Cyprus")."""
    if not start < i < last:
        return False
    return any(world.country(part) or world.region(part) for part in (grid.span(start, i - 1), grid.span(i + 1, last)))


def _opens(grid: Grid, i: int, label: str) -> bool:
    if grid.lower[i] in _OPENERS or (grid.tag[i] == "MD" and grid.dep[i] == "aux"):  # "Will Senegal send troops?"
        return False
    starts = grid.sent[i] == i or not any(map(str.isalnum, grid.text[i - 1]))
    if (
        starts
        and grid.pos[i] in {"VERB", "ADP", "PRON", "AUX", "SCONJ", "CCONJ", "ADV", "DET", "INTJ"}
        and label not in {"PERSON", "GPE"}
    ):
        return False
    return (
        capital(grid.text[i])
        or grid.lower[i] in {"al", "el", "de", "von", "van", "bin"}
        or (label == "ORG" and any(map(str.isdigit, grid.text[i])))
    )


def _closes(grid: Grid, i: int) -> bool:
    text = grid.text[i]
    if not any(map(str.isalnum, text)) or grid.lower[i] in {"'s", "n't", "’s"}:
        return False
    if text.isdigit() and i > 0 and grid.lower[i - 1] in _DOCUMENTS:
        return False
    if text.isdigit() and i > 1 and grid.text[i - 1] == "-" and grid.text[i - 2].isdigit():
        return False  # the result of a match
    return (
        capital(text)
        or _is_part(grid, i)
        or (i > 0 and grid.text[i - 1] == "-" and glued(grid, i - 1) and grid.lower[i] not in _NOT_AFTER_HYPHEN)
    )


def _is_part(grid: Grid, i: int) -> bool:
    """Whether a number belongs to the name before it: "Channel 4", not "lent Ghana 200 million", "beat Togo 2-1"."""
    return grid.text[i].isdigit() and grid.head[i] < i and grid.dep[i] != "npadvmod"


def is_title(grid: Grid, i: int, words: Words) -> bool:
    """Whether a capitalised token is a title or the head of a role phrase before a name."""
    lower = grid.lower[i]
    return grid.text[i][0].isupper() and (
        lower in words.titles or lower in words.roles or (lower.endswith("s") and lower[:-1] in words.roles)
    )


def _after_title(grid: Grid, first: int, last: int, label: str, words: Words) -> int:
    """The first token after the last title in a span that goes on with a personal name; else ``first``."""
    organization = -1
    if label != "PERSON":
        organization = max((i for i in range(first, last + 1) if words.name_type(grid.text[i]) is not None), default=-1)
        if any(grid.lower[i] in {"of", "for"} for i in range(first, last + 1)):
            return first
    for i in range(last - 1, max(first, organization) - 1, -1):
        if not is_title(grid, i, words) or not capital(grid.text[i + 1]) or is_title(grid, i + 1, words):
            continue
        title = words.titles.get(grid.lower[i])
        if (
            label == "PERSON"
            or (title is not None and title.kind != "rank")
            or (words.roles.keys() & {grid.lower[i], grid.lower[i].removesuffix("s")} and last - i <= 3)
        ):
            return i + 1
    return first


def extend(grid: Grid, span: NameSpan, taken: list[bool], words: Words) -> NameSpan:
    """A name with the parts that the recogniser cut off: after a hyphen or particle, or flat name parts beside it."""
    last = span.last
    while last + 1 < len(grid) and not taken[last + 1] and grid.sent[last + 1] == grid.sent[span.first]:
        following = last + 1
        if grid.text[following] == "-" and glued(grid, last) and glued(grid, following) and following + 1 < len(grid):
            part = following + 1
            if (
                grid.lower[part] in _NOT_AFTER_HYPHEN
                or grid.tag[part] in {"VBN", "VBG", "VBD"}
                or not (capital(grid.text[part]) or span.label == "PERSON")
            ):
                break
            last = part
        elif (
            span.label == "PERSON"
            and grid.lower[following] in PARTICLES
            and following + 1 < len(grid)
            and capital(grid.text[following + 1])
            and grid.pos[following] != "CCONJ"
        ):
            last = following + 1
        elif (
            span.label == "PERSON"
            and _name_part(grid, following, words)
            and grid.head[last] in range(last, following + 1)
        ):
            last = following
        else:
            break
    first = span.first
    while first > grid.sent[span.first] and not taken[first - 1]:
        before = first - 1
        if (
            _name_part(grid, before, words)
            and span.first <= grid.head[before] <= last
            and grid.dep[before] == "compound"
        ):
            first = before
        elif (
            grid.text[before] == "-"
            and glued(grid, before)
            and before > 0
            and glued(grid, before - 1)
            and grid.lower[before - 1] in {"al", "el", "as", "ash", "an", "ar", "ad", "abu"}
        ):
            first = before - 1
        else:
            break
    return NameSpan(first, last, span.label) if (first, last) != (span.first, span.last) else span


def _heads_body(grid: Grid, last: int, following: int, words: Words) -> bool:
    """Whether the next word is the head of a body's name that was cut off: "Abu Dhabi Media"."""
    entity = grid.ent_of.get(following)
    return (
        (entity is None or (entity[2] == "ORG" and entity[0] == entity[1]))
        and words.name_type(grid.text[following]) is ActorType.ORGANIZATION
        and grid.dep[last] in {"compound", "nmod"}
        and grid.head[last] == following
    )


def _name_part(grid: Grid, i: int, words: Words) -> bool:
    return (
        capital(grid.text[i])
        and grid.pos[i] == "PROPN"
        and not is_title(grid, i, words)
        and words.name_type(grid.text[i]) is None
        and i not in grid.ent_of
    )
