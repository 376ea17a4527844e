"""What speaks for a proper name's being a person, an organisation, a place or a people: votes with weights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.extract.grid import Grid
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.phrases import noun_lemma
from kgraph.extract.repair import NameSpan, is_title
from kgraph.extract.spans import NOT_NAMES
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

PERSON, ORGANIZATION, PLACE, GROUP = (
    ActorType.PERSON, ActorType.ORGANIZATION, ActorType.PLACE, ActorType.GROUP,
)  # fmt: skip
_SPEECH = word_set("speech")
_ABSTRACT = ("ism", "ence", "ance", "tion", "sion", "ment", "ness", "ship", "ity", "ing")
_ORIGIN = ("an", "ian", "ish", "ese", "ic", "ist", "i", "te", "er", "crat")
_DIRECTIONS = word_set("directions")
_PLACE_HEADS = word_set("place_heads")
_LOCALS = word_set("local_heads")
_TRUSTING = {"believe", "trust", "confide", "see", "find", "pour"}
_KINDS = word_set("kinds")
_IN = {"in", "near", "across", "outside"}
_LEADING = {"Lake", "Mount", "Fort", "Camp", "Cape", "Bank", "Radio", "Team", "Club", "Gulf", "Strait", "Hotel"}
_LABELS = {"PERSON": PERSON, "ORG": ORGANIZATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": GROUP}


def evidence(grid: Grid, span: NameSpan, world: World, words: Words) -> Iterator[tuple[ActorType, int]]:
    """Votes for a span's type, each with its weight."""
    if span.code is not None:
        return
    first, last = span.first, span.last
    kind = _LABELS.get(span.label)
    if kind is GROUP and not _of_origin(grid, span, words):
        kind = PLACE if len(span) == 1 else ORGANIZATION if world.demonym(grid.text[first]) else None
    if kind is PERSON and len(span) == 1 and _brand(grid.text[first]):
        kind = ORGANIZATION
    if kind is not None:
        yield kind, 3 if len(span) > 1 else 2
    text = grid.span(first, last)
    if world.body(text):
        yield ORGANIZATION, 8
        return
    if world.capital(text) or world.seat(text):
        yield PLACE, 3
    decided = _by_word(grid, span, words)
    if decided is not None:
        yield decided, 6
        return
    if len(span) > 1 and grid.lower[last].endswith("s") and world.demonym(grid.text[last]):
        yield GROUP, 6  # "Crimean Tatars", "Kosovo Serbs"
        return
    if len(span) == 1 and words.affiliation(text) is GROUP:
        yield GROUP, 4
        return
    yield from _beside(grid, span, kind, words)
    yield from _located(grid, span, kind)
    if _home(grid, span, kind, words):
        yield PLACE, 4 if kind is PERSON else 3
    if len(span) == 1 and _posted_on(grid, first):
        yield ORGANIZATION, 3
    if len(span) > 1 and kind in {None, PERSON, ORGANIZATION, PLACE} and world.gender(grid.text[first]):
        yield PERSON, 4 if kind is PLACE else 3
    acronym = grid.text[first].replace(".", "")
    if (
        len(span) == 1
        and kind not in {PERSON, GROUP, PLACE}
        and 1 < len(acronym) < 8
        and acronym.isalpha()
        and acronym.isupper()
        and acronym.lower() not in NOT_NAMES
    ):
        yield ORGANIZATION, 2 if _acting_acronym(grid, span) else 1
    root = grid.root(first, last)
    if kind is None:
        yield from _unlabelled(grid, span, root)
    elif kind is PLACE and len(span) == 1 and not world.readings(text) and _speaks(grid, root):
        yield PERSON, 3


def _acting_acronym(grid: Grid, span: NameSpan) -> bool:
    """Whether an acronym stands where an actor does, or was labelled: "the SDF said", not "LNG exports"."""
    dep = grid.dep[grid.root(span.first, span.last)]
    known = (
        span.label != "RUN"
        or dep in {"nsubj", "nsubjpass", "agent", "poss"}
        or grid.lower[max(span.first - 1, 0)] in {"the", "("}
    )
    return known and not grid.titled[span.first]


def _brand(text: str) -> bool:
    """Whether one word is written like a company or acronym: SpaceX, DEPA."""
    return (len(text) > 2 and text.isupper() and text.isalpha()) or (
        re.fullmatch(r"[A-Z][a-z]+[A-Z]\w*", text) is not None
        and not text.startswith(("Mc", "Mac", "De", "La", "Le", "Di", "Van"))
    )


def _speaks(grid: Grid, i: int) -> bool:
    """Whether a word that the recogniser took for a place is the subject of a verb of saying."""
    bare = grid.pos[i] == "PROPN" and all(k > i for k in grid.kids[i])
    return bare and grid.dep[i] == "nsubj" and grid.lemma[grid.head[i]] in _SPEECH


