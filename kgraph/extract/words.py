"""Word classes for mentions and coreference, read from ``ontology/lexicon``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kgraph.extract.lexicon import read_tsv
from kgraph.model import ActorType
from kgraph.resources import ontology


@dataclass(frozen=True, slots=True)
class Collective:
    """A noun for many: its type, and whether the singular form already denotes the collective."""

    type: ActorType
    singular: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name; ``kind`` is honorific, rank or office."""

    kind: str
    gender: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """All word classes; keys are lower-case lemmas, several words joined by a blank."""

    roles: Mapping[str, str]
    heads: frozenset[str]
    genders: Mapping[str, str]
    kin: frozenset[str]
    people: frozenset[str]
    collectives: Mapping[str, Collective]
    places: Mapping[str, ActorType]
    titles: Mapping[str, Title]
    name_words: Mapping[str, ActorType]
    affiliations: Mapping[str, ActorType]
    synonyms: Mapping[str, str]
    portfolios: frozenset[str]

    def is_person(self, lemma: str) -> bool:
        """Whether a noun denotes a person."""
        return lemma in self.roles or lemma in self.people or lemma in self.kin

    def name_type(self, word: str) -> ActorType | None:
        """The type of a name that ends in this word, if the word decides it."""
        return self.name_words.get(word)

    def affiliation(self, word: str) -> ActorType | None:
        """What an adjective or noun of affiliation points at: a party, or a people or faith."""
        return self.affiliations.get(word) or (self.affiliations.get(word[:-1]) if word.endswith("s") else None)

    def same(self, lemma: str) -> str:
        """The representative of a noun's synonym class, or the noun itself."""
        return self.synonyms.get(lemma, lemma)


@cache
def load_words() -> Words:
    """Read the word classes once."""
    roles = _rows("roles", "noun", "relation", "kind", "gender")
    kin = _rows("kin", "noun", "gender")
    people = _rows("people", "noun", "gender")
    genders = {row["noun"]: row["gender"] for row in (*roles, *kin, *people) if row["gender"]}
    synonyms = {}
    for row in _rows("synonyms", "nouns"):
        first, *others = row["nouns"].split("|")
        synonyms.update(dict.fromkeys([first, *others], first))
    return Words(
        roles={row["noun"]: row["relation"] for row in roles},
        heads=frozenset(row["noun"] for row in roles if row["kind"] == "head"),
        genders=genders,
        kin=frozenset(row["noun"] for row in kin),
        people=frozenset(row["noun"] for row in people),
        collectives={
            row["noun"]: Collective(ActorType(row["type"]), row["number"] == "s")
            for row in _rows("collectives", "noun", "type", "number")
        },
        places={row["noun"]: ActorType(row["type"]) for row in _rows("places", "noun", "type")},
        titles={
            row["title"].casefold(): Title(row["kind"], row["gender"] or None)
            for row in _rows("titles", "title", "kind", "gender")
        },
        name_words={row["word"]: ActorType(row["type"]) for row in _rows("name_words", "word", "type")},
        affiliations={row["word"]: ActorType(row["type"]) for row in _rows("affiliations", "word", "type")},
        synonyms=synonyms,
        portfolios=frozenset(row["word"] for row in _rows("portfolios", "word")),
    )


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {
        row["name"]: frozenset(word.replace("_", " ") for word in row["words"].split())
        for row in _rows("word_sets", "name", "words")
    }


def word_set(name: str) -> frozenset[str]:
    """A closed class of words from ``word_sets.tsv``."""
    return _word_sets()[name]


def _rows(name: str, *columns: str) -> list[dict[str, str]]:
    return [row for _, row in read_tsv(ontology("lexicon", f"{name}.tsv"), columns)]
