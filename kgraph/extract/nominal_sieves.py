"""Rules that merge descriptions with names and with each other."""

from __future__ import annotations

from collections import Counter, defaultdict

from kgraph.extract.clusters import Cluster, Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.phrases import TEMPORAL
from kgraph.extract.spans import name_key
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World
from kgraph.model import ActorType, MentionKind

_GOVERNMENT = {"government"}
_POLITY = {ActorType.COUNTRY, ActorType.PLACE}
_FIGURES = {"leader", "candidate", "figure", "politician", "chief", "head"}
_OTHER = word_set("other")
_EITHER = {"state", "territory", "region", "island", "republic", "kingdom"}
_QUANTITIES = word_set("quantities")
_KINDS = word_set("kinds")
_COLLECTIVE = word_set("collective")
_LOOSE = {"western", "military", "local", "national", "federal", "regional", "ruling"}
_MODIFIERS = {"amod", "compound", "nmod"}
_BODY_OR_PLACE = {ActorType.ORGANIZATION, ActorType.PLACE}
_FAR = 40
_GENERIC_BODIES = word_set("generic_bodies")


def heads(clusters: Clusters) -> dict[int, int]:
    """For each head token the longest mention headed there."""
    found: dict[int, int] = {}
    for i, c in enumerate(clusters.candidates):
        known = found.get(c.head)
        if known is None or c.last - c.first > clusters.candidates[known].last - clusters.candidates[known].first:
            found[c.head] = i
    return found


def is_description(c: Candidate) -> bool:
    """Whether a mention is a description."""
    return c.kind is MentionKind.DESCRIPTION


def governments(grid: Grid, clusters: Clusters) -> None:
    """The government of a country is the country; a bare "the government" that of the article's main country."""
    countries: dict[str, int] = {}
    count: Counter[int] = Counter()
    for i, c in enumerate(clusters.candidates):
        if c.kind is MentionKind.NAME and c.type in _POLITY and c.sure and c.territory:
            countries.setdefault(c.territory, i)
            count[clusters.root(i)] += 2 if c.type is ActorType.COUNTRY else 1
    for i, c in enumerate(clusters.candidates):
        named_government = (
            c.kind is MentionKind.NAME and c.type is ActorType.ORGANIZATION and c.name.startswith("Government of ")
        )
        if named_government:
            inner = next((j for j, o in enumerate(clusters.candidates) if c.holds(o) and o.sure), None)
            if inner is not None and clusters.candidates[inner].territory in countries:
                clusters.merge(
                    i, countries[clusters.candidates[inner].territory or ""], "government", force=True, nested=True
                )
        elif is_description(c) and c.noun in _GOVERNMENT and c.number == "s":
            if c.territory in countries and not c.modifiers & {"local", "regional", "provincial", "city"}:
                clusters.merge(i, countries[c.territory or ""], "government", force=True, nested=True)
            elif (
                c.definite
                and not _owner(grid, c)
                and c.last == c.head
                and c.modifiers <= {"government", "central", "federal", "national"}
                and count
            ):
                root, _ = max(count.items(), key=lambda item: (item[1], -item[0]))
                clusters.merge(i, root, "the government", force=True)


def _owner(grid: Grid, c: Candidate) -> int | None:
    """The possessor of a description's head."""
    return next((k for k in grid.kids[c.head] if grid.dep[k] == "poss"), None)


def appositions(grid: Grid, clusters: Clusters, words: Words) -> None:
    """Appositions, predicates and "the city of X": the description is what the name names."""
    by_head = heads(clusters)
    for i, c in enumerate(clusters.candidates):
        if is_description(c) and c.role:
            _before_name(clusters, i)
        if is_description(c) and c.noun in words.places and c.number == "s":
            _place_of(grid, clusters, i, by_head)
        dep, governor = grid.dep[c.head], grid.head[c.head]
        if dep == "appos" and governor in by_head:
            _apposed(clusters, i, _apposed_to(grid, clusters, i, by_head[governor], by_head))
        elif dep == "attr" and grid.lemma[governor] in {"be", "become", "remain"} and is_description(c):
            if any(grid.dep[k] == "neg" for k in grid.kids[governor]):
                continue
            for subject in grid.subjects(governor):
                if subject in by_head and c.number == clusters.candidates[by_head[subject]].number:
                    clusters.merge(i, by_head[subject], "predicate")
        elif (
            is_description(c)
            and c.kind is MentionKind.DESCRIPTION
            and dep in {"nsubj", "dobj", "pobj", "nsubjpass", "conj"}
        ):
            _named_after(grid, clusters, i, by_head)


