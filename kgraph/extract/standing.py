"""Standing relations read off noun phrases: titles, roles, membership, kin, and places inside places.

"Belarusian President X" leads, "Kenyan police" memberOf, "her son X" relatedTo, "Lyon, France" locatedIn. No trigger
verb stands between the two; the noun phrase itself says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.candidates import Candidate, distinct, entity_of, presupposed
from kgraph.extract.clauses import (
    children,
    copula_subjects,
    first_conjunct,
    modifiers,
    possessors,
    prepositional,
    surface_subjects,
)
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.mutual import mutual_candidates
from kgraph.extract.parts import part_candidates
from kgraph.extract.tokens import Token
from kgraph.extract.whereabouts import whereabouts
from kgraph.extract.words import word_set
from kgraph.model import ActorType, MentionKind

_BODIES = {ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.GROUP}
_TERRITORIES = {ActorType.COUNTRY, ActorType.PLACE}
_COLLECTIVES = {ActorType.GROUP, ActorType.ORGANIZATION}
# A title or a membership is presupposed, whatever the sentence says of its holder.
_OF = ("of", "for", "at", "with", "within")
_IN = ("in", "at", "near", "outside", "inside", "across", "around", "throughout", "on", "aboard")


def standing_candidates(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """All standing relations that noun phrases express, in text order."""
    for token in discourse.parse.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        role = role_at(token, lexicon)
        if role is not None:
            yield from _role(token, role, discourse, lexicon)
        if lemma in lexicon.kin:
            yield from _kin(token, discourse, lexicon)
        mention = discourse.by_head.get(token.i)
        if mention is not None:
            yield from _membership(token, mention, discourse, lexicon)
            yield from _place(token, mention, discourse)
    yield from mutual_candidates(discourse, lexicon)
    yield from whereabouts(discourse, lexicon)


def role_phrase(noun: Token, lexicon: Lexicon) -> str | None:
    """The role that ends at a token ("vice president" before "president"); None if it is no role noun."""
    lemma = noun.lemma_.lower()
    previous = noun.before
    if previous is not None and previous.text == "-":
        previous = previous.before
    before = previous.lower_ if previous else ""
    return next((p for p in (f"{before} {lemma}", f"{before}-{lemma}", lemma) if p in lexicon.roles), None)


def role_at(noun: Token, lexicon: Lexicon) -> str | None:
    """What the role noun at a token says of its holder: leads or memberOf; None if it is no role noun."""
    phrase = role_phrase(noun, lexicon)
    return lexicon.roles[phrase] if phrase else None


def _mentions(tokens: list[Token], discourse: Discourse, types: set[ActorType]) -> list[TokenMention]:
    found = [discourse.mention_at(token) for token in tokens]
    return [m for m in found if m is not None and entity_of(discourse, m).type in types]


def _holding(noun: Token) -> set[ActorType]:
    """Who may hold a role: people; but a member may also be a country or a body."""
    people = {ActorType.PERSON, ActorType.GROUP}
    return people | {ActorType.COUNTRY, ActorType.ORGANIZATION} if noun.lemma_ in word_set("member_roles") else people


def _held_as(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Whose role a verb with "as" tells: "*X* took over as head of Y", "the board named *X* as head of Y"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "as" or verb.pos_ != "VERB":
        return []
    other = children(verb, "dobj") if verb.lemma_ in word_set("appoint_verbs") else []
    return other or surface_subjects(verb, lexicon)


def holders(noun: Token, discourse: Discourse, lexicon: Lexicon) -> list[TokenMention]:
    """Who a role noun speaks of: "President *X*", "*X*, the president", "*X* is the president", else itself."""
    heads = copula_subjects(noun, lexicon) + children(noun, "appos") + _held_as(noun, lexicon)
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ == "PROPN":
        heads.append(noun.head)
    named = [
        m for m in map(discourse.mention_at, heads) if m is not None and entity_of(discourse, m).type in _holding(noun)
    ]
    if named:
        return named
    first = first_conjunct(noun)
    if first is not noun and first.dep_ == "appos" and (fellow := discourse.mention_at(first)) is not None:
        return [fellow]  # "X, head of the bank and *cousin* of the king"
    own = discourse.mention_at(noun)
    return [own] if own is not None else []


def _role(noun: Token, relation: str, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """A role noun with the body that the role is held in."""
    people = holders(noun, discourse, lexicon)
    if not people:
        return
    bodies = possessors(noun) or prepositional(noun, _OF)
    before = modifiers(noun)
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ == "PROPN":
        before += [m for m in modifiers(noun.head) if m.i < noun.i]
        bodies = bodies or possessors(noun.head) or prepositional(noun.head, ("of",))
    bodies = [*bodies, *_realms(bodies, noun, discourse, lexicon)]
    wanted = _BODIES | ({ActorType.PLACE} if relation == "leads" else set())
    found = [m for m in _mentions([*bodies, *before], discourse, wanted) if not _is_portfolio(m, discourse, lexicon)]
    nation = [m for m in found if entity_of(discourse, m).type is ActorType.COUNTRY]
    inside = _mentions(prepositional(noun, ("in",)), discourse, _BODIES) if not found else []
    for person in people:
        for body in [*found, *inside]:
            if not distinct(discourse, person, body):
                continue
            kind = relation
            if relation == "leads" and _one_of_many(noun):
                kind = "memberOf"  # "a commander of the force"
            elif discourse.parse.doc[body.head].pos_ == "ADJ" and body not in nation:
                kind = "memberOf"  # "the Liberal mayor" belongs to the party
            elif relation == "leads" and body in nation and len(found) > len(nation):
                kind = "memberOf"  # "the French Socialist Party leader" leads the party, not France
            elif relation == "leads" and body in nation and role_phrase(noun, lexicon) in word_set("partial_offices"):
                kind = "memberOf"  # "the bishops of Congo" lead no country
            yield presupposed(person, kind, body, noun, f"role:{relation}")


def _realms(owners: list[Token], noun: Token, discourse: Discourse, lexicon: Lexicon) -> list[Token]:
    """The country of a head of state or government whose minister or envoy somebody is: "the president and *his* X"."""
    if role_phrase(noun, lexicon) not in word_set("servants"):
        return []
    ruled = {
        entity.territory
        for entity in (entity_of(discourse, m) for m in map(discourse.mention_at, owners) if m is not None)
        if entity.type is ActorType.PERSON and entity.territory and set(entity.roles) & lexicon.offices
    }
    named = [m for m in discourse.mentions if entity_of(discourse, m).type is ActorType.COUNTRY]
    near = [m for m in named if entity_of(discourse, m).territory in ruled and m.head < noun.i]
    return [discourse.parse.doc[max(near, key=lambda m: m.head).head]] if near else []


def _one_of_many(noun: Token) -> bool:
    """Whether a role is spoken of as one that several hold: "*a* bishop of Malawi", "*two* commanders of the army"."""
    if noun.lemma_.lower() not in word_set("shared_ranks"):
        return False
    before = [t for t in noun.children if t.i < noun.i]
    if any(t.lower_ in {"former", "ex", "one"} for t in before):
        return False
    return any(t.lower_ in {"a", "an"} or t.dep_ == "nummod" for t in before)


def _is_portfolio(body: TokenMention, discourse: Discourse, lexicon: Lexicon) -> bool:
    """ "Secretary of *State*", "*Defence* Minister": the field of the office, unless a territory has that name."""
    if entity_of(discourse, body).type in _TERRITORIES:
        return False
    words = {t.lower_ for t in discourse.parse.doc[body.first : body.last + 1] if t.text.isalpha()}
    return words <= lexicon.portfolios | {"the", "and", "of", "for"}


def _kin(noun: Token, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "her son X", "X, the wife of Y", "Y's father"."""
    people = holders(noun, discourse, lexicon)
    others = possessors(noun) or prepositional(noun, ("of", "to"))
    if not others and noun.dep_ in {"compound", "appos"}:
        others = possessors(noun.head)
    for person in people:
        for other in _mentions(others, discourse, {ActorType.PERSON}):
            if distinct(discourse, person, other):
                yield presupposed(person, "relatedTo", other, noun, "kin")


