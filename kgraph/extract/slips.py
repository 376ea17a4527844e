"""Recurrent slips of the parser, mended before anything else reads the parse.

Each function knows one construction of news English that the pipeline takes for another, whatever the words, and the
signs by which the slip shows itself: a noun coordinated with a verb, a conjunction "that" hung on a noun, a comma
before a verb that is none of saying.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.clauses import children, is_passive
from kgraph.extract.lexicon import Effect, Lexicon, load_lexicon
from kgraph.extract.tokens import Sentence, Token
from kgraph.extract.words import word_set

_NOMINAL = {"NOUN", "PROPN"}
_FINITE = {"VBD", "VBZ", "VBP"}
_PARTICIPLES = {"VBN", "VBD"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_MISTAKEN_VERBS = {"NN", "NNP", "JJ", "VB", "VBP", "VBN", "RB"}


def mend(sentences: Iterable[Sentence]) -> None:
    """Mend what is known to be wrong in each sentence, in place."""
    lexicon = load_lexicon()
    for sentence in sentences:
        for token in sentence.tokens:
            _mend_adjective(token, lexicon)
            _mend_relative_verb(token, lexicon)
            _mend_listed_verb(token, lexicon)
            if token.lower_ == "bases" and token.pos_ == "NOUN":
                token.lemma_ = "base"
        for token in sentence.tokens:
            _mend_participle_subject(token)
            _mend_shared_object(token)
            _mend_shared_gap(token, lexicon)
            _mend_inversion(token, lexicon)
            _mend_coordinate_clause(token)
            _mend_adverb_subject(token)
            _mend_recipient(token)
            _mend_subjunctive(token, lexicon)
            _mend_in_law(token)
            _mend_two_places(token)
            _mend_seat(token)
            _mend_cleft(token)
            _mend_whose(token, lexicon)
            _mend_second_subject(token)
            _mend_complement(token, lexicon)
            _mend_charge(token, lexicon)
            _mend_passive_list(token)
            _mend_among(token)
            _mend_noun_root(token, lexicon)
            _mend_order(token)
            _mend_parallel_noun(token)
            _mend_verbless(token, lexicon)
            _mend_speaker(token, lexicon)


def _attach(token: Token, head: Token, dep: str) -> None:
    """Hang a token with all below it on another head."""
    if head is token or token in head.ancestors:
        return
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep_ = head, dep
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)


def _replace(old: Token, new: Token) -> None:
    """Put a token that stands below another in that one's place, as its new head."""
    new.head.children.remove(new)
    above, dep = old.head, old.dep_
    new.head, new.dep_ = new, dep
    if above is not old:
        old.head.children.remove(old)
        new.head = above
        above.children.append(new)
        above.children.sort(key=lambda child: child.i)
    old.head = old


def _as_verb(token: Token, tag: str, lexicon: Lexicon) -> None:
    token.pos_, token.tag_ = "VERB", tag
    token.lemma_ = _verb_lemma(token.lower_, lexicon) or token.lemma_


def _verb_lemma(form: str, lexicon: Lexicon) -> str | None:
    """The verb that a form belongs to, among those that the lexicon knows."""
    stems = [form]
    if form.endswith("ed"):
        stems += [form[:-1], form[:-2], form[:-3], f"{form[:-3]}y"]
    elif form.endswith("ing"):
        stems += [form[:-3], f"{form[:-3]}e", form[:-4]]
    elif form.endswith("s"):
        stems += [form[:-1], form[:-2], f"{form[:-3]}y"]
    known = (s for s in stems if ("v", s) in lexicon.triggers or ("v", s) in lexicon.clause_words)
    return next(known, None)


def _left(token: Token) -> int:
    return token.subtree[0].i


def _at(token: Token, offset: int) -> Token | None:
    """The token so many places further on in the sentence."""
    place = token.i - token.sent.start + offset
    return token.sent.tokens[place] if 0 <= place < len(token.sent.tokens) else None


