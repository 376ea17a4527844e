"""Where the proper names of an article are: the recogniser's spans, repaired and completed.

The small recogniser errs on borders: titles, articles, dates and possessives inside, lists run together, names cut
at a hyphen or a particle. Each of its spans is trimmed, split and extended; countries come from the gazetteer
first; runs of capitalised nouns that it left out are kept as spans without a label, which need other evidence to
become a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from kgraph.extract.grid import Grid
from kgraph.extract.phrases import noun_lemma
from kgraph.extract.repair import PARTICLES, NameSpan, capital, extend, glued, is_title, repair
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.gazetteer import is_acronym
from kgraph.model import ActorType

DATES = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
NOT_NAMES = word_set("not_names")
_DOUBTFUL = {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
_FOR_A_COUNTRY = {"court", "tribunal", "mission", "commission", "council", "party", "movement", "alliance", "fund"}
_LONGEST = 7


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """A name folded for comparison inside one article: case, accents, periods, possessive and article removed."""
    folded = text.casefold().replace("’", "'").replace(".", "").strip()
    if not folded.isascii():
        folded = anyascii(folded).casefold()
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
    spans = _given_names(grid, sorted(spans, key=lambda span: span.first), world, words)
    _homonyms(grid, spans, world)
    spans = [s for s in spans if not _is_label(grid, s) and (s.code is not None or not _no_name(grid, s))]
    return _joined(grid, sorted(spans, key=lambda span: span.first), words)


def _given_names(grid: Grid, spans: list[NameSpan], world: World, words: Words) -> list[NameSpan]:
    """A given name and the surname after it that the recogniser took for two names: "Kaja" and "Sommer"."""
    joined: list[NameSpan] = []
    for span in spans:
        given = joined[-1] if joined else None
        if (
            given is not None
            and given.last + 1 == span.first
            and len(given) == len(span) == 1
            and grid.sent[given.first] == grid.sent[span.first]
            and _surname(grid, span, world, words)
        ):
            if _given_name(grid, given, world, words):
                joined[-1] = NameSpan(given.first, span.last, "PERSON")
                continue
            if _cut_off(grid, given, span):
                joined[-1] = NameSpan(given.first, span.last, given.label)
                continue
        joined.append(span)
    return joined


def _cut_off(grid: Grid, one: NameSpan, rest: NameSpan) -> bool:
    """Whether the recogniser cut a name short: the parser hangs its one word on the capitalised word after it."""
    labelled = one.label in {"ORG", "PERSON"} and rest.label == "RUN"
    return labelled and grid.head[one.first] == rest.first and not grid.text[one.first].isupper()


def _given_name(grid: Grid, span: NameSpan, world: World, words: Words) -> bool:
    return (
        span.code is None and world.gender(grid.text[span.first]) is not None and not is_title(grid, span.first, words)
    )


def _surname(grid: Grid, span: NameSpan, world: World, words: Words) -> bool:
    i = span.first
    return (
        span.code is None
        and grid.pos[i] == "PROPN"
        and not is_title(grid, i, words)
        and words.name_type(grid.text[i]) is None
        and words.affiliation(grid.text[i]) is None
        and not grid.text[i].isupper()
        and not world.body(grid.text[i])
    )


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


def _one_affiliation(grid: Grid, one: NameSpan, other: NameSpan, words: Words) -> bool:
    """Whether two words of affiliation are one party's name: "Liberal Democrats"."""
    adjacent = one.last + 1 == other.first and len(one) == len(other) == 1 and one.code is None
    return adjacent and all(words.affiliation(grid.text[i]) is ActorType.ORGANIZATION for i in (one.first, other.first))


def _with_phrase(grid: Grid, body: NameSpan, span: NameSpan, words: Words) -> bool:
    """Whether a name goes on with a phrase: "High Court of Kenya", "Court of Appeals for the Third Circuit"."""
    gap = [grid.lower[i] for i in range(body.last + 1, span.first)]
    return (
        gap in (["of"], ["of", "the"], ["for"], ["for", "the"])
        and span.label != "PERSON"
        and (gap[0] == "of" or grid.head[body.last + 1] in range(body.first, body.last + 1))
        and (gap[0] == "of" or span.code is None or grid.lower[body.last] in _FOR_A_COUNTRY)
        and is_body(grid, body, words)
    )


