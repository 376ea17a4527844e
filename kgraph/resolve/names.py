"""Whether two personal names can be one person's.

A name is taken apart into tokens without titles, articles and particles; the tokens of two names are aligned, and the
comparison says how the names relate, how sure that is, and by which rule. It decides nothing about persons: whether
"Bush" is George or Jeb is for the cluster to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from anyascii import anyascii

from kgraph.resolve.romanisation import likeness, plain_letters
from kgraph.resolve.spellings import is_given_name, same_family_name, same_given_name, same_spelling_group
from kgraph.resolve.wordlists import word_list
from kgraph.resources import ontology

SURE = 0.85
_TURNED = 0.95  # a name read backwards must fit better
_WITH_INITIAL = 0.97  # as must a surname whose given name is an initial
_TOKEN = re.compile(r"[^\W\d_][\w'’ʼ`.-]*")
_PARTICLES = word_list("particles")
_JOINED = word_list("joined prefixes")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4"}
_HONORIFICS = word_list("titles")
_ALSO_NAMES = word_list("roles that are names")
_OFFICES = word_list("offices")
_INNER_ARTICLE = re.compile(r"(?<=[a-z])-(?:[au]l|el|u[rd])-(?=[A-Z])")
_FEMININE = re.compile(r"(?:[oea]v|[ei]v|[^aeiou]in|yn|sk|tsk)(?:a|aya|aia|aja|aja|á)$")


class Relation(StrEnum):
    """How one name relates to another."""

    EQUAL = "equal"  # the same tokens, spelt alike or not
    FULLER = "fuller"  # one lacks a middle name, a patronymic, a second surname
    SURNAME = "surname"  # one is the surname alone
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found; ``score`` is 0 to 1."""

    relation: Relation
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name taken apart: ``tokens`` in plain letters, initials as single letters.

    ``suffix`` is a generation (jr, 2); ``optional`` counts last tokens often left out ("Al Saud"); ``unmarked`` are the
    tokens as one writes them who leaves the diacritics out (Thaci for Thaçi), if that makes a difference.
    """

    text: str
    tokens: tuple[str, ...]
    suffix: str = ""
    optional: int = 0
    unmarked: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Whether there is more than a surname."""
        return len(self.tokens) > 1

    @property
    def surname(self) -> str:
        """The last token."""
        return self.tokens[-1] if self.tokens else ""

    @property
    def given(self) -> str:
        """The first token of a full name."""
        return self.tokens[0] if self.full else ""


@cache
def _titles() -> frozenset[str]:
    lines = ontology("lexicon", "titles.tsv").read_text(encoding="utf-8").splitlines()
    listed = {line.split("\t")[0].rstrip(".").casefold() for line in lines[1:] if line and not line.startswith("#")}
    return frozenset(listed) | _HONORIFICS


@cache
def _roles() -> frozenset[str]:
    """Role nouns of one word that nobody is called by ("moderator", "actress", but not "hunter")."""
    lines = ontology("lexicon", "roles.tsv").read_text(encoding="utf-8").splitlines()
    words = {line.split("\t")[0] for line in lines[1:] if line and not line.startswith("#")}
    return frozenset(w for w in words if " " not in w and not is_given_name(plain_letters(w))) - _ALSO_NAMES


