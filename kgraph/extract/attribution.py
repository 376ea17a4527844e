"""Whose word a candidate rests on, and its status once quotations and the speaker are known.

What somebody says of the world is a report. What he does by saying it (thank, condemn, demand) he does: the words are
the act, so an attitude of the speaker's own is stated, not reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.candidates import Candidate, entity_of
from kgraph.extract.clauses import agents, children, first_conjunct
from kgraph.extract.coreference import Discourse
from kgraph.extract.effects import GOVERNING, SUPPOSED, effect_of
from kgraph.extract.lexicon import Effect, Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.mood import is_asked_predicate
from kgraph.extract.quotes import Quote, quote_at
from kgraph.extract.status import judge, own_status
from kgraph.extract.tokens import Token
from kgraph.extract.words import word_set
from kgraph.model import ActorType, Status

_ATTITUDES = {"accuses", "supports", "rejects", "requests", "opposes", "threatens"}
# acts that the words of whoever may announce them make
_ANNOUNCED = {*_ATTITUDES, "sanctions", "agreesWith"}
_LABEL = 8  # tokens that a label before a colon may take, the colon included
_IN_LABEL = {"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART"}
_NOMINAL = {"NOUN", "PROPN"}
_LEARNED_ROLES = {"learned:leads", "learned:relatedTo"}
_DENIALS = {"not", "n't", "never", "no", "without"}
_OFFERS = {"offer", "pledge", "promise"}
_PAST = {"VBD", "VBN"}
# what a speaker's words show of himself without saying it
_SHOWN = {*_ATTITUDES, "memberOf", "leads"}
# deeds that a learned pair may have found below the word where its two paths meet: "was accused of robbing X"
_DEEDS = {"assaults", "aids", "concedesTo", "retreatsFrom", "mobilizesAgainst", "controls"}


def attribute(
    candidate: Candidate, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]
) -> tuple[Status, TokenMention | None]:
    """The status of a candidate, and the mention of the source that it rests on."""
    if candidate.status is Status.ASSERTED and _is_predicated(candidate, discourse):
        candidate = replace(candidate, status=None)
    if candidate.rule.startswith("opinion:"):
        return _voiced(candidate, discourse, lexicon, quotes), None
    if candidate.status is not None and candidate.status is not Status.NEGATED:
        return _presupposed(candidate, lexicon), None
    act = _act(candidate, discourse, lexicon)
    if "self" in candidate.paths and act.dep_ not in {"attr", "oprd"}:
        return own_status(act, lexicon), None  # "critics of X": a role that the sentence takes for granted
    quote = quote_at(quotes, candidate.trigger[0])
    verdict = judge(act, lexicon, range(quote.first, quote.last + 1) if quote is not None else range(0))
    status, speaker = verdict.status, verdict.speaker
    if candidate.status is Status.NEGATED or _is_excepted(candidate, discourse):
        status = Status.NEGATED
    elif any(token.lower_ in _DENIALS for token in candidate.trigger[1:]):
        status = _of_need(act, speaker, lexicon)
    elif candidate.supposed and status is not Status.NEGATED:
        status = Status.HYPOTHETICAL
    if quote is not None and candidate.status is None:
        status = Status.REPORTED if status is Status.ASSERTED else status
        if speaker is None and quote.speaker is not None:
            speaker = discourse.parse.doc[quote.speaker]
    source = discourse.mention_at(speaker) if speaker is not None else None
    if status is Status.ASSERTED and source is None and quote is None:
        source = _label(act, discourse)
        status = Status.ASSERTED if source is None else Status.REPORTED
    if candidate.rule.startswith("learned:") and status is Status.NEGATED and _goes_on(act, lexicon):
        status = Status.ASSERTED
    shown = _is_own(candidate.subject, source, discourse, quote) and _shows(candidate, status, act, quote)
    if shown or (status is Status.REPORTED and _announces(candidate, source, discourse, lexicon)):
        status = Status.ASSERTED
    if status in {Status.ASSERTED, Status.REPORTED} and candidate.relation == "aids" and act.lemma_ in _OFFERS:
        status = Status.HYPOTHETICAL
    return status, source


def _of_need(act: Token, speaker: Token | None, lexicon: Lexicon) -> Status:
    """ "Would *not* last without X" needs X, unless the clause is denied, doubted or a condition itself."""
    marks = {mark.lower_ for mark in children(act, "mark")}
    above = effect_of(act.head, lexicon) if act.dep_ in {"ccomp", "acl", "relcl", "csubj"} else None
    if marks & {"if", "unless", "whether"} or above in SUPPOSED:
        return Status.HYPOTHETICAL
    if above is Effect.DENY or (above is Effect.FACTIVE and children(act.head, "neg")):
        return Status.NEGATED
    return Status.REPORTED if speaker is not None or above is Effect.REPORT else Status.ASSERTED


def _goes_on(act: Token, lexicon: Lexicon) -> bool:
    """ "Will not *end* the strike", found as a strike: who does not undo his act keeps on doing it."""
    return act.pos_ == "VERB" and lexicon.light_verbs.get(act.lemma_.lower()) is Effect.UNDO and act.dep_ != "xcomp"


def _is_excepted(candidate: Candidate, discourse: Discourse) -> bool:
    """Whether an end is coordinated only to be left out: "X praised Y *but not Z*", "it was X, *not Y or Z*, that"."""
    heads = [discourse.parse.doc[mention.head] for mention in (candidate.subject, candidate.object)]
    return any(_is_left_out(head) for head in heads)


def _is_left_out(noun: Token) -> bool:
    if any(c.lower_ == "but" for c in children(noun, "cc")) and noun.subtree[0].lower_ == "not":
        return noun.subtree[1].lower_ not in word_set("additive")  # "*not X* but Y"
    while noun.dep_ in {"conj", "pobj"}:
        before = noun.sent.tokens[noun.subtree[0].i - noun.sent.start].before
        if noun.dep_ == "conj" and (children(noun, "neg") or (before is not None and before.lower_ == "not")):
            return True
        noun = noun.head if noun.dep_ == "conj" else noun.head.head
    return False


def _label(act: Token, discourse: Discourse) -> TokenMention | None:
    """The source that a headline puts before a colon: "Navy: pirates attacked X"; a place there is only the scene."""
    before = [token for token in act.sent.tokens[:_LABEL] if token.i < act.i]
    colon = next((i for i, token in enumerate(before) if token.text == ":"), 0)
    if not colon or any(token.pos_ not in _IN_LABEL for token in before[:colon]):
        return None
    mention = discourse.mention_at(before[colon - 1])
    speaks = mention is not None and entity_of(discourse, mention).type not in {ActorType.PLACE, ActorType.COUNTRY}
    return mention if speaks else None


def _voiced(candidate: Candidate, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Status:
    """The status of an opinion, which is that of the word that voices it: "did not say", "may call X a liar"."""
    head = candidate.trigger[0]
    quote = quote_at(quotes, head)
    if quote is not None and quote.speaker is not None:
        return judge(discourse.parse.doc[quote.speaker].head, lexicon).status
    for token in head.ancestors:
        says = token.pos_ == "VERB" and effect_of(token, lexicon) in {*GOVERNING, Effect.FACTIVE}
        if says and candidate.subject.entity in _speakers(token, discourse, lexicon):
            return judge(token, lexicon).status
    speaker = judge(head, lexicon).speaker
    return judge(speaker.head, lexicon).status if speaker is not None else Status.ASSERTED


def _speakers(verb: Token, discourse: Discourse, lexicon: Lexicon) -> set[int]:
    """The entities that do what a verb says."""
    return {m.entity for m in map(discourse.mention_at, agents(verb, lexicon)) if m is not None}


def _presupposed(candidate: Candidate, lexicon: Lexicon) -> Status:
    """The status that a rule gave, unless a word beside the role takes it back: "the alleged leader of X"."""
    assert candidate.status is not None
    noun = candidate.trigger[0]
    if candidate.status is not Status.ASSERTED or not _is_role(candidate) or noun.pos_ not in _NOMINAL:
        return candidate.status
    own = Status.HYPOTHETICAL if is_asked_predicate(noun) else own_status(noun, lexicon)
    return own if own is not Status.NEGATED else candidate.status  # "no minister": nothing about his office


def _is_role(candidate: Candidate) -> bool:
    return candidate.rule.startswith(("role:", "kin", "title:")) or candidate.rule in _LEARNED_ROLES


def _is_predicated(candidate: Candidate, discourse: Discourse) -> bool:
    """Whether the clause says it of somebody ("may become president of X"), and does not only presuppose it."""
    noun = first_conjunct(candidate.trigger[0])
    said = noun.pos_ in _NOMINAL and noun.dep_ in {"attr", "oprd"}
    return (
        _is_role(candidate) and said and discourse.parse.doc[candidate.subject.head] not in candidate.trigger[0].subtree
    )


def _act(candidate: Candidate, discourse: Discourse, lexicon: Lexicon) -> Token:
    """The word whose context decides: the trigger, or for a learned deed the first verb above its object.

    Of other learned relations too, if that verb tells what somebody is blamed for.
    """
    top = candidate.trigger[0]
    for word in candidate.trigger[1:]:
        if any(effect_of(token, lexicon) in GOVERNING for token in _between(word, top)):
            return word  # "announced plans for sanctions"
    if not candidate.rule.startswith("learned:") or candidate.relation == "accuses":
        return top
    deed = candidate.relation in _DEEDS
    for token in _between(discourse.parse.doc[candidate.object.head], top):
        if token.pos_ == "VERB" and (deed or _is_blamed(token, lexicon)):
            return token
        if _names(token, candidate.relation, lexicon) and (deed or _is_governed(token, top, lexicon)):
            return token
    return top


def _is_governed(noun: Token, top: Token, lexicon: Lexicon) -> bool:
    """Whether a word up to the top decides on the act that a noun names: "prevented support", "warned against"."""
    above = [*_between(noun, top), top]
    return any(token.lower_ == "against" or effect_of(token, lexicon) in GOVERNING - {Effect.REPORT} for token in above)


def _between(low: Token, high: Token) -> Iterator[Token]:
    """The words above one and below another."""
    for token in low.ancestors:
        if token is high:
            return
        yield token


def _names(noun: Token, relation: str, lexicon: Lexicon) -> bool:
    """Whether a noun names an act of a relation."""
    triggers = lexicon.triggers.get(("n", noun.lemma_.lower()), ()) if noun.pos_ == "NOUN" else ()
    return any(trigger.relation == relation for trigger in triggers)


def _is_blamed(verb: Token, lexicon: Lexicon) -> bool:
    """ "Accused of robbing X"."""
    return verb.dep_ == "pcomp" and effect_of(verb.head.head, lexicon) is Effect.BLAME


def _is_own(subject: TokenMention, source: TokenMention | None, discourse: Discourse, quote: Quote | None) -> bool:
    """Whether the one who acts is the one who says so."""
    if source is not None and (source.entity == subject.entity or _speaks_for(source, subject, discourse, quote)):
        return True
    first_person = discourse.parse.doc[subject.head].lower_ in word_set("first_person")
    return first_person and quote is not None and quote.first <= subject.head <= quote.last


def _announces(candidate: Candidate, source: TokenMention | None, discourse: Discourse, lexicon: Lexicon) -> bool:
    """Whether a state or body announces its own act: "Oslo has expelled X, the foreign minister of Norway said"."""
    actor = entity_of(discourse, candidate.subject)
    announced = candidate.relation in _ANNOUNCED and not candidate.rule.startswith("learned:")
    if source is None or actor.type is ActorType.PERSON or not announced:
        return False
    owners = children(discourse.parse.doc[source.head], "poss")
    if candidate.subject.entity in {m.entity for m in map(discourse.mention_at, owners) if m is not None}:
        return True
    person = entity_of(discourse, source)
    minister = any(role.split()[-1] in lexicon.offices for role in person.roles)
    return _speaks_for(source, candidate.subject, discourse, None) or (
        minister and person.territory is None and actor.type is ActorType.COUNTRY
    )


def _speaks_for(source: TokenMention, subject: TokenMention, discourse: Discourse, quote: Quote | None) -> bool:
    """Whether the source is an official of the country that acts: "Norway stands with Chad," the minister said.

    A released statement that does not say whose minister speaks is his government's own.
    """
    person, country = entity_of(discourse, source), entity_of(discourse, subject)
    if person.type is not ActorType.PERSON or not person.roles or country.type is not ActorType.COUNTRY:
        return False
    if person.territory is None:
        return quote is not None and quote.released
    return person.territory == country.territory


def _shows(candidate: Candidate, status: Status, act: Token, quote: Quote | None) -> bool:
    """Whether saying so is doing so: "we condemn", "she said she trusted X", not "we condemned" or "we bombed"."""
    if candidate.rule.startswith("learned:"):
        return candidate.relation in _SHOWN and status in {Status.REPORTED, Status.NEGATED}
    if act.tag_ == "VBD" and quote is None:
        return candidate.relation in _ATTITUDES and status is Status.REPORTED
    past = act.tag_ in _PAST or (act.pos_ not in {"VERB", "AUX"} and act.head.tag_ in _PAST)
    return candidate.relation in _ATTITUDES and status is Status.REPORTED and not past
