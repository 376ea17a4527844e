"""How sure a candidate is: a logistic regression over what the rules saw, trained on annotated articles.

The weights are data (``ontology/confidence.tsv``), written by ``scripts/train_extractor.py``: one column for articles,
one for texts of a few sentences; a feature without a weight counts nothing. The score is the estimated share of such
candidates that two annotators would call right.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kgraph.extract.candidates import Candidate, entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import read_tsv
from kgraph.extract.mentions import TokenMention
from kgraph.model import Status
from kgraph.read.blocks import BlockKind
from kgraph.resources import ontology

RULE = "rule"  # who proposed it, if not the learned models


@cache
def weights(short: bool) -> Mapping[str, float]:
    """The trained weights by feature."""
    path = ontology("confidence.tsv")
    if not path.exists():
        return {}
    column = "short" if short else "article"
    return {row["feature"]: float(row[column]) for _, row in read_tsv(path, ("feature", column)) if row[column]}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else is known of a candidate.

    ``learned`` is the pair model's probability of the relation, None where the model has not seen the pair; ``support``
    counts the article's candidates for the same relation between the two, ``rivals`` those for other relations. In a
    ``short`` text neither these counts nor those of mentions say anything: it has no room for repetition.
    """

    learned: float | None
    support: int
    rivals: int
    short: bool = False


def score(
    candidate: Candidate, status: Status, discourse: Discourse, around: Surroundings
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The confidence from 0 to 1, and the features that made it with their weights, strongest first."""
    known = weights(around.short)
    parts = [(name, known[name]) for name in features(candidate, status, discourse, around) if name in known]
    total = sum(weight for _, weight in parts)
    strongest = sorted(parts, key=lambda part: (-abs(part[1]), part[0]))
    return round(1 / (1 + math.exp(-total)), 2), tuple(strongest[:8])


def features(candidate: Candidate, status: Status, discourse: Discourse, around: Surroundings) -> Iterator[str]:
    """The names of the features that hold of a candidate."""
    subject, obj = candidate.subject, candidate.object
    family = candidate.rule.rsplit(":", 1)[0] if candidate.rule.count(":") == 2 else candidate.rule
    head = candidate.trigger[0]
    one, other = entity_of(discourse, subject), entity_of(discourse, obj)
    odds = "none" if around.learned is None else str(round(_log_odds(around.learned) * 2) / 2)
    yield "bias"
    yield f"learned={odds}"
    yield f"learned,family={odds},{family.split(':')[0]}"
    if not around.short:
        yield f"support={min(around.support, 4)}"
        yield f"rivals={min(around.rivals, 4)}"
        yield f"support,relation={min(around.support, 4)},{candidate.relation}"
        yield f"subject=salience{_salience(subject, discourse)}"
        yield f"object=salience{_salience(obj, discourse)}"
    yield f"proposed={'learned' if candidate.rule.startswith('learned:') else RULE}"
    yield f"rule={candidate.rule}"
    yield f"family={family}"
    yield f"relation={candidate.relation}"
    yield f"status={status}"
    yield f"relation,status={candidate.relation},{status}"
    yield f"paths={','.join(candidate.paths)}"
    yield f"family,paths={family},{','.join(candidate.paths)}"
    yield f"kinds={subject.kind},{obj.kind}"
    yield f"types={one.type},{other.type}"
    yield f"relation,types={candidate.relation},{one.type},{other.type}"
    yield f"named={one.named},{other.named}"
    yield from (
        f"{side}={value}" for side, m in (("subject", subject), ("object", obj)) for value in _side(m, discourse)
    )
    yield f"far={_bucket(abs(subject.head - obj.head), (2, 4, 8, 16, 32))}"
    yield f"spread={_bucket(max(abs(head.i - subject.head), abs(head.i - obj.head)), (3, 6, 12, 24))}"
    yield f"length={_bucket(len(head.sent.tokens), (12, 24, 36, 48))}"
    yield f"block={discourse.parse.kind(head)}"
    yield f"order={'SO' if subject.head < obj.head else 'OS'}"
    yield f"dep={head.dep_}"
    for side, mention in (("subject", subject), ("object", obj)):
        token = discourse.parse.doc[mention.head]
        if token.pos_ != "PROPN":
            yield f"family,{side}={family},{token.lemma_.lower()}"
    if discourse.parse.kind(head) is BlockKind.TITLE:
        yield f"title,family={family}"


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.005), 0.98)
    return math.log(bounded / (1 - bounded))


def _side(mention: TokenMention, discourse: Discourse) -> Iterator[str]:
    entity = entity_of(discourse, mention)
    if mention in discourse.links:
        yield f"link={discourse.links[mention][0]}"
    yield f"{mention.kind},{entity.type},{entity.named}"
    yield f"outside{mention.head < discourse.parse.doc[mention.head].sent.start}"


def _salience(mention: TokenMention, discourse: Discourse) -> int:
    return _bucket(entity_of(discourse, mention).mentions, (1, 2, 4, 8))


def _bucket(value: int, limits: tuple[int, ...]) -> int:
    """The first limit that holds the value; above all of them, the last and one."""
    return (*limits, limits[-1] + 1)[bisect_left(limits, value)]