@lru_cache(maxsize=500_000)
def parse_name(text: str) -> PersonName:
    """Take a personal name apart; a name of nothing but titles has no tokens."""
    head, comma, tail = text.partition(",")
    if comma and tail.strip().rstrip(".").casefold() not in _SUFFIXES:
        text = f"{tail} {head}" if len(tail.split()) < 4 else head
    text = text if text.casefold().startswith("abd") else _INNER_ARTICLE.sub(" ", text)  # Zia-ul-Haq
    raw = _TOKEN.findall(text.replace("’s ", " ").removesuffix("’s").removesuffix("'s"))
    raw = _without_titles([piece for token in raw for piece in _initials(token)])
    suffix = ""
    while len(raw) > 1 and raw[-1].rstrip(".").casefold() in _SUFFIXES:
        suffix = _SUFFIXES[raw.pop().rstrip(".").casefold()]
    tokens: list[str] = []
    unmarked: list[str] = []
    optional = 0
    joined = ""
    for position, token in enumerate(raw):
        lower = token.casefold().rstrip(".")
        if lower in _PARTICLES and len(raw) > 1 and position < len(raw) - 1 and not _given_after_all(raw, position):
            joined = joined and joined  # "Abd al-Rahman": the article inside the name goes too
            if lower == "al" and position == len(raw) - 2 and len(tokens) > 1:
                optional = 1
            continue
        bare = _without_article(token)
        letters = plain_letters(bare)
        if not letters:
            continue
        if lower in _JOINED and position < len(raw) - 1:
            joined += "abd" if lower.startswith("abd") else letters
            continue
        tokens.append(joined + letters)
        unmarked.append(joined + plain_letters(anyascii(bare)))
        joined = ""
    other = tuple(unmarked) if unmarked != tokens else ()
    return PersonName(text, tuple(tokens), suffix, optional if len(tokens) > 2 else 0, other)


def _given_after_all(raw: list[str], position: int) -> bool:
    """Whether what may be a particle is a given name: Ben Carson and Al Gore, but not Ben Ali."""
    first, rest = raw[0], raw[1:]
    return (
        position == 0
        and len(rest) == 1
        and first.istitle()
        and is_given_name(plain_letters(first))
        and not (is_given_name(plain_letters(rest[0])))
    )


def _initials(token: str) -> list[str]:
    """``J.F.`` as two initials; other tokens as they are, hyphens kept for now."""
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_]", token):
        return [c for c in token if c != "."]
    return [token]


def _without_titles(tokens: list[str]) -> list[str]:
    """Cut titles and role nouns off the front, and whatever stands before an office ("Republican President …")."""
    titles, roles = _titles(), _roles()
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i].casefold() in _OFFICES:
            tokens = tokens[i + 1 :]
            break
    while len(tokens) > 1:
        first = tokens[0].rstrip(".").casefold()
        if first not in titles and not (first in roles and len(tokens) > 2):
            break
        if len(tokens) == 2 and is_given_name(first):  # Don Lemon, but Don Vito Corleone
            break
        tokens = tokens[1:]
    return tokens


def _without_article(token: str) -> str:
    """``al-Assad`` as Assad, ``el-Sisi`` as Sisi; ``Ki-moon`` and ``Jean-Claude`` are left whole."""
    token = re.sub(r"^(?:El|Al)(?=[A-Z])", "", token)
    head, hyphen, rest = token.partition("-")
    if (
        hyphen
        and rest
        and head.casefold() in {"al", "el", "ad", "as", "ash", "ar", "at", "an", "az", "ul", "ol"}
        and len(rest) > 2
    ):
        return rest
    return re.sub(r"^abd[aeu]?l?-?(?:[ae]l-)?(?=\w{3})", "abd", token, flags=re.IGNORECASE)


def token_likeness(a: str, b: str, given: bool, least: float = 0.8) -> float:
    """How near two tokens are: by letters, by sound, by Wikidata's spellings, for given names by their other forms.

    What is below ``least`` may be given as 0.0, which is quicker.
    """
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.86 if a[0] == b[0] else 0.0
    score = likeness(a, b, least)
    if score < 0.97 and given and same_given_name(a, b):
        score = max(score, 0.95)
    if score < 0.93 and same_spelling_group(a, b):
        score = max(score, 0.93)
    return score


def feminine(surname: str) -> bool:
    """Whether a surname (plain letters) has a Slavic feminine ending."""
    return len(surname) > 4 and _FEMININE.search(surname) is not None


def compare_names(a: str, b: str) -> Comparison:
    """Compare two names as they stand in a text; see :func:`compare_persons`."""
    return compare_persons(parse_name(a), parse_name(b))


