"""Which pairs of names are worth comparing.

Two names are compared only if they share a key: the consonant skeletons of the surname (or of the family name that
stands first) together with the class of the given name's first sound. Keys are coarse enough for every romanisation
that :mod:`kgraph.resolve.names` accepts, and fine enough for the number of pairs to grow with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from kgraph.resolve.names import PersonName, family_name_first
from kgraph.resolve.romanisation import skeleton
from kgraph.resolve.spellings import given_name_groups

# A block of more names is split by the whole given name: a thousand Kims are not compared with each other.
LARGEST = 120


def surname_key(letters: str) -> str:
    """The beginning of a surname's skeleton; endings differ by language."""
    return skeleton(letters)[:4]


def given_key(letters: str) -> str:
    """The class of a given name's first sound."""
    first = skeleton(letters)[:1]
    return "v" if letters[:1] in "uo" and first == "v" else first if letters[:1] not in "aeiouyj" else "a"


def person_keys(name: PersonName) -> list[Hashable]:
    """The blocks of a full name."""
    keys = _keys(name.tokens[: len(name.tokens) - name.optional], family_name_first(name))
    if name.unmarked:
        keys |= _keys(name.unmarked[: len(name.tokens) - name.optional], family_name_first(name))
    return sorted(keys, key=repr)


def _keys(tokens: tuple[str, ...], turned: bool) -> set[Hashable]:
    if len(tokens) < 2:
        return {("one", surname_key(tokens[0]))} if tokens else set()
    ends = {(tokens[0], tokens[-1])}
    if len(tokens) > 2:
        ends |= {(tokens[0], tokens[-2] + tokens[-1]), (tokens[0] + tokens[1], tokens[-1]), (tokens[1], tokens[-1])}
        if turned:
            ends.add((tokens[1] + tokens[2], tokens[0]))
    keys: set[Hashable] = set()
    for given, surname in ends:
        for one, other in ((given, surname), (surname, given)):
            keys.add((surname_key(other), given_key(one)))
            keys.update((surname_key(other), group) for group in given_name_groups(one))
    return keys


def candidate_pairs(items: Sequence[PersonName]) -> Iterator[tuple[int, int]]:
    """The pairs of indices that share a block, each once, smaller index first."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, name in enumerate(items):
        for key in person_keys(name):
            blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    for _, members in sorted(blocks.items(), key=lambda kv: repr(kv[0])):
        for group in _split(members, items):
            for position, a in enumerate(group):
                for b in group[position + 1 :]:
                    if (a, b) not in seen:
                        seen.add((a, b))
                        yield a, b


def _split(members: list[int], items: Sequence[PersonName]) -> Iterable[list[int]]:
    if len(members) <= LARGEST:
        return [members]
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for index in members:
        tokens = items[index].tokens
        for whole in {" ".join(sorted((skeleton(tokens[0]), skeleton(tokens[-1]))))}:
            parts[whole].append(index)
    return [part[i : i + LARGEST] for part in parts.values() for i in range(0, len(part), LARGEST)]
