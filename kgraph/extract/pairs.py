"""Pairs of mentions in one sentence, described for the learned model: dependency path, words, types, triggers.

The features are those of feature-based relation extraction (Zhou et al. 2005; Mintz et al. 2009), on actors instead of
named entities, with the lexicon's triggers as word classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.extract.arguments import nested
from kgraph.extract.candidates import distinct, entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.hashing import hashed, rows_of
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.standing import role_at
from kgraph.extract.tokens import Token
from kgraph.model import Entity, MentionKind

MAX_DISTANCE = 40
MAX_PATH = 8
MAX_MENTIONS = 16
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence; ``top`` is the word where their paths to the root meet.

    ``up`` leads from the subject's head to below the top, ``down`` from the object's head; either is empty if that
    head is itself the top.
    """

    subject: TokenMention
    object: TokenMention
    top: Token
    up: tuple[Token, ...]
    down: tuple[Token, ...]

    def turned(self) -> Pair:
        """The same pair the other way round."""
        return Pair(self.object, self.subject, self.top, self.down, self.up)


def pairs(discourse: Discourse) -> Iterator[Pair]:
    """The pairs of mentions that stand close enough in one sentence to be related, in text order, each both ways."""
    doc = discourse.parse.doc
    groups: dict[int, list[TokenMention]] = {}
    for mention in sorted(discourse.by_head.values(), key=lambda m: m.head):
        groups.setdefault(doc[mention.head].sent.start, []).append(mention)
    for group in groups.values():
        for i, left in enumerate(group[:MAX_MENTIONS]):
            for right in group[i + 1 : MAX_MENTIONS]:
                if right.head - left.head <= MAX_DISTANCE and distinct(discourse, left, right):
                    pair = _connect(left, right, doc[left.head], doc[right.head])
                    if pair is not None:
                        yield pair
                        yield pair.turned()


def _connect(left: TokenMention, right: TokenMention, one: Token, other: Token) -> Pair | None:
    chain = [one, *one.ancestors]
    place = {token.i: number for number, token in enumerate(chain)}
    down = [other]
    while down[-1].i not in place:
        if down[-1].head is down[-1]:
            return None
        down.append(down[-1].head)
    meeting = down.pop()
    up = chain[: place[meeting.i]]
    if len(up) + len(down) > MAX_PATH:
        return None
    return Pair(left, right, meeting, tuple(up), tuple(down))


class WordClasses:
    """What the lexicon says of an article's words, looked up once.

    ``of[i]`` are the classes of token i: the relations it is a trigger of, ``role-…`` and ``kin``.
    """

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self.discourse = discourse
        self.lexicon = lexicon
        self.of = [_classes(token, lexicon) for token in discourse.parse.doc]
        self.offices = [_offices(entity, lexicon) for entity in discourse.entities]
        self._standing: dict[tuple[int, int], tuple[str, ...]] = {}

    def standing(self, mention: TokenMention) -> tuple[str, ...]:
        """The role and kin classes of a mention's words."""
        place = mention.first, mention.last
        if place not in self._standing:
            words = self.of[mention.first : mention.last + 1]
            self._standing[place] = tuple(c for classes in words for c in classes if c.startswith(("role", "kin")))
        return self._standing[place]


