"""The scores as functions: what ``kgraph evaluate`` calls."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError
from kgraph.evaluate.articles import ArticlesScore, score_predictions
from kgraph.evaluate.gold import GoldArticle, load_gold
from kgraph.evaluate.loose_names import LooseNames
from kgraph.evaluate.plv import PlvScore, load_sentences, score_plv
from kgraph.evaluate.predictions import entities_in, predictions_of, read_actors, read_lines, read_predictions
from kgraph.evaluate.probes import ProbesScore, judge, load_probes
from kgraph.evaluate.seesaw import SeesawScore, load_stances, score_stances
from kgraph.model import Article
from kgraph.settings import Settings

if TYPE_CHECKING:
    from kgraph.workers import Progress

PathLike = str | os.PathLike[str]
SENTENCE_KINDS = ("plv", "seesaw")


def score_articles(
    gold: PathLike,
    output: PathLike | None = None,
    *,
    texts: PathLike | None = None,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    resolved: bool = True,
) -> ArticlesScore:
    """Score statements and actors against a folder of annotated articles.

    Parameters
    ----------
    gold : path
        A folder of annotations, one ``.json`` an article.
    output : path, optional
        The folder of a finished build of these articles; without it their texts are built now, in memory.
    texts : path, optional
        The folder of the ``.txt`` files, where they do not lie beside the annotations.
    settings, workers, progress
        As for :func:`kgraph.build`; not used with ``output``.
    resolved : bool
        If False, actors are left as the extractor found them in each article: scores the extraction alone.

    Raises
    ------
    InputError
        If there is no annotation, one is broken, a text is missing, or the files of the build are.

    Examples
    --------
    >>> from kgraph.evaluate import score_articles
    >>> score = score_articles("tests/gold/seeds", texts="seeds")  # doctest: +SKIP
    >>> round(score.measure("named", "typed").f1, 2)  # doctest: +SKIP
    0.5
    """
    folder = Path(gold)
    annotated = list(load_gold(folder, Path(texts) if texts else None, need_text=output is None))
    if not annotated:
        raise InputError(str(folder), "has no annotation (.json)")
    if output is not None:
        return _score_build(annotated, Path(output))
    from kgraph.evaluate.running import run_together  # noqa: PLC0415 - imports spaCy

    paths = [Path(article.article.path) for article in annotated]
    run = run_together(paths, settings or Settings(), workers, progress, resolved=resolved)
    done = {article.id for article in run.graph.articles}
    unread = [a.article.id for a in annotated if a.article.id not in done]
    return score_predictions(annotated, predictions_of(run.graph), run.entities, unread)


def _score_build(annotated: list[GoldArticle], output: Path) -> ArticlesScore:
    texts = {a.article.id: a.article.text for a in annotated}
    known: set[Any] = set(texts)
    if (output / "articles.jsonl").is_file():
        records = {record.get("id"): record.get("text") for _, record in read_lines(output / "articles.jsonl")}
        texts.update({name: text for name, text in records.items() if name in texts and text})
        known = set(records)
    actors = list(read_actors(output).values())
    entities = {name: entities_in(text, actors) for name, text in texts.items()} if any(texts.values()) else None
    unread = [name for name in texts if name not in known]
    return score_predictions(annotated, read_predictions(output), entities, unread)


def score_probes(
    probes: PathLike,
    *,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    resolved: bool = True,
) -> ProbesScore:
    """Run the extractor over the texts of a file of probes, each by itself, and judge what it finds.

    The keyword arguments are those of :func:`score_articles`.

    Raises
    ------
    InputError
        If the file is missing or broken.
    """
    from kgraph.evaluate.running import run_apart  # noqa: PLC0415 - imports spaCy

    loaded = load_probes(Path(probes))
    articles = [Article(id=probe.id, title="", text=probe.text) for probe in loaded]
    found = run_apart(articles, settings or Settings(), workers, progress, resolved=resolved)
    return ProbesScore(tuple(judge(probe, found[probe.id]) for probe in loaded))


def score_sentences(
    kind: str,
    file: PathLike,
    *,
    split: str | None = None,
    limit: int | None = None,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    resolved: bool = True,
) -> PlvScore | SeesawScore:
    """Score on a set of sentences or articles that others annotated.

    Parameters
    ----------
    kind : {"plv", "seesaw"}
        "plv": sentences with a marked pair and its PLOVER type; "seesaw": articles with signed stances.
    file : path
        The set as JSONL (docs/evaluation.md describes the fields).
    split : str, optional
        Only the articles of this split of a stance set.
    limit : int, optional
        Only so many, from the beginning.
    settings, workers, progress, resolved
        As for :func:`score_articles`.

    Raises
    ------
    InputError
        If the file is missing or broken.
    ValueError
        If there is no such kind.
    """
    if kind not in SENTENCE_KINDS:
        raise ValueError(f"kind must be one of {', '.join(SENTENCE_KINDS)}, not {kind!r}")
    from kgraph.evaluate.baseline import baseline_predictions  # noqa: PLC0415 - imports spaCy
    from kgraph.evaluate.running import run_apart  # noqa: PLC0415 - imports spaCy
    from kgraph.gazetteer import Gazetteer  # noqa: PLC0415

    settings = settings or Settings()
    names = LooseNames(Gazetteer.load(settings.gazetteer))
    if kind == "plv":
        sentences = load_sentences(Path(file))[:limit]
        texts = [Article(id=sentence.id, title="", text=sentence.text) for sentence in sentences]
        return score_plv(sentences, run_apart(texts, settings, workers, progress, resolved=resolved), names)
    stances = load_stances(Path(file), split)[:limit]
    texts = [Article(id=article.id, title="", text=article.text) for article in stances]
    ours = score_stances(stances, run_apart(texts, settings, workers, progress, resolved=resolved), names)
    return SeesawScore(len(stances), ours, score_stances(stances, baseline_predictions(texts, settings), names))
