"""What a rule proposes: two mentions, a relation, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kgraph.extract.coreference import Discourse
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.model import ActorType, Entity, Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that a rule read off the parse.

    ``trigger`` are the tokens that express it, the head first; ``status`` overrides the judgement of the trigger's
    context where the rule knows better; ``paths`` tell how each end was found, for scores and explanations.
    """

    subject: TokenMention
    relation: str
    object: TokenMention
    trigger: tuple[Token, ...]
    rule: str
    status: Status | None = None
    supposed: bool = False
    paths: tuple[str, ...] = ()


def presupposed(subject: TokenMention, relation: str, obj: TokenMention, head: Token, rule: str) -> Candidate:
    """What a noun phrase takes for granted of two mentions, with the forms of both as paths."""
    paths = (subject.kind.value, obj.kind.value)
    return Candidate(subject, relation, obj, (head,), rule, status=Status.ASSERTED, paths=paths)


def entity_of(discourse: Discourse, mention: TokenMention) -> Entity:
    """The entity that a mention refers to."""
    return discourse.entities[mention.entity]


def distinct(discourse: Discourse, one: TokenMention, other: TokenMention) -> bool:
    """Whether two mentions can be the two ends of a relation: different entities."""
    return one.entity != other.entity


def fits(entity: Entity, needs: frozenset[str]) -> bool:
    """Whether an entity satisfies a lexicon entry's requirements; several are alternatives."""
    if not needs:
        return True
    kinds = {
        "person": entity.type is ActorType.PERSON,
        "org": entity.type is ActorType.ORGANIZATION,
        "country": entity.type is ActorType.COUNTRY,
        "place": entity.type in {ActorType.PLACE, ActorType.COUNTRY},
        "group": entity.type is ActorType.GROUP,
        "agent": entity.type is not ActorType.PLACE,
    }
    return any(kinds[need] for need in needs)


def each(found: Iterable[Candidate], discourse: Discourse) -> list[Candidate]:
    """What is said of several actors at once ("both countries rejected it"), said of each of them."""
    result = []
    for candidate in found:
        for subject in _members(candidate.subject, discourse):
            for obj in _members(candidate.object, discourse):
                if (subject, obj) == (candidate.subject, candidate.object):
                    result.append(candidate)
                elif subject.entity != obj.entity:
                    result.append(replace(candidate, subject=subject, object=obj))
    return result


def _members(mention: TokenMention, discourse: Discourse) -> list[TokenMention]:
    entities = discourse.members.get(mention, (mention.entity,))
    return [replace(mention, entity=k, type=discourse.entities[k].type) for k in entities]
