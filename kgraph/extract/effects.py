"""What a governing word does to the act below it: "said that", "refused to", "the plan to" (``clause_verbs.tsv``)."""

from __future__ import annotations

from kgraph.extract.clauses import agents, children, is_order, is_passive, prepositional
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.mood import VERBAL, is_inverted_condition, modals, read_clause
from kgraph.extract.profile import Profile
from kgraph.extract.sources import is_attributing
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

FINITE = {"VBD", "VBZ", "VBP"}
# what these words govern is not stated, whatever stands between
GOVERNING = {
    Effect.BLAME,
    Effect.PREVENT,
    Effect.REPORT,
    Effect.DENY,
    Effect.ASK,
    Effect.WANT,
    Effect.FUTURE,
    Effect.DOUBT,
    Effect.FAIL,
}
SUPPOSED = {Effect.FUTURE, Effect.WANT, Effect.ASK, Effect.DOUBT, Effect.PLAN}


def effect_of(word: Token, lexicon: Lexicon) -> Effect | None:
    """The effect of a word on the clause that it governs; None if the lexicon knows of none."""
    pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(word.pos_)
    if pos is None:
        return None
    lemma = word.lemma_.lower()
    if lemma == "be":  # "it is untrue that", "it is a lie that": the predicate governs the clause
        said = [child for child in word.children if child.dep_ == "acomp" or _is_falsehood(child)]
        return next((effect_of(child, lexicon) for child in said), None)
    for child in word.children:
        if child.dep_ in {"prt", "acomp", "dobj", "prep"}:
            found = lexicon.clause_words.get((pos, f"{lemma} {child.lower_}"))
            if found:
                return found.effect
    clause_word = lexicon.clause_words.get((pos, lemma))
    return clause_word.effect if clause_word else None


def _is_falsehood(noun: Token) -> bool:
    return noun.dep_ == "attr" and noun.lemma_.lower() in word_set("falsehoods")


def source_of(governor: Token, lexicon: Lexicon) -> Token | None:
    """Who says, denies or plans it: the verb's subject, the noun's possessor."""
    if effect_of(governor, lexicon) is Effect.BLAME and not is_passive(governor) and not children(governor, "dobj"):
        return None  # "X accused of attacking Y", as in headlines
    sources = agents(governor, lexicon) if governor.pos_ in VERBAL else _authors(governor)
    return sources[0] if sources else None


def _authors(noun: Token) -> list[Token]:
    """ "*X's* claim", "claims by *X*", and before a clause "the claim of *X* that"."""
    whose = {"by", "from", "of"} if children(noun, "acl", "ccomp") else {"by", "from"}
    return children(noun, "poss") or prepositional(noun, whose)


