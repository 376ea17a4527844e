"""Proper names on the parse: the recogniser's entities, repaired and completed from evidence in the document.

The small recogniser errs on span borders (titles, articles, dates and possessives inside; lists run together), on types
(a bare surname as an organisation or place) and misses names altogether. Each span is trimmed and split, then all
spans with the same text in the article vote on one type, together with the gazetteer, titles, words that make a name
an organisation, and the longer names that a short one may abbreviate. Names that were missed are found where their
text occurs again, or by the same evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgraph.extract.parse import Parse
from kgraph.extract.words import Words
from kgraph.extract.world import Places
from kgraph.model import ActorType
from kgraph.read.blocks import BlockKind

_TYPES = {
    "PERSON": ActorType.PERSON, "ORG": ActorType.ORGANIZATION, "GPE": ActorType.PLACE, "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE, "NORP": ActorType.GROUP,
}  # fmt: skip
_DOUBTFUL = {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
_DATES = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
_INNER = {"of", "the", "for", "and", "de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "bin", "ibn",
          "al", "el", "ben", "la", "le", "'s", "-", "&", "on", "in", "to", ".", "y", "dela"}  # fmt: skip
_PARTICLES = {"de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ben",
              "bint", "abu", "la", "le", "ter", "ten", "zu", "y", "dela", "-"}  # fmt: skip
_SPEECH = {"say", "tell", "announce", "state", "report", "claim", "deny", "argue", "urge", "declare", "reply", "tweet",
           "accuse", "condemn", "warn", "confirm", "refuse", "agree", "publish", "release", "launch"}  # fmt: skip
_NOT_NAMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december", "covid", "covid-19", "brexit", "god", "tv", "gdp",
    "dna", "ai", "hiv", "sars", "h1n1", "gmt", "utc", "est", "edt", "bst", "am", "pm", "mp", "mps", "ceo", "phd", "i", "ok", "internet",
    "christmas", "easter", "ramadan", "id", "cctv", "uav", "pcr", "faq", "sms", "pdf", "url", "html", "r", "d",
}  # fmt: skip
_MAX_GAZETTEER = 6


@dataclass(slots=True)
class NameSpan:
    """A proper name: tokens ``first`` to ``last``; ``votes`` for types by the weight of the evidence."""

    first: int
    last: int
    label: str
    type: ActorType | None = None
    code: str | None = None
    demonym: bool = False

    def __len__(self) -> int:
        return self.last - self.first + 1


def name_key(text: str) -> str:
    """A name folded for comparison inside one article: case, periods, possessive and article removed."""
    text = re.sub(r"['’]s?$", "", text.strip()).casefold().replace(".", "").replace("’", "'")
    return re.sub(r"\s+", " ", text).removeprefix("the ").strip()


def span_text(doc: Doc, first: int, last: int) -> str:
    """The text of tokens ``first`` to ``last``."""
    return str(doc[first : last + 1].text)


def find_names(parse: Parse, places: Places, words: Words) -> list[NameSpan]:
    """All proper names of an article in text order, without overlaps, each with a type."""
    doc = parse.doc
    taken: set[int] = set()
    spans: list[NameSpan] = []

    def add(span: NameSpan) -> None:
        cells = range(span.first, span.last + 1)
        if not taken.intersection(cells):
            taken.update(cells)
            spans.append(span)

    for span in _gazetteer_spans(doc, places):
        add(span)
    for entity in doc.ents:
        for span in repaired(doc, entity.start, entity.end - 1, entity.label_, words):
            add(span)
    for span in _capitalised_runs(doc, taken, words):
        add(span)
    spans.sort(key=lambda s: s.first)
    spans = [s for s in spans if not _is_date(doc, s)]
    decide_types(parse, spans, places, words)
    return [s for s in spans if s.type is not None]


def _is_date(doc: Doc, span: NameSpan) -> bool:
    return (
        all(doc[i].lower_ in _NOT_NAMES or not doc[i].is_alpha for i in range(span.first, span.last + 1))
        and span.code is None
    )


def _gazetteer_spans(doc: Doc, places: Places) -> Iterator[NameSpan]:
    """Longest country names and demonyms that start at each capitalised token."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if not token.text[0].isupper():
            i += 1
            continue
        for last in range(min(i + _MAX_GAZETTEER, token.sent.end) - 1, i - 1, -1):
            text = span_text(doc, i, last)
            if last > i and not doc[last].text[0].isupper():
                continue
            code = places.country(text)
            if code and not _part_of_longer(doc, i, last):
                yield NameSpan(i, last, "GPE", ActorType.COUNTRY, code)
                i = last
                break
            code = places.demonym(text)
            if code and not _part_of_longer(doc, i, last):
                yield NameSpan(i, last, "NORP", None, code, demonym=True)
                i = last
                break
        i += 1


