"""Rules that tie a description to the name beside it: appositions, predicates, titles, kinds, governments."""

from __future__ import annotations

from collections import Counter

from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.name_evidence import beside
from kgraph.extract.words import Words, word_set
from kgraph.model import ActorType, MentionKind

_GOVERNMENT = {"government"}
POLITY = {ActorType.COUNTRY, ActorType.PLACE}
_EITHER = {"state", "territory", "region", "island", "republic", "kingdom"}
_QUANTITIES = word_set("quantities")
_KINDS = word_set("kinds")


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
        if c.kind is MentionKind.NAME and c.type in POLITY and c.sure and c.territory:
            countries.setdefault(c.territory, i)
            count[clusters.root(i)] += 2 if c.type is ActorType.COUNTRY else 1
    for i, c in enumerate(clusters.candidates):
        named_government = (
            c.kind is MentionKind.NAME
            and c.type is ActorType.ORGANIZATION
            and (c.name.startswith("Government of ") or c.name.endswith(" Government"))
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
                (c.definite or (c.first == c.head and grid.dep[c.head] not in {"compound", "nmod", "poss"}))
                and not owner_of(grid, c)
                and c.last == c.head
                and c.modifiers <= {"government", "central", "federal", "national"}
                and count
            ):
                national = {root: n for root, n in count.items() if clusters.of(root).type is ActorType.COUNTRY}
                eligible = national if c.modifiers & {"central", "federal", "national"} else dict(count)
                if eligible:
                    root, _ = max(eligible.items(), key=lambda item: (item[1], -item[0]))
                    clusters.merge(i, root, "the government", force=True)


def owner_of(grid: Grid, c: Candidate) -> int | None:
    """The possessor of a description's head."""
    return next((k for k in grid.kids[c.head] if grid.dep[k] == "poss"), None)


def appositions(grid: Grid, clusters: Clusters, words: Words) -> None:
    """Appositions, predicates and "the city of X": the description is what the name names."""
    by_head = heads(clusters)
    for i, c in enumerate(clusters.candidates):
        if is_description(c) and c.role:
            _before_name(grid, clusters, i)
            if grid.lemma[grid.head[c.head]] in word_set("appointing") and _has_happened(grid, grid.head[c.head]):
                _behind_name(clusters, i)
        if is_description(c) and c.noun in words.places and c.number == "s":
            _place_of(grid, clusters, i, by_head)
        dep, governor = grid.dep[c.head], grid.head[c.head]
        if dep == "appos" and governor in by_head:
            _apposed(clusters, i, _apposed_to(grid, clusters, i, by_head[governor], by_head))
        elif (
            is_description(c) and _is_predicate(grid, c) and not any(grid.dep[k] == "neg" for k in grid.kids[governor])
        ):
            for subject in _holders(grid, governor):
                if subject in by_head and c.number == clusters.candidates[by_head[subject]].number:
                    _adopt_type(clusters, i, by_head[subject])
                    clusters.merge(i, by_head[subject], "predicate")
        elif is_description(c) and c.role and (fronted := _fronts(grid, c, by_head)) is not None:
            clusters.merge(i, fronted, "predicate")
        elif (
            is_description(c)
            and c.kind is MentionKind.DESCRIPTION
            and dep in {"nsubj", "dobj", "pobj", "nsubjpass", "conj"}
        ):
            _named_after(grid, clusters, i, by_head)


def _before_name(grid: Grid, clusters: Clusters, i: int) -> None:
    """A role with its place or body before the holder's name: "Mayor of London Sadiq Khan" is one person."""
    c = clusters.candidates[i]
    for j in range(i + 1, min(i + 6, len(clusters.candidates))):
        follower = clusters.candidates[j]
        if follower.first == c.last + 1 and (grid.dep[c.head], grid.dep[follower.head]) == ("dobj", "nsubj"):
            return  # "whose president X had insulted"
        if follower.first == c.last + 1 and follower.kind is MentionKind.NAME and follower.type is ActorType.PERSON:
            clusters.merge(i, j, "title")  # "Minister of Health Ana Paz", the parser's phrase ending before the name
            return
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


def _behind_name(clusters: Clusters, i: int) -> None:
    """ "Elected *Ana Paz president* of Peru": the parser makes one phrase of whom and what."""
    c = clusters.candidates[i]
    for j in range(i + 1, min(i + 4, len(clusters.candidates))):
        name = clusters.candidates[j]
        if name.kind is MentionKind.NAME and name.first == c.first and name.last == c.head - 1:
            c.first = c.head
            clusters.merge(i, j, "predicate")
            return


