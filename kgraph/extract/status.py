"""The status of an act: stated, reported, hypothetical or negated, read off the words above it in the parse.

The walk goes from the trigger word up to the root of its sentence, and each word that governs the clause below it
changes the status by its effect (``ontology/lexicon/clause_verbs.tsv``). This is the factuality profile of
Saurí & Pustejovsky (2009), reduced to four values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kgraph.extract.clauses import agents, children
from kgraph.extract.lexicon import Effect, Lexicon, read_tsv
from kgraph.extract.tokens import Token
from kgraph.model import Status
from kgraph.resources import ontology

_MODALS = {"will", "would", "could", "may", "might", "shall", "should", "must", "can", "'ll", "'d", "wo", "ca"}
_CONDITIONAL = {"if", "unless", "whether", "lest", "until", "till", "case"}
_VERBAL = {"VERB", "AUX"}
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
_ABOUT = {"of", "about", "over", "for", "with", "from", "to", "against"}


@cache
def status_words() -> Mapping[str, str]:
    """Adverbs and adjectives with their effect: negate, hedge or report."""
    return {
        row["word"]: row["effect"] for _, row in read_tsv(ontology("lexicon", "status_words.tsv"), ("word", "effect"))
    }


@dataclass
class _Profile:
    """What the walk has gathered so far."""

    negated: bool = False
    hypothetical: bool = False
    reported: bool = False
    speaker: Token | None = None
    reasons: list[str] = field(default_factory=list)

    def negate(self, why: str) -> None:
        self.negated = not self.negated
        self.reasons.append(f"negated by {why}")

    def suppose(self, why: str) -> None:
        self.hypothetical = True
        self.reasons.append(f"hypothetical by {why}")

    def report(self, why: str, speaker: Token | None) -> None:
        self.reported = True
        self.speaker = self.speaker or speaker
        self.reasons.append(f"reported by {why}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the head token of the source it rests on, and the words that decided."""

    status: Status
    speaker: Token | None
    reasons: tuple[str, ...]


def judge(trigger: Token, lexicon: Lexicon) -> Judgement:
    """The status of the act that a trigger word expresses, quotations left aside."""
    profile = _Profile()
    _modify(trigger, profile)
    if trigger.pos_ in _VERBAL:
        _own_verb(trigger, profile)
    current = trigger
    facts_only = False
    for _ in range(20):
        if current.dep_ == "ROOT" or current.head is current:
            break
        facts_only = _step(current, profile, lexicon, facts_only)
        current = current.head
    if not facts_only and _is_open_question(trigger):
        profile.suppose("the question")
    return Judgement(_decide(profile), profile.speaker, tuple(profile.reasons))


def _decide(profile: _Profile) -> Status:
    if profile.negated:
        return Status.NEGATED
    if profile.hypothetical:
        return Status.HYPOTHETICAL
    return Status.REPORTED if profile.reported else Status.ASSERTED


def _modify(token: Token, profile: _Profile) -> None:
    """Adverbs, adjectives and determiners on the word itself."""
    for child in token.children:
        effect = status_words().get(child.lower_)
        if child.dep_ == "neg" or (child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)):
            profile.negate(child.text)
        elif effect is None or child.dep_ not in {"advmod", "amod", "det", "preconj", "cc"}:
            continue
        elif effect == "negate":
            profile.negate(child.text)
        elif effect == "hedge":
            profile.suppose(child.text)
        else:
            profile.report(child.text, None)
    for prep in children(token, "prep"):
        if prep.lower_ == "according":
            sources = [pobj for to in children(prep, "prep") for pobj in children(to, "pobj")]
            profile.report("according to", sources[0] if sources else None)


def _own_verb(verb: Token, profile: _Profile) -> None:
    """Modals, conjunctions and word order of the verb's own clause."""
    for child in verb.children:
        if (child.dep_ in {"aux", "auxpass"} and child.lower_ in _MODALS) or (
            child.dep_ == "mark" and child.lower_ in _CONDITIONAL
        ):
            profile.suppose(child.text)
        elif child.dep_ == "prep" and child.lower_ == "in" and any(c.lower_ == "case" for c in child.children):
            profile.suppose("in case")
        elif child.dep_ in {"nsubj", "nsubjpass"} and any(
            status_words().get(c.lower_) == "negate" for c in children(child, "det", "preconj", "cc")
        ):
            profile.negate("its subject")
        elif child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"nobody", "none", "neither"}:
            profile.negate(child.text)
    if _is_inverted_condition(verb):
        profile.suppose("the inverted condition")
    subjects = children(verb, "nsubj", "nsubjpass", "expl")
    if verb.dep_ == "ROOT" and verb.tag_ == "VB" and not subjects and not children(verb, "aux"):
        profile.suppose("the imperative")


