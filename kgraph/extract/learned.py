"""The learned part of the extractor: how likely is each relation between two mentions of a sentence?

Two models are asked and their log-odds blended: one logistic regression a relation over the features of the pair, and
the encoder. The regression is one small matrix, ``ontology/pairs.npz``: ``relations`` (names), ``weights`` (rows x
relations, signed bytes), ``scale``, and ``blend``, the weights of the two models' log-odds and a constant.
``scripts/train_extractor.py`` trained it on articles that were annotated for kgraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.extract.candidates import Candidate
from kgraph.extract.clauses import COPULAS, conjuncts
from kgraph.extract.coreference import Discourse
from kgraph.extract.encoder import Encoder
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.pairs import Pair, WordClasses, pair_features, pairs
from kgraph.extract.tokens import Token
from kgraph.extract.triggers import vetoed
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status
from kgraph.resources import ontology
from kgraph.vocabulary import relations

PROPOSED = 0.15  # a pair below is not worth a candidate
# Standing relations that only a word of their own can say; a bare noun phrase says leads, memberOf, kin or place.
_BY_WORD = {"opposes", "alliedWith", "controls", "dependsOn"}
_NOMINAL = {"NOUN", "PROPN", "ADJ"}


@dataclass(frozen=True)
class PairModel:
    """A relation's log-odds for a pair are the sum of the weights of the pair's features, times ``scale``."""

    relations: tuple[str, ...]
    weights: NDArray[np.int8] | NDArray[np.float32]
    scale: float = 1.0
    blend: tuple[float, float, float] = (1.0, 0.0, 0.0)

    def log_odds(self, examples: Sequence[Collection[int]]) -> NDArray[np.float32]:
        """The log-odds of each relation (columns) for each example (rows), given as the rows of its features."""
        if not examples:
            return np.zeros((0, len(self.relations)), dtype=np.float32)
        rows = np.fromiter(chain.from_iterable(examples), dtype=np.intp)
        starts = np.cumsum([0, *map(len, examples[:-1])])
        sums = np.add.reduceat(self.weights[rows], starts, axis=0, dtype=np.float32)
        return np.asarray(sums * np.float32(self.scale), dtype=np.float32)

    def with_encoder(self, odds: NDArray[np.float32], read: NDArray[np.float32]) -> NDArray[np.float32]:
        """Blend with the log-odds that the encoder gives the same pairs; where it gives none, these stand alone."""
        own, other, constant = map(np.float32, self.blend)
        return np.where(np.isnan(read), odds, own * odds + other * read + constant)


@cache
def load_model() -> PairModel | None:
    """The trained model that kgraph ships; None in a checkout without one."""
    path = ontology("pairs.npz")
    return read_model(path) if path.exists() else None


def read_model(path: Path) -> PairModel:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as data:
        own, other, constant = data["blend"].tolist()
        names = tuple(str(name) for name in data["relations"])
        return PairModel(names, data["weights"], float(data["scale"]), (own, other, constant))


@dataclass(frozen=True)
class Scores:
    """The probability of each relation (columns of ``table``) for each pair of mentions (its rows)."""

    classes: WordClasses
    relations: tuple[str, ...]
    pairs: tuple[Pair, ...]
    table: NDArray[np.float32]

    @cached_property
    def _row(self) -> dict[tuple[int, int], int]:
        return {(pair.subject.head, pair.object.head): row for row, pair in enumerate(self.pairs)}

    def of(self, subject: TokenMention, relation: str, obj: TokenMention) -> float | None:
        """The probability of a relation between two mentions; None if the model has not seen them or it."""
        row = self._row.get((subject.head, obj.head))
        if row is None or relation not in self.relations:
            return None
        return float(self.table[row, self.relations.index(relation)])

    def likely(self) -> Iterator[tuple[Pair, str, float]]:
        """The pairs and relations that are worth a candidate, in text order, with their probability."""
        for row, column in np.argwhere(self.table >= PROPOSED).tolist():
            yield self.pairs[row], self.relations[column], float(self.table[row, column])


def score_pairs(discourse: Discourse, lexicon: Lexicon, model: PairModel | None, encoder: Encoder | None) -> Scores:
    """What the models say of each pair of mentions."""
    classes = WordClasses(discourse, lexicon)
    if model is None:
        return Scores(classes, (), (), np.zeros((0, 0), dtype=np.float32))
    found = tuple(pairs(discourse))
    odds = model.log_odds([pair_features(pair, classes) for pair in found])
    if encoder is not None:
        odds = model.with_encoder(odds, encoder_odds(discourse, found, encoder, model.relations))
    table = np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)
    return Scores(classes, model.relations, found, table)


def encoder_odds(
    discourse: Discourse, found: Sequence[Pair], encoder: Encoder, names: Sequence[str]
) -> NDArray[np.float32]:
    """The encoder's log-odds for the relations named."""
    columns = [encoder.relations.index(name) for name in names]
    return encoder.log_odds(discourse, found)[:, columns]


