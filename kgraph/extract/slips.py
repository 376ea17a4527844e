"""Recurrent slips of the parser, mended before anything else reads the parse.

Each function knows one construction of news English that the pipeline takes for another, whatever the words, and the
signs by which the slip shows itself: a noun coordinated with a verb, a conjunction "that" hung on a noun, a comma
before a verb that is none of saying. Words of the wrong part of speech come first (`mistagged`).
"""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.clauses import children, is_passive
from kgraph.extract.grafts import as_verb, attach, left_edge, put_above, token_at, verb_lemma
from kgraph.extract.lexicon import Effect, Lexicon, load_lexicon
from kgraph.extract.mistagged import (
    mend_adjective,
    mend_adverb_subject,
    mend_clause_noun,
    mend_infinitive,
    mend_listed_verb,
    mend_noun_root,
    mend_participle_subject,
    mend_pluperfect,
    mend_relative_verb,
    mend_shared_object,
    mend_subjunctive,
    mend_verbless,
)
from kgraph.extract.tokens import Sentence, Token
from kgraph.extract.words import word_set

_NOMINAL = {"NOUN", "PROPN"}
_FINITE = {"VBD", "VBZ", "VBP"}
_PARTICIPLES = {"VBN", "VBD"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}


def mend(sentences: Iterable[Sentence]) -> None:
    """Mend what is known to be wrong in each sentence, in place."""
    lexicon = load_lexicon()
    for sentence in sentences:
        for token in sentence.tokens:
            mend_adjective(token, lexicon)
            mend_relative_verb(token, lexicon)
            mend_listed_verb(token, lexicon)
            mend_clause_noun(token)
            mend_pluperfect(token, lexicon)
            mend_infinitive(token, lexicon)
            if token.lower_ == "bases" and token.pos_ == "NOUN":
                token.lemma_ = "base"
        for token in sentence.tokens:
            mend_participle_subject(token)
            mend_shared_object(token)
            _mend_shared_gap(token, lexicon)
            _mend_inversion(token, lexicon)
            _mend_coordinate_clause(token)
            mend_adverb_subject(token)
            _mend_recipient(token)
            mend_subjunctive(token, lexicon)
            _mend_in_law(token)
            _mend_two_places(token)
            _mend_seat(token)
            _mend_cleft(token)
            _mend_whose(token, lexicon)
            _mend_second_subject(token)
            _mend_complement(token, lexicon)
            _mend_told(token, lexicon)
            _mend_charge(token, lexicon)
            _mend_passive_list(token)
            _mend_among(token)
            mend_noun_root(token, lexicon)
            _mend_order(token)
            _mend_parallel_noun(token)
            mend_verbless(token, lexicon)
            _mend_speaker(token, lexicon)


def _mend_two_places(token: Token) -> None:
    """ "Nurses in Quito and *teachers* in La Paz": people are no place, and each have their own."""
    place = token.head
    first = place.head.head
    if token.dep_ != "conj" or token.pos_ != "NOUN" or place.pos_ != "PROPN" or place.dep_ != "pobj":
        return
    later = [prep for prep in children(first, "prep") if prep.i > token.i and prep is not place.head]
    if first.pos_ != "NOUN" or token.tag_ != first.tag_ or not later:
        return
    for joint in [t for t in children(place, "cc") if t.i < token.i]:
        attach(joint, first, "cc")
    attach(token, first, "conj")
    attach(later[0], token, "prep")


def _mend_seat(token: Token) -> None:
    """ "Sits in parliament *for* the Greens": the verb takes both phrases."""
    chamber = token.head
    within = token.dep_ == "prep" and chamber.dep_ == "pobj" and chamber.head.lower_ in {"in", "on"}
    if token.lower_ == "for" and within:
        verb = chamber.head.head
        if verb.pos_ == "VERB" and verb.lemma_ in {"sit", "serve", "win", "hold", "take"}:
            attach(token, verb, "prep")


