"""Capitals and seats of power that stand for their government: "Moscow said", "talks with Tehran", "the Kremlin".

A seat of power is the country unless a preposition of place makes it a building; a capital is the country only
where it acts or is dealt with: as the subject of a verb of action, after "with", "against", "between" or "by", or
as the possessor of a policy. Method: the position in the clause, as in Markert and Nissim (2007) on the metonymy of
place names.
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
_IDLE = word_set("idle")
_TRAVEL = {"visit", "reach", "leave", "enter", "tour", "approach"}
_POLITICAL = word_set("political")
_POLICY = word_set("policy")


def read_metonyms(grid: Grid, names: list[Candidate], world: World) -> None:
    """Turn the names of seats and capitals that stand for a government into mentions of the country."""
    by_head = {name.head: name for name in names}
    for name in names:
        if name.type is ActorType.COUNTRY or name.type is ActorType.PERSON or name.core != name.span:
            continue
        if name.name in _OTHER_SEATS:
            continue
        seat, capital = world.seat(name.name), world.capital(name.name)
        if (seat and not _located(grid, name.head)) or (
            capital and name.type is ActorType.PLACE and _acts(grid, name.head, by_head)
        ):
            name.type, name.territory, name.sure, name.rule = (
                ActorType.COUNTRY,
                seat or capital,
                True,
                "seat of government",
            )


def _located(grid: Grid, i: int) -> bool:
    return grid.dep[i] == "pobj" and grid.lower[grid.head[i]] in _AT_PLACE


def _acts(grid: Grid, i: int, by_head: dict[int, Candidate]) -> bool:
    """Whether a capital acts, or is dealt with, at this place in the clause."""
    if i + 1 < len(grid) and grid.pos[i + 1] in {"NOUN", "PROPN"}:
        return False
    if i > 1 and grid.text[i - 1] == "-" and grid.lower[i - 2] in {"anti", "pro"}:
        return True
    governor = grid.head[i]
    lemma = grid.lemma[governor].lower()
    match grid.dep[i]:
        case "nsubj" | "agent":
            known = bool(_relations("v", lemma)) or ("v", lemma) in load_lexicon().clause_words
            acts = grid.pos[governor] == "VERB" and known and lemma not in _IDLE
        case "dobj" | "nsubjpass":
            acts = lemma not in _TRAVEL and bool(_relations("v", lemma) & _POLITICAL)
        case "pobj":
            acts = grid.lower[governor] in _WITH
        case "poss":
            acts = lemma in _POLICY or bool(_relations("n", lemma))
        case "conj":
            acts = governor in by_head and by_head[governor].type is ActorType.COUNTRY
        case "npadvmod" | "compound" | "amod":
            acts = glued_hyphen(grid, i) and grid.pos[governor] in {"VERB", "ADJ"}
        case _:
            acts = False
    return acts


def glued_hyphen(grid: Grid, i: int) -> bool:
    """Whether a hyphen follows the token ("Moscow-backed")."""
    return i + 1 < len(grid) and grid.text[i + 1] == "-"


def _relations(pos: str, lemma: str) -> set[str]:
    """The relations that the lexicon reads off a verb or noun."""
    return {trigger.relation for trigger in load_lexicon().triggers.get((pos, lemma), ())}
