"""Relations expressed by a trigger of the lexicon: verbs, event nouns under light verbs, adjectives, role nouns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct, entity_of, fits
from kgraph.extract.clauses import (
    agents,
    by_phrase,
    children,
    conjuncts,
    copula_subjects,
    governing_verb,
    is_passive,
    is_reciprocal,
    modifiers,
    possessors,
    prepositional,
    surface_subjects,
)
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Effect, Frame, Lexicon, Trigger
from kgraph.extract.mentions import TokenMention
from kgraph.extract.slots import indirect_objects, verb_slot
from kgraph.extract.status import light_verb_name
from kgraph.extract.tokens import Token
from kgraph.extract.triggers import match_words, parts_of_speech, vetoed
from kgraph.extract.words import word_set
from kgraph.model import Status
from kgraph.vocabulary import relations

# A mutual agreement is one statement, though PLOVER's AGREE has a source and a target.
_SAID_ONCE = {"agreesWith"}
# One gets and loses another's support, but one's own control of a town.
_HELD = {"controls", "leads", "memberOf"}
_HOLDING = {Effect.GET: Effect.DO, Effect.LOSE: Effect.UNDO}
# what has been said before somebody turns it down: "rejected *X's appeal* to Y"
_UTTERED = {"requests", "accuses", "threatens"}
_SHARED = {"consults", "agreesWith"}
# what a noun behind these is only the background of: no verb performs it ("halted aid after the crackdown")
_BACKGROUND = {"after", "before", "since", "during", "until", "amid", "despite", "following"}
_OCCASIONS = {"in", "during", "after", "at", "under", "following", "before"}
# "feared arrest by X", "escaped arrest by X": it would befall whoever fears it
_FEARED = {Effect.PLAN, Effect.WANT, Effect.REFUSE}
_AIMS = {"on", "against", "at", "upon"}
# "with the help of X, Y won": the act that a noun names is done to the subject of the clause
_ADJUNCTS = {"with", "under", "at", "on", "upon", "through", "despite", "following", "by"}
# a mention and how it was found; the relation, its status and whether it is only supposed
End = tuple[TokenMention, str]
Ends = list[End]
Outcome = tuple[str, Status | None, bool]


def event_candidates(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """All relations that triggers of the lexicon express, in text order.

    Where "have support" has spoken, the noun of "has the *support* of X" does not speak again, in the wrong direction.
    """
    found = list(_matches(discourse, lexicon))
    spoken = {(word, c.relation) for c in found for word in c.trigger[1:]}
    return (c for c in found if (c.trigger[0], c.relation) not in spoken)


def _matches(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    for token in discourse.parse.doc:
        for pos in parts_of_speech(token):
            matched = 0
            for trigger in lexicon.triggers.get((pos, token.lemma_.lower()), ()):
                if len(trigger.words) < matched:
                    break
                words = match_words(token, trigger)
                if words is None or vetoed(token, trigger, words):
                    continue
                found = list(_apply(token, words, trigger, discourse, lexicon))
                if found:
                    matched = max(matched, len(trigger.words))
                yield from found


def _apply(
    head: Token, words: tuple[Token, ...], trigger: Trigger, discourse: Discourse, lexicon: Lexicon
) -> Iterator[Candidate]:
    """The pairs that the first fitting frame of a trigger yields."""
    for frame in trigger.frames:
        pairs = list(_frame_pairs(words, trigger, frame, discourse, lexicon))
        if pairs:
            yield from (_candidate(one, other, words, trigger, effect) for one, other, effect in pairs)
            return


def frame_ends(
    words: tuple[Token, ...], trigger: Trigger, discourse: Discourse, lexicon: Lexicon
) -> tuple[list[TokenMention], list[TokenMention]]:
    """The mentions in the subject and object slots of the trigger's first frame that has any; for explanations."""
    best: tuple[list[TokenMention], list[TokenMention]] = ([], [])
    for frame in trigger.frames:
        subjects, targets, _ = _FINDERS[trigger.pos](words, frame, trigger.relation, discourse, lexicon)
        ends = ([m for m, _ in subjects], [m for m, _ in targets])
        if bool(ends[0]) + bool(ends[1]) > bool(best[0]) + bool(best[1]):
            best = ends
    return best


def _candidate(one: End, other: End, words: tuple[Token, ...], trigger: Trigger, effect: Outcome) -> Candidate:
    (subject, subject_path), (obj, object_path) = one, other
    relation, status, supposed = effect
    return Candidate(subject, relation, obj, words, trigger.name, status, supposed, (subject_path, object_path))


