"""Entities from clusters: name, type, forms, roles, gender, and the reasons for each form."""

from __future__ import annotations

from collections import Counter

from kgraph.extract.clusters import Cluster, Clusters
from kgraph.extract.mentions import Candidate
from kgraph.extract.parse import Parse
from kgraph.extract.words import load_words
from kgraph.extract.world import World
from kgraph.model import ActorType, Entity, MentionKind


def build_entities(
    parse: Parse, clusters: Clusters, world: World, sets: frozenset[int] = frozenset()
) -> tuple[tuple[Entity, ...], dict[int, int]]:
    """One entity for every cluster that has a name or a description, and its index by the cluster's root.

    The clusters that stand for ``sets`` of other actors are none.
    """
    entities: list[Entity] = []
    index_of: dict[int, int] = {}
    names = frozenset(c.first for c in clusters.candidates if c.kind is MentionKind.NAME)
    for root in clusters.roots():
        if root in sets:
            continue
        cluster = clusters.of(root)
        if all(
            clusters.candidates[i].kind is MentionKind.PRONOUN or clusters.candidates[i].weak for i in cluster.members
        ):
            continue
        index_of[root] = len(entities)
        entities.append(_entity(len(entities), parse, clusters, cluster, world, names))
    return tuple(entities), index_of


def _entity(
    index: int, parse: Parse, clusters: Clusters, cluster: Cluster, world: World, names: frozenset[int]
) -> Entity:
    members = sorted(cluster.members)
    mentions = [clusters.candidates[i] for i in members]
    forms: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for i, mention in zip(members, mentions, strict=True):
        if mention.kind is MentionKind.PRONOUN:
            continue
        for form in _forms(parse, mention, names, world):
            forms[form] += 1
            reasons.setdefault(form, clusters.how[i][0] if i in clusters.how else mention.rule)
    named = [m for m in mentions if m.kind is MentionKind.NAME]
    kind = cluster.type or ActorType.ORGANIZATION
    name = (
        _best_name(parse, named, kind, cluster.territory, world)
        if named
        else _without_determiner(max(forms, key=lambda form: (forms[form], reasons[form] != "predicate")))
    )
    return Entity(
        index=index,
        name=name,
        type=kind,
        named=bool(named),
        forms=tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0]))),
        mentions=len(mentions),
        territory=cluster.territory,
        roles=tuple(sorted({role for role, _ in cluster.roles})),
        gender=cluster.gender,
        reasons=tuple(sorted(reasons.items())),
    )


def _without_determiner(form: str) -> str:
    """A description without its article: "the protesters" are named "protesters"."""
    first, _, rest = form.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an", "no"} else form


def _forms(parse: Parse, mention: Candidate, names: frozenset[int], world: World) -> list[str]:
    """The surface forms of a mention: the whole phrase and, inside it, the bare name.

    ``names`` are the tokens where proper names begin: a description that begins with none has no capital but that of
    its sentence.
    """
    whole = parse.span(mention.first, mention.last).text
    if mention.kind is MentionKind.DESCRIPTION and mention.first not in names:
        first = parse.doc[mention.first]
        proper = world.readings(first.text) or load_words().affiliation(first.text) is not None
        if first.i == first.sent.start and first.text[1:].islower() and not proper:
            whole = whole[0].lower() + whole[1:]
    if mention.kind is MentionKind.NAME and mention.core != mention.span:
        return [parse.span(*mention.core).text, whole]
    return [whole]


def _best_name(parse: Parse, named: list[Candidate], kind: ActorType, territory: str | None, world: World) -> str:
    """The fullest well-formed name: a country's usual name, else the longest of the more frequent ones."""
    if kind is ActorType.COUNTRY and territory:
        return world.name(territory)
    names = Counter(parse.span(*m.core).text for m in named if not m.name.isupper() or len(named) == 1)
    names = names or Counter(parse.span(*m.core).text for m in named)
    first = {parse.span(*m.core).text: n for n, m in reversed(list(enumerate(named)))}
    return max(names, key=lambda n: (min(len(n.split()), 4), names[n], -first[n]))