def _part_of_longer(doc: Doc, first: int, last: int) -> bool:
    """Whether the recogniser sees a longer organisation or person name around the span ("Bank of England")."""
    token = doc[first]
    if not token.ent_type_ or token.ent_type_ in {"NORP", *_DATES}:
        return False
    start, end = first, last
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
        end += 1
    inner = [doc[i] for i in range(start, end + 1) if not first <= i <= last]
    content = [t for t in inner if t.text[0].isupper() and t.lower_ not in {"the", "a", "an"}]
    return (
        bool(content)
        and "," not in [t.text for t in inner]
        and token.ent_type_ in {"ORG", "PERSON", "FAC", "EVENT", "LAW", "WORK_OF_ART", "LOC", "GPE"}
    )


def repaired(doc: Doc, first: int, last: int, label: str, words: Words) -> list[NameSpan]:
    """An entity of the recogniser, trimmed, split at commas and "and", without titles; nothing for a date."""
    if label in _DATES:
        return []
    pieces = []
    for start, end in _split(doc, first, last, label):
        trimmed = _trim(doc, start, end)
        if trimmed is None:
            continue
        start, end = trimmed
        cut = _after_title(doc, start, end, label, words)
        pieces.append(NameSpan(cut, end, "PERSON" if cut > start else label))
    return pieces


def _split(doc: Doc, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, last + 1):
        token = doc[i]
        cut = token.text in {",", ";", ":", "/", "(", ")", '"', "\n", "|"} or (
            token.lower_ == "and" and label in {"PERSON", "GPE", "LOC", "NORP"}
        )
        if token.text == "," and i + 1 <= last and doc[i + 1].lower_.rstrip(".") in {"inc", "ltd", "llc", "jr", "sr"}:
            cut = False
        if cut:
            if i > start:
                yield start, i - 1
            start = i + 1
    if start <= last:
        yield start, last


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and not _opens_name(doc[first]):
        first += 1
    while last >= first and not _closes_name(doc[last]):
        last -= 1
    if first > last or not any(
        doc[i].is_alpha or "-" in doc[i].text or "." in doc[i].text or doc[i].text.isalnum()
        for i in range(first, last + 1)
    ):
        return None
    return first, last


def _opens_name(token: Token) -> bool:
    if token.lower_ in {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "former",
        "ex",
        "then",
        "late",
    }:
        return False
    if (
        token.pos_ in {"VERB", "ADP", "PRON", "AUX", "SCONJ", "CCONJ"}
        and token.is_sent_start
        and token.ent_iob_ != "I"
        and token.ent_type_ not in {"PERSON", "GPE"}
    ):
        return False
    return (
        token.text[0].isupper()
        or (token.text[0].isdigit() and any(c.isalpha() for c in token.text))
        or token.lower_ in {"al", "el", "de", "von", "van", "bin"}
        or (not token.text.islower() and any(c.isupper() for c in token.text))
    )


def _closes_name(token: Token) -> bool:
    if token.lower_ in {"'s", "’s", "'", "’", "n't", "-", "–", "—"} or token.is_punct:
        return False
    return any(c.isupper() for c in token.text) or token.text.isdigit() or (token.text.endswith(".") and len(token) > 1)


