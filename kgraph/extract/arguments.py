"""From the head token of a noun phrase to the actor mentioned there, looking through nouns that only point at one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kgraph.extract.clauses import modifiers, possessors, prepositional
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.model import ActorType, MentionKind
from kgraph.resources import ontology

# Relations whose target may be hidden in a thing that belongs to it: who rejects the government's offer rejects the
# government. Not so for material acts: who destroys somebody's hopes does not assault him.
_LOOK_THROUGH = {"accuses", "rejects", "supports", "opposes", "protestsAgainst", "requests", "threatens"}
# Who breaks up a rally by students represses students.
_DISPERSED = {"coerces", "assaults"}
# Who shells the rebels' camp attacks the rebels.
_AT_PROPERTY = {"assaults"}
# Who depends on Russian gas depends on Russia.
_ON_MEANS = {"dependsOn"}
# Who bans Chilean wine, or lifts the ban, does so to Chile.
_ON_GOODS = {"sanctions", "concedesTo"}
_POINTING = {"the", "this", "that"}
_REACH = 500  # tokens back to where the parties of an accord were named
_ACTING = {ActorType.COUNTRY, ActorType.ORGANIZATION, ActorType.GROUP, ActorType.PERSON}


@cache
def pointers() -> dict[str, str]:
    """Nouns that stand for the actor named beside them: ``part`` ("dozens of X"), ``act`` ("X's offer"), ``asset``.

    A ``gathering`` ("a rally by X") is an act too, and stands for those who take part in it; ``goods`` ("Chilean wine")
    stand for their land where they are banned.
    """
    return {row["noun"]: row["kind"] for _, row in read_tsv(ontology("lexicon", "pointers.tsv"), ("noun", "kind"))}


def arguments(
    tokens: Iterable[Token], discourse: Discourse, relation: str, *, is_object: bool
) -> Iterator[tuple[TokenMention, str]]:
    """The mentions that argument heads refer to, each with the path by which it was found."""
    for token in tokens:
        yield from argument(token, discourse, relation, is_object=is_object)


def argument(
    token: Token, discourse: Discourse, relation: str, *, is_object: bool, depth: int = 0
) -> Iterator[tuple[TokenMention, str]]:
    """The mention headed by a token, else the actor that its noun phrase points at."""
    mention = discourse.mention_at(token)
    if mention is not None:
        struck = is_object and relation in _AT_PROPERTY and _is_property(token, mention)
        owners = list(_owners(token, discourse, "asset", ("poss", "of"))) if struck else []
        yield from owners or [(mention, "direct")]
        return
    if depth > 2 or token.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"}:
        return
    kind = pointers().get(token.lemma_.lower())
    if kind == "part" or (token.pos_ in {"NUM", "PRON", "DET", "ADJ"} and prepositional(token, {"of"})):
        for inner in prepositional(token, {"of", "from", "among"}):
            for found, _ in argument(inner, discourse, relation, is_object=is_object, depth=depth + 1):
                yield found, "part"
        return
    if kind == "gathering" and is_object and relation in _DISPERSED:
        yield from _owners(token, discourse, "gathering", ("poss", "by", "of", "mod"))
        return
    if kind == "act" and is_object and relation == "concedesTo":
        yield from _owners(token, discourse, "owner", ("poss", "by", "from"))
        return
    if kind == "goods" and is_object and relation in _ON_GOODS:
        yield from _owners(token, discourse, "goods", ("poss", "from", "mod", "of"))
        return
    if not is_object or relation not in _LOOK_THROUGH | _ON_MEANS:
        if kind == "asset":
            # who seizes X's ship coerces X, and whose forces strike strikes
            where = ("poss", "of", "mod") if is_object or relation == "locatedIn" else ("poss",)
            yield from _owners(token, discourse, "asset", where)
        return
    parties = (_between(token) or _named_before(token, discourse)) if kind == "act" else []
    if parties:
        # who denounces the deal between X and Y denounces both
        for party in map(discourse.mention_at, parties):
            if party is not None:
                yield party, "parties"
    elif kind in {"act", "asset", "gathering"} or relation in _ON_MEANS:
        yield from _owners(token, discourse, "owner", ("poss", "by", "from", "mod", "of"))
    elif kind is None:
        yield from _owners(token, discourse, "owner", ("poss", "by"))


def _is_property(token: Token, mention: TokenMention) -> bool:
    """Whether a described place or thing belongs to somebody who is meant by it."""
    is_thing = mention.kind is MentionKind.DESCRIPTION and mention.type not in {ActorType.PERSON, ActorType.GROUP}
    return is_thing and pointers().get(token.lemma_.lower()) == "asset"


def _owners(
    token: Token, discourse: Discourse, path: str, where: tuple[str, ...]
) -> Iterator[tuple[TokenMention, str]]:
    for place in where:
        if place == "poss":
            heads = possessors(token)
        elif place == "mod":
            heads = [m for m in modifiers(token) if m.pos_ in {"PROPN", "ADJ", "NOUN"}]
        else:
            heads = prepositional(token, {place}) or (_stray_by(token) if place == "by" else [])
        found = [m for m in map(discourse.mention_at, heads) if m is not None and m.type in _ACTING | {None}]
        if found:
            for mention in found:
                yield mention, path
            return


def _between(token: Token) -> list[Token]:
    """The parties of an accord: "the deal between *X* and *Y*", "the agreement reached between *X* and *Y*"."""
    places = [token, *(child for child in token.children if child.dep_ == "acl")]
    return [party for place in places for party in prepositional(place, {"between"})]


def _named_before(token: Token, discourse: Discourse) -> list[Token]:
    """The parties of "the deal" that the text before has called "the deal between *X* and *Y*"."""
    if token.tag_ != "NN" or not any(child.lower_ in _POINTING for child in token.children):
        return []
    if any(child.dep_ in {"poss", "prep", "relcl", "acl"} for child in token.children):
        return []
    doc = discourse.parse.doc
    before = (doc[i] for i in range(token.i - 1, max(-1, token.i - _REACH), -1))
    same = (other for other in before if other.lemma_ == token.lemma_ and other.pos_ == "NOUN")
    return next((parties for parties in map(_between, same) if len(parties) > 1), [])


def _stray_by(token: Token) -> list[Token]:
    """The by-phrase of an object that the parser hung on the active verb: "broke up a rally *by X*"."""
    verb = token.head
    return prepositional(verb, {"by"}) if token.dep_ == "dobj" and verb.pos_ == "VERB" else []


def nested(inner: TokenMention, outer: TokenMention) -> bool:
    """Whether one mention stands inside another."""
    return outer.first <= inner.first and inner.last <= outer.last


def nested_mentions(outer: TokenMention, discourse: Discourse) -> list[TokenMention]:
    """The mentions that stand inside a mention's noun phrase."""
    found = []
    for i in range(outer.first, outer.last + 1):
        mention = discourse.by_head.get(i)
        if mention is not None and mention is not outer and nested(mention, outer):
            found.append(mention)
    return found
