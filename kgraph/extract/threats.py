"""Whom a threat is aimed at: "threatened to bomb X", "warned X that it would", "vowed to punish X".

The act threatened is a candidate of its own, and hypothetical; the threat is made. Its target is whom the act would
harm, who is warned, or who is to give in ("unless *X* pays").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, entity_of
from kgraph.extract.clauses import agents, children, conjuncts, noun_agents, objects, surface_subjects
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.mood import modals
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType

_PROVISOS = {"unless", "if", "until", "should"}
_HARMFUL = {"sanctions", "coerces", "assaults", "mobilizesAgainst", "accuses", "rejects", "protestsAgainst", "opposes"}
_VERBAL = {"VERB", "AUX"}


def threat_candidates(discourse: Discourse, lexicon: Lexicon, events: Iterable[Candidate]) -> Iterator[Candidate]:
    """Threats by the act that they announce, in text order."""
    acts: dict[int, list[Candidate]] = {}
    for event in events:
        acts.setdefault(event.trigger[0].i, []).append(event)
    for token in discourse.parse.doc:
        if token.lemma_.lower() not in word_set("menaces") or not (token.pos_ in _VERBAL or token.pos_ == "NOUN"):
            continue
        clauses = _announced(token)
        if not clauses:
            continue
        doers = agents(token, lexicon) if token.pos_ in _VERBAL else noun_agents(token, lexicon)
        for menacer, path in arguments(doers, discourse, "threatens", is_object=False):
            seen = {menacer.entity}
            for target, how in _targets(token, clauses, menacer, acts, discourse, lexicon):
                if target.entity not in seen and entity_of(discourse, target).type is not ActorType.PLACE:
                    seen.add(target.entity)
                    rule = f"threatens:{'v' if token.pos_ in _VERBAL else 'n'}:{token.lemma_.lower()} {how}"
                    yield Candidate(menacer, "threatens", target, (token,), rule, paths=(path, how))


def _announced(word: Token) -> list[Token]:
    """The verbs of the act that a word announces: "threatened to *shut* and *sell* it", "the threat to *sue*"."""
    deps = {"acl", "ccomp"} if word.pos_ == "NOUN" else {"xcomp", "ccomp"}
    first = [child for child in word.children if child.dep_ in deps and child.pos_ in _VERBAL and child.i > word.i]
    return [verb for clause in first for verb in conjuncts(clause) if verb.pos_ in _VERBAL]


def _targets(
    word: Token,
    clauses: list[Token],
    menacer: TokenMention,
    acts: dict[int, list[Candidate]],
    discourse: Discourse,
    lexicon: Lexicon,
) -> Iterator[tuple[TokenMention, str]]:
    """Those at whom the threat is aimed, and how each was found."""
    sure = word.lemma_.lower() in {"threaten", "threat"}
    own = [verb for verb in clauses if sure or _is_own(verb, menacer, discourse, lexicon)]
    harmed = [c for verb in own for c in _acts_below(verb, acts) if c.subject.entity == menacer.entity]
    hostile = [c for c in harmed if c.relation in _HARMFUL]
    if word.lemma_ == "warn" and (own or any(c.relation in _HARMFUL for v in clauses for c in _acts_below(v, acts))):
        for target, _ in arguments(objects(word, lexicon), discourse, "threatens", is_object=True):
            if own or any(c.object.entity == target.entity for v in clauses for c in _acts_below(v, acts)):
                yield target, "warned"
    yield from ((c.object, "harmed") for c in hostile)
    aimed = [] if hostile else list(_aimed(own, discourse)) if sure else []
    yield from ((m, "aimed") for m in aimed)
    struck = [m for m in (*(c.object for c in hostile), *aimed) if entity_of(discourse, m).type is not ActorType.PLACE]
    if (sure or hostile) and not struck:
        for verb in [word, *own]:
            yield from ((m, "pressed") for m in _pressed(verb, discourse, lexicon))


def _aimed(verbs: list[Token], discourse: Discourse) -> Iterator[TokenMention]:
    """Whose loss it would be: "threatened to smash the pipes of *X*"."""
    harming = [verb for verb in verbs if verb.lemma_.lower() in word_set("harms")]
    heads = [head for verb in harming for head in children(verb, "dobj")]
    return (m for m, _ in arguments(heads, discourse, "threatens", is_object=True))


def _is_own(verb: Token, menacer: TokenMention, discourse: Discourse, lexicon: Lexicon) -> bool:
    """Whether it is the menacer's own future act: "vowed to", "warned that *it would*"."""
    if verb.dep_ == "xcomp" or (verb.dep_ == "conj" and verb.head.dep_ == "xcomp"):
        return verb.head.lemma_ != "warn" and verb.head.head.lemma_ != "warn"
    if not modals(verb) and not modals(verb.head):
        return False
    return any(
        m.entity == menacer.entity
        for m, _ in arguments(surface_subjects(verb, lexicon), discourse, "threatens", is_object=False)
    )


def _acts_below(verb: Token, acts: dict[int, list[Candidate]]) -> list[Candidate]:
    """The acts that a verb and the words of its own clause express."""
    found = list(acts.get(verb.i, ()))
    for child in children(verb, "dobj", "prep", "xcomp"):
        found += acts.get(child.i, ())
        found += [c for inner in children(child, "pobj", "dobj") for c in acts.get(inner.i, ())]
    return found


def _pressed(verb: Token, discourse: Discourse, lexicon: Lexicon) -> Iterator[TokenMention]:
    """Who is to give in: "unless *the garrison* surrendered"."""
    for clause in children(verb, "advcl"):
        if any(child.lower_ in _PROVISOS for child in children(clause, "mark", "aux", "advmod")):
            for mention, path in arguments(agents(clause, lexicon), discourse, "threatens", is_object=False):
                if path == "direct":
                    yield mention
