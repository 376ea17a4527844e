"""Scores as text for a terminal: lines, widest things last, so that they stay readable at 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgraph.evaluate.articles import ArticlesScore
from kgraph.evaluate.matching import LEVELS, SCOPES
from kgraph.evaluate.measures import Measure, calibration_error
from kgraph.evaluate.mistakes import FalseAlarm, Miss
from kgraph.evaluate.plv import PlvScore
from kgraph.evaluate.probes import ProbesScore
from kgraph.evaluate.records import Change, Differences, Score
from kgraph.evaluate.seesaw import SeesawScore
from kgraph.model import Status

_EVIDENCE = 400


def report(score: Score) -> Iterator[str]:
    """The figures of a score, line by line."""
    if isinstance(score, ArticlesScore):
        return _articles(score)
    if isinstance(score, ProbesScore):
        return _probes(score)
    return _plv(score) if isinstance(score, PlvScore) else _seesaw(score)


def errors(score: Score, limit: int) -> Iterator[str]:
    """The errors behind a score, line by line: at most ``limit`` of each kind (an article, for whole articles)."""
    if isinstance(score, ArticlesScore):
        return _article_errors(score, limit)
    if isinstance(score, ProbesScore):
        return _probe_errors(score, limit)
    return _plv_errors(score, limit) if isinstance(score, PlvScore) else _seesaw_errors(score, limit)


def table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Aligned columns: the first to the left, the others to the right."""
    cells = [list(row) for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        first, *rest = (
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *rest]).rstrip()


def _titled(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(rows) > 1:
        yield ""
        yield title
        yield from (f"  {line}" for line in table(rows))


_HEADER = ("", "P", "R", "F1", "predicted", "gold")


def _row(name: str, measure: Measure) -> tuple[str, ...]:
    shares = (f"{value:.3f}" for value in (measure.precision, measure.recall, measure.f1))
    return (name, *shares, str(measure.predicted), str(measure.gold))


def _articles(score: ArticlesScore) -> Iterator[str]:
    levels = [_row(f"{scope} {level}", score.measure(scope, level)) for scope in SCOPES for level in LEVELS]
    yield f"{len(score.articles)} articles"
    if score.unread:
        yield f"  without predictions, because they were not read: {', '.join(score.unread)}"
    yield from table([_HEADER, *levels])
    if score.status_accuracy is not None:
        yield f"status right in {score.status_accuracy:.3f} of {score.status_matches} triples that are right"
    yield from _actors(score.actors)
    yield from _titled("By relation, all", [_HEADER, *_rows(_scoped(score, "all"))])
    yield from _titled("By relation, named", [_HEADER, *_rows(_scoped(score, "named"))])
    yield from _titled("By status, all", [_HEADER, *_rows(score.by_status)])
    yield from _titled("Status: annotated (rows) and found (columns)", _square(score.status_confusions))
    yield from _titled(
        "Relations most often confused",
        [("annotated", "found instead", ""), *((a, b, str(n)) for a, b, n in score.relation_confusions)],
    )
    yield from _titled("By article, typed", [("", *_article_header()), *_article_rows(score)])
    yield from _rules(score)
    yield from _reliability(score)
    yield from _thresholds(score)


def _scoped(score: ArticlesScore, scope: str) -> dict[str, Measure]:
    return {relation: measure for (s, relation), measure in score.by_relation.items() if s == scope}


def _rows(measures: Mapping[str, Measure]) -> list[tuple[str, ...]]:
    return [_row(name, measure) for name, measure in measures.items()]


def _actors(figures: Mapping[str, float | int]) -> Iterator[str]:
    if figures:
        yield ""
        yield "Actors"
        yield (
            f"  found {figures['recall_named']:.3f} of the named, {figures['recall_all']:.3f} of all; "
            f"type right in {figures['type_accuracy']:.3f}"
        )
        for scope in SCOPES:
            yield (
                f"  {scope:5}  B-cubed P {figures[f'b3_{scope}_p']:.3f}  R {figures[f'b3_{scope}_r']:.3f}  "
                f"F1 {figures[f'b3_{scope}']:.3f}   CEAF-e F1 {figures[f'ceaf_{scope}']:.3f}"
            )
        yield f"  actors with different proper names merged: {figures['merges']}"


def _square(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, ...]]:
    names = [status.value for status in Status]
    if not counts:
        return []
    return [("", *names), *((row, *(str(counts.get((row, column), 0)) for column in names)) for row in names)]


def _article_header() -> tuple[str, ...]:
    return tuple(f"{scope} {figure}" for scope in SCOPES for figure in ("P", "R", "F1"))


def _article_rows(score: ArticlesScore) -> Iterator[tuple[str, ...]]:
    for article in score.articles:
        cells = []
        for scope in SCOPES:
            m = article.measures[scope, "typed"]
            cells += [f"{m.precision:.2f}", f"{m.recall:.2f}", f"{m.f1:.2f}"]
        yield (article.article[:40], *cells)


def _rules(score: ArticlesScore) -> Iterator[str]:
    ranked = sorted(score.by_rule.items(), key=lambda item: (item[1].right - item[1].predicted, item[0]))[:20]
    rows = [(rule, str(m.predicted - m.right), str(m.predicted), f"{m.precision:.2f}") for rule, m in ranked]
    yield from _titled("Rules with the most false alarms", [("", "wrong", "number", "P"), *rows])


def _reliability(score: ArticlesScore) -> Iterator[str]:
    rows = [
        (f"{b.low:.1f} to {b.low + 0.1:.1f}", str(b.number), f"{b.mean:.2f}", f"{b.share_right:.2f}")
        for b in score.reliability
    ]
    yield from _titled("Reliability of the confidence", [("confidence", "number", "mean", "right"), *rows])
    if rows:
        yield f"  calibration error {calibration_error(score.reliability):.3f}"