def _frame_pairs(
    words: tuple[Token, ...], trigger: Trigger, frame: Frame, discourse: Discourse, lexicon: Lexicon
) -> Iterator[tuple[End, End, Outcome]]:
    subjects, targets, effect = _FINDERS[trigger.pos](words, frame, trigger.relation, discourse, lexicon)
    if frame.mutual:
        parties = (
            "agent" in frame.subject and "between" in frame.object and len(prepositional(words[0], {"between"})) > 1
        )
        pairs = [(a, b) for a in subjects for b in targets] if frame.subject != frame.object and not parties else []
        if not pairs and (frame.subject == frame.object or "agent" in frame.subject):
            pairs = list(combinations(targets or subjects, 2))
        if not relations()[trigger.relation].symmetric and trigger.relation not in _SAID_ONCE:
            pairs += [(b, a) for a, b in pairs]
    else:
        pairs = [(a, b) for a in subjects for b in targets]
    for one, other in pairs:
        if not distinct(discourse, one[0], other[0]):
            continue
        if not fits(entity_of(discourse, one[0]), trigger.subject_needs) or not fits(
            entity_of(discourse, other[0]), trigger.needs
        ):
            continue
        yield one, other, effect


def _verb_ends(
    words: tuple[Token, ...], frame: Frame, relation: str, discourse: Discourse, lexicon: Lexicon
) -> tuple[Ends, Ends, Outcome]:
    doers = [
        t
        for t in verb_slot(words[0], frame.subject, lexicon, words[1:])
        if t.lemma_.lower() not in word_set("natural_forces")
    ]
    subjects = list(arguments(doers, discourse, relation, is_object=False))
    heads = verb_slot(words[0], frame.object, lexicon, words[1:]) if subjects else []
    # "took X *hostage*", "called the men *bandits*"
    heads = [head for head in heads if head not in words or discourse.mention_at(head) is None]
    if any(is_reciprocal(head) for head in heads):
        if len(subjects) == 1:  # "the two bishops, X and Y, blamed each other"
            listed = [t for doer in doers for first in children(doer, "appos") for t in conjuncts(first)]
            subjects = list(arguments(listed, discourse, relation, is_object=False)) or subjects
        return subjects, subjects, (relation, None, False)
    return subjects, list(arguments(heads, discourse, relation, is_object=True)), (relation, None, False)


def _adjective_ends(
    words: tuple[Token, ...], frame: Frame, relation: str, discourse: Discourse, lexicon: Lexicon
) -> tuple[Ends, Ends, Outcome]:
    adjective = words[0]

    def slot(names: tuple[str, ...], *, is_object: bool) -> Ends:
        heads: list[Token] = []
        for name in names:
            if name == "nsubj":
                heads += copula_subjects(adjective, lexicon)
            else:
                heads += prepositional(adjective, {name}) or (
                    prepositional(adjective.head, {name}) if adjective.dep_ == "acomp" else []
                )
        return list(arguments(dict.fromkeys(heads), discourse, relation, is_object=is_object))

    return slot(frame.subject, is_object=False), slot(frame.object, is_object=True), (relation, None, False)


def _noun_ends(
    words: tuple[Token, ...], frame: Frame, relation: str, discourse: Discourse, lexicon: Lexicon
) -> tuple[Ends, Ends, Outcome]:
    noun = words[0]
    governor, how = governing_verb(noun)
    light = None
    if governor is not None and how != "nsubj" and how not in _BACKGROUND:
        light = lexicon.light_verbs.get(light_verb_name(governor, lexicon) or "")
    if light is Effect.DO and relation == "supports" and governor is not None and governor.lemma_ == "have":
        # one has somebody's support, but support for somebody
        light = Effect.GET if possessors(noun) or prepositional(noun, {"of"}) else light
    if light is Effect.REFUSE and relation in _UTTERED and (possessors(noun) or prepositional(noun, {"by", "from"})):
        light = None
    if light is Effect.LOSE and how not in {"dobj", "nsubjpass"}:
        light = None
    if "nsubj" in frame.object:
        light = None
    if relation in _HELD:
        light = _HOLDING.get(light, light) if light is not None else None
    if light in {Effect.GET, Effect.LOSE}:
        subjects, targets = _undergone(noun, governor, discourse, relation, lexicon)
        return subjects, targets, _effect(relation, light, lexicon)
    doers = _noun_slot(noun, frame.subject, governor, light, lexicon, shared=relation in _SHARED)
    subjects = list(arguments(doers, discourse, relation, is_object=False))
    targets = list(
        arguments(_noun_slot(noun, frame.object, governor, light, lexicon), discourse, relation, is_object=True)
    )
    if not targets and how == "dobj" and light in _FEARED:
        return *_undergone(noun, governor, discourse, relation, lexicon), _effect(relation, light, lexicon)
    if "self" in frame.subject:
        subjects = _self(noun, discourse, lexicon)
    if "self" in frame.object:
        targets = _self(noun, discourse, lexicon)
    return subjects, targets, _effect(relation, light, lexicon)


def _undergone(
    noun: Token, governor: Token | None, discourse: Discourse, relation: str, lexicon: Lexicon
) -> tuple[Ends, Ends]:
    """ "faced criticism from X", "won the support of X": the light verb's subject is the object."""
    assert governor is not None
    sources = possessors(noun) or prepositional(noun, {"from", "by", "of"}) or prepositional(governor, {"from", "by"})
    sources = sources or [m for m in modifiers(noun) if m.pos_ in {"PROPN", "ADJ", "NOUN"}]
    subjects = list(arguments(sources, discourse, relation, is_object=False))
    heads = surface_subjects(governor, lexicon) if is_passive(governor) else agents(governor, lexicon)
    return subjects, list(arguments(heads, discourse, relation, is_object=True))