def _mend_adjective(token: Token, lexicon: Lexicon) -> None:
    """ "They *detest* each other": an adjective or adverb with an object is a verb."""
    if token.pos_ == "PROPN" and token.dep_ == "advcl" and token.lower_.endswith("ing") and children(token, "dobj"):
        _as_verb(token, "VBG", lexicon)  # "*Threatening* X, Y fled"
    if token.pos_ not in {"ADJ", "ADV"} or token.dep_ not in {"ROOT", "conj", "ccomp", "advcl", "relcl"}:
        return
    subjects, given = children(token, "nsubj"), children(token, "dobj")
    if subjects and given and subjects[0].i < token.i < given[0].i and not children(token, "cop"):
        _as_verb(token, "VBD" if token.lower_.endswith("ed") else "VBP", lexicon)


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
        _attach(joint, first, "cc")
    _attach(token, first, "conj")
    _attach(later[0], token, "prep")


def _mend_seat(token: Token) -> None:
    """ "Sits in parliament *for* the Greens": the verb takes both phrases."""
    chamber = token.head
    within = token.dep_ == "prep" and chamber.dep_ == "pobj" and chamber.head.lower_ in {"in", "on"}
    if token.lower_ == "for" and within:
        verb = chamber.head.head
        if verb.pos_ == "VERB" and verb.lemma_ in {"sit", "serve", "win", "hold", "take"}:
            _attach(token, verb, "prep")


def _mend_relative_verb(token: Token, lexicon: Lexicon) -> None:
    """ "X, whom many Kenyans *despise*": a relative clause needs a verb."""
    pronouns = [t for t in token.children if t.tag_ in {"WP", "WDT"}]
    names = [t for t in children(token, "compound", "nmod", "amod") if t.pos_ in _NOMINAL and t.i == token.i - 1]
    if token.dep_ != "relcl" or token.pos_ not in {"NOUN", "ADJ"} or not pronouns or not names:
        return
    if pronouns[0].i > names[0].i or _verb_lemma(token.lower_, lexicon) is None or children(token, *_SUBJECTS, "cop"):
        return
    for child in [c for c in token.children if pronouns[0].i < c.i < names[0].i]:
        _attach(child, names[0], child.dep_)
    names[0].dep_, pronouns[0].dep_ = "nsubj", "dobj"
    _as_verb(token, "VBD" if token.lower_.endswith("ed") else "VBP", lexicon)


def _mend_listed_verb(token: Token, lexicon: Lexicon) -> None:
    """ "X funded, *armed* and trained Y": the second of three verbs that share an object."""
    verb, before = token.head, token.before
    if token.dep_ not in {"advcl", "acomp"} or token.pos_ != "ADJ" or not token.lower_.endswith("ed") or before is None:
        return
    more = [t for t in children(token, "conj") if t.tag_ == verb.tag_]
    if before.text == "," and before.before is verb and more and not children(verb, "dobj"):
        _attach(token, verb, "conj")
        _as_verb(token, verb.tag_, lexicon)


def _mend_participle_subject(token: Token) -> None:
    """ "Troops and *masked* gunmen beat X": a participle before the second of two subjects is no verb."""
    noun = token.head
    if token.dep_ != "conj" or token.pos_ != "VERB" or noun.pos_ not in _NOMINAL or children(token, *_SUBJECTS):
        return
    given = children(token, "dobj")
    before = token.before
    verb = noun.head
    plain = noun.dep_ in _SUBJECTS and verb.pos_ == "VERB" and token.i < verb.i
    if not given or not plain or before is None or before.dep_ != "cc" or given[0].i > verb.i:
        return
    if all(c in given or c.dep_ == "cc" for c in token.children) and _left(given[0]) == token.i + 1:
        _attach(given[0], noun, "conj")
        _attach(token, given[0], "amod")


def _mend_shared_object(token: Token) -> None:
    """ "Police arrested and *beaten* monks": what looks like an adjective is the second of two verbs."""
    verb = token.head
    if token.dep_ != "conj" or token.pos_ not in _NOMINAL or verb.pos_ != "VERB" or children(verb, "dobj", "prep"):
        return
    for word in children(token, "amod"):
        if word.tag_ in _PARTICIPLES and word.before is not None and word.before in children(verb, "cc"):
            _attach(word, verb, "conj")
            _attach(token, word, "dobj")
            word.tag_ = verb.tag_
            return


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
        verb = _at(noun, 1)
        if noun.pos_ not in _NOMINAL or noun.i < token.i or verb is None or verb is clause:
            continue
        hung = verb.head is noun and verb.dep_ in {"acl", "appos", "amod", "relcl"}
        if hung or (verb.head in {clause, clause.head} and verb.dep_ in {"conj", "appos", "acl", "amod"}):
            if verb.tag_ in _PARTICIPLES or verb.lower_.endswith("ed"):
                _attach(verb, clause, "conj")
                _attach(noun, verb, "nsubj")
                _as_verb(verb, "VBD", lexicon)
            return
    noun = clause.head
    near = [*children(clause, "conj"), *children(noun, "conj"), *children(noun.head, "nsubj")]
    for verb in near:  # "that Serbia owns and *Hungary finances*"
        owners = [t for t in children(verb, "compound") if t.pos_ == "PROPN" and _left(t) == token.i + 1]
        if owners and verb.tag_ == "NNS" and _verb_lemma(verb.lower_, lexicon) is not None:
            _attach(verb, clause, "conj")
            _attach(owners[0], verb, "nsubj")
            _as_verb(verb, "VBZ", lexicon)
            return


