"""The status of an act: stated, reported, hypothetical or negated, read off the words above it in the parse.

The walk goes from the trigger word up to the root of its sentence, and each word that governs the clause below it
changes the status by its effect (``ontology/lexicon/clause_verbs.tsv``). This is the factuality profile of
Saurí & Pustejovsky (2009), reduced to four values.
"""

from __future__ import annotations

from kgraph.extract.clauses import children, is_passive
from kgraph.extract.effects import FINITE, GOVERNING, SUPPOSED, apply_effect, effect_of, source_of
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.mood import (
    MODALS,
    VERBAL,
    conditions,
    is_asked_progressive,
    is_open_question,
    modals,
    read_clause,
    read_objects,
)
from kgraph.extract.profile import Judgement, Profile, status_words
from kgraph.extract.sources import breaks_off, read_attribution, read_loose_attribution
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import Status

_FREE_NOUN_DEPS = {
    "dobj",
    "pobj",
    "nsubj",
    "nsubjpass",
    "attr",
    "conj",
    "appos",
    "compound",
    "nmod",
    "poss",
    "oprd",
    "dative",
}
_BEFORE_SEMICOLON = {"ccomp", "advcl", "parataxis", "nsubj"}
_BY_WAY = {"by", "in", "through"}
_ABOUT = {"of", "about", "over", "for", "with", "from", "to", "against"}
# verbs whose object did it, or did not: "accused X of robbing Y"
_OF_SOMEBODY = {Effect.BLAME, Effect.DENY, Effect.PREVENT}


def judge(trigger: Token, lexicon: Lexicon, quoted: range = range(0)) -> Judgement:
    """The status of the act that a trigger word expresses.

    ``quoted`` are the tokens of the quotation around it: a whole clause inside stands for itself, whatever the verb
    outside would do to it ("'We support X,' she promised").
    """
    profile = Profile()
    read_clause(trigger, profile, lexicon)
    read_objects(trigger, profile)
    if _is_called_untrue(trigger):
        profile.negate("it is not true")
    current = trigger
    facts_only = False
    for _ in range(20):
        if current.dep_ == "ROOT" or current.head is current:
            read_loose_attribution(trigger, profile, lexicon)
            break
        if _is_taken_for_granted(current, lexicon):
            break
        if current.dep_ == "ccomp" and current.i in quoted and current.head.i not in quoted and _has_subject(current):
            profile.report(current.head.text, source_of(current.head, lexicon))
            break
        facts_only = _step(current, profile, lexicon, facts_only)
        current = current.head
    if is_open_question(trigger) and (not facts_only or is_asked_progressive(trigger)):
        profile.suppose("the question")
    return profile.judgement()


def _is_called_untrue(trigger: Token) -> bool:
    """ "It is not true, *X said,* that Y came": the clause is hung on the words put in between."""
    said = trigger.sent.tokens[:5]
    if len(said) < 5 or said[0].lower_ != "it" or said[1].lemma_ != "be":
        return False
    denied = any(token.lower_ in {"not", "n't"} for token in said[2:])
    words = {token.lemma_.lower() for token in said[2:]}
    if not (denied and words & {"true", "correct", "so"}) and not (words & word_set("falsehoods") and not denied):
        return False
    clauses = [trigger, *trigger.ancestors]
    told = next((word for word in clauses if "that" in _marks(word)), None)
    return told is not None and told.head.i > said[2].i and told.head not in said[1:]


def _is_taken_for_granted(word: Token, lexicon: Lexicon) -> bool:
    """What the sentence presupposes, or says apart from what stands above: no source has to vouch for it.

    "*Rebels loyal to X* fled", "X, *who heads the navy*, said", "*X fled*; Y said he was ill".
    """
    if word.dep_ == "relcl":
        return not _is_content(word, effect_of(word.head, lexicon)) and not _is_infinitive(word)
    if word.dep_ == "acl":
        return effect_of(word.head, lexicon) is None and not _is_infinitive(word) and not is_asked_progressive(word)
    if word.dep_ == "amod":
        return word.i > word.head.i
    return word.dep_ in _BEFORE_SEMICOLON and word.i < word.head.i and breaks_off(word, word.head)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in children(verb, "aux"))


def _has_subject(verb: Token) -> bool:
    return bool(children(verb, "nsubj", "nsubjpass", "expl"))


def own_status(word: Token, lexicon: Lexicon) -> Status:
    """The status by the word's own modifiers alone: "a former critic", "an alleged ally", "no ally"."""
    profile = Profile()
    read_clause(word, profile, lexicon)
    return profile.judgement().status