def is_title(token: Token, words: Words) -> bool:
    """Whether a capitalised token is a title or the head of a role phrase before a name."""
    return token.text[0].isupper() and (
        token.lower_ in words.titles or token.lower_ in words.roles or token.lower_.removesuffix("s") in words.roles
    )


def _after_title(doc: Doc, first: int, last: int, label: str, words: Words) -> int:
    """The first token after the last title in a span that goes on with a personal name; else ``first``."""
    if (
        any(doc[i].text in words.org_words and doc[i].lower_ not in words.roles for i in range(first, last + 1))
        and label != "PERSON"
    ):
        last_org = max(i for i in range(first, last + 1) if doc[i].text in words.org_words)
    else:
        last_org = first - 1
    for i in range(last - 1, first - 1, -1):
        if i < last_org:
            break
        if is_title(doc[i], words) and doc[i + 1].text[0].isupper() and not is_title(doc[i + 1], words):
            title = words.titles.get(doc[i].lower_)
            if (
                label == "PERSON"
                or (label != "PERSON" and title is not None and title.kind != "rank")
                or doc[i].lower_ in words.roles
            ):
                if label != "PERSON" and last - i > 3:
                    continue
                return i + 1
    return first


def _capitalised_runs(doc: Doc, taken: set[int], words: Words) -> Iterator[NameSpan]:
    """Runs of capitalised nouns that the recogniser left out; typed later, if there is evidence."""
    i = 0
    while i < len(doc):
        if i in taken or not _proper(doc[i]):
            i += 1
            continue
        last = i
        while last + 1 < len(doc) and last + 1 not in taken and doc[last + 1].sent_start is not True:
            following = doc[last + 1]
            if _proper(following) or (
                following.text == "-" and last + 2 < len(doc) and _proper(doc[last + 2]) and not following.whitespace_
            ):
                last += 1
            elif (
                following.lower_ in {"of", "for"}
                and last + 2 < len(doc)
                and (_proper(doc[last + 2]) and last + 2 not in taken)
                and doc[last].text in words.org_words
            ):
                last += 2
            elif (
                following.lower_ in _PARTICLES
                and last + 2 < len(doc)
                and _proper(doc[last + 2])
                and last + 2 not in taken
            ):
                last += 2
            else:
                break
        for span in repaired(doc, i, last, "RUN", words):
            yield span
        i = last + 1


def _proper(token: Token) -> bool:
    text = token.text
    if not (text[0].isupper() or (len(text) > 2 and any(c.isupper() for c in text[1:]) and text[0].isalnum())):
        return False
    return (
        token.pos_ == "PROPN"
        or (text.isupper() and len(text) > 1 and text.isalpha())
        or (token.pos_ in {"NOUN", "ADJ", "X"} and token.sent_start is not True)
    )


def headline_case(doc: Doc, indices: Iterable[int]) -> bool:
    """Whether most longer words of a title are capitalised, so that capitals say nothing there."""
    long = [doc[i].text for i in indices if doc[i].is_alpha and len(doc[i]) > 3]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def decide_types(parse: Parse, spans: list[NameSpan], places: Places, words: Words) -> None:
    """Give every span its type by vote over the article; spans without evidence keep None."""
    doc = parse.doc
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    for span in spans:
        key = name_key(span_text(doc, span.first, span.last))
        for kind, weight in _evidence(parse, span, places, words):
            votes[key][kind] += weight
    persons = _by_part(
        key
        for key, counter in votes.items()
        if counter and counter.most_common(1)[0][0] is ActorType.PERSON and " " in key
    )
    headlines = _headline_tokens(parse)
    body_keys = {name_key(span_text(doc, s.first, s.last)) for s in spans if s.first not in headlines}
    body_parts = {part for key in body_keys for part in key.split()}
    for span in spans:
        text = span_text(doc, span.first, span.last)
        key = name_key(text)
        if (
            span.first in headlines
            and span.code is None
            and not (key in body_keys or key in body_parts or all(p in body_parts for p in key.split()))
        ):
            span.type = None
            continue
        if span.code is not None:
            span.type = _country_or_people(doc, span)
            continue
        if key in persons and not _organization_words(text, words):
            span.type = ActorType.PERSON
            continue
        counter = votes[key]
        span.type = (
            max(counter, key=lambda t: (counter[t], t.value)) if counter and sum(counter.values()) >= 2 else None
        )


