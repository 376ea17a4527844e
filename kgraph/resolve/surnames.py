"""Whom a bare surname means: the one bearer in the article, the one bearer anywhere, or nobody that can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.gazetteer import Gazetteer
from kgraph.resolve.blocker import close_surname_keys
from kgraph.resolve.linking import Linking, person_of
from kgraph.resolve.names import PersonName, family_name_first, feminine, token_likeness
from kgraph.resolve.nodes import Node

# A bare surname may stand for a full name if it is spelt almost the same; over articles, without a shared country or
# office to go by, only if the spelling differs as romanisations do, in a long name: Mack is not Mak, nor Kelley Kelly.
BARE = 0.93
_BARE_ALONE = 0.955
_LONG = 7
_FAMILY_FIRST = 0.97
_SLACK = 0.03
_FAMOUS = 5
# With more bearers than this, a country or an office does not tell which.
_MANY = 50


@dataclass(slots=True)
class _Bearer:
    """A cluster of full names that a surname may be short for."""

    node: int
    score: float
    rule: str
    gender: str | None
    evidence: set[str]
    in_full: int


class _Bearers:
    """The clusters of full names by the surnames they may be called by; found before bare names join them."""

    def __init__(self, linking: Linking, full: Sequence[int], gazetteer: Gazetteer) -> None:
        self._linking = linking
        self._gazetteer = gazetteer
        self._by_token: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self._tokens: defaultdict[str, set[str]] = defaultdict(set)
        self._in_article: defaultdict[str, set[int]] = defaultdict(set)
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        self._known: dict[int, tuple[str | None, set[str], int]] = {}
        for node in full:
            root = linking.clusters.find(node)
            self._members[root].append(node)
            for token, rule in surname_tokens(person_of(linking, node)):
                self._by_token[token].setdefault(root, rule)
                for key in close_surname_keys(token):
                    self._tokens[key].add(token)
            for record in linking.nodes[node].records:
                self._in_article[record.article].add(root)

    def of(self, name: PersonName) -> dict[int, _Bearer]:
        """The clusters that a bare surname may mean."""
        found: dict[int, _Bearer] = {}
        for written in {name.surname, *(name.unmarked[-1:])}:
            for token in {t for key in close_surname_keys(written) for t in self._tokens.get(key, ())}:
                likeness = token_likeness(written, token, False, BARE)
                if likeness < BARE or feminine(written) != feminine(token):
                    continue
                for root, rule in self._by_token[token].items():
                    score = likeness * (_FAMILY_FIRST if rule == "family name first" else 1.0)
                    if score >= BARE and (root not in found or found[root].score < score):
                        found[root] = self._bearer(root, score, rule)
        return self._of_generation(name.suffix, found)

    def _of_generation(self, suffix: str, found: dict[int, _Bearer]) -> dict[int, _Bearer]:
        """ "Trump Jr." means a junior; "Trump" means one only where there is nobody else."""
        same = {r: b for r, b in found.items() if person_of(self._linking, b.node).suffix == suffix}
        return same if suffix else same or found

    def in_article(self, article: str) -> set[int]:
        """The clusters with a full name in an article."""
        return self._in_article.get(article, set())

    def _bearer(self, root: int, score: float, rule: str) -> _Bearer:
        if root not in self._known:
            nodes = [self._linking.nodes[n] for n in self._members[root]]
            articles = {article for node in nodes for article in node.articles()}
            self._known[root] = (self._gender(nodes), evidence(nodes), len(articles))
        return _Bearer(min(self._members[root]), score, rule, *self._known[root])

    def _gender(self, nodes: Sequence[Node]) -> str | None:
        for node in nodes:
            gender = self._gazetteer.gender(node.person.given.capitalize()) if node.person else None
            if gender:
                return gender
        genders = {gender_of(node) for node in nodes} - {None}
        return genders.pop() if len(genders) == 1 else None


def surname_tokens(name: PersonName) -> Iterable[tuple[str, str]]:
    """What a person may be called by alone: the last token, a family name that stands first, a double surname."""
    for tokens in filter(None, (name.tokens, name.unmarked)):
        yield tokens[-1], "surname"
        if name.optional:
            yield tokens[-2], "surname"
        if len(tokens) > 2:
            yield tokens[-2] + tokens[-1], "surname"
        if family_name_first(name):
            yield tokens[0], "family name first"


def evidence(nodes: Iterable[Node]) -> set[str]:
    """The countries and offices said of some nodes."""
    found: set[str] = set()
    for node in nodes:
        for record in node.records:
            if record.entity.territory:
                found.add(record.entity.territory)
            found.update(f"role:{role}" for role in record.entity.roles)
    return found


def gender_of(node: Node) -> str | None:
    """The gender that the articles or the ending of the surname give a node, if they agree."""
    genders = {record.entity.gender for record in node.records if record.entity.gender}
    if node.person is not None and feminine(node.person.surname):
        genders.add("f")
    return genders.pop() if len(genders) == 1 else None


def link_surnames(linking: Linking, full: Sequence[int], bare: Sequence[int], gazetteer: Gazetteer) -> None:
    """Join bare surnames: with the one bearer in the article, with the one bearer anywhere, with each other."""
    bearers = _Bearers(linking, full, gazetteer)
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for node in bare:
        by_name[person_of(linking, node).surname, person_of(linking, node).suffix].append(node)
    orphans: list[int] = []
    for _, members in sorted(by_name.items()):
        found = bearers.of(person_of(linking, members[0]))
        genders = {node: gender_of(linking.nodes[node]) for node in members}
        meant = {gender: _Candidates.of(found.items(), gender) for gender in set(genders.values())}
        orphans += [node for node in members if not _link(linking, node, meant[genders[node]], bearers)]
    _link_orphans(linking, orphans)


@dataclass(slots=True)
class _Candidates:
    """The bearers of a surname that may be of one gender; ``close`` are those spelt best, ``famous`` the same by fame.

    They are the same for every article, and common surnames have thousands.
    """

    open: dict[int, _Bearer]
    close: list[_Bearer]
    famous: list[_Bearer]

    @classmethod
    def of(cls, found: Iterable[tuple[int, _Bearer]], gender: str | None) -> _Candidates:
        """Those of a gender, or whose gender is not known."""
        open_ = {root: b for root, b in found if not (gender and b.gender) or b.gender == gender}
        close = _closest(open_.values())
        return cls(open_, close, _by_fame(close))


def _by_fame(bearers: Iterable[_Bearer]) -> list[_Bearer]:
    return sorted(bearers, key=lambda b: (-b.in_full, b.node))


def _link(linking: Linking, node: int, found: _Candidates, bearers: _Bearers) -> bool:
    """Join one bare surname with the one person it can mean; True if it joined, or could mean several."""
    here = bearers.in_article(linking.nodes[node].scope or "")
    nearby = _closest(found.open[root] for root in here if root in found.open)
    if len(nearby) == 1:
        best = nearby[0]
        return linking.merge(node, best.node, f"{best.rule}, in the article", best.score) or True
    close, famous = (nearby, _by_fame(nearby)) if nearby else (found.close, found.famous)
    if not close:
        return False
    token = person_of(linking, node).surname
    chosen, how, loss = _choose(linking.nodes[node], close, famous, token, bool(nearby))
    if chosen is not None:
        return linking.merge(node, chosen.node, f"{chosen.rule}, {how}", chosen.score - loss) or True
    for bearer in famous[:6]:
        several = f"{len(close)} people of that surname" if len(close) > 1 else "surname spelt otherwise"
        linking.refuse(node, bearer.node, several, bearer.score)
    return len(close) > 1


def _closest(bearers: Iterable[_Bearer]) -> list[_Bearer]:
    """Those that are spelt best, or nearly so."""
    listed = sorted(bearers, key=lambda b: (-b.score, b.node))
    return [b for b in listed if b.score >= listed[0].score - _SLACK]


def _choose(
    node: Node, close: Sequence[_Bearer], famous: Sequence[_Bearer], token: str, nearby: bool
) -> tuple[_Bearer | None, str, float]:
    """The bearer that the evidence singles out, with the rule and what it takes off the score."""
    best = close[0].score
    enough = _BARE_ALONE if len(token) >= _LONG else 0.99
    alike = best >= (enough * _FAMILY_FIRST if close[0].rule == "family name first" else enough)
    if len(close) == 1 and alike and not nearby:
        return close[0], "only bearer", 0.0
    mine = evidence([node])
    if mine and len(close) <= _MANY:
        shared = sorted(((len(mine & b.evidence), -i) for i, b in enumerate(close)), reverse=True)
        if shared[0][0] > 0 and (len(shared) == 1 or shared[1][0] < shared[0][0]):
            return close[-shared[0][1]], "same country or office", 0.05
    # An article that says "Obama" and no first name means somebody whom everyone knows.
    if alike and len(famous) > 1 and famous[0].in_full >= _FAMOUS * max(1, famous[1].in_full):
        return famous[0], "far more often named in full than others", 0.1
    return None, "", 0.0


def _link_orphans(linking: Linking, orphans: Sequence[int]) -> None:
    """Join bare surnames that nobody bears in full, spelt the same or nearly, unless the genders differ."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for node in orphans:
        for key in close_surname_keys(person_of(linking, node).surname):
            blocks[key].append(node)
    for _, members in sorted(blocks.items()):
        heads: dict[str, list[int]] = {}
        for node in sorted(members):
            token = person_of(linking, node).surname
            for other, kin in sorted(heads.items(), key=lambda item: (item[0] != token, item[0])):
                head = next((h for h in kin if _may_be_one(linking, h, node)), None)
                score = token_likeness(token, other, False, _BARE_ALONE)
                alike = score >= _BARE_ALONE and len(token) >= _LONG and feminine(token) == feminine(other)
                if head is not None and (alike or token == other):
                    linking.merge(node, head, "same surname, no other bearer", score - 0.1)
                    break
            else:
                heads.setdefault(token, []).append(node)


def _may_be_one(linking: Linking, a: int, b: int) -> bool:
    genders = {gender_of(linking.nodes[a]), gender_of(linking.nodes[b])} - {None}
    return len(genders) < 2 and person_of(linking, a).suffix == person_of(linking, b).suffix
