"""The relations and actor classes, read from ``ontology/kgraph.ttl``, the one place where they are declared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kgraph.resources import ontology

NAMESPACE = "https://w3id.org/kgraph/ns#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the vocabulary.

    ``polarity`` is +1 (friendly), 0 or -1 (hostile); ``plover`` is the PLOVER event type, None for a standing
    relation; ``quad`` the quad class ("VerbalCooperation", …, "Standing").
    """

    name: str
    label: str
    definition: str
    polarity: int
    symmetric: bool
    quad: str
    plover: str | None = None

    @property
    def iri(self) -> str:
        """The IRI of the relation as an RDF property."""
        return NAMESPACE + self.name


@cache
def relations() -> dict[str, Relation]:
    """The relations by name, in the order of their declaration."""
    facts: dict[str, dict[str, list[str]]] = {}
    for triple in ox.parse(path=str(ontology("kgraph.ttl")), format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            facts.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value.value)
    found = {}
    for iri, about in facts.items():
        if NAMESPACE + "polarity" in about:
            name = iri.removeprefix(NAMESPACE)
            found[name] = Relation(
                name=name,
                label=about[_LABEL][0],
                definition=about[_DEFINITION][0],
                polarity=int(about[NAMESPACE + "polarity"][0]),
                symmetric=_SYMMETRIC in about[_RDF_TYPE],
                quad=about.get(NAMESPACE + "quadClass", ["Standing"])[0],
                plover=about.get(NAMESPACE + "ploverCode", [None])[0],
            )
    return found
