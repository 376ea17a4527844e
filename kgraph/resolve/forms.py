"""The forms of a person in one article: which of them are names, and how they look without title and possessive."""

from __future__ import annotations

from kgraph.model import Entity
from kgraph.resolve.names import PersonName, parse_name
from kgraph.resolve.wordlists import word_list

# "the mayor of New York" is no name with a role before it, "philanthropist Don Imus" is.
_SMALL = word_list("small words") | word_list("determiners") | word_list("possessives") | {"from", "with", "by"}


def tidy_person(name: PersonName) -> str:
    """A personal name as it was written, without titles, possessive and spaces at the ends."""
    words = name.text.replace("’s", "").removesuffix("'s").split()
    if len(words) == len(name.tokens) and "." not in name.text:
        return " ".join(words).strip(" ,;:-") or name.text
    while len(words) > 1 and not parse_name(words[0]).tokens and words[0][:1].isupper():
        words.pop(0)
    start = 0
    for start in range(len(words)):
        if (
            parse_name(" ".join(words[start:])).tokens == name.tokens
            and parse_name(" ".join(words[start + 1 :])).tokens != name.tokens
        ):
            break
    return " ".join(words[start:]).strip(" ,;:-") or name.text


def person_forms(entity: Entity) -> list[str]:
    """The forms of an entity that are bare names: its name first, then the others, most frequent first."""
    others = (_without_role(form) for form, _ in entity.forms)
    return list(dict.fromkeys([entity.name, *filter(_all_capitals, others)]))


def _without_role(form: str) -> str:
    """ "philanthropist Don Imus" without what is written small before two capitals; other forms as they are."""
    words = form.split()
    first = next((i for i, word in enumerate(words) if word[:1].isupper()), 0)
    plain = not any(word.casefold() in _SMALL or (word.endswith("s") and "'" in word) for word in words[:first])
    return " ".join(words[first:]) if first and plain and len(words) - first > 1 else form


def _all_capitals(form: str) -> bool:
    words = form.split()
    return all(
        w[:1].isupper() or w.casefold() in ("bin", "al", "el", "de", "da", "von", "van", "der", "di", "ibn")
        for w in words
    )
