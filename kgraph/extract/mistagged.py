"""Verbs that the tagger takes for nouns or adjectives, or the other way about, known by what stands around them."""

from __future__ import annotations

from kgraph.extract.clauses import children, is_passive
from kgraph.extract.grafts import as_verb, attach, has_finite, left_edge, put_above, token_at, verb_lemma
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

_NOMINAL = {"NOUN", "PROPN"}
_FINITE = {"VBD", "VBZ", "VBP"}
_PARTICIPLES = {"VBN", "VBD"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_MISTAKEN_VERBS = {"NN", "NNP", "JJ", "VB", "VBP", "VBN", "RB"}


def mend_adjective(token: Token, lexicon: Lexicon) -> None:
    """ "They *detest* each other": an adjective or adverb with an object is a verb."""
    if token.pos_ == "PROPN" and token.dep_ == "advcl" and token.lower_.endswith("ing") and children(token, "dobj"):
        as_verb(token, "VBG", lexicon)  # "*Threatening* X, Y fled"
    if token.pos_ not in {"ADJ", "ADV"} or token.dep_ not in {"ROOT", "conj", "ccomp", "advcl", "relcl"}:
        return
    subjects, given = children(token, "nsubj"), children(token, "dobj")
    if subjects and given and subjects[0].i < token.i < given[0].i and not children(token, "cop"):
        as_verb(token, "VBD" if token.lower_.endswith("ed") else "VBP", lexicon)


def mend_relative_verb(token: Token, lexicon: Lexicon) -> None:
    """ "X, whom many Kenyans *despise*": a relative clause needs a verb."""
    pronouns = [t for t in token.children if t.tag_ in {"WP", "WDT"}]
    names = [t for t in children(token, "compound", "nmod", "amod") if t.pos_ in _NOMINAL and t.i == token.i - 1]
    if token.dep_ != "relcl" or token.pos_ not in {"NOUN", "ADJ"} or not pronouns or not names:
        return
    if pronouns[0].i > names[0].i or verb_lemma(token.lower_, lexicon) is None or children(token, *_SUBJECTS, "cop"):
        return
    for child in [c for c in token.children if pronouns[0].i < c.i < names[0].i]:
        attach(child, names[0], child.dep_)
    names[0].dep_, pronouns[0].dep_ = "nsubj", "dobj"
    as_verb(token, "VBD" if token.lower_.endswith("ed") else "VBP", lexicon)


def mend_listed_verb(token: Token, lexicon: Lexicon) -> None:
    """ "X funded, *armed* and trained Y": the second of three verbs that share an object."""
    verb, before = token.head, token.before
    if token.dep_ not in {"advcl", "acomp"} or token.pos_ != "ADJ" or not token.lower_.endswith("ed") or before is None:
        return
    more = [t for t in children(token, "conj") if t.tag_ == verb.tag_]
    if before.text == "," and before.before is verb and more and not children(verb, "dobj"):
        attach(token, verb, "conj")
        as_verb(token, verb.tag_, lexicon)


def mend_participle_subject(token: Token) -> None:
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
    if all(c in given or c.dep_ == "cc" for c in token.children) and left_edge(given[0]) == token.i + 1:
        attach(given[0], noun, "conj")
        attach(token, given[0], "amod")


def mend_shared_object(token: Token) -> None:
    """ "Police arrested and *beaten* monks": what looks like an adjective is the second of two verbs."""
    verb = token.head
    if token.dep_ != "conj" or token.pos_ not in _NOMINAL or verb.pos_ != "VERB" or children(verb, "dobj", "prep"):
        return
    for word in children(token, "amod"):
        if word.tag_ in _PARTICIPLES and word.before is not None and word.before in children(verb, "cc"):
            attach(word, verb, "conj")
            attach(token, word, "dobj")
            word.tag_ = verb.tag_
            return


def mend_infinitive(token: Token, lexicon: Lexicon) -> None:
    """ "Ordered the guards *to free* X": an adjective behind "to" is a verb."""
    before, noun = token.before, token.head
    while noun.dep_ == "compound":
        noun = noun.head
    if token.dep_ != "amod" or before is None or before.tag_ != "TO" or noun.dep_ not in {"dobj", "pobj"}:
        return
    verb = noun.head
    if verb.pos_ != "VERB" or ("v", token.lower_) not in lexicon.triggers:
        return
    attach(token, verb, "xcomp")
    attach(noun, token, "dobj")
    attach(before, token, "aux")
    as_verb(token, "VB", lexicon)


def mend_clause_noun(token: Token) -> None:
    """ "Denied that *the princess consented*": the noun behind "that" is the subject of its clause."""
    marks = [t for t in children(token, "mark") if t.lower_ == "that"]
    verbs = [t for t in children(token, "acl", "relcl") if t.tag_ in {"VBD", "VBZ"} and t.i > token.i]
    if token.pos_ not in _NOMINAL or token.dep_ != "ccomp" or not marks or len(verbs) != 1:
        return
    verb = verbs[0]
    if children(verb, *_SUBJECTS):
        return
    put_above(token, verb)
    attach(token, verb, "nsubj")
    attach(marks[0], verb, "mark")


def mend_pluperfect(token: Token, lexicon: Lexicon) -> None:
    """ "Denied that it *had armed* rebels": after "that" the rebels were armed, not owned."""
    given = children(token, "dobj")
    if token.lower_ != "had" or not given or token.dep_ not in {"ccomp", "acl"} or not children(token, "mark"):
        return
    act, noun = token_at(token, 1), given[0]
    known = act is not None and act.dep_ == "amod" and act.head is noun and act.lower_.endswith("ed")
    if act is None or not known or noun.tag_ not in {"NNS", "NNP"} or verb_lemma(act.lower_, lexicon) is None:
        return
    put_above(token, act)
    for child in [*token.children]:
        attach(child, act, child.dep_)
    attach(token, act, "aux")
    attach(noun, act, "dobj")
    as_verb(act, "VBN", lexicon)
    token.pos_ = "AUX"


def mend_subjunctive(token: Token, lexicon: Lexicon) -> None:
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
    attach(act, verb, "ccomp")
    attach(token, act, "dobj")
    attach(subject, act, "nsubj")
    for mark in marks:
        attach(mark, act, "mark")
    for word in inside:
        if word not in {act, subject} and (word.head in {act, token} or word.head.i > act.i):
            attach(word, subject if word.i < subject.i else token, word.dep_)
    as_verb(act, "VB", lexicon)


def _is_mistaken(word: Token, before: Token, lexicon: Lexicon) -> bool:
    """Whether a modifier is the bare form of a verb that the lexicon knows, right behind a noun."""
    if word.tag_ not in _MISTAKEN_VERBS or word.text != word.lower_ or before.pos_ not in _NOMINAL:
        return False
    is_noun = ("n", word.lower_) in lexicon.triggers and before.pos_ == "NOUN"
    return ("v", word.lower_) in lexicon.triggers and not is_noun


def mend_noun_root(token: Token, lexicon: Lexicon) -> None:
    """ "Colonel X *clings* to power", "X *arms* and feeds Y", where the parser sees no verb, or only the second."""
    if token.dep_ != "ROOT" or token.tag_ != "NNS" or token.text != token.lower_ or token.before is None:
        return
    names = [t for t in children(token, "compound", "nmod") if t.pos_ == "PROPN" and t is token.before]
    beside = {t for verb in children(token, "conj") if verb.pos_ == "VERB" for t in verb.subtree}
    if not names or has_finite(t for t in token.sent.tokens if t not in beside):
        return
    if verb_lemma(token.lower_, lexicon) is None:
        return
    for child in [c for c in token.children if c.i < names[0].i]:
        attach(child, names[0], child.dep_)
    names[0].dep_ = "nsubj"
    as_verb(token, "VBZ", lexicon)


def mend_verbless(token: Token, lexicon: Lexicon) -> None:
    """ "The murder of X by Y *outraged* Z", "X, who Y, *jailed* Z": the only verb, taken for an adjective."""
    target, root = token.head, token.sent.root
    if token.dep_ != "amod" or not token.lower_.endswith("ed") or root.pos_ not in _NOMINAL or token.i < root.i:
        return
    aside = {t for clause in children(root, "relcl") for t in clause.subtree if t.i < token.i}
    before = token.before
    doubled = any(t is before for t in children(target.head, "pobj")) and target.dep_ == "pobj"
    closed = bool(aside) and before is not None and before.text == ","
    if not (doubled or closed) or has_finite(t for t in token.sent.tokens if t not in aside):
        return
    put_above(root, token)
    attach(root, token, "nsubj")
    attach(target, token, "dobj")
    as_verb(token, "VBD", lexicon)


def mend_adverb_subject(token: Token) -> None:
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
    following = token_at(token, 1)
    beside = verb.tag_ in _FINITE if following is verb else following in children(verb, "aux")
    if beside and left_edge(token) == token.sent.start and not is_passive(verb):
        token.dep_ = "nsubj"