def _mend_shared_gap(token: Token, lexicon: Lexicon) -> None:
    """ "The rebels that Iran trained and *Chad armed*": the second clause of a relative."""
    clause = token.head
    if token.dep_ != "cc" or token.lower_ not in {"and", "but", "or"}:
        return
    if clause.dep_ != "relcl":
        _mend_stray_relative(token)
        return
    if clause.pos_ != "VERB" or not children(clause, "nsubj") or children(clause, "nsubj")[0].tag_ in {"WDT", "WP"}:
        return
    for noun in children(clause, "conj"):
        verb = token_at(noun, 1)
        if noun.pos_ not in _NOMINAL or noun.i < token.i or verb is None or verb is clause:
            continue
        hung = verb.head is noun and verb.dep_ in {"acl", "appos", "amod", "relcl"}
        if hung or (verb.head in {clause, clause.head} and verb.dep_ in {"conj", "appos", "acl", "amod"}):
            if verb.tag_ in _PARTICIPLES or verb.lower_.endswith("ed"):
                attach(verb, clause, "conj")
                attach(noun, verb, "nsubj")
                as_verb(verb, "VBD", lexicon)
            return
    noun = clause.head
    near = [*children(clause, "conj"), *children(noun, "conj"), *children(noun.head, "nsubj")]
    for verb in near:  # "that Serbia owns and *Hungary finances*"
        owners = [t for t in children(verb, "compound") if t.pos_ == "PROPN" and left_edge(t) == token.i + 1]
        if owners and verb.tag_ == "NNS" and verb_lemma(verb.lower_, lexicon) is not None:
            attach(verb, clause, "conj")
            attach(owners[0], verb, "nsubj")
            as_verb(verb, "VBZ", lexicon)
            return


def _mend_stray_relative(token: Token) -> None:
    """ "Those whom Iran expelled and *Chad took in*", where the second clause hangs on the noun."""
    noun = token.head
    first = [t for t in children(noun, "relcl") if t.i < token.i]
    second = [t for t in children(noun, "conj") if t.pos_ == "VERB" and t.i > token.i]
    if not first or not second or noun.pos_ not in _NOMINAL | {"PRON", "DET"}:
        return
    if any(t.i == token.i + 1 or left_edge(t) == token.i + 1 for t in children(second[0], "nsubj")):
        attach(second[0], first[0], "conj")
        attach(token, first[0], "cc")
        for particle in children(second[0], "advmod"):
            if particle.tag_ == "RP":
                particle.dep_ = "prt"


def _mend_inversion(token: Token, lexicon: Lexicon) -> None:
    """ "Students stoned X, *booed Y* and cheered Z": a verb after a comma is no verb of saying with its subject."""
    if token.pos_ != "VERB" or token.tag_ not in _FINITE:
        return
    subjects = children(token, "nsubj")
    told = [c for c in children(token, "ccomp") if c.i < token.i]
    if len(subjects) != 1 or len(told) != 1 or left_edge(subjects[0]) != token.i + 1 or not _acts(token, lexicon):
        return
    first, between = told[0], token.before
    if first.tag_ != token.tag_ or between is None or between.text != "," or children(first, "mark"):
        return
    if not children(first, "nsubj") or any(t.text in {'"', "``", "''"} for t in token.sent.tokens):
        return
    put_above(token, first)
    attach(token, first, "conj")
    subjects[0].dep_ = "dobj"


