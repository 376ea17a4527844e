"""Rules that merge proper names: same text, same country, acronym, shortened and reordered names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kgraph.extract.clusters import SMALL_WORDS, Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.spans import name_key, without_article
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType, MentionKind

# Words that a name may lose at its end and still be the same body: "Ford Motor Company" is Ford, but
# "Senate Judiciary Committee" is not the Senate.
_INCOMPLETE = {"united", "university", "bank", "ministry", "department"}
_DROPPABLE = word_set("droppable")


def named(clusters: Clusters) -> Iterator[int]:
    """The indices of the proper names."""
    return (i for i, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME)


def same_name(clusters: Clusters) -> None:
    """Names with the same text and a compatible type."""
    first: dict[tuple[str, ActorType | None], int] = {}
    for i in named(clusters):
        c = clusters.candidates[i]
        key = name_key(c.name)
        j = first.setdefault((key, c.type), i)
        clusters.merge(i, j, "same name", force=" " in key)


def same_territory(clusters: Clusters) -> None:
    """Names and adjectives of one country; a people apart from its country."""
    first: dict[tuple[str, ActorType | None], int] = {}
    for i in named(clusters):
        c = clusters.candidates[i]
        if c.sure and c.territory:
            j = first.setdefault((c.territory, c.type), i)
            clusters.merge(i, j, "same country")


def acronyms(grid: Grid, clusters: Clusters, world: World) -> None:
    """An acronym and the long form that it spells, or that stands before it with the acronym in brackets."""
    long: dict[str, list[int]] = defaultdict(list)
    persons: dict[str, int] = {}
    at_end: dict[int, int] = {}
    for i in named(clusters):
        c = clusters.candidates[i]
        at_end[c.core[1]] = i
        if c.type is not ActorType.PERSON:
            for key in initials(c.name):
                long[key].append(i)
        elif len(c.name.split()) == 3:
            persons.setdefault("".join(part[0] for part in c.name.split()).upper(), i)
    for i in named(clusters):
        c = clusters.candidates[i]
        key = re.sub(r"[.\-\s]", "", c.name)
        if not (1 < len(key) < 9 and sum(map(str.isupper, key)) > len(key) / 2) or c.type is ActorType.PERSON:
            continue
        start = c.core[0]
        if start > 1 and grid.text[start - 1] == "(" and (before := at_end.get(start - 2)) is not None:
            other = clusters.candidates[before]
            if other.type is not ActorType.PERSON and " " in other.name and _spells(key, other.name):
                clusters.merge(i, before, "acronym in brackets", force=True)
        for j in long.get(key.upper(), ()):
            if clusters.merge(i, j, "acronym"):
                break
        else:
            if c.name in persons and not (start and grid.lower[start - 1] == "the") and not world.readings(c.name):
                clusters.merge(i, persons[c.name], "initials of a person", force=True)
                clusters.of(i).type = ActorType.PERSON


def _spells(acronym: str, name: str) -> bool:
    """Whether a name begins with the acronym's first letter and has the others in order; capitals need the first."""
    letters = iter(name.casefold())
    return name[0].casefold() == acronym[0].casefold() and (
        acronym.isupper() or all(c in letters for c in acronym.casefold())
    )


def initials(name: str) -> set[str]:
    """The acronyms that a name of several words may have."""
    parts = [p for p in re.split(r"[\s\-–/]+", name) if p and p[0].isalnum()]
    if len(parts) < 2:
        return set()
    every = "".join(p[0] for p in parts).upper()
    main = "".join(p[0] for p in parts if p.lower() not in SMALL_WORDS).upper()
    return {key for key in (every, main) if len(key) > 1}


def same_body(clusters: Clusters, world: World) -> None:
    """Names that the gazetteer knows as one international body or armed group: ISIL, Daesh, Islamic State."""
    first: dict[str, int] = {}
    for i in named(clusters):
        c = clusters.candidates[i]
        if c.type is ActorType.ORGANIZATION and (known := world.known_body(c.name)) is not None:
            clusters.merge(i, first.setdefault(known, i), "same body", force=True)


def shortened_names(grid: Grid, clusters: Clusters, world: World, words: Words) -> None:
    """A part of a longer name: the surname of a person, the telling words of an organisation's name.

    Where several persons share the surname, the bare surname denotes the one whose full name is most frequent. The
    word in the middle of a personal name (the first of two surnames) is tried where nobody's last or first name fits.
    """
    tables: dict[ActorType, dict[str, list[int]]] = {kind: defaultdict(list) for kind in ActorType}
    middle: dict[str, list[int]] = defaultdict(list)
    for i in named(clusters):
        c = clusters.candidates[i]
        parts = name_key(c.name).split()
        if len(parts) > 1 and c.type is not None:
            for part in _short_forms(parts, c.type, world, words):
                tables[c.type][part].append(i)
            if c.type is ActorType.PERSON and len(parts) == 3 and len(parts[1]) > 3:
                middle[parts[1]].append(i)
    for i in named(clusters):
        c = clusters.candidates[i]
        if c.type is None or c.sure:
            continue
        key = name_key(c.name)
        found = tables[c.type].get(key, [])
        if not found and c.type is ActorType.PERSON:
            found = middle.get(key, [])
        if not found and c.type is ActorType.PLACE and " " in key:
            found = tables[ActorType.ORGANIZATION].get(key, [])
        found = [j for j in found if not _established_alone(grid, clusters, i, j, words)]
        roots = Counter(clusters.root(j) for j in found)
        if clusters.root(i) in roots:
            continue
        for root, _ in sorted(roots.items(), key=lambda item: (-item[1], item[0])):
            if clusters.merge(i, next(j for j in found if clusters.root(j) == root), "short name"):
                break


