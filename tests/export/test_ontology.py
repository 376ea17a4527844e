"""The ontology: every term is declared and described, what follows from it is up to date, it is OWL 2 DL."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kgraph.export import Profile, RdfOptions
from kgraph.export.dataset import to_rdflib
from kgraph.resources import ontology
from kgraph.vocabulary import NAMESPACE, relations

KG = rdflib.Namespace(NAMESPACE)
ROOT = Path(__file__).resolve().parents[2]
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology("kgraph.ttl"))


def test_two_parsers_read_the_same(vocabulary: rdflib.Graph) -> None:
    for name in ("kgraph.ttl", "shapes.ttl"):
        found = list(ox.parse(path=str(ontology(name)), format=ox.RdfFormat.TURTLE))
        assert len(rdflib.Graph().parse(ontology(name))) == len(found)


def test_every_term_is_described(vocabulary: rdflib.Graph) -> None:
    terms = {s for s in vocabulary.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(NAMESPACE)}
    assert len(terms) > 70
    for term in terms:
        assert vocabulary.value(term, RDFS.label, any=False), term
        assert len(str(vocabulary.value(term, SKOS.definition, any=False))) > 5, term
        assert vocabulary.value(term, RDFS.isDefinedBy) == rdflib.URIRef(NAMESPACE.removesuffix("#")), term


def test_every_term_that_is_used_is_declared(vocabulary: rdflib.Graph) -> None:
    used = set()
    for graph in (graphs.small(), graphs.hostile()):
        for triple in to_rdflib(graph, RdfOptions(profile=Profile.FULL)).default_graph:
            used |= {str(term) for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(NAMESPACE)}
    for path in [ontology("shapes.ttl"), *ontology("queries").glob("*.rq"), *ontology("checks").glob("*.rq")]:
        used |= {NAMESPACE + name for name in re.findall(r"\bkg:(\w+)", path.read_text(encoding="utf-8"))}
    declared = {str(s) for s in vocabulary.subjects(RDF.type)}
    assert used - declared == set()


def test_the_relations_are_those_of_the_guidelines(vocabulary: rdflib.Graph) -> None:
    found = relations()
    assert len(found) == 24
    assert {r.plover for r in found.values()} - {None} == PLOVER
    assert {name for name, r in found.items() if r.symmetric} == {
        "consults",
        "cooperatesWith",
        "relatedTo",
        "alliedWith",
    }
    assert sum(r.plover is None for r in found.values()) == 8
    groups = {q: NAMESPACE + q[0].lower() + q[1:] for q in {r.quad for r in found.values()}}
    for name, relation in found.items():
        about = KG[name]
        assert vocabulary.value(about, RDFS.subPropertyOf) == rdflib.URIRef(groups[relation.quad])
        assert (vocabulary.value(about, RDFS.domain), vocabulary.value(about, RDFS.range)) == (KG.Actor, KG.Actor)
        assert f" {name} " in str(vocabulary.value(about, SKOS.example))
        assert bool(list(vocabulary.objects(about, KG.cameoRoot))) == (relation.plover is not None)


def test_the_header(vocabulary: rdflib.Graph) -> None:
    (header,) = vocabulary.subjects(RDF.type, OWL.Ontology)
    for property_ in (
        DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified, DCTERMS.license,
        OWL.versionIRI, OWL.versionInfo, rdflib.URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix"),
    ):  # fmt: skip
        assert vocabulary.value(header, property_), property_


def test_no_axiom_makes_news_a_contradiction(vocabulary: rdflib.Graph) -> None:
    for axiom in (OWL.disjointWith, OWL.propertyDisjointWith, OWL.FunctionalProperty, OWL.TransitiveProperty):
        assert not list(vocabulary.triples((None, axiom, None)))
        assert not list(vocabulary.triples((None, RDF.type, axiom)))


def test_it_is_owl_2_dl() -> None:
    profiles = pytest.importorskip("pyowl2_profiles")
    store = ox.Store()
    store.load(path=str(ontology("kgraph.ttl")), format=ox.RdfFormat.TURTLE)
    found = profiles.detect_profiles(store)
    for profile in ("dl", "rl", "ql"):
        assert found[profile]["in_profile"], found[profile]


def test_what_follows_from_the_ontology_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "ontology.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, f"run python scripts/ontology.py: {done.stdout}{done.stderr}"


def test_the_page_fetches_nothing_and_has_every_term() -> None:
    page = (ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe)\b", page)
    for name in relations():
        assert f'id="{name}"' in page