def _before_name(clusters: Clusters, i: int) -> None:
    """A role with its place or body before the holder's name: "Mayor of London Sadiq Khan" is one person."""
    c = clusters.candidates[i]
    inner = [j for j in range(i + 1, min(i + 6, len(clusters.candidates))) if c.holds(clusters.candidates[j])]
    names = [j for j in inner if clusters.candidates[j].kind is MentionKind.NAME]
    for person in names:
        name = clusters.candidates[person]
        if (
            name.type is ActorType.PERSON
            and name.last == c.last
            and any(clusters.candidates[j].last == name.first - 1 for j in names)
        ):
            c.last = name.first - 1
            clusters.merge(i, person, "title")
            return


def _apposed_to(grid: Grid, clusters: Clusters, i: int, governor: int, by_head: dict[int, int]) -> int:
    """What an apposition belongs to: the parser often hangs it on the last name ("the mayor of Paris, Anne Hidalgo")."""
    person = ActorType.PERSON
    if clusters.candidates[i].type is person and clusters.candidates[governor].type is not person:
        head = clusters.candidates[governor].head
        while grid.dep[head] in {"pobj", "compound", "poss", "nmod"} and grid.head[head] != head:
            head = grid.head[head]
            if (
                head in by_head
                and clusters.candidates[by_head[head]].type is person
                and is_description(clusters.candidates[by_head[head]])
            ):
                return by_head[head]
            if grid.dep[head] == "prep":
                head = grid.head[head]
                if head in by_head and clusters.candidates[by_head[head]].type is person:
                    return by_head[head]
    return governor


def _apposed(clusters: Clusters, i: int, governor: int) -> None:
    one, other = clusters.candidates[i], clusters.candidates[governor]
    if one.kind is other.kind is MentionKind.NAME:
        return
    if one.number != other.number and ActorType.PERSON in {one.type, other.type}:
        return
    if {one.type, other.type} & _POLITY and one.type is not other.type:
        return
    clusters.merge(i, governor, "apposition")


def identified(grid: Grid, clusters: Clusters) -> None:
    """ "Police identified the attacker as X", "the man was named as X": the two are one."""
    by_head = heads(clusters)
    for verb in range(len(grid)):
        if grid.lemma[verb] not in {"identify", "name", "know", "recognise", "recognize"} or grid.pos[verb] != "VERB":
            continue
        whom = [k for k in grid.kids[verb] if grid.dep[k] in {"dobj", "nsubjpass"}] or (
            [grid.head[verb]] if grid.dep[verb] == "acl" else []
        )
        for preposition in (k for k in grid.kids[verb] if grid.lower[k] == "as"):
            for name in grid.kids[preposition]:
                for described in whom:
                    if name in by_head and described in by_head:
                        clusters.merge(by_head[name], by_head[described], "identified as")


def kinds(grid: Grid, clusters: Clusters, words: Words) -> None:
    """A name before the noun of its kind ("the Houthi movement", "Qom province"), and "thousands of protesters"."""
    by_head = heads(clusters)
    for i, c in enumerate(clusters.candidates):
        if not is_description(c):
            continue
        if c.noun in _QUANTITIES and c.number == "p":
            of = next((k for k in grid.kids[c.head] if grid.lower[k] == "of"), None)
            inner = by_head.get(grid.kids[of][0]) if of is not None and grid.kids[of] else None
            if inner is not None and clusters.candidates[inner].type is ActorType.GROUP:
                clusters.merge(i, inner, "so many of", nested=True)
        name = by_head.get(c.head - 1)
        if (
            name is None
            or clusters.candidates[name].kind is not MentionKind.NAME
            or grid.head[c.head - 1] != c.head
            or c.last != c.head
        ):
            continue
        kind, core = clusters.candidates[name].type, clusters.candidates[name].name
        place = c.noun in words.places and kind is ActorType.PLACE and c.noun not in {"capital", "state"}
        body = (
            c.noun in _KINDS
            and kind is ActorType.ORGANIZATION
            and not core[0].islower()
            and words.affiliation(core) is not ActorType.GROUP
        )
        if (
            c.number == "s"
            and (place or body)
            or (c.noun == "rebel" and kind in {ActorType.ORGANIZATION, ActorType.GROUP})
        ):
            clusters.merge(i, name, "name and kind", force=True, nested=True)


