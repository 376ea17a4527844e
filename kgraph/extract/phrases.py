"""The parts of a noun phrase that coreference asks for: lemma, role, gender, territory, edges."""

from __future__ import annotations

from kgraph.extract.grid import Grid
from kgraph.extract.words import Words, word_set
from kgraph.extract.world import World

TEMPORAL = word_set("temporal")
_PREMODIFIERS = {
    "amod",
    "compound",
    "nmod",
    "nummod",
    "quantmod",
    "advmod",
    "poss",
    "det",
    "predet",
    "neg",
    "punct",
    "npadvmod",
}
_FOR_SOMETHING = word_set("for_something")
_CHAMBERS = word_set("chambers")
_FOR_VERBS = word_set("for_verbs")
_COMPLEMENTS = {"of", "for", "in", "from", "at", "to", "within", "across"}
_WHERE = {"in", "at", "within", "across"}
_LONGEST = 9
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "police": "police",
    "media": "media",
    "others": "others",
    "children": "child",
    "wives": "wife",
}


def noun_lemma(grid: Grid, i: int) -> str:
    """The lower-case singular of a noun, also of a capitalised or mistagged one."""
    lower = grid.lower[i]
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("és"):  # no plural for the parser: "attachés"
        return lower[:-1]
    if grid.pos[i] == "NOUN" and grid.tag[i] == "NNS":
        lemma = grid.lemma[i].lower()
        return lemma[:-3] + "man" if lemma.endswith("men") else lemma
    if grid.tag[i] == "NNPS" and lower.endswith("s"):
        return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    return lower


def plural(grid: Grid, i: int) -> bool:
    """Whether a noun is plural in form or by nature."""
    return grid.tag[i] in {"NNS", "NNPS"} or grid.lower[i] in {"people", "police", "public"}


def gender_of(grid: Grid, i: int, words: Words) -> str | None:
    """The gender that a title, role or kin noun gives."""
    title = words.titles.get(grid.lower[i])
    return (title.gender if title is not None else None) or words.genders.get(noun_lemma(grid, i))


def role_phrase(grid: Grid, head: int, first: int, words: Words, world: World) -> str:
    """A role with the modifiers that tell it from others ("foreign minister"), without temporal ones and names."""
    parts = [noun_lemma(grid, head)]
    for i in range(head - 1, first - 1, -1):
        if grid.dep[i] not in {"compound", "amod", "nmod", "punct"}:
            break
        entity = grid.ent_of.get(i)
        if entity is not None and entity[2] in {"NORP", "GPE", "PERSON", "LOC"}:
            break
        if grid.text[i][0].isupper() and (world.country(grid.text[i]) or world.demonym(grid.text[i])):
            break
        if grid.dep[i] != "punct" and grid.lower[i] not in TEMPORAL:
            parts.insert(0, grid.lower[i])
    if (
        head + 2 < len(grid)
        and grid.lower[head + 1] in {"of", "-"}
        and (whole := f"{parts[-1]} of {grid.lower[head + 2]}") in words.roles
    ):
        return " ".join([*parts[:-1], whole])
    return " ".join(parts)


def territory_in(grid: Grid, first: int, last: int, world: World) -> str | None:
    """The code of the first country or demonym between two tokens."""
    for i in range(first, last + 1):
        if not grid.text[i][0].isupper():
            continue
        for end in range(min(last, i + 2), i - 1, -1):
            text = grid.span(i, end)
            if world.readings(text) and (code := world.demonym(text) or world.country(text)):
                return code
    return None


def first_modifier(grid: Grid, i: int) -> int:
    """The index of the first token of a noun's phrase."""
    first = i
    for child in reversed(grid.kids[i]):
        if child > i:
            continue
        if grid.dep[child] not in _PREMODIFIERS or grid.right[child] != first - 1:
            break
        if grid.dep[child] == "punct" and grid.text[child] != "-":
            break
        if grid.dep[child] == "advmod" and grid.dep[first] == "det":
            break  # "once a friend", "even the mayor"
        first = grid.left[child]
    return first


def last_complement(grid: Grid, i: int, words: Words) -> int:
    """The index of the last token of a noun's phrase with its short complements ("mayor of Brest"), without clauses."""
    last = i
    for child in grid.kids[i]:
        if child <= i:
            continue
        if grid.dep[child] != "prep" or grid.lower[child] not in _COMPLEMENTS or child != last + 1:
            break
        if grid.lower[child] == "for" and not _is_for(grid, i, child, words):
            break
        if grid.lower[child] in _WHERE and _is_told_apart(grid, i):
            break
        edge = _clip(grid, child, grid.right[child])
        if edge <= child or edge - child > (_LONGEST if grid.lower[child] == "of" else 3):
            break
        if grid.lower[child] != "of" and any(grid.pos[k] == "PRON" for k in range(child, edge + 1)):
            break
        last = edge
    return last


def _is_told_apart(grid: Grid, i: int) -> bool:
    """Whether a name before a noun says whose it is: where "the Peruvian navy in Paita" is, does not."""
    before = [k for k in grid.kids[i] if k < i and grid.dep[k] in {"poss", "amod", "compound", "nmod"}]
    return any(grid.text[k][0].isupper() for k in before)


def _is_for(grid: Grid, noun: int, preposition: int, words: Words) -> bool:
    """Whether a for-phrase says what an office or a body is for: "the minister for fisheries"."""
    lemma, after = noun_lemma(grid, noun), grid.kids[preposition]
    if any(grid.text[k][0].isupper() for k in after):
        return lemma not in _CHAMBERS
    if _asked(grid, noun) and not any(grid.lower[k] in words.portfolios for k in after):
        return False
    return lemma in words.roles or lemma in _FOR_SOMETHING


def _asked(grid: Grid, noun: int) -> bool:
    """Whether a verb takes "for" beside its object: "asked the minister for help", "appealed to unions for food"."""
    above = grid.head[noun]
    verb = grid.head[above] if grid.dep[noun] == "pobj" else above
    return grid.dep[noun] in {"dobj", "pobj"} and grid.lemma[verb].lower() in _FOR_VERBS


def _clip(grid: Grid, start: int, edge: int) -> int:
    """The end of a prepositional phrase before a comma, bracket or clause inside it."""
    for i in range(start, edge + 1):
        clause = grid.dep[i] in {"relcl", "acl"}
        if (
            grid.dep[i] == "cc"
            and grid.pos[grid.head[i]] == "PROPN"
            and any(k > i and grid.dep[k] == "conj" and grid.pos[k] == "NOUN" for k in grid.kids[grid.head[i]])
        ):
            edge = i - 1  # "nurses in Quito and teachers in La Paz"
            break
        if clause or grid.text[i] in {",", ";", "–", "—", "(", '"', "--"}:
            edge = (grid.left[i] if clause else i) - 1
            break
    while edge > start and (grid.dep[edge] == "punct" or grid.pos[edge] in {"CCONJ", "ADP", "PRON", "DET"}):
        edge -= 1
    return edge