def learned_candidates(scores: Scores, known: Iterable[Candidate]) -> list[Candidate]:
    """What the model proposes beyond the rules: likely relations between mentions on which no rule has spoken.

    Where a rule found an act between two actors, it knows the construction better (who is passive, what was undone), so
    the model adds no other act between them in that sentence.
    """
    rules = Spoken.of(known)
    found = []
    for pair, relation, probability in scores.likely():
        if rules.speak(pair, relation) or not _plausible(pair, relation, scores.classes):
            continue
        back = scores.of(pair.object, relation, pair.subject) or 0.0
        symmetric = relations()[relation].symmetric
        if back > probability and not symmetric:
            continue
        if pair.object.head < pair.subject.head and back >= (PROPOSED if symmetric else probability):
            continue  # the pair in the order of the text stands for both
        found.append(_candidate(pair, relation))
    return found


# Where somebody is who does it, or whose it is, is said beside the act.
_ASIDE = ("scene-", "people-")


@dataclass(frozen=True)
class Spoken:
    """What the rules said: (entity, entity, relation, sentence) both ways, pairs with an act, office holders.

    ``triggers`` gives for the words of acts who did it to whom, ``states`` are the verbs that told of what lasts;
    ``sides`` is whether a verb has told that one is for or against another.
    """

    said: frozenset[tuple[int, int, str, int]]
    acts: frozenset[tuple[int, int, int]]
    offices: frozenset[tuple[int, int]]
    triggers: Mapping[int, Sequence[tuple[int, int]]]
    states: frozenset[int]
    sides: frozenset[tuple[int, int, int, int]]

    @staticmethod
    def of(known: Iterable[Candidate]) -> Spoken:
        """Collect from the rules' candidates."""
        said, acts, offices = set(), set(), set()
        triggers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        states = set[int]()
        sides = set()
        for candidate in known:
            if is_standing(candidate.relation) and candidate.trigger[0].pos_ == "VERB":
                states.add(candidate.trigger[0].i)
                ends = (candidate.subject.entity, candidate.object.entity)
                sides.add((*ends, candidate.trigger[0].sent.start, relations()[candidate.relation].polarity))
            if _happens(candidate.relation) and not candidate.rule.startswith(_ASIDE):
                for token in candidate.trigger:
                    triggers[token.i].append((candidate.subject.entity, candidate.object.entity))
            sentence = candidate.trigger[0].sent.start
            if candidate.rule == "role:leads":
                offices.add((candidate.subject.entity, sentence))
            for one, other in ((candidate.subject, candidate.object), (candidate.object, candidate.subject)):
                said.add((one.entity, other.entity, candidate.relation, sentence))
                if not is_standing(candidate.relation):
                    acts.add((one.entity, other.entity, sentence))
        return Spoken(
            frozenset(said), frozenset(acts), frozenset(offices), triggers, frozenset(states), frozenset(sides)
        )

    def speak(self, pair: Pair, relation: str) -> bool:
        """Whether the rules have settled this relation, or this kind of relation, between the two."""
        ends, sentence = (pair.subject.entity, pair.object.entity), pair.top.sent.start
        if relation == "leads" and (pair.subject.entity, sentence) in self.offices:
            return True  # the title has named what is led
        if (*ends, relation, sentence) in self.said:
            return True
        if not is_standing(relation) and (*ends, sentence) in self.acts:
            return True
        side = relations()[relation].polarity
        if side and (*ends, sentence, -side) in self.sides:
            return True  # "stood up to X" is no support
        between = [token.i for token in (*pair.up, pair.top, *pair.down)]
        if not _happens(relation):  # "X, whose son *works* for Y": neither X nor the country of Y does
            return any(i in self.states for i in between)
        told = (two for i in between for two in self.triggers.get(i, ()))
        return any(len({*ends}.intersection(two)) == 1 for two in told)  # so not of both


