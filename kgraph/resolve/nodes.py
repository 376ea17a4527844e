"""From the entities of single articles to nodes: what bears one name, before spellings are compared.

A node is the smallest thing that resolution moves: all entities, over all articles, that have the same name written the
same way (or the same country, or the same entry of the gazetteer). Its key says how it was made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgraph.gazetteer import Entry, Gazetteer, fold
from kgraph.model import ActorType, Entity, Extraction
from kgraph.resolve.context import article_country
from kgraph.resolve.descriptions import is_institution, parse_description
from kgraph.resolve.forms import person_forms, tidy_person
from kgraph.resolve.known import known_entry
from kgraph.resolve.names import PersonName, parse_name
from kgraph.resolve.organizations import (
    CREEDS,
    GENERIC,
    SMALL,
    OrganizationName,
    known_organizations,
    parse_organization,
)
from kgraph.resolve.places import place_key
from kgraph.resolve.retyping import Types

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An entity of one article, with its type, its bare name, and the country that the article is about.

    ``about`` is empty where the extractor has kept the entity apart from that country's.
    """

    article: str
    entity: Entity
    type: ActorType
    name: str
    about: str | None = None


@dataclass(slots=True)
class Node:
    """Entities with one key.

    ``person`` and ``organization`` are the name taken apart, ``entry`` the gazetteer's entry; ``scope`` is the article
    of a node that only one article knows.
    """

    key: Key
    type: ActorType
    name: str
    records: list[Record] = field(default_factory=list)
    person: PersonName | None = None
    organization: OrganizationName | None = None
    entry: Entry | None = None
    territory: str | None = None
    scope: str | None = None

    @property
    def kind(self) -> str:
        """The first part of the key."""
        return self.key[0]

    @property
    def mentions(self) -> int:
        """Mentions of all its entities."""
        return sum(record.entity.mentions for record in self.records)

    def articles(self) -> set[str]:
        """The articles that it occurs in."""
        return {record.article for record in self.records}

    def territories(self) -> set[str]:
        """The countries that its entities are said to belong to."""
        return {r.entity.territory for r in self.records if r.entity.territory}

    def roles(self) -> set[str]:
        """The roles said of its entities."""
        return {role for r in self.records for role in r.entity.roles}


def make_nodes(
    extractions: Sequence[Extraction], gazetteer: Gazetteer, split: Iterable[tuple[str, str]] = ()
) -> tuple[list[Node], dict[tuple[str, int], int]]:
    """The nodes of all entities, sorted by key, and the node of each (article, entity index).

    ``split`` are (article, folded name) pairs whose entities the user wants to have a node of their own.
    """
    apart = set(split)
    types = Types(extractions, gazetteer)
    nodes: dict[Key, Node] = {}
    key_of: dict[tuple[str, int], Key] = {}
    for extraction in sorted(extractions, key=lambda e: e.article):
        entities = [types.decide(entity, extraction.article) for entity in extraction.entities]
        made = _nodes_of_article(entities, extraction.article, gazetteer, article_country(extraction, gazetteer))
        for entity, node in zip(entities, made, strict=True):
            if apart and any(
                (extraction.article, fold(form)) in apart for form in {entity.name, *(f for f, _ in entity.forms)}
            ):
                node.key = (*node.key, "@", extraction.article)
            known = nodes.setdefault(node.key, node)
            if known is not node:
                known.records += node.records
            key_of[extraction.article, entity.index] = node.key
    ordered = sorted(nodes.values(), key=lambda n: n.key)
    number = {node.key: i for i, node in enumerate(ordered)}
    for node in ordered:
        node.name = _usual(node)
    return ordered, {where: number[key] for where, key in key_of.items()}


def _nodes_of_article(entities: Sequence[Entity], article: str, gazetteer: Gazetteer, about: str | None) -> list[Node]:
    """A node for each entity; what the article is about makes no two entities one that the extractor kept apart."""
    made = [_node_for(entity, article, gazetteer, None) for entity in entities]
    if about is None:
        return made
    spoken_of = {node.territory for node in made if node.entry is not None and node.entry.role != "organization"}
    elsewhere = {i for i, node in enumerate(made) if _of_elsewhere(node, entities[i], {about, *spoken_of})}
    keys = {node.key for node in made}
    for index, node in enumerate(made):
        if node.organization is not None or index in elsewhere:
            make = _organization if index in elsewhere else _node_for
            lent = make(entities[index], article, gazetteer, about)
            if lent.key != node.key and lent.key in keys:
                lent = make(entities[index], article, gazetteer, "")
            keys.add(lent.key)
            made[index] = lent
    return made


def _of_elsewhere(node: Node, entity: Entity, countries: set[str | None]) -> bool:
    """Whether a name that many countries' bodies have is known as one's of which the article does not speak.

    The Democratic Party of an article about Japan is not the American one.
    """
    entry = node.entry
    if entry is None or entry.role != "organization" or entry.territory is None or entry.territory in countries:
        return False
    return not entity.territory and all(w.casefold() in GENERIC | SMALL | CREEDS for w in entity.name.split())


