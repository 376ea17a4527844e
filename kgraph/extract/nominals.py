"""Noun phrases that denote an actor: descriptions ("the former adviser") and collectives ("riot police").

Which nouns do is data (`words`). The span of a description runs from its first modifier to its head, with the
complements that belong to it ("the mayor of Brest", "workers at state-run factories"), without relative clauses.
"""

from __future__ import annotations

from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.phrases import first_modifier, last_complement, noun_lemma, plural, role_phrase, territory_in
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType, MentionKind

_QUANTITIES = {"thousand", "hundred", "dozen", "million", "ten", "score", "billion"}
_BARE = word_set("bare")
_PARTS = word_set("parts")
_ADJECTIVES = word_set("adjectives")
_ACTS = word_set("acts")
_OWNED = word_set("owned")
_ANYBODY = word_set("anybody")
_NOT_BEFORE_NOUN = word_set("not_before_noun")
_MANY_IN_ONE = {"people", "family", "folk", "crew", "kin"}
_INDEFINITE = {"a", "an", "some", "any", "another", "no", "every", "each"}
_NOBODY = {"no", "any", "neither"}
_FIRMS = {"giant", "manufacturer", "refiner", "conglomerate", "retailer"}
_PERSONAL = ("ist", "crat", "woman", "man")
_IMPERSONAL = {"list", "human", "german", "twist", "fist", "wrist", "waist"}
_MODIFIERS = {"compound", "amod", "nmod"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj", "dative"}


def descriptions(grid: Grid, names: list[Candidate], world: World, words: Words) -> list[Candidate]:
    """Mentions for the noun phrases that describe an actor and are no part of a name."""
    inside = {i for name in names for i in range(name.core[0], name.core[1] + 1)}
    titles = {i for name in names for i in range(name.first, name.core[0])}
    found = []
    for i in range(len(grid)):
        if (
            i in inside
            or grid.text[i] in {"pm", "mp"}
            or grid.pos[i] not in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"}
        ):
            continue
        candidate = describe(grid, i, world, words)
        if candidate is not None and not (i in titles and words.is_person(candidate.noun)):
            found.append(candidate)
    return found


def describe(grid: Grid, i: int, world: World, words: Words) -> Candidate | None:
    """The description headed by a token, if its noun denotes an actor."""
    if _aged(grid, i):
        return _of_age(grid, i)
    noun, many = noun_lemma(grid, i), plural(grid, i)
    if not many and grid.pos[i] == "PROPN" and noun.endswith("s") and words.is_person(noun[:-1]):
        noun, many = noun[:-1], True
    kind = _compound_type(grid, i, noun, many, words) or noun_type(grid, i, noun, many, words)
    if kind is None:
        return None
    if grid.dep[i] == "compound" and (words.is_person(noun) or noun not in words.collectives or noun in words.places):
        return None
    if _no_body(grid, i, noun):
        return None
    first, last = first_modifier(grid, i), last_complement(grid, i, words)
    many_in_one = noun in _MANY_IN_ONE or grid.pos[i] in {"NUM", "ADJ", "PRON", "DET"}
    number = "p" if many or (many_in_one and kind is not ActorType.PERSON) else "s"
    modifiers = frozenset(grid.lower[k] for k in range(first, i) if grid.pos[k] in {"ADJ", "NOUN", "PROPN", "NUM"})
    determined = [k for k in grid.kids[i] if k < i and grid.dep[k] in {"det", "poss"}]
    return Candidate(
        first,
        last,
        i,
        MentionKind.DESCRIPTION,
        kind,
        grid.span(first, last),
        (first, last),
        number=number,
        gender=words.genders.get(noun) if number == "s" else None,
        role=role_phrase(grid, i, first, words, world) if number == "s" and words.is_person(noun) else None,
        territory=territory_in(grid, first, i - 1, world)
        or (territory_in(grid, i + 1, last, world) if last > i else None),
        noun=noun,
        modifiers=modifiers,
        definite=any(grid.lower[k] not in _INDEFINITE for k in determined),
        rule="description",
        weak=(not many and not _established(grid, i, noun, words))
        or (noun in _OWNED and not _owned(grid, i))
        or any(grid.lower[k] in _NOBODY and not _denied(grid, i, k) for k in determined)
        or (noun in _ANYBODY and not many and not any(grid.lower[k] == "the" for k in determined)),
    )


def _aged(grid: Grid, i: int) -> bool:
    """Whether somebody is called by age: "the 71-year-*old*"."""
    said = grid.lower[i] == "old" and i > 4 and grid.lower[i - 2] == "year" and grid.text[i - 4].isdigit()
    return said and grid.dep[i] in _ARGUMENTS and grid.lower[i - 5] in {"the", "a", "an"}


def _of_age(grid: Grid, i: int) -> Candidate:
    first = i - 5
    return Candidate(
        first,
        i,
        i,
        MentionKind.DESCRIPTION,
        ActorType.PERSON,
        grid.span(first, i),
        (first, i),
        number="s",
        noun="year-old",
        definite=grid.lower[first] == "the",
        rule="description",
    )


def _denied(grid: Grid, i: int, determiner: int) -> bool:
    """Whether something is said of a whole kind: "no soldier entered", "vowed to kill any teacher who returns"."""
    if grid.lower[determiner] == "any":
        verb = grid.head[i]
        return grid.dep[i] == "dobj" and not any(
            grid.dep[k] == "neg" for k in (*grid.kids[verb], *grid.kids[grid.head[verb]])
        )
    return grid.lower[determiner] == "no" and grid.dep[i] in {"nsubj", "nsubjpass"}


def noun_type(grid: Grid, i: int, noun: str, many: bool, words: Words) -> ActorType | None:
    """The type of actor that a noun denotes, or None."""
    if grid.pos[i] == "ADJ" and words.is_person(noun) and grid.dep[i] in _ARGUMENTS and noun not in _ADJECTIVES:
        return ActorType.PERSON if any(grid.dep[k] == "det" for k in grid.kids[i]) else None  # "shot the fugitive"
    if grid.pos[i] not in {"NOUN", "PROPN"} or noun in _QUANTITIES or (noun in _PARTS and not many):
        return ActorType.GROUP if _denotes_many(grid, i, noun, many, words) else None
    if words.is_person(noun):
        return ActorType.GROUP if many or noun in _MANY_IN_ONE else ActorType.PERSON
    collective = words.collectives.get(noun)
    if collective is not None and (collective.singular or many):
        return ActorType.GROUP if many else collective.type
    if noun in words.places and not many:
        return None if noun == "state" and _condition(grid, i) else words.places[noun]
    return ActorType.GROUP if many and noun.endswith(_PERSONAL) and noun not in _IMPERSONAL else None


def _compound_type(grid: Grid, i: int, noun: str, many: bool, words: Words) -> ActorType | None:
    """The type of what only two nouns together denote: "supermarket chain", "lower house"."""
    if not i or grid.pos[i] not in {"NOUN", "PROPN"} or grid.head[i - 1] != i or grid.dep[i - 1] not in _MODIFIERS:
        return None
    pair = f"{grid.lower[i - 1]} {noun}"
    if words.is_person(pair):
        return ActorType.GROUP if many else ActorType.PERSON
    collective = words.collectives.get(pair)
    if collective is None and noun in _FIRMS and grid.pos[i - 1] == "NOUN":
        return ActorType.GROUP if many else ActorType.ORGANIZATION  # "the nickel giant", "a drone maker"
    if collective is None or not (collective.singular or many):
        return None
    return ActorType.GROUP if many else collective.type


def _no_body(grid: Grid, i: int, noun: str) -> bool:
    """Whether a noun names an act or attribute here: "opposition to the bill", "prosecution of Ana"."""
    if grid.dep[i] == "compound":
        return noun in _NOT_BEFORE_NOUN
    return any(k > i and f"{noun} {grid.lower[k]}" in _ACTS for k in grid.kids[i])


def _owned(grid: Grid, i: int) -> bool:
    """Whether the noun has an owner: "Okello's campaign", "the Okello campaign"."""
    return any(
        grid.dep[k] == "poss" or (k < i and grid.pos[k] == "PROPN") or (k > i and grid.lower[k] == "of")
        for k in grid.kids[i]
    )


def _condition(grid: Grid, i: int) -> bool:
    """Whether a state is no polity but a condition: "a state of emergency"."""
    return any(
        grid.lower[k] == "of" and grid.kids[k] and grid.pos[grid.kids[k][0]] == "NOUN" for k in grid.kids[i] if k > i
    )


def _denotes_many(grid: Grid, i: int, noun: str, many: bool, words: Words) -> bool:
    """Whether a word that is no ordinary noun denotes people: "those who", "a number of", "the wounded"."""
    if grid.pos[i] in {"PRON", "DET"}:
        return noun in {"those", "others"} and _has_clause(grid, i)
    if noun in _PARTS:
        return not many and _part_of_many(grid, i, words)
    if noun in _QUANTITIES:
        return many and grid.dep[i] not in {"nummod", "quantmod"}
    return noun in _ADJECTIVES and grid.dep[i] in _ARGUMENTS and any(grid.lower[k] == "the" for k in grid.kids[i])


def _established(grid: Grid, i: int, noun: str, words: Words) -> bool:
    """Whether a singular noun denotes an actor here: most nouns for a body or place need a determiner."""
    if words.is_person(noun) or noun in _BARE or grid.pos[i] not in {"NOUN", "PROPN"}:
        return True
    if grid.dep[i] == "compound":
        return words.is_person(noun_lemma(grid, grid.head[i]).removesuffix("s")) and noun not in words.places
    if any(grid.dep[k] in {"det", "poss"} and k < i for k in grid.kids[i]):
        return True
    return noun not in words.places and any(
        k < i and grid.dep[k] in {"amod", "compound"} and grid.text[grid.left[k]][0].isupper() for k in grid.kids[i]
    )


def _part_of_many(grid: Grid, i: int, words: Words) -> bool:
    """Whether "a number of" and the like go with persons."""
    for k in grid.kids[i]:
        if grid.lower[k] == "of" and grid.kids[k]:
            inner = noun_lemma(grid, grid.kids[k][0])
            return words.is_person(inner) or words.is_person(inner.removesuffix("s"))
    return False


def _has_clause(grid: Grid, i: int) -> bool:
    return any(k > i and grid.dep[k] in {"relcl", "acl", "prep"} for k in grid.kids[i])