def _place_of(grid: Grid, clusters: Clusters, i: int, by_head: dict[int, int]) -> None:
    """ "The city of Gdansk", "the state of Wisconsin"; not "the capital of Peru"."""
    c = clusters.candidates[i]
    for k in grid.kids[c.head]:
        if grid.lower[k] != "of" or not grid.kids[k] or k != c.head + 1:
            continue
        inner = by_head.get(grid.kids[k][0])
        if inner is None or clusters.candidates[inner].kind is not MentionKind.NAME:
            continue
        kind = clusters.candidates[inner].type
        if kind not in _POLITY or "capital" in c.modifiers or c.noun == "capital":
            continue
        if c.noun in _EITHER or (kind is ActorType.COUNTRY) == (c.type is ActorType.COUNTRY):
            clusters.merge(i, inner, "place of that name", force=True, nested=True)


def _named_after(grid: Grid, clusters: Clusters, i: int, by_head: dict[int, int]) -> None:
    """ "A chef named Paul", "a website known as X"."""
    for k in grid.kids[clusters.candidates[i].head]:
        if grid.dep[k] == "acl" and grid.lower[k] in {"named", "called", "dubbed"}:
            for name in grid.kids[k]:
                if grid.dep[name] in {"oprd", "attr", "dobj"} and name in by_head:
                    clusters.merge(by_head[name], i, "named")


def roles(clusters: Clusters, words: Words) -> None:
    """A definite description by role: the last person who was given that role, for the same country or none."""
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.role or c.number != "s" or c.noun in words.kin:
            continue
        if not (c.definite or c.territory or c.first == c.head) or c.modifiers & _OTHER:
            continue
        if clusters.of(i).named:
            continue
        order = [*range(i - 1, -1, -1), *range(i + 1, len(clusters.candidates))]
        for j in order:
            other = clusters.of(j)
            if (
                other.type is ActorType.PERSON
                and other.named
                and holds_role(other, c, words)
                and clusters.merge(i, j, "role")
            ):
                break


def holds_role(cluster: Cluster, c: Candidate, words: Words) -> bool:
    """Whether a person was given the role of a description, and for no other country."""
    role = c.role or ""
    for known, where in cluster.roles:
        if c.territory and where and c.territory != where:
            continue
        if words.same(known) == words.same(role) or (
            role == "leader" and known in words.heads and bool(c.territory or where)
        ):
            return True
        if (
            " " not in role
            and known.endswith(" " + role)
            and not c.territory
            and role not in {"leader", "member", "president", "minister", "secretary", "chief", "general"}
        ):
            return True
    return False


def _same_rank(known: str, role: str) -> bool:
    """ "Opposition candidate" and "opposition leader": one figure under one modifier."""
    one, other = known.split(), role.split()
    return len(one) == len(other) == 2 and one[0] == other[0] and {one[1], other[1]} <= _FIGURES


def same_description(grid: Grid, clusters: Clusters, words: Words) -> None:
    """Descriptions with the same head noun, or a synonym, whose modifiers, owners and complements do not contradict each other."""
    last: dict[str, list[int]] = defaultdict(list)
    by_head = heads(clusters)
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.noun:
            continue
        key = words.same(c.noun)
        if c.definite or c.number == "p" or c.noun in _COLLECTIVE:
            for j in reversed(last[key][-8:]):
                if _compatible(grid, clusters, c, clusters.candidates[j], by_head) and clusters.merge(
                    i, j, "same noun"
                ):
                    break
        last[key].append(i)