def _membership(head: Token, mention: TokenMention, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "Belarusian riot police", "Kenya's army", "workers at the plant", "activist X of Amnesty"."""
    entity = entity_of(discourse, mention)
    role = any(role_at(t, lexicon) for t in [head, *children(head, "compound", "nmod", "amod")])
    if entity.type in _COLLECTIVES:
        if role_at(head, lexicon) != "leads" or head.pos_ == "PROPN":
            yield from part_candidates(head, mention, discourse, lexicon)
    elif entity.type is ActorType.PERSON and mention.kind is MentionKind.NAME and not role and possessors(head):
        for body in _mentions(possessors(head), discourse, _BODIES):
            if distinct(discourse, mention, body) and body.kind is MentionKind.NAME:
                yield presupposed(mention, "memberOf", body, head, "person-poss")
    elif entity.type is ActorType.PERSON and not role:
        of = prepositional(head, ("of", "from", "at", "with"))
        for rule, heads in (("nationality", modifiers(head)), ("person-of", of)):
            for body in _mentions(heads, discourse, _BODIES):
                if distinct(discourse, mention, body):
                    yield presupposed(mention, "memberOf", body, head, rule)


def _place(head: Token, mention: TokenMention, discourse: Discourse) -> Iterator[Candidate]:
    """ "Lyon, France", "protesters in Tunis", "the embassy in Kabul"."""
    entity = entity_of(discourse, mention)
    around, rule = [] if _of_an_act(head, mention) else prepositional(head, _IN), "in"
    if entity.type is ActorType.PLACE:
        for place in _after_comma(mention, discourse):
            yield presupposed(mention, "locatedIn", place, head, "place-comma")
        owners = [] if head.lemma_.lower() == "capital" else [*possessors(head), *modifiers(head)]
        yield from _within("place-of", owners, head, mention, discourse)
        around, rule = (
            around + (prepositional(head, ("of",)) if mention.kind is not MentionKind.NAME else []),
            "place-in",
        )
    if entity.type is ActorType.PERSON:
        home = [t for t in prepositional(head, ("from",)) if t not in around]
        yield from _within("place-from", home, head, mention, discourse, {ActorType.PLACE})
    based = [
        t
        for noun in (head, *children(head, "compound"))
        for word in children(noun, "amod")
        if word.lower_ == "based"
        for t in children(word, "npadvmod", "nmod", "compound")
    ]
    yield from _within("based", based, head, mention, discourse)
    named = "name" if mention.kind is MentionKind.NAME else "description"
    yield from _within(f"{rule}-{entity.type.value}-{named}", around, head, mention, discourse)


def _of_an_act(head: Token, mention: TokenMention) -> bool:
    """Whether a place behind a name tells where the act before it happened: "a rally against *X* in Galle"."""
    noun = head.head.head
    return (
        mention.kind is MentionKind.NAME
        and mention.type is ActorType.PERSON
        and head.dep_ == "pobj"
        and noun.pos_ == "NOUN"
        and head.head.lower_ in {"against", "by", "on", "with", "over", "for"}
    )


def _within(
    rule: str,
    heads: list[Token],
    head: Token,
    mention: TokenMention,
    discourse: Discourse,
    types: set[ActorType] = _TERRITORIES,
) -> Iterator[Candidate]:
    """The mention is located in each territory that one of the heads names."""
    for place in _mentions(heads, discourse, types):
        if distinct(discourse, mention, place):
            yield presupposed(mention, "locatedIn", place, head, rule)


def _after_comma(mention: TokenMention, discourse: Discourse) -> list[TokenMention]:
    """The larger place right behind a comma: "Lyon, *France*"."""
    doc, position = discourse.parse.doc, mention.last + 2
    if (
        mention.kind is not MentionKind.NAME
        or position >= len(doc)
        or doc[mention.last + 1].text != ","
        or doc[position].sent != doc[mention.head].sent
    ):
        return []
    found = [m for m in discourse.mentions if m.first == position and m.kind is MentionKind.NAME]
    return [
        m
        for m in found
        if entity_of(discourse, m).type in _TERRITORIES
        and distinct(discourse, mention, m)
        and doc[m.head].dep_ != "conj"
    ]