def _is_inverted_condition(verb: Token) -> bool:
    """ "Had X endorsed Y, …", "Should X attack, …": an auxiliary before its subject, and no question."""
    if verb.dep_ not in {"advcl", "ccomp"} or verb.sent.text.rstrip('" ').endswith("?"):
        return False
    subjects = [child.i for child in children(verb, "nsubj", "nsubjpass")]
    return any(
        c.dep_ == "aux" and c.lower_ in {"had", "should", "were"} and c.i < min(subjects, default=-1)
        for c in verb.children
    )


def _is_open_question(token: Token) -> bool:
    """A yes/no question about the main clause: "Will X visit Y?", but not "Why did X visit Y?"."""
    sentence = token.sent
    if not sentence.text.rstrip('" ').endswith("?"):
        return False
    root = sentence.root
    asked = any(t.tag_ in {"WRB", "WP", "WDT"} for t in sentence.tokens if t.i < root.i)
    return not asked


def _step(current: Token, profile: _Profile, lexicon: Lexicon, facts_only: bool) -> bool:
    """Apply what the head of ``current`` does to it; returns whether only reports may still change the status."""
    head, dep = current.head, current.dep_
    if current.pos_ in _VERBAL and dep == "conj" and head.pos_ in _VERBAL:
        if not facts_only:
            _inherit(current, head, profile)
        return facts_only
    if dep in {"ccomp", "xcomp", "csubj", "acl", "relcl", "advcl", "pcomp"}:
        return _clause(current, profile, lexicon, facts_only)
    if dep == "prep" or current.pos_ in {"ADP", "SCONJ"}:
        return facts_only
    if dep in _FREE_NOUN_DEPS and current.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "NUM"} and not facts_only:
        return _noun_argument(current, profile, lexicon)
    if dep == "acomp" and not facts_only:
        _own_and_modify(head, profile)
    return facts_only


def _inherit(current: Token, head: Token, profile: _Profile) -> None:
    """A coordinated verb without its own subject shares the auxiliaries of the first: "will attack and occupy"."""
    if children(current, "nsubj", "nsubjpass", "aux"):
        return
    shared = [c for c in head.children if c.dep_ == "aux" and c.lower_ in _MODALS and c.i < head.i]
    if shared and current.tag_ in {"VB", "VBN"}:
        profile.suppose(shared[0].text)
    if any(c.dep_ == "neg" for c in head.children) and any(
        c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in head.children
    ):
        profile.negate("not … or")


def _own_and_modify(head: Token, profile: _Profile) -> None:
    _modify(head, profile)
    if head.pos_ in _VERBAL:
        _own_verb(head, profile)


def _clause(current: Token, profile: _Profile, lexicon: Lexicon, facts_only: bool) -> bool:
    head, dep = current.head, current.dep_
    governor, preposition = (head.head, head.lower_) if dep == "pcomp" else (head, "")
    effect = _effect(governor, lexicon)
    infinitive = any(c.tag_ == "TO" for c in current.children)
    if dep == "relcl":
        return True
    if dep == "advcl":
        if infinitive and not facts_only:
            profile.suppose("the purpose clause")
        elif _marks(current) & {"as"} and governor.pos_ in _VERBAL and effect is Effect.REPORT:
            return facts_only
        return True
    if dep == "pcomp":
        if preposition == "without" or (preposition == "of" and governor.lower_ == "instead"):
            profile.negate(preposition)
        if effect not in {
            Effect.BLAME,
            Effect.PREVENT,
            Effect.REPORT,
            Effect.DENY,
            Effect.ASK,
            Effect.WANT,
            Effect.FUTURE,
            Effect.DOUBT,
            Effect.FAIL,
        }:
            return True
        if effect is Effect.REPORT and preposition not in {"of", "as", "about"}:
            return True
    if dep == "acl" and not infinitive and effect is None:
        return True
    if facts_only:
        if effect in {Effect.REPORT, Effect.BLAME} and dep == "ccomp":
            profile.report(governor.text, _first(agents(governor, lexicon)) if governor.pos_ in _VERBAL else None)
        return True
    return _apply(governor, effect, current, infinitive, profile, lexicon)


