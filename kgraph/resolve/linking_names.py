"""Which organisations and places are one: acronyms, spellings, names with and without their country."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import prod

from kgraph.gazetteer import is_acronym
from kgraph.resolve.linking import Linking
from kgraph.resolve.nodes import Node, by_kind
from kgraph.resolve.organizations import initials, spelt_alike
from kgraph.resolve.places import same_place_spelling
from kgraph.resolve.romanisation import plain_letters, skeletons

_LARGEST = 150
_MOST_READINGS = 16
_IN_BRACKETS = "acronym in brackets"  # the extractor's reason for a form


def link_organizations(linking: Linking) -> None:
    """Join spellings, then names without a country, then acronyms."""
    kinds = by_kind(linking.nodes)
    named = kinds["organization"]
    _link_spellings(linking, named)
    _link_without_country(linking, named)
    _link_in_article(linking, kinds["local"], [*named, *kinds["known"]])
    _link_acronyms(linking, kinds["acronym"], [*named, *kinds["known"]])


def _words(node: Node) -> tuple[str, ...]:
    assert node.organization is not None
    return node.organization.words


def _link_spellings(linking: Linking, named: list[int]) -> None:
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in named:
        words = _words(linking.nodes[index])
        for key in _sounds_of(words):
            blocks[linking.nodes[index].territory or "", *key].append(index)
        blocks[linking.nodes[index].territory or "", "joined", plain_letters("".join(words))].append(index)
    for _, members in sorted(blocks.items()):
        for position, a in enumerate(members[:_LARGEST]):
            for b in members[position + 1 : _LARGEST]:
                if spelt_alike(_words(linking.nodes[a]), _words(linking.nodes[b])):
                    small, big = sorted((a, b), key=lambda n: (linking.nodes[n].mentions, n))
                    linking.merge(small, big, "spelling", 0.93)


def _sounds_of(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """How some words begin, in the order of the alphabet; in every reading where there are few."""
    readings = [sorted({key[:4] for key in skeletons(plain_letters(word))}) for word in words]
    if prod(map(len, readings)) > _MOST_READINGS:
        readings = [each[:1] for each in readings]
    return {tuple(sorted(choice)) for choice in product(*readings)}


def _link_without_country(linking: Linking, named: list[int]) -> None:
    """ "Association of Journalists" is the Belarusian one, in articles about Belarus."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in named:
        blocks[_words(linking.nodes[index])].append(index)
    for words, members in sorted(blocks.items()):
        bare = [i for i in members if not linking.nodes[i].territory]
        others = [i for i in members if linking.nodes[i].territory]
        if not bare or not others:
            continue
        fitting = [i for i in others if linking.nodes[i].territory in _countries(linking.nodes[bare[0]])]
        if len(words) > 1 and len(linking.clusters.roots(fitting)) == 1:
            linking.merge(bare[0], fitting[0], "same words, the article is about that country", 0.88)
        else:
            for other in others[:5]:
                linking.refuse(bare[0], other, "country not said", 0.7)


def _link_in_article(linking: Linking, local: list[int], named: list[int]) -> None:
    """ "The Interior Ministry" is the one that the article names with its country, if it names only one."""
    there: defaultdict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    for index in named:
        node = linking.nodes[index]
        if node.organization is not None:
            for article in node.articles():
                there[article, _words(node)].add(index)
    for index in local:
        node = linking.nodes[index]
        if node.organization is None or node.scope is None or any(r.about is not None for r in node.records):
            continue
        candidates = there[node.scope, _words(node)]
        if candidates and len(linking.clusters.roots(candidates)) == 1:
            linking.merge(index, min(candidates), "same words, in the article", 0.95)


def _countries(node: Node) -> set[str]:
    """The countries that a name without one may belong to, if all its articles agree."""
    found = {record.entity.territory or record.about for record in node.records} - {None}
    return {code for code in found if code} if len(found) == 1 else set()


def _link_acronyms(linking: Linking, acronyms: list[int], named: list[int]) -> None:
    """An acronym is the long form that an article gives it, else the only one whose initials it has."""
    long_forms: defaultdict[str, set[int]] = defaultdict(set)
    given: defaultdict[str, set[int]] = defaultdict(set)
    for index in named:
        node = linking.nodes[index]
        for record in node.records:
            possible = initials(record.entity.name) | initials(record.name)
            for acronym in possible:
                long_forms[acronym].add(index)
            reasons = dict(record.entity.reasons)
            for form, _ in record.entity.forms:
                plain = form.replace(".", "").removeprefix("the ").removeprefix("The ").upper()
                said = reasons.get(form) == _IN_BRACKETS and is_acronym(form)
                if (plain in possible or said) and form != record.entity.name:
                    given[plain].add(index)
    for index in acronyms:
        acronym = _words(linking.nodes[index])[0].upper()
        for candidates, rule, score in (
            (given[acronym], "acronym, given by an article", 0.95),
            (
                _supported(linking, index, long_forms[acronym]),
                "acronym of the only long form, same article or country",
                0.88,
            ),
        ):
            wanted = [c for c in sorted(candidates) if _same_country(linking.nodes[index], linking.nodes[c])]
            if not wanted:
                continue
            if len(linking.clusters.roots(wanted)) == 1:
                linking.merge(index, wanted[0], rule, score)
            else:
                for other in wanted[:5]:
                    linking.refuse(index, other, "acronym of several", 0.75)
            break


def _supported(linking: Linking, acronym: int, candidates: set[int]) -> set[int]:
    """Initials alone prove nothing: the long form must stand in an article with the acronym, or share its country."""
    node = linking.nodes[acronym]
    if len(node.key[1]) < 3:
        return set()
    found = set()
    for index in candidates:
        other = linking.nodes[index]
        countries = other.territories() | ({other.territory} if other.territory else set())
        if node.articles() & other.articles() or node.territories() & countries:
            found.add(index)
    return found


def _same_country(a: Node, b: Node) -> bool:
    mine, theirs = a.territories(), b.territories() | ({b.territory} if b.territory else set())
    return not mine or not theirs or bool(mine & theirs)


def link_places(linking: Linking) -> None:
    """Join spellings of one place."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index in by_kind(linking.nodes)["place"]:
        _, kind, key = linking.nodes[index].key[:3]
        for sound in skeletons(plain_letters(key)):
            blocks[kind, sound].append(index)
    for _, members in sorted(blocks.items()):
        for position, a in enumerate(members[:_LARGEST]):
            for b in members[position + 1 : _LARGEST]:
                first, second = linking.nodes[a], linking.nodes[b]
                if _same_country(first, second) and same_place_spelling(first.key[2], second.key[2]):
                    small, big = sorted((a, b), key=lambda n: (linking.nodes[n].mentions, n))
                    linking.merge(small, big, "spelling", 0.95)