def _mend_stray_relative(token: Token) -> None:
    """ "Those whom Iran expelled and *Chad took in*", where the second clause hangs on the noun."""
    noun = token.head
    first = [t for t in children(noun, "relcl") if t.i < token.i]
    second = [t for t in children(noun, "conj") if t.pos_ == "VERB" and t.i > token.i]
    if not first or not second or noun.pos_ not in _NOMINAL | {"PRON", "DET"}:
        return
    if any(t.i == token.i + 1 or _left(t) == token.i + 1 for t in children(second[0], "nsubj")):
        _attach(second[0], first[0], "conj")
        _attach(token, first[0], "cc")
        for particle in children(second[0], "advmod"):
            if particle.tag_ == "RP":
                particle.dep_ = "prt"


def _mend_inversion(token: Token, lexicon: Lexicon) -> None:
    """ "Students stoned X, *booed Y* and cheered Z": a verb after a comma is no verb of saying with its subject."""
    if token.pos_ != "VERB" or token.tag_ not in _FINITE:
        return
    subjects = children(token, "nsubj")
    told = [c for c in children(token, "ccomp") if c.i < token.i]
    if len(subjects) != 1 or len(told) != 1 or _left(subjects[0]) != token.i + 1 or not _acts(token, lexicon):
        return
    first, between = told[0], token.before
    if first.tag_ != token.tag_ or between is None or between.text != "," or children(first, "mark"):
        return
    if not children(first, "nsubj") or any(t.text in {'"', "``", "''"} for t in token.sent.tokens):
        return
    _replace(token, first)
    _attach(token, first, "conj")
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
    start = token.sent.tokens[_left(token) - token.sent.start].before
    if start is None or start.dep_ != "cc" or start.lower_ not in {"and", "but"} or not children(token, "nsubj"):
        return
    if start.head is verb or start.head.head is verb:
        _attach(token, verb, "conj")
        _attach(start, verb, "cc")


def _mend_adverb_subject(token: Token) -> None:
    """ "*Nauru* won't let X in": a name right before a verb without a subject is its subject."""
    verb = token.head
    if (
        token.pos_ != "PROPN"
        or token.dep_ not in {"advmod", "npadvmod", "dep", "compound"}
        or verb.pos_ not in {"VERB", "AUX"}
    ):
        return
    if children(verb, *_SUBJECTS) or token.i > verb.i or token.lower_ in word_set("not_names"):
        return
    following = _at(token, 1)
    beside = verb.tag_ in _FINITE if following is verb else following in children(verb, "aux")
    if beside and _left(token) == token.sent.start and not is_passive(verb):
        token.dep_ = "nsubj"


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
        _attach(child, last, child.dep_)
    _attach(last, verb, "dative")


def _is_recipient(noun: Token, before: list[Token], given: Token) -> bool:
    if noun.i < given.i - 1 and noun.i == before[-1].i:
        return True
    marked = any(t.dep_ in {"det", "poss"} for t in before) or len([t for t in before if t.pos_ == "PROPN"]) > 1
    if noun.tag_ == "NNS" and noun.lower_ not in word_set("plural_modifiers"):
        return noun.i == given.i - 1 or given.lemma_.lower() in word_set("gifts")
    if noun.i != given.i - 1 or given.lemma_.lower() not in word_set("gifts"):
        return False
    return marked or given.lemma_.lower() in word_set("own_gifts")


