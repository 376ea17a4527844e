"""The baseline: subject-verb-object triples whose verb is in a small list of friendly and hostile verbs.

What one writes in an afternoon on a dependency parse [1]_: no coreference, no passive, no nouns, no negation. It reads
the same parses as the rules, so a difference in the scores comes from the reading. Triples are kept only between
phrases with a name in them: that loses hardly a right one, and few wrong ones stay.

References
----------
.. [1] D. Rusu et al., "Triplet extraction from sentences", SIKDD 2007.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kgraph.evaluate.predictions import End, PredictedActor, Prediction
from kgraph.evaluate.words import word_set
from kgraph.extract.parse import Parse, load_pipeline, parse_articles
from kgraph.model import Article
from kgraph.settings import Settings

_FRIENDLY = word_set("""
    admire adore aid applaud appreciate approve assist back befriend celebrate champion cherish commend compliment
    congratulate defend embrace encourage endorse enjoy favor favour hail help honor honour laud like love nominate
    praise prefer promote protect recommend rescue respect reward salute save support thank trust uphold welcome
""")
_HOSTILE = word_set("""
    abuse accuse arrest assail assault attack ban bash beat berate betray blame blast block bomb boycott censure
    challenge condemn confront criticise criticize decry defy denounce deride detain detest deter dislike dismiss
    disparage dispute distrust expel fear fight fire hate hit imprison insult invade kill lambast mock oppose oust
    punish rebuke rebut refute reject repress ridicule sanction shoot slam smear sue target threaten torture undermine
    veto vilify warn
""")


def baseline_predictions(articles: Iterable[Article], settings: Settings | None = None) -> dict[str, list[Prediction]]:
    """The signed triples of each article, by its id."""
    nlp = load_pipeline((settings or Settings()).pipeline)
    return {parse.article.id: list(signed_triples(parse)) for parse in parse_articles(articles, nlp)}


def signed_triples(parse: Parse) -> Iterator[Prediction]:
    """The signed triples of one parsed article, in text order."""
    for verb in parse.spacy_doc:
        polarity = (verb.lemma_.lower() in _FRIENDLY) - (verb.lemma_.lower() in _HOSTILE)
        if polarity and verb.pos_ == "VERB":
            for subject in _with_conjuncts(verb, "nsubj"):
                for obj in _with_conjuncts(verb, "dobj"):
                    if _is_name(subject) and _is_name(obj):
                        yield _triple(parse, subject, verb, obj, polarity)


def _is_name(head: Token) -> bool:
    """Whether the noun phrase of the head holds a name or an adjective of one ("Republican lawmakers")."""
    return any(t.pos_ == "PROPN" or t.ent_type_ for t in (head, *head.lefts))


def _with_conjuncts(verb: Token, dependency: str) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == dependency:
            yield from (child, *child.conjuncts)


def _triple(parse: Parse, subject: Token, verb: Token, obj: Token, polarity: int) -> Prediction:
    return Prediction(
        article=parse.article.id,
        subject=_end(parse, subject),
        relation="supports" if polarity > 0 else "opposes",
        object=_end(parse, obj),
        status="asserted",
        polarity=polarity,
        trigger=verb.text,
        rule="baseline/svo",
        evidence=verb.sent.text,
    )


def _end(parse: Parse, head: Token) -> End:
    """The name that the head word belongs to, or else its noun phrase without what follows the head."""
    first, last = _name(parse.spacy_doc, head) or (min([head.i, *(c.i for c in head.lefts)]), head.i)
    span = parse.span(first, last)
    return End(PredictedActor(span.text, span.text, "?"), span.text, span.start, span.end)


def _name(doc: Doc, head: Token) -> tuple[int, int] | None:
    return next(((e.start, e.end - 1) for e in doc.ents if e.start <= head.i < e.end), None)
