"""Who runs against whom in an election, from who got how many votes: "X won with 40 per cent; Y came in second".

Reports of results seldom say that one candidate opposes another. They name each with a share of the votes or a place,
sentence after sentence, and whoever stands in the same count is a rival of all others in it, whatever he polled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct
from kgraph.extract.clauses import agents, by_phrase, children, conjuncts, is_passive, prepositional, surface_subjects
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Sentence, Token
from kgraph.extract.words import load_words, word_set
from kgraph.model import ActorType, Status

_CONTESTANTS = {ActorType.PERSON, ActorType.ORGANIZATION}
_WHOLE = 100.5  # per cent, with what rounding adds
_MOST_SENTENCES = 2  # from one result to the next of the same count
_COUNTING = {"with", "at", "on"}
_MARKS = {"%", "percent", "per"}


@dataclass(frozen=True, slots=True)
class _Result:
    """A contestant, the word that tells how he fared, his per cent of the vote, and whether he took the prize."""

    who: TokenMention
    word: Token
    share: float | None
    won: bool = False


def contest_candidates(discourse: Discourse, lexicon: Lexicon, known: list[Candidate]) -> Iterator[Candidate]:
    """The rivals in each count that the article reports, and what is mutual in a run of one against another."""
    for count in _counts(discourse, lexicon):
        yield from _rivals(count, discourse)
    for token in discourse.parse.doc:
        yield from _running(token, discourse, lexicon)
    for candidate in tuple(known):
        if _is_race(candidate):
            yield Candidate(
                candidate.object,
                "opposes",
                candidate.subject,
                candidate.trigger,
                "contest:converse",
                candidate.status,
                paths=candidate.paths,
            )


def _is_race(candidate: Candidate) -> bool:
    """Whether somebody ran against another for an office: the other then ran against him."""
    return (
        candidate.relation == "opposes"
        and {candidate.subject.type, candidate.object.type} == {ActorType.PERSON}
        and candidate.trigger[0].lemma_.lower() in word_set("duels")
        and _speaks_of_election(candidate.trigger[0].sent)
    )


def _counts(discourse: Discourse, lexicon: Lexicon) -> Iterator[list[_Result]]:
    """The results that belong together: of neighbouring sentences of a paragraph, in the race of the same party."""
    parse = discourse.parse
    count: list[_Result] = []
    last: Sentence | None = None
    party: frozenset[str] = frozenset()
    for sentence in parse.sentences:
        apart = last is not None and (
            sentence.number - last.number > _MOST_SENTENCES
            or parse.block_of[sentence.start] != parse.block_of[last.start]
        )
        own = _parties(sentence)
        if apart or (own and party and not own & party):
            yield count
            count, last, party = [], None, frozenset()
        if not (count or _speaks_of_election(sentence)):
            continue
        party = own or party
        results = list(_results(sentence, discourse, lexicon, {r.who.entity for r in count}))
        if results:
            count, last = count + results, sentence
    yield count


def _speaks_of_election(sentence: Sentence) -> bool:
    words = word_set("elections") | word_set("tallies")
    return any(t.lemma_.lower() in words for t in sentence.tokens)


def _parties(sentence: Sentence) -> frozenset[str]:
    """Whose races a sentence speaks of: "the *Republican* primary"."""
    words = load_words()
    races = [t for t in sentence.tokens if t.lemma_.lower() in word_set("elections")]
    beside = {m.lower_ for race in races for m in children(race, "amod", "compound", "poss")}
    return frozenset(m for m in beside if words.affiliation(m) is not None)


def _results(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, before: set[int]) -> Iterator[_Result]:
    """Who fares how in a sentence; a bare name and number counts where another has a verb of his own."""
    found = []
    for token in sentence.tokens:
        if token.pos_ in {"VERB", "AUX"}:
            found += _of_verb(token, discourse, lexicon)
    seen = {r.who.entity for r in found}
    if found or before:
        for mention in discourse.mentions:
            if sentence.start <= mention.head < sentence.end and mention.entity not in seen and _is_contestant(mention):
                word, share = _figure(mention, sentence, counted=bool(found))
                if word is not None:
                    found.append(_Result(mention, word, share))
    yield from found


def _is_contestant(mention: TokenMention) -> bool:
    return mention.type in _CONTESTANTS


def _of_verb(verb: Token, discourse: Discourse, lexicon: Lexicon) -> list[_Result]:
    lemma = verb.lemma_.lower()
    figure = _counted(verb)
    ranked = lemma in word_set("ranking_verbs") and _rank(verb)
    if not (figure or ranked or _wins(verb)):
        return []
    subjects = surface_subjects(verb, lexicon) if is_passive(verb) else agents(verb, lexicon)
    share, won = _share(figure), _wins(verb) or (lemma in {"win", "prevail"} and not children(verb, "dobj"))
    found = [_Result(m, verb, share, won) for m, _ in arguments(subjects, discourse, "opposes", is_object=False)]
    others = [*children(verb, "dobj")] if lemma in word_set("ranking_verbs") else []
    others += prepositional(verb, {"behind", "ahead", "over", "against"})
    others += [t for clause in _followers(verb) for t in by_phrase(clause)]
    found += [_Result(m, verb, None) for m, _ in arguments(others, discourse, "opposes", is_object=False)]
    return [r for r in found if _is_contestant(r.who)]


def _followers(verb: Token) -> list[Token]:
    """ "X came first, *followed* by Y"."""
    return [t for t in verb.subtree if t.lower_ == "followed" and t.dep_ in {"advcl", "acl", "conj", "prep"}]


def _counted(verb: Token) -> list[Token]:
    """The number of votes or seats that a verb gives its subject: its object, or "with 40 per cent of the vote"."""
    lemma = verb.lemma_.lower()
    polls = lemma in word_set("polling_verbs")
    if polls:
        for obj in children(verb, "dobj", "npadvmod", "nummod"):
            if _is_tally(obj):
                return _phrase(obj)
    if polls or lemma in word_set("ranking_verbs") | word_set("elected"):
        for prep in children(verb, "prep"):
            for obj in children(prep, "pobj") if prep.lower_ in _COUNTING else []:
                if _is_tally(obj):
                    return _phrase(obj)
    return []


def _phrase(noun: Token) -> list[Token]:
    clauses = {t.i for c in noun.subtree if c.dep_ in {"relcl", "acl", "appos", "conj"} for t in c.subtree}
    return [t for t in noun.subtree if t.i not in clauses]


def _is_tally(noun: Token) -> bool:
    """Whether a phrase counts votes: a number with "votes" or "delegates", or a bare number where those are counted."""
    phrase = _phrase(noun)
    number = any(t.tag_ in {"CD", "JJS", "RBS"} for t in phrase)
    if number and any(t.lemma_.lower() in word_set("tallies") for t in phrase):
        return True
    bare = noun.tag_ == "CD" and all(t.pos_ in {"NUM", "ADV", "ADP", "SYM"} or t.lower_ in _MARKS for t in phrase)
    return bare and any(t.lemma_.lower() in word_set("tallies") for t in _around(noun.sent, noun))


def _around(sentence: Sentence, token: Token) -> list[Token]:
    return [t for t in sentence.tokens if t is not token]


def _share(figure: list[Token]) -> float | None:
    for token in figure:
        if token.tag_ == "CD" and any(t.lower_ in _MARKS for t in figure if 0 < t.i - token.i <= 2):
            return _number(token.text)
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return None


def _rank(verb: Token) -> bool:
    """ "came in second", "finished third", "placed last"."""
    near = [t for c in verb.children for t in (c, *c.children) if t.i > verb.i]
    return any(t.lower_ in word_set("ranks") for t in near)


def _wins(verb: Token) -> bool:
    """ "won the primary", "secured the nomination", "secured a plurality"."""
    return verb.lemma_.lower() in word_set("polling_verbs") and any(
        obj.lemma_.lower() in word_set("elections") | {"plurality"} and obj.tag_ == "NN"
        for obj in children(verb, "dobj")
    )


def _figure(mention: TokenMention, sentence: Sentence, *, counted: bool) -> tuple[Token | None, float | None]:
    """The number right behind a name: "Y 10 %", "Y (10 %)", "Y with 12"."""
    behind = [t for t in sentence.tokens if mention.last < t.i <= mention.last + 5]
    while behind and behind[0].lower_ in {",", "(", *_COUNTING, "got", "about", "just", "only"}:
        behind = behind[1:]
    if not behind or behind[0].tag_ != "CD":
        return None, None
    number, after = behind[0], behind[1:]
    if after and after[0].lower_ in _MARKS:
        return number, _number(number.text)
    introduced = number.before is not None and number.before.lower_ in _COUNTING
    if counted and introduced and (not after or after[0].pos_ == "PUNCT" or after[0].lemma_ in word_set("tallies")):
        return number, None
    return None, None


def _rivals(count: Iterable[_Result], discourse: Discourse) -> Iterator[Candidate]:
    """Each of a count against each other, persons against persons and parties against parties."""
    results, done = list(count), set[tuple[int, int]]()
    for i, one in enumerate(results):
        for other in results[i + 1 :]:
            if one.who.type is not other.who.type or not distinct(discourse, one.who, other.who):
                continue
            if (one.won and other.won) or (one.share or 0) + (other.share or 0) > _WHOLE:
                continue  # the winners of two counts
            ends = (one.who.entity, other.who.entity)
            if ends in done or ends[::-1] in done:
                continue
            done.add(ends)
            yield from _mutual(one.who, other.who, other.word, "contest:count")


def _mutual(one: TokenMention, other: TokenMention, word: Token, rule: str) -> Iterator[Candidate]:
    for subject, target in ((one, other), (other, one)):
        yield Candidate(subject, "opposes", target, (word,), rule, Status.ASSERTED, paths=("direct", "direct"))


def _running(token: Token, discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """ "X and Y are the remaining candidates", "the contenders, X and Y", "X and Y are running for president"."""
    if token.tag_ == "NNS" and token.lemma_.lower() in word_set("contenders"):
        runners = _apposed(token, lexicon)
    elif token.lemma_ in word_set("candidacy") and token.pos_ == "VERB":
        runs = prepositional(token, {"for", "in"})
        named = any(t.lemma_.lower() in word_set("elections") | word_set("offices") for t in runs)
        runners = agents(token, lexicon) if named else []
    else:
        return
    found = [m for m, _ in arguments(runners, discourse, "opposes", is_object=False) if m.type is ActorType.PERSON]
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            if distinct(discourse, one, other):
                yield from _mutual(one, other, token, "contest:running")


def _apposed(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Those whom a plural noun counts up, before or behind it."""
    if noun.dep_ in {"attr"}:
        return surface_subjects(noun.head, lexicon)
    if noun.dep_ == "appos":
        return conjuncts(noun.head)
    return [t for name in children(noun, "appos") for t in conjuncts(name)]