def _unlabelled(grid: Grid, span: NameSpan, root: int) -> Iterator[tuple[ActorType, int]]:
    """What the place in the sentence says of a run of capitals that the recogniser did not label."""
    dep, governor = grid.dep[root], grid.head[root]
    if (
        len(span) in {2, 3}
        and (
            dep in {"nsubj", "nsubjpass", "appos", "agent", "poss"}
            or (dep == "pobj" and grid.lower[governor] in {"against", "by"})
        )
        and all(grid.pos[i] == "PROPN" for i in range(span.first, span.last + 1))
    ) or (len(span) == 1 and _bare_surname(grid, root)):
        yield PERSON, 2
    elif dep in {"nsubj", "agent"} and grid.lemma[governor] in _SPEECH:
        yield ORGANIZATION, 2
    elif dep == "pobj" and grid.lower[governor] in {"in", "at", "near", "from"} and not grid.text[span.first].isupper():
        yield PLACE, 2


def _bare_surname(grid: Grid, i: int) -> bool:
    """Whether one capitalised word acts, or is dealt with, like a person: "Okello sued Prentice"."""
    text, dep, verb = grid.text[i], grid.dep[i], grid.head[i]
    if text.endswith(_ABSTRACT) or not (
        text.isalpha() and text[1:].islower() and grid.pos[i] == "PROPN" and grid.tag[i] == "NNP"
    ):
        return False
    if dep == "conj":
        return (entity := grid.ent_of.get(grid.head[i])) is not None and entity[2] == "PERSON"
    if any(grid.dep[k] == "conj" and k in grid.ent_of and grid.ent_of[k][2] == "PERSON" for k in grid.kids[i]):
        return True
    if grid.kids[i] and grid.kids[i][0] < i:
        return False  # "the Directive", "last Summit"
    lemma = grid.lemma[verb]
    lexicon = load_lexicon()
    return (
        dep in {"nsubj", "nsubjpass", "dobj", "agent"}
        and grid.pos[verb] == "VERB"
        and (("v", lemma) in lexicon.triggers or ("v", lemma) in lexicon.clause_words)
    )


def _of_origin(grid: Grid, span: NameSpan, words: Words) -> bool:
    """Whether a word looks like an adjective or noun of origin or affiliation, as the recogniser says."""
    text = grid.lower[span.last]
    return (
        words.affiliation(grid.text[span.last]) is not None
        or text.rstrip("s").endswith(_ORIGIN)
        or grid.text[span.last].isupper()
    )


def _located(grid: Grid, span: NameSpan, kind: ActorType | None) -> Iterator[tuple[ActorType, int]]:
    """Place where the phrase speaks of one: "eastern X", "the liberation of X", "cities such as X"."""
    root, before = grid.root(span.first, span.last), span.first - 1
    if kind is PERSON:
        if _took_place(grid, root):
            yield PLACE, 2
        return
    if before >= grid.sent[span.first] and grid.lower[before] in _DIRECTIONS and grid.head[before] == root:
        yield PLACE, 4
    governor = grid.head[root]
    if (
        grid.dep[root] == "pobj" and grid.lower[governor] == "of" and grid.lemma[grid.head[governor]] in _PLACE_HEADS
    ) or (
        grid.dep[root] == "pobj"
        and grid.lower[governor] in {"as", "like"}
        and grid.lemma[grid.head[governor]] in {"city", "town", "province", "village", "district"}
    ):
        yield PLACE, 3
    elif grid.dep[root] == "conj" and (entity := grid.ent_of.get(governor)) is not None and entity[2] == "GPE":
        yield PLACE, 1


def _home(grid: Grid, span: NameSpan, kind: ActorType | None, words: Words) -> bool:
    """Whether people are said to be "in X" or "from X", or locals and their bodies "of X": "the bakers of X"."""
    preposition = grid.head[grid.root(span.first, span.last)]
    if len(span) > 2 or preposition + 1 != span.first or _brand(grid.text[span.first]):
        return False
    noun = noun_lemma(grid, grid.head[preposition])
    if kind is PERSON:
        people = words.is_person(noun) or noun in words.collectives
        return grid.lower[preposition] in _IN and grid.pos[grid.head[preposition]] == "NOUN" and people
    if grid.lower[preposition] == "from":
        return grid.pos[grid.head[preposition]] == "NOUN" and words.is_person(noun)
    return grid.lower[preposition] in {"of", "at"} and noun in _LOCALS


def _posted_on(grid: Grid, i: int) -> bool:
    """Whether something was said "on X": a platform or broadcaster."""
    preposition = grid.head[i]
    spoken = grid.lower[preposition] in {"on", "via"} and grid.lemma[grid.head[preposition]] in _SPEECH
    return grid.dep[i] == "pobj" and spoken


def _took_place(grid: Grid, root: int) -> bool:
    """Whether something happened "in X" or troops left it: as a rule no personal name, whatever the recogniser says."""
    preposition = grid.head[root]
    verb = grid.head[preposition]
    return (
        grid.dep[root] == "pobj"
        and grid.lower[preposition] in {"in", "into", "near", "outside"}
        and grid.pos[verb] == "VERB"
        and grid.lemma[verb] not in _TRUSTING
    )