def _effect(relation: str, light: Effect | None, lexicon: Lexicon) -> Outcome:
    if light in {Effect.UNDO, Effect.LOSE} and relation in lexicon.undone:
        becomes, status = lexicon.undone[relation]
        return becomes, Status(status) if status != "asserted" else None, False
    if light is Effect.REFUSE:
        return relation, Status.NEGATED, False
    return relation, None, light in {Effect.PLAN, Effect.WANT}


def _noun_slot(
    noun: Token,
    names: tuple[str, ...],
    governor: Token | None,
    light: Effect | None,
    lexicon: Lexicon,
    *,
    shared: bool = False,
) -> list[Token]:
    prepositions = [n for n in names if n not in {"agent", "poss", "mod", "self", "nsubj"}]
    found: list[Token] = []
    if "nsubj" in names:
        return _favoured(noun, governor, lexicon)
    if "agent" in names:
        found += _agent(noun, governor, light, lexicon, shared=shared)
    if "poss" in names:
        found += possessors(noun)
    if "mod" in names:
        found += [m for m in modifiers(noun) if m.pos_ in {"PROPN", "ADJ", "NOUN"}]
    if prepositions:
        inner = prepositional(noun, prepositions)
        if not inner and governor is not None and light is not None:
            inner = prepositional(governor, prepositions)
            if not inner and {"to", "for", "with", "on"} & set(prepositions):
                inner = indirect_objects(governor, lexicon)
        if not inner:  # "an attack by X *on Y*", hung on X by the parser
            inner = [
                target
                for agent in prepositional(noun, {"by", "from"})
                for target in prepositional(agent, set(prepositions) & _AIMS)
            ]
        if not inner and "from" in prepositions:  # "the departure of X *from Y*", hung on X by the parser
            inner = [place for one in prepositional(noun, {"of"}) for place in prepositional(one, {"from"})]
        found += inner
    return list(dict.fromkeys(found))


def _agent(noun: Token, governor: Token | None, light: Effect | None, lexicon: Lexicon, *, shared: bool) -> list[Token]:
    """Whose act a noun names; a ``shared`` one may be the occasion of another: "in a letter to Y, *X* protested"."""
    found = possessors(noun) or prepositional(noun, {"by"}) or _behind_objects(noun)
    if not found and light is not None and governor is not None:
        found = by_phrase(governor) if is_passive(governor) else agents(governor, lexicon)
        if light is Effect.WANT:
            found = prepositional(governor, {"from"}) or prepositional(noun, {"from"})
    if not found and noun.dep_ == "nsubj" and governor is not None and governor.lemma_ == "come":
        found = prepositional(governor, {"from"})  # "praise for Y came from *X*"
    if not found and noun.dep_ == "pobj" and governor is not None and noun.head.lower_ in _OCCASIONS and shared:
        found = surface_subjects(governor, lexicon)
    found = found or prepositional(noun, {"from"}) or _behind_names(noun)
    return found or [m for m in modifiers(noun) if m.pos_ in {"PROPN", "ADJ", "NOUN"}]


def _favoured(noun: Token, governor: Token | None, lexicon: Lexicon) -> list[Token]:
    """Whose clause a noun's act bears upon: "with the help of X, *Y* won", "*Y* bowed out under pressure from X"."""
    if governor is None or noun.dep_ != "pobj" or noun.head.lower_ not in _ADJUNCTS:
        return []
    return surface_subjects(governor, lexicon)


def _behind_names(noun: Token) -> list[Token]:
    """ "aid for Chad *from Norway*", hung on Chad by the parser; but refugees from Norway are no aid of Norway's."""
    return [
        source
        for target in prepositional(noun, {"for", "to"})
        if target.pos_ == "PROPN"
        for source in prepositional(target, {"from"})
    ]


def _behind_objects(noun: Token) -> list[Token]:
    """ "the expulsion of diplomats *by Chad*", hung on the diplomats by the parser."""
    return [doer for target in prepositional(noun, {"of"}) for doer in prepositional(target, {"by"})]


def _self(noun: Token, discourse: Discourse, lexicon: Lexicon) -> Ends:
    """The actor that a role noun denotes: what it is said of, else the noun's own mention."""
    said_of = [(m, p) for m, p in arguments(copula_subjects(noun, lexicon), discourse, "", is_object=False)]
    if said_of:
        return said_of
    titled = [child for child in [noun.head] if noun.dep_ == "compound" and child.pos_ == "PROPN"]
    for token in [*titled, noun]:
        mention = discourse.mention_at(token)
        if mention is not None:
            return [(mention, "self")]
    return []


_FINDERS = {"v": _verb_ends, "n": _noun_ends, "a": _adjective_ends}
