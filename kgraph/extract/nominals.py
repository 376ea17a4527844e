"""Noun phrases that denote an actor: descriptions ("the former adviser"), collectives ("riot police"), and named mentions.

Which nouns do is data (`words`). The span of a description runs from its first modifier to its head, with the
complements that belong to it ("the mayor of Brest", "workers at state-run factories"), without relative clauses.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgraph.extract.mentions import Candidate
from kgraph.extract.names import NameSpan, is_title, span_text
from kgraph.extract.parse import Parse
from kgraph.extract.words import Words
from kgraph.extract.world import Places
from kgraph.model import ActorType, MentionKind

_BEFORE = {
    "amod",
    "compound",
    "nmod",
    "nummod",
    "quantmod",
    "advmod",
    "poss",
    "det",
    "predet",
    "neg",
    "punct",
    "case",
    "npadvmod",
    "appos",
}
_COMPLEMENT = {"of", "for", "in", "from", "at", "to", "with", "on", "against", "within", "across"}
_TEMPORAL = {
    "former", "ex", "current", "then", "late", "new", "newly", "old", "incumbent", "outgoing", "acting", "interim", "longtime", "long", "time",
    "elected", "appointed", "sitting", "ousted", "deposed", "exiled", "jailed", "first", "last", "next", "previous", "veteran", "top",
    "senior", "high", "ranking", "authoritarian", "embattled", "main", "most", "prominent", "influential", "powerful", "popular", "strong",
    "democratically", "own", "late", "slain", "alleged", "would", "be", "self", "proclaimed", "disputed", "recent", "recently", "current",
}  # fmt: skip
_QUANTITIES = {"thousand", "hundred", "dozen", "million", "ten", "score", "billion"}
_PARTITIVES = {
    "some",
    "many",
    "several",
    "most",
    "all",
    "few",
    "both",
    "others",
    "those",
    "anyone",
    "everyone",
    "two",
    "three",
    "four",
    "five",
    "one",
    "number",
}
_MAX_COMPLEMENT = 9


def name_candidates(parse: Parse, spans: list[NameSpan], places: Places, words: Words) -> list[Candidate]:
    """Mentions for the proper names: the phrase with title and modifiers, and names nested in longer ones."""
    found = []
    for span in spans:
        found.append(_name_candidate(parse, span, places, words))
        found += _nested_names(parse, span, places)
    return found


def _name_candidate(parse: Parse, span: NameSpan, places: Places, words: Words) -> Candidate:
    doc = parse.doc
    head = doc[span.first : span.last + 1].root
    text = span_text(doc, span.first, span.last)
    first = _phrase_start(doc, span, words) if span.type is ActorType.PERSON else span.first
    role, gender, territory = None, None, span.code
    if span.type is ActorType.PERSON:
        role, gender = _title_of(doc, first, span.first, words)
        gender = gender or places.gender(doc[span.first].text)
        territory = _territory_in(doc, first, span.first - 1, places)
    return Candidate(
        first, span.last, head.i, MentionKind.NAME, span.type, text, (span.first, span.last),
        number="p" if span.demonym and span.type is ActorType.GROUP else "s", gender=gender, role=role, territory=territory,
        sure=span.code is not None, rule="name", definite=True,
    )  # fmt: skip


def _phrase_start(doc: Doc, span: NameSpan, words: Words) -> int:
    """The first token of a personal name's phrase: titles, roles and their modifiers directly before it."""
    first = span.first
    i = first - 1
    while i >= 0 and doc[i].sent_start is not True or (i >= 0 and i == doc[span.first].sent.start):
        token = doc[i]
        if token.sent != doc[span.first].sent or token.is_punct and token.text != "-":
            break
        governor = doc[span.first : span.last + 1].root
        if (
            token.head.i > span.last
            or token.pos_ in {"VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ"}
            and token.dep_ not in {"amod", "compound"}
        ):
            break
        if token.dep_ in {"det", "poss", "case"} or not governor.is_ancestor(token):
            break
        if token.dep_ not in {"compound", "amod", "nmod", "advmod", "nummod", "npadvmod", "appos", "punct"}:
            break
        first = i
        i -= 1
    while first < span.first and (doc[first].is_punct or doc[first].dep_ == "advmod"):
        first += 1
    return first


