"""Capitals and seats of power that stand for their government: "Moscow said", "talks with Tehran", "the Kremlin".

A seat of power is the country unless a preposition of place or a journey makes it a building; a capital is the
country only where it acts or is dealt with: as the subject of a verb of action, after "with", "against", "between"
or "by", or as the possessor of a policy. Method: the position in the clause, as in Markert and Nissim (2007) on the
metonymy of place names.
"""

from __future__ import annotations

from kgraph.extract.grid import Grid
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.mentions import Candidate
from kgraph.extract.words import word_set
from kgraph.extract.world import World
from kgraph.model import ActorType

_OTHER_SEATS = {"Brussels"}  # rather the European Union than Belgium
_AT_PLACE = word_set("at_place")
_WITH = {"with", "against", "between", "by", "toward", "towards"}
_MASTERY = {"controls", "dependsOn"}  # "a puppet of"
_PLACED = {"in", "from", "into", "near", "through", "around"}
_IDLE = word_set("idle")
_SITED = word_set("sited")
_TRAVEL = {"visit", "reach", "leave", "enter", "tour", "approach"}
_POLITICAL = word_set("political")
_POLICY = word_set("policy")


def read_metonyms(grid: Grid, names: list[Candidate], world: World) -> None:
    """Turn the names of seats and capitals that stand for a government into mentions of the country.

    Where the place in the clause leaves it open, a capital is what it is elsewhere in the article.
    """
    by_head = {name.head: name for name in names}
    open_cases: list[tuple[Candidate, str]] = []
    governments, cities = set(), set()
    for name in names:
        if name.type in {ActorType.COUNTRY, ActorType.PERSON} or name.core != name.span or name.name in _OTHER_SEATS:
            continue
        seat, capital = world.seat(name.name), world.capital(name.name)
        if seat and (
            _building(grid, name.head) or (glued_hyphen(grid, name.head) and _sited(grid, grid.head[name.head]))
        ):
            name.type = ActorType.PLACE
        elif seat:
            _become(name, seat)
        elif capital and name.type is ActorType.PLACE and _acts(grid, name.head, by_head):
            _become(name, capital)
            governments.add(capital)
        elif capital and name.type is ActorType.PLACE:
            open_cases.append((name, capital))
            if _located(grid, name.head) or not _open(grid, name.head):
                cities.add(capital)
    for name, capital in open_cases:
        if capital in governments - cities:
            _become(name, capital)


def _become(name: Candidate, code: str) -> None:
    name.type, name.territory, name.sure, name.rule = ActorType.COUNTRY, code, True, "seat of government"


def _open(grid: Grid, i: int) -> bool:
    """Whether a place name stands where a government might stand too."""
    if i + 1 < len(grid) and grid.pos[i + 1] in {"NOUN", "PROPN"}:
        return False
    return grid.dep[i] in {"pobj", "nsubj", "nsubjpass", "dobj", "poss", "conj"}


def _located(grid: Grid, i: int) -> bool:
    """Whether something happens in a city or somebody goes there: "in Moscow", "flew to Moscow"."""
    if grid.dep[i] != "pobj":
        return False
    preposition = grid.head[i]
    return grid.lower[preposition] in _AT_PLACE or _destination(grid, preposition)


def _destination(grid: Grid, preposition: int) -> bool:
    """Whether the lexicon knows a preposition as telling where a verb's subject goes: "returned to"."""
    verb, slot = grid.head[preposition], grid.lower[preposition]
    triggers = load_lexicon().triggers.get(("v", grid.lemma[verb].lower()), ()) if grid.pos[verb] == "VERB" else ()
    return slot in {"to", "into", "for"} and any(
        trigger.relation == "locatedIn" and slot in frame.object for trigger in triggers for frame in trigger.frames
    )


def _building(grid: Grid, i: int) -> bool:
    """Whether a seat of power is the house itself: "at the Kremlin", "toured the Kremlin", "in the Kremlin's Hall"."""
    governor = grid.head[i]
    if grid.dep[i] == "poss":
        named = grid.pos[governor] == "PROPN" and grid.dep[governor] == "pobj"
        return named and grid.lower[grid.head[governor]] in _AT_PLACE | {"from"}
    return _located(grid, i) or (grid.dep[i] == "dobj" and grid.lemma[governor].lower() in _TRAVEL)


def _acts(grid: Grid, i: int, by_head: dict[int, Candidate]) -> bool:
    """Whether a capital acts, or is dealt with, at this place in the clause."""
    if i > 1 and grid.text[i - 1] == "-" and grid.lower[i - 2] in {"anti", "pro"}:
        return True
    if i + 1 < len(grid) and grid.pos[i + 1] in {"NOUN", "PROPN"}:
        return False
    governor = grid.head[i]
    lemma = grid.lemma[governor].lower()
    match grid.dep[i]:
        case "nsubj" | "agent":
            known = bool(_relations("v", lemma)) or ("v", lemma) in load_lexicon().clause_words
            acts = grid.pos[governor] == "VERB" and known and lemma not in _IDLE
        case "dobj" | "nsubjpass" | "dative":
            prompted = any(grid.dep[k] == "xcomp" and k > i for k in grid.kids[governor])  # "led Oslo to summon X"
            acts = lemma not in _TRAVEL and (prompted or bool(_relations("v", lemma) & _POLITICAL))
        case "pobj":
            acts = grid.lower[governor] in _WITH or (_dealt_with(grid, governor) and not _destination(grid, governor))
        case "poss":
            acts = lemma in _POLICY or bool(_relations("n", lemma))
        case "conj":
            acts = governor in by_head and by_head[governor].type is ActorType.COUNTRY
        case "npadvmod" | "compound" | "amod":
            acts = glued_hyphen(grid, i) and grid.pos[governor] in {"VERB", "ADJ"} and not _sited(grid, governor)
        case _:
            acts = False
    return acts


def _dealt_with(grid: Grid, preposition: int) -> bool:
    """Whether the lexicon knows the preposition as the slot of a party: "lashed out at", "an ally of"."""
    governor, slot = grid.head[preposition], grid.lower[preposition]
    if slot == "from" and grid.lemma[governor].lower() in word_set("demands"):
        return True  # "an appeal from Algiers"
    if slot in {"from", "to", "in"} and grid.lemma[governor].lower() in word_set("diplomats"):
        return True  # "its ambassador to Algiers"
    if slot in _PLACED:
        return False
    pos = {"VERB": "v", "NOUN": "n"}.get(grid.pos[governor])
    triggers = load_lexicon().triggers.get((pos, grid.lemma[governor].lower()), ()) if pos else ()
    return any(
        slot in slots and (trigger.relation in _POLITICAL or (trigger.relation in _MASTERY and "self" in slots))
        for trigger in triggers
        for frame in trigger.frames
        for slots in [(*frame.subject, *frame.object)]
    )


def _sited(grid: Grid, i: int) -> bool:
    """Whether a participle tells where somebody is: "Moscow-based", "Paris-born"."""
    return grid.lower[i] in _SITED


def glued_hyphen(grid: Grid, i: int) -> bool:
    """Whether a hyphen follows the token ("Moscow-backed")."""
    return i + 1 < len(grid) and grid.text[i + 1] == "-"


def _relations(pos: str, lemma: str) -> set[str]:
    """The relations that the lexicon reads off a verb or noun."""
    return {trigger.relation for trigger in load_lexicon().triggers.get((pos, lemma), ())}
