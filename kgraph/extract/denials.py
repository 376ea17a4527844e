"""Dealings that somebody denies: "said reports of a deal with X were false", "denied rumours of talks with X".

The noun names one party only; the other is who denies it, or the body that a spokesman speaks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.arguments import arguments
from kgraph.extract.candidates import Candidate, distinct
from kgraph.extract.clauses import agents, children, possessors, prepositional
from kgraph.extract.coreference import Discourse
from kgraph.extract.lexicon import Lexicon, Trigger
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import Status

_RUMOURS = {"report", "rumour", "rumor", "claim", "story", "talk", "suggestion", "speculation", "allegation", "idea"}


def denial_candidates(found: Iterable[Candidate], discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Relations of mutual nouns, with the denier as the party left out."""
    bodies = {c.subject.entity: c.object for c in found if c.relation == "memberOf" and c.rule.startswith("role:")}
    for noun in discourse.parse.doc:
        trigger = _mutual(noun, lexicon)
        verb = _denying(noun) if trigger is not None else None
        if trigger is None or verb is None:
            continue
        for denier, path in arguments(agents(verb, lexicon), discourse, trigger.relation, is_object=False):
            party = _spoken_for(denier, bodies, discourse)
            for other in map(discourse.mention_at, prepositional(noun, {"with"})):
                if other is not None and distinct(discourse, party, other):
                    yield Candidate(
                        party, trigger.relation, other, (noun,), trigger.name, Status.NEGATED, paths=(path, "direct")
                    )


def _mutual(noun: Token, lexicon: Lexicon) -> Trigger | None:
    """The entry of a noun for what two do together, if it stands with one of them only."""
    if noun.pos_ != "NOUN" or possessors(noun) or not prepositional(noun, {"with"}):
        return None
    entries = lexicon.triggers.get(("n", noun.lemma_.lower()), ())
    return next((t for t in entries if any(f.mutual and "with" in f.object for f in t.frames)), None)


def _denying(noun: Token) -> Token | None:
    """The verb by which somebody denies what a noun tells of."""
    claim = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "about"} else None
    if claim is not None and claim.lemma_.lower() in _RUMOURS:
        told = claim.head
        if claim.dep_ == "dobj" and told.lemma_ in word_set("rebuttals"):
            return told
        false = any(t.lemma_.lower() in word_set("falsehoods") for t in children(told, "acomp", "attr"))
        says = told.head if told.dep_ == "ccomp" else None
        return says if claim.dep_ == "nsubj" and false and says is not None and says.pos_ == "VERB" else None
    denied = noun.dep_ == "dobj" and noun.head.lemma_ == "deny" and not children(noun.head, "dative")
    return noun.head if denied else None


def _spoken_for(denier: TokenMention, bodies: dict[int, TokenMention], discourse: Discourse) -> TokenMention:
    """The body that a spokesman speaks for, else who denies it."""
    speaks = discourse.parse.doc[denier.head].lemma_.lower().startswith("spokes")
    return bodies.get(denier.entity, denier) if speaks else denier
