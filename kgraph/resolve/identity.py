"""What an actor is called and by which id it goes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from anyascii import anyascii

from kgraph.gazetteer import Entry, Gazetteer, fold, is_acronym
from kgraph.model import ActorId, ActorType, Entity
from kgraph.resolve.forms import person_forms, tidy_person
from kgraph.resolve.names import parse_name
from kgraph.resolve.nodes import Node

# Who keeps the bare id where several actors share a name.
_RANK = {
    t: i
    for i, t in enumerate(
        (ActorType.COUNTRY, ActorType.PERSON, ActorType.ORGANIZATION, ActorType.PLACE, ActorType.GROUP)
    )
}
_LONGEST = 80


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", anyascii(text)).casefold())
    return "-".join(words)[:_LONGEST].strip("-") or "actor"


def short_hash(*parts: str) -> str:
    """Six hex digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:6]


def actor_type(members: Sequence[Node]) -> ActorType:
    """The gazetteer's type, else the type of most mentions, an organisation rather than a group."""
    for node in members:
        if node.entry is not None:
            return node.entry.type
    votes: Counter[ActorType] = Counter()
    for node in members:
        for record in node.records:
            votes[record.type] += record.entity.mentions
    return min(votes, key=lambda t: (-votes[t], _RANK[t]))


def actor_name(members: Sequence[Node], gazetteer: Gazetteer, whole: bool = False) -> str:
    """The most frequent full, well-formed name; of equally frequent ones the first in the alphabet.

    A person's name may lack middle names, if it is used more often so; with ``whole`` it must have all of them.
    """
    entry = next((n.entry for n in members if n.entry is not None), None)
    if entry is not None and entry.role in ("country", "region", "people", "capital"):
        return entry.name
    counts: Counter[str] = Counter()
    for node in _with_names(members):
        for record in node.records:
            if node.kind in ("person", "surname"):
                counts.update(_personal_names(node, record.entity, whole))
            elif entry is not None:
                counts.update(_names_of_entry(record.entity, entry, gazetteer))
            else:
                counts[_bare(record.name)] += dict(record.entity.forms).get(record.entity.name, 1)
    if entry is not None:
        counts = _one_spelling(counts)
    if not counts:
        counts.update([entry.name] if entry is not None else [node.name for node in members])
    by_length = entry is None and all(node.kind != "place" for node in members)
    return min(counts, key=lambda n: (*_flaws(n, by_length), -counts[n], n))


def _with_names(members: Sequence[Node]) -> Sequence[Node]:
    """Those that a name made; an office or a description that joined them is none."""
    named = [node for node in members if node.kind != "local" or any(r.entity.named for r in node.records)]
    return named or members


def _personal_names(node: Node, entity: Entity, whole: bool) -> Counter[str]:
    """The forms of a person that are the node's name, or all of it but a title, middle names or a stray word."""
    counts: Counter[str] = Counter()
    weights = dict(entity.forms)
    wanted = node.person
    for form in person_forms(entity):
        name = wanted if wanted is not None and form == wanted.text else parse_name(form)
        if wanted is None or not name.tokens:
            continue
        shorter = not whole and name.full and name.suffix == wanted.suffix and _within(name.tokens, wanted.tokens)
        if name.tokens == wanted.tokens or shorter:
            counts[tidy_person(name)] += weights.get(form, 1)
    return counts


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all tokens occur in a longer name, in order."""
    rest = iter(long)
    return len(short) < len(long) and all(token in rest for token in short)


def _names_of_entry(entity: Entity, entry: Entry, gazetteer: Gazetteer) -> Counter[str]:
    """The forms under which the gazetteer has an entry."""
    counts: Counter[str] = Counter()
    weights = dict(entity.forms)
    for form in {entity.name, *weights}:
        whole = " " in form or is_acronym(form) or _bare(form) == entry.name
        if whole and any(e.name == entry.name for e in gazetteer.lookup(form)):
            counts[_bare(form)] += weights.get(form, 1)
    return counts


def _one_spelling(counts: Counter[str]) -> Counter[str]:
    """ "US Congress" and "U.S. Congress" count as one name, written as most write it."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, count in counts.items():
        spellings[fold(form)][form] += count
    joined = spellings.values()
    return Counter({min(same, key=lambda n: (-same[n], n)): same.total() for same in joined})


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", re.sub(r"(?<=\w)['’]s$", "", name.strip()))


def _flaws(name: str, by_length: bool) -> tuple[int, int]:
    """What makes a form a bad name: initials or a single word where full names exist, capitals throughout."""
    words = name.split()
    shouted = len(name) > 6 and name.isupper()
    short = int(len(words) < 2 or is_acronym(name)) + any(len(w.rstrip(".")) == 1 for w in words[:1])
    return int(shouted or not name[:1].isalnum() or len(words) > 8), short if by_length else 0


def assign_ids(
    clusters: Mapping[int, tuple[str, ActorType]], members: Mapping[int, Sequence[Node]]
) -> dict[int, ActorId]:
    """An id for every cluster, from its name alone where that is unique.

    An actor that only one article knows carries a hash of that article; of several actors with one name the type ranks
    who goes without a suffix. So an id does not change when unrelated articles come or go.

    Parameters
    ----------
    clusters : mapping of root to (name, type)
    members : mapping of root to its nodes
    """
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    ids: dict[int, ActorId] = {}
    for root, (name, _) in clusters.items():
        scopes = {node.scope for node in members[root]}
        if len(scopes) == 1 and None not in scopes and any(node.kind == "local" for node in members[root]):
            ids[root] = ActorId(f"{slug(name)}-{short_hash(*_origin(members[root]))}")
        else:
            wanted[slug(name)].append(root)
    for text, roots in wanted.items():
        taken: set[str] = set()
        for root in sorted(
            roots,
            key=lambda r: (_unnamed(members[r]), _RANK[clusters[r][1]], _surname_only(members[r]), _origin(members[r])),
        ):
            kind = clusters[root][1]
            peers = sum(clusters[r][1] is kind for r in roots)
            hashed = f"{text}-{short_hash(*_origin(members[root]))}"
            choices = (
                (hashed,)
                if peers > 1 and _surname_only(members[root])
                else (text, f"{text}-{kind.value.lower()}", hashed)
            )
            ids[root] = ActorId(next(c for c in choices if c not in taken or c == hashed))
            taken.add(ids[root])
    return _without_clashes(ids, members)


def _unnamed(nodes: Sequence[Node]) -> bool:
    return not any(record.entity.named for node in nodes for record in node.records)


def _surname_only(nodes: Sequence[Node]) -> bool:
    return all(node.kind == "surname" for node in nodes)


def _origin(nodes: Sequence[Node]) -> tuple[str, ...]:
    """What tells an actor from another of its name, in every build: the first of its keys."""
    return min(node.key for node in nodes)


def _without_clashes(ids: dict[int, ActorId], members: Mapping[int, Sequence[Node]]) -> dict[int, ActorId]:
    """An id made with a suffix may be another actor's plain one ("georgia-place"): then both carry a hash."""
    count = Counter(ids.values())
    return {
        root: id if count[id] == 1 else ActorId(f"{id}-{short_hash(*_origin(members[root]))}")
        for root, id in ids.items()
    }
