"""Every format, read by two parsers: the same triples, whatever the names are, in the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kgraph.errors import OutputError
from kgraph.export import Profile, RdfFormat, RdfOptions, rdf_text, write_all
from kgraph.export.dataset import to_rdflib
from kgraph.export.terms import Names, clean, date_literal, decimal, is_web_iri, literal
from kgraph.export.triples import blocks, claims_of
from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import ActorType, Status

RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}
KG = rdflib.Namespace("https://w3id.org/kgraph/ns#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ID = rdflib.Namespace("https://w3id.org/kgraph/id/")
GRAPHS = {"small": graphs.small(), "hostile": graphs.hostile(), "empty": StatementGraph((), (), ())}


def text(graph: StatementGraph, format: RdfFormat = RdfFormat.TRIG, **options: object) -> str:
    return "".join(rdf_text(graph, format, RdfOptions(**options)))  # type: ignore[arg-type]


def by_rdflib(data: str, format: RdfFormat) -> rdflib.Graph:
    dataset = rdflib.Dataset()
    dataset.parse(data=data.encode(), format=RDFLIB[format.value])
    plain = rdflib.Graph()
    for triple in dataset.default_graph:
        plain.add(triple)
    return plain


def by_oxigraph(data: str, format: RdfFormat) -> list[ox.Quad]:
    found = ox.RdfFormat.from_extension(format.value)
    assert found is not None
    return list(ox.parse(data.encode(), format=found))


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("name", GRAPHS)
def test_every_format_holds_the_same_triples_in_both_parsers(name: str, profile: Profile) -> None:
    graph = GRAPHS[name]
    expected = sum(len(pairs) for _, pairs in blocks(graph, RdfOptions(profile=profile)))
    reference = to_rdflib(graph, RdfOptions(profile=profile)).default_graph
    quads = {str(quad) for quad in by_oxigraph(text(graph, RdfFormat.NTRIPLES, profile=profile), RdfFormat.NTRIPLES)}
    assert len(reference) == len(quads) == expected
    for format in RdfFormat:
        data = text(graph, format, profile=profile)
        found = by_oxigraph(data, format)
        assert len(found) == expected, format
        assert {str(quad) for quad in found} == quads, format
        assert isomorphic(by_rdflib(data, format), reference), format


def test_named_graphs_hold_what_each_article_asserts() -> None:
    graph = GRAPHS["small"]
    for format in (RdfFormat.TRIG, RdfFormat.NQUADS):
        data = text(graph, format, graphs=True)
        quads = by_oxigraph(data, format)
        sizes = Counter(str(quad.graph_name) for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph))
        assert sizes == {f"<{ID}article/minsk-2020-08-27>": 2, f"<{ID}article/sochi-2020-09-14>": 3}
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=RDFLIB[format.value])
        assert len(dataset.get_context(ID["article/minsk-2020-08-27"])) == 2
    with pytest.raises(OutputError, match="named graphs"):
        text(graph, RdfFormat.TURTLE, graphs=True)


def test_triple_terms_are_one_more_triple_for_each_statement() -> None:
    graph = GRAPHS["small"]
    for format in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.NTRIPLES, RdfFormat.NQUADS):
        quads = by_oxigraph(text(graph, format, rdf_star=True), format)
        assert sum(isinstance(quad.object, ox.Triple) for quad in quads) == len(claims_of(graph))
        assert len(quads) == len(by_oxigraph(text(graph, format), format)) + len(claims_of(graph))
    with pytest.raises(OutputError, match="triple terms"):
        text(graph, RdfFormat.RDFXML, rdf_star=True)


def test_hostile_names_and_quotes_come_back_unchanged() -> None:
    graph = GRAPHS["hostile"]
    for format in RdfFormat:
        found = by_rdflib(text(graph, format), format)
        for id, name in graphs.HOSTILE.items():
            label = found.value(ID["actor/" + id], rdflib.RDFS.label)
            assert str(label) == clean(name), (format, id)
            assert len(str(label)) == len(name)
        quotes = {str(quote) for quote in found.objects(None, OA.exact)}
        assert quotes == {clean(e.sentence.text) for s in graph.statements for e in s.evidence}


def test_no_blank_node_no_relative_iri_and_urls_that_are_none_stay_text() -> None:
    urls = set()
    for quad in by_oxigraph(text(GRAPHS["hostile"], profile=Profile.FULL), RdfFormat.TRIG):
        for node in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(node, ox.BlankNode)
            if isinstance(node, ox.NamedNode):
                assert node.value.startswith(("http://", "https://"))
        if quad.predicate.value == "https://schema.org/url":
            urls.add((type(quad.object).__name__, quad.object.value))  # type: ignore[union-attr]
    good = {"https://news.example/2020/08/27/a-b?c=d#e", "https://news.example/caf\u00e9/\u4e60"}
    assert {value for kind, value in urls if kind == "NamedNode"} == good
    assert {value for kind, value in urls if kind == "Literal"} == set(graphs.URLS) - good - {""}


def test_a_plain_triple_only_where_it_is_asserted() -> None:
    graph = GRAPHS["small"]
    for format, profile in ((RdfFormat.TURTLE, Profile.PLAIN), (RdfFormat.TRIG, Profile.DEFAULT)):
        found = by_rdflib(text(graph, format, profile=profile), format)
        direct = {
            (s, p, o)
            for s, p, o in found
            if p.startswith(KG) and str(s).startswith(ID + "actor/") and not isinstance(o, rdflib.Literal)
        }
        assert direct == {
            (ID["actor/" + c.first.subject], KG[c.first.relation], ID["actor/" + c.first.object])
            for c in claims_of(graph)
            if c.first.status is Status.ASSERTED
        }
        assert not list(found.triples((None, KG.threatens, None)))


def test_at_most_18_triples_for_a_statement_with_one_piece_of_evidence() -> None:
    graph = GRAPHS["small"]
    found = to_rdflib(graph, RdfOptions()).default_graph
    for claim in claims_of(graph):
        if len(claim.evidence) == 1:
            nodes = [ID["statement/" + claim.id], *(ID["evidence/" + id] for id in claim.evidence)]
            triples = sum(len(list(found.triples((node, None, None)))) for node in nodes)
            triples += claim.first.status is Status.ASSERTED
            assert triples <= 18


def test_the_dataset_counts_itself_rightly() -> None:
    for profile in Profile:
        found = to_rdflib(GRAPHS["small"], RdfOptions(profile=profile)).default_graph
        VOID = rdflib.VOID
        assert int(found.value(ID.dataset, VOID.triples)) == len(found)
        assert int(found.value(ID.dataset, VOID.distinctSubjects)) == len(set(found.subjects()))
        assert int(found.value(ID.dataset, VOID.entities)) == 7
        for part in found.objects(ID.dataset, VOID.classPartition):
            class_ = found.value(part, VOID["class"])
            assert int(found.value(part, VOID.entities)) == len(list(found.subjects(rdflib.RDF.type, class_)))
        for part in found.objects(ID.dataset, VOID.propertyPartition):
            property_ = found.value(part, VOID.property)
            assert int(found.value(part, VOID.triples)) == len(list(found.triples((None, property_, None))))


def test_evidence_is_the_same_set_as_in_the_tables() -> None:
    graph = GRAPHS["small"]
    found = to_rdflib(graph).default_graph
    rdf = {
        (
            str(e).rpartition("/")[2],
            int(found.value(e, OA.start)),
            int(found.value(e, OA.end)),
            str(found.value(e, OA.exact)),
        )
        for e in found.subjects(rdflib.RDF.type, KG.Evidence)
    }
    assert rdf == {
        (s.evidence_id(e), e.sentence.start, e.sentence.end, e.sentence.text)
        for s in graph.statements
        for e in s.evidence
    }
    speakers = {str(o) for o in found.objects(None, KG.attributedTo)}
    assert speakers == {ID + "actor/alexander-lukashenko"}


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_the_order_of_the_graph_does_not_matter(name: str) -> None:
    for format in RdfFormat:
        assert text(graphs.shuffled(GRAPHS[name]), format) == text(GRAPHS[name], format), format


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    program = (
        "import hashlib, sys, graphs; from kgraph.export import *; g = graphs.hostile()\n"
        "texts = [''.join(rdf_text(g, f, RdfOptions(profile=Profile.FULL))) for f in RdfFormat]\n"
        "print([hashlib.sha256(text.encode()).hexdigest() for text in texts])\n"
        "print([hashlib.sha256(p.read_bytes()).hexdigest() for p in write_all(g, sys.argv[1])])"
    )
    outputs = set()
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)], env=env, capture_output=True, text=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_an_article_more_leaves_all_other_iris_as_they_were() -> None:
    graph = GRAPHS["small"]
    less = StatementGraph(
        graph.articles[:1], graph.actors, tuple(s for s in graph.statements if s.article == graph.articles[0].id)
    )
    part = {str(quad.subject) for quad in by_oxigraph(text(less), RdfFormat.TRIG)}
    assert part <= {str(quad.subject) for quad in by_oxigraph(text(graph), RdfFormat.TRIG)}


def test_another_base() -> None:
    data = text(GRAPHS["small"], base_iri="https://example.org/graph#")
    assert "w3id.org/kgraph/id" not in data
    assert "actor: <https://example.org/graph#actor/>" in data
    for base in ("relative/", "https://example.org", "https://exa mple.org/", "javascript:/"):
        with pytest.raises(ValueError, match="base IRI"):
            Names(base)


def test_the_files_of_a_build(tmp_path: Path) -> None:
    graph = GRAPHS["small"]
    paths = write_all(graph, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [
        "statements.jsonl", "actors.jsonl", "articles.jsonl", "graph.ttl", "graph.trig", "graph.graphml",
    ]  # fmt: skip
    assert paths[4].read_text(encoding="utf-8") == text(graph)
    assert paths[3].read_text(encoding="utf-8") == text(graph, RdfFormat.TURTLE, profile=Profile.PLAIN)
    assert not [p for p in (tmp_path / "new" / "folder").iterdir() if p.name.endswith(".tmp")]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(blacklist_categories=()), max_size=60))
def test_any_text_is_the_same_literal_for_both_parsers(value: str) -> None:
    line = f"<http://e/s> <http://e/p> {literal(value, 'en')} ."
    (quad,) = by_oxigraph(line, RdfFormat.NTRIPLES)
    (found,) = rdflib.Graph().parse(data=line.encode(), format="nt").objects()
    assert quad.object.value == str(found) == clean(value)  # type: ignore[union-attr]


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=()), min_size=1, max_size=20),
    st.sampled_from(["https://", "http://h/", ""]),
)
@example(".", "https://")
@example("..", "https://")
def test_what_passes_for_an_iri_is_one_for_both_parsers(value: str, start: str) -> None:
    if is_web_iri(start + value):
        line = f"<http://e/s> <http://e/p> <{start + value}> ."
        (quad,) = by_oxigraph(line, RdfFormat.TURTLE)
        (found,) = rdflib.Graph().parse(data=line.encode(), format="turtle").objects()
        assert quad.object.value == str(found) == start + value  # type: ignore[union-attr]
    iri = Names()("actor", value)
    assert is_web_iri(iri[1:-1])


def test_literals() -> None:
    assert date_literal("2020-08-27").endswith("#date>")
    assert date_literal("2020-08").endswith("#gYearMonth>")
    assert date_literal("2020").endswith("#gYear>")
    assert date_literal("2020-02-30") == '"2020-02-30"'
    assert date_literal("\u0662\u0660\u0662\u0660") == '"\u0662\u0660\u0662\u0660"'
    assert decimal(1).startswith('"1.0"')
    assert decimal(0.83333).startswith('"0.8333"')
    assert decimal(0).startswith('"0.0"')
    assert literal("x", "not a language") == '"x"'


def test_every_actor_type_and_status_has_a_term() -> None:
    graph = GRAPHS["small"]
    found = to_rdflib(graph).default_graph
    for type_ in ActorType:
        assert list(found.subjects(rdflib.RDF.type, KG[type_.value]))
    for status in Status:
        assert list(found.subjects(KG.status, KG[status.value.capitalize()]))
    unnamed = replace(graph.actors[0], named=False)
    assert "kg:named false" in text(StatementGraph((), (unnamed,), ()))
