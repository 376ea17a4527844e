"""The source that a clause names beside itself: "according to X", "…, X said", also where the parser misplaces it."""

from __future__ import annotations

from kgraph.extract.clauses import agents, children
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.profile import Profile
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set

_FINITE = {"VBD", "VBZ", "VBP"}
# how a clause-final "…, X said" hangs on the clause that it vouches for, if the parser does not see what it is
_LOOSE = {"conj", "parataxis", "acl", "relcl", "appos"}
_RELATIVE = {"WDT", "WP", "WRB", "WP$"}
_BREAKS = {";", ":"}
_BESIDE = {"on", "in", "at", "during", "after", "before", "by", "from", "through", "to"}


def read_attribution(token: Token, profile: Profile, lexicon: Lexicon) -> None:
    """Add to the profile the source that a clause names: "according to X", "X said," between commas."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "according":
            sources = [pobj for to in children(child, "prep") for pobj in children(to, "pobj")]
            profile.report("according to", sources[0] if sources else None)
        elif child.dep_ == "parataxis" and child.pos_ == "VERB" and not breaks_off(token, child):
            word = lexicon.clause_words.get(("v", child.lemma_.lower()))
            if word is not None and word.effect is Effect.REPORT and not children(child, "dobj", "ccomp"):
                speakers = agents(child, lexicon)
                profile.report(child.text, speakers[0] if speakers else None)


def breaks_off(one: Token, other: Token) -> bool:
    """Whether a semicolon or a colon stands between two words."""
    first, last = sorted((one.i, other.i))
    return any(t.text in _BREAKS for t in one.sent.tokens[first - one.sent.start : last - one.sent.start])


def read_loose_attribution(token: Token, profile: Profile, lexicon: Lexicon) -> None:
    """Add to the profile a source that the parser has not tied to its clause: "X armed Y, *an officer testified*."

    Between the commas of "X, *an inquiry found*, armed Y" it speaks of the whole clause, too.
    """
    if profile.reported:
        return
    for verb in token.sent.tokens:
        source = _loose_source(verb, lexicon)
        if source is None or breaks_off(token, verb) or verb in token.ancestors:
            continue
        start = min(word.i for word in source.subtree)
        inside = any(s.i < start for s in children(token, "nsubj", "nsubjpass")) and verb.i < token.i
        if (token.i < start and not _is_of_what_follows(verb, start)) or inside:
            profile.report(verb.text, source)
            return


def _loose_source(verb: Token, lexicon: Lexicon) -> Token | None:
    """The subject of a verb of saying that stands with it between two commas, or a comma and the end."""
    if verb.dep_ not in _LOOSE or verb.tag_ not in {*_FINITE, "VBN"} or not is_attributing(verb, lexicon):
        return None
    told = children(verb, "dobj")
    if (told and verb.lemma_ != "tell") or children(verb, "ccomp", "xcomp", "aux", "auxpass", "agent"):
        return None
    if any(prep.lower_ not in _BESIDE for prep in children(verb, "prep")):
        return None
    source = verb.head if verb.dep_ == "acl" else next(iter(children(verb, "nsubj")), None)
    if source is None or source.i > verb.i or source.tag_ in _RELATIVE:
        return None
    start = min(word.i for word in source.subtree if word is not verb)
    before = verb.sent.tokens[start - verb.sent.start].before
    behind = max(word.i for word in [verb, *told, *(w for p in children(verb, "prep") for w in p.subtree)])
    after = verb.sent.tokens[behind + 1 - verb.sent.start : behind + 2 - verb.sent.start]
    closed = not after or after[0].pos_ in {"PUNCT", "SPACE"} or after[0].tag_ in {"NN", "NNP", "RB"}
    return source if before is not None and before.text == "," and closed else None


def _is_of_what_follows(verb: Token, start: int) -> bool:
    """Whether a source in the midst of a sentence speaks only of what follows: "who, *they say*, fled"."""
    words = verb.sent.tokens
    place = start - verb.sent.start - 1
    before = [t for t in words[:place] if t.i > max((c.i for c in words[:place] if c.text == ","), default=-1)]
    opens = any(t.tag_ in _RELATIVE or t.dep_ in {"mark", "cc"} for t in before)
    return opens and any(t.text == "," for t in words[verb.i - verb.sent.start :])


def is_attributing(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb behind a clause makes it somebody's word, though before "that" it may take it for a fact."""
    word = lexicon.clause_words.get(("v", verb.lemma_.lower()))
    return word is not None and (word.effect is Effect.REPORT or verb.lemma_ in word_set("avowals"))
