"""Why the rules did, or did not, find a relation: the same steps again, with their intermediate results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.extract.candidates import entity_of
from kgraph.extract.coreference import Discourse
from kgraph.extract.events import frame_ends
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.tokens import Sentence
from kgraph.extract.triggers import match_words, parts_of_speech, vetoed
from kgraph.model import Finding, Span


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence that mentions two entities, and what came of it.

    ``steps`` tell, in order, what the rules looked at; ``findings`` are the relations they proposed for the pair.
    """

    sentence: Span
    first: str
    second: str
    steps: tuple[str, ...]
    findings: tuple[Finding, ...]


def describe_chain(discourse: Discourse, start: int, end: int) -> str:
    """How the mention at an offset got its referent: "he -> the Belarusian leader (pronoun) -> …"."""
    parse = discourse.parse
    for mention in discourse.mentions:
        span = parse.span(mention.first, mention.last)
        if (span.start, span.end) == (start, end):
            links = [f"{text(discourse, step)} ({rule})" for rule, step in discourse.chain(mention)]
            name = entity_of(discourse, mention).name
            return " -> ".join(
                [text(discourse, mention), *links, *([name] if not links or name not in links[-1] else [])]
            )
    return ""


def text(discourse: Discourse, mention: TokenMention) -> str:
    """A mention's words."""
    return discourse.parse.span(mention.first, mention.last).text


def sightings(
    discourse: Discourse, findings: tuple[Finding, ...], lexicon: Lexicon, one: set[int], other: set[int]
) -> Iterator[Sighting]:
    """The sentences with mentions of both entities, given by their indices, and what the rules did with each."""
    for sentence in discourse.parse.sentences:
        inside = [m for m in discourse.mentions if sentence.start <= m.head < sentence.end]
        firsts = [m for m in inside if m.entity in one]
        seconds = [m for m in inside if m.entity in other]
        if not firsts or not seconds:
            continue
        span = discourse.parse.span(sentence.start, max(sentence.start, sentence.end - 1))
        pair = tuple(f for f in findings if _is_pair(f, one, other) and span.start <= f.trigger.start < span.end)
        yield Sighting(
            span,
            text(discourse, firsts[0]),
            text(discourse, seconds[0]),
            tuple(_steps(sentence, discourse, lexicon)),
            pair,
        )


def _is_pair(finding: Finding, one: set[int], other: set[int]) -> bool:
    ends = (finding.subject.entity, finding.object.entity)
    return (ends[0] in one and ends[1] in other) or (ends[0] in other and ends[1] in one)


def _steps(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> Iterator[str]:
    """What each trigger word of a sentence came to."""
    seen = False
    for token in sentence.tokens:
        for pos in parts_of_speech(token):
            for trigger in lexicon.triggers.get((pos, token.lemma_.lower()), ()):
                words = match_words(token, trigger)
                if words is None:
                    continue
                seen = True
                name = f"trigger '{token.text}' for {trigger.relation}"
                if vetoed(token, trigger, words):
                    yield f"{name}: set aside, a word beside it speaks against this sense"
                    continue
                subjects, objects = frame_ends(words, trigger, discourse, lexicon)
                yield f"{name}: subject {_names(subjects, discourse)}, object {_names(objects, discourse)}"
    if not seen:
        yield "no trigger word of the lexicon in this sentence; that two actors stand in it is no relation"


def _names(mentions: list[TokenMention], discourse: Discourse) -> str:
    names = list(dict.fromkeys(entity_of(discourse, mention).name for mention in mentions))
    return " and ".join(f"'{name}'" for name in names) if names else "not found"
