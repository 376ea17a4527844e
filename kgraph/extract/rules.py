"""The default extractor: rules on a spaCy parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.extract.attribution import attribute
from kgraph.extract.candidates import Candidate, each
from kgraph.extract.confidence import Surroundings, score
from kgraph.extract.contests import contest_candidates
from kgraph.extract.coreference import Discourse, analyse
from kgraph.extract.denials import denial_candidates
from kgraph.extract.encoder import load_encoder
from kgraph.extract.events import event_candidates
from kgraph.extract.headlines import headline_candidates
from kgraph.extract.implicit import commitment_candidates, implicit_candidates
from kgraph.extract.learned import Scores, learned_candidates, load_model, score_pairs
from kgraph.extract.lexicon import Lexicon, load_lexicon
from kgraph.extract.lists import crossed, distribute, rolls
from kgraph.extract.mentions import TokenMention
from kgraph.extract.opinions import blame_candidates, duty_candidates, opinion_candidates
from kgraph.extract.parse import Parse, load_pipeline, parse_articles
from kgraph.extract.quotes import Quote, find_quotes
from kgraph.extract.rebuttals import rebuttal_candidates, refusal_candidates
from kgraph.extract.slogans import slogan_candidates
from kgraph.extract.stances import stance_candidates
from kgraph.extract.standing import standing_candidates
from kgraph.extract.threats import threat_candidates
from kgraph.extract.titles import title_candidates
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
    scores = score_pairs(discourse, lexicon, load_model(), load_encoder())
    return Extraction(parse.article.id, discourse.entities, mentions, tuple(findings(discourse, lexicon, scores)))


def mention_of(mention: TokenMention, parse: Parse) -> Mention:
    """A mention on tokens as a mention on the article's text."""
    span = parse.span(mention.first, mention.last)
    return Mention(span.start, span.end, span.text, mention.kind, mention.entity)


def candidates(discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...], scores: Scores) -> list[Candidate]:
    """What the rules and the learned model propose, before confidence."""
    events = list(event_candidates(discourse, lexicon))
    standing = list(standing_candidates(discourse, lexicon))
    found = [
        *events,
        *standing,
        *stance_candidates(discourse),
        *opinion_candidates(discourse, lexicon, quotes),
        *blame_candidates(events, standing, discourse, lexicon, quotes),
        *threat_candidates(discourse, lexicon, events),
        *refusal_candidates(discourse, lexicon),
        *duty_candidates(discourse, lexicon, quotes),
        *denial_candidates(standing, discourse, lexicon),
        *headline_candidates(discourse),
        *slogan_candidates(discourse, lexicon, quotes),
    ]
    found += commitment_candidates(discourse, lexicon, events)
    found += list(contest_candidates(discourse, lexicon, found))
    known = rolls(discourse, lexicon)
    found = distribute(found, known, discourse, lexicon)
    found += title_candidates(discourse, lexicon, found)
    found += implicit_candidates(discourse, lexicon, found)
    found += rebuttal_candidates(found, discourse, lexicon)
    learned = [c for c in learned_candidates(scores, found) if not crossed(c, known)]
    return each(found + learned, discourse)


_SHORT = 100  # tokens: a few sentences that need not repeat anything


def surroundings(found: Sequence[Candidate], scores: Scores) -> list[Surroundings]:
    """For each candidate, what the pair model and the article's other candidates say."""
    ends = [(c.subject.entity, c.object.entity) for c in found]
    same = Counter((*sorted(e), c.relation) for e, c in zip(ends, found, strict=True))
    pairs = Counter(tuple(sorted(e)) for e in ends)
    short = len(scores.classes.discourse.parse.doc) < _SHORT
    result = []
    for (one, other), candidate in zip(ends, found, strict=True):
        learned = scores.of(candidate.subject, candidate.relation, candidate.object)
        key = tuple(sorted((one, other)))
        support = same[(*key, candidate.relation)]
        if candidate.rule.endswith(":rebuttal"):
            support += same[(*key, "accuses")]  # the accusation that it answers speaks for it
        result.append(Surroundings(learned, support, pairs[key] - support, short))
    return result


_WIDEST = 120  # tokens: an evidence is to be read at a glance


def findings(discourse: Discourse, lexicon: Lexicon, scores: Scores) -> Iterator[Finding]:
    """The scored findings of an article, one a pair of mentions, relation and status, in text order."""
    quotes = find_quotes(discourse.parse, lexicon)
    best: dict[tuple[object, ...], Finding] = {}
    found = candidates(discourse, lexicon, quotes, scores)
    for candidate, around in zip(found, surroundings(found, scores), strict=True):
        finding = finish(candidate, discourse, lexicon, quotes, around)
        key = (finding.subject.entity, finding.relation, finding.object.entity, finding.status, finding.sentence.start)
        if key not in best or finding.confidence > best[key].confidence:
            best[key] = finding
    yield from sorted(
        best.values(),
        key=lambda f: (f.sentence.start, f.trigger.start, f.subject.start, f.object.start, f.relation, f.status),
    )


def finish(
    candidate: Candidate, discourse: Discourse, lexicon: Lexicon, quotes: tuple[Quote, ...], around: Surroundings
) -> Finding:
    """Judge a candidate's status, find its sentence and speaker, and score it."""
    parse = discourse.parse
    status, source = attribute(candidate, discourse, lexicon, quotes)
    trigger = sorted(t.i for t in candidate.trigger)
    confidence, parts = score(candidate, status, discourse, around)
    sentence = _evidence(candidate, parse)
    return Finding(
        subject=mention_of(candidate.subject, parse),
        relation=candidate.relation,
        object=mention_of(candidate.object, parse),
        status=status,
        trigger=parse.span(trigger[0], trigger[-1])
        if trigger[-1] - trigger[0] <= 12
        else parse.span(trigger[0], trigger[0]),
        sentence=sentence,
        confidence=confidence,
        rule=candidate.rule,
        speaker=mention_of(source, parse) if source is not None and status is Status.REPORTED else None,
        features=parts,
    )


def _evidence(candidate: Candidate, parse: Parse) -> Span:
    """The trigger's sentence, widened to hold both mentions, unless one is too far off to be read together."""
    sentence = candidate.trigger[0].sent
    near = [m for m in (candidate.subject, candidate.object) if abs(m.head - candidate.trigger[0].i) <= _WIDEST]
    sentences = [sentence, *(parse.doc[mention.head].sent for mention in near)]
    first, last = min(s.start for s in sentences), max(s.end for s in sentences) - 1
    while last > first and parse.doc[last].text.isspace():
        last -= 1
    return parse.span(first, last)
