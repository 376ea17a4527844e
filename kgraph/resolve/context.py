"""Which country an article is about, where its entities leave no doubt."""

from __future__ import annotations

from collections import Counter

from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType, Extraction

_SHARE = 0.5
_TIMES = 2
_LEAST = 3


def article_country(extraction: Extraction, gazetteer: Gazetteer) -> str | None:
    """The code of the country of most mentions, if it has half of all that belong to any, and twice the next one's.

    Parts of a country count for it. An article about two countries is about none.
    """
    counts: Counter[str] = Counter()
    for entity in extraction.entities:
        code = entity.territory
        if entity.named and entity.type is ActorType.COUNTRY and code is None:
            code = gazetteer.country(entity.name)
        while code in gazetteer.territories and not gazetteer.territories[code].country and gazetteer.parent(code):
            code = gazetteer.parent(code)
        if code in gazetteer.territories and gazetteer.territories[code].country:
            counts[code] += entity.mentions
    if not counts:
        return None
    (code, most), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    second = others[0][1] if others else 0
    return code if most >= max(_LEAST, _SHARE * counts.total(), _TIMES * second) else None
