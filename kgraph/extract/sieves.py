"""The rules that merge names and descriptions, the precise ones first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.extract.clusters import Clusters
from kgraph.extract.names import name_key
from kgraph.extract.parse import Parse
from kgraph.extract.words import Words
from kgraph.extract.world import Places
from kgraph.model import ActorType, MentionKind

_SMALL = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&"}


def apply_sieves(parse: Parse, clusters: Clusters, places: Places, words: Words) -> None:
    """Merge the mentions of an article, rule by rule."""
    same_name(clusters)
    same_territory(clusters)
    acronyms(parse, clusters)
    shortened_names(clusters)
    appositions(parse, clusters, words)
    roles(clusters, words)
    same_description(clusters, words)
    name_contains_noun(clusters, words)
    type_nouns(parse, clusters, words)


def _names(clusters: Clusters) -> Iterator[int]:
    return (i for i, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME)


def same_name(clusters: Clusters) -> None:
    """Names with the same text and a compatible type."""
    first: dict[tuple[str, bool], int] = {}
    for i in _names(clusters):
        c = clusters.candidates[i]
        key = (name_key(c.name), c.type is ActorType.PERSON)
        if key in first:
            clusters.merge(i, first[key], "same name")
        else:
            first[key] = i


def same_territory(clusters: Clusters) -> None:
    """Country names and adjectives with one territory code."""
    first: dict[tuple[str, ActorType | None], int] = {}
    for i in _names(clusters):
        c = clusters.candidates[i]
        if c.sure and c.territory:
            j = first.setdefault((c.territory, c.type), i)
            clusters.merge(i, j, "same country")


def acronyms(parse: Parse, clusters: Clusters) -> None:
    """An acronym and the long form whose capitals it spells."""
    long: dict[str, int] = {}
    for i in _names(clusters):
        c = clusters.candidates[i]
        for key in initials(c.name):
            long.setdefault(key, i)
    for i in _names(clusters):
        key = clusters.candidates[i].name.replace(".", "").replace("-", "")
        if len(key) > 1 and key.isupper() and key in long:
            clusters.merge(i, long[key], "acronym")


def initials(name: str) -> set[str]:
    """The acronyms that a name of several words may have."""
    parts = [p for p in re.split(r"[\s\-–/]+", name) if p]
    if len(parts) < 2:
        return set()
    every = "".join(p[0] for p in parts).upper()
    main = "".join(p[0] for p in parts if p.lower() not in _SMALL).upper()
    return {every, main} if len(main) > 1 else {every}


def shortened_names(clusters: Clusters) -> None:
    """A part of one longer name: the surname of a person, the last or first words of an organisation."""
    persons: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for i in _names(clusters):
        c = clusters.candidates[i]
        parts = name_key(c.name).split()
        if len(parts) < 2:
            continue
        if c.type is ActorType.PERSON:
            for part in {parts[0], *(" ".join(parts[k:]) for k in range(1, len(parts)))}:
                persons[part].append(i)
        elif c.type is ActorType.ORGANIZATION:
            for k in range(1, len(parts)):
                others[" ".join(parts[k:])].append(i)
                others[" ".join(parts[:k])].append(i)
    for i in _names(clusters):
        c = clusters.candidates[i]
        key = name_key(c.name)
        table = persons if c.type is ActorType.PERSON else others if c.type is ActorType.ORGANIZATION else {}
        roots = {clusters.root(j) for j in table.get(key, ())}
        if len(roots) == 1:
            clusters.merge(i, table[key][0], "short name")
        elif roots:
            earlier = [j for j in table[key] if j < i]
            if earlier:
                clusters.merge(i, earlier[-1], "short name, nearest")


def appositions(parse: Parse, clusters: Clusters, words: Words) -> None:
    """Appositions and predicate nominals: "X, the prime minister of Y"; "X is the leader"."""
    doc = parse.doc
    by_head = _heads(clusters)
    for i, c in enumerate(clusters.candidates):
        head = doc[c.head]
        if head.dep_ == "appos" and head.head.i in by_head:
            clusters.merge(i, by_head[head.head.i], "apposition")
        elif head.dep_ == "attr" and head.head.lemma_ in {"be", "become"} and c.kind is MentionKind.DESCRIPTION:
            for subject in _subjects(head.head):
                if subject.i in by_head and not any(t.dep_ == "neg" for t in head.head.children):
                    clusters.merge(i, by_head[subject.i], "predicate")


def _heads(clusters: Clusters) -> dict[int, int]:
    found: dict[int, int] = {}
    for i, c in enumerate(clusters.candidates):
        known = found.get(c.head)
        if known is None or c.last - c.first > clusters.candidates[known].last - clusters.candidates[known].first:
            found[c.head] = i
    return found


def _subjects(verb: Token) -> list[Token]:
    return [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}]


def roles(clusters: Clusters, words: Words) -> None:
    """A definite description by role: the last person who was given that role, with the same or no territory."""
    for i, c in enumerate(clusters.candidates):
        if c.kind is not MentionKind.DESCRIPTION or not c.role or not c.definite:
            continue
        for j in range(i - 1, -1, -1):
            other = clusters.of(j)
            if other.type is ActorType.PERSON and other.named and _holds_role(other.roles, c.role, c.territory, words):
                clusters.merge(i, j, "role")
                break


def _holds_role(held: set[tuple[str, str | None]], role: str, territory: str | None, words: Words) -> bool:
    for known, where in held:
        if territory and where and territory != where:
            continue
        if words.same(known) == words.same(role) or (role == "leader" and known in words.heads):
            return True
    return False


def same_description(clusters: Clusters, words: Words) -> None:
    """Descriptions with the same head noun (or a synonym) whose modifiers do not contradict each other."""
    last: dict[str, list[int]] = defaultdict(list)
    for i, c in enumerate(clusters.candidates):
        if c.kind is not MentionKind.DESCRIPTION or not c.noun:
            continue
        key = words.same(c.noun)
        for j in reversed(last[key]):
            other = clusters.candidates[j]
            if (
                c.number == other.number
                and (c.definite or c.number == "p")
                and c.modifiers <= other.modifiers | {c.noun}
            ):
                if clusters.merge(i, j, "same noun"):
                    break
        last[key].append(i)


def name_contains_noun(clusters: Clusters, words: Words) -> None:
    """ "The ministry" for the last name that ends in or contains that noun."""
    for i, c in enumerate(clusters.candidates):
        if c.kind is not MentionKind.DESCRIPTION or not c.definite or c.number != "s" or c.type is ActorType.PERSON:
            continue
        for j in range(i - 1, -1, -1):
            other = clusters.candidates[j]
            if other.kind is MentionKind.NAME and c.noun in name_key(other.name).split() and len(c.modifiers) == 0:
                clusters.merge(i, j, "noun of the name")
                break


def type_nouns(parse: Parse, clusters: Clusters, words: Words) -> None:
    """ "The country", "the city", "the group": the last named actor of that type."""
    for i, c in enumerate(clusters.candidates):
        if c.kind is not MentionKind.DESCRIPTION or not c.definite or c.modifiers or c.last != c.head:
            continue
        wanted = words.places.get(c.noun)
        if wanted is None:
            continue
        for j in range(i - 1, -1, -1):
            other = clusters.of(j)
            if other.named and other.type is wanted:
                clusters.merge(i, j, "type noun")
                break