def _of_owners(grid: Grid, owners: NameSpan, body: NameSpan, words: Words) -> bool:
    """Whether a body is named after those who own it: "Pensioners' Party", "Workers' Union"."""
    return (
        owners.last + 2 == body.first
        and grid.tag[owners.last + 1] == "POS"
        and len(owners) == 1
        and words.name_type(grid.text[body.last]) is ActorType.ORGANIZATION
        and (
            words.is_person(noun_lemma(grid, owners.last)) or words.is_person(grid.lower[owners.last].removesuffix("s"))
        )
    )


def is_body(grid: Grid, span: NameSpan, words: Words) -> bool:
    """Whether a name ends in a word like Court, or begins "Ministry of"."""
    first = next((i - 1 for i in range(span.first + 1, span.last) if grid.lower[i] in {"of", "for"}), span.last)
    return words.name_type(grid.text[first]) is ActorType.ORGANIZATION


def _joined(grid: Grid, spans: list[NameSpan], words: Words) -> list[NameSpan]:
    """Names of bodies with the "of" phrase after them: "Supreme Court of the United States"."""
    joined: list[NameSpan] = []
    for span in spans:
        body = joined[-1] if joined else None
        if (
            body is not None
            and body.label != "PERSON"
            and words.name_type(grid.text[span.last]) is not ActorType.PERSON
        ):
            if _one_affiliation(grid, body, span, words):
                body.last = span.last
                continue
            if (
                grid.sent[body.first] == grid.sent[span.first]
                and body.code is None
                and (_with_phrase(grid, body, span, words) or _of_owners(grid, body, span, words))
            ):
                body.last = span.last
                continue
        joined.append(span)
    return joined


def _is_label(grid: Grid, span: NameSpan) -> bool:
    """Whether double brackets make it the initials of a speaker, as in transcripts: "((NN)) Do you agree?"."""
    before, after = grid.text[max(span.first - 2, 0) : span.first], grid.text[span.last + 1 : span.last + 3]
    return is_acronym(grid.text[span.first]) and list(before) == ["(", "("] and list(after) == [")", ")"]


def _no_name(grid: Grid, span: NameSpan) -> bool:
    return all(
        grid.lower[i] in NOT_NAMES or not any(map(str.isalpha, grid.text[i])) for i in range(span.first, span.last + 1)
    )


def _gazetted(grid: Grid, world: World, longer: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """The longest name that the gazetteer knows from each capitalised token: countries, regions, peoples, bodies."""
    i, end = 0, len(grid)
    while i < end:
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
            if span is not None and not (_inside(longer.get(i), i, last) and not _only_modified(grid, longer[i], span)):
                yield span
                i = last
                break
        i += 1


def _reading(grid: Grid, first: int, last: int, world: World) -> NameSpan | None:
    text = grid.span(first, last)
    if not world.readings(text):
        return None
    if code := world.country(text):
        return NameSpan(first, last, "GAZ", code)
    if code := world.demonym(text):
        return NameSpan(first, last, "GAZ", code, demonym=True)
    if code := world.region(text):
        entity = grid.ent_of.get(first)
        return None if entity is not None and entity[2] == "PERSON" else NameSpan(first, last, "GAZ", code)
    parted = "," in text and world.capital(text)  # "Washington, D.C."
    return NameSpan(first, last, "GAZ") if parted or (world.body(text) and grid.lower[first] != "the") else None


def _joins(grid: Grid, i: int) -> bool:
    return capital(grid.text[i]) or grid.lower[i] in {"of", "the", "and", "-", "'", "d'ivoire", ","}


def _inside(piece: NameSpan | None, first: int, last: int) -> bool:
    """Whether a country name is only a part of a longer name ("Bank of England", "New Mexico")."""
    return piece is not None and last <= piece.last and len(piece) > last - first + 1


def _only_modified(grid: Grid, piece: NameSpan, span: NameSpan) -> bool:
    """Whether but a sentence's first adjective makes a name of a demonym: "*Exiled* Chadian rapper X"."""
    first = grid.sent[piece.first] == piece.first and grid.pos[piece.first] in {"ADJ", "VERB"}
    return span.demonym and span.last == piece.last and first and piece.first + 1 == span.first


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
    if not capital(text) or ((entity := grid.ent_of.get(i)) is not None and entity[2] in DATES):
        return False
    if grid.pos[i] == "PROPN" or (len(text) > 1 and text.isupper() and text.isalpha()):
        return True
    return grid.pos[i] in {"NOUN", "ADJ", "X"} and grid.sent[i] != i