def _usual(node: Node) -> str:
    counts: Counter[str] = Counter()
    for record in node.records:
        counts[record.name] += 1
    return min(counts, key=lambda n: (-counts[n], n))


def _node_for(entity: Entity, article: str, gazetteer: Gazetteer, about: str | None) -> Node:
    if not entity.named:
        return _described(entity, article, gazetteer)
    entry = known_entry(entity, gazetteer)
    if entry is not None:
        return _known(entity, article, entry)
    if entity.type is ActorType.PERSON:
        return _person(entity, article, gazetteer)
    if entity.type in (ActorType.PLACE, ActorType.COUNTRY):
        record = Record(article, entity, entity.type, entity.name)
        place: Key = ("place", entity.type.value, place_key(entity.name, gazetteer))
        return Node(place, entity.type, entity.name, [record], territory=gazetteer.capital(entity.name))
    return _organization(entity, article, gazetteer, about)


def _known(entity: Entity, article: str, entry: Entry) -> Node:
    key: Key = ("known", entry.role, entry.name)
    if entry.role in ("country", "region"):
        key = ("territory", entry.territory or "")
    record = Record(article, entity, entry.type, entry.name)
    return Node(key, entry.type, entry.name, [record], entry=entry, territory=entry.territory)


def _person(entity: Entity, article: str, gazetteer: Gazetteer) -> Node:
    names = [parse_name(text) for text in person_forms(entity)]
    names = [name for name in names if name.tokens]
    best = names[0] if names else parse_name(entity.name)
    if not best.full:
        best = next((n for n in names if n.full and best.tokens and best.surname in n.tokens), best)
    if not best.tokens:
        key: Key = ("local", "Person", fold(entity.name), article)
        return Node(
            key, ActorType.PERSON, entity.name, [Record(article, entity, ActorType.PERSON, entity.name)], scope=article
        )
    record = Record(article, entity, ActorType.PERSON, tidy_person(best))
    entry = next((e for e in gazetteer.lookup(entity.name) if e.listed and e.role == "person"), None)
    if best.full:
        key = ("person", " ".join(best.tokens), best.suffix)
        return Node(key, ActorType.PERSON, record.name, [record], person=best, entry=entry)
    # A bare surname may mean another person in every article: it starts as many and is joined later.
    key = ("surname", best.surname, best.suffix, article)
    return Node(key, ActorType.PERSON, record.name, [record], person=best, entry=entry, scope=article)


def _organization(entity: Entity, article: str, gazetteer: Gazetteer, about: str | None) -> Node:
    kind = ActorType.GROUP if entity.type is ActorType.GROUP else ActorType.ORGANIZATION
    name = parse_organization(entity.name, gazetteer)
    record = Record(article, entity, kind, entity.name, about)
    if not name.words:
        return Node(("local", kind.value, fold(entity.name), article), kind, entity.name, [record], scope=article)
    code = name.territory or ((entity.territory or about) if name.generic else None)
    if name.acronym:
        return Node(("acronym", name.words[0]), kind, entity.name, [record], organization=name)
    if name.generic and not code:
        key: Key = ("local", kind.value, " ".join(name.words), article)
        return Node(key, kind, entity.name, [record], organization=name, scope=article)
    known = known_organizations(gazetteer).get((name.words, code))
    if known is not None and known.territory in (code, None):
        return _known(entity, article, known)
    key = ("organization", " ".join(name.words), code or "")
    return Node(key, kind, entity.name, [record], organization=name, territory=code)


def _described(entity: Entity, article: str, gazetteer: Gazetteer) -> Node:
    """A group with a nation is the same in every article; any other description means what its own article says."""
    if entity.type is ActorType.ORGANIZATION:  # "the US Supreme Court" is a name, whatever the extractor says
        entry = known_entry(entity, gazetteer)
        if entry is not None and entry.role in ("organization", "armed_group"):
            return _known(entity, article, entry)
    described = parse_description(entity.name, gazetteer)
    code = described.territory or entity.territory
    collective = entity.type in (ActorType.GROUP, ActorType.ORGANIZATION)
    shared = entity.type is ActorType.GROUP or (collective and is_institution(described.words))
    if described.words and code and shared and code in gazetteer.territories:
        adjective = "" if described.territory else f"{gazetteer.adjective(code) or gazetteer.name(code)} "
        name = f"{adjective}{described.text}"
        return Node(
            ("group", described.words, code),
            entity.type,
            name,
            [Record(article, entity, entity.type, name)],
            territory=code,
        )
    record = Record(article, entity, entity.type, entity.name)
    key: Key = ("local", entity.type.value, described.words or fold(entity.name), article)
    if not (collective and described.definite):
        key = (*key, str(entity.index))
    return Node(key, entity.type, entity.name, [record], territory=entity.territory, scope=article)


def by_kind(nodes: Sequence[Node]) -> defaultdict[str, list[int]]:
    """The indices of the nodes of each kind."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        found[node.kind].append(index)
    return found