def is_standing(relation: str) -> bool:
    """Whether a relation is a state rather than an act."""
    return relations()[relation].quad == "Standing"


def _happens(relation: str) -> bool:
    """Whether a verb tells of it: an act, or where somebody is."""
    return not is_standing(relation) or relation == "locatedIn"


def within_another(mention: TokenMention, discourse: Discourse) -> bool:
    """Whether a mention only modifies another actor: the country in "the prime minister of X" does not act itself."""
    for token in (discourse.parse.doc[mention.head], *discourse.parse.doc[mention.head].ancestors):
        outer = discourse.by_head.get(token.i)
        if (
            outer is not None
            and outer.entity != mention.entity
            and outer.first <= mention.first
            and mention.last <= outer.last
        ):
            return True
    return False


def _of_fellow(one: Token, other: Token, discourse: Discourse) -> bool:
    """Whether a mention is part of the phrase of a coordinated one: "nurses in Quito and teachers in *La Paz*"."""
    fellows = {token.i for token in conjuncts(one) if token is not one}
    return any(token.i in fellows and token.i in discourse.by_head for token in other.ancestors)


def _says_office(pair: Pair, classes: WordClasses) -> bool:
    """Whether a word of the phrase or of the path speaks of an office: that X is known to rule Y is not said here."""
    doc = classes.discourse.parse.doc
    ends = [doc[i] for m in (pair.subject, pair.object) for i in range(m.first, m.last + 1)]
    said = [
        token for token in (*ends, *pair.up, pair.top, *pair.down) if token.pos_ in _NOMINAL
    ]  # "lead to" is no office
    return any({"role-leads", "leads"} & set(classes.of[token.i]) for token in said)


def _plausible(pair: Pair, relation: str, classes: WordClasses) -> bool:
    """Whether the sentence can say it at all: coordinated names share a fate, a verb of saying makes no president."""
    discourse = classes.discourse
    doc = discourse.parse.doc
    one, other = doc[pair.subject.head], doc[pair.object.head]
    if one in conjuncts(other) or other in conjuncts(one):
        return False
    if not is_standing(relation) and (
        within_another(pair.subject, discourse) or within_another(pair.object, discourse)
    ):
        return False
    if is_standing(relation) and (_of_fellow(one, other, discourse) or _of_fellow(other, one, discourse)):
        return False
    if relation == "leads" and not _says_office(pair, classes):
        return False
    if relation == "consults" and ActorType.PLACE in {pair.subject.type, pair.object.type}:
        return False  # who visits a town meets nobody yet
    if relation == "locatedIn" and other.dep_ == "dobj" and other.head.lemma_ in word_set("leaving"):
        return False
    if _is_vetoed(pair.top, relation, classes):
        return False
    if relation in _BY_WORD and pair.top.pos_ in _NOMINAL:
        return relation in classes.of[pair.top.i]
    if is_standing(relation) and pair.top.pos_ in {"VERB", "AUX"} and pair.top.lemma_ not in COPULAS:
        return any(relation in classes.of[token.i] for token in (pair.top, *pair.up[1:], *pair.down[1:]))
    return True


def _is_vetoed(verb: Token, relation: str, classes: WordClasses) -> bool:
    """Whether the sense in which a verb would tell of it is ruled out by the words beside it: "met forecasts"."""
    entries = classes.lexicon.triggers.get(("v", verb.lemma_.lower()), ()) if verb.pos_ == "VERB" else ()
    senses = [trigger for trigger in entries if trigger.relation == relation and len(trigger.words) == 1]
    return bool(senses) and all(vetoed(verb, trigger, (verb,)) for trigger in senses)


def _told_by(pair: Pair, relation: str) -> Token:
    """The word that tells of it: where the paths meet, or the verb below a copula ("X is likely to *back* Y")."""
    if is_standing(relation) or pair.top.lemma_ not in COPULAS:
        return pair.top
    return next((token for token in pair.down if token.pos_ == "VERB"), pair.top)


def _candidate(pair: Pair, relation: str) -> Candidate:
    standing = is_standing(relation) and pair.top.pos_ in _NOMINAL
    return Candidate(
        pair.subject,
        relation,
        pair.object,
        (_told_by(pair, relation),),
        f"learned:{relation}",
        Status.ASSERTED if standing else None,
        paths=(pair.subject.kind.value, pair.object.kind.value),
    )
