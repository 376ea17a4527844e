"""The slots of a verb that a trigger's frame names: subject, object, recipient, complement, prepositions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kgraph.extract.clauses import (
    CLAUSAL,
    SUBJECTS,
    agents,
    children,
    conjuncts,
    controllers,
    is_order,
    is_passive,
    objects,
    possessors,
    prepositional,
    surface_subjects,
)
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.tokens import Token


def indirect_objects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The recipient: "gave *X* arms", "gave arms to *X*", "*X* was given arms"."""
    found: list[Token] = []
    for child in children(verb, "dative"):
        found += children(child, "pobj") if child.pos_ == "ADP" else [child]
    if not found:
        found = prepositional(verb, {"to"}) or _swallowed_recipients(verb) or _doubled_objects(verb)
    if not found and is_passive(verb) and children(verb, "dobj", "oprd"):
        found = surface_subjects(verb, lexicon)
    return [token for obj in found for token in conjuncts(obj)]


def _swallowed_recipients(verb: Token) -> list[Token]:
    """A recipient that the parser took into the thing given: "lent *Chad* ten tanks", "lend *Chad* money".

    A name that stands before the thing's own numeral, or right behind the verb, is none of its modifiers.
    """
    found = []
    for given in children(verb, "dobj"):
        named = [t for t in children(given, "compound", "nmod") if t.pos_ == "PROPN" and t.i > verb.i]
        fixed = named and any(t.dep_ in {"det", "poss"} and t.i < named[0].i for t in given.children)
        if named and not fixed and not prepositional(given, {"to", "for"}) and given.pos_ == "NOUN":
            found.append(named[0])
    return found


def _doubled_objects(verb: Token) -> list[Token]:
    """A recipient that the parser took for another object, or the thing for its apposition: "gave *Chad* a loan"."""
    given = children(verb, "dobj")
    if len(given) == 1:
        given += [t for t in children(given[0], "appos") if all(c.lower_ != "," for c in given[0].children)]
    return given[:1] if len(given) > 1 and given[1].pos_ == "NOUN" else []


def complement_subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The subject of the verb's complement clause: "demanded that *X* leave", "urged *X* to leave".

    After a verb of saying only an infinitive counts: "told *X* to leave", but not "told the press that X left".
    """
    word = lexicon.clause_words.get(("v", verb.lemma_.lower()))
    deps = ("ccomp", "xcomp", "advcl") if word is not None and word.effect is Effect.ASK else ("ccomp", "xcomp")
    clauses = [c for c in children(verb, *deps) if (c.i > verb.i or is_order(c)) and _is_act(c)]
    if word is not None and word.effect is Effect.REPORT:
        clauses = [c for c in clauses if is_order(c) or any(child.tag_ == "TO" for child in c.children)]
    found = [t for clause in clauses for t in children(clause, *SUBJECTS)]
    inner = [clause for prep in children(verb, "prep") for clause in children(prep, "pcomp")]
    found += [t for clause in inner for t in children(clause, *SUBJECTS)]
    if not found and any(_is_infinitive(clause) for clause in clauses):
        return surface_subjects(verb, lexicon) if is_passive(verb) else controllers(verb)
    return [token for subject in found for token in conjuncts(subject)]


def _is_infinitive(clause: Token) -> bool:
    return clause.dep_ == "xcomp" or (clause.dep_ == "advcl" and any(c.tag_ == "TO" for c in clause.children))


def _is_act(clause: Token) -> bool:
    """Whether a complement is its subject's act: not "called X a *thief*", "asked where X *is*", "wants X *freed*"."""
    is_verb = clause.pos_ in {"VERB", "AUX", "ADV", "ADP"} or bool(children(clause, "mark", "aux"))
    is_bare = clause.tag_ in {"VBN", "VBD"} and not children(clause, "mark", "aux")
    is_undergone = bool(children(clause, *SUBJECTS)) and (is_bare or is_passive(clause))
    return is_verb and not is_undergone and not any(c.tag_ in _QUESTIONS and c.i < clause.i for c in clause.children)


_QUESTIONS = {"WRB", "WP", "WDT"}
SlotFinder = Callable[[Token, Lexicon], list[Token]]
VERB_SLOTS: dict[str, SlotFinder] = {
    "nsubj": agents,
    "dobj": objects,
    "iobj": indirect_objects,
    "comp": complement_subjects,
}


def verb_slot(verb: Token, names: Iterable[str], lexicon: Lexicon, words: Iterable[Token] = ()) -> list[Token]:
    """The heads that fill any of the named slots of a verb; other names are prepositions.

    A preposition may also hang on a further word of the trigger ("came under *fire* from X") or on the object.
    """
    found: list[Token] = []
    prepositions = []
    for name in names:
        if name == "poss":
            found += [owner for word in words for owner in possessors(word)]
            continue
        if name in VERB_SLOTS:
            found += VERB_SLOTS[name](verb, lexicon)
        else:
            prepositions.append(name)
    if prepositions:
        found += prepositional(verb, prepositions) or _particle_objects(verb, prepositions)
        found = found or _stranded(verb, prepositions, lexicon)
        if not found:
            for obj in [*words, *children(verb, "dobj", "prt", "advmod", "acomp", "npadvmod")]:
                found += prepositional(obj, prepositions)
        if not found and words and {"to", "for"} & set(prepositions):
            found += _low_attached(verb, {"to", "for"})
    return list(dict.fromkeys(found))


def _particle_objects(verb: Token, prepositions: list[str]) -> list[Token]:
    """The object of a preposition that the tagger took for a particle: "turned *on X*"."""
    if not any(particle.lower_ in prepositions for particle in children(verb, "prt")):
        return []
    return [token for obj in children(verb, "dobj") for token in conjuncts(obj)]


def _stranded(verb: Token, prepositions: list[str], lexicon: Lexicon) -> list[Token]:
    """The subject of a passive that leaves its preposition behind: "*X* was fired upon"."""
    alone = [p for p in children(verb, "prep") if p.lower_ in prepositions and not children(p, "pobj", "pcomp", "prep")]
    return surface_subjects(verb, lexicon) if alone and is_passive(verb) else []


def _low_attached(verb: Token, prepositions: set[str]) -> list[Token]:
    """Objects of a preposition that the parser hung on a noun further down: "offer help in case of attack *to X*"."""
    found: list[Token] = []
    level = [verb]
    while level:
        level = [child for token in level for child in token.children if child.dep_ not in CLAUSAL | SUBJECTS]
        found += [target for token in level for target in prepositional(token, prepositions)]
    return found
