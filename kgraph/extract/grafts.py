"""Changes to a parse: tokens hung elsewhere, words read as another part of speech."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.lexicon import Lexicon
from kgraph.extract.tokens import Token

_FINITE = {"VBD", "VBZ", "VBP"}


def attach(token: Token, head: Token, dep: str) -> None:
    """Hang a token with all below it on another head."""
    if head is token or token in head.ancestors:
        return
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep_ = head, dep
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)


def put_above(old: Token, new: Token) -> None:
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


def as_verb(token: Token, tag: str, lexicon: Lexicon) -> None:
    """Read a token as a verb of this tag."""
    token.pos_, token.tag_ = "VERB", tag
    token.lemma_ = verb_lemma(token.lower_, lexicon) or token.lemma_


def verb_lemma(form: str, lexicon: Lexicon) -> str | None:
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


def left_edge(token: Token) -> int:
    """The index of the first token of its phrase."""
    return token.subtree[0].i


def token_at(token: Token, offset: int) -> Token | None:
    """The token so many places further on in the sentence."""
    place = token.i - token.sent.start + offset
    return token.sent.tokens[place] if 0 <= place < len(token.sent.tokens) else None


def has_finite(tokens: Iterable[Token]) -> bool:
    """Whether one of them is a finite verb."""
    return any(t.tag_ in {*_FINITE, "MD"} and t.pos_ in {"VERB", "AUX"} for t in tokens)
