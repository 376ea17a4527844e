"""Where the words of a lexicon entry stand in a sentence, and which words beside them rule its sense out."""

from __future__ import annotations

from functools import lru_cache

from kgraph.extract.clauses import RELATIVES, children, infinitives, is_passive, small_clauses
from kgraph.extract.lexicon import Trigger
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
_PARTICLES = {"in", "out", "up", "down", "off", "over", "away", "back", "aside", "along"}
_PURPOSE = "to_"
_STOP_DEPS = {"nsubj", "nsubjpass", "ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "conj", "punct"}
_SCORE = "#score"  # a veto: the result of a match
_DASHES = {"-", "\u2013"}


def parts_of_speech(token: Token) -> tuple[str, ...]:
    """The lexicon's parts of speech under which a token may be a trigger."""
    pos = _POS.get(token.pos_)
    if token.tag_ == "VB" and token.dep_ in {"csubj", "nsubj", "nsubjpass"} and not children(token, "aux"):
        return ("n",)  # "Aid for Chad arrived": a bare infinitive is no subject, the tagger was misled
    if pos == "a" and children(token, "nsubj") and children(token, "dobj"):
        return ("v",)  # "they detest one another": an adjective has no object
    if pos == "v" and token.tag_ in {"VBN", "VBG"} and token.dep_ in {"acomp", "amod"}:
        return ("v", "a")
    return (pos,) if pos else ()


def match_words(head: Token, trigger: Trigger) -> tuple[Token, ...] | None:
    """The tokens of a trigger: its head, and below it each further word; None if one is missing.

    A word with "@" stands for any of a word set ("send @aid_goods"), "to_" is put before an infinitive ("order
    to_close"). A verb with a particle is another word than the verb alone, unless the entry names the particle.
    """
    found = [head]
    below = _near_descendants(head) if len(trigger.words) > 1 else ()
    if len(trigger.words) > 1 and trigger.pos == "v" and is_passive(head):  # "the *licence* of X was revoked"
        undergoers = children(head, "nsubjpass")
        below = (*below, *undergoers, *(t for u in undergoers for t in children(u, "amod")))
    if len(trigger.words) > 1 and trigger.pos == "v":
        below = (*below, *_antecedents(head))
        below = (
            *below,
            *(children(head, "ccomp", "xcomp") if head.lemma_ in word_set("letting") else small_clauses(head)),
        )
    for word in trigger.words[1:]:
        near = [t for t in below if t.head is head or not children(t, "pobj")] if word in _PARTICLES else below
        if word.startswith(_PURPOSE):
            word, near = word.removeprefix(_PURPOSE), infinitives(head)  # noqa: PLW2901 - the mark is no part of it
        wanted = word_set(word[1:]) if word.startswith("@") else (word,)
        token = next((t for t in near if (t.lemma_.lower() in wanted or t.lower_ in wanted) and t not in found), None)
        if token is None:
            return None
        found.append(token)
    if trigger.pos == "v":
        slots = {name for frame in trigger.frames for name in (*frame.subject, *frame.object)}
        for particle in children(head, "prt"):
            if particle not in found and particle.lower_ not in slots:
                return None
    return tuple(found)


def _antecedents(verb: Token) -> list[Token]:
    """What a participle or relative clause says was done: "*aid* sent by X", "the *truce* that X signed with Y"."""
    if verb.dep_ == "acl":
        return [verb.head] if verb.tag_ == "VBN" else []
    if verb.dep_ != "relcl":
        return []
    does_it = any(t.lower_ in RELATIVES for t in children(verb, "nsubj"))
    is_given = any(t.lower_ not in RELATIVES for t in children(verb, "dobj"))
    return [] if does_it or is_given else [verb.head]


@lru_cache(maxsize=64)
def _near_descendants(head: Token, depth: int = 3) -> tuple[Token, ...]:
    """The words close below a head; asked for by one trigger of the head after the other, hence the short memory."""
    found: list[Token] = []
    level = [head]
    for _ in range(depth):
        level = [child for token in level for child in token.children if child.dep_ not in _STOP_DEPS]
        found += level
    return tuple(sorted(found, key=lambda t: t.i))


def _is_score(number: Token) -> bool:
    """Whether a number is a result of sport: "won 3-1"."""
    following = number.sent.tokens[number.i + 1 - number.sent.start : number.i + 3 - number.sent.start]
    return number.text.isdigit() and [t.text.isdigit() or t.text in _DASHES for t in following] == [True, True]


def vetoed(head: Token, trigger: Trigger, words: tuple[Token, ...]) -> bool:
    """Whether a word beside the trigger cancels the entry's sense."""
    if not trigger.veto:
        return False
    below = [*_near_descendants(head)]
    if head.pos_ not in {"VERB", "AUX"}:
        below.append(head.head)
    below += children(head, "nsubj", "nsubjpass", "xcomp", "ccomp", "advcl")
    return any(
        token.lemma_.lower() in trigger.veto
        or token.lower_ in trigger.veto
        or f"dep:{token.dep_}" in trigger.veto
        or (_SCORE in trigger.veto and _is_score(token))
        for token in below
        if token not in words
    )
