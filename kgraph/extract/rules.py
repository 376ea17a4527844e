"""The default extractor: rules on a spaCy parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.extract.candidates import Candidate
from kgraph.extract.confidence import score
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.events import event_candidates
from kgraph.extract.lexicon import Lexicon, load_lexicon
from kgraph.extract.mentions import TokenMention
from kgraph.extract.parse import Parse, load_pipeline, parse_articles
from kgraph.extract.quotes import Quote, find_quotes, quote_at
from kgraph.extract.standing import standing_candidates
from kgraph.extract.status import judge
from kgraph.gazetteer import Gazetteer
from kgraph.model import Article, Extraction, Finding, Mention, Span, Status


@dataclass(frozen=True)
class RuleExtractor:
    """Extracts by lexicon and grammar; deterministic, offline, one article at a time.

    Parameters
    ----------
    pipeline
        Name of an installed spaCy pipeline; None takes the default.
    lexicon, gazetteer
        The user's own trigger and gazetteer files, beside those that kgraph ships.
    """

    pipeline: str | None = None
    lexicon: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    name: str = field(default="rules")

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract article by article, in order."""
        lexicon, gazetteer = load_lexicon(self.lexicon), Gazetteer.load(self.gazetteer)
        for parse in parse_articles(articles, load_pipeline(self.pipeline)):
            yield extract_parse(parse, lexicon, gazetteer)


def extract_parse(parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer) -> Extraction:
    """All that the rules find in one parsed article."""
    return extract_discourse(analyse(parse, gazetteer), lexicon)


def extract_discourse(discourse: Discourse, lexicon: Lexicon) -> Extraction:
    """All that the rules find among the mentions of an article."""
    parse = discourse.parse
    mentions = tuple(mention_of(m, parse) for m in discourse.mentions)
    return Extraction(parse.article.id, discourse.entities, mentions, tuple(findings(discourse, lexicon)))


def mention_of(mention: TokenMention, parse: Parse) -> Mention:
    """A mention on tokens as a mention on the article's text."""
    span = parse.span(mention.first, mention.last)
    return Mention(span.start, span.end, span.text, mention.kind, mention.entity)


def candidates(discourse: Discourse, lexicon: Lexicon) -> Iterator[Candidate]:
    """What the rules propose, before scores."""
    yield from event_candidates(discourse, lexicon)
    yield from standing_candidates(discourse, lexicon)


def findings(discourse: Discourse, lexicon: Lexicon) -> Iterator[Finding]:
    """The scored findings of an article, one a pair of mentions, relation and status, in text order."""
    quotes = find_quotes(discourse.parse, lexicon)
    best: dict[tuple[object, ...], Finding] = {}
    for candidate in candidates(discourse, lexicon):
        finding = finish(candidate, discourse, lexicon, quotes)
        key = (finding.subject.entity, finding.relation, finding.object.entity, finding.status, finding.sentence.start)
        if key not in best or finding.confidence > best[key].confidence:
            best[key] = finding
    yield from sorted(best.values(), key=lambda f: (f.sentence.start, f.trigger.start, f.subject.start, f.object.start, f.relation, f.status))


def finish(candidate: Candidate, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Finding:
    """Judge a candidate's status, find its sentence and speaker, and score it."""
    parse = discourse.parse
    head = candidate.trigger[0]
    verdict = judge(head, lexicon)
    status, speaker = verdict.status, verdict.speaker
    if candidate.supposed and status is not Status.NEGATED:
        status = Status.HYPOTHETICAL
    if candidate.status is not None:
        status = candidate.status
    if ":" not in candidate.rule or candidate.rule.startswith("role:"):
        status, speaker = Status.ASSERTED, None  # a title is presupposed, whatever the sentence says
    quote = quote_at(quotes, head)
    if quote is not None and status is Status.ASSERTED and ":" in candidate.rule and not candidate.rule.startswith("role:"):
        status = Status.REPORTED
    if quote is not None and speaker is None and quote.speaker is not None:
        speaker = parse.doc[quote.speaker]
    source = discourse.mention_at(speaker) if speaker is not None else None
    trigger = sorted(t.i for t in candidate.trigger)
    confidence, parts = score(candidate, status, discourse)
    sentence = _evidence(candidate, parse)
    return Finding(
        subject=mention_of(candidate.subject, parse),
        relation=candidate.relation,
        object=mention_of(candidate.object, parse),
        status=status,
        trigger=parse.span(trigger[0], trigger[-1]) if trigger[-1] - trigger[0] <= 12 else parse.span(trigger[0], trigger[0]),
        sentence=sentence,
        confidence=confidence,
        rule=candidate.rule,
        speaker=mention_of(source, parse) if source is not None and status is Status.REPORTED else None,
        features=parts,
    )


def _evidence(candidate: Candidate, parse: Parse) -> Span:
    """The trigger's sentence, widened to hold both mentions."""
    sentence = candidate.trigger[0].sent
    first = min(sentence.start, candidate.subject.first, candidate.object.first)
    last = max(sentence.end - 1, candidate.subject.last, candidate.object.last)
    while last > first and parse.doc[last].is_space:
        last -= 1
    return parse.span(first, last)
