# ruff: noqa: E501 - one fault, one line
"""Shapes and checks: silent on what kgraph writes, and each of them speaks when its fault is put in."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import graphs
import pytest
from click.testing import CliRunner

from kgraph.commands.validate import command
from kgraph.errors import OutputError
from kgraph.export import Profile, RdfFormat, RdfOptions, rdf_text, write_all
from kgraph.resources import ontology
from kgraph.store.shapes import ENGINES, available_engine, shape_violations
from kgraph.store.validation import validate

FULL = "".join(rdf_text(graphs.small(), RdfFormat.TURTLE, RdfOptions(profile=Profile.FULL)))
PREFIXES = "\n".join(line for line in FULL.splitlines() if line.startswith("@prefix")) + "\n"

# property or class: what is put in place of what (a regular expression), and the message or component it must give
FAULTS: dict[str, tuple[str, str, str]] = {
    "a type missing": (r"a rdf:Statement , kg:Statement", "a kg:Statement", "kg:Statement and an rdf:Statement"),
    "rdf:subject": (r"rdf:subject actor:nato ;", "rdf:subject article:x ;", "one subject, an actor"),
    "rdf:object": (r"rdf:object actor:nato ;", "", "one object, an actor"),
    "rdf:predicate": (r"rdf:predicate kg:threatens", "rdf:predicate kg:loves", "one of the 24 relations"),
    "kg:status": (r"kg:status kg:Negated", "kg:status kg:Rumoured", "one of the four statuses"),
    "two statuses": (r"kg:status kg:Negated", "kg:status kg:Negated , kg:Asserted", "one of the four statuses"),
    "kg:evidence": (r"kg:evidence evidence:s-\w+ ;", "", "at least one piece of evidence"),
    "kg:evidenceCount": (r"kg:evidenceCount 2", "kg:evidenceCount 0", "MinInclusive of evidenceCount"),
    "kg:articleCount": (r"kg:articleCount 2", "kg:articleCount -1", "articleCount"),
    "kg:confidence": (r"kg:confidence 0.93", "kg:confidence 1.5", "from 0 to 1"),
    "confidence as text": (r"kg:confidence 0.93", 'kg:confidence "high"', "from 0 to 1"),
    "an undeclared property": (r"kg:evidenceCount 2", "kg:evidenceCount 2 ; kg:mood 1", "Closed"),
    "prov:wasQuotedFrom": (r"prov:wasQuotedFrom article:[\w-]+", "prov:wasQuotedFrom actor:nato", "one article"),
    "prov:wasGeneratedBy": (r"(oa:start [^;]+;)\s*prov:wasGeneratedBy run:\w+", r"\1 prov:wasGeneratedBy actor:nato", "wasGeneratedBy"),
    "oa:exact": (r'oa:exact "Putin could[^"]+"@en', 'oa:exact ""@en', "one quote"),
    "oa:start": (r'oa:start "0"', 'oa:start "99999"', "starts before it ends"),
    "oa:end": (r'oa:end "\d+"\^\^xsd:nonNegativeInteger', "oa:end 5", "end"),
    "kg:trigger": (r'kg:trigger "threatened"@en', 'kg:trigger ""@en', "trigger"),
    "kg:attributedTo": (r"kg:attributedTo actor:[\w-]+", "kg:attributedTo article:x", "a speaker is an actor"),
    "kg:rule": (r'kg:rule "rules/active"', "kg:rule 5", "rule"),
    "kg:subjectMention": (r'kg:subjectMention "NATO"@en', 'kg:subjectMention ""@en', "subjectMention"),
    "kg:objectMention": (r'kg:objectMention "NATO"@en', 'kg:objectMention ""@en', "objectMention"),
    "kg:subjectStart": (r'kg:subjectStart "0"', 'kg:subjectStart "9999"', "subjectStart"),
    "kg:triggerStart": (r'kg:triggerStart "\d+"', 'kg:triggerStart "9999"', "triggerStart"),
    "kg:objectStart": (r'kg:objectStart "\d+"', 'kg:objectStart "9999"', "objectStart"),
    "kg:subjectEnd": (r'kg:subjectEnd "\d+"\^\^xsd:nonNegativeInteger', "kg:subjectEnd true", "subjectEnd"),
    "kg:triggerEnd": (r'kg:triggerEnd "\d+"\^\^xsd:nonNegativeInteger', "kg:triggerEnd true", "triggerEnd"),
    "kg:objectEnd": (r'kg:objectEnd "\d+"\^\^xsd:nonNegativeInteger', "kg:objectEnd true", "objectEnd"),
    "evidence of two": (r"kg:evidence evidence:s-\w+ ;", "kg:evidence evidence:s-1a169fd6f1556cb2 ;", "one statement"),
    "two actor types": (r"a foaf:Person , kg:Person", "a foaf:Person , kg:Person , kg:Group", "exactly one of the five types"),
    "skos:prefLabel": (r'skos:prefLabel "NATO"@en', 'skos:prefLabel "NATO"@en , "OTAN"@fr', "one name"),
    "rdfs:label": (r'rdfs:label "NATO"@en', 'rdfs:label "Pact"@en', "label"),
    "skos:altLabel": (r'skos:altLabel "the alliance"@en', 'skos:altLabel "NATO"@en', "altLabel"),
    "owl:sameAs": (r"owl:sameAs wd:Q184", "owl:sameAs wd:Belarus", "Wikidata item"),
    "kg:named": (r"kg:named true", 'kg:named "yes"', "named"),
    "kg:mentionCount": (r"kg:mentionCount 7", "kg:mentionCount -7", "mentionCount"),
    "a relation's object": (r"kg:opposes actor:[\w-]+", "kg:opposes article:x", "actor"),
    "dcterms:identifier": (r'dcterms:identifier "minsk[\w-]+" ;', "", "identifier"),
    "dcterms:title": (r'dcterms:title "Putin [^"]+"@en ;', "", "title"),
    "dcterms:issued": (r'dcterms:issued "2020-08-27"\^\^xsd:date', "dcterms:issued 2020", "issued"),
    "dc:publisher": (r'dc:publisher "Tribune"', "dc:publisher 1", "publisher"),
    "dc:creator": (r'dc:creator "Ann Other"', "dc:creator 1", "creator"),
    "dc:language": (r'dc:language "en" ;', "", "language"),
    "schema:url": (r"schema:url <[^>]+>", "schema:url <http://a/> , <http://b/>", "url"),
    "schema:sha256": (r'schema:sha256 "\w+"', 'schema:sha256 "abc"', "SHA-256"),
    "kg:copy": (r'kg:copy "minsk-copy"', "kg:copy 1", "copy"),
    "kg:settings": (r'kg:settings "\{\}"', 'kg:settings "none"', "settings"),
    "prov:wasAssociatedWith": (r"prov:wasAssociatedWith <[^>]+> ;", "", "wasAssociatedWith"),
    "prov:used": (r"prov:used article:[\w-]+", "prov:used actor:nato", "used"),
    "schema:softwareVersion": (r'schema:softwareVersion "[^"]+"', 'schema:softwareVersion "1" , "2"', "softwareVersion"),
    "void:triples": (r"void:triples \d+ ;\n    void:uriSpace", "void:uriSpace", "triples"),
    "void:entities": (r"void:entities 7 ;", "void:entities -1 ;", "entities"),
    "void:distinctSubjects": (r"void:distinctSubjects \d+ ;", "", "distinctSubjects"),
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("graph", [graphs.small(), graphs.hostile()], ids=["small", "hostile"])
def test_what_kgraph_writes_is_valid(graph: object, engine: str) -> None:
    pytest.importorskip(engine)
    for profile in (Profile.DEFAULT, Profile.FULL):
        text = "".join(rdf_text(graph, RdfFormat.TURTLE, RdfOptions(profile=profile)))  # type: ignore[arg-type]
        assert shape_violations(text, engine) == (engine, [])


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_found(name: str) -> None:
    pattern, replacement, message = FAULTS[name]
    broken, number = re.subn(pattern, replacement, FULL, count=1)
    assert number, f"{pattern} is not in the sample"
    _, found = shape_violations(broken)
    assert any(message in violation.message for violation in found), found


def test_both_engines_find_the_same() -> None:
    pytest.importorskip("pyshacl")
    broken = FULL
    for name in ("rdf:predicate", "oa:start", "owl:sameAs", "schema:sha256", "kg:attributedTo", "dc:language"):
        pattern, replacement, _ = FAULTS[name]
        broken = re.sub(pattern, replacement, broken, count=1)
    by_engine = {e: {(v.node, v.path) for v in shape_violations(broken, e)[1]} for e in ENGINES}
    assert by_engine["shacl"] == by_engine["pyshacl"]
    assert len(by_engine["shacl"]) >= 6


def test_the_shapes_are_shapes() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, text = pyshacl.validate(
        FULL, data_graph_format="turtle", shacl_graph=str(ontology("shapes.ttl")), meta_shacl=True
    )
    assert conforms, text


def test_every_shape_has_a_control() -> None:
    paths = set(re.findall(r"sh:path ([\w:]+)", ontology("shapes.ttl").read_text(encoding="utf-8")))
    assert paths - set(FAULTS) <= {"rdf:type", "rdf:reifies"}


# check: what is put in place of what in graph.trig
CHECK_FAULTS = {
    "asserted-without-plain-triple": (r"kg:status kg:Negated", "kg:status kg:Asserted"),
    "plain-triple-without-assertion": (r"kg:opposes actor:", "kg:assaults actor:"),
    "same-claim-twice": (r"(?s)statement:c-\w+ (a rdf:Statement.*?\.\n)", r"\g<0>statement:c-0 \1"),
    "relation-to-itself": (r"rdf:object actor:nato", "rdf:object actor:vladimir-putin"),
    "evidence-count": (r"kg:evidenceCount 2", "kg:evidenceCount 3"),
    "best-confidence": (r"kg:confidence 0.93 ;\n    kg:evidence ", "kg:confidence 0.9 ;\n    kg:evidence "),
    "quote-length": (r'oa:start "\d+"', 'oa:start "1"'),
    "dataset-count": (r"void:triples (\d+) ;\n    void:uriSpace", r"void:triples 1\1 ;\n    void:uriSpace"),
}


def test_every_check_has_a_control() -> None:
    assert set(CHECK_FAULTS) == {path.stem for path in ontology("checks").glob("*.rq")}


@pytest.mark.parametrize("name", CHECK_FAULTS)
def test_every_check_finds_its_fault(name: str, small_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(small_dir, tmp_path / "b", ignore=shutil.ignore_patterns(".store"))
    path = tmp_path / "b" / "graph.trig"
    broken, number = re.subn(*CHECK_FAULTS[name], path.read_text(encoding="utf-8"), count=1)
    assert number
    path.write_text(broken, encoding="utf-8")
    report = validate(tmp_path / "b")
    assert name in {violation.check for violation in report.violations}
    assert all(v.message for v in report.violations)


def test_a_violation_names_the_statement_it_stands_on(small_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(small_dir, tmp_path / "b", ignore=shutil.ignore_patterns(".store"))
    path = tmp_path / "b" / "graph.trig"
    path.write_text(
        path.read_text(encoding="utf-8").replace("kg:evidenceCount 2", "kg:evidenceCount 3"), encoding="utf-8"
    )
    done = CliRunner().invoke(command, [str(tmp_path / "b")])
    assert done.exit_code == 1
    assert "Vladimir Putin supports Alexander Lukashenko [asserted]" in done.output
    found = json.loads(CliRunner().invoke(command, [str(tmp_path / "b"), "--format", "json"]).stdout)
    assert found["violations"][0]["about"] == "Vladimir Putin supports Alexander Lukashenko [asserted]"


def test_a_valid_build(small_dir: Path, hostile_dir: Path) -> None:
    for folder in (small_dir, hostile_dir):
        report = validate(folder)
        assert report.valid, report.violations
        assert report.engine == available_engine() is not None
    assert CliRunner().invoke(command, [str(small_dir)]).exit_code == 0


def test_files_that_do_not_agree(tmp_path: Path) -> None:
    write_all(graphs.small(), tmp_path)
    (tmp_path / "build.json").write_text(json.dumps({"outputs": {"graph.ttl": "0" * 64, "graph.html": "1"}}))
    statements = tmp_path / "statements.jsonl"
    lines = statements.read_text(encoding="utf-8").splitlines(keepends=True)
    statements.write_text(
        "".join(lines[1:]).replace('"trigger": "masses troops"', '"trigger": "massed troops"'), encoding="utf-8"
    )
    with (tmp_path / "graph.ttl").open("a") as stream:
        stream.write("actor:nato kg:aids actor:minsk .\n")
    messages = [str(violation) for violation in validate(tmp_path).violations]
    for part in (
        "not the file that the build wrote",
        "is missing",
        "the trigger is not at",
        "not in statements.jsonl",
        "is in graph.ttl, but not",
    ):
        assert any(part in message for message in messages), part


def test_no_build(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kgraph build first"):
        validate(tmp_path)


def test_without_an_engine_nothing_is_called_valid(small_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.store.shapes.ENGINES", ())
    done = CliRunner().invoke(command, [str(small_dir)])
    assert done.exit_code == 1
    assert "kgraph[validate]" in done.output