def apply_effect(
    governor: Token, effect: Effect | None, current: Token, infinitive: bool, profile: Profile, lexicon: Lexicon
) -> bool:
    """Apply a governing word's effect; returns whether what stands above can only add a report."""
    source = source_of(governor, lexicon)
    if _is_settled(governor, effect, current, profile, lexicon):
        return True
    ordered = is_order(current) or (infinitive and current.dep_ == "xcomp")
    if effect is Effect.REPORT and ordered and not _is_raised(governor, current):
        profile.suppose(governor.text)
        return True
    if effect is Effect.REPORT and children(governor, "neg"):
        _unsaid(governor, source, profile)
        return True
    if effect in {Effect.REPORT, Effect.BLAME}:
        profile.report(governor.text, source)
        return True
    if effect is Effect.DENY:
        if not any(c.dep_ == "neg" for c in governor.children):
            profile.negate(governor.text)
        profile.speaker = profile.speaker or source
        return True
    if effect is Effect.ASK and is_passive(governor) and current.tag_ in FINITE:
        profile.report(governor.text, None)  # "is convinced that X attacked"
        return True
    if effect in {Effect.FUTURE, Effect.WANT} and _is_denied(governor):
        if "whether" in {mark.lower_ for mark in children(current, "mark")}:
            profile.suppose(f"not {governor.text}")
        else:
            profile.negate(f"not {governor.text}")
        return True
    if effect is Effect.FUTURE and current.dep_ == "ccomp" and _is_past(current):
        profile.report(governor.text, source)  # "agreed that X had attacked"
        return True
    if effect is Effect.ASK and infinitive and profile.negated and children(current, "neg"):
        profile.negate("asked not to")  # which does not say that it did not happen
    if effect in SUPPOSED:
        if not _is_performed(governor, current):
            profile.suppose(governor.text)
        return True
    if effect is Effect.FAIL and current.tag_ == "VBG" and _goes_on(governor):
        return True
    if effect in {Effect.FAIL, Effect.PREVENT, Effect.REFUSE}:
        profile.negate(governor.text)
        read_clause(governor, profile, lexicon)
        return False
    if effect is Effect.FACTIVE:
        _disclaim(governor, current, profile)
        return True
    if infinitive and governor.lemma_ in {"have", "be"} and current.dep_ == "xcomp":
        if any(c.lower_ == "yet" for c in governor.children):
            profile.negate("yet to")
        else:
            profile.suppose(f"{governor.text} to")
        return False
    if effect is None and infinitive and governor.pos_ in {"NOUN", "ADJ", "VERB"} and current.dep_ in {"xcomp", "acl"}:
        profile.suppose(f"{governor.text} to")
        return True
    if is_inverted_condition(current):
        return True
    if effect is None and governor.pos_ == "VERB" and source is not None and _is_told(current):
        profile.report(governor.text, source)
        return True
    if effect is None and current.dep_ == "ccomp" and governor.pos_ in VERBAL and current.i < governor.i:
        if _is_saying(governor, current):
            profile.report(governor.text, source)
        return True
    read_clause(governor, profile, lexicon)
    return False


def _is_settled(governor: Token, effect: Effect | None, current: Token, profile: Profile, lexicon: Lexicon) -> bool:
    """Whether the place of the clause or what is said of its governor decides, whatever that word does elsewhere."""
    if _is_parallel(governor, effect, current):
        return True
    if current.dep_ in {"acl", "ccomp", "pcomp", "relcl"} and _is_absent(governor):
        if effect is not Effect.DOUBT:
            profile.negate(f"no {governor.text}")
        return True
    if governor.pos_ == "NOUN" and effect in {Effect.FUTURE, Effect.ASK} and _is_turned_down(governor, lexicon):
        profile.negate(governor.head.text)
        profile.speaker = profile.speaker or source_of(governor.head, lexicon)
        return True
    if governor.pos_ == "NOUN" and governor.dep_ == "nsubj" and _is_called_false(governor.head):
        profile.negate(f"{governor.text} {governor.head.text} false")
        return True
    if current.dep_ == "ccomp" and _is_voiced(governor, effect, current, lexicon):
        profile.report(governor.text, source_of(governor, lexicon))
        return True
    return False


def _is_parallel(governor: Token, effect: Effect | None, clause: Token) -> bool:
    """Whether a clause before a verb only stands beside it: "the EU blacklisted X, London *barred* Y"."""
    if clause.dep_ not in {"ccomp", "advcl"} or clause.i > governor.i or clause.tag_ not in FINITE:
        return False
    if governor.tag_ == "VBG" and not children(governor, "aux"):
        return True
    beside = {Effect.BLAME, Effect.PREVENT, Effect.FAIL, Effect.ASK, Effect.ASPECT}
    return effect in beside and bool(children(governor, "dobj", "xcomp"))


def _is_absent(noun: Token) -> bool:
    """ "No plans to", "no intention of", "no sign that"."""
    return noun.pos_ == "NOUN" and any(child.lower_ == "no" for child in children(noun, "det"))


def _is_called_false(verb: Token) -> bool:
    """ "The claim that X attacked *is a lie*", "reports that X attacked *are false*"."""
    said = children(verb, "attr", "acomp", "oprd") if verb.lemma_ in {"be", "prove"} else []
    return not children(verb, "neg") and any(t.lemma_.lower() in word_set("falsehoods") for t in said)


