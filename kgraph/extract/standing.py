"""Standing relations read off noun phrases: titles, roles, membership, kin, and places inside places.

"Belarusian President X" leads, "Kenyan police" memberOf, "her son X" relatedTo, "Lyon, France" locatedIn. No trigger
verb stands between the two; the noun phrase itself says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import children, copula_subjects, modifiers, possessors, prepositional
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.words import load_words
from kgraph.model import ActorType, MentionKind, Status

_BODIES = {ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.GROUP}
_TERRITORIES = {ActorType.COUNTRY, ActorType.PLACE}
_COLLECTIVES = {ActorType.GROUP, ActorType.ORGANIZATION}
# A title or a membership is presupposed, whatever the sentence says of its holder.
_PRESUPPOSED = Status.ASSERTED
_OF = ("of", "for", "at", "with", "within")
_IN = ("in", "at", "near", "outside", "inside", "across", "around", "throughout")


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


def role_phrase(noun: Token, lexicon: Lexicon) -> str | None:
    """The role that ends at a token ("vice president" before "president"); None if it is no role noun."""
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i > noun.sent.start else ""
    return next((p for p in (f"{before} {lemma}", f"{before}-{lemma}", lemma) if p in lexicon.roles), None)


def role_at(noun: Token, lexicon: Lexicon) -> str | None:
    """What the role noun at a token says of its holder: leads or memberOf; None if it is no role noun."""
    phrase = role_phrase(noun, lexicon)
    return lexicon.roles[phrase] if phrase else None


def _mentions(tokens: list[Token], discourse: Discourse, types: set[ActorType]) -> list[TokenMention]:
    found = [discourse.mention_at(token) for token in tokens]
    return [m for m in found if m is not None and entity_of(discourse, m).type in types]


def holders(noun: Token, discourse: Discourse, lexicon: Lexicon) -> list[TokenMention]:
    """Who a role noun speaks of: "President *X*", "*X*, the president", "*X* is the president", else itself."""
    heads = copula_subjects(noun, lexicon) + children(noun, "appos")
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ == "PROPN":
        heads.append(noun.head)
    named = [
        m
        for m in map(discourse.mention_at, heads)
        if m is not None and entity_of(discourse, m).type in {ActorType.PERSON, ActorType.GROUP}
    ]
    if named:
        return named
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
        bodies = bodies or possessors(noun.head)
    wanted = _BODIES | ({ActorType.PLACE} if relation == "leads" else set())
    found = [m for m in _mentions([*bodies, *before], discourse, wanted) if not _is_portfolio(m, discourse, lexicon)]
    nation = [m for m in found if entity_of(discourse, m).type is ActorType.COUNTRY]
    inside = _mentions(prepositional(noun, ("in",)), discourse, wanted) if not found else []
    for person in people:
        for body in [*found, *inside]:
            if not distinct(discourse, person, body):
                continue
            kind = relation
            if discourse.parse.doc[body.head].pos_ == "ADJ" and body not in nation:
                kind = "memberOf"  # "the Liberal mayor" belongs to the party
            elif relation == "leads" and body in nation and len(found) > len(nation):
                kind = "memberOf"  # "the French Socialist Party leader" leads the party, not France
            yield Candidate(
                person, kind, body, (noun,), f"role:{relation}", status=_PRESUPPOSED, paths=(_form(person), _form(body))
            )


def _is_portfolio(body: TokenMention, discourse: Discourse, lexicon: Lexicon) -> bool:
    """ "Secretary of *State*", "*Defence* Minister": the field of the office, unless a territory has that name."""
    if entity_of(discourse, body).type in _TERRITORIES:
        return False
    words = {t.lower_ for t in discourse.parse.doc[body.first : body.last + 1] if t.is_alpha}
    return words <= lexicon.portfolios | {"the", "and", "of", "for"}


def _form(mention: TokenMention) -> str:
    return mention.kind.value


def _kin(noun: Token, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "her son X", "X, the wife of Y", "Y's father"."""
    people = holders(noun, discourse, lexicon)
    others = possessors(noun) or prepositional(noun, ("of", "to"))
    if not others and noun.dep_ in {"compound", "appos"}:
        others = possessors(noun.head)
    for person in people:
        for other in _mentions(others, discourse, {ActorType.PERSON}):
            if distinct(discourse, person, other):
                yield Candidate(
                    person, "relatedTo", other, (noun,), "kin", status=_PRESUPPOSED, paths=(_form(person), _form(other))
                )


