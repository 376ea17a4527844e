"""Direct speech: which tokens stand inside quotation marks, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kgraph.extract.clauses import surface_subjects
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.parse import Parse
from kgraph.extract.tokens import Token

_MIN_SPEECH = 5  # shorter quotations are scare quotes or names: they do not make a statement somebody's words


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``first`` to ``last`` inside quotation marks; ``speaker`` is the head token of the source, if found."""

    first: int
    last: int
    speaker: int | None


def find_quotes(parse: Parse, lexicon: Lexicon) -> tuple[Quote, ...]:
    """The stretches of direct speech of an article, in text order.

    A quotation that a paragraph leaves open goes to the paragraph's end, as in print; the next paragraph must open it
    again. The speaker is the subject of the verb of saying in the same sentence, else of one in the same paragraph,
    else the speaker of the quotation before it in an unbroken run of quoted paragraphs.
    """
    quotes: list[Quote] = []
    last_speaker: int | None = None
    for _, group in groupby(range(len(parse.doc)), key=lambda i: parse.block_of[i]):
        tokens = list(group)
        spans = _quoted(parse.doc, tokens)
        inside = {i for first, last in spans for i in range(first, last + 1)}
        speakers = _speakers(parse.doc, tokens, inside, lexicon)
        if not spans:
            last_speaker = max(speakers, default=last_speaker) if speakers else None
        for first, last in spans:
            speaker = _nearest(speakers, first, last)
            if speaker is None and not speakers and tokens and parse.doc[tokens[0]].text == '"':
                speaker = last_speaker
            quotes.append(Quote(first, last, speaker))
            last_speaker = speaker if speaker is not None else last_speaker
    return tuple(quotes)


def _quoted(doc: Sequence[Token], tokens: list[int]) -> list[tuple[int, int]]:
    marks = [i for i in tokens if doc[i].text in {'"', "``", "''"}]
    spans = []
    for opening, closing in zip(marks[::2], [*marks[1::2], tokens[-1] + 1], strict=False):
        if closing - opening - 1 >= _MIN_SPEECH:
            spans.append((opening + 1, closing - 1))
    return spans


def _speakers(doc: Sequence[Token], tokens: list[int], inside: set[int], lexicon: Lexicon) -> list[int]:
    """Head tokens of the subjects of verbs of saying outside the quotations."""
    found = []
    for i in tokens:
        token = doc[i]
        word = lexicon.clause_words.get(("v", token.lemma_.lower()))
        if (
            i in inside
            or token.pos_ != "VERB"
            or word is None
            or word.effect not in {Effect.REPORT, Effect.DENY, Effect.ASK, Effect.BLAME}
        ):
            continue
        found += [subject.i for subject in surface_subjects(token, lexicon) if subject.i not in inside]
    return found


def _nearest(speakers: list[int], first: int, last: int) -> int | None:
    return min(speakers, key=lambda i: min(abs(i - first), abs(i - last)), default=None)


def quote_at(quotes: tuple[Quote, ...], token: Token) -> Quote | None:
    """The quotation that a token stands in."""
    return next((quote for quote in quotes if quote.first <= token.i <= quote.last), None)
