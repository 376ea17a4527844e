"""Rules that merge descriptions with names and with each other."""

from __future__ import annotations

from collections import defaultdict

from kgraph.extract.appositions import POLITY, heads, is_description, owner_of
from kgraph.extract.clusters import Cluster, Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.phrases import TEMPORAL
from kgraph.extract.spans import name_key
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType, MentionKind

_WIDE_ROLES = {"leader", "member", "president"}
_FIGURES = {"leader", "candidate", "figure", "politician", "chief", "head"}
_OTHER = word_set("other")
_RULERS = word_set("rulers")
_COLLECTIVE = word_set("collective")
_PLAIN = word_set("plain_persons")
_LOOSE = {"western", "military", "local", "national", "federal", "regional", "ruling"}
_MODIFIERS = {"amod", "compound", "nmod"}
_BODY_OR_PLACE = {ActorType.ORGANIZATION, ActorType.PLACE}
_FAR = 40
_CLOSE = 75  # tokens
_PLACES = {"GPE", "LOC", "NORP"}
_FIRMS = {"company", "firm"}
_NO_FIRMS = word_set("no_firms")
_NO_AGENCIES = word_set("no_agencies")
_SMALL = {"town", "village", "hamlet", "suburb", "borough", "neighbourhood", "neighborhood", "settlement", "outpost"}
_URBAN = {"city", "port", "metropolis", "hometown", "municipality"}
_REALMS = {noun: word_set(f"{noun}s") for noun in ("kingdom", "emirate", "sultanate")}
_GENERIC_BODIES = word_set("generic_bodies")


def roles(clusters: Clusters, words: Words) -> None:
    """A definite description by role: the last person who was given that role, for the same country or none.

    A holder for the very country comes before one whose country is not said.
    """
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.role or c.number != "s" or c.noun in words.kin or c.noun in _PLAIN:
            continue
        if not (c.definite or c.territory or c.first == c.head) or c.modifiers & _OTHER or clusters.of(i).named:
            continue
        order = [*range(i - 1, -1, -1), *range(i + 1, len(clusters.candidates))]
        holders = [j for j in order if clusters.of(j).type is ActorType.PERSON and clusters.of(j).named]
        for exact in (True, False) if c.territory else (False,):
            found = (j for j in holders if holds_role(clusters.of(j), c, words, exact=exact))
            if any(clusters.merge(i, j, "role") for j in found):
                break


def holds_role(cluster: Cluster, c: Candidate, words: Words, *, exact: bool = False) -> bool:
    """Whether a person was given the role of a description, and for no other country (``exact``: for that country)."""
    role = c.role or ""
    elsewhere = {where for _, where in cluster.roles if where}
    if c.territory and elsewhere and c.territory not in elsewhere:
        return False  # the Chadian president is not "the president of Gabon"
    for known, where in cluster.roles:
        if (exact and where != c.territory) or (c.territory and where and c.territory != where):
            continue
        if role == known == "leader" and c.territory and not where:
            continue  # "their leader" need not be the Belarusian one
        leads = role == "leader" and known in words.heads and bool(c.territory or where)
        shorter = " " not in role and known.endswith(" " + role) and not c.territory and role not in _WIDE_ROLES
        if leads or shorter or words.same(known) == words.same(role) or _same_rank(known, role):
            return True
    return False


def _same_rank(known: str, role: str) -> bool:
    """ "Opposition candidate" and "opposition leader": one figure under one modifier."""
    one, other = known.split(), role.split()
    return len(one) == len(other) == 2 and one[0] == other[0] and {one[1], other[1]} <= _FIGURES


def same_description(grid: Grid, clusters: Clusters, words: Words) -> None:
    """Descriptions with one head noun, or a synonym, whose modifiers, owners and complements do not contradict."""
    last: dict[str, list[int]] = defaultdict(list)
    by_head = heads(clusters)
    named = _words_of_bodies(clusters)
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.noun:
            continue
        key = words.same(c.noun)
        if c.definite or (c.number == "p" and not _counted(grid, c)) or c.noun in _COLLECTIVE:
            for j in reversed(last[key][-8:]):
                earlier = clusters.candidates[j]
                if _of_another_name(grid, c, earlier) or (_bare(c) and not _bare(earlier) and {c.noun, key} & named):
                    continue
                if c.noun in _PLAIN and clusters.of(i).named != clusters.of(j).named:
                    continue  # "X, the man who" says who it is; the man before is another
                if _compatible(grid, clusters, c, earlier, by_head) and clusters.merge(i, j, "same noun"):
                    break
        last[key].append(i)