def _membership(head: Token, mention: TokenMention, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "Belarusian riot police", "Kenya's army", "workers at the plant", "activist X of Amnesty"."""
    entity = entity_of(discourse, mention)
    role = any(role_at(t, lexicon) for t in [head, *children(head, "compound", "nmod", "amod")])
    if entity.type in _COLLECTIVES:
        yield from _part_of(head, mention, discourse)
    elif entity.type is ActorType.PERSON and not role:
        for body in _mentions(modifiers(head), discourse, _BODIES):
            if distinct(discourse, mention, body):
                yield Candidate(
                    mention,
                    "memberOf",
                    body,
                    (head,),
                    "nationality",
                    status=_PRESUPPOSED,
                    paths=(_form(mention), _form(body)),
                )
        for body in _mentions(prepositional(head, ("of", "from", "at", "with")), discourse, _BODIES):
            if distinct(discourse, mention, body):
                yield Candidate(
                    mention,
                    "memberOf",
                    body,
                    (head,),
                    "person-of",
                    status=_PRESUPPOSED,
                    paths=(_form(mention), _form(body)),
                )


def _part_of(head: Token, mention: TokenMention, discourse: Discourse) -> Iterator[Candidate]:
    for where, heads in (
        ("mod", modifiers(head)),
        ("poss", possessors(head)),
        ("of", prepositional(head, ("of", "from", "at", "within"))),
    ):
        for body in _mentions(heads, discourse, _BODIES | {ActorType.PERSON, ActorType.PLACE}):
            if not distinct(discourse, mention, body):
                continue
            kind = entity_of(discourse, body).type
            paths = (_form(mention), _form(body))
            if kind is ActorType.PERSON:
                if where in {"poss", "mod"} and _is_body(head):
                    yield Candidate(body, "leads", mention, (head,), f"body-{where}", status=_PRESUPPOSED, paths=paths)
            elif kind is ActorType.PLACE:
                if where != "poss":
                    yield Candidate(
                        mention, "memberOf", body, (head,), f"part-{where}-place", status=_PRESUPPOSED, paths=paths
                    )
            else:
                yield Candidate(mention, "memberOf", body, (head,), f"part-{where}", status=_PRESUPPOSED, paths=paths)


def _is_body(noun: Token) -> bool:
    """Whether a noun denotes a body that somebody can lead: a team, a government, an army; not a family or friends."""
    collective = load_words().collectives.get(noun.lemma_.lower())
    return collective is not None and collective.type is ActorType.ORGANIZATION


def _place(head: Token, mention: TokenMention, discourse: Discourse) -> Iterator[Candidate]:
    """ "Lyon, France", "protesters in Tunis", "the embassy in Kabul"."""
    entity = entity_of(discourse, mention)
    around = prepositional(head, _IN)
    rule = "in"
    if entity.type is ActorType.PLACE:
        for place in _after_comma(mention, discourse):
            yield Candidate(
                mention,
                "locatedIn",
                place,
                (head,),
                "place-comma",
                status=_PRESUPPOSED,
                paths=(_form(mention), _form(place)),
            )
        owners = _mentions([*possessors(head), *modifiers(head)], discourse, _TERRITORIES)
        for place in owners:
            if distinct(discourse, mention, place):
                yield Candidate(
                    mention,
                    "locatedIn",
                    place,
                    (head,),
                    "place-of",
                    status=_PRESUPPOSED,
                    paths=(_form(mention), _form(place)),
                )
        rule = "place-in"
        around += prepositional(head, ("of",)) if mention.kind is not MentionKind.NAME else []
    based = [
        t
        for word in children(head, "amod")
        if word.lower_ == "based"
        for t in children(word, "npadvmod", "nmod", "compound")
    ]
    for place in _mentions(based, discourse, _TERRITORIES):
        if distinct(discourse, mention, place):
            yield Candidate(
                mention, "locatedIn", place, (head,), "based", status=_PRESUPPOSED, paths=(_form(mention), _form(place))
            )
    for place in _mentions(around, discourse, _TERRITORIES):
        if distinct(discourse, mention, place):
            named = "name" if mention.kind is MentionKind.NAME else "description"
            yield Candidate(
                mention,
                "locatedIn",
                place,
                (head,),
                f"{rule}-{entity.type.value}-{named}",
                status=_PRESUPPOSED,
                paths=(_form(mention), _form(place)),
            )


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
