"""Which pairs of names are worth comparing.

First the distinct surnames are compared with those of the same consonant skeleton: which of them may be one surname.
Then two names are compared only if their surnames may be one and their given names begin alike, are forms of one name,
or one is an initial. Both keys are coarse enough for every romanisation that :mod:`kgraph.resolve.names` accepts, and
fine enough for the number of pairs to grow with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from kgraph.resolve.names import SURE, PersonName, family_name_first, token_likeness
from kgraph.resolve.romanisation import skeletons, sounds
from kgraph.resolve.spellings import family_name_groups, given_name_groups, spelling_groups

# A block of more members is cut, in the order of the alphabet: Wikidata's largest groups are syllables.
_LARGEST = 600

_Bucket = dict[str | int, list[int]]


def surname_keys(letters: str) -> frozenset[str]:
    """The beginnings of a surname's skeletons; endings differ by language."""
    return frozenset(key[:4] for key in skeletons(letters))


def close_surname_keys(letters: str) -> frozenset[str]:
    """Whole skeletons: for surnames that must be spelt almost the same."""
    return skeletons(letters)


def given_keys(letters: str) -> set[str | int]:
    """The blocks of a given name: how its skeletons begin, and the groups of its other forms."""
    if len(letters) == 1:
        return {f"{_sound_class(letters)}."}
    families = (f"family {group}" for group in family_name_groups(letters))
    return {*(key[:3] for key in skeletons(letters)), *given_name_groups(letters), *families}


def _sound_class(letters: str) -> str:
    return letters[0] if letters[0] not in "aeiouy" else "a"


def neighbours(surnames: Mapping[str, Iterable[str | int]]) -> Iterator[tuple[str, str]]:
    """The pairs of different surnames (plain letters) that may be one, each once, smaller one first.

    ``surnames`` says for each with which given names (blocks of them) it occurs: only surnames that share one are worth
    a look, and of the many that sound alike few do.
    """
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for surname in sorted(surnames):
        for key in surname_keys(surname):
            blocks[key].append(surname)
        for group in spelling_groups(surname):
            blocks[f"={group}"].append(surname)
    found: set[tuple[str, str]] = set()
    for _, members in sorted(blocks.items()):
        if len(members) > 1:
            for pair in _with_common_given_name(members, surnames):
                if pair not in found and token_likeness(*pair, False, SURE) >= SURE:
                    found.add(pair)
                    yield pair


def _with_common_given_name(
    members: Sequence[str], surnames: Mapping[str, Iterable[str | int]]
) -> set[tuple[str, str]]:
    """The pairs of surnames of one block that occur with given names of one block, or with an initial of it."""
    by_given: defaultdict[str | int, list[str]] = defaultdict(list)
    for surname in members:
        for key in surnames[surname]:
            by_given[key].append(surname)
    pairs: set[tuple[str, str]] = set()
    for key, sharing in by_given.items():
        text = str(key)
        if not text.endswith("*"):
            pairs.update(combinations(sharing[:_LARGEST], 2))
        if text.endswith("."):
            for a, b in product(sharing[:_LARGEST], by_given.get(f"{text[0]}*", ())[:_LARGEST]):
                if a != b:
                    pairs.add((a, b) if a < b else (b, a))
    return pairs


def _ends(tokens: tuple[str, ...], turned: bool) -> set[tuple[str, str]]:
    """The (given name, surname) readings of a name's tokens."""
    ends = {(tokens[0], tokens[-1])}
    if len(tokens) > 2:
        ends |= {
            (tokens[0], tokens[-2] + tokens[-1]), (tokens[0] + tokens[1], tokens[-1]), (tokens[-2], tokens[-1]),
            (tokens[0], tokens[-2]),
        }  # fmt: skip
        if turned:
            ends.add((tokens[1] + tokens[2], tokens[0]))
    if len(tokens) > 3:
        ends.add((tokens[1], tokens[2]))
    return ends


def candidate_pairs(items: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    """The pairs of indices of full names that share a block, each once, smaller index first."""
    plain: defaultdict[str, defaultdict[str | int, list[int]]] = defaultdict(lambda: defaultdict(list))
    turned: defaultdict[str, defaultdict[str | int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, name in enumerate(items):
        for tokens in filter(None, (name.tokens, name.unmarked)):
            readings = _ends(tokens[: len(tokens) - name.optional], family_name_first(name))
            if name.optional:
                readings |= _ends(tokens, False)
            for given, surname in readings:
                _put(plain[surname], given, index)
            _put(turned[sounds(tokens[0])], tokens[-1], index)
    size = len(items)
    seen: set[int] = set()
    couples = [(token, token) for token in sorted(plain)]
    couples += neighbours(plain)
    for a, b in couples:
        for x, y in _crossed(plain[a], plain[b], a == b):
            if x * size + y not in seen:
                seen.add(x * size + y)
                yield x, y
    for surname in sorted(plain):
        for x, y in _crossed(plain[surname], turned.get(sounds(surname), {}), False):
            if x * size + y not in seen:
                seen.add(x * size + y)
                yield x, y


def _put(bucket: _Bucket, given: str, index: int) -> None:
    for key in given_keys(given):
        members = bucket[key]
        if not members or members[-1] != index:
            members.append(index)
    if len(given) > 1:
        bucket[f"{_sound_class(given)}*"].append(index)


def _crossed(first: _Bucket, second: _Bucket, same: bool) -> Iterator[tuple[int, int]]:
    """Pairs with a common key, and pairs of an initial with a name that begins with it."""
    for key, members in first.items():
        text = str(key)
        if not text.endswith("*"):
            yield from _product(members, second.get(key, ()))
        if text.endswith("."):
            yield from _product(members, second.get(f"{text[0]}*", ()))
        elif text.endswith("*") and not same:
            yield from _product(members, second.get(f"{text[0]}.", ()))


def _product(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    for x in one:
        for y in other:
            if x != y:
                yield (x, y) if x < y else (y, x)
