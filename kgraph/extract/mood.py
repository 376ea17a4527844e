"""The mood of one clause: what its own adverbs, auxiliaries, conjunctions and word order say of its verb or noun."""

from __future__ import annotations

from kgraph.extract.clauses import children, is_imperative
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.profile import Profile, status_words
from kgraph.extract.sources import read_attribution
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

VERBAL = {"VERB", "AUX"}
MODALS = {"will", "would", "could", "may", "might", "shall", "should", "must", "can", "'ll", "'d", "wo", "ca"}
_UNDENIED = {"may", "might", "should", "must", "shall"}  # "must not attack" forbids, it does not say that nobody did
_CONDITIONAL = {"if", "unless", "whether", "lest", "until", "till"}
_MODIFIERS = {"advmod", "amod", "det", "preconj", "cc", "predet"}
_CONTINUING = {"continue", "remain", "keep", "stay"}


def read_clause(token: Token, profile: Profile, lexicon: Lexicon) -> None:
    """Add to the profile what a word and, if it is a verb, its clause say of themselves."""
    denials = _denials(token)
    possible = modals(token) if token.pos_ in VERBAL else []
    marks = conditions(token) if token.pos_ in VERBAL else []
    if not marks and not any(modal.lower_ in _UNDENIED for modal in possible):
        for denial in denials:
            profile.negate(denial)
    for why in [*(modal.text for modal in possible), *marks]:
        profile.suppose(why)
    for child in token.children:
        effect = status_words().get(child.lower_) if child.dep_ in _MODIFIERS else None
        if effect == "hedge":
            profile.suppose(child.text)
        elif effect == "report":
            profile.report(child.text, None)
    read_attribution(token, profile, lexicon)


def read_objects(verb: Token, profile: Profile) -> None:
    """Add to the profile that the act of a verb had no object: "met neither X nor Y", "promised nobody a job"."""
    if verb.pos_ != "VERB" or any(modal.lower_ in _UNDENIED for modal in modals(verb)) or conditions(verb):
        return
    for child in children(verb, "dobj", "dative", "prep"):
        found = children(child, "pobj") if child.dep_ == "prep" or child.pos_ == "ADP" else [child]
        for noun in found:
            if _is_nothing(noun, bare=child.dep_ == "prep"):
                profile.negate("its object")
                return


def _is_nothing(noun: Token, *, bare: bool) -> bool:
    """ "Nobody", "no one", "neither X", and unless only such pronouns are meant "no rebels"; not "nobody but X"."""
    if any(child.lower_ in {"but", "except", "besides", "short"} for child in noun.children):
        return False
    none = noun.lower_ in {"nobody", "nothing", "none"} or (noun.lower_ == "one" and "no" in _before(noun))
    return none or "neither" in _before(noun) or (not bare and "no" in _before(noun))


def _before(noun: Token) -> set[str]:
    return {child.lower_ for child in children(noun, "det", "preconj", "cc", "advmod") if child.i < noun.i}


def _denials(token: Token) -> list[str]:
    """The words that deny it: each turns the sense around."""
    found = []
    for child in token.children:
        if _denies(child):
            found.append(child.text)
        elif child.dep_ == "prep" and any(_is_none(pobj) for pobj in children(child, "pobj")):
            found.append(f"{child.text} no")
        elif child.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in VERBAL:
            if child.lower_ in {"nobody", "none", "neither"}:
                found.append(child.text)
            elif _is_nobody(child):
                found.append("its subject")
    return found


def _is_nobody(subject: Token) -> bool:
    """ "No minister", "not one minister", but not "not only the minister"."""
    if any(c.lower_ == "but" and c.i > subject.i for c in children(subject, "cc")):
        return False  # "not X but Y"
    before = [c.lower_ for c in children(subject, "det", "preconj", "cc") if c.i < subject.i]
    if any(status_words().get(word) == "negate" for word in before):
        return True
    phrase = [token.lower_ for token in subject.subtree[:2]]
    return phrase[0] == "not" and phrase[-1] not in word_set("additive")


def _denies(word: Token) -> bool:
    before = {child.lower_ for child in word.children}
    if (word.lower_ == "longer" and "no" in before) or (word.lower_ == "again" and "never" in before):
        return True
    if word.dep_ == "cc" and word.i > word.head.i:
        return False  # "nor" denies what follows
    return word.dep_ == "neg" or (word.dep_ in _MODIFIERS and status_words().get(word.lower_) == "negate")