@lru_cache(maxsize=100_000)
def compare_persons(a: PersonName, b: PersonName) -> Comparison:
    """How two personal names relate.

    Parameters
    ----------
    a, b : PersonName
        Names taken apart by :func:`parse_name`; the result is the same in either order.

    Returns
    -------
    Comparison
        ``SURNAME`` says that the one may be short for the other, not that it is.

    Examples
    --------
    >>> compare_names("Oleksandr Syrskyi", "Aleksandr Syrsky").relation.value
    'equal'
    >>> compare_names("George Bush", "Jeb Bush").relation.value
    'different'
    """
    if not a.tokens or not b.tokens:
        return Comparison(Relation.DIFFERENT, 0.0, "no name")
    if (len(b.tokens), b.tokens, b.text) < (len(a.tokens), a.tokens, a.text):
        a, b = b, a
    if a.suffix != b.suffix and a.full and b.full:
        return Comparison(Relation.DIFFERENT, 0.3, "another generation")
    if len(a.tokens) == 1:
        return _surname_alone(a, b)
    if same_family_name(a.tokens[0], b.tokens[0]) and family_name_first(a) and family_name_first(b):
        b = PersonName(b.text, (a.tokens[0], *b.tokens[1:]), b.suffix)  # Park and Pak
    return max(
        (_aligned(first, second) for first in _readings(a) for second in _readings(b)),
        key=lambda c: c.score if c.relation is not Relation.DIFFERENT else c.score - 1,
    )


def _readings(name: PersonName) -> list[tuple[str, ...]]:
    """The tokens as they stand, without an optional family name, and with neighbours joined ("Jong un")."""
    out = []
    for tokens in filter(None, (name.tokens, name.unmarked)):
        out.append(tokens)
        if name.optional:
            out.append(tokens[:-1])
        for i in range(len(tokens) - 1):
            if len(tokens) > 2 and len(tokens[i]) > 1 and len(tokens[i + 1]) > 1:
                out.append((*tokens[:i], tokens[i] + tokens[i + 1], *tokens[i + 2 :]))
    return out


def _surname_alone(a: PersonName, b: PersonName) -> Comparison:
    """Compare a bare surname with another, or with a full name."""
    if a.unmarked:
        plain = PersonName(a.text, a.unmarked)
        return max(_surname_alone(replace(a, unmarked=()), b), _surname_alone(plain, b), key=lambda c: c.score)
    token = a.tokens[0]
    if len(b.tokens) == 1:
        score = max(
            0.0 if feminine(token) != feminine(other[0]) else token_likeness(token, other[0], given=False)
            for other in _readings(b)
        )
        relation = Relation.EQUAL if score >= SURE else Relation.DIFFERENT
        return Comparison(relation, score, "same name" if token == b.surname else "spelling")
    best = Comparison(Relation.DIFFERENT, 0.0, "surnames differ")
    for reading in _readings(b):
        for position, weight, rule in ((-1, 1.0, "surname"), (0, 0.97, "family name first")):
            other = reading[position]
            if len(other) == 1 or (position == 0 and len(token) == 1) or feminine(token) != feminine(other):
                continue
            score = token_likeness(token, other, given=False) * weight
            if position == 0 and not family_name_first(b):
                score *= 0.7
            if score > best.score:
                best = Comparison(Relation.SURNAME if score >= SURE else Relation.DIFFERENT, score, rule)
    return best


_EAST_ASIAN = word_list("family names that stand first")


# One or two Chinese, Korean or Vietnamese syllables: Jinping, Geunhye, Phu, but not Kardashian.
_SYLLABLES = re.compile(r"(?:[bcdfghjklmnpqrstvwxyz]{0,3}(?:[aeiou]{1,3}|y)(?:ng|nh|n|ch|[ptkmlcr])?){1,2}")


