"""What kind of actor a proper name denotes, decided once for all spans of an article with the same text.

Spans with one text vote: the recogniser's labels count little each, telling words inside the name, titles and role
nouns beside it, known first names and place nouns count more. A short name takes the type of the longer personal
name that it abbreviates. Names without enough evidence, and capitals that only a headline or a sentence start
explains, are dropped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kgraph.extract.demonyms import is_language, people_or_polity
from kgraph.extract.grid import Grid
from kgraph.extract.name_evidence import evidence
from kgraph.extract.phrases import noun_lemma
from kgraph.extract.repair import NameSpan
from kgraph.extract.spans import NOT_NAMES, name_key, without_article
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

PERSON, ORGANIZATION, COUNTRY, PLACE, GROUP = (
    ActorType.PERSON, ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP,
)  # fmt: skip
_DOCUMENTS = word_set("document_heads")
_NOMINAL = {"PROPN", "NOUN", "ADJ", "X"}
_STORMS = {"hurricane", "storm", "cyclone", "typhoon", "tropical"}
_VESSELS = {"mv", "ms", "uss", "hms", "rms", "hmas", "hmcs"}
_BODIES = {"police", "government", "embassy", "ministry"}
_ENOUGH = 2


def decide_types(grid: Grid, spans: list[NameSpan], world: World, words: Words) -> list[NameSpan]:
    """The spans that are names, each with its type."""
    keys = [name_key(grid.span(span.first, span.last)) for span in spans]
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    for span, key in zip(spans, keys, strict=True):
        for kind, weight in evidence(grid, span, world, words):
            votes[key][kind] += weight
    winner = {key: _winner(counter) for key, counter in votes.items()}
    surnames = {key for key, best in winner.items() if best is PERSON and " " not in key}
    for key, best in winner.items():
        parts = key.split()
        may = best in {ORGANIZATION, PLACE} and len(parts) in {2, 3} and parts[-1] in surnames
        if may and not world.readings(parts[0].title()):
            winner[key] = PERSON  # "Ada Okello", since "Okello" is a person
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
    """Whether the name is a ship's: "MV Alan Kurdi"; not "Ms Kurdi"."""
    around = [grid.text[span.first] if len(span) > 1 else "", grid.text[span.first - 1] if span.first else ""]
    return any(text.isupper() and text.replace(".", "").lower() in _VESSELS for text in around)


def _winner(counter: Counter[ActorType]) -> ActorType | None:
    if not counter:
        return None
    best = max(counter, key=lambda kind: (counter[kind], kind.value))
    return best if counter[best] >= _ENOUGH else None


def _type(
    grid: Grid, span: NameSpan, key: str, winner: ActorType | None, persons: set[str], world: World, words: Words
) -> ActorType | None:
    if span.code is not None:
        return None if span.demonym and is_language(grid, span.last) else people_or_polity(grid, span, world)
    if _common(grid, span, key in persons, world, words):
        return None
    if _adjective(grid, span, words):
        return None
    if key in persons and (winner in {None, PERSON} or " " not in key):
        return PERSON
    return _affiliation(grid, span, words) if winner is GROUP else winner


def _common(grid: Grid, span: NameSpan, surname: bool, world: World, words: Words) -> bool:
    """Whether capitalised words are a role, person or body noun ("the President", "Prime Minister"), no name."""
    if world.body(grid.span(span.first, span.last)):
        return False
    if (
        span.first > 1
        and f"{grid.lower[span.first - 2]} {grid.lower[span.first - 1]} {grid.lower[span.last]}" in words.roles
    ):
        return True  # "Secretary of State"
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


def _adjective(grid: Grid, span: NameSpan, words: Words) -> bool:
    """Whether a short name is but a capitalised adjective before its noun: "Congressional", "Presidential"."""
    i = span.last
    outside = not span.first <= grid.head[i] <= i
    plain = grid.tag[i] == "JJ" and grid.dep[i] == "amod" and outside and grid.lower[i].endswith(("al", "ary", "ive"))
    return plain and len(span) < 3 and span.label != "PERSON" and words.affiliation(grid.text[i]) is None


def _common_role(label: str, noun: str, surname: bool, words: Words) -> bool:
    """Whether one capitalised role or person noun is just that, although it might be a surname or place ("Cook")."""
    if surname:
        return noun in words.heads
    if label == "PERSON":
        return noun in words.roles or noun in {"man", "woman"}
    return not (label == "GPE" and noun.removesuffix("s") in words.heads)


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
        key in lower or (span.label not in {"PERSON", "GPE", "GAZ"} and grid.pos[span.first] not in _NOMINAL)
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