def _classes(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    pos = _POS.get(token.pos_)
    if pos is None:
        return ()
    lemma = token.lemma_.lower()
    found = {trigger.relation for trigger in lexicon.triggers.get((pos, lemma), ()) if len(trigger.words) == 1}
    if pos == "n":
        role = role_at(token, lexicon)
        found |= {f"role-{role}"} if role else set()
        found |= {"kin"} if lemma in lexicon.kin else set()
    return tuple(sorted(found))


def _offices(entity: Entity, lexicon: Lexicon) -> str:
    """What an actor's roles say of it: leads, memberOf, both or nothing."""
    return ",".join(sorted({lexicon.roles.get(role, "") for role in entity.roles} - {""}))


def pair_features(pair: Pair, classes: WordClasses) -> set[int]:
    """The features that hold of a pair, seen from subject to object, as rows of the model."""
    discourse, subject, obj = classes.discourse, pair.subject, pair.object
    doc = discourse.parse.doc
    one, other = entity_of(discourse, subject), entity_of(discourse, obj)
    types = f"{one.type[:3]},{other.type[:3]}"
    order = "SO" if subject.head < obj.head else "OS"
    up, down = [t.dep_ for t in pair.up], [t.dep_ for t in pair.down]
    path = f"{'^'.join(up)}|{'^'.join(down)}"
    inner = [t.i for t in (*pair.up, pair.top, *pair.down) if t.i not in (subject.head, obj.head)]
    lemmas = [doc[i].lemma_.lower() for i in inner]
    rows = [
        *_of_types(types, order, f"{subject.kind[0]}{obj.kind[0]}"),
        *_of_actors(types, one.named, other.named, one.territory, other.territory, classes.offices[one.index]),
        *_of_path(types, path),
        *_of_lemmas(path, " ".join(lemmas)),
        *_of_top(types, top := pair.top.lemma_.lower()),
        *_of_top_ends(top, str(up[-1:]), str(down[-1:])),
        *_of_place(order, len(up) + len(down), abs(obj.head - subject.head), str(discourse.parse.kind(pair.top))),
    ]
    for i, lemma in zip(inner, lemmas, strict=True):
        rows += _of_word(types, lemma)
        for name in classes.of[i]:
            rows += _of_trigger(types, name)
            rows += _of_trigger_path(path, name)
    for side, mention in (("subject", subject), ("object", obj)):
        if mention.kind is not MentionKind.NAME:
            rows += _of_head(types, side, doc[mention.head].lemma_.lower())
        for name in classes.standing(mention):
            rows += _of_noun(types, side, name)
            rows += _of_noun_path(path, side, name)
    if nested(subject, obj):
        rows += _of_nesting(types, path, "subject")
    elif nested(obj, subject):
        rows += _of_nesting(types, path, "object")
    left, right = (subject, obj) if order == "SO" else (obj, subject)
    between = range(left.last + 1, right.first)
    rows += _of_gap(order, len(between), min(sum(i in discourse.by_head for i in between), 3))
    if 0 < len(between) <= 5:
        rows += _of_phrase(types, order, " ".join([doc[i].lower_ for i in between]))
    for i in between[:12]:
        for name in classes.of[i]:
            rows += _of_class_between(types, order, name)
    return set(rows)


# What hardly comes twice, such as a path with its words, is hashed without being remembered.


@hashed
def _of_types(types: str, order: str, kinds: str) -> list[str]:
    return ["bias", f"types={types}", f"types,order={types},{order}", f"kinds,types={kinds},{types}"]


@hashed
def _of_actors(
    types: str, subject_named: bool, object_named: bool, subject_at: str | None, object_at: str | None, offices: str
) -> list[str]:
    state = "none" if not subject_at or not object_at else "same" if subject_at == object_at else "other"
    return [
        f"named={subject_named},{object_named}",
        f"territory={state},{types}",
        f"territory,offices={state},{offices},{types}",
    ]


@hashed
def _of_path(types: str, path: str) -> list[str]:
    return [f"path={path}", f"path,types={path},{types}"]


def _of_lemmas(path: str, lemmas: str) -> tuple[int, ...]:
    return rows_of([f"lemmas={lemmas}", f"lemmas,path={lemmas},{path}"])


@hashed
def _of_top(types: str, top: str) -> list[str]:
    return [f"top={top}", f"top,types={top},{types}"]


@hashed
def _of_top_ends(top: str, up_end: str, down_end: str) -> list[str]:
    return [f"top,ends={top},{up_end},{down_end}"]


@hashed
def _of_place(order: str, length: int, distance: int, block: str) -> list[str]:
    return [f"length={length}", f"near,order={min(distance, 12)},{order}", f"block={block}"]


@hashed
def _of_word(types: str, lemma: str) -> list[str]:
    return [f"word={lemma}", f"word,types={lemma},{types}"]


@hashed
def _of_trigger(types: str, name: str) -> list[str]:
    return [f"trigger={name}", f"trigger,types={name},{types}"]


def _of_trigger_path(path: str, name: str) -> tuple[int, ...]:
    return rows_of([f"trigger,path={name},{path}"])


@hashed
def _of_head(types: str, side: str, lemma: str) -> list[str]:
    """A mention that is no name says by its head what it is."""
    return [f"{side}={lemma}", f"{side},types={lemma},{types}"]


@hashed
def _of_noun(types: str, side: str, name: str) -> list[str]:
    """A role or kin noun in a mention."""
    return [f"{side} has={name}", f"{side} has,types={name},{types}"]


def _of_noun_path(path: str, side: str, name: str) -> tuple[int, ...]:
    return rows_of([f"{side} has,path={name},{path}"])


@hashed
def _of_nesting(types: str, path: str, inside: str) -> list[str]:
    return [f"inside={inside},{types}", f"inside,path={inside},{path}"]


@hashed
def _of_gap(order: str, words: int, others: int) -> list[str]:
    size = str(words) if words < 4 else "some" if words < 9 else "many"
    return [f"gap={size},{order}", f"others={others}"]


def _of_phrase(types: str, order: str, text: str) -> tuple[int, ...]:
    return rows_of([f"between={text},{order}", f"between,types={text},{types},{order}"])


@hashed
def _of_class_between(types: str, order: str, name: str) -> list[str]:
    return [f"between has={name},{order}", f"between has,types={name},{types},{order}"]