def family_name_first(name: PersonName) -> bool:
    """Whether the first token is a Chinese, Korean or Vietnamese family name that stands before the given name."""
    return name.full and name.tokens[0] in _EAST_ASIAN and all(_SYLLABLES.fullmatch(t) for t in name.tokens[1:])


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> Comparison:
    """Compare two full names token by token, as they stand and with the family name at the other end."""
    if len(a) > len(b):
        a, b = b, a
    plain = _in_order(a, b)
    if plain.relation is not Relation.DIFFERENT or len(a) < 2:
        return plain
    if any(len(token) == 1 for token in (*a, *b)):
        return plain
    for turned in ((a[-1], *a[:-1]), (*a[1:], a[0])):
        if token_likeness(turned[-1], b[-1], False) < _TURNED or token_likeness(turned[0], b[0], False) < _TURNED:
            continue
        other = _in_order(turned, b)
        if other.relation is Relation.EQUAL and other.score >= _TURNED:
            return Comparison(other.relation, other.score - 0.01, "family name at the other end")
    return plain


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> Comparison:
    surname = _surname_likeness(a[-1], b[-1])
    given = token_likeness(a[0], b[0], given=True)
    initial = min(len(a[0]), len(b[0])) == 1
    if surname >= (_WITH_INITIAL if initial else SURE) and given >= SURE:
        initial = initial and len(a[0]) != len(b[0])
        return _middles(a[1:-1], b[1:-1], min(surname, given), (a[0], a[-1]) == (b[0], b[-1]), initial)
    if len(a) < len(b):
        tail = [token_likeness(x, y, given=False) for x, y in zip(a, b[-len(a) :], strict=True)]
        if min(tail) >= SURE and all(len(t) > 1 for t in a) and surname >= SURE:
            return Comparison(Relation.FULLER, min(tail) - 0.06, "first name missing")
        start = [token_likeness(x, y, given=i == 0) for i, (x, y) in enumerate(zip(a, b, strict=False))]
        if min(start) >= SURE and all(len(t) > 1 for t in (*a, *b[: len(a)])):
            return Comparison(_second_surname(a, b, min(start)), min(start) - 0.1, "last name missing")
    if len(a) == 2 and len(b) == 4 and _inside(a, b):
        return Comparison(Relation.FULLER, 0.87, "second surname missing")
    if surname >= SURE:
        return Comparison(Relation.DIFFERENT, 0.35 + 0.3 * given, "given names differ")
    return Comparison(Relation.DIFFERENT, min(surname, 0.7) * given if given >= SURE else 0.0, "surnames differ")


def _second_surname(a: tuple[str, ...], b: tuple[str, ...], score: float) -> Relation:
    """Whether what the longer name adds at the end can be a second surname: the name before it is no given name.

    Pedro Sánchez Pérez is Pedro Sánchez; John Paul Jones is not John Paul, nor is Aung San Suu Kyi Aung San.
    """
    added = len(b) == len(a) + 1 and score > 0.97 and not is_given_name(a[-1])
    return Relation.FULLER if added or len(a) > 2 else Relation.DIFFERENT


def _inside(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of a person with two given names and two surnames are what he is called: Evo Morales."""
    given = max(token_likeness(a[0], name, given=True) for name in b[:2])
    return given > 0.97 and token_likeness(a[1], b[2], given=False) > 0.97 and not is_given_name(a[1])


def _surname_likeness(a: str, b: str) -> float:
    if feminine(a) != feminine(b):
        return 0.0
    return token_likeness(a, b, given=False) if len(a) > 1 and len(b) > 1 else 0.0


def _middles(a: tuple[str, ...], b: tuple[str, ...], score: float, identical: bool, initial: bool) -> Comparison:
    """The middle names of the shorter name must be those of the longer, in order, from the first."""
    if len(a) > len(b):
        a, b = b, a
    if any(token_likeness(x, y, given=True) < SURE for x, y in zip(a, b, strict=False)):
        in_between = len(a) < len(b) and a and _subsequence(a, b) and any(len(t) > 1 for t in a)
        if not in_between:
            return Comparison(Relation.DIFFERENT, 0.6, "middle names differ")
    if len(a) == len(b):
        if initial:
            return Comparison(Relation.FULLER, score, "initial")
        rule = "same name" if identical and a == b else "spelling"
        return Comparison(Relation.EQUAL, score, rule)
    if a and len(a) < len(b) and all(len(t) == 1 for t in (*a, *b)):
        return Comparison(Relation.DIFFERENT, 0.6, "middle names differ")
    return Comparison(Relation.FULLER, score - 0.03, "middle name missing")


def _subsequence(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    rest = iter(b)
    return all(any(token_likeness(x, y, given=True) >= SURE for y in rest) for x in a)
