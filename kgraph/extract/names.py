"""Mentions for proper names: the phrase with title and modifiers, and the names nested in a longer one."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.nametypes import decide_types
from kgraph.extract.phrases import first_modifier, gender_of, noun_lemma, role_phrase, territory_in
from kgraph.extract.repair import NameSpan
from kgraph.extract.spans import find_spans, is_body
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType, MentionKind

_REGIONAL = word_set("regional_bodies")
_LINKS = {"of", "from", "for", "in", "at"}


def name_candidates(grid: Grid, world: World, words: Words) -> list[Candidate]:
    """Mentions of all proper names of an article, nested ones too."""
    found: list[Candidate] = []
    country: NameSpan | None = None
    for span in decide_types(grid, find_spans(grid, world, words), world, words):
        if span.demonym and span.type is ActorType.PERSON:
            found.append(_national(grid, span))
            country = None
            continue
        candidate = _candidate(grid, span, world, words)
        if country is not None and _prefixed(grid, country, span, words):
            candidate.first, candidate.core = country.first, (country.first, span.last)
            candidate.name = grid.span(*candidate.core)
            candidate.territory = country.code
        else:
            inner = list(_nested(grid, span, world))
            candidate.territory = candidate.territory or next((c.territory for c in inner), None)
            found += [c for c in inner if _denotes(grid, span, c, world)]
        found.append(candidate)
        country = span if span.code is not None else None
    return found


def _national(grid: Grid, span: NameSpan) -> Candidate:
    """A person of whom the text says no more than the nation: "the Swede", "an Iranian"."""
    first = first_modifier(grid, span.last)
    determiners = [k for k in grid.kids[span.last] if grid.dep[k] == "det"]
    return Candidate(
        first,
        span.last,
        span.last,
        MentionKind.DESCRIPTION,
        ActorType.PERSON,
        grid.span(first, span.last),
        (first, span.last),
        number="s",
        territory=span.code,
        noun="national",
        definite=any(grid.lower[k] in {"the", "this", "that"} for k in determiners),
        rule="national",
    )


def _prefixed(grid: Grid, country: NameSpan, span: NameSpan, words: Words) -> bool:
    """Whether a country's name or adjective begins the name of one of its bodies ("Canadian Parliament")."""
    root = grid.root(span.first, span.last)
    return (
        span.type is ActorType.ORGANIZATION
        and country.last + 1 == span.first
        and is_body(grid, span, words)
        and grid.dep[country.last] in {"amod", "compound", "nmod"}
        and span.first <= grid.head[country.last] <= span.last
        and root >= span.first
    )


def _candidate(grid: Grid, span: NameSpan, world: World, words: Words) -> Candidate:
    first = _phrase_start(grid, span, words) if span.type is ActorType.PERSON else span.first
    candidate = Candidate(
        first,
        span.last,
        grid.root(span.first, span.last),
        MentionKind.NAME,
        span.type,
        grid.span(span.first, span.last),
        (span.first, span.last),
        number="s",
        territory=span.code,
        definite=True,
        sure=span.code is not None,
        rule="name",
    )
    if span.type is ActorType.PERSON:
        candidate.role, candidate.gender = _title(grid, first, span.first, words, world)
        if len(span) > 1:
            candidate.gender = candidate.gender or world.gender(grid.text[span.first])
        candidate.territory = territory_in(grid, first, span.first - 1, world)
    elif span.type is ActorType.GROUP:
        candidate.number = "p"
    return candidate


def _phrase_start(grid: Grid, span: NameSpan, words: Words) -> int:
    """The first token of a personal name's phrase: the titles, roles and their modifiers before it."""
    root = grid.root(span.first, span.last)
    first = span.first
    for i in range(span.first - 1, grid.sent[span.first] - 1, -1):
        if grid.dep[i] in {"det", "poss", "case", "prep", "cc", "predet"} or not _below(grid, i, root):
            break
        if (grid.dep[i] == "punct" and grid.text[i] != "-") or (
            grid.tag[i] == "NNS" and not words.is_person(noun_lemma(grid, i))
        ):
            break
        entity = grid.ent_of.get(i)
        if (
            entity is not None
            and entity[2] in {"ORG", "GPE", "LOC"}
            and (i + 1 == first == span.first or grid.lower[i - 1] in _LINKS)
        ):
            break
        first = i
    while first < span.first and grid.dep[first] in {"punct", "advmod"}:
        first += 1
    return first


def _below(grid: Grid, i: int, root: int) -> bool:
    """Whether a token is a premodifier of the root, at any depth."""
    for _ in range(6):
        if grid.dep[i] not in {"compound", "amod", "nmod", "advmod", "nummod", "npadvmod", "punct", "appos"}:
            return False
        i = grid.head[i]
        if i == root:
            return True
    return False


def _title(grid: Grid, first: int, name: int, words: Words, world: World) -> tuple[str | None, str | None]:
    """The role phrase and the gender that the words before a name give."""
    role, gender = None, None
    for i in range(name - 1, first - 1, -1):
        noun = noun_lemma(grid, i)
        gender = gender or gender_of(grid, i, words)
        if role is None and words.is_person(noun):
            role = role_phrase(grid, i, first, words, world)
    return role, gender


def _nested(grid: Grid, span: NameSpan, world: World) -> Iterator[Candidate]:
    """A country inside an organisation's name: "the United States Department of State", "Central Bank of Kenya"."""
    if span.type not in {ActorType.ORGANIZATION, ActorType.PLACE} or len(span) < 2:
        return
    if world.capital(grid.span(span.first, span.last)):  # "Washington D.C." lies in no Washington
        return
    for first, last in _inner(grid, span):
        text = grid.span(first, last)
        if not world.readings(text):
            continue
        code = world.country(text) or world.demonym(text) or world.region(text)
        if code:
            yield Candidate(
                first,
                last,
                grid.root(first, last),
                MentionKind.NAME,
                world.polity(code),
                text,
                (first, last),
                "s",
                territory=code,
                definite=True,
                sure=True,
                rule="nested name",
            )
            return


def _denotes(grid: Grid, span: NameSpan, inner: Candidate, world: World) -> bool:
    """Whether the text speaks of the territory in a name: not of Africa in "African Union", of Ohio in "Ohio River".

    A country is always spoken of in a body's name, a part of one only where the body is its own.
    """
    if inner.first == span.first and span.type is ActorType.PLACE:
        return False
    if inner.type is ActorType.COUNTRY:
        return True
    code = inner.territory or ""
    if world.parent(code) is None or (inner.first == span.first and world.region(inner.name) is None):
        return False
    around = (grid.lower[i] for i in range(span.first, span.last + 1) if not inner.first <= i <= inner.last)
    return any(word in _REGIONAL for word in around)


def _inner(grid: Grid, span: NameSpan) -> Iterator[tuple[int, int]]:
    for last in range(min(span.first + 3, span.last - 1), span.first - 1, -1):
        yield span.first, last
    for i in range(span.first + 1, span.last):
        if grid.lower[i] in {"of", "for", "in"}:
            start = i + 2 if grid.lower[i + 1] == "the" and i + 2 <= span.last else i + 1
            yield start, span.last
