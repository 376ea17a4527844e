"""What kind of actor a proper name denotes, decided once for all spans of an article with the same text.

Spans with one text vote: the recogniser's labels count little each, telling words inside the name, titles and role
nouns beside it, known first names and place nouns count more. A short name takes the type of the longer personal
name that it abbreviates. Names without enough evidence, and capitals that only a headline or a sentence start
explains, are dropped.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kgraph.extract.grid import Grid
from kgraph.extract.phrases import noun_lemma
from kgraph.extract.repair import NameSpan, is_title
from kgraph.extract.spans import NOT_NAMES, name_key, without_article
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

PERSON, ORGANIZATION, COUNTRY, PLACE, GROUP = (
    ActorType.PERSON, ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP,
)  # fmt: skip
_LABELS = {"PERSON": PERSON, "ORG": ORGANIZATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": GROUP}
_SPEECH = word_set("speech")
_ORIGIN = ("an", "ian", "ish", "ese", "ic", "ist", "i", "te", "er", "crat")
_DIRECTIONS = word_set("directions")
_PLACE_HEADS = word_set("place_heads")
_DOCUMENTS = word_set("document_heads")
_NOMINAL = {"PROPN", "NOUN", "ADJ", "X"}
_STORMS = {"hurricane", "storm", "cyclone", "typhoon", "tropical"}
_VESSELS = {"mv", "ms", "uss", "hms", "rms", "hmas", "hmcs"}
_IN = {"in", "near", "across", "outside"}
_BODIES = {"police", "government", "embassy", "ministry"}
_LEADING = {"Lake", "Mount", "Fort", "Camp", "Cape", "Bank", "Radio", "Team", "Club", "Gulf", "Strait", "Hotel"}
_ENOUGH = 2


def decide_types(grid: Grid, spans: list[NameSpan], world: World, words: Words) -> list[NameSpan]:
    """The spans that are names, each with its type."""
    keys = [name_key(grid.span(span.first, span.last)) for span in spans]
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    for span, key in zip(spans, keys, strict=True):
        for kind, weight in evidence(grid, span, world, words):
            votes[key][kind] += weight
    winner = {key: _winner(counter) for key, counter in votes.items()}
    nature = {key.split()[-1] for key in votes if key.split()[0] in _STORMS}
    persons = _parts(
        key
        for key, kind in winner.items()
        if kind is PERSON and " " in key and key.split()[0] not in _STORMS | _VESSELS
    )
    firm = _firm_keys(grid, spans, keys)
    lower = {grid.lower[i] for i in range(len(grid)) if grid.text[i].islower()}
    kept = []
    for span, key in zip(spans, keys, strict=True):
        span.type = _type(grid, span, key, winner.get(key), persons, world, words)
        doubtful = span.code is None and key not in firm and key not in persons
        if key.split()[0] in _STORMS or (key in nature and len(span) == 1) or _vessel(grid, span):
            continue
        if span.type is None or (doubtful and _only_case(grid, span, key, firm, lower)):
            continue
        kept.append(span)
    return kept


def _vessel(grid: Grid, span: NameSpan) -> bool:
    """Whether the name is a ship's: "MV Alan Kurdi"."""
    first = grid.lower[span.first].replace(".", "")
    before = grid.lower[span.first - 1].replace(".", "") if span.first else ""
    return (len(span) > 1 and first in _VESSELS) or before in _VESSELS


def _winner(counter: Counter[ActorType]) -> ActorType | None:
    if not counter:
        return None
    best = max(counter, key=lambda kind: (counter[kind], kind.value))
    return best if counter[best] >= _ENOUGH else None


def _type(
    grid: Grid, span: NameSpan, key: str, winner: ActorType | None, persons: set[str], world: World, words: Words
) -> ActorType | None:
    if span.code is not None:
        return people_or_polity(grid, span, world)
    if _common(grid, span, key in persons, world, words):
        return None
    if key in persons and (winner in {None, PERSON} or " " not in key):
        return PERSON
    return _affiliation(grid, span, words) if winner is GROUP else winner


def _common(grid: Grid, span: NameSpan, surname: bool, world: World, words: Words) -> bool:
    """Whether capitalised words are a role, person or body noun ("the President", "Prime Minister"), no name."""
    joint = next((i for i in range(span.first + 1, span.last) if grid.lower[i] in {"of", "for"}), None)
    if joint is not None and span.label != "PERSON":
        before = noun_lemma(grid, joint - 1)
        return (before in words.roles or before in _DOCUMENTS) and words.name_type(grid.text[joint - 1]) is None
    text, noun = grid.text[span.last], noun_lemma(grid, span.last)
    if words.affiliation(text) is not None or words.name_type(text) is not None or text.casefold() in _BODIES:
        return text.casefold() in _BODIES and len(span) == 1
    role = words.is_person(noun) or (noun.endswith("s") and words.is_person(noun[:-1]))
    if len(span) > 1:
        first_name = span.label == "PERSON" and world.gender(grid.text[span.first]) is not None
        return role and noun.removesuffix("s") in words.roles and not first_name and len(span) < 4
    return noun in words.titles or (role and _common_role(span.label, noun, surname, words))


def _common_role(label: str, noun: str, surname: bool, words: Words) -> bool:
    """Whether one capitalised role or person noun is just that, although it might be a surname or place ("Cook")."""
    if surname:
        return noun in words.heads
    if label == "PERSON":
        return noun in words.roles or noun in {"man", "woman"}
    return not (label == "GPE" and noun.removesuffix("s") in words.heads)