def _is_none(noun: Token) -> bool:
    """ "At no point", "under no circumstances"."""
    return status_words().get(f"no {noun.lemma_.lower()}") == "negate" and any(
        c.lower_ == "no" for c in children(noun, "det")
    )


def modals(verb: Token) -> list[Token]:
    """The auxiliaries that make the verb a mere possibility.

    "Will continue to support" takes the support for granted, and "would often attack" speaks of what used to happen.
    """
    found = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.lower_ in MODALS]
    if verb.lemma_ in _CONTINUING:
        return [modal for modal in found if modal.lower_ not in {"will", "'ll", "would"}]
    if any(status_words().get(child.lower_) == "habit" for child in children(verb, "advmod")):
        return [modal for modal in found if modal.lower_ not in {"would", "'d"}]
    return found


def conditions(verb: Token) -> list[str]:
    """The conjunctions and the word order that make the clause a condition, a wish or an order."""
    found = [
        child.text
        for child in children(verb, "mark")
        if child.lower_ in _CONDITIONAL and not (child.lower_ in {"until", "till"} and _came_true(verb))
    ]
    if _is_provided(verb):
        found.append("the proviso")
    if is_inverted_condition(verb):
        found.append("the inverted condition")
    if is_imperative(verb):
        found.append("the imperative")
    if verb.dep_ == "ROOT" and any(c.tag_ == "TO" for c in children(verb, "aux")):
        found.append("to")  # as in headlines: "X to visit Y"
    return found


def _came_true(verb: Token) -> bool:
    """ "They fought until X *fled*", but not "they would fight until X fled"."""
    past = verb.tag_ == "VBD" or any(child.lower_ in {"was", "were"} for child in children(verb, "auxpass"))
    return past and verb.dep_ == "advcl" and not modals(verb.head)


def _is_provided(verb: Token) -> bool:
    """ "Provided X attacks", "in case X attacks": the parser knows these conjunctions as verbs and nouns.

    Only right before the clause's subject: "in the case of X" and "provided X with arms" are none.
    """
    edges = [min(t.i for t in s.subtree) for s in children(verb, "nsubj", "nsubjpass", "mark")]
    first = min(edges, default=verb.i) - verb.sent.start
    before = [token.lower_ for token in verb.sent.tokens[max(0, first - 2) : first]]
    return before[-2:] == ["in", "case"] or (before[-1:] != [] and before[-1] in word_set("provisos"))


def is_inverted_condition(verb: Token) -> bool:
    """ "Had X endorsed Y, …", "Should X attack, …": an auxiliary before its subject, and no question."""
    if verb.dep_ not in {"advcl", "ccomp", "ROOT"} or is_asked(verb):
        return False
    subjects = [child.i for child in children(verb, "nsubj", "nsubjpass")]
    follows = any(MODALS & {c.lower_ for c in children(clause, "aux")} for clause in children(verb, "ccomp"))
    return any(
        c.dep_ == "aux"
        and c.lower_ in {"had", "should", "were"}
        and c.i < min(subjects, default=-1)
        and (verb.dep_ != "ROOT" or follows or c.i == verb.sent.start)
        for c in verb.children
    )


def is_asked(token: Token) -> bool:
    """Whether the token's sentence is a question, and not only a quotation at its end."""
    if not token.sent.text.rstrip('" ').endswith("?"):
        return False
    return sum(t.text in {'"', "``", "''"} for t in token.sent.tokens if t.i > token.i) != 2


def is_open_question(token: Token) -> bool:
    """A yes/no question about the main clause: "Will X visit Y?", but not "Why did X visit Y?"."""
    if not is_asked(token):
        return False
    root = token.sent.root
    return not any(t.tag_ in {"WRB", "WP", "WDT"} for t in token.sent.tokens if t.i < root.i)


def is_asked_progressive(token: Token) -> bool:
    """ "Is X arming Y?", where the parser takes the participle for one that describes X."""
    root = token.head.head
    return token.dep_ == "acl" and token.tag_ == "VBG" and root.lemma_ == "be" and root.i == token.sent.start


def is_asked_predicate(noun: Token) -> bool:
    """ "Is X the president of Y?", where the parser takes the noun for an apposition to X."""
    root = noun.head.head
    asked = noun.dep_ == "appos" and root.lemma_ == "be" and root.i == noun.sent.start and is_asked(noun)
    return asked and not any(t.text == "," for t in noun.sent.tokens if noun.head.i < t.i < noun.i)
