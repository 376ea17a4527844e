"""Candidates for an actor from Wikidata's search, with what speaks for and against each.

References
----------
.. [1] https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities
.. [2] https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from kgraph import __version__
from kgraph.errors import KGraphError
from kgraph.gazetteer import Gazetteer, fold
from kgraph.model import Actor, ActorType
from kgraph.resolve.compare import same_name

ENDPOINT = "https://www.wikidata.org/w/api.php"
_INSTANCE_OF, _CITIZENSHIP, _COUNTRY, _HUMAN = "P31", "P27", "P17", "Q5"
_MOST = 7
_LARGEST = 8_000_000


class NetworkError(KGraphError):
    """The Wikidata server could not be reached or did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be the actor."""

    qid: str
    label: str
    description: str
    pro: tuple[str, ...]
    contra: tuple[str, ...]

    @property
    def score(self) -> int:
        """Grounds for less grounds against."""
        return len(self.pro) - 2 * len(self.contra)


class Wikidata:
    """A client of the search of a Wikidata server.

    Parameters
    ----------
    endpoint : str
        The address of ``api.php``.
    timeout : float
        Seconds to wait for an answer.
    """

    def __init__(self, endpoint: str = ENDPOINT, timeout: float = 20.0) -> None:
        self.endpoint = endpoint
        self.timeout = timeout

    def candidates(self, actor: Actor, gazetteer: Gazetteer) -> list[Candidate]:
        """The items that Wikidata's search gives for an actor's name, the best first.

        Raises
        ------
        NetworkError
            If the server does not answer as documented.
        """
        found = self._ask(action="wbsearchentities", search=actor.name, language="en", type="item", limit=str(_MOST))
        ids = [str(hit.get("id", "")) for hit in _list(found.get("search"))]
        ids = [qid for qid in ids if qid.startswith("Q")]
        if not ids:
            return []
        items = self._ask(
            action="wbgetentities", ids="|".join(ids), languages="en", props="labels|aliases|descriptions|claims"
        )
        entities = items.get("entities")
        if not isinstance(entities, dict):
            raise NetworkError(f"{self.endpoint}: answered without entities")
        listed = [_weigh(qid, entities[qid], actor, gazetteer) for qid in ids if isinstance(entities.get(qid), dict)]
        return sorted(listed, key=lambda c: (-c.score, ids.index(c.qid)))

    def _ask(self, **parameters: str) -> dict[str, Any]:
        address = f"{self.endpoint}?{urllib.parse.urlencode({**parameters, 'format': 'json'})}"
        request = urllib.request.Request(address, headers={"User-Agent": f"kgraph/{__version__} (link command)"})
        if request.type not in ("http", "https"):
            raise NetworkError(f"{self.endpoint}: not an http address")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                data = json.loads(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            raise NetworkError(f"{self.endpoint}: answered {error.code} {error.reason}") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise NetworkError(f"{self.endpoint}: no usable answer ({reason})") from error
        if not isinstance(data, dict) or "error" in data:
            message = data.get("error", {}).get("info", "an error") if isinstance(data, dict) else "no object"
            raise NetworkError(f"{self.endpoint}: {message}")
        return data


def _weigh(qid: str, item: dict[str, Any], actor: Actor, gazetteer: Gazetteer) -> Candidate:
    label = _text(item, "labels")
    others = [str(a.get("value", "")) for a in _list(item.get("aliases", {}).get("en"))]
    pro, contra = [], []
    if fold(label) == fold(actor.name):
        pro.append("same name")
    elif any(fold(other) == fold(actor.name) for other in others):
        pro.append("one of its other names")
    elif actor.type is ActorType.PERSON and not same_name(label, actor.name, actor.type, gazetteer)[0]:
        contra.append("another name")
    shared = [a for a, _ in actor.aliases if a != actor.name and fold(a) in {fold(o) for o in (label, *others)}]
    if shared:
        pro.append(f"also called {shared[0]}")
    kinds = _values(item, _INSTANCE_OF)
    if kinds:
        human = _HUMAN in kinds
        if human == (actor.type is ActorType.PERSON):
            pro.append("a person" if human else "not a person")
        else:
            contra.append("a person" if human else "not a person")
    _weigh_country(item, actor, gazetteer, pro, contra)
    return Candidate(qid, label, _text(item, "descriptions"), tuple(pro), tuple(contra))


def _weigh_country(item: dict[str, Any], actor: Actor, gazetteer: Gazetteer, pro: list[str], contra: list[str]) -> None:
    known = gazetteer.territories.get(actor.territory or "")
    countries = _values(item, _CITIZENSHIP) | _values(item, _COUNTRY)
    if known is None or known.wikidata is None or not countries:
        return
    if known.wikidata in countries:
        pro.append(f"of {known.name}")
    else:
        contra.append(f"not of {known.name}")


def _values(item: dict[str, Any], prop: str) -> set[str]:
    found = set()
    for claim in _list(item.get("claims", {}).get(prop)):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if isinstance(value, dict) and value.get("id") and claim.get("rank") != "deprecated":
            found.add(str(value["id"]))
    return found


def _text(item: dict[str, Any], part: str) -> str:
    return str(item.get(part, {}).get("en", {}).get("value", ""))


def _list(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
