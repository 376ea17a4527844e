"""The type of a name over all articles: the recogniser errs in one, and the others know better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.gazetteer import Gazetteer, fold
from kgraph.model import ActorType, Entity, Extraction
from kgraph.resolve.forms import person_forms
from kgraph.resolve.names import parse_name, token_likeness
from kgraph.resolve.places import known_place
from kgraph.resolve.romanisation import plain_letters
from kgraph.resolve.spellings import is_given_name

_BODY = (ActorType.ORGANIZATION, ActorType.GROUP)
_LEAST = 3
_RATIO = 3
_RATIO_OF_STRANGERS = 1
_LONG = 5
_ALIKE = 0.93


class Types:
    """What each name is in most articles; see :meth:`decide`."""

    def __init__(self, extractions: Iterable[Extraction], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._votes: defaultdict[str, Counter[ActorType]] = defaultdict(Counter)
        self._surnames: dict[str, frozenset[str]] = {}
        for extraction in extractions:
            named = [entity for entity in extraction.entities if entity.named]
            for key, kind in {(fold(name), entity.type) for entity in named for name in _short_names(entity)}:
                self._votes[key][kind] += 1
            people = (entity for entity in named if entity.type is ActorType.PERSON)
            self._surnames[extraction.article] = frozenset(s for person in people for s in self._surnames_of(person))
        self._all_surnames = frozenset[str]().union(*self._surnames.values())

    def _surnames_of(self, person: Entity) -> Iterator[str]:
        """The surnames of the full names of a person."""
        own = parse_name(person.name).tokens
        for form in person_forms(person):
            name = parse_name(form)
            if name.full and name.surname in own and not self._origin(form):
                yield name.surname

    def _origin(self, name: str) -> bool:
        """Whether a name begins with an adjective of origin, as no person's does."""
        first = name.partition(" ")[0]
        return self._gazetteer.demonym(first) is not None and not is_given_name(plain_letters(first))

    def _full_forms(self, entity: Entity) -> bool:
        """Whether a fuller name shows that a single word is a person."""
        titles = (form for form, _ in entity.forms if form.istitle() and not self._origin(form))
        return " " not in entity.name and any(parse_name(form).full for form in titles)

    def decide(self, entity: Entity, article: str) -> Entity:
        """The entity, with another type if there are grounds.

        A single word is a person where the article names one in full who is called so, or where more articles take it
        for one and somebody is called so; a full name is a person if it is one elsewhere and begins with a given name;
        and between a person and a body, three times as many articles decide, or half of them where nobody bears the
        name in full. A body is a place only if it has the name of a known city: rivers and firms share names.
        """
        kind = entity.type
        if not entity.named or kind is ActorType.COUNTRY:
            return entity
        readings = self._gazetteer.lookup(entity.name)
        if readings:
            return replace(entity, type=ActorType.PERSON) if all(e.role == "person" for e in readings) else entity
        sure = kind is ActorType.PLACE and (entity.territory is not None or known_place(entity.name))
        if kind is not ActorType.PERSON and not sure and self._is_person(entity, article):
            return replace(entity, type=ActorType.PERSON)
        votes = self._votes[fold(entity.name)]
        if kind in _BODY and known_place(entity.name) and votes[ActorType.PLACE] >= votes[kind]:
            return replace(entity, type=ActorType.PLACE)
        person, body = votes[ActorType.PERSON], max(votes[k] for k in _BODY)
        if kind is ActorType.PERSON and body >= _LEAST and not self._full_forms(entity):
            ratio = _RATIO if parse_name(entity.name).surname in self._all_surnames else _RATIO_OF_STRANGERS
            return replace(entity, type=ActorType.ORGANIZATION) if body >= ratio * person else entity
        if kind in _BODY and person >= max(_LEAST, _RATIO * body):
            return replace(entity, type=ActorType.PERSON)
        return entity

    def _is_person(self, entity: Entity, article: str) -> bool:
        tokens = parse_name(entity.name).tokens
        votes = self._votes[fold(entity.name)]
        if " " not in entity.name:
            more = votes[ActorType.PERSON] > votes[entity.type] - (entity.type in _BODY)
            if len(tokens) != 1:
                return False
            here = any(_spelt_alike(tokens[0], surname) for surname in self._surnames[article])
            return here or (more and tokens[0] in self._all_surnames)
        elsewhere = votes[ActorType.PERSON] > 0
        return elsewhere and 1 < len(tokens) < 4 and is_given_name(tokens[0])


def _short_names(entity: Entity) -> set[str]:
    """The name of an entity, and the surnames that a person is called by."""
    person = entity.type is ActorType.PERSON
    return {entity.name, *(form for form, _ in entity.forms if person and " " not in form and form[:1].isupper())}


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two surnames of one article are one: the recogniser errs on Qaddafi where the article has Gadhafi."""
    return one == other or (min(len(one), len(other)) >= _LONG and token_likeness(one, other, False) >= _ALIKE)