def _mend_subjunctive(token: Token, lexicon: Lexicon) -> None:
    """ "Demanded that *Seoul expel* Jaime X", "helped *Kenya arrest* X": a verb taken for a part of the name."""
    verb = token.head
    if token.pos_ not in _NOMINAL or verb.pos_ != "VERB" or token.i < verb.i:
        return
    marks = [t for t in children(token, "mark") if t.lower_ == "that"]
    if not marks and not (verb.lemma_ in {"help", "let"} and token.pos_ == "PROPN"):
        return
    start = (marks[0] if marks else verb).i + 1
    inside = [t for t in token.sent.tokens if start <= t.i < token.i]
    place = next((k for k, t in enumerate(inside) if k and _is_mistaken(t, inside[k - 1], lexicon)), None)
    if place is None or not set(inside) <= set(token.subtree):
        return
    subject, act = inside[place - 1], inside[place]
    _attach(act, verb, "ccomp")
    _attach(token, act, "dobj")
    _attach(subject, act, "nsubj")
    for mark in marks:
        _attach(mark, act, "mark")
    for word in inside:
        if word not in {act, subject} and (word.head in {act, token} or word.head.i > act.i):
            _attach(word, subject if word.i < subject.i else token, word.dep_)
    _as_verb(act, "VB", lexicon)


def _is_mistaken(word: Token, before: Token, lexicon: Lexicon) -> bool:
    """Whether a modifier is the bare form of a verb that the lexicon knows, right behind a noun."""
    if word.tag_ not in _MISTAKEN_VERBS or word.text != word.lower_ or before.pos_ not in _NOMINAL:
        return False
    is_noun = ("n", word.lower_) in lexicon.triggers and before.pos_ == "NOUN"
    return ("v", word.lower_) in lexicon.triggers and not is_noun


def _mend_in_law(token: Token) -> None:
    """ "X's *brother-in-law* runs Y": one word in four pieces."""
    rest = [t for t in (_at(token, k) for k in range(1, 5)) if t is not None]
    if token.pos_ != "NOUN" or [t.lower_ for t in rest] not in _IN_LAW:
        return
    for piece in rest:
        _attach(piece, token, "punct" if piece.text == "-" else "compound")
    owner = next((t for t in token.sent.tokens if t.i < token.i and any(_is_mark(c, token) for c in t.children)), None)
    if owner is None or owner.head is token:
        return
    verb = owner.head
    if verb.pos_ not in {"VERB", "AUX"} or (owner.dep_ == "poss" and children(verb, "nsubj")):
        return
    _attach(token, verb, "nsubj" if owner.dep_ == "poss" else owner.dep_)
    _attach(owner, token, "poss")


_IN_LAW = (["-", "in", "-", "law"], ["-", "in", "-", "laws"])


def _is_mark(case: Token, noun: Token) -> bool:
    """Whether a token is the "'s" right before a noun or its adjectives."""
    return case.dep_ == "case" and noun.i - 3 < case.i < noun.i


def _mend_cleft(token: Token) -> None:
    """ "It was X, *not Y*, that": what follows speaks of X, and Y stands beside it, not in apposition."""
    if token.dep_ not in {"appos", "conj"} or token.head.dep_ != "attr":
        return
    copula, start = token.head.head, token.sent.tokens[_left(token) - token.sent.start]
    if copula.lemma_ != "be" or [t.lower_ for t in children(copula, "nsubj")] != ["it"]:
        return
    if not (start.lower_ == "not" or (start.before is not None and start.before.lower_ == "not")):
        return
    for clause in children(token, "relcl"):
        _attach(clause, token.head, "relcl")
    token.dep_ = "conj"
    denial = start if start.lower_ == "not" else start.before
    if denial is not None:
        _attach(denial, token.head, "dep")