def _counted(grid: Grid, c: Candidate) -> bool:
    """Whether a description says how many they are, as one does at the first mention: "two officers"."""
    return any(grid.dep[k] == "nummod" for k in grid.kids[c.head] if k < c.head)


def _words_of_bodies(clusters: Clusters) -> set[str]:
    """The words in the names of bodies, which a bare noun ("the police") may mean as well."""
    bodies = (c for c in clusters.candidates if c.kind is MentionKind.NAME and c.type is ActorType.ORGANIZATION)
    return {word for c in bodies for word in name_key(c.name).split()}


def _bare(c: Candidate) -> bool:
    return c.last == c.head


def _of_another_name(grid: Grid, c: Candidate, earlier: Candidate) -> bool:
    """Whether a description by another noun has a proper name in it: "the party" is not "the Brexit movement"."""
    if c.noun == earlier.noun:
        return False
    proper = (k for k in range(earlier.first, earlier.head) if grid.pos[k] == "PROPN" and grid.text[k][0].isupper())
    return any(grid.lower[k] not in c.modifiers and grid.ent_of.get(k, (0, 0, ""))[2] not in _PLACES for k in proper)


def _compatible(grid: Grid, clusters: Clusters, c: Candidate, earlier: Candidate, by_head: dict[int, int]) -> bool:
    if c.number != earlier.number and not (c.type is ActorType.GROUP and earlier.type is ActorType.GROUP):
        return False
    if (c.modifiers - TEMPORAL - {c.noun}) - earlier.modifiers or c.modifiers & _OTHER or earlier.modifiers & _OTHER:
        return False
    if c.territory and earlier.territory and c.territory != earlier.territory:
        return False
    one, other = owner_of(grid, c), owner_of(grid, earlier)
    if one is not None or other is not None:
        if one is None or other is None:
            return one is None and c.definite
        a, b = by_head.get(one), by_head.get(other)
        if a is None or b is None or (clusters.root(a) != clusters.root(b) and grid.lower[one] != grid.lower[other]):
            return False
    return c.last == c.head or _complement(grid, c) == _complement(grid, earlier)


def _complement(grid: Grid, c: Candidate) -> str:
    return name_key(grid.span(c.head + 1, c.last)) if c.last > c.head else ""


def noun_of_name(grid: Grid, clusters: Clusters, words: Words, world: World) -> None:
    """ "The ministry" for the last name that contains that noun, "the company" for the last organisation."""
    named = [j for j, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME and c.type in _BODY_OR_PLACE]
    keys = {j: set(name_key(clusters.candidates[j].name).split()) for j in named}
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or c.number != "s" or c.type is ActorType.PERSON or c.last != c.head:
            continue
        if (
            not (c.definite or c.territory)
            or clusters.of(i).named
            or c.noun in words.places
            or _specified(grid, c, world)
        ):
            continue
        before = [j for j in reversed(named) if j < i][:_FAR]
        if _rivals(clusters, c, [j for j in before if c.noun in keys[j]]):
            continue
        if not any(_named_by(clusters, i, j, keys[j], words, world) for j in before) and c.noun in _GENERIC_BODIES:
            bodies = [j for j in before[:12] if _body_may_be(c.noun, clusters.candidates[j], words, world)]
            if c.definite and not c.modifiers - {c.noun}:
                next((j for j in bodies if clusters.merge(i, j, "kind of organization")), None)


def _body_may_be(noun: str, name: Candidate, words: Words, world: World) -> bool:
    """Whether an organisation can be called by a noun: no party or ministry is a company, no company an agency."""
    if name.type is not ActorType.ORGANIZATION or words.affiliation(name.name) is not None:
        return False
    of_name = set(name_key(name.name).split())
    if noun in _FIRMS:
        return not of_name & _NO_FIRMS and not world.body(name.name)
    return noun not in {"agency", "institution"} or not of_name & _NO_AGENCIES


def _rivals(clusters: Clusters, c: Candidate, named: list[int]) -> bool:
    """Whether "the court" comes after two courts, with neither alone close before."""
    if c.territory or len({clusters.root(j) for j in named}) < 2:
        return False
    near = {clusters.root(j) for j in named if c.head - clusters.candidates[j].head < _CLOSE}
    return len(near) != 1


def _specified(grid: Grid, c: Candidate, world: World) -> bool:
    """Whether a description has modifiers that a name need not have; its nation is none."""
    for k in range(c.first, c.head):
        if grid.pos[k] not in {"ADJ", "NOUN", "PROPN", "NUM"} or grid.lower[k] in TEMPORAL or grid.lower[k] in _LOOSE:
            continue
        if not (grid.text[k][0].isupper() and (world.demonym(grid.text[k]) or world.country(grid.text[k]))):
            return True
    return False


