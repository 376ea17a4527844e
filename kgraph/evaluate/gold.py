"""Annotated articles: ``<article>.json`` with actors and relations beside ``<article>.txt``.

An actor's surface forms are compared folded (case, accents, articles, punctuation); for an actor without a proper
name, sharing the head word is enough. Recall asks for the relations that all annotators agreed on, precision accepts
any of them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kgraph.errors import InputError
from kgraph.model import ActorType, Article, Entity
from kgraph.vocabulary import relations

_DETERMINERS = {"the", "a", "an", "his", "her", "their", "its", "mr", "mrs", "ms"}
_POSTMODIFIER = re.compile(r"\b(?:of|in|from|for|who|that|at|on|by|with)\b")
# "A agrees with B" says the same as "B agrees with A" for the annotators, though PLOVER directs it.
_SYMMETRIC_FOR_SCORING = {"agreesWith"}


def fold(text: str) -> str:
    """A surface form without case, accents, determiners, possessive and punctuation."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’]s\b", "", text)
    return " ".join(w for w in re.sub(r"[^\w\s]", " ", text).split() if w not in _DETERMINERS)


def head_word(form: str) -> str:
    """The last word before a postmodifier, without a plural s."""
    words = _POSTMODIFIER.split(form)[0].split() or form.split()
    return words[-1].rstrip("s") if words else ""


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One annotated relation between two gold actors, by their ids."""

    subject: str
    relation: str
    object: str
    status: str
    evidence: str
    agreed: bool

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, relation, object."""
        return (self.subject, self.relation, self.object)


@dataclass(frozen=True)
class GoldArticle:
    """An article with its annotation."""

    article: Article
    actors: Mapping[str, Mapping[str, Any]]
    relations: tuple[GoldRelation, ...]

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Folded surface form -> actor id; the first actor that claims a form keeps it."""
        found: dict[str, str] = {}
        for actor_id, actor in self.actors.items():
            for form in (actor["name"], *actor.get("aliases", ())):
                found.setdefault(fold(form), actor_id)
        return found

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Head word -> actor id, of the actors without a proper name."""
        found: dict[str, str] = {}
        for actor_id, actor in self.actors.items():
            if not self.named(actor_id):
                for form in (actor["name"], *actor.get("aliases", ())):
                    found.setdefault(head_word(fold(form)), actor_id)
        return found

    @cached_property
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """The annotated triples, those of symmetric relations in a fixed order."""
        return frozenset(normal(*relation.triple) for relation in self.relations)

    def named(self, actor_id: str) -> bool:
        """Whether the gold actor has a proper name."""
        return bool(self.actors[actor_id].get("named", True))

    def match_forms(self, forms: Iterable[str], *, by_head: bool) -> str | None:
        """The gold actor that most of the surface forms name."""
        folded = [fold(form) for form in forms]
        votes = Counter(self.forms[form] for form in folded if form in self.forms)
        if votes:
            return votes.most_common(1)[0][0]
        if by_head:
            return next((self.heads[head_word(form)] for form in folded if head_word(form) in self.heads), None)
        return None

    def match(self, entity: Entity, mention: str) -> str | None:
        """The gold actor of an extracted entity, seen from one of its mentions."""
        forms = [mention, entity.name, *(form for form, _ in entity.forms)]
        return self.match_forms(forms, by_head=entity.type is ActorType.GROUP)

    def has(self, subject: str | None, relation: str, obj: str | None) -> bool:
        """Whether somebody annotated the triple."""
        return subject is not None and obj is not None and normal(subject, relation, obj) in self.triples


def normal(subject: str, relation: str, obj: str) -> tuple[str, str, str]:
    """A triple with the ends of a symmetric relation in a fixed order."""
    if is_symmetric(relation):
        subject, obj = sorted((subject, obj))
    return (subject, relation, obj)


def is_symmetric(relation: str) -> bool:
    """Whether the two directions of a relation are scored as one; a relation outside the vocabulary is directed."""
    known = relations().get(relation)
    return relation in _SYMMETRIC_FOR_SCORING or (known is not None and known.symmetric)


def load_gold(folder: Path, texts: Path | None = None, *, need_text: bool = True) -> Iterator[GoldArticle]:
    """Read a folder of annotations; texts may lie in another folder (standoff annotation).

    Parameters
    ----------
    folder, texts
        Where the ``.json`` and the ``.txt`` files are; a text beside its annotation goes first.
    need_text
        If False, an article without text is read with an empty one.

    Raises
    ------
    InputError
        If an annotation is not valid, or its text is missing.
    """
    for path in sorted(folder.glob("*.json")):
        text_path = _text_path(path, texts)
        try:
            text = text_path.read_bytes().decode("utf-8") if need_text or text_path.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(path), f"its text cannot be read ({error})") from error
        try:
            yield _gold_article(json.loads(path.read_text(encoding="utf-8")), path.stem, text, text_path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"is no annotation ({error!r})") from error


def _gold_article(data: Mapping[str, Any], name: str, text: str, path: Path) -> GoldArticle:
    actors = {actor["id"]: actor for actor in data["actors"]}
    found = tuple(
        GoldRelation(
            r["subject"], r["relation"], r["object"], r.get("status", "asserted"), r.get("evidence", ""),
            bool(r.get("agreed", True)),
        )
        for r in data["relations"]
    )  # fmt: skip
    dangling = {end for r in found for end in (r.subject, r.object)} - actors.keys()
    if dangling:
        raise ValueError(f"relations with unknown actors: {', '.join(sorted(dangling))}")
    return GoldArticle(Article(id=name, title=data.get("title", ""), text=text, path=str(path)), actors, found)


def _text_path(annotation: Path, texts: Path | None) -> Path:
    candidates = [annotation.with_suffix(".txt")] + ([texts / f"{annotation.stem}.txt"] if texts else [])
    return next((path for path in candidates if path.exists()), candidates[-1])


def by_status(items: Iterable[GoldRelation]) -> Mapping[tuple[str, str, str], set[str]]:
    """The statuses annotated for each triple."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for item in items:
        found[normal(*item.triple)].add(item.status)
    return found