def _is_predicate(grid: Grid, c: Candidate) -> bool:
    """ "X is *the mayor*", "X was elected *mayor*", "they named X *mayor*"."""
    dep, governor = grid.dep[c.head], grid.head[c.head]
    if dep == "attr":
        return grid.lemma[governor] in {"be", "become", "remain"}
    if grid.lemma[governor] not in word_set("appointing") or not c.role or not _has_happened(grid, governor):
        return False
    return dep == "oprd" or (dep == "dobj" and any(grid.dep[k] == "nsubjpass" for k in grid.kids[governor]))


def _fronts(grid: Grid, c: Candidate, by_head: dict[int, int]) -> int | None:
    """The subject behind a predicate noun that opens its sentence: "Once *a friend* of X, *the bishop* left"."""
    top = grid.head[c.head] if grid.lower[grid.head[c.head]] == "once" else c.head
    verb = grid.head[top]
    fronted = top != c.head or grid.dep[top] in {"advcl", "npadvmod", "dep", "nsubj", "nsubjpass"}
    if not fronted or c.first - grid.sent[c.head] > 1:
        return None
    for subject in grid.subjects(verb):
        if subject in by_head and "," in grid.text[c.last + 1 : subject]:
            return by_head[subject]
    return None


def _has_happened(grid: Grid, verb: int) -> bool:
    """Whether somebody holds the office by now: not "wants X to be made president", "will name X chair"."""
    open_ = any(grid.tag[k] in {"TO", "MD"} or grid.dep[k] == "neg" for k in grid.kids[verb])
    return not open_ and grid.tag[verb] in {"VBD", "VBN"}


def _holders(grid: Grid, verb: int) -> list[int]:
    """Whom a predicate noun describes: the object of an appointment, else the subject."""
    named = [k for k in grid.kids[verb] if grid.dep[k] == "dobj"]
    return named if named and not any(grid.dep[k] == "nsubjpass" for k in grid.kids[verb]) else _subjects(grid, verb)


def _subjects(grid: Grid, verb: int) -> list[int]:
    """The subjects of a verb; of a relative clause, the noun that it belongs to."""
    found = grid.subjects(verb)
    if grid.dep[verb] == "relcl" and any(grid.lower[k] in {"who", "which", "that"} for k in found):
        return [grid.head[verb]]
    return found


def _apposed_to(grid: Grid, clusters: Clusters, i: int, governor: int, by_head: dict[int, int]) -> int:
    """What an apposition belongs to; the parser often hangs it on the last name ("the mayor of Quito, Ana Paz")."""
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
    _adopt_type(clusters, i, governor)
    _adopt_type(clusters, governor, i)
    if {one.type, other.type} & POLITY and one.type is not other.type:
        return
    clusters.merge(i, governor, "apposition")


def _adopt_type(clusters: Clusters, described: int, named: int) -> None:
    """An ally, rival or backer may be a person, a body or a country: as whom it is said of ("its ally, *Peru*")."""
    one, other = clusters.candidates[described], clusters.candidates[named]
    if one.noun in word_set("either_kind") and other.kind is MentionKind.NAME and one.number != "p":
        clusters.of(described).type = one.type = other.type


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
    """The noun of a name's kind before or behind it ("the lender X", "Qom province"), and "thousands of protesters"."""
    by_head = heads(clusters)
    for i, c in enumerate(clusters.candidates):
        if not is_description(c):
            continue
        if c.noun in _QUANTITIES and c.number == "p":
            of = next((k for k in grid.kids[c.head] if grid.lower[k] == "of"), None)
            inner = by_head.get(grid.kids[of][0]) if of is not None and grid.kids[of] else None
            if inner is not None and clusters.candidates[inner].type is ActorType.GROUP:
                clusters.merge(i, inner, "so many of", nested=True)
        if c.type is ActorType.ORGANIZATION and c.last == c.head:
            _kind_before(grid, clusters, i)
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
        if (c.number == "s" and (place or body)) or (
            c.noun == "rebel"
            and kind in {ActorType.ORGANIZATION, ActorType.GROUP}
            and words.affiliation(core) is not ActorType.GROUP
        ):
            clusters.merge(i, name, "name and kind", force=True, nested=True)


def _kind_before(grid: Grid, clusters: Clusters, i: int) -> None:
    c = clusters.candidates[i]
    for j in range(i + 1, min(i + 3, len(clusters.candidates))):
        name = clusters.candidates[j]
        if name.first == c.last + 1 and name.kind is MentionKind.NAME and beside(grid, c.head, name.head):
            clusters.merge(i, j, "name and kind")


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
        if kind not in POLITY or "capital" in c.modifiers or c.noun == "capital":
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