def _step(current: Token, profile: Profile, lexicon: Lexicon, facts_only: bool) -> bool:
    """Apply what the head of ``current`` does to it; returns whether only reports may still change the status."""
    head, dep = current.head, current.dep_
    if current.pos_ in VERBAL and dep == "conj" and head.pos_ in VERBAL:
        if not facts_only:
            _inherit(current, head, profile, lexicon)
        # "opted not to vote, but the party endorsed X": a clause of its own, not under "opted"
        return facts_only or (_is_finite(current) and head.dep_ in {"xcomp", "acl", "pcomp"})
    if dep in {"ccomp", "xcomp", "csubj", "acl", "relcl", "advcl", "pcomp"}:
        return _clause(current, profile, lexicon, facts_only)
    if dep == "prep" or current.pos_ in {"ADP", "SCONJ"}:
        return facts_only
    if dep in _FREE_NOUN_DEPS and current.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "NUM"} and not facts_only:
        return _noun_argument(current, profile, lexicon)
    if dep == "acomp" and not facts_only:
        read_clause(head, profile, lexicon)
    return facts_only


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE and _has_subject(verb)


def _inherit(current: Token, head: Token, profile: Profile, lexicon: Lexicon) -> None:
    """ "Will take and hold": a coordinated verb without a subject shares the source and auxiliaries of the first."""
    links = [c.lower_ for c in children(head, "cc") if c.i < current.i]
    if links[-1:] == ["nor"]:
        profile.negate("nor")
    if children(current, "nsubj", "nsubjpass"):
        return
    read_attribution(head, profile, lexicon)
    if children(current, "aux"):
        return
    for why in conditions(head):
        profile.suppose(why)
    shared = [c for c in head.children if c.dep_ == "aux" and c.lower_ in MODALS and c.i < head.i]
    if shared and current.tag_ in {"VB", "VBN"}:
        profile.suppose(shared[0].text)
    if _is_none_of(current) or (links[-1:] == ["or"] and effect_of(head, lexicon) is Effect.DENY):
        profile.negate("not … or")


def _is_none_of(verb: Token) -> bool:
    """ "Has never attacked X, *threatened* Y or armed Z"."""
    chain = [verb]
    while chain[-1].dep_ == "conj" and not children(chain[-1], "nsubj", "nsubjpass"):
        chain.append(chain[-1].head)
    linked = any(cc.lower_ == "or" for word in [*verb.children, *chain] for cc in children(word, "cc"))
    return linked and bool(children(chain[-1], "neg"))


def _clause(current: Token, profile: Profile, lexicon: Lexicon, facts_only: bool) -> bool:
    """What governs a subordinate clause does to it."""
    head, dep = current.head, current.dep_
    governor, preposition = (_governor(head, lexicon), head.lower_) if dep == "pcomp" else (head, "")
    if dep == "advcl" and "that" in _marks(current):
        governor, dep = _before_that(current, governor, lexicon), "ccomp"
    if dep == "ccomp" and _is_second_content(current, governor):
        return facts_only
    effect = effect_of(governor, lexicon)
    infinitive = _is_infinitive(current)
    if infinitive and not facts_only and current.lemma_ in word_set("manifest") and governor.dep_ == "pobj":
        return False  # "marched to the courthouse to thank X"
    if infinitive and governor.lemma_ in word_set("attempts") and current.lemma_ in word_set("entreaties"):
        read_clause(governor, profile, lexicon)
        return False  # who tries to persuade asks
    if infinitive and dep in {"relcl", "acl"} and _is_singled_out(governor):
        return True
    if dep == "relcl" and not _is_content(current, effect):
        if infinitive and not facts_only:
            profile.suppose(f"{governor.text} to")
        return True
    if dep == "advcl" and not _is_gerund_complement(current, governor, effect):
        if infinitive and not facts_only and current.lemma_ in word_set("manifest"):
            read_clause(governor, profile, lexicon)
            return False  # "marched to protest": the march is the protest
        if infinitive and not facts_only and effect is not Effect.ASPECT:
            profile.suppose("the purpose clause")
        elif infinitive and not facts_only:
            read_clause(governor, profile, lexicon)
        elif _is_awaited(current, governor) and not facts_only:
            profile.suppose("what is awaited")
        elif _marks(current) & {"as"} and governor.pos_ in VERBAL and effect is Effect.REPORT:
            return facts_only
        return True
    if dep == "pcomp":
        if _is_warned_of(head, governor, effect):
            profile.suppose(f"{governor.text} {preposition}")
            return True
        if _is_undone(head, governor, effect):
            profile.negate(preposition)
            return True
        if effect not in GOVERNING:
            for modal in modals(governor) if preposition in _BY_WAY and not facts_only else ():
                profile.suppose(modal.text)  # "by attacking X, Y would break the truce"
            return True
        if effect is Effect.REPORT and preposition not in {"of", "as", "about"}:
            return True
        if effect in {Effect.DENY, Effect.PREVENT} and preposition == "for":
            return True  # "dismissed for attacking X", "banned for insulting X"
    if dep == "acl" and not infinitive and effect is None:
        return True
    if facts_only:
        if effect in {Effect.REPORT, Effect.BLAME} and dep == "ccomp":
            profile.report(governor.text, source_of(governor, lexicon))
        return True
    return apply_effect(governor, effect, current, infinitive, profile, lexicon)