def _title_of(doc: Doc, first: int, name: int, words: Words) -> tuple[str | None, str | None]:
    """The role phrase and the gender that the words before a name give."""
    role, gender = None, None
    for i in range(name - 1, first - 1, -1):
        lemma = noun_lemma(doc[i])
        title = words.titles.get(doc[i].lower_)
        if title is not None:
            gender = gender or title.gender
        gender = gender or words.genders.get(lemma)
        if role is None and (lemma in words.roles or lemma in words.people):
            role = role_phrase(doc, i, first, words)
    return role, gender


def noun_lemma(token: Token) -> str:
    """The lower-case singular of a noun, also of a capitalised or mistagged one."""
    lemma = str(token.lemma_).lower()
    if token.tag_ in {"NNPS", "NNP"} or token.pos_ != "NOUN":
        lower = str(token.lower_)
        if token.tag_ == "NNPS" and lower.endswith("s"):
            return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
        return lower
    if lemma.endswith("men") and lemma not in {"men"}:
        return lemma[:-3] + "man"
    return {"men": "man", "women": "woman", "people": "people"}.get(lemma, lemma)


def role_phrase(doc: Doc, head: int, first: int, words: Words) -> str:
    """A role with the modifiers that tell it apart from others ("foreign minister"), without temporal ones and names."""
    parts = [noun_lemma(doc[head])]
    i = head - 1
    while (
        i >= first
        and doc[i].dep_ in {"compound", "amod", "nmod", "punct"}
        and doc[i].ent_type_ not in {"NORP", "GPE", "PERSON"}
    ):
        token = doc[i]
        i -= 1
        if token.is_punct or token.lower_ in _TEMPORAL:
            continue
        parts.insert(0, str(token.lower_))
    return " ".join(parts)


def _territory_in(doc: Doc, first: int, last: int, places: Places) -> str | None:
    for i in range(first, last + 1):
        for end in range(min(last, i + 2), i - 1, -1):
            text = span_text(doc, i, end)
            if text[0].isupper():
                code = places.demonym(text) or places.country(text)
                if code:
                    return code
    return None


def _nested_names(parse: Parse, span: NameSpan, places: Places) -> Iterator[Candidate]:
    """Countries inside a longer name: "the United States Department of State", "Central Bank of Kenya"."""
    doc = parse.doc
    if span.type is not ActorType.ORGANIZATION or len(span) < 2:
        return
    for first, last in _inner_spans(doc, span):
        text = span_text(doc, first, last)
        code = places.country(text) or places.demonym(text)
        if code:
            head = doc[first : last + 1].root
            yield Candidate(
                first,
                last,
                head.i,
                MentionKind.NAME,
                ActorType.COUNTRY,
                text,
                (first, last),
                "s",
                territory=code,
                sure=True,
                rule="nested name",
                definite=True,
            )
            return


def _inner_spans(doc: Doc, span: NameSpan) -> Iterator[tuple[int, int]]:
    for last in range(min(span.first + 3, span.last - 1), span.first - 1, -1):
        yield span.first, last
    for i in range(span.first + 1, span.last):
        if doc[i].lower_ in {"of", "for", "in"}:
            start = i + 2 if doc[i + 1].lower_ == "the" and i + 2 <= span.last else i + 1
            yield start, span.last


def descriptions(parse: Parse, names: list[Candidate], places: Places, words: Words) -> list[Candidate]:
    """Mentions for the noun phrases that describe an actor and are no part of a name."""
    doc = parse.doc
    inside = {i for name in names for i in range(name.core[0], name.core[1] + 1)}
    titles = {i for name in names for i in range(name.first, name.core[0])}
    found = []
    for token in doc:
        if token.i in inside:
            continue
        candidate = describe(doc, token, places, words)
        if candidate is None or (token.i in titles and words.is_person(candidate.noun)):
            continue
        found.append(candidate)
    return found


