"""Pronouns as mentions, and their antecedents.

For each pronoun the clusters mentioned in the last few sentences are ranked by salience, in the manner of Lappin and Leass
(1994): recency, then subjects before objects, names before descriptions, more often mentioned before less often;
candidates must agree in number, gender and type. "It" is resolved only to an organisation or country that is the
clear subject nearby; a pleonastic "it" is no mention at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgraph.extract.clusters import Clusters
from kgraph.extract.mentions import Candidate
from kgraph.extract.parse import Parse
from kgraph.model import ActorType, MentionKind


@dataclass(frozen=True, slots=True)
class Form:
    """What a pronoun asks of its antecedent."""

    number: str
    gender: str | None
    types: frozenset[ActorType]


_PERSON = frozenset({ActorType.PERSON})
_MANY = frozenset({ActorType.GROUP, ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PERSON})
_THING = frozenset({ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PLACE})
FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Form("s", "m", _PERSON)),
    **dict.fromkeys(("she", "her", "hers", "herself"), Form("s", "f", _PERSON)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), Form("p", None, _MANY)),
    **dict.fromkeys(("it", "its", "itself"), Form("s", None, _THING)),
}
_SUBJECT = {"nsubj", "nsubjpass"}
_OBJECT = {"dobj", "dative", "agent"}
_WINDOW = 4


def pronoun_candidates(doc: Doc) -> list[Candidate]:
    """Third-person and reflexive pronouns as mentions; a pleonastic "it" is none."""
    found = []
    for token in doc:
        form = FORMS.get(token.lower_)
        if form is None or token.pos_ not in {"PRON", "DET", "ADJ"} or (token.lower_ == "it" and not _referring(token)):
            continue
        kind = next(iter(form.types)) if len(form.types) == 1 else None
        found.append(
            Candidate(
                token.i,
                token.i,
                token.i,
                MentionKind.PRONOUN,
                kind,
                token.text,
                (token.i, token.i),
                form.number if form.gender else None,
                form.gender,
                rule="pronoun",
            )
        )
    return found


def _referring(token: Token) -> bool:
    """Whether "it" can refer to an actor: the subject of an act with a complement of its own is not weather or a clause."""
    if token.dep_ not in _SUBJECT or token.head.pos_ != "VERB":
        return False
    return token.head.lemma_ not in {
        "be",
        "seem",
        "appear",
        "happen",
        "take",
        "rain",
        "turn",
        "matter",
        "mean",
        "become",
        "remain",
    }


def resolve_pronouns(parse: Parse, clusters: Clusters, order: list[int]) -> None:
    """Resolve the pronouns of an article from left to right; ``order`` are the mention indices in text order."""
    candidates = clusters.candidates
    seen: list[int] = []
    for position, index in enumerate(order):
        mention = candidates[index]
        if mention.kind is MentionKind.PRONOUN:
            antecedent = find_antecedent(parse, clusters, index, seen)
            if antecedent is None:
                antecedent = _cataphoric(parse, clusters, index, order[position + 1 : position + 12])
            if antecedent is not None:
                clusters.merge(index, antecedent, "pronoun")
        seen.append(index)


def find_antecedent(parse: Parse, clusters: Clusters, index: int, seen: list[int]) -> int | None:
    """The best earlier mention for a pronoun, or None."""
    doc, mention = parse.doc, clusters.candidates[index]
    token = doc[mention.head]
    form = FORMS[token.lower_]
    best: tuple[float, int] | None = None
    here = token.sent.start
    sentences: list[int] = [here]
    for earlier in reversed(seen):
        other = clusters.candidates[earlier]
        start = doc[other.head].sent.start
        if start not in sentences:
            sentences.append(start)
            if len(sentences) > (_WINDOW if form.gender else 2):
                break
        if not _fits(clusters, earlier, form, token) or _binds(doc, token, other):
            continue
        score = salience(doc, other, token, len(sentences) - 1) + 0.02 * min(len(clusters.of(earlier).members), 10)
        if best is None or score > best[0]:
            best = (score, earlier)
    return None if best is None else best[1]


def _fits(clusters: Clusters, index: int, form: Form, token: Token) -> bool:
    cluster = clusters.of(index)
    if cluster.type not in form.types:
        return False
    if form.gender is not None:
        return cluster.number != "p" and cluster.gender in {None, form.gender}
    if form.number == "p":
        return cluster.type is ActorType.GROUP or (cluster.type is ActorType.ORGANIZATION) or cluster.number == "p"
    if clusters.candidates[index].kind is MentionKind.PRONOUN and cluster.type is None:
        return False
    return cluster.type is not ActorType.PLACE or cluster.territory is not None


def _binds(doc: Doc, token: Token, other: Candidate) -> bool:
    """Whether binding forbids the antecedent: it contains the pronoun, or both are arguments of one verb."""
    if other.first <= token.i <= other.last:
        return True
    head = doc[other.head]
    if token.lower_.endswith(("self", "selves")) or token.dep_ == "poss":
        return False
    return head.head == token.head and head.dep_ in _SUBJECT and token.dep_ not in _SUBJECT


def salience(doc: Doc, mention: Candidate, token: Token, distance: int) -> float:
    """How prominent a mention is for a pronoun, ``distance`` sentences later."""
    head = doc[mention.head]
    score = 3.0 - 1.5 * distance
    if head.dep_ in _SUBJECT:
        score += 1.2 if head.head.dep_ in {"ROOT", "conj"} else 0.9
    elif head.dep_ in _OBJECT:
        score += 0.5
    elif head.dep_ in {"compound", "amod", "nmod"}:
        score -= 0.8
    elif head.dep_ == "poss":
        score += 0.3
    if mention.kind is MentionKind.NAME:
        score += 0.3
    elif mention.kind is MentionKind.PRONOUN:
        score += 0.4
    return score + (0.3 * mention.head / max(token.i, 1) if distance == 0 else 0.0)


def _cataphoric(parse: Parse, clusters: Clusters, index: int, following: list[int]) -> int | None:
    """For a pronoun in a phrase before its main clause, that clause's subject ("Despite her defeat, Ardern ...")."""
    doc, mention = parse.doc, clusters.candidates[index]
    token = doc[mention.head]
    form = FORMS[token.lower_]
    for later in following:
        other = clusters.candidates[later]
        head = doc[other.head]
        if head.sent != token.sent:
            break
        if (
            head.dep_ in _SUBJECT
            and head.head.dep_ == "ROOT"
            and other.kind is not MentionKind.PRONOUN
            and _fits(clusters, later, form, token)
        ):
            return later
    return None