def _governor(preposition: Token, lexicon: Lexicon) -> Token:
    """The word that a preposition belongs to: in "accused X of robbing Y" the verb, even if parsed with X."""
    head = preposition.head
    verb = head.head
    if head.dep_ == "dobj" and effect_of(verb, lexicon) in _OF_SOMEBODY and preposition.lower_ in {"of", "from"}:
        return verb
    return head


def _is_awaited(clause: Token, governor: Token) -> bool:
    """ "May be arrested as soon as he *lands*", "will not sign before X *pays*": not yet."""
    words = {child.lower_ for child in children(clause, "mark", "advmod")}
    present = clause.tag_ in {"VBZ", "VBP"} and bool(words & {"once", "when", "after", "before", "as"})
    return present and bool(modals(governor))


def _is_singled_out(noun: Token) -> bool:
    """ "The first president to visit X" did visit X; "a president to visit X" is yet to."""
    return any(
        child.tag_ in {"JJS", "RBS"} or child.lower_ in word_set("singling")
        for child in children(noun, "amod", "advmod", "nummod")
    )


def _is_second_content(clause: Token, governor: Token) -> bool:
    """ "Claims that X bought Y, *that Z beat W*": what is claimed too, though parsed as if the buyer said so."""
    that = next((mark.before for mark in children(clause, "mark") if mark.lower_ == "that"), None)
    return that is not None and that.lower_ in {",", "and", "or"} and "that" in _marks(governor)


def _before_that(clause: Token, governor: Token, lexicon: Lexicon) -> Token:
    """The verb or noun right before "that", which a misplaced clause belongs to: "if X *says* that Y attacked, …"."""
    before = next((mark.before for mark in children(clause, "mark") if mark.lower_ == "that"), None)
    return before if before is not None and effect_of(before, lexicon) is not None else governor


def _is_content(clause: Token, effect: Effect | None) -> bool:
    """ "The allegation he attacked her": a clause that says what the noun is about, though parsed as a relative."""
    if effect in SUPPOSED and _is_infinitive(clause):
        return True
    if any(child.lower_ == "that" and child.tag_ == "IN" for child in clause.children):
        return True  # the conjunction, though parsed as an object
    if effect not in {Effect.REPORT, Effect.DENY, *SUPPOSED} or not children(clause, "dobj", "prep"):
        return False
    if any(t.tag_ in {"WP", "WP$", "WRB"} or t.lower_ == "which" for t in clause.subtree if t.i < clause.i):
        return False
    subjects = children(clause, "nsubj", "nsubjpass")
    return bool(subjects) and not any(child.lower_ == "that" for child in (*subjects, *children(clause, "dobj")))


def _is_undone(preposition: Token, governor: Token, effect: Effect | None) -> bool:
    """ "Without attacking", "instead of attacking", "rather than attack", "voted against attacking"."""
    if preposition.lower_ == "against":
        return effect in {Effect.FUTURE, Effect.ASPECT}
    if status_words().get(preposition.lower_) == "negate":
        return True
    before = {child.lower_ for child in preposition.children} | {governor.lower_}
    return any(status_words().get(f"{word} {preposition.lower_}") == "negate" for word in before)


def _is_warned_of(preposition: Token, governor: Token, effect: Effect | None) -> bool:
    """ "Warned X against attacking", "advised against attacking"."""
    return preposition.lower_ == "against" and (effect is Effect.ASK or governor.lemma_ in word_set("orders"))


