"""Direct speech: which tokens stand inside quotation marks, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kgraph.extract.clauses import SUBJECTS, surface_subjects
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.mood import VERBAL
from kgraph.extract.parse import Parse
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.read.blocks import BlockKind

_MARKS = {'"', "``", "''"}
_SAYING = {Effect.REPORT, Effect.DENY, Effect.ASK, Effect.BLAME}
_MIN_SPEECH = 5  # shorter quotations are scare quotes or names: they do not make a statement somebody's words


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``first`` to ``last`` inside quotation marks; ``speaker`` is the head token of the source, if found.

    ``released`` are the paragraphs of a statement, printed without marks below "Minister X said:".
    """

    first: int
    last: int
    speaker: int | None
    released: bool = False


def find_quotes(parse: Parse, lexicon: Lexicon) -> tuple[Quote, ...]:
    """The stretches of direct speech of an article, in text order.

    A quotation that a paragraph leaves open goes to the paragraph's end, as in print; the next paragraph must open it
    again. The speaker is the subject of the verb of saying in the same sentence, else of one in the same paragraph,
    else the speaker of the quotation before it in an unbroken run of quoted paragraphs.
    """
    quotes: list[Quote] = []
    last_speaker: int | None = None
    announced: int | None = None
    for _, group in groupby(range(len(parse.doc)), key=lambda i: parse.block_of[i]):
        tokens = list(group)
        if announced is not None and _is_statement(parse, tokens, lexicon):
            quotes.append(Quote(tokens[0], tokens[-1], announced, released=True))
            continue
        announced = _announced(parse.doc, tokens, lexicon)
        spans = _quoted(parse.doc, tokens)
        inside = {i for first, last in spans for i in range(first, last + 1)}
        speakers = _speakers(parse.doc, tokens, inside, lexicon)
        if not spans:
            last_speaker = announced if announced is not None else max(speakers, default=None)
        for first, last in spans:
            speaker = _nearest(speakers, first, last)
            if speaker is None and not speakers and tokens and parse.doc[tokens[0]].text == '"':
                speaker = last_speaker
            quotes.append(Quote(first, last, speaker))
            last_speaker = speaker if speaker is not None else last_speaker
    return tuple(quotes)


def _announced(doc: Sequence[Token], tokens: list[int], lexicon: Lexicon) -> int | None:
    """The speaker of the paragraphs below: the subject of "X said:" or "X issued a statement:" at a paragraph's end."""
    last = doc[tokens[-1]]
    if last.text != ":" or any(doc[i].text in _MARKS for i in tokens):
        return None
    return max(_speakers(doc, tokens, set(), lexicon) or _issuers(doc, tokens, lexicon), default=None)


def _issuers(doc: Sequence[Token], tokens: list[int], lexicon: Lexicon) -> list[int]:
    """Whose statement it is: "X released the following *statement*:"."""
    verbs = [doc[i].head for i in tokens if doc[i].dep_ == "dobj" and doc[i].lemma_.lower() in word_set("utterances")]
    return [subject.i for verb in verbs for subject in surface_subjects(verb, lexicon)]


def _is_statement(parse: Parse, tokens: list[int], lexicon: Lexicon) -> bool:
    """Whether a paragraph below "X said:" goes on with the statement, printed without marks."""
    body = parse.kind(parse.doc[tokens[0]]) is BlockKind.BODY
    plain = not any(parse.doc[i].text in _MARKS for i in tokens) and parse.doc[tokens[-1]].text != ":"
    return body and plain and len(tokens) > _MIN_SPEECH and not _tells_of_saying(parse.doc, tokens, lexicon)


def _tells_of_saying(doc: Sequence[Token], tokens: list[int], lexicon: Lexicon) -> bool:
    """Whether the narrator is back: "he said", "the minister added"."""
    return any(doc[i].lower_ not in word_set("first_person") for i in _speakers(doc, tokens, set(), lexicon, past=True))


def _quoted(doc: Sequence[Token], tokens: list[int]) -> list[tuple[int, int]]:
    marks = [i for i in tokens if doc[i].text in _MARKS]
    spans = []
    for opening, closing in zip(marks[::2], [*marks[1::2], tokens[-1] + 1], strict=False):
        if closing - opening - 1 >= _MIN_SPEECH or _is_sentence(doc[opening + 1 : closing]):
            spans.append((opening + 1, closing - 1))
    return spans


def _is_sentence(tokens: Sequence[Token]) -> bool:
    """Whether a short quotation says something: "We condemn X", "Resign, X!", not "so-called friends"."""
    if tokens and tokens[-1].text == "!":
        return True
    return any(token.dep_ in SUBJECTS and token.head in tokens and token.head.pos_ in VERBAL for token in tokens)


def _speakers(
    doc: Sequence[Token], tokens: list[int], inside: set[int], lexicon: Lexicon, *, past: bool = False
) -> list[int]:
    """Head tokens of the subjects of verbs of saying, if asked only in the past tense, outside the quotations."""
    found = []
    for i in tokens:
        token = doc[i]
        word = lexicon.clause_words.get(("v", token.lemma_.lower()))
        if (
            i in inside
            or token.pos_ != "VERB"
            or (past and token.tag_ != "VBD")
            or word is None
            or (word.effect not in _SAYING and token.lemma_ not in word_set("voices"))
        ):
            continue
        found += [subject.i for subject in surface_subjects(token, lexicon) if subject.i not in inside]
    return found


def _nearest(speakers: list[int], first: int, last: int) -> int | None:
    return min(speakers, key=lambda i: min(abs(i - first), abs(i - last)), default=None)


def quote_at(quotes: tuple[Quote, ...], token: Token) -> Quote | None:
    """The quotation that a token stands in."""
    return next((quote for quote in quotes if quote.first <= token.i <= quote.last), None)
