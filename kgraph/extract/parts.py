"""What the noun phrase of a collective says of those whose it is: a part of them, led, owned or joined by them.

"Kenya's army" is a part of Kenya, "her government" is led by her, "their union" is one that they belong to, "its plant"
is owned by it, and "its allies" are none of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.candidates import Candidate, distinct, entity_of, presupposed
from kgraph.extract.clauses import modifiers, possessors, prepositional
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.extract.words import load_words, word_set
from kgraph.model import ActorType, MentionKind, Status

_OWNERS = {ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.GROUP, ActorType.PERSON, ActorType.PLACE}


def part_candidates(head: Token, mention: TokenMention, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """What a collective's phrase says of the owners named in it."""
    lemma = head.lemma_.lower()
    if lemma in word_set("counterparts") or lemma in lexicon.kin:
        return
    if lemma == "party" and any(t.lower_ == "opposition" for t in modifiers(head)):
        return  # it is the opposition
    for where, heads in (
        ("mod", modifiers(head)),
        ("poss", possessors(head)),
        ("of", prepositional(head, ("of", "from", "at", "within"))),
    ):
        for owner in map(discourse.mention_at, heads):
            if owner is None or entity_of(discourse, owner).type not in _OWNERS:
                continue
            if not distinct(discourse, mention, owner) or _takes_sides(owner, discourse):
                continue
            if not _only_named_after(head, mention, owner, discourse):
                yield from _of_owner(head, mention, owner, where, discourse)


def _of_owner(
    head: Token, mention: TokenMention, owner: TokenMention, where: str, discourse: Discourse
) -> Iterator[Candidate]:
    kind, lemma = entity_of(discourse, owner).type, head.lemma_.lower()
    body = _is_body(head)
    if kind is ActorType.PERSON:
        if where != "of":
            yield from _of_person(head, mention, owner, where)
    elif kind is ActorType.PLACE:
        yield from _of_place(head, mention, owner, where, discourse)
    elif where == "poss" and kind is ActorType.GROUP and body:
        if lemma in word_set("joined_bodies"):
            yield presupposed(owner, "memberOf", mention, head, "joined-poss")
    elif where == "poss" and lemma in word_set("facilities"):
        yield presupposed(owner, "controls", mention, head, "facility-poss")
    elif kind is ActorType.COUNTRY and lemma in word_set("ruling_bodies"):
        yield presupposed(mention, "leads", owner, head, f"ruling-{where}")
    elif where == "of" and kind is ActorType.GROUP and owner.kind is not MentionKind.NAME:
        return  # "a crowd of farmers", "women of both clans"
    else:
        yield presupposed(mention, "memberOf", owner, head, f"part-{where}")


def _of_place(
    head: Token, mention: TokenMention, owner: TokenMention, where: str, discourse: Discourse
) -> Iterator[Candidate]:
    """ "Residents of Lyon" are there; "the Lyon city council" is a part of Lyon, "a Lyon newspaper" is there."""
    body = _is_body(head)
    named = head.pos_ == "PROPN" or discourse.parse.doc[owner.head].pos_ == "ADJ"
    if where == "of":
        if not body:
            yield presupposed(mention, "locatedIn", owner, head, "people-of-place")
    elif named or where == "poss" or head.lemma_.lower() in word_set("civic_bodies"):
        yield presupposed(mention, "memberOf", owner, head, f"part-{where}-place")
    else:
        yield presupposed(mention, "locatedIn", owner, head, "people-mod-place")


def _of_person(head: Token, mention: TokenMention, owner: TokenMention, where: str) -> Iterator[Candidate]:
    """What is somebody's own: "her government", "his union", "his lawyers"."""
    lemma = head.lemma_.lower()
    if lemma in word_set("joined_bodies") and where == "poss":
        yield presupposed(owner, "memberOf", mention, head, "joined-poss")
    elif lemma in word_set("owned_bodies") and where == "poss":
        yield presupposed(owner, "controls", mention, head, "owned-poss")
    elif lemma in word_set("led_bodies" if where == "poss" else "cabinets"):
        # the person comes first, but the paths tell of the phrase first
        paths = (mention.kind.value, owner.kind.value)
        yield Candidate(owner, "leads", mention, (head,), f"body-{where}", status=Status.ASSERTED, paths=paths)


def _only_named_after(head: Token, mention: TokenMention, owner: TokenMention, discourse: Discourse) -> bool:
    """Whether a country's name is but a word in that of a body of its own: "Kenya Airways", "the Fiji Law Society".

    An organ of the state belongs to it, and so does what is called by its adjective, unless it is a business,
    a medium or a movement: "the US Navy", "the Norwegian Labour Party". Nor is what is said to be African or Western
    a part of anything, or a gang or party of what it is called: "the Sierra cartel".
    """
    entity = entity_of(discourse, owner)
    if (entity.territory or "").startswith("x-") and entity.type is ActorType.PLACE:
        return True
    named = entity.territory is None and owner.head + 1 == head.i and discourse.parse.doc[owner.head].dep_ == "compound"
    if named and owner.kind is MentionKind.NAME and head.lemma_.lower() in word_set("called_bodies"):
        return True
    if mention.kind is not MentionKind.NAME or not (mention.first <= owner.first and owner.last <= mention.last):
        return False
    words = {t.lower_ for t in discourse.parse.doc[mention.first : mention.last + 1]}
    if words & word_set("private_bodies"):
        return True
    adjective = discourse.parse.doc[owner.head].pos_ == "ADJ" or owner.first > mention.first
    return not adjective and not words & word_set("state_bodies")


def _takes_sides(body: TokenMention, discourse: Discourse) -> bool:
    """Whether a name has a prefix by which others are for or against it: "the anti-*X* coalition" is no part of X."""
    hyphen = discourse.parse.doc[body.first].before
    prefix = hyphen.before if hyphen is not None and hyphen.text in {"-", "–"} else None
    return prefix is not None and prefix.lower_ in word_set("against_prefixes") | word_set("for_prefixes")


def _is_body(noun: Token) -> bool:
    """Whether a noun denotes a body that somebody can lead: a team, a government, an army; not a family or friends."""
    collective = load_words().collectives.get(noun.lemma_.lower())
    return collective is not None and collective.type is ActorType.ORGANIZATION