def people_or_polity(grid: Grid, span: NameSpan, world: World) -> ActorType:
    """A demonym that heads a plural phrase is a people ("Belarusians protest"); otherwise it stands for the polity."""
    kind = world.polity(span.code or "")
    if span.code == "x-west":
        return GROUP
    if not span.demonym:
        return kind
    i = span.last
    modifies = grid.dep[i] in {"amod", "compound", "nmod"} and grid.head[i] != i
    many = grid.tag[i] in {"NNPS", "NNS"} or (
        grid.lower[i].endswith("s")
        and grid.pos[i] in {"NOUN", "PROPN"}
        and not grid.lower[i].endswith(("ss", "us", "is"))
    )
    return GROUP if many and not modifies else kind


def _affiliation(grid: Grid, span: NameSpan, words: Words) -> ActorType | None:
    """A party for its adjective or followers, a faith or people by the list; an unlisted adjective is no actor."""
    kind = words.affiliation(grid.text[span.last])
    i = span.last
    plural = grid.tag[i] in {"NNPS", "NNS"} or grid.lower[i].endswith("s")
    if kind is not None:
        return kind
    if grid.text[i].isupper() and len(grid.text[i]) > 2:
        return ORGANIZATION
    return GROUP if plural or grid.dep[i] not in {"amod", "compound"} else None


def _firm_keys(grid: Grid, spans: list[NameSpan], keys: list[str]) -> set[str]:
    """Names, and the words of names, whose capitals nothing but their being names explains."""
    shouting = _headlines(grid)
    firm: set[str] = set()
    for span, key in zip(spans, keys, strict=True):
        if span.first not in shouting and grid.sent[span.first] != span.first:
            firm.add(key)
            firm.update(key.split())
    return firm


def _headlines(grid: Grid) -> set[int]:
    """The tokens of titles and headings in which most longer words are capitalised, so that capitals say nothing."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for i, titled in enumerate(grid.titled):
        if titled:
            blocks[grid.sent[i]].append(i)
    found: set[int] = set()
    for indices in blocks.values():
        long = [grid.text[i] for i in indices if grid.text[i].isalpha() and len(grid.text[i]) > 3]
        if len(long) > 2 and sum(w[0].isupper() for w in long) > 0.7 * len(long):
            found.update(indices)
    return found


def _only_case(grid: Grid, span: NameSpan, key: str, firm: set[str], lower: set[str]) -> bool:
    """Whether a headline or a sentence start may be all that capitalises the words."""
    if grid.titled[span.first]:
        return span.label not in {"PERSON", "GPE", "ORG"} or not all(part in firm for part in key.split())
    return len(span) == 1 and (
        key in lower or (span.label not in {"PERSON", "GPE"} and grid.pos[span.first] not in _NOMINAL)
    )


def _parts(names: Iterable[str]) -> set[str]:
    """First, last and trailing words of personal names."""
    found: set[str] = set()
    for name in names:
        parts = name.split()
        if parts[0] not in NOT_NAMES:
            found.add(parts[0])
        found.update(" ".join(parts[k:]) for k in range(1, len(parts)))
        found.add(without_article(parts[-1]))
    return {part for part in found if len(part) > 2}


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
    yield from _beside(grid, span, kind, words)
    yield from _located(grid, span, kind)
    if len(span) > 1 and kind in {None, PERSON, ORGANIZATION, PLACE} and world.gender(grid.text[first]):
        yield PERSON, 3
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


def _unlabelled(grid: Grid, span: NameSpan, root: int) -> Iterator[tuple[ActorType, int]]:
    """What the place in the sentence says of a run of capitals that the recogniser did not label."""
    dep, governor = grid.dep[root], grid.head[root]
    if (
        len(span) in {2, 3}
        and dep in {"nsubj", "nsubjpass", "appos", "agent", "poss"}
        and all(grid.pos[i] == "PROPN" for i in range(span.first, span.last + 1))
    ):
        yield PERSON, 2
    elif dep in {"nsubj", "agent"} and grid.lemma[governor] in _SPEECH:
        yield ORGANIZATION, 2
    elif dep == "pobj" and grid.lower[governor] in {"in", "at", "near", "from"} and not grid.text[span.first].isupper():
        yield PLACE, 2


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
    if kind is PERSON:
        return
    root, before = grid.root(span.first, span.last), span.first - 1
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
    for child in grid.kids[root]:
        if child > span.last and grid.dep[child] == "appos" and words.is_person(grid.lemma[child].lower()):
            yield PERSON, 3
        elif grid.dep[child] == "relcl" and any(grid.lower[k] in {"who", "whose", "whom"} for k in grid.kids[child]):
            yield PERSON, 2


def _before(grid: Grid, i: int, root: int, kind: ActorType | None, words: Words) -> Iterator[tuple[ActorType, int]]:
    """What the word before the name says."""
    title, lemma = words.titles.get(grid.lower[i]), grid.lemma[i].lower()
    modifies = grid.dep[i] in {"compound", "nmod", "amod"} and grid.head[i] == root
    if title is not None and title.kind == "honorific" and grid.text[i][0].isupper():
        yield PERSON, 6
    elif modifies and (is_title(grid, i, words) or words.is_person(lemma)):
        yield PERSON, 4
    elif kind is not PERSON and grid.dep[root] == "pobj" and grid.lower[grid.head[root]] in _IN:
        yield PLACE, 1 if kind is ORGANIZATION else 2
    elif modifies and (collective := words.collectives.get(lemma)) is not None and collective.type is ORGANIZATION:
        yield ORGANIZATION, 3
    elif lemma in words.places and grid.dep[i] in {"compound", "appos"}:
        yield PLACE, 3
    if grid.lower[i] == "of" and i > 0 and grid.lower[i - 1] in words.places:
        yield PLACE, 4
    if grid.lower[i] == "the" and kind is not PLACE:
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
