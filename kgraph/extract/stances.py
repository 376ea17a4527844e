"""Whom a group is for or against by its very name: "the anti-X coalition", "pro-X militias"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.mentions import TokenMention
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status

_TAKING_SIDES = {ActorType.GROUP, ActorType.ORGANIZATION, ActorType.PERSON}


@cache
def _sides() -> dict[str, str]:
    return {
        **dict.fromkeys(word_set("against_prefixes"), "opposes"),
        **dict.fromkeys(word_set("for_prefixes"), "supports"),
    }


def stance_candidates(discourse: Discourse) -> Iterator[Candidate]:
    """The groups of an article with the actor that their prefix names."""
    doc = discourse.parse.doc
    for token in doc[:-2]:
        relation = _sides().get(token.lower_)
        if relation is None or doc[token.i + 1].text not in {"-", "–"} or doc[token.i + 2].sent is not token.sent:
            continue
        target, group = _named_at(token.i + 2, discourse), _group_at(token.i, discourse)
        if target is not None and group is not None and distinct(discourse, group, target):
            rule = f"stance:{relation}"
            yield Candidate(group, relation, target, (token,), rule, Status.ASSERTED, paths=(group.kind.value, "name"))


def _named_at(i: int, discourse: Discourse) -> TokenMention | None:
    """The narrowest mention that begins at a token, not a mere place."""
    found = [m for m in discourse.mentions if m.first == i and entity_of(discourse, m).type is not ActorType.PLACE]
    return min(found, key=lambda m: m.last, default=None)


def _group_at(i: int, discourse: Discourse) -> TokenMention | None:
    """The narrowest group whose noun phrase a prefix stands in, before its head."""
    found = [
        m
        for m in discourse.mentions
        if m.first <= i and i + 2 < m.head <= m.last and entity_of(discourse, m).type in _TAKING_SIDES
    ]
    return min(found, key=lambda m: m.last - m.first, default=None)
