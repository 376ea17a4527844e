"""Lists that answer each other: "the leaders of Chad and Niger, A and B", "his Greek and French counterparts, A and B".

The first person holds the first office, the second the second; what is said of the leaders is said of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from kgraph.extract.candidates import Candidate, distinct, each
from kgraph.extract.clauses import governing_verb, possessors
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.standing import role_at
from kgraph.extract.tokens import Token
from kgraph.extract.triggers import match_words
from kgraph.extract.words import word_set
from kgraph.model import ActorType, MentionKind, Status

_BODIES = {ActorType.COUNTRY, ActorType.ORGANIZATION, ActorType.PLACE}
_LINKS = {",", "and", "&", "the"}
_STANDING = {"leads", "memberOf", "locatedIn"}


@dataclass(frozen=True, slots=True)
class Roll:
    """A role noun with as many holders as bodies, in the same order."""

    noun: Token
    relation: str
    people: tuple[TokenMention, ...]
    bodies: tuple[TokenMention, ...]


def rolls(discourse: Discourse, lexicon: Lexicon) -> list[Roll]:
    """The role nouns of an article whose holders and bodies are lists of one length."""
    found = []
    for token in discourse.parse.doc:
        alike = token.lemma_.lower() in word_set("alike")
        relation = _relation_before(token, lexicon) if alike else role_at(token, lexicon)
        if relation is None or (token.tag_ not in {"NNS", "NNPS"} and not alike):
            continue
        bodies, end = _bodies(token, discourse)
        people = _held_by(token, discourse) or _run(discourse, end, {ActorType.PERSON})
        people = people or _run_before(discourse, _start(token, bodies))
        if people and len(people) == len(bodies) and (alike or len(people) > 1):
            found.append(Roll(token, relation, people, bodies))
    return found


def _held_by(noun: Token, discourse: Discourse) -> tuple[TokenMention, ...]:
    """The name that a noun is part of: "German counterpart *X*"."""
    own = discourse.by_head.get(noun.head.i) if noun.dep_ == "compound" else None
    person = own is not None and discourse.entities[own.entity].type is ActorType.PERSON
    return (own,) if own is not None and person and own.first <= noun.i else ()


def _relation_before(token: Token, lexicon: Lexicon) -> str:
    """What the office of the other is, of whom a counterpart is spoken of; a head of something if it is not told."""
    before = [role_at(t, lexicon) for t in token.sent.tokens if t.i < token.i and t.pos_ in {"NOUN", "PROPN"}]
    told = [relation for relation in before if relation is not None]
    return told[-1] if told else "leads"


def _bodies(noun: Token, discourse: Discourse) -> tuple[tuple[TokenMention, ...], int]:
    """The bodies behind "of", else those before the noun; and where the phrase ends."""
    after = noun.i + 1
    doc = discourse.parse.doc
    if after < noun.sent.end and doc[after].lower_ in {"of", "from", "in"}:
        found = _run(discourse, after + 1, _BODIES)
        return found, found[-1].last + 1 if found else after
    return _run_before(discourse, noun.i, _BODIES), after


def _start(noun: Token, bodies: tuple[TokenMention, ...]) -> int:
    """Where the phrase of a role noun begins."""
    return min([noun.i, *(t.i for t in noun.subtree if noun.i - t.i <= 3), *(b.first for b in bodies)])


def _run(discourse: Discourse, start: int, types: set[ActorType]) -> tuple[TokenMention, ...]:
    """The names that follow from a token on, with nothing between them but commas and "and"."""
    doc = discourse.parse.doc
    end = doc[start].sent.end if start < len(doc) else start
    starting = {m.first: m for m in _names(discourse, types)}
    found: list[TokenMention] = []
    while start < end:
        if start in starting:
            found.append(starting[start])
            start = starting[start].last
        elif doc[start].lower_ not in _LINKS:
            break
        start += 1
    return tuple(found)


def _run_before(
    discourse: Discourse, end: int, types: frozenset[ActorType] | set[ActorType] = frozenset({ActorType.PERSON})
) -> tuple[TokenMention, ...]:
    """The names that lead up to a token, with nothing between them but commas and "and"."""
    doc = discourse.parse.doc
    ending = {m.last: m for m in _names(discourse, set(types))}
    found: list[TokenMention] = []
    place, first = end - 1, doc[min(end, len(doc) - 1)].sent.start
    while place >= first:
        if place in ending:
            found.append(ending[place])
            place = ending[place].first
        elif doc[place].lower_ not in _LINKS:
            break
        place -= 1
    return tuple(reversed(found))


def _names(discourse: Discourse, types: set[ActorType]) -> Iterable[TokenMention]:
    """The named mentions of some types; an inner one comes first, so that the outer one counts."""
    found = [m for m in discourse.mentions if m.kind is MentionKind.NAME and discourse.entities[m.entity].type in types]
    return sorted(found, key=lambda m: m.last - m.first)


def distribute(found: list[Candidate], known: list[Roll], discourse: Discourse, lexicon: Lexicon) -> list[Candidate]:
    """The candidates with what is said of a roll said of each one on it, and each at the head of his own body."""
    if not known:
        return found
    kept = [c for c in found if not crossed(c, known)]
    members = {}
    for roll in known:
        own = discourse.by_head.get(roll.noun.i)
        if own is not None and len(roll.people) > 1:
            members[own] = tuple(person.entity for person in roll.people)
    spread = each(kept, replace(discourse, members=members)) if members else kept
    return [*spread, *(c for roll in known for c in _of_roll(roll, discourse, lexicon))]


def crossed(candidate: Candidate, known: list[Roll]) -> bool:
    """Whether a candidate gives one on a roll the body of another, or the roll's plural noun a body of its own."""
    for roll in known:
        if candidate.relation not in _STANDING or candidate.trigger[0].sent is not roll.noun.sent:
            continue
        people, bodies = ({m.entity for m in side} for side in (roll.people, roll.bodies))
        if candidate.object.entity in bodies and (
            candidate.subject.entity in people or candidate.subject.head == roll.noun.i
        ):
            return True
    return False


def _of_roll(roll: Roll, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    rule = "roll:office" if len(roll.people) > 1 else f"role:{roll.relation}"
    for person, body in zip(roll.people, roll.bodies, strict=True):
        if distinct(discourse, person, body):
            yield Candidate(person, roll.relation, body, (roll.noun,), rule, Status.ASSERTED, paths=("name", "name"))
    people = [*roll.people, *_other(roll, discourse)]
    verb, how = governing_verb(_topmost(roll.noun))
    if verb is None or how != "nsubj" or len(people) < 2:
        return
    for trigger in lexicon.triggers.get(("v", verb.lemma_.lower()), ()):
        mutual = any(f.mutual and f.subject == f.object for f in trigger.frames)
        words = match_words(verb, trigger) if mutual else None
        for one, other in combinations(people, 2) if words else ():
            yield Candidate(
                one, trigger.relation, other, words or (verb,), f"roll:{trigger.relation}", paths=("name", "name")
            )


def _other(roll: Roll, discourse: Discourse) -> list[TokenMention]:
    """Him whose counterparts they are."""
    if roll.noun.lemma_.lower() not in word_set("alike"):
        return []
    people = {person.entity for person in roll.people}
    found = [discourse.mention_at(t) for t in possessors(roll.noun)]
    return [m for m in found if m is not None and m.entity not in people]


def _topmost(noun: Token) -> Token:
    """The noun that a list of names hangs on."""
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun
