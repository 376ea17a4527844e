"""Who does what to whom in a clause: the arguments of verbs over active, passive, coordination, control and relatives.

All functions take and give spaCy tokens of a dependency parse in the CLEAR style (Choi & Palmer 2012), which spaCy's
English pipelines use. They know nothing of actors; an argument is the head token of its noun phrase.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

SUBJECTS = {"nsubj", "nsubjpass"}
RELATIVES = {"who", "whom", "which", "that", "whose"}
COPULAS = {"be", "become", "remain", "stay", "seem"}
CLAUSAL = {"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "pcomp"}
# "lives in exile in X": a state, not a place, between the verb and the place.
_STATES = {"exile", "hiding", "captivity", "custody", "prison", "detention", "jail", "refuge"}
_MAX_CLIMB = 12
_HAVE = {"have", "has", "had", "having", "'ve", "'d", "’ve", "’d"}  # the lemmatizer knows no capital "Having"


def conjuncts(token: Token) -> list[Token]:
    """The token and the tokens coordinated with it to its right: "A, B and C" from A."""
    found = [token]
    for current in found:
        found += [child for child in current.children if child.dep_ == "conj" and child not in found]
    return found


def first_conjunct(token: Token, parts: Container[str] = ("NOUN", "PROPN")) -> Token:
    """The first of the words of these parts of speech that a word is coordinated with."""
    while token.dep_ == "conj" and token.head.pos_ in parts:
        token = token.head
    return token


def children(token: Token, *deps: str) -> list[Token]:
    """The token's children with one of the dependency labels."""
    return [child for child in token.children if child.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: "was arrested", "(those) arrested by"."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children):
        return True
    if (verb.tag_ != "VBN" and not _is_caused(verb)) or any(
        child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children
    ):
        return False
    if verb.dep_ in {"acl", "advcl"} or _is_caused(verb):
        return True
    head = verb.head
    return verb.dep_ == "conj" and head.tag_ == "VBN" and is_passive(head) and not children(verb, "dobj", "nsubj")


def _is_caused(verb: Token) -> bool:
    """Whether somebody has it done: "the court had X *arrested*"."""
    return verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "ccomp" and verb.head.lemma_ in {"have", "get"}


def surface_subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The heads of the verb's grammatical subjects, its own or shared, inherited or controlled."""
    seen: set[int] = set()
    current = verb
    for _ in range(_MAX_CLIMB):
        if current.i in seen:
            break
        seen.add(current.i)
        own = children(current, *SUBJECTS)
        expletive = bool(own) and _is_expletive(current, own)
        if [t.lower_ for t in own] == ["that"] and _cleft(current):
            return _cleft(current)
        if own and not expletive:
            return [token for subject in own for token in conjuncts(subject)]
        head, dep = current.head, current.dep_
        if dep != "ROOT" and is_imperative(current):
            return children(head, "dobj", "dative") or prepositional(head, ("at", "to", "on"))
        if dep == "acomp" or (expletive and dep in {"advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"}):
            current = head
            continue
        if dep == "conj" or (dep == "xcomp" and _control(head, lexicon) == "subject") or dep in {"advcl", "ccomp"}:
            if dep == "ccomp" and (children(current, "mark") or current.tag_ in {"VBD", "VBZ", "VBP"}):
                break
            if dep == "advcl" and any(
                child.dep_ == "mark" and child.lemma_ not in _SHARED_MARKS for child in current.children
            ):
                break
            current = head
        elif dep == "xcomp":
            return controllers(head) or surface_subjects(head, lexicon)
        elif dep == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            if current.tag_ == "VB" or any(c.tag_ == "TO" for c in current.children):
                return noun_agents(head, lexicon)
            return [head]
        elif dep == "relcl":
            return []
        elif dep == "pcomp" and head.dep_ == "prep":
            governor = first_conjunct(head.head)
            if governor.pos_ in {"NOUN", "PROPN"}:
                if governor.dep_ in {"dobj", "nsubjpass"} and _governs_object(governor.head, head.lower_, lexicon):
                    # "accused *X* of doing", hung on X by the parser
                    return [t for t in conjuncts(governor) if not children(t, "neg")]
                return noun_agents(governor, lexicon)
            if _governs_object(governor, head.lower_, lexicon):
                return controllers(governor) or surface_subjects(governor, lexicon)
            current = governor
            if current.dep_ == "advmod":  # "stopped *short* of condemning X"
                current = current.head
        else:
            break
        if current.pos_ not in {"VERB", "AUX"} and current.dep_ not in {"ROOT", "ccomp", "conj", "xcomp", "acomp"}:
            break
    return []


def is_imperative(verb: Token) -> bool:
    """ "Release X!", "Do not attack X", "Release X, the envoy told Y"."""
    if verb.tag_ != "VB" or children(verb, "nsubj", "nsubjpass", "expl", "mark"):
        return False
    if any(c.lower_ != "do" or c.i != verb.sent.start for c in children(verb, "aux")):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ in {"ccomp", "advcl"} and verb.i < verb.head.i)


def is_order(clause: Token) -> bool:
    """ "*Free X*, Y told Z"."""
    return clause.dep_ == "xcomp" and clause.tag_ == "VB" and clause.i < clause.head.i


def _governs_object(verb: Token, preposition: str, lexicon: Lexicon) -> bool:
    """Whether the act in a prepositional clause is the object's: "accused *X* of doing", "stopped *X* from doing"."""
    if not (controllers(verb) or is_passive(verb)):
        return False
    if preposition in {"from", "into"}:
        return bool(children(verb, "dobj")) or is_passive(verb)
    if preposition not in {"of", "for", "about", "with", "against"}:  # "after meeting X, Y warned Z"
        return False
    return ("v", verb.lemma_.lower()) in lexicon.clause_words and _control(verb, lexicon) == "object"


def _is_expletive(verb: Token, subjects: list[Token]) -> bool:
    """Whether the subject is the empty "it" of "it is necessary to help X": the act is that of the clause above."""
    return [s.lower_ for s in subjects] == ["it"] and bool(children(verb, "acomp", "oprd", "attr"))


_SHARED_MARKS = {"while", "after", "before", "when", "by", "since", "without", "despite", "though", "although", "to"}


def _control(verb: Token, lexicon: Lexicon) -> str:
    word = lexicon.clause_words.get(("v", verb.lemma_.lower()))
    if word is None:
        return "object" if children(verb, "dobj", "dative") else "subject"
    if word.effect is Effect.REPORT and controllers(verb):
        return "object"  # "told X to leave" is an order, "told X that" a report
    if word.control == "object" and not controllers(verb) and not is_passive(verb):
        return "subject" if word.effect not in {Effect.ASK} else "none"
    return word.control


def controllers(verb: Token) -> list[Token]:
    """The object that controls a complement: "urged *X* to", "called on *X* to", "appealed to *X* to"."""
    direct = children(verb, "dobj", "dative")
    direct = [t for d in direct for t in (children(d, "pobj") if d.pos_ == "ADP" else [d])]
    if not direct:
        direct = [
            pobj
            for prep in children(verb, "prep")
            if prep.lemma_ in {"on", "upon", "to", "with", "for"}
            for pobj in children(prep, "pobj")
        ]
    return [token for obj in direct for token in conjuncts(obj)]


def agents(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if not is_passive(verb):
        return surface_subjects(verb, lexicon) or _relative_gap(verb, subject=True)
    return by_phrase(verb) or (agents(verb.head, lexicon) if _is_caused(verb) else [])


def by_phrase(verb: Token) -> list[Token]:
    """The agent of a passive: "by X", "at the hands of X"; shared by coordinated passives."""
    found = [
        pobj
        for child in verb.children
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by"
        for pobj in children(child, "pobj")
    ]
    for prep in children(verb, "prep"):
        if prep.lower_ == "at":
            hands = [t for t in children(prep, "pobj") if t.lower_ == "hands"]
            found += [
                pobj
                for hand in hands
                for of in children(hand, "prep")
                if of.lower_ == "of"
                for pobj in children(of, "pobj")
            ]
    if not found:
        found = [t for other in children(verb, "conj") if other.tag_ == "VBN" for t in by_phrase(other)]
    if not found:
        found = _late_by_phrase(verb)
    return [token for agent in found for token in conjuncts(agent)]


def _late_by_phrase(verb: Token) -> list[Token]:
    """The by-phrase behind a passive's complement: "was barred from leaving *by X*", "was shot at dawn *by X*"."""
    inner = [clause for prep in children(verb, "prep") for clause in children(prep, "pcomp")]
    inner += [
        noun
        for prep in children(verb, "prep")
        for noun in children(prep, "pobj")
        if prep.lower_ == "in" or noun.pos_ == "PROPN" or noun.lemma_.lower() in word_set("times")
    ]
    clauses = [c for c in [*inner, *children(verb, "xcomp")] if c.pos_ != "VERB" or not is_passive(c)]
    return [
        pobj
        for complement in [*clauses, *children(verb, "dobj", "oprd")]
        for prep in children(complement, "prep")
        if prep.lower_ == "by"
        for pobj in children(prep, "pobj")
    ]


def small_clauses(verb: Token) -> list[Token]:
    """The adjectives that a verb says of its object: "held X *responsible*", "found X *guilty*"."""
    return [
        child
        for child in children(verb, "ccomp")
        if child.pos_ == "ADJ" and child.i > verb.i and not children(child, "cop", "aux", "mark")
    ]


def objects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Whom it is done to: the direct object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return surface_subjects(verb, lexicon) or _relative_gap(verb, subject=False)
    found = children(verb, "dobj")
    if [t.lower_ for t in found] == ["that"]:
        found = _relative_gap(verb, subject=False) or found
    if not found:
        found = [t for t in children(verb, "dative", "oprd") if t.pos_ != "ADP"]
    if not found:  # "held *X* responsible"
        found = [t for small in small_clauses(verb) for t in children(small, "nsubj")]
    if not found:
        found = _shared_objects(verb)
    if not found:
        found = _relative_gap(verb, subject=False)
    return [token for obj in found for token in conjuncts(obj)]


def _shared_objects(verb: Token) -> list[Token]:
    """The object of the last of several verbs: "funded, armed and trained *the rebels*"."""
    for other in children(verb, "conj"):
        between_prep = any(c.dep_ in {"prep", "agent"} and c.i < other.i for c in verb.children)
        if other.pos_ == "VERB" and not between_prep and not children(other, *SUBJECTS):
            return children(other, "dobj") or _shared_objects(other)
    return []


def _relative_gap(verb: Token, *, subject: bool) -> list[Token]:
    """The noun that a relative clause without its own pronoun speaks of: "the man police arrested"."""
    current = verb
    while current.dep_ in {"conj", "xcomp"} and current.head.pos_ in {"VERB", "AUX"}:
        current = current.head
    has_subject = bool(children(current, *SUBJECTS))
    cleft = _cleft(current)
    if cleft:
        return cleft if has_subject != subject and not is_passive(verb) else []
    if current.dep_ != "relcl" or current.head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return []
    passive = is_passive(verb)
    if subject:
        return [] if has_subject else [current.head]
    if passive:
        return [] if has_subject else [current.head]
    pronouns = [
        t for t in current.subtree if t.lower_ in RELATIVES and t.dep_ in {"dobj", "pobj"} and t.head in (verb, current)
    ]
    if pronouns:
        return pronouns
    relative_subject = any(t.lower_ in RELATIVES for t in children(current, *SUBJECTS))
    return [current.head] if has_subject and not relative_subject else []


def _cleft(clause: Token) -> list[Token]:
    """What a cleft sentence puts in front of its clause: "it was *X* that Y chose to criticise"."""
    copula = clause.head if clause.dep_ == "ccomp" else clause.head.head if clause.dep_ == "relcl" else clause
    if copula is clause or copula.lemma_ != "be" or [t.lower_ for t in children(copula, "nsubj")] != ["it"]:
        return []
    return [t for attr in children(copula, "attr") for t in conjuncts(attr)]


def is_reciprocal(token: Token) -> bool:
    """Whether a word is the head of "each other" or "one another", or of "each other's diplomats"."""
    words = [token, *children(token, "poss", "det")]
    return any(
        t.before is not None and (t.before.lower_, t.lower_) in {("each", "other"), ("one", "another")} for t in words
    )


def prepositional(head: Token, prepositions: Iterable[str]) -> list[Token]:
    """The objects of the head's prepositions, also of a preposition chain ("out of X") and a stranded relative."""
    wanted = set(prepositions)
    found: list[Token] = []
    for prep in head.children:
        if prep.dep_ not in {"prep", "agent", "dative", "prt", "advmod"} or prep.pos_ not in {
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
            "PART",
        }:
            continue
        inner = children(prep, "prep")
        if prep.lower_ in wanted:
            direct = children(prep, "pobj")
            found += direct
            found += [pobj for p in inner for pobj in children(p, "pobj")]
            found += [
                pobj
                for d in direct
                if d.lemma_ in _STATES
                for p in children(d, "prep")
                if p.lower_ in wanted
                for pobj in children(p, "pobj")
            ]
        found += [pobj for p in inner if p.lower_ in wanted for pobj in children(p, "pobj")]
    if not found and "against" in wanted and head.pos_ == "NOUN":  # "charges of treason *against X*"
        fields = [noun for p in children(head, "prep") if p.lower_ == "of" for noun in children(p, "pobj")]
        found = [x for n in fields for p in children(n, "prep") if p.lower_ == "against" for x in children(p, "pobj")]
    return [token for obj in dict.fromkeys(found) for token in conjuncts(obj)]


def possessors(noun: Token) -> list[Token]:
    """ "*Macron*'s criticism", "*his* support"."""
    return [token for child in children(noun, "poss") for token in conjuncts(child)]


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and nouns before the noun: "*US* sanctions", "the *Russian* invasion"."""
    found = children(noun, "amod", "compound", "nmod")
    return found + [t for child in found for t in children(child, "compound", "conj", "amod") if t not in found]


def noun_agents(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Whose act an event noun is: possessor, by-phrase, or the subject of the verb that governs it."""
    found = possessors(noun) or prepositional(noun, {"by"})
    if found:
        return found
    governor, _ = governing_verb(noun)
    return agents(governor, lexicon) if governor is not None else []


def governing_verb(noun: Token) -> tuple[Token | None, str]:
    """The verb that a noun is an argument of, and how: "dobj", "nsubjpass", "nsubj", "attr", or the preposition."""
    noun = first_conjunct(noun)
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        return head, noun.dep_
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return head.head, head.lower_
    return None, ""


def copula_subjects(noun: Token, lexicon: Lexicon) -> list[Token]:
    """What a predicate noun or adjective is said of: "*X* is an ally", "*X*, an ally of", "called *X* an ally"."""
    token = first_conjunct(noun, ("NOUN", "PROPN", "ADJ"))
    head = token.head
    if token.dep_ in {"attr", "acomp"} and head.pos_ in {"AUX", "VERB"}:
        return surface_subjects(head, lexicon) or _relative_gap(head, subject=True)
    if token.dep_ == "appos":
        return [head]
    if token.dep_ == "oprd":
        return children(head, "dobj") or surface_subjects(head, lexicon)
    if token.dep_ == "nsubj" and head.lemma_ == "be":  # "its closest ally is *X*"
        return [t for t in children(head, "attr") if t.pos_ == "PROPN"]
    if token.dep_ == "amod" and token.pos_ == "ADJ" and token.i > head.i:
        return [head]
    return []


def infinitives(verb: Token) -> list[Token]:
    """What for, or what somebody is to do: "ordered X to *close*", "called X to *complain*"."""
    found = children(verb, "xcomp", "ccomp", "advcl")
    found += [clause for obj in children(verb, "dobj") for clause in children(obj, "relcl", "acl", "advcl")]
    return [clause for clause in found if any(child.tag_ == "TO" for child in clause.children)]
