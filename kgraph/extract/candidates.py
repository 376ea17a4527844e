"""What a rule proposes: two mentions, a relation, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

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