def _compatible(grid: Grid, clusters: Clusters, c: Candidate, earlier: Candidate, by_head: dict[int, int]) -> bool:
    if c.number != earlier.number and not (c.type is ActorType.GROUP and earlier.type is ActorType.GROUP):
        return False
    if (c.modifiers - TEMPORAL - {c.noun}) - earlier.modifiers or c.modifiers & _OTHER or earlier.modifiers & _OTHER:
        return False
    if c.territory and earlier.territory and c.territory != earlier.territory:
        return False
    one, other = _owner(grid, c), _owner(grid, earlier)
    if one is not None or other is not None:
        if one is None or other is None:
            return one is None and c.definite
        a, b = by_head.get(one), by_head.get(other)
        if a is None or b is None or (clusters.root(a) != clusters.root(b) and grid.lower[one] != grid.lower[other]):
            return False
    return c.last == c.head or _complement(grid, c) == _complement(grid, earlier)


def _complement(grid: Grid, c: Candidate) -> str:
    return name_key(grid.span(c.head + 1, c.last)) if c.last > c.head else ""


def noun_of_name(clusters: Clusters, words: Words, world: World) -> None:
    """ "The ministry" for the last name that contains that noun, "the company" for the last organisation."""
    named = [j for j, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME and c.type in _BODY_OR_PLACE]
    keys = {j: set(name_key(clusters.candidates[j].name).split()) for j in named}
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.definite or c.number != "s" or c.type is ActorType.PERSON or c.last != c.head:
            continue
        if clusters.of(i).named or c.noun in words.places or (c.modifiers - {c.noun} - TEMPORAL - _LOOSE):
            continue
        before = [j for j in reversed(named) if j < i][:_FAR]
        for j in before:
            other = clusters.candidates[j]
            party = c.noun == "party" and words.affiliation(other.name) is ActorType.ORGANIZATION
            alliance = c.noun in {"alliance", "bloc"} and world.body(other.name)
            if (party or alliance or c.noun in keys[j]) and clusters.merge(i, j, "noun of the name"):
                break
        else:
            if c.noun in _GENERIC_BODIES and not c.modifiers - {c.noun}:
                for j in before[:12]:
                    if clusters.candidates[j].type is ActorType.ORGANIZATION and clusters.merge(
                        i, j, "kind of organization"
                    ):
                        break


def type_nouns(grid: Grid, clusters: Clusters, words: Words) -> None:
    """ "The country", "the city": the most salient named actor of that type before, by mentions and distance.

    With an adjective of nation ("the Belarusian state") it is that country.
    """
    polities = [j for j, c in enumerate(clusters.candidates) if c.kind is MentionKind.NAME and c.type in _POLITY]
    by_code = {clusters.candidates[j].territory: j for j in reversed(polities) if clusters.candidates[j].sure}
    for i, c in enumerate(clusters.candidates):
        if not is_description(c) or not c.definite or c.noun not in words.places or c.number != "s" or c.last != c.head:
            continue
        owner = _owner(grid, c)
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
            if not contained and other.type is not wanted:
                continue
            score = _fading(grid, other.head, c.head) + (0.5 if contained else 0.0)
            score += 0.02 * min(len(clusters.of(j).members), 10) - (0.3 if grid.dep[other.head] in _MODIFIERS else 0.0)
            if best is None or score > best[0]:
                best = (score, j)
        if best is not None:
            clusters.merge(i, best[1], "kind of place")


def _fading(grid: Grid, earlier: int, later: int) -> float:
    """How present a mention still is: 1 in the same sentence, less with every 25 tokens."""
    return 1.0 / (1.0 + (later - earlier) / 25.0)


def salient_holder(grid: Grid, clusters: Clusters, words: Words) -> None:
    """ "The president", "the embattled autocrat" without a known holder: the person the article is mostly about.

    Only for heads of polities, when that person was named before in the last sentences and holds no other office.
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
        if (
            not is_description(c)
            or not c.definite
            or c.number != "s"
            or c.role not in words.heads
            or clusters.of(i).named
        ):
            continue
        cluster = clusters.of(top)
        offices = {
            role
            for role, _ in cluster.roles
            if role not in words.heads and words.roles.get(role.split()[-1]) == "leads"
        }
        if c.last != c.head or c.modifiers & _OTHER or offices or c.territory or _owner(grid, c) is not None:
            continue
        if any(grid.text[k][0].isupper() for k in range(c.first + 1, c.head)):
            continue
        if any(j < i and clusters.root(j) == top and c.head - clusters.candidates[j].head < 150 for j in persons):
            clusters.merge(i, top, "the article's main person")