def _acts(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb is one of doing something to somebody, and of saying nothing."""
    word = lexicon.clause_words.get(("v", verb.lemma_.lower()))
    if word is not None and word.effect in {Effect.REPORT, Effect.DENY, Effect.FACTIVE, Effect.FUTURE, Effect.ASK}:
        return False
    triggers = lexicon.triggers.get(("v", verb.lemma_.lower()), ())
    return any(len(t.words) == 1 and "dobj" in t.frames[0].object for t in triggers)


def _mend_coordinate_clause(token: Token) -> None:
    """ "X sued Y, *and Z backed them*": a clause behind "and" is no complement."""
    verb = token.head
    if token.dep_ != "ccomp" or verb.pos_ != "VERB" or token.i < verb.i or children(token, "mark"):
        return
    start = token.sent.tokens[left_edge(token) - token.sent.start].before
    if start is None or start.dep_ != "cc" or start.lower_ not in {"and", "but"} or not children(token, "nsubj"):
        return
    if start.head is verb or start.head.head is verb:
        attach(token, verb, "conj")
        attach(start, verb, "cc")


def _mend_recipient(token: Token) -> None:
    """ "Denied *the Red Cross* access", "granted *X's widow* asylum": whom it is given to is no part of the gift."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in word_set("giving") or token.pos_ != "NOUN":
        return
    if children(verb, "dative") or is_passive(verb) or verb.i > token.i:
        return
    before = [t for t in token.subtree if verb.i < t.i < token.i]
    if not before or len(before) != token.i - verb.i - 1:
        return
    counted = [t for t in before if t.pos_ == "NUM"]
    if counted and counted[0].i > before[0].i:  # "lent the mayor's cousin *two million* euros"
        before = [t for t in before if t.i < counted[0].i]
    last = next((t for t in reversed(before) if t.head is token and t.dep_ in {"compound", "nmod"}), None)
    if last is None or last.pos_ not in _NOMINAL or not _is_recipient(last, before, token):
        return
    for child in [c for c in token.children if c.i < last.i]:
        attach(child, last, child.dep_)
    attach(last, verb, "dative")


def _is_recipient(noun: Token, before: list[Token], given: Token) -> bool:
    if noun.i < given.i - 1 and before[-1] in noun.subtree:
        return True
    marked = any(t.dep_ in {"det", "poss"} for t in before) or len([t for t in before if t.pos_ == "PROPN"]) > 1
    if noun.tag_ == "NNS" and noun.lower_ not in word_set("plural_modifiers"):
        return noun.i == given.i - 1 or given.lemma_.lower() in word_set("gifts")
    if noun.i != given.i - 1 or given.lemma_.lower() not in word_set("gifts"):
        return False
    return marked or given.lemma_.lower() in word_set("own_gifts")


def _mend_in_law(token: Token) -> None:
    """ "X's *brother-in-law* runs Y": one word in four pieces."""
    rest = [t for t in (token_at(token, k) for k in range(1, 5)) if t is not None]
    if token.pos_ != "NOUN" or [t.lower_ for t in rest] not in _IN_LAW:
        return
    for piece in rest:
        attach(piece, token, "punct" if piece.text == "-" else "compound")
    owner = next((t for t in token.sent.tokens if t.i < token.i and any(_is_mark(c, token) for c in t.children)), None)
    if owner is None or owner.head is token:
        return
    verb = owner.head
    if verb.pos_ not in {"VERB", "AUX"} or (owner.dep_ == "poss" and children(verb, "nsubj")):
        return
    attach(token, verb, "nsubj" if owner.dep_ == "poss" else owner.dep_)
    attach(owner, token, "poss")


_IN_LAW = (["-", "in", "-", "law"], ["-", "in", "-", "laws"])


def _is_mark(case: Token, noun: Token) -> bool:
    """Whether a token is the "'s" right before a noun or its adjectives."""
    return case.dep_ == "case" and noun.i - 3 < case.i < noun.i


def _mend_cleft(token: Token) -> None:
    """ "It was X, *not Y*, that": what follows speaks of X, and Y stands beside it, not in apposition."""
    if token.dep_ not in {"appos", "conj"} or token.head.dep_ != "attr":
        return
    copula, start = token.head.head, token.sent.tokens[left_edge(token) - token.sent.start]
    if copula.lemma_ != "be" or [t.lower_ for t in children(copula, "nsubj")] != ["it"]:
        return
    if not (start.lower_ == "not" or (start.before is not None and start.before.lower_ == "not")):
        return
    for clause in children(token, "relcl"):
        attach(clause, token.head, "relcl")
    token.dep_ = "conj"
    denial = start if start.lower_ == "not" else start.before
    if denial is not None:
        attach(denial, token.head, "dep")


def _mend_whose(token: Token, lexicon: Lexicon) -> None:
    """ "X, *whose envoy* Y had insulted": the noun behind "whose" is the object if a second one follows it."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "relcl" or is_passive(verb) or children(verb, "dobj"):
        return
    second = next((t for t in children(token, "appos", "dobj", "nmod") if left_edge(t) == token.i + 1), None)
    if any(t.lower_ == "whose" for t in children(token, "poss")) and second is not None:
        attach(second, verb, "nsubj")
        token.dep_ = "dobj"
        return
    owned = next((t for t in children(token, "compound") if t.before is not None and t.before.lower_ == "whose"), None)
    if owned is not None and (owned.lower_ in lexicon.roles or owned.lower_ in lexicon.kin):
        for whose in children(token, "poss"):
            attach(whose, owned, "poss")
        attach(owned, verb, "dobj")


def _mend_second_subject(token: Token) -> None:
    """ "Kenya will close the border and *Chad* will expel X": a noun right before an auxiliary is its subject."""
    given = token.head
    verb = given.head
    if token.dep_ != "conj" or token.pos_ not in _NOMINAL or given.dep_ not in {"dobj", "pobj"}:
        return
    following = token_at(token, 1)
    if following is None or following.dep_ not in {"aux", "auxpass"} or following.head is token:
        return
    second = following.head
    if second.dep_ == "conj" and second.head in {verb, verb.head} and not children(second, *_SUBJECTS):
        for link in children(given, "cc"):
            attach(link, second.head, "cc")
        attach(token, second, "nsubjpass" if is_passive(second) else "nsubj")


def _mend_speaker(token: Token, lexicon: Lexicon) -> None:
    """ "'Free X!' *shouted the crowd*": what follows the verb of saying is its subject."""
    word = lexicon.clause_words.get(("v", token.lemma_.lower()))
    if token.pos_ != "VERB" or word is None or word.effect is not Effect.REPORT:
        return
    if token.before is None or token.before.text not in {'"', "''"}:
        return
    told = [t for t in children(token, "dobj") if left_edge(t) == token.i + 1]
    if told and token.tag_ in _FINITE:
        for stray in children(token, "nsubj"):
            stray.dep_ = "dep"
        told[0].dep_ = "nsubj"


def _mend_complement(token: Token, lexicon: Lexicon) -> None:
    """ "Got X *to resign*", "pressed X *to resign*": what is asked, not what for."""
    verb = token.head
    if token.dep_ != "advcl" or token.pos_ != "VERB" or not any(c.tag_ == "TO" for c in children(token, "aux")):
        return
    word = lexicon.clause_words.get(("v", verb.lemma_.lower()))
    asked = word is not None and word.effect is Effect.ASK and word.control == "object"
    given = children(verb, "dobj")
    if (asked or verb.lemma_ == "get") and given and given[-1].i < token.i and not children(verb, "xcomp"):
        token.dep_ = "xcomp"


def _mend_told(token: Token, lexicon: Lexicon) -> None:
    """ "Told a court *that X had robbed Y*": what is told, not which court."""
    told = token.head
    marks = [t for t in children(token, "mark") if t.lower_ == "that"]
    if token.dep_ != "relcl" or not marks or told.dep_ != "dobj" or not children(token, "nsubj", "nsubjpass"):
        return
    word = lexicon.clause_words.get(("v", told.head.lemma_.lower()))
    if word is not None and word.effect is Effect.REPORT and not children(told.head, "ccomp"):
        attach(token, told.head, "ccomp")


def _mend_charge(token: Token, lexicon: Lexicon) -> None:
    """ "Accused the minister *of treason*": what somebody is accused of is no part of his title."""
    if token.dep_ != "prep" or token.lower_ != "of" or token.head.dep_ not in {"dobj", "nsubjpass"}:
        return
    verb, held = token.head.head, children(token, "pobj", "pcomp")
    if verb.lemma_ not in word_set("charging") or not held or token.head.dep_ == "nsubjpass":
        return
    title = held[0].pos_ == "PROPN" or held[0].lower_ in lexicon.portfolios
    bare = held[0].lemma_.lower() not in word_set("title_fields") and not children(held[0], "det", "poss")
    if not title and (bare or verb.lemma_ in word_set("depriving")):
        attach(token, verb, "prep")


def _mend_passive_list(token: Token) -> None:
    """ "Loved by X, *feared by Y* and mocked by Z": the second of several passives."""
    doer, before = token.head, token.before
    if token.dep_ != "acl" or token.tag_ != "VBN" or doer.head.dep_ != "agent" or not children(token, "conj"):
        return
    verb = doer.head.head
    if before is not None and before.text == "," and children(token, "agent") and verb.tag_ == "VBN":
        attach(token, verb, "conj")


def _mend_among(token: Token) -> None:
    """ "Among those *whom Y honoured* was X": the clause speaks of X."""
    be = token.head
    if token.lower_ != "among" or token.dep_ != "prep" or be.lemma_ != "be" or token.i > be.i:
        return
    named = [t for t in children(be, "nsubj", "attr") if t.i > be.i]
    for those in children(token, "pobj"):
        for clause in children(those, "relcl", "acl"):
            if len(named) == 1 and those.lower_ in {"those", "people", "men", "women"}:
                for whom in clause.children:
                    if whom.lower_ == "whom":
                        whom.dep_ = "dobj"
                attach(clause, named[0], clause.dep_)


def _mend_order(token: Token) -> None:
    """ "*Free X*, Y told Z": what Z is to do."""
    verb = token.head
    if token.tag_ != "VB" or token.dep_ not in {"advcl", "ccomp"} or verb.lemma_ != "tell" or token.i > verb.i:
        return
    if not children(token, *_SUBJECTS, "mark", "aux") and children(verb, "dobj"):
        token.dep_ = "xcomp"


def _mend_parallel_noun(token: Token) -> None:
    """ "X's visit to Y and *Z's condemnation of it*": one act beside another, not beside Y."""
    named, prep = token.head, token.head.head
    if token.dep_ != "conj" or token.pos_ != "NOUN" or named.pos_ != "PROPN" or prep.dep_ != "prep":
        return
    if children(token, "poss") and prep.head.pos_ == "NOUN" and children(prep.head, "poss"):
        for link in children(named, "cc"):
            attach(link, prep.head, "cc")
        attach(token, prep.head, "conj")