def _established_alone(grid: Grid, clusters: Clusters, i: int, j: int, words: Words) -> bool:
    """Whether a bare "Senate" was spoken of in the text before any nation's: it may be another nation's."""
    short, long = clusters.candidates[i], clusters.candidates[j]
    if long.territory is None or " " in short.name or words.name_type(short.name) is not ActorType.ORGANIZATION:
        return False
    bare = [k for k in clusters.of(i).members if not grid.titled[clusters.candidates[k].head]]
    full = min(clusters.of(j).members)
    return any(k < full for k in bare)


def _short_forms(parts: list[str], kind: ActorType, world: World, words: Words) -> set[str]:
    """The shorter forms under which a name of several words may come back."""
    if kind is ActorType.PERSON:
        parts = parts[:-1] if parts[-1] in {"jr", "sr", "ii", "iii", "iv"} else parts
        forms = {parts[0], *(" ".join(parts[k:]) for k in range(1, len(parts))), without_article(parts[-1])}
        if len(parts) > 2:
            forms |= {f"{parts[0]} {parts[-1]}", f"{parts[0]} {parts[1]}"}
        return {form for form in forms if len(form) > 2}
    if kind is ActorType.PLACE:
        short = " ".join(parts[:-1])
        # Oklahoma City is not Oklahoma, Gaza City not Gaza
        may = parts[-1] in words.places and parts[-1] != "city" and not world.region(short.title())
        return {short} if may else set()
    if kind is not ActorType.ORGANIZATION:
        return set()
    plain = next((k for k, part in enumerate(parts) if part in SMALL_WORDS), len(parts))
    forms = {" ".join(parts[k:]) for k in range(1, plain)}
    for k in range(1, len(parts)):
        rest = parts[k:]
        droppable = all(w in _DROPPABLE or world.country(w.title()) or world.country(w.upper()) for w in rest)
        if droppable or (rest[0] in {"of", "for"} and parts[k - 1] not in _INCOMPLETE):
            forms.add(" ".join(parts[:k]))
    return {form for form in forms if len(form) > 1 and form not in _DROPPABLE}


def reordered_names(clusters: Clusters, world: World) -> None:
    """Names with the same words in another order or a middle name more: "Ministry of Justice", "Justice Ministry"."""
    organizations: dict[frozenset[str], list[tuple[int, str | None]]] = defaultdict(list)
    persons: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in named(clusters):
        c = clusters.candidates[i]
        parts = name_key(c.name).split()
        if c.type is ActorType.PERSON and len(parts) > 1:
            for j in persons[(parts[0], parts[-1])]:
                if _middle_agrees(parts, name_key(clusters.candidates[j].name).split()) and clusters.merge(
                    i, j, "middle name"
                ):
                    break
            persons[(parts[0], parts[-1])].append(i)
        elif c.type is ActorType.ORGANIZATION and len(parts) > 1:
            code, content = _content(c.name, world)
            for j, other in organizations[content]:
                if (
                    len(content) > 1
                    and (code == other or code is None or other is None)
                    and clusters.merge(i, j, "same words")
                ):
                    break
            organizations[content].append((i, code))


def _middle_agrees(one: list[str], other: list[str]) -> bool:
    """Whether the middle names of one may be those of the other: initials in their places, names anywhere.

    George W. Bush is George Walker Bush, but not George H. W. Bush.
    """
    short, long = sorted((one[1:-1], other[1:-1]), key=len)
    if short and len(short) < len(long) and all(len(name) == 1 for name in (*short, *long)):
        return False
    return all(
        a in long if len(a) > 1 and len(b) > 1 else a[0] == b[0] or (len(a) > 1 and a in long)
        for a, b in zip(short, long, strict=False)
    )


def _content(name: str, world: World) -> tuple[str | None, frozenset[str]]:
    """The country code in an organisation's name, and its other words."""
    parts = re.sub(r"['’]s\b", "", name).split()
    code: str | None = None
    kept = []
    i = 0
    while i < len(parts):
        two = " ".join(parts[i : i + 2])
        found = (world.country(two) or world.demonym(two)) if i + 1 < len(parts) else None
        step = 2 if found else 1
        found = found or world.country(parts[i]) or world.demonym(parts[i])
        if found:
            code = found
        elif parts[i].lower() not in SMALL_WORDS:
            kept.append(parts[i].casefold())
        i += step
    return code, frozenset(kept)


def affiliations(clusters: Clusters, words: Words) -> None:
    """A party's adjective and followers ("Democratic", "Democrats") and the party ("Democratic Party")."""
    first: dict[str, int] = {}
    for i in named(clusters):
        c = clusters.candidates[i]
        parts = c.name.split()
        if parts[-1].casefold() == "party":
            parts = parts[:-1]
        if 0 < len(parts) < 3 and all(words.affiliation(part) is not None for part in parts) and not c.sure:
            stem = " ".join(_affiliation_stem(part) for part in parts)
            clusters.merge(i, first.setdefault(stem, i), "affiliation", force=True)


def _affiliation_stem(word: str) -> str:
    """ "Democratic" and "Democrats" have one stem."""
    stem = word.casefold().rstrip("s")
    stem = stem.removesuffix("ic") if stem.endswith("tic") else stem
    return "tory" if stem == "torie" else stem
