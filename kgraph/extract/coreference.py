"""Which mentions of an article are one actor.

A sieve in the manner of Raghunathan et al. (2010) and Lee et al. (2013), in our own code: precise rules first (same
name, shortened name, acronym, apposition, title), then rules that rest on agreement (role and territory, head noun,
type noun), pronouns last; a later rule sees what the earlier ones have merged.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.extract.antecedents import Pick, likeliest
from kgraph.extract.clusters import Clusters
from kgraph.extract.entities import build_entities
from kgraph.extract.grid import make_grid
from kgraph.extract.mentions import Candidate, TokenMention
from kgraph.extract.metonyms import read_metonyms
from kgraph.extract.names import name_candidates
from kgraph.extract.nominals import descriptions
from kgraph.extract.parse import Parse
from kgraph.extract.pronouns import pronoun_candidates, resolve_pronouns
from kgraph.extract.sets import resolve_sets, set_candidates
from kgraph.extract.sieves import apply_sieves
from kgraph.extract.speech import first_persons, introduced_speakers, resolve_first_persons, speakers_of, speeches
from kgraph.extract.tokens import Token
from kgraph.extract.words import load_words
from kgraph.extract.world import World, world_of
from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType, Entity

_RELATIVE = {"who", "whom", "which", "that", "whose"}
_LIFELESS = {  # what these do not stand for
    "who": {ActorType.PLACE, ActorType.COUNTRY},
    "whom": {ActorType.PLACE, ActorType.COUNTRY},
    "whose": {ActorType.PLACE},
}


@dataclass(frozen=True)
class Discourse:
    """The actors of an article and their mentions.

    ``mentions`` are in text order and may be nested; ``by_head`` gives for each head token the outermost mention
    headed there; ``links`` the rule and antecedent that resolved a mention; ``members`` the entities for each of
    which a mention like "both countries" stands (its own ``entity`` is the first of them).
    """

    parse: Parse
    mentions: tuple[TokenMention, ...]
    entities: tuple[Entity, ...]
    by_head: dict[int, TokenMention]
    links: dict[TokenMention, tuple[str, TokenMention]]
    members: dict[TokenMention, tuple[int, ...]] = field(default_factory=dict)

    def mention_at(self, token: Token) -> TokenMention | None:
        """The mention whose head is this token, or for a relative pronoun the mention of its antecedent."""
        found = self.by_head.get(token.i)
        if found is None and token.lower_ in _RELATIVE:
            antecedent = relative_antecedent(token)
            found = None if antecedent is None else self.by_head.get(antecedent.i)
            if antecedent is not None and found is not None and found.type in _LIFELESS.get(token.lower_, ()):
                return self._living(antecedent, found)
        return found

    def _living(self, token: Token, mention: TokenMention) -> TokenMention:
        """Who is meant by "who" after a place: "a judge in Brest, who", whatever the parser says."""
        governor = token
        while governor.dep_ == "pobj" and governor.head.head is not governor:
            governor = governor.head.head
            if (found := self.by_head.get(governor.i)) is not None and found.type not in _LIFELESS["who"]:
                return found
        return mention

    def chain(self, mention: TokenMention) -> tuple[tuple[str, TokenMention], ...]:
        """How a mention was resolved: (rule, antecedent) step by step, back to a mention that needed no antecedent."""
        steps: list[tuple[str, TokenMention]] = []
        while mention in self.links and len(steps) < 20:
            rule, mention = self.links[mention]
            steps.append((rule, mention))
        return tuple(steps)


def relative_antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
        if ancestor.dep_ in {"ROOT", "ccomp", "advcl"}:
            return None
    return None


def analyse(parse: Parse, gazetteer: Gazetteer, pick: Pick = likeliest) -> Discourse:
    """Find the mentions of an article and decide which are one actor; ``pick`` chooses what "it" and "they" are."""
    words, world = load_words(), world_of(gazetteer)
    grid = make_grid(parse)
    names = name_candidates(grid, world, words)
    read_metonyms(grid, names, world)
    candidates = [*names, *descriptions(grid, names, world, words), *pronoun_candidates(grid)]
    candidates += [*set_candidates(grid), *first_persons(grid)]
    candidates.sort(key=lambda c: (c.first, -c.last, c.head))
    clusters = Clusters(candidates)
    apply_sieves(grid, clusters, world, words)
    quotes = speeches(parse, grid)
    speakers = speakers_of(quotes, clusters)
    introduced_speakers(grid, clusters, speakers)
    resolve_pronouns(grid, clusters, speakers, pick)
    resolve_first_persons(grid, clusters, words, quotes, speakers)
    return _discourse(parse, clusters, world, resolve_sets(grid, clusters, words))


def _discourse(parse: Parse, clusters: Clusters, world: World, sets: dict[int, tuple[int, ...]]) -> Discourse:
    entities, index_of = build_entities(parse, clusters, world, frozenset(sets))
    made: dict[int, TokenMention] = {}
    members: dict[TokenMention, tuple[int, ...]] = {}
    for i, c in enumerate(clusters.candidates):
        root = clusters.root(i)
        each = [index_of[r] for j in sets[root] if (r := clusters.root(j)) in index_of] if root in sets else []
        entity = each[0] if len(each) > 1 else index_of.get(root)
        if entity is not None:
            made[i] = TokenMention(c.first, c.last, c.head, c.kind, entities[entity].type, entity)
            if len(each) > 1:
                members[made[i]] = tuple(each)
    by_head: dict[int, TokenMention] = {}
    for mention in made.values():
        known = by_head.get(mention.head)
        if known is None or mention.last - mention.first > known.last - known.first:
            by_head[mention.head] = mention
    links = {made[i]: (rule, made[j]) for i, (rule, j) in clusters.how.items() if i in made and j in made}
    return Discourse(parse, tuple(made.values()), entities, by_head, links, members)


__all__ = ["Candidate", "Discourse", "analyse", "relative_antecedent"]
