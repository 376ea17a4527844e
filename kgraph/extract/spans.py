"""Where the proper names of an article are: the recogniser's spans, repaired and completed.

The small recogniser errs on borders: titles, articles, dates and possessives inside, lists run together, names cut at a hyphen or a
particle. Each of its spans is trimmed, split and extended; countries come from the gazetteer first; runs of
capitalised nouns that it left out are kept as spans without a label, which need other evidence to become a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.extract.grid import Grid
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

DATES = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
PARTICLES = word_set("particles")
NOT_NAMES = word_set("not_names")
_OPENERS = word_set("openers")
_NOT_AFTER_HYPHEN = word_set("not_after_hyphen")
_SPLIT = {",", ";", ":", "/", "(", ")", '"', "|", "[", "]", "—", "--"}
_SUFFIXES = {"inc", "ltd", "llc", "jr", "sr", "plc", "corp", "co"}
_AWAY = {"in", "at", "from", "during", "by"}
_DOUBTFUL = {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
_DOCUMENTS = word_set("documents")
_LONGEST = 7


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


def name_key(text: str) -> str:
    """A name folded for comparison inside one article: case, periods, possessive and article removed."""
    folded = text.casefold().replace("’", "'").replace(".", "").strip()
    if folded.endswith("'s"):
        folded = folded[:-2]
    return re.sub(r"\s+", " ", folded.removesuffix("'").removeprefix("the ")).strip()


def without_article(name: str) -> str:
    """A folded surname without the Arabic article: "al-burhan" is also "burhan"."""
    return re.sub(r"^(?:a[lnrsdt]|el|ash|ath)-(?=\w{3})", "", name)


def find_spans(grid: Grid, world: World, words: Words) -> list[NameSpan]:
    """All spans that may be proper names, in text order, without overlaps."""
    taken = [False] * len(grid)
    spans: list[NameSpan] = []

    def add(span: NameSpan) -> None:
        cells = range(span.first, span.last + 1)
        if not any(taken[i] for i in cells):
            for i in cells:
                taken[i] = True
            spans.append(span)

    pieces = [
        piece
        for first, last, label in grid.ents
        if label not in DATES
        for piece in repair(grid, first, last, label, world, words)
    ]
    longer = {i: piece for piece in pieces if piece.label not in _DOUBTFUL for i in range(piece.first, piece.last + 1)}
    for span in _gazetted(grid, world, longer):
        add(span)
    for piece in pieces:
        add(extend(grid, piece, taken, words))
    for first, last in _runs(grid, taken, words):
        for span in repair(grid, first, last, "RUN", world, words):
            add(span)
    known = {grid.text[s.last] for s in spans if s.label != "RUN" and (len(s) == 1 or s.label == "PERSON")}
    for i, text in enumerate(grid.text):
        if not taken[i] and text in known and text[0].isupper() and grid.lower[i] not in NOT_NAMES:
            add(NameSpan(i, i, "RUN"))
    _homonyms(grid, spans, world)
    spans = [span for span in spans if span.code is not None or not _no_name(grid, span)]
    return _joined(grid, sorted(spans, key=lambda span: span.first), words)


def _homonyms(grid: Grid, spans: list[NameSpan], world: World) -> None:
    """A name of both a country and a region ("Georgia") is the region where others of the same parent are named."""
    regions = {code: parent for s in spans if s.code and (parent := world.parent(s.code)) for code in [s.code]}
    countries = {s.code for s in spans if s.code and s.demonym}
    for span in spans:
        if span.code is None or span.demonym or span.code in regions or span.code in countries:
            continue
        other = world.region(grid.span(span.first, span.last))
        if other is not None and world.parent(other) in regions.values():
            span.code = other


def _is_body(grid: Grid, span: NameSpan, words: Words) -> bool:
    """Whether a name ends in a word like Court, or begins "Ministry of"."""
    first = next((i - 1 for i in range(span.first + 1, span.last) if grid.lower[i] in {"of", "for"}), span.last)
    return words.name_type(grid.text[first]) is ActorType.ORGANIZATION


def _joined(grid: Grid, spans: list[NameSpan], words: Words) -> list[NameSpan]:
    """Names of bodies with the "of" phrase after them: "Supreme Court of the United States"; with a country before them."""
    joined: list[NameSpan] = []
    for span in spans:
        body = joined[-1] if joined else None
        if (
            body is not None
            and body.label != "PERSON"
            and words.name_type(grid.text[span.last]) is not ActorType.PERSON
        ):
            gap = [grid.lower[i] for i in range(body.last + 1, span.first)]
            is_body = body.code is None and _is_body(grid, body, words)
            if (
                is_body
                and span.label != "PERSON"
                and gap in (["of"], ["of", "the"])
                and grid.sent[body.first] == grid.sent[span.first]
            ):
                body.last = span.last
                continue
        joined.append(span)
    return joined


def _no_name(grid: Grid, span: NameSpan) -> bool:
    return all(
        grid.lower[i] in NOT_NAMES or not any(map(str.isalpha, grid.text[i])) for i in range(span.first, span.last + 1)
    )


def capital(text: str) -> bool:
    """Whether a token is written like part of a name: a capital first or, as in "eBay" and "al-Qaeda", inside."""
    return text[0].isupper() or (
        len(text) > 2 and text[0].isalnum() and any(map(str.isupper, text)) and any(map(str.isalpha, text))
    )


def glued(grid: Grid, i: int) -> bool:
    """Whether no white space stands between token i and the next."""
    return i + 1 < len(grid) and grid.idx[i] + len(grid.text[i]) == grid.idx[i + 1]


def _gazetted(grid: Grid, world: World, longer: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """The longest name that the gazetteer knows from each capitalised token: countries, regions, peoples, bodies."""
    i = 0
    while i < len(grid):
        if grid.lower[i] == "the" or (not grid.text[i][0].isupper() and grid.lower[i] not in {"al", "so"}):
            i += 1
            continue
        limit = i
        while (
            limit + 1 < min(i + _LONGEST, len(grid))
            and grid.sent[limit + 1] == grid.sent[i]
            and _joins(grid, limit + 1)
        ):
            limit += 1
        for last in range(limit, i - 1, -1):
            if not capital(grid.text[last]):
                continue
            span = _reading(grid, i, last, world)
            if span is not None and not _inside(longer.get(i), i, last):
                yield span
                i = last
                break
        i += 1


def _reading(grid: Grid, first: int, last: int, world: World) -> NameSpan | None:
    text = grid.span(first, last)
    if code := world.country(text):
        return NameSpan(first, last, "GAZ", code)
    if code := world.demonym(text):
        return NameSpan(first, last, "GAZ", code, demonym=True)
    if code := world.region(text):
        entity = grid.ent_of.get(first)
        return None if entity is not None and entity[2] == "PERSON" else NameSpan(first, last, "GAZ", code)
    return NameSpan(first, last, "GAZ") if world.body(text) and grid.lower[first] != "the" else None


def _joins(grid: Grid, i: int) -> bool:
    return capital(grid.text[i]) or grid.lower[i] in {"of", "the", "and", "-", "'", "d'ivoire"}


def _inside(piece: NameSpan | None, first: int, last: int) -> bool:
    """Whether a country name is only a part of a longer name ("Bank of England", "New Mexico")."""
    return piece is not None and piece.label != "NORP" and last <= piece.last and len(piece) > last - first + 1


def repair(grid: Grid, first: int, last: int, label: str, world: World, words: Words) -> Iterator[NameSpan]:
    """A span of the recogniser, split and trimmed, without the titles before a personal name."""
    for start, end in _split(grid, first, last, label, world):
        while start <= end and not _opens(grid, start, label):
            start += 1
        while (
            end >= start and not _closes(grid, end) or (end > start and label != "PERSON" and _trails(grid, end, words))
        ):
            end -= 1
        if start > end:
            continue
        person = _person_after(grid, start, end, label, world, words)
        if person > start:
            yield NameSpan(start, person - 1, "RUN" if label == "PERSON" else label)
            yield NameSpan(_after_title(grid, person, end, "PERSON", words), end, "PERSON")
            continue
        cut = _after_title(grid, start, end, label, words)
        yield NameSpan(cut, end, "PERSON" if cut > start else label)


def _trails(grid: Grid, i: int, words: Words) -> bool:
    """Whether a word at the end of a name is a title of the next one or a document ("Navy Capt.", "UN Resolution")."""
    title = words.titles.get(grid.lower[i]) or words.titles.get(grid.lower[i] + ".")
    return title is not None or grid.lower[i] in _DOCUMENTS


def _person_after(grid: Grid, first: int, last: int, label: str, world: World, words: Words) -> int:
    """Where a personal name starts that the recogniser glued to the name before it ("Senator from Vermont Bernie Sanders")."""
    if last - first < 2 or label not in {"ORG", "PERSON", "GPE", "LOC"} or world.gender(grid.text[first]) is not None:
        return first
    if label == "PERSON" and (first == 0 or grid.lower[first - 1] not in {"of", "from", "in", "the"}):
        return first
    for i in range(max(first + 1, last - 2), last):
        if not all(grid.pos[k] == "PROPN" and words.name_type(grid.text[k]) is None for k in range(i, last + 1)):
            continue
        before = grid.span(first, i - 1)
        place = world.country(before) or world.region(before) or world.capital(before)
        if place or world.gender(grid.text[i]) is not None or grid.span(i, last) in grid.persons:
            return i
    return first


def _split(grid: Grid, first: int, last: int, label: str, world: World) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, last + 1):
        text = grid.text[i]
        cut = text in _SPLIT or (grid.lower[i] == "and" and label in {"PERSON", "GPE", "LOC", "NORP"})
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


def _opens(grid: Grid, i: int, label: str) -> bool:
    if grid.lower[i] in _OPENERS:
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
    return (
        capital(text)
        or text.isdigit()
        or (i > 0 and grid.text[i - 1] == "-" and glued(grid, i - 1) and grid.lower[i] not in _NOT_AFTER_HYPHEN)
    )


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
            or (grid.lower[i] in words.roles and last - i <= 3)
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


def _name_part(grid: Grid, i: int, words: Words) -> bool:
    return (
        grid.text[i][0].isupper()
        and grid.pos[i] == "PROPN"
        and not is_title(grid, i, words)
        and words.name_type(grid.text[i]) is None
        and i not in grid.ent_of
    )


def _runs(grid: Grid, taken: list[bool], words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised nouns that the recogniser left out."""
    i = 0
    while i < len(grid):
        if taken[i] or not _proper(grid, i):
            i += 1
            continue
        last = i
        while last + 1 < len(grid) and not taken[last + 1] and grid.sent[last + 1] == grid.sent[i]:
            step = _run_step(grid, last, taken, words)
            if step == 0:
                break
            last += step
        yield i, last
        i = last + 1


def _run_step(grid: Grid, last: int, taken: list[bool], words: Words) -> int:
    """How many tokens more belong to a run that reaches to ``last``: 0, 1 or 2."""
    if _proper(grid, last + 1):
        return 1
    if (
        last + 2 >= len(grid)
        or taken[last + 2]
        or not _proper(grid, last + 2)
        or grid.sent[last + 2] != grid.sent[last]
    ):
        return 0
    joint = grid.lower[last + 1]
    if joint == "-" and glued(grid, last) and glued(grid, last + 1):
        return 2
    if joint in {"of", "for"} and words.name_type(grid.text[last]) is not None:
        return 2
    return 2 if joint in PARTICLES and grid.pos[last + 1] != "CCONJ" else 0


def _proper(grid: Grid, i: int) -> bool:
    text = grid.text[i]
    if not capital(text) or (entity := grid.ent_of.get(i)) is not None and entity[2] in DATES:
        return False
    if grid.pos[i] == "PROPN" or (len(text) > 1 and text.isupper() and text.isalpha()):
        return True
    return grid.pos[i] in {"NOUN", "ADJ", "X"} and grid.sent[i] != i