def _headline_tokens(parse: Parse) -> set[int]:
    doc = parse.doc
    blocks: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(parse.block_of):
        if parse.blocks[block].kind in {BlockKind.TITLE, BlockKind.HEADING}:
            blocks[block].append(i)
    return {i for indices in blocks.values() if headline_case(doc, indices) for i in indices}


def _by_part(names: Iterable[str]) -> dict[str, str]:
    """First and last words of personal names, where only one name has them; the last word wins."""
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for name in names:
        parts = name.split()
        last[parts[-1]].add(name)
        for start in range(1, len(parts) - 1):
            last[" ".join(parts[start:])].add(name)
        first[parts[0]].add(name)
    return {part: min(full) for table in (first, last) for part, full in table.items()}


def _country_or_people(doc: Doc, span: NameSpan) -> ActorType:
    """A demonym that is a noun phrase of its own is a people ("Belarusians protest"); as a modifier, the country."""
    if not span.demonym:
        return ActorType.COUNTRY
    token = doc[span.last]
    plural = token.tag_ in {"NNPS", "NNS"} or (
        token.lower_.endswith("s") and token.pos_ in {"NOUN", "PROPN"} and not token.lower_.endswith(("ss", "us"))
    )
    if plural and token.dep_ not in {"amod", "compound", "nmod"}:
        return ActorType.GROUP
    return ActorType.COUNTRY


def _organization_words(text: str, words: Words) -> bool:
    return any(part in words.org_words for part in text.split())


def _evidence(parse: Parse, span: NameSpan, places: Places, words: Words) -> Iterator[tuple[ActorType, int]]:
    """Votes for a span's type: what the recogniser said counts 2, telling words and titles more."""
    doc = parse.doc
    text = span_text(doc, span.first, span.last)
    parts = text.split()
    kind = _TYPES.get(span.label)
    if kind is not None:
        yield kind, 3 if len(parts) > 1 else 2
    if (
        parts[-1] in words.org_words
        or (parts[0] in words.org_words and " of " in text)
        or (len(parts) > 1 and _organization_words(text, words))
    ):
        yield ActorType.ORGANIZATION, 5
    elif (
        span.first > 0
        and is_title(doc[span.first - 1], words)
        and kind is not ActorType.ORGANIZATION
        and doc[span.first - 1].dep_ in {"compound", "nmod", "amod", "appos"}
    ):
        yield ActorType.PERSON, 4
    if span.first > 0:
        title = words.titles.get(doc[span.first - 1].lower_)
        if title and title.kind == "honorific" and doc[span.first - 1].text[0].isupper():
            yield ActorType.PERSON, 6
    if (
        len(parts) > 1
        and places.gender(parts[0])
        and kind in {None, ActorType.PERSON, ActorType.ORGANIZATION}
        and not _organization_words(text, words)
    ):
        yield ActorType.PERSON, 4
    if kind is None or span.label == "ORG":
        acronym = text.replace(".", "").replace("-", "")
        if (
            len(acronym) > 1
            and acronym.isupper()
            and acronym.isalpha()
            and name_key(text) not in _NOT_NAMES
            and not parse.kind(doc[span.first]) == BlockKind.TITLE
        ):
            yield ActorType.ORGANIZATION, 2
    head = doc[span.first : span.last + 1].root
    if kind is None and head.dep_ in {"nsubj", "agent"} and head.head.lemma_ in _SPEECH:
        yield ActorType.ORGANIZATION, 2