def _thresholds(score: ArticlesScore) -> Iterator[str]:
    rows = []
    for tenth in range(10):
        cells = []
        for scope in SCOPES:
            m = score.at_least(tenth / 10, scope)
            cells += [f"{m.precision:.2f}", f"{m.recall:.2f}", f"{m.f1:.2f}"]
        rows.append((f"{tenth / 10:.1f}", *cells))
    yield from _titled("With a min_confidence of, typed", [("", *_article_header()), *rows])


def _article_errors(score: ArticlesScore, limit: int) -> Iterator[str]:
    for article in score.articles:
        yield ""
        yield f"## {article.article}"
        for miss in article.misses[:limit]:
            yield from _miss(miss)
        for alarm in article.false_alarms[:limit]:
            yield from _false_alarm(alarm)
    if score.actor_errors:
        yield ""
        yield "## Actors"
        for kind in ("merged", "missed", "mistyped", "split"):
            cases = [case for case in score.actor_errors if case[0] == kind]
            yield from (f"  {kind:8} {article}: {name} ({detail})" for _, article, name, detail in cases[:limit])


def _miss(miss: Miss) -> Iterator[str]:
    instead = f"  found instead: {', '.join(miss.instead)}" if miss.instead else ""
    mark = "" if miss.named else " (not named)"
    yield f"  missed  {miss.subject} {miss.relation} {miss.object} [{'/'.join(miss.statuses)}]{mark}{instead}"
    yield f"          {_one_line(miss.evidence)}"


def _false_alarm(alarm: FalseAlarm) -> Iterator[str]:
    annotated = f": annotated is {', '.join(alarm.instead)}" if alarm.instead else ""
    mark = "" if alarm.named else " (not named)"
    yield (
        f"  wrong   {alarm.subject} {alarm.relation} {alarm.object} [{alarm.status}]{mark} {alarm.confidence:.2f} "
        f'{alarm.rule} "{alarm.trigger}"  {alarm.reason}{annotated}'
    )
    yield f"          {_one_line(alarm.evidence)}"


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EVIDENCE else text[: _EVIDENCE - 1] + "…"


def _probes(score: ProbesScore) -> Iterator[str]:
    rows = [(name, str(m.right), str(m.predicted), f"{m.precision:.2f}") for name, m in score.by_phenomenon.items()]
    yield from table([("", "passed", "of", ""), *rows])
    figures = score.figures()
    yield ""
    yield f"passed whole         {figures['passed']} of {figures['probes']}: {score.passed:.3f}"
    yield f"  expecting nothing  {figures['expecting_nothing_passed']} of {figures['expecting_nothing']}"
    yield f"expected found       {figures['found']} of {figures['expected']}"
    yield f"forbidden {figures['forbidden']}, extra {figures['extra']}"


def _probe_errors(score: ProbesScore, limit: int) -> Iterator[str]:
    for verdict in score.failures[:limit]:
        yield ""
        yield f"{verdict.probe} [{verdict.phenomenon}] {_one_line(verdict.text)}"
        for kind, texts in (("missed", verdict.missed), ("forbidden", verdict.forbidden), ("extra", verdict.extra)):
            yield from (f"  {kind:9} {text}" for text in texts)


def _plv(score: PlvScore) -> Iterator[str]:
    yield f"{len(score.verdicts)} sentences"
    yield f"pair found, right way round   {score.pair_found:.3f}"
    yield f"of these, root type right     {score.root_accuracy:.3f}"
    yield f"of these, quad class right    {score.quad_accuracy:.3f}"
    yield from _titled("By root type", [_HEADER, *_rows(score.by_root)])


def _plv_errors(score: PlvScore, limit: int) -> Iterator[str]:
    for verdict in score.failures[:limit]:
        s = verdict.sentence
        yield ""
        yield f"{s.id}  {s.source} -{s.root}> {s.target}   found: {verdict.root}"
        yield f"  {_one_line(s.text)}"


def _seesaw(score: SeesawScore) -> Iterator[str]:
    yield f"{score.articles} articles"
    rows = [
        _row(f"{name} {level}", getattr(side, level))
        for name, side in (("kgraph", score.kgraph), ("baseline", score.baseline))
        for level in ("pair", "signed")
    ]
    yield from table([_HEADER, *rows])
    ours, theirs = score.kgraph.sign_accuracy, score.baseline.sign_accuracy
    yield f"sign right on matched pairs   kgraph {ours:.3f}, baseline {theirs:.3f}"
    yield f"signed F1 is {score.ratio:.2f} times that of the baseline"


def _seesaw_errors(score: SeesawScore, limit: int) -> Iterator[str]:
    for found in score.failures[:limit]:
        yield ""
        yield f"## {found.article}"
        yield from (f"  missed  {text}" for text in found.missed)
        yield from (f"  wrong   {text}" for text in found.wrong)


def difference_report(found: Differences, limit: int) -> Iterator[str]:
    """What changed between two records, line by line; at most ``limit`` errors of each kind."""
    if found.figures:
        yield from table([("", "before", "after", "change"), *map(_change, found.figures)])
    for title, keys in (("Mended", found.mended), ("Broken", found.broken)):
        if keys:
            yield ""
            yield f"{title}: {len(keys)}"
            yield from (f"  {key}" for key in keys[:limit])
            if len(keys) > limit:
                yield f"  … and {len(keys) - limit} more"
    if not (found.figures or found.mended or found.broken):
        yield "Nothing changed."


def _change(change: Change) -> tuple[str, str, str, str]:
    before, after = change.before, change.after
    step = "" if before is None or after is None else f"{after - before:+.4g}"
    return (change.figure, _number(before), _number(after), step)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