def describe(doc: Doc, token: Token, places: Places, words: Words) -> Candidate | None:
    """The description headed by a token, if its noun denotes an actor."""
    kind = noun_type(token, words)
    if kind is None:
        return None
    noun = noun_lemma(token)
    number = (
        "p"
        if token.tag_ in {"NNS", "NNPS"} or noun in {"people", "police", "public"} or token.pos_ in {"NUM", "ADJ"}
        else "s"
    )
    if token.dep_ == "compound" and (words.is_person(noun) or noun not in words.collectives or noun in words.places):
        return None
    first = first_modifier(token)
    last = last_complement(doc, token)
    modifiers = frozenset(
        str(doc[i].lower_) for i in range(first, token.i) if doc[i].pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}
    )
    definite = any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "some", "any", "another", "no", "every", "each"}
        for c in token.children
    )
    return Candidate(
        first, last, token.i, MentionKind.DESCRIPTION, kind, span_text(doc, first, last), (first, last), number=number,
        gender=words.genders.get(noun), role=role_phrase(doc, token.i, first, words) if noun in words.roles and number == "s" else None,
        territory=_territory_in(doc, first, token.i - 1, places), noun=noun, modifiers=modifiers, definite=definite, rule="description",
    )  # fmt: skip


def noun_type(token: Token, words: Words) -> ActorType | None:
    """The type of actor that a noun denotes, or None."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or (
        token.pos_ == "PROPN" and not token.text[0].isupper() and not token.is_alpha
    ):
        return None
    lemma = noun_lemma(token)
    plural = token.tag_ in {"NNS", "NNPS"}
    if token.pos_ in {"NUM", "ADJ"}:
        subject = token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj"}
        nominal = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children) and lemma in {
            "wounded",
            "injured",
            "dead",
            "poor",
            "rich",
            "accused",
            "elderly",
            "unemployed",
            "homeless",
            "opposition",
        }
        return ActorType.GROUP if subject and nominal else None
    if lemma in _QUANTITIES and plural and token.dep_ not in {"nummod", "quantmod"}:
        return ActorType.GROUP
    if words.is_person(lemma):
        return ActorType.GROUP if plural or lemma in {"people", "family", "folk", "crew"} else ActorType.PERSON
    collective = words.collectives.get(lemma)
    if collective is not None and (collective.singular or plural):
        if plural:
            return ActorType.GROUP
        return collective.type
    if lemma in words.places and not plural and token.dep_ != "compound":
        return words.places[lemma]
    if plural and lemma.endswith(("ist", "crat", "woman", "man")) and lemma not in {"list", "human", "german", "woman"}:
        return ActorType.GROUP
    return None


def first_modifier(token: Token) -> int:
    """The index of the first token of a noun's phrase."""
    first = token.i
    for child in sorted(token.lefts, key=lambda t: -t.i):
        if child.dep_ not in _BEFORE or child.right_edge.i != first - 1 and child.dep_ != "det":
            break
        if child.is_punct and child.text != "-":
            break
        first = child.left_edge.i
    return first


def last_complement(doc: Doc, token: Token) -> int:
    """The index of the last token of a noun's phrase with its short complements."""
    last = token.i
    for child in token.rights:
        if child.dep_ != "prep" or child.lower_ not in _COMPLEMENT or child.i > last + 1:
            break
        edge = child.right_edge.i
        if child.lower_ != "of" and edge - child.i > 4:
            break
        stop = next(
            (
                i
                for i in range(child.i, edge + 1)
                if doc[i].text in {",", ";", "-", "–", "—", "("}
                or doc[i].dep_ in {"relcl", "acl"}
                and doc[i].pos_ == "VERB"
            ),
            None,
        )
        if stop is not None:
            edge = _before(doc, stop, child.i)
        if edge - child.i > _MAX_COMPLEMENT or edge <= child.i:
            break
        last = edge
    return last


def _before(doc: Doc, stop: int, start: int) -> int:
    edge = stop - 1
    if doc[stop].dep_ in {"relcl", "acl"}:
        edge = doc[stop].left_edge.i - 1
    while edge > start and (doc[edge].is_punct or doc[edge].pos_ in {"CCONJ", "ADP", "PRON", "DET"}):
        edge -= 1
    return edge


__all__ = [
    "describe",
    "descriptions",
    "first_modifier",
    "is_title",
    "last_complement",
    "name_candidates",
    "noun_lemma",
    "noun_type",
    "role_phrase",
]
