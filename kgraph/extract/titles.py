"""Offices whose body the title leaves out: "President X" leads the country that the article is about.

News names the country once and then writes "the president", "Foreign Minister X", "Senator Y". These rules propose the
likely body; how far they can be trusted is learned (see `confidence`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import children
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.standing import holders, role_phrase
from kgraph.extract.tokens import Token
from kgraph.model import ActorType, Entity, MentionKind, Status

_REACH = 60  # tokens between a title and the mention of its body
_LOCAL = {"governor", "mayor", "leader"}
_LOCAL_WORDS = {"regional", "provincial", "state", "chief", "deputy", "bandit", "rebel", "party"}
_FAR = 1000  # of the country that an article is about, an article's length


def title_candidates(discourse: Discourse, lexicon: Lexicon, known: list[Candidate]) -> Iterator[Candidate]:
    """The likely bodies of the offices that no noun phrase named."""
    led = [c for c in known if c.relation == "leads" and c.rule.startswith("role:")]
    settled = {c.subject.entity for c in led}
    ruled = {c.object.entity for c in led if role_phrase(c.trigger[0], lexicon) in lexicon.offices}
    countries = _countries(discourse)
    for token in discourse.parse.doc:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        phrase = role_phrase(token, lexicon)
        if phrase is None:
            continue
        people = [m for m in holders(token, discourse, lexicon) if entity_of(discourse, m).type is ActorType.PERSON]
        for person in people:
            if phrase in lexicon.offices and person.entity not in settled and _of_the_nation(token, person, discourse):
                yield from _polity(token, person, discourse, countries, ruled)
            if phrase.endswith(("minister", "secretary")):
                yield from _ministry(token, person, discourse, lexicon)
            if phrase in lexicon.role_bodies:
                yield from _body(token, person, discourse, lexicon.role_bodies[phrase])


def _of_the_nation(noun: Token, person: TokenMention, discourse: Discourse) -> bool:
    """Whether a title that says of nothing what it is of is that of the nation: no governor's, no "a minister"'s."""
    holder = discourse.parse.doc[person.head]
    if children(noun, "poss") or any(prep.lower_ == "of" for t in (noun, holder) for prep in children(t, "prep")):
        return False
    before = [t.lower_ for t in noun.children if t.i < noun.i]
    sought = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of", "as"}  # "a candidate for president"
    local = noun.lemma_.lower() in _LOCAL or any(word in _LOCAL_WORDS for word in before)
    return not (local or sought or {"a", "an"}.intersection(before))


def _spoken_for(person: TokenMention, discourse: Discourse) -> list[Entity]:
    """The country of whose acts an official tells: "*Chad* will not yield, Foreign Minister X said"."""
    holder = discourse.parse.doc[person.head]
    if holder.dep_ != "nsubj":
        return []
    told = [subject for clause in children(holder.head, "ccomp") for subject in children(clause, "nsubj", "nsubjpass")]
    found = [entity_of(discourse, m) for m in map(discourse.mention_at, told) if m is not None]
    return [e for e in found if e.type is ActorType.COUNTRY][:1]


def _countries(discourse: Discourse) -> list[tuple[Entity, float]]:
    """The countries of the article with their share of its mentions of countries, most mentioned first."""
    found = [entity for entity in discourse.entities if entity.type is ActorType.COUNTRY]
    total = sum(entity.mentions for entity in found)
    return sorted(((e, e.mentions / total) for e in found), key=lambda pair: (-pair[1], pair[0].index))


def _polity(
    noun: Token,
    person: TokenMention,
    discourse: Discourse,
    countries: list[tuple[Entity, float]],
    ruled: set[int],
) -> Iterator[Candidate]:
    """The country of a bare title: the holder's own, else the article's main one, beside its head if named."""
    holder = entity_of(discourse, person)
    told = [(e, "ruled" if e.index in ruled else "main") for e in _spoken_for(person, discourse)]
    own = [(e, "own") for e, _ in countries if holder.territory and e.territory == holder.territory]
    main = [
        (e, "ruled" if e.index in ruled else "main")
        for e, share in countries[:1]
        if share > 0.5 and e.mentions > 1 and (holder.named or e.index not in ruled)
    ]
    # "President X" is presupposed, "X wants to be president" is not
    status = None if noun.dep_ in {"attr", "oprd", "pobj"} else Status.ASSERTED
    for country, why in own or told or main:
        place = _nearest(country.index, noun, discourse, _FAR)
        if place is not None and distinct(discourse, person, place):
            paths = (person.kind.value, _distance(place, noun))
            yield Candidate(person, "leads", place, (noun,), f"title:{why}", status, paths=paths)


def _ministry(noun: Token, person: TokenMention, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "Interior Minister X", "Minister of Health X": the ministry of that field, if the article names one anywhere."""
    field = [t for t in noun.subtree if t.lower_ in lexicon.portfolios and abs(t.i - noun.i) <= 5]
    if not field:
        return
    words = {t.lower_ for t in field}
    for entity in discourse.entities:
        name = set(entity.name.lower().split())
        if entity.type is ActorType.ORGANIZATION and name & {"ministry", "department", "office"} and words <= name:
            body = TokenMention(
                field[0].i, field[-1].i, field[-1].i, MentionKind.DESCRIPTION, entity.type, entity.index
            )
            deputy = any(
                t.lower_ in {"deputy", "vice", "junior", "assistant", "under"} for t in noun.children if t.i < noun.i
            )
            if distinct(discourse, person, body):
                relation = "memberOf" if deputy else "leads"
                yield Candidate(
                    person,
                    relation,
                    body,
                    (noun,),
                    "title:ministry",
                    Status.ASSERTED,
                    paths=(person.kind.value, "field"),
                )
            return


def _body(noun: Token, person: TokenMention, discourse: Discourse, bodies: tuple[str, ...]) -> Iterator[Candidate]:
    named = Counter({e.index: e.mentions for e in discourse.entities if e.type is ActorType.ORGANIZATION and e.named})
    for body in bodies:
        fitting = [index for index, _ in named.most_common() if discourse.entities[index].name.lower().endswith(body)]
        if fitting:
            place = _nearest(fitting[0], noun, discourse)
            if place is not None and distinct(discourse, person, place):
                why = "only" if len(fitting) == 1 else "several"
                yield Candidate(
                    person,
                    "memberOf",
                    place,
                    (noun,),
                    f"title:body-{why}",
                    Status.ASSERTED,
                    paths=(person.kind.value, _distance(place, noun)),
                )
            return


def _nearest(entity: int, noun: Token, discourse: Discourse, reach: int = _REACH) -> TokenMention | None:
    """The entity's mention nearest to a token, the sentence's own first; none if all are farther than ``reach``."""
    names = [
        m
        for m in discourse.mentions
        if m.entity == entity and m.kind is not MentionKind.PRONOUN and abs(m.head - noun.i) <= reach
    ]
    sentence = noun.sent
    return min(names, key=lambda m: (not sentence.start <= m.head < sentence.end, abs(m.head - noun.i)), default=None)


def _distance(place: TokenMention, noun: Token) -> str:
    if noun.sent.start <= place.head < noun.sent.end:
        return "here"
    return "near" if abs(place.head - noun.i) <= _REACH else "far"