def _named_by(clusters: Clusters, i: int, j: int, key: set[str], words: Words, world: World) -> bool:
    """Merge a description with a name that contains its noun, for the same country."""
    c, other = clusters.candidates[i], clusters.candidates[j]
    nation = c.territory if c.territory and world.polity(c.territory) is ActorType.COUNTRY else None
    party = c.noun == "party" and words.affiliation(other.name) is ActorType.ORGANIZATION
    alliance = c.noun in {"alliance", "bloc"} and world.body(other.name)
    if not (party or alliance or c.noun in key) or (nation and other.territory != nation):
        return False
    return clusters.merge(i, j, "noun of the name")


def type_nouns(grid: Grid, clusters: Clusters, words: Words, world: World) -> None:
    """ "The country", "the city": the most salient named actor of that type before, by mentions and distance.

    With an adjective of nation ("the Belarusian state") it is that country.
    """
    polities = [j for j, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME and c.type in POLITY]
    by_code = {clusters.candidates[j].territory: j for j in reversed(polities) if clusters.candidates[j].sure}
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.definite or c.noun not in words.places or c.number != "s" or c.last != c.head:
            continue
        owner = owner_of(grid, c)
        if clusters.of(i).named or (owner is not None and grid.pos[owner] != "PRON"):
            continue
        wanted = words.places[c.noun]
        if c.territory in by_code and wanted is ActorType.COUNTRY:
            clusters.merge(i, by_code[c.territory], "country of that nation", nested=True)
            continue
        if c.modifiers - {c.noun} - TEMPORAL:
            continue
        best: tuple[float, int] | None = None
        for j in (j for j in reversed(polities) if j < i):
            other = clusters.candidates[j]
            contained = c.noun in name_key(other.name).split()
            if not contained and (other.type is not wanted or not _may_be(c.noun, other, world)):
                continue
            score = _fading(grid, other.head, c.head) + (0.5 if contained else 0.0)
            score += 0.02 * min(len(clusters.of(j).members), 10) - (0.3 if grid.dep[other.head] in _MODIFIERS else 0.0)
            if best is None or score > best[0]:
                best = (score, j)
        if best is not None:
            clusters.merge(i, best[1], "kind of place")


def _may_be(noun: str, name: Candidate, world: World) -> bool:
    """Whether a place or country can be called by a noun: Moscow is no village, Oman no kingdom, a region no town."""
    if noun in _REALMS:
        return name.territory in _REALMS[noun]
    if noun == "republic":
        return not any(name.territory in realms for realms in _REALMS.values())
    if noun == "capital":
        return world.capital(name.name) is not None or world.region(name.name) is not None
    if noun in _SMALL:
        return world.region(name.name) is None and world.capital(name.name) is None
    return noun not in _URBAN or world.region(name.name) is None


def _fading(grid: Grid, earlier: int, later: int) -> float:
    """How present a mention still is: 1 in the same sentence, less with every 25 tokens."""
    return 1.0 / (1.0 + (later - earlier) / 25.0)


def salient_holder(grid: Grid, clusters: Clusters, words: Words) -> None:
    """ "The embattled autocrat" without a known holder: the person the article is mostly about.

    Only for rulers, when that person was named before in the last sentences and holds no other office.
    """
    persons = [
        i for i, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME and c.type is ActorType.PERSON
    ]
    if not persons:
        return
    top = max({clusters.root(i) for i in persons}, key=lambda root: (len(clusters.of(root).members), -root))
    if len(clusters.of(top).members) < 3:
        return
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or c.role not in _RULERS or not c.definite or clusters.of(i).named:
            continue
        leads = {role for role, _ in clusters.of(top).roles if words.roles.get(role.split()[-1]) == "leads"}
        if leads - words.heads or not _bare_role(grid, c):
            continue
        if any(j < i and clusters.root(j) == top and c.head - clusters.candidates[j].head < 150 for j in persons):
            clusters.merge(i, top, "the article's main person")


def _bare_role(grid: Grid, c: Candidate) -> bool:
    """Whether a description names an office without owner, country, complement or other proper name."""
    if c.last != c.head or c.modifiers & _OTHER or c.territory or owner_of(grid, c) is not None:
        return False
    return not any(grid.text[k][0].isupper() for k in range(c.first + 1, c.head))
