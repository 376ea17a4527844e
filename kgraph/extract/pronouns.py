"""Pronouns as mentions, and their antecedents.

For each pronoun the mentions of the last few sentences are ranked; they must agree in number, gender and type.
"He" and "she" take the most salient, in the manner of Lappin and Leass (1994): recency, subjects before objects,
names before descriptions, clusters mentioned more often before others. For "it" and "they", where more fits and a
thing that is no actor may be meant, the weights are fitted (`antecedents`), and none may be the likeliest.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.extract.antecedents import SUBJECT, Antecedents, Pick, likeliest
from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.mentions import Candidate
from kgraph.extract.words import word_set
from kgraph.model import ActorType, MentionKind


@dataclass(frozen=True, slots=True)
class Form:
    """What a pronoun asks of its antecedent; ``kind`` tells which weights count."""

    kind: str
    number: str
    gender: str | None
    types: frozenset[ActorType]


_PERSON = frozenset({ActorType.PERSON})
_MANY = frozenset({ActorType.GROUP, ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PERSON})
_THING = frozenset({ActorType.ORGANIZATION, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP})
FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Form("he", "s", "m", _PERSON)),
    **dict.fromkeys(("she", "her", "hers", "herself"), Form("he", "s", "f", _PERSON)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), Form("they", "p", None, _MANY)),
    **dict.fromkeys(("it", "its", "itself"), Form("it", "s", None, _THING)),
}
_OBJECT = {"dobj", "dative", "agent"}
_COMPANY = {"with", "behind", "before", "around", "near", "beside", "above", "about"}  # "took his son with him"
_FATES = word_set("fates")
_KNOWN_GENDER = 0.6
_OWN_SUBJECT = 1.0  # "Okello praised his party"
_WINDOW = {True: 5, False: 3}


def pronoun_candidates(grid: Grid) -> list[Candidate]:
    """Third-person and reflexive pronouns as mentions; a pleonastic "it" is none."""
    found = []
    for i, lower in enumerate(grid.lower):
        form = FORMS.get(lower)
        if form is None or (lower == "it" and grid.dep[i] == "expl"):
            continue
        kind = ActorType.PERSON if form.gender else None
        number = form.number if form.gender else None
        found.append(
            Candidate(i, i, i, MentionKind.PRONOUN, kind, grid.text[i], (i, i), number, form.gender, rule="pronoun")
        )
    return found


def resolve_pronouns(grid: Grid, clusters: Clusters, speakers: dict[int, int], pick: Pick = likeliest) -> None:
    """Resolve pronouns from left to right; ``speakers`` gives for a quoted token the speaker's mention.

    Who is spoken of in the third person inside a quotation is not the one who speaks. ``pick`` chooses for "it" and
    "they".
    """
    by_sentence: dict[int, list[int]] = {}
    for i, c in enumerate(clusters.candidates):
        by_sentence.setdefault(grid.sent[c.head], []).append(i)
    order = {start: k for k, start in enumerate(by_sentence)}
    sentences = list(by_sentence.values())
    for i, c in enumerate(clusters.candidates):
        form = FORMS.get(grid.lower[c.head])
        if c.kind is not MentionKind.PRONOUN or form is None:
            continue
        here = order[grid.sent[c.head]]
        window = sentences[max(0, here - _WINDOW[form.gender is not None]) : here + 1]
        speaker = clusters.root(speakers[c.head]) if c.head in speakers else None
        if form.gender:
            antecedent = _fronted(grid, clusters, c.head, form, window[-1], speaker)
            if antecedent is None:
                antecedent = find_antecedent(grid, clusters, i, form, window, speaker)
            if antecedent is None:
                antecedent = _cataphoric(grid, clusters, i, form, window[-1])
        else:
            allowed = _allowed(grid, clusters, i, form, window, speaker)
            antecedent = pick(Antecedents(grid, clusters, i, form.kind, window), allowed)
            if antecedent is None and _clause_before(grid, c.head):
                antecedent = _cataphoric(grid, clusters, i, form, window[-1])
        if antecedent is not None:
            clusters.merge(i, antecedent, "pronoun")


def _allowed(
    grid: Grid, clusters: Clusters, index: int, form: Form, window: list[list[int]], speaker: int | None
) -> dict[int, int]:
    """The mentions that a pronoun may stand for, with their distance in sentences; ``window``: its own comes last."""
    token = clusters.candidates[index].head
    allowed: dict[int, int] = {}
    for distance, sentence in enumerate(reversed(window)):
        for j in sentence:
            other = clusters.candidates[j]
            if (
                other.head != token
                and (other.head < token or _may_follow(grid, clusters, token, j))
                and fits(clusters, j, form)
                and clusters.root(j) != speaker
                and not _bound(grid, token, other)
            ):
                allowed[j] = distance
    return allowed


def _may_follow(grid: Grid, clusters: Clusters, token: int, j: int) -> bool:
    """Whether a pronoun may point ahead to the subject of the clause that it stands before."""
    c = clusters.candidates[j]
    if c.kind is MentionKind.PRONOUN or grid.dep[c.head] not in SUBJECT:
        return False
    verb = grid.head[c.head]
    if grid.head[verb] != verb and grid.dep[verb] not in {"conj", "ccomp"}:
        return False
    at = token
    while grid.head[at] != at and at != verb:
        at = grid.head[at]
    return at == verb


def find_antecedent(
    grid: Grid, clusters: Clusters, index: int, form: Form, window: list[list[int]], speaker: int | None
) -> int | None:
    """The best earlier mention for "he" or "she", or None; ``window`` are the mentions by sentence, its own last."""
    token = clusters.candidates[index].head
    best: tuple[float, int] | None = None
    for distance, sentence in enumerate(reversed(window)):
        for earlier in sentence:
            other = clusters.candidates[earlier]
            if other.head >= token or not fits(clusters, earlier, form) or _bound(grid, token, other):
                continue
            if clusters.root(earlier) == speaker:
                continue
            score = salience(grid, other, token, distance) + 0.03 * min(len(clusters.of(earlier).members), 12)
            if clusters.of(earlier).gender == form.gender:
                score += _KNOWN_GENDER
            if distance == 0 and grid.dep[token] == "poss" and _own_subject(grid, token, other.head):
                score += _OWN_SUBJECT if clusters.of(earlier).gender else _OWN_SUBJECT - 0.7
            if best is None or score > best[0]:
                best = (score, earlier)
    return None if best is None else best[1]


def _own_subject(grid: Grid, token: int, head: int) -> bool:
    """Whether a mention is the subject of the clause that a possessive stands in."""
    verb = grid.head[token]
    while grid.pos[verb] not in {"VERB", "AUX"} and grid.head[verb] != verb:
        verb = grid.head[verb]
    return grid.head[head] == verb and grid.dep[head] in SUBJECT


def fits(clusters: Clusters, index: int, form: Form) -> bool:
    """Whether a mention's cluster agrees with a pronoun."""
    cluster = clusters.of(index)
    if cluster.type not in form.types:
        return False
    if form.gender is not None:
        return cluster.number != "p" and cluster.gender in {None, form.gender}
    if form.number == "p":
        return cluster.type is not ActorType.PERSON or cluster.number == "p"
    return cluster.type is not ActorType.GROUP or cluster.number != "p"


