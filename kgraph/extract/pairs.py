"""Pairs of mentions in one sentence, described for the learned model: dependency path, words, types, triggers.

The features are those of feature-based relation extraction (Zhou et al. 2005; Mintz et al. 2009), on actors instead of
named entities, with the lexicon's triggers as word classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgraph.extract.candidates import distinct, entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.standing import role_at
from kgraph.extract.tokens import Token
from kgraph.model import MentionKind

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


@dataclass
class WordClasses:
    """The relations whose lexicon lists a word, by token; looked up once a document."""

    discourse: Discourse
    lexicon: Lexicon
    _known: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def of(self, token: Token) -> tuple[str, ...]:
        """The classes of a word: relations it is a trigger of, ``role-…`` and ``kin``."""
        if token.i not in self._known:
            self._known[token.i] = tuple(sorted(_classes(token, self.lexicon)))
        return self._known[token.i]


def _classes(token: Token, lexicon: Lexicon) -> set[str]:
    pos = _POS.get(token.pos_)
    if pos is None:
        return set()
    lemma = token.lemma_.lower()
    found = {trigger.relation for trigger in lexicon.triggers.get((pos, lemma), ()) if len(trigger.words) == 1}
    if pos == "n":
        role = role_at(token, lexicon)
        found |= {f"role-{role}"} if role else set()
        found |= {"kin"} if lemma in lexicon.kin else set()
    return found


def pair_features(pair: Pair, discourse: Discourse, classes: WordClasses) -> set[str]:
    """The names of the features that hold of a pair, seen from subject to object."""
    doc = discourse.parse.doc
    subject, obj = pair.subject, pair.object
    one, other = entity_of(discourse, subject), entity_of(discourse, obj)
    types = f"{one.type[:3]},{other.type[:3]}"
    order = "SO" if subject.head < obj.head else "OS"
    up, down = [t.dep_ for t in pair.up], [t.dep_ for t in pair.down]
    path = f"{'^'.join(up)}|{'^'.join(down)}"
    inner = [t for t in (*pair.up, pair.top, *pair.down) if t.i not in (subject.head, obj.head)]
    lemmas = " ".join(t.lemma_.lower() for t in inner)
    top = pair.top.lemma_.lower()
    kinds = f"{subject.kind[0]}{obj.kind[0]}"
    found = {
        "bias", f"types={types}", f"types,order={types},{order}", f"path={path}", f"path,types={path},{types}",
        f"kinds,types={kinds},{types}", f"named={one.named},{other.named}", f"top={top}", f"top,types={top},{types}",
        f"top,ends={top},{up[-1:]},{down[-1:]}", f"lemmas={lemmas}", f"lemmas,path={lemmas},{path}",
        f"length={len(up) + len(down)}", f"near,order={min(abs(obj.head - subject.head), 12)},{order}",
        f"block={discourse.parse.kind(pair.top)}",
    }  # fmt: skip
    for token in inner:
        lemma = token.lemma_.lower()
        found |= {f"word={lemma}", f"word,types={lemma},{types}"}
        for name in classes.of(token):
            found |= {f"trigger={name}", f"trigger,types={name},{types}", f"trigger,path={name},{path}"}
    found |= _between(pair, discourse, classes, types, order)
    found |= _side("subject", subject, doc, classes, types, path) | _side("object", obj, doc, classes, types, path)
    state = (
        "none" if not one.territory or not other.territory else "same" if one.territory == other.territory else "other"
    )
    offices = ",".join(sorted({classes.lexicon.roles.get(role, "") for role in one.roles} - {""}))
    found |= {f"territory={state},{types}", f"territory,offices={state},{offices},{types}"}
    if _inside(subject, obj) or _inside(obj, subject):
        nesting = "subject" if _inside(subject, obj) else "object"
        found |= {f"inside={nesting},{types}", f"inside,path={nesting},{path}"}
    return found


def _side(
    side: str, mention: TokenMention, doc: Sequence[Token], classes: WordClasses, types: str, path: str
) -> set[str]:
    """The words of a mention: its head if it is no name, and role and kin nouns in it."""
    found = set()
    if mention.kind is not MentionKind.NAME:
        lemma = doc[mention.head].lemma_.lower()
        found |= {f"{side}={lemma}", f"{side},types={lemma},{types}"}
    for i in range(mention.first, mention.last + 1):
        for name in classes.of(doc[i]):
            if name.startswith(("role", "kin")):
                found |= {f"{side} has={name}", f"{side} has,path={name},{path}", f"{side} has,types={name},{types}"}
    return found


def _inside(inner: TokenMention, outer: TokenMention) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _between(pair: Pair, discourse: Discourse, classes: WordClasses, types: str, order: str) -> set[str]:
    """The words between the two mentions."""
    doc = discourse.parse.doc
    left, right = sorted((pair.subject, pair.object), key=lambda m: m.head)
    words = [doc[i] for i in range(left.last + 1, right.first)]
    size = str(len(words)) if len(words) < 4 else "some" if len(words) < 9 else "many"
    found = {f"gap={size},{order}", f"others={min(sum(1 for t in words if t.i in discourse.by_head), 3)}"}
    if 0 < len(words) <= 5:
        text = " ".join(t.lower_ for t in words)
        found |= {f"between={text},{order}", f"between,types={text},{types},{order}"}
    for token in words[:12]:
        for name in classes.of(token):
            found |= {f"between has={name},{order}", f"between has,types={name},{types},{order}"}
    return found