def _is_gerund_complement(clause: Token, governor: Token, effect: Effect | None) -> bool:
    """ "Ruled out attacking": right behind a word that takes such clauses, though parsed as an adjunct."""
    between = clause.sent.tokens[governor.i + 1 - clause.sent.start : clause.i - clause.sent.start]
    behind = clause.i > governor.i and all(t.head is governor and t.dep_ == "prt" for t in between)
    return behind and clause.tag_ == "VBG" and effect in GOVERNING


def _noun_argument(noun: Token, profile: Profile, lexicon: Lexicon) -> bool:
    """A noun that names an act takes on the status of the verb or noun it depends on: "denied an attack"."""
    head, dep, preposition = noun.head, noun.dep_, ""
    if dep == "conj":
        return False
    if dep == "pobj":
        preposition = head.lower_
        head = _governor(head, lexicon)
        if preposition == "without":
            profile.negate("without")
            return True
    effect = effect_of(head, lexicon)
    if dep == "oprd" and head.lemma_ in word_set("naming") and not is_passive(head):
        profile.report(head.text, source_of(head, lexicon))
        return True
    if dep in {"oprd", "pobj"} and head.lemma_ in word_set("appointing"):
        read_clause(head, profile, lexicon)
        return False
    if head.pos_ not in VERBAL:
        governs = effect in {*SUPPOSED, Effect.DENY, Effect.REPORT} and effect is not Effect.PLAN
        if governs and preposition in {"of", "for", "about", "to"}:
            return apply_effect(head, effect, noun, False, profile, lexicon)
        return True
    if dep == "nsubj":
        return _subject(noun, head, effect, profile, lexicon)
    if dep == "pobj" and (effect is None or preposition not in _ABOUT):
        read_attribution(head, profile, lexicon)
        return True
    light = lexicon.light_verbs.get(light_verb_name(head, lexicon) or "")
    if effect in GOVERNING and dep == "pobj":
        light = None
    if light is Effect.REFUSE and effect in {Effect.PREVENT, Effect.FAIL}:
        profile.negate(head.text)
    if light in {Effect.DO, Effect.GET, Effect.LOSE, Effect.UNDO, Effect.REFUSE}:
        read_clause(head, profile, lexicon)
        return False
    if effect in GOVERNING - {Effect.REPORT}:
        if effect is Effect.BLAME and preposition not in {"of", "for"}:
            return True
        return apply_effect(head, effect, noun, False, profile, lexicon)
    if dep == "pobj" and _is_warned_of(noun.head, head, effect):
        profile.suppose(f"{head.text} {preposition}")
        return True
    if effect is Effect.REPORT and preposition in {"of", "about"}:
        profile.report(head.text, source_of(head, lexicon))
        return True
    if dep in {"dobj", "attr", "oprd", "nsubjpass"}:
        read_clause(head, profile, lexicon)
        return False
    return True


def _subject(noun: Token, verb: Token, effect: Effect | None, profile: Profile, lexicon: Lexicon) -> bool:
    """An act as the subject: "the attack never happened", "an attack is likely", "an attack would anger X"."""
    hedges = [c for c in children(verb, "acomp") if status_words().get(c.lower_) in {"hedge", "report"}]
    if verb.lemma_ == "be" and effect in {*SUPPOSED, Effect.DENY}:
        return apply_effect(verb, effect, noun, False, profile, lexicon)
    if hedges or verb.lemma_ in word_set("happenings") or any(c.lower_ == "place" for c in children(verb, "dobj")):
        for hedge in hedges:
            profile.suppose(hedge.text)
        read_clause(verb, profile, lexicon)
        return False
    read_attribution(verb, profile, lexicon)
    if not _is_definite(noun):
        for child in verb.children:
            if child.dep_ == "aux" and child.lower_ in MODALS:
                profile.suppose(child.text)
    return True


def _is_definite(noun: Token) -> bool:
    """ "The attack will anger X" presupposes it; "an attack", "attacks" and "any attack" do not."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )


def light_verb_name(verb: Token, lexicon: Lexicon) -> str | None:
    """The verb's name in the light-verb table: its lemma, with particle or preposition where the table has one."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "prep", "advmod", "dative"} and f"{lemma} {child.lower_}" in lexicon.light_verbs:
            return f"{lemma} {child.lower_}"
    return lemma if lemma in lexicon.light_verbs else None


def _marks(clause: Token) -> set[str]:
    return {child.lower_ for child in clause.children if child.dep_ == "mark"}
