"""What the file says about itself: the run that made it (PROV-O) and the dataset with its counts (VoID, DCAT)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.export.terms import Names, integer, literal, term
from kgraph.vocabulary import relations

if TYPE_CHECKING:
    from kgraph.settings import Settings

Pairs = list[tuple[str, str]]
_CLASSES = ("Article", "Country", "Evidence", "Group", "Organization", "Person", "Place", "Statement")


def _version() -> str:
    from kgraph import __version__  # noqa: PLC0415 - kgraph imports the build, which imports us

    return __version__


@dataclass(frozen=True)
class Run:
    """What made a graph: a version of kgraph with settings. The same version and settings are the same run."""

    version: str = field(default_factory=_version)
    settings: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> Run:
        """The run of this version of kgraph with these settings."""
        return cls(settings=settings.fingerprint())

    @classmethod
    def read(cls, directory: Path) -> Run:
        """The run that ``build.json`` in a folder tells of; without it, of this version without settings."""
        try:
            record = json.loads((directory / "build.json").read_text(encoding="utf-8"))
            return cls(version=str(record["kgraph"]), settings=dict(record["settings"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    @property
    def id(self) -> str:
        """16 hex digits: equal for equal version and settings."""
        return hashlib.sha256(f"{self.version}\x1f{self.configuration}".encode()).hexdigest()[:16]

    @property
    def configuration(self) -> str:
        """The settings as JSON."""
        return json.dumps(self.settings, ensure_ascii=True, sort_keys=True)


@dataclass
class Counts:
    """Counts of the triples written so far."""

    triples: int = 0
    subjects: int = 0
    by_class: Counter[str] = field(default_factory=Counter)
    by_predicate: Counter[str] = field(default_factory=Counter)

    def add(self, block: tuple[str, Pairs]) -> None:
        """Count a resource's triples."""
        pairs = block[1]
        self.triples += len(pairs)
        self.subjects += 1
        type_ = term("rdf:type")
        for predicate, value in pairs:
            if predicate == type_:
                self.by_class[value] += 1
            self.by_predicate[predicate] += 1


def run_blocks(names: Names, run: Run, articles: Iterable[str]) -> Iterator[tuple[str, Pairs]]:
    """The run as activity, and the software it was made with. No clock time: the same input gives the same bytes."""
    software = names("software", f"kgraph-{run.version}")
    label = f"kgraph {run.version}, extractor {run.settings.get('extractor', 'rules')}"
    yield (
        names("run", run.id),
        [
            (term("rdf:type"), term("prov:Activity")),
            (term("rdf:type"), term("kg:ExtractionRun")),
            (
                term("rdfs:label"),
                literal(label, "en"),
            ),
            (term("kg:settings"), literal(run.configuration)),
            (term("prov:wasAssociatedWith"), software),
            *((term("prov:used"), names("article", id)) for id in articles),
        ],
    )
    yield (
        software,
        [
            (term("rdf:type"), term("prov:SoftwareAgent")),
            (term("rdfs:label"), literal(f"kgraph {run.version}", "en")),
            (term("schema:softwareVersion"), literal(run.version)),
        ],
    )


def partition_blocks(names: Names, counts: Counts) -> Iterator[tuple[str, Pairs]]:
    """How many resources of each class and triples of each relation there are."""
    dataset = names.dataset.removesuffix(">")
    for class_ in _CLASSES:
        if number := counts.by_class[term("kg:" + class_)]:
            yield (
                f"{dataset}/class/{class_}>",
                [
                    (term("rdf:type"), term("void:Dataset")),
                    (term("void:class"), term("kg:" + class_)),
                    (term("void:entities"), integer(number)),
                ],
            )
    for name in sorted(relations()):
        if number := counts.by_predicate[term("kg:" + name)]:
            yield (
                f"{dataset}/property/{name}>",
                [
                    (term("rdf:type"), term("void:Dataset")),
                    (term("void:property"), term("kg:" + name)),
                    (term("void:triples"), integer(number)),
                ],
            )


def dataset_block(names: Names, counts: Counts, content: str, run: Run | None) -> tuple[str, Pairs]:
    """The dataset itself; ``void:triples`` counts these triples too, and not those in named graphs."""
    actors = sum(counts.by_class[term("kg:" + c)] for c in ("Person", "Organization", "Country", "Place", "Group"))
    dataset = names.dataset.removesuffix(">")
    pairs = [
        (term("rdf:type"), term("void:Dataset")),
        (term("rdf:type"), term("dcat:Dataset")),
        (term("dcterms:title"), literal("kgraph: who does what to whom", "en")),
        (term("dcterms:description"), literal(f"Relations between actors, read from news: {content}.", "en")),
        (term("rdfs:label"), literal("kgraph: who does what to whom", "en")),
        (term("void:uriSpace"), literal(names.base)),
        (term("void:entities"), integer(actors)),
        (term("void:distinctSubjects"), integer(counts.subjects + 1)),
        *((term("void:vocabulary"), v) for v in ("<https://w3id.org/kgraph/ns>", term("skos:"))),
    ]
    if run is not None:
        pairs += [(term("void:vocabulary"), term("prov:")), (term("void:vocabulary"), term("oa:"))]
        pairs += [(term("prov:wasGeneratedBy"), names("run", run.id))]
        pairs += [
            (term("void:classPartition"), f"{dataset}/class/{c}>") for c in _CLASSES if counts.by_class[term("kg:" + c)]
        ]
        pairs += [
            (term("void:propertyPartition"), f"{dataset}/property/{name}>")
            for name in sorted(relations())
            if counts.by_predicate[term("kg:" + name)]
        ]
    pairs.append((term("void:triples"), integer(counts.triples + len(pairs) + 1)))
    return names.dataset, sorted(pairs)