def _mend_whose(token: Token, lexicon: Lexicon) -> None:
    """ "X, *whose envoy* Y had insulted": the noun behind "whose" is the object if a second one follows it."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "relcl" or is_passive(verb) or children(verb, "dobj"):
        return
    second = next((t for t in children(token, "appos", "dobj", "nmod") if _left(t) == token.i + 1), None)
    if any(t.lower_ == "whose" for t in children(token, "poss")) and second is not None:
        _attach(second, verb, "nsubj")
        token.dep_ = "dobj"
        return
    owned = next((t for t in children(token, "compound") if t.before is not None and t.before.lower_ == "whose"), None)
    if owned is not None and (owned.lower_ in lexicon.roles or owned.lower_ in lexicon.kin):
        for whose in children(token, "poss"):
            _attach(whose, owned, "poss")
        _attach(owned, verb, "dobj")


def _mend_second_subject(token: Token) -> None:
    """ "Kenya will close the border and *Chad* will expel X": a noun right before an auxiliary is its subject."""
    given = token.head
    verb = given.head
    if token.dep_ != "conj" or token.pos_ not in _NOMINAL or given.dep_ not in {"dobj", "pobj"}:
        return
    following = _at(token, 1)
    if following is None or following.dep_ not in {"aux", "auxpass"} or following.head is token:
        return
    second = following.head
    if second.dep_ == "conj" and second.head in {verb, verb.head} and not children(second, *_SUBJECTS):
        for link in children(given, "cc"):
            _attach(link, second.head, "cc")
        _attach(token, second, "nsubjpass" if is_passive(second) else "nsubj")


def _mend_speaker(token: Token, lexicon: Lexicon) -> None:
    """ "'Free X!' *shouted the crowd*": what follows the verb of saying is its subject."""
    word = lexicon.clause_words.get(("v", token.lemma_.lower()))
    if token.pos_ != "VERB" or word is None or word.effect is not Effect.REPORT:
        return
    if token.before is None or token.before.text not in {'"', "''"}:
        return
    told = [t for t in children(token, "dobj") if _left(t) == token.i + 1]
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


def _mend_charge(token: Token, lexicon: Lexicon) -> None:
    """ "Accused the minister *of treason*": what somebody is accused of is no part of his title."""
    if token.dep_ != "prep" or token.lower_ != "of" or token.head.dep_ not in {"dobj", "nsubjpass"}:
        return
    verb, held = token.head.head, children(token, "pobj", "pcomp")
    if verb.lemma_ not in word_set("charging") or not held or token.head.dep_ == "nsubjpass":
        return
    title = held[0].pos_ == "PROPN" or held[0].lower_ in lexicon.portfolios
    if not title and held[0].lemma_.lower() not in word_set("title_fields") and not children(held[0], "det", "poss"):
        _attach(token, verb, "prep")


def _mend_passive_list(token: Token) -> None:
    """ "Loved by X, *feared by Y* and mocked by Z": the second of several passives."""
    doer, before = token.head, token.before
    if token.dep_ != "acl" or token.tag_ != "VBN" or doer.head.dep_ != "agent" or not children(token, "conj"):
        return
    verb = doer.head.head
    if before is not None and before.text == "," and children(token, "agent") and verb.tag_ == "VBN":
        _attach(token, verb, "conj")


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
                _attach(clause, named[0], clause.dep_)


def _mend_noun_root(token: Token, lexicon: Lexicon) -> None:
    """ "Colonel X *clings* to power", where the parser sees no verb at all."""
    if token.dep_ != "ROOT" or token.tag_ != "NNS" or token.text != token.lower_ or token.before is None:
        return
    names = [t for t in children(token, "compound", "nmod") if t.pos_ == "PROPN" and t is token.before]
    if not names or _finite(token.sent.tokens) or _verb_lemma(token.lower_, lexicon) is None:
        return
    for child in [c for c in token.children if c.i < names[0].i]:
        _attach(child, names[0], child.dep_)
    names[0].dep_ = "nsubj"
    _as_verb(token, "VBZ", lexicon)


def _finite(tokens: Iterable[Token]) -> bool:
    return any(t.tag_ in {*_FINITE, "MD"} and t.pos_ in {"VERB", "AUX"} for t in tokens)


def _mend_verbless(token: Token, lexicon: Lexicon) -> None:
    """ "The murder of X by Y *outraged* Z", "X, who Y, *jailed* Z": the only verb, taken for an adjective."""
    target, root = token.head, token.sent.root
    if token.dep_ != "amod" or not token.lower_.endswith("ed") or root.pos_ not in _NOMINAL or token.i < root.i:
        return
    aside = {t for clause in children(root, "relcl") for t in clause.subtree if t.i < token.i}
    before = token.before
    doubled = any(t is before for t in children(target.head, "pobj")) and target.dep_ == "pobj"
    closed = bool(aside) and before is not None and before.text == ","
    if not (doubled or closed) or _finite(t for t in token.sent.tokens if t not in aside):
        return
    _replace(root, token)
    _attach(root, token, "nsubj")
    _attach(target, token, "dobj")
    _as_verb(token, "VBD", lexicon)


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
            _attach(link, prep.head, "cc")
        _attach(token, prep.head, "conj")