def _bound(grid: Grid, token: int, other: Candidate) -> bool:
    """Whether binding forbids the antecedent: it contains the pronoun, or both are arguments of one verb."""
    if other.first <= token <= other.last:
        return True
    if grid.lower[token].endswith(("self", "selves")) or grid.dep[token] == "poss" or grid.dep[token] in SUBJECT:
        return False
    return grid.dep[other.head] in SUBJECT and grid.head[other.head] == _verb_over(grid, token)


def _verb_over(grid: Grid, token: int) -> int:
    """The verb whose object or complement a pronoun is, also at one remove: "arrested four of them"."""
    at = token
    while grid.dep[at] in {"pobj", "prep", "dobj", "dative", "attr", "agent"} and grid.lower[at] not in _COMPANY:
        at = grid.head[at]
        if grid.pos[at] in {"VERB", "AUX"}:
            return at
    return grid.head[token]


def salience(grid: Grid, mention: Candidate, token: int, distance: int) -> float:
    """How prominent a mention is for a pronoun, ``distance`` sentences later."""
    head = mention.head
    dep = grid.dep[head]
    score = 3.0 - 1.5 * distance
    if dep in SUBJECT:
        score += 1.2 if grid.dep[grid.head[head]] in {"ROOT", "conj"} else 0.9
    elif dep in _OBJECT:
        score += 0.5
    elif dep in {"compound", "amod", "nmod"}:
        score -= 0.8
    elif dep == "poss":
        score += 0.3
    if mention.kind is MentionKind.NAME:
        score += 0.3
    elif mention.kind is MentionKind.PRONOUN:
        score += 0.4
    return score + (0.3 * (head - grid.sent[token]) / max(token - grid.sent[token], 1) if distance == 0 else 0.0)


def _fronted(
    grid: Grid, clusters: Clusters, token: int, form: Form, sentence: list[int], speaker: int | None
) -> int | None:
    """For "his" in a phrase before its clause's subject, that subject: "In his reply, Okello said"."""
    if grid.dep[token] != "poss" or grid.lower[grid.head[token]] in _FATES:
        return None
    at = grid.head[token]
    while grid.dep[at] in {"pobj", "prep", "dobj", "conj", "pcomp"} and grid.dep[grid.head[at]] != "ROOT":
        at = grid.head[at]
    if grid.dep[at] not in {"prep", "advcl"} or grid.dep[grid.head[at]] != "ROOT" or grid.subjects(at):
        return None
    for later in sentence:
        other = clusters.candidates[later]
        named = other.kind is MentionKind.NAME and clusters.root(later) != speaker
        if named and other.head > token and grid.head[other.head] == grid.head[at] and grid.dep[other.head] in SUBJECT:
            return later if fits(clusters, later, form) else None
    return None


def _cataphoric(grid: Grid, clusters: Clusters, index: int, form: Form, sentence: list[int]) -> int | None:
    """For a pronoun in a phrase before its main clause, that clause's subject ("Despite her defeat, Ardern ...").

    The object of a fronted clause may be the main clause's object: "Before she sacked *him*, Lund had praised Moe".
    """
    token = clusters.candidates[index].head
    verb = grid.head[token]
    object_too = grid.dep[token] in _OBJECT and grid.dep[verb] == "advcl"
    others = {clusters.root(j) for j in sentence if grid.head[clusters.candidates[j].head] == verb and j != index}
    for roles in (SUBJECT, _OBJECT) if object_too else (SUBJECT,):
        for later in sentence:
            other = clusters.candidates[later]
            head = other.head
            if (
                head > token
                and grid.dep[head] in roles
                and grid.dep[grid.head[head]] == "ROOT"
                and other.kind is not MentionKind.PRONOUN
                and fits(clusters, later, form)
                and not (object_too and clusters.root(later) in others)
            ):
                return later
    return None


def _clause_before(grid: Grid, token: int) -> bool:
    """Whether a pronoun is the subject of a clause put before the main one: "Once it had won, Kenya withdrew"."""
    clause = main = grid.head[token]
    while grid.dep[main] != "ROOT":
        main = grid.head[main]
    return grid.dep[token] in SUBJECT and grid.dep[clause] == "advcl" and main > clause