def _by_word(grid: Grid, span: NameSpan, words: Words) -> ActorType | None:
    """What the last word of the name, or the word before "of" or "for", decides."""
    before = next((i - 1 for i in range(span.first + 1, span.last) if grid.lower[i] in {"of", "for", "on"}), span.last)
    decided = words.name_type(grid.text[before])
    if decided is None and len(span) > 1:
        first = grid.text[span.first]
        decided = (words.name_type(first) if first in _LEADING else None) or words.name_type(grid.text[span.last])
    if len(span) == 1 and decided is PLACE:
        return None
    return decided


def _beside(grid: Grid, span: NameSpan, kind: ActorType | None, words: Words) -> Iterator[tuple[ActorType, int]]:
    """What stands beside the name: titles, role nouns, an age, place nouns, prepositions of place."""
    root = grid.root(span.first, span.last)
    if span.first > grid.sent[span.first]:
        yield from _before(grid, span.first - 1, root, kind, words)
    if span.last + 2 < len(grid) and grid.sent[span.last + 1] == grid.sent[span.first]:
        yield from _after(grid, span, root, kind, words)
    governor = grid.head[root]
    if grid.dep[root] == "appos" and governor < span.first and words.is_person(noun_lemma(grid, governor)):
        yield PERSON, 5  # "his son, X", "the interior minister, X"
    elif grid.dep[root] == "appos" and governor + 1 == span.first and _is_kind(grid, governor, words):
        yield ORGANIZATION, 5  # "the Danish group X"
    for child in grid.kids[root]:
        if child > span.last and grid.dep[child] == "appos" and words.is_person(grid.lemma[child].lower()):
            yield PERSON, 3
        elif grid.dep[child] == "relcl" and any(grid.lower[k] in {"who", "whose", "whom"} for k in grid.kids[child]):
            yield PERSON, 2


def _is_kind(grid: Grid, i: int, words: Words) -> bool:
    """Whether a noun before a name says that it is a body's: "the Danish group X", "the mining giant X"."""
    pair = words.collectives.get(f"{grid.lower[i - 1]} {grid.lower[i]}") if i else None
    return grid.lower[i] in _KINDS or (pair is not None and pair.type is ORGANIZATION)


def beside(grid: Grid, noun: int, name: int) -> bool:
    """Whether a name right behind a noun says which one it is: "the lender *X*", "the drug maker *X* sued"."""
    apposed = grid.dep[name] == "appos" and grid.head[name] == noun
    return apposed or (grid.dep[name] == grid.dep[noun] == "nsubj" and grid.head[name] == grid.head[noun])


def _before(grid: Grid, i: int, root: int, kind: ActorType | None, words: Words) -> Iterator[tuple[ActorType, int]]:
    """What the word before the name says."""
    title, lemma = words.titles.get(grid.lower[i]), grid.lemma[i].lower()
    modifies = grid.dep[i] in {"compound", "nmod", "amod"} and grid.head[i] == root
    if title is not None and title.kind == "honorific" and grid.text[i][0].isupper():
        yield PERSON, 6
    elif modifies and (is_title(grid, i, words) or words.is_person(lemma)):
        yield PERSON, 4
    elif kind is not PERSON and grid.dep[root] == "pobj" and grid.lower[grid.head[root]] in _IN:
        yield PLACE, 2
    elif (modifies or beside(grid, i, root)) and (
        (collective := words.collectives.get(lemma) or words.collectives.get(f"{grid.lower[i - 1]} {lemma}"))
        is not None
        and collective.type is ORGANIZATION
    ):
        yield ORGANIZATION, 5  # "the lender X", "the mining giant X"
    elif lemma in words.places and grid.dep[i] in {"compound", "appos"}:
        yield PLACE, 3
    if grid.lower[i] == "of" and i > 0 and grid.lower[i - 1] in words.places:
        yield PLACE, 4
    if grid.lower[i] == "the" and grid.text[i + 1].isupper() and len(grid.text[i + 1]) > 2:
        yield ORGANIZATION, 4  # "in the CNDD"
    elif grid.lower[i] == "the" and kind is not PLACE:
        yield ORGANIZATION, 1


def _after(
    grid: Grid, span: NameSpan, root: int, kind: ActorType | None, words: Words
) -> Iterator[tuple[ActorType, int]]:
    """What the words after the name say: an acronym in brackets, an age, a place noun."""
    after, following = span.last + 1, grid.text[span.last + 2]
    if grid.text[after] == "(" and len(span) > 1 and 1 < len(following) < 8 and following.isupper():
        yield ORGANIZATION, 5
    if grid.text[after] == "," and following.isdigit() and len(following) == 2:
        yield PERSON, 3
    if grid.lower[after] in words.places and grid.head[root] == after and kind is not ORGANIZATION:
        yield PLACE, 3
