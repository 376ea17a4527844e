"""Where somebody is who acts there, or to whom it is done: "X told reporters in Maputo", "met Y in Nairobi"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.candidates import Candidate, distinct, entity_of
from kgraph.extract.clauses import agents, children, is_passive, objects
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.model import ActorType

_AT = {"in", "at"}
_NOBODY = {"no", "neither", "none"}
_PAST = {"VBD", "VBN", "VBG"}
_TOLD = {ActorType.PERSON, ActorType.GROUP}
_DONE_TO = _TOLD | {ActorType.ORGANIZATION}


def whereabouts(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """The persons who act in a place, and those whom they act on there."""
    for verb in discourse.parse.doc:
        if verb.pos_ != "VERB" or verb.tag_ not in _PAST or _denied(verb):
            continue
        places = [m for m in map(discourse.mention_at, _scene(verb)) if m is not None and _is_place(m, discourse)]
        if not places:
            continue
        doers = [] if is_passive(verb) else agents(verb, lexicon)
        for rule, heads, types in (
            ("scene-doer", doers, {ActorType.PERSON}),
            ("scene-object", objects(verb, lexicon), _DONE_TO),
        ):
            for actor in map(discourse.mention_at, heads):
                if actor is None or entity_of(discourse, actor).type not in types:
                    continue
                for place in places:
                    if distinct(discourse, actor, place):
                        paths = (actor.kind.value, place.kind.value)
                        yield Candidate(actor, "locatedIn", place, (verb,), rule, paths=paths)


def _denied(verb: Token) -> bool:
    """Whether nothing happened there: "*no* soldier attacked X in Y", "has *never* met X in Y"."""
    negated = any(t.lower_ in {"never", "not", "n't"} for t in verb.children)
    return negated or any(t.lower_ in _NOBODY for noun in children(verb, "nsubj", "nsubjpass") for t in noun.children)


def _scene(verb: Token) -> list[Token]:
    """What follows "in" or "at" right below a verb."""
    return [t for prep in children(verb, "prep") if prep.lower_ in _AT for t in children(prep, "pobj")]


def _is_place(mention: TokenMention, discourse: Discourse) -> bool:
    return entity_of(discourse, mention).type is ActorType.PLACE