def _is_turned_down(noun: Token, lexicon: Lexicon) -> bool:
    """ "Refused an order to", "turned down an invitation to", "rejected calls to"."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.pos_ != "VERB" or children(verb, "neg"):
        return False
    names = [verb.lemma_, *(f"{verb.lemma_} {child.lower_}" for child in children(verb, "prt"))]
    refused = any(lexicon.light_verbs.get(name) is Effect.REFUSE for name in names)
    return refused or effect_of(verb, lexicon) is Effect.DENY


def _is_voiced(governor: Token, effect: Effect | None, clause: Token, lexicon: Lexicon) -> bool:
    """ "X is married to Y, *the court promised*", "X fled, *the general conceded*"."""
    before = clause.i < governor.i and not any(mark.lower_ == "that" for mark in children(clause, "mark"))
    finite = clause.tag_ in FINITE or bool(children(clause, "aux", "auxpass"))
    voice = (effect in SUPPOSED and governor.lemma_ in word_set("voices")) or is_attributing(governor, lexicon)
    return before and finite and voice and not children(governor, "neg", "xcomp")


def _goes_on(verb: Token) -> bool:
    """ "Will stop bombing", "asked to stop bombing", "has not stopped bombing": so far the bombing goes on."""
    if verb.lemma_ not in word_set("cessation"):
        return False
    over = verb.tag_ in {"VBD", "VBN"} and not modals(verb)
    return over == bool(children(verb, "neg")) and not (over and children(verb, "auxpass"))


def _unsaid(governor: Token, source: Token | None, profile: Profile) -> None:
    """ "Does not believe that X attacked" denies it, "did not say that X attacked" leaves it open."""
    if governor.lemma_ in word_set("beliefs"):
        profile.negate(f"not {governor.text}")
        profile.speaker = profile.speaker or source
    else:
        profile.suppose(f"not {governor.text}")


def _disclaim(governor: Token, clause: Token, profile: Profile) -> None:
    """ "It is not true that", "did not confirm that", "no evidence emerged that": then it is not taken as a fact."""
    subjects = children(governor, "nsubj", "nsubjpass")
    if any(c.lower_ == "no" for subject in subjects for c in children(subject, "det")):
        profile.suppose(f"no {subjects[0].text}")
    elif children(governor, "neg") and governor.lemma_ == "be" and clause.dep_ == "ccomp":
        profile.negate(f"not {governor.text}")
    elif children(governor, "neg") and governor.lemma_ not in word_set("presupposing") and governor.pos_ == "VERB":
        profile.suppose(f"not {governor.text}")


def _is_denied(governor: Token) -> bool:
    """ "Does not plan to", "is not ready to"."""
    verb = governor.head if governor.dep_ == "acomp" else governor
    return any(child.dep_ == "neg" for child in verb.children)


def _is_raised(governor: Token, current: Token) -> bool:
    """ "Is said to have attacked", "claims to support": a report; "told X to attack", "was told to" are orders."""
    if governor.lemma_ in word_set("orders") or children(governor, "dobj", "dative"):
        return False
    return (
        is_passive(governor) or governor.lemma_ == "claim" or any(c.lemma_ == "have" for c in children(current, "aux"))
    )


def _is_performed(governor: Token, current: Token) -> bool:
    """ "I want to thank X": who says so does it."""
    speaker = any(c.lower_ in {"i", "we"} for c in children(governor, "nsubj"))
    return speaker and governor.lemma_ in {"want", "like", "wish"} and current.lemma_ in word_set("performatives")


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.lower_ == "had" for child in children(verb, "aux"))


def _is_told(clause: Token) -> bool:
    """Whether an unknown verb with this clause is likely to be one of saying: "X thundered that Y attacked"."""
    return clause.dep_ == "ccomp" and any(mark.lower_ == "that" for mark in children(clause, "mark"))


def _is_saying(verb: Token, clause: Token) -> bool:
    """Whether an unknown verb after a clause may be one of saying: "X attacked Y, Z grumbled"."""
    between = [t.text for t in verb.sent.tokens if clause.i < t.i < verb.i]
    plain = not children(verb, "dobj", "attr", "acomp", "xcomp", "auxpass", "neg")
    return plain and ";" not in between and bool({",", '"', "''", "”"} & set(between))