def _apply(
    governor: Token, effect: Effect | None, current: Token, infinitive: bool, profile: _Profile, lexicon: Lexicon
) -> bool:
    """Apply a governing word's effect; returns whether what stands above can only add a report."""
    source = _first(agents(governor, lexicon)) if governor.pos_ in _VERBAL else _first(children(governor, "poss"))
    if effect in {Effect.REPORT, Effect.BLAME}:
        if effect is Effect.REPORT and infinitive and current.dep_ == "xcomp":
            profile.suppose(governor.text)
        else:
            profile.report(governor.text, source)
        return True
    if effect is Effect.DENY:
        if not any(c.dep_ == "neg" for c in governor.children):
            profile.negate(governor.text)
        profile.speaker = profile.speaker or source
        return True
    if effect in {Effect.FUTURE, Effect.WANT, Effect.ASK, Effect.DOUBT, Effect.PLAN}:
        profile.suppose(governor.text)
        return True
    if effect in {Effect.FAIL, Effect.PREVENT, Effect.REFUSE}:
        profile.negate(governor.text)
        _own_and_modify(governor, profile)
        return False
    if effect is Effect.FACTIVE:
        return True
    if effect is None and infinitive and governor.pos_ in {"NOUN", "ADJ", "VERB"} and current.dep_ in {"xcomp", "acl"}:
        profile.suppose(f"{governor.text} to")
        return True
    if _is_inverted_condition(current):
        return True
    if effect is None and current.dep_ == "ccomp" and governor.pos_ in _VERBAL and current.i < governor.i:
        profile.report(governor.text, source)
        return True
    _own_and_modify(governor, profile)
    return False


def _noun_argument(noun: Token, profile: _Profile, lexicon: Lexicon) -> bool:
    """A noun that names an act takes on the status of the verb or noun it depends on: "denied an attack"."""
    head, dep, preposition = noun.head, noun.dep_, ""
    if dep == "conj":
        return False
    if dep == "pobj":
        preposition = head.lower_
        head = head.head
        if preposition == "without":
            profile.negate("without")
            return True
    effect = _effect(head, lexicon)
    if head.pos_ not in _VERBAL:
        if effect in {
            Effect.FUTURE,
            Effect.WANT,
            Effect.ASK,
            Effect.DOUBT,
            Effect.DENY,
            Effect.REPORT,
        } and preposition in {"of", "for", "about", "to"}:
            return _apply(head, effect, noun, False, profile, lexicon)
        return True
    passive_subject = dep == "nsubjpass"
    if dep in {"nsubj"}:
        for child in head.children:
            if child.dep_ == "aux" and child.lower_ in _MODALS:
                profile.suppose(child.text)
        return True
    if dep == "pobj" and (effect is None or preposition not in _ABOUT):
        return True
    light = lexicon.light_verbs.get(_light_name(head, lexicon) or "")
    if light is Effect.DO or light is Effect.GET or light is Effect.UNDO:
        _own_and_modify(head, profile)
        return False
    if light is Effect.REFUSE:
        _own_and_modify(head, profile)
        return False
    if effect in {
        Effect.DENY,
        Effect.FUTURE,
        Effect.WANT,
        Effect.ASK,
        Effect.DOUBT,
        Effect.FAIL,
        Effect.PREVENT,
        Effect.BLAME,
    }:
        if effect is Effect.BLAME and preposition not in {"of", "for"}:
            return True
        return _apply(head, effect, noun, False, profile, lexicon)
    if effect is Effect.REPORT and preposition in {"of", "about"}:
        profile.report(head.text, _first(agents(head, lexicon)))
        return True
    if dep in {"dobj", "attr", "oprd"} or passive_subject:
        _own_and_modify(head, profile)
        return False
    return True


def _light_name(verb: Token, lexicon: Lexicon) -> str | None:
    """The verb's name in the light-verb table: its lemma, with particle or preposition where the table has one."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "prep", "advmod", "dative"} and f"{lemma} {child.lower_}" in lexicon.light_verbs:
            return f"{lemma} {child.lower_}"
    return lemma if lemma in lexicon.light_verbs else None


light_verb_name = _light_name


def _effect(word: Token, lexicon: Lexicon) -> Effect | None:
    pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(word.pos_)
    if pos is None:
        return None
    lemma = word.lemma_.lower()
    if lemma == "be":  # "it is untrue that": the adjective governs the clause
        return next((_effect(child, lexicon) for child in word.children if child.dep_ == "acomp"), None)
    for child in word.children:
        if child.dep_ in {"prt", "acomp", "dobj", "prep"}:
            found = lexicon.clause_words.get((pos, f"{lemma} {child.lower_}"))
            if found:
                return found.effect
    clause_word = lexicon.clause_words.get((pos, lemma))
    return clause_word.effect if clause_word else None


def _marks(clause: Token) -> set[str]:
    return {child.lower_ for child in clause.children if child.dep_ == "mark"}


def _first(tokens: list[Token]) -> Token | None:
    return tokens[0] if tokens else None
