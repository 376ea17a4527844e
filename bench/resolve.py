"""Time and memory of resolution for synthetic articles with many distinct names.

    python bench/resolve.py [10000 50000 200000]

Names are drawn from the given names and the family-name spellings of the gazetteer, with few common and many rare
surnames, as in life; one in five comes a second time in another spelling or as a bare surname, as articles do. Prints a
line for each size: names, actors, seconds, microseconds a name, peak memory of the process. Each size runs in a process
of its own.
"""

from __future__ import annotations

import gzip
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Sequence

from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType, Article, Entity, Extraction
from kgraph.resolve import resolve
from kgraph.resources import ontology

SIZES = (10_000, 50_000, 200_000)
_PER_ARTICLE = 10


def names(count: int, seed: int = 1) -> list[str]:
    """Distinct full names; surnames follow a 1/rank law."""
    rng = random.Random(seed)
    lines = ontology("gazetteer", "given_names.tsv").read_text(encoding="utf-8").splitlines()
    given = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    with gzip.open(ontology("gazetteer", "name_symbols.tsv.gz"), "rt", encoding="utf-8") as file:
        family = [line.split("\t")[0].capitalize() for line in file]
    rng.shuffle(family)
    family = [name for name in family if len(name) > 3][: max(2000, count // 4)]
    weights = [1 / (rank + 20) for rank in range(len(family))]
    found: dict[str, None] = {}
    while len(found) < count:
        for surname in rng.choices(family, weights, k=count):
            found.setdefault(f"{rng.choice(given)} {surname}")
    return list(found)[:count]


def corpus(count: int) -> tuple[list[Article], list[Extraction]]:
    """Articles of ten people each; one name in five occurs again elsewhere."""
    rng = random.Random(2)
    people = names(count)
    again = [rng.choice((name, name.split()[-1], f"President {name}")) for name in rng.sample(people, count // 5)]
    mixed = people + again
    rng.shuffle(mixed)
    articles, extractions = [], []
    for number, start in enumerate(range(0, len(mixed), _PER_ARTICLE)):
        part = dict.fromkeys(mixed[start : start + _PER_ARTICLE])
        entities = tuple(Entity(i, name, ActorType.PERSON, True, ((name, 1),), 1) for i, name in enumerate(part))
        articles.append(Article(f"a{number:06d}", "", ""))
        extractions.append(Extraction(f"a{number:06d}", entities, (), ()))
    return articles, extractions


def measure(count: int) -> None:
    """Resolve one corpus and print its line."""
    articles, extractions = corpus(count)
    gazetteer = Gazetteer.load()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    resolution = resolve(articles, extractions, gazetteer)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    each = seconds / count * 1e6
    memory = f"peak {peak / 1024:.0f} MB ({(peak - before) / 1024:.0f} MB more than the input)"
    print(
        f"{count:>8,} names  {len(resolution.actors):>8,} actors  {seconds:7.1f} s  {each:5.0f} µs/name  {memory}",
        flush=True,
    )


def main(sizes: Sequence[int]) -> None:
    """Measure each size in a fresh process."""
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        process = context.Process(target=measure, args=(size,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or SIZES)
