# ruff: noqa: E501
"""Write what follows from ontology/kgraph.ttl: its page docs/ontology.html, the JSON-LD context, lists of relations.

python scripts/ontology.py           write
python scripts/ontology.py --check   exit 1 if a file is not what it should be
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader

from kgraph.export.terms import PREFIXES
from kgraph.vocabulary import NAMESPACE, relations

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
MORE = {
    "bibo": "http://purl.org/ontology/bibo/",
    "sh": "http://www.w3.org/ns/shacl#",
    "vann": "http://purl.org/vocab/vann/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
# properties of the data that are no relations: key -> (property, datatype, "@id" for a link)
PROPERTIES = {
    "label": ("rdfs:label", None), "prefLabel": ("skos:prefLabel", None), "altLabel": ("skos:altLabel", None),
    "sameAs": ("owl:sameAs", "@id"), "named": ("kg:named", None), "mentionCount": ("kg:mentionCount", None),
    "articleCount": ("kg:articleCount", None), "evidenceCount": ("kg:evidenceCount", None),
    "subject": ("rdf:subject", "@id"), "predicate": ("rdf:predicate", "@id"), "object": ("rdf:object", "@id"),
    "status": ("kg:status", "@id"), "confidence": ("kg:confidence", "xsd:decimal"), "evidence": ("kg:evidence", "@id"),
    "attributedTo": ("kg:attributedTo", "@id"), "trigger": ("kg:trigger", None), "rule": ("kg:rule", None),
    "subjectMention": ("kg:subjectMention", None), "objectMention": ("kg:objectMention", None),
    **{
        f"{role}{end}": (f"kg:{role}{end}", "xsd:nonNegativeInteger")
        for role in ("subject", "trigger", "object")
        for end in ("Start", "End")
    },
    "exact": ("oa:exact", None), "start": ("oa:start", "xsd:nonNegativeInteger"), "end": ("oa:end", "xsd:nonNegativeInteger"),
    "wasQuotedFrom": ("prov:wasQuotedFrom", "@id"), "wasGeneratedBy": ("prov:wasGeneratedBy", "@id"),
    "wasAssociatedWith": ("prov:wasAssociatedWith", "@id"), "used": ("prov:used", "@id"),
    "settings": ("kg:settings", None), "copy": ("kg:copy", None), "softwareVersion": ("schema:softwareVersion", None),
    "identifier": ("dcterms:identifier", None), "title": ("dcterms:title", None),
    "description": ("dcterms:description", None), "issued": ("dcterms:issued", "xsd:date"),
    "publisher": ("dc:publisher", None), "creator": ("dc:creator", None), "language": ("dc:language", None),
    "url": ("schema:url", "@id"), "sha256": ("schema:sha256", None), "vocabulary": ("void:vocabulary", "@id"),
    "uriSpace": ("void:uriSpace", None), "entities": ("void:entities", None),
    "distinctSubjects": ("void:distinctSubjects", None), "triples": ("void:triples", None),
    "classPartition": ("void:classPartition", "@id"), "propertyPartition": ("void:propertyPartition", "@id"),
    "class": ("void:class", "@id"), "property": ("void:property", "@id"),
}  # fmt: skip
SECTIONS = (
    ("Classes", "classes", "owl:Class"),
    ("Statuses", "statuses", "kg:Status"),
    ("Properties of statements, evidence, actors and articles", "properties", ""),
    ("Groups of relations", "groups", "group"),
    ("Interactions", "interactions", "interaction"),
    ("Standing relations", "standing-relations", "standing"),
    ("Inverses, for reasoners; never written", "inverses", "inverse"),
    ("Annotations of relations", "annotations", "owl:AnnotationProperty"),
)
FACTS = (
    ("rdfs:subClassOf", "Kind of"), ("rdfs:subPropertyOf", "Kind of"), ("rdfs:domain", "Domain"), ("rdfs:range", "Range"),
    ("schema:domainIncludes", "Usual subjects"), ("schema:rangeIncludes", "Usual objects"), ("owl:inverseOf", "Inverse of"),
    ("kg:polarity", "Polarity"), ("kg:quadClass", "Quad class"), ("kg:ploverCode", "PLOVER"), ("kg:cameoRoot", "CAMEO root"),
    ("skos:closeMatch", "Close match"), ("skos:narrowMatch", "Narrower"), ("kg:inverseNarrowMatch", "Narrower, inverse"),
    ("skos:relatedMatch", "Related"), ("rdfs:seeAlso", "See also"),
)  # fmt: skip
SAMPLE = """actor:vladimir-putin kg:supports actor:alexander-lukashenko .

statement:c-704d1bdcdd213317 a rdf:Statement , kg:Statement ;
    rdf:subject actor:vladimir-putin ; rdf:predicate kg:supports ; rdf:object actor:alexander-lukashenko ;
    kg:status kg:Asserted ; kg:confidence 0.93 ; kg:evidenceCount 1 ;
    kg:evidence evidence:s-fef9d946f8d27b54 .

evidence:s-fef9d946f8d27b54 a kg:Evidence ;
    oa:exact "Putin supports Lukashenko and has formed a police reserve."@en ;
    oa:start "0"^^xsd:nonNegativeInteger ; oa:end "58"^^xsd:nonNegativeInteger ;
    prov:wasQuotedFrom article:minsk-2020-08-27 ; prov:wasGeneratedBy run:9774db4074cb9aff ;
    kg:confidence 0.93 ; kg:trigger "supports"@en ."""

Facts = dict[str, dict[str, list[str]]]


def generated() -> dict[Path, str]:
    """The content of every file that follows from the ontology."""
    files = {ONTOLOGY / "context.jsonld": context(), ROOT / "docs" / "ontology.html": page()}
    for path in (
        ONTOLOGY / "shapes.ttl",
        *sorted((ONTOLOGY / "checks").glob("*.rq")),
        *sorted((ONTOLOGY / "queries").glob("*.rq")),
    ):
        files[path] = with_lists(path.read_text(encoding="utf-8"))
    return files


def context() -> str:
    """ontology/context.jsonld."""
    terms: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES}
    found = {**{name: (f"kg:{name}", "@id") for name in relations()}, **PROPERTIES}
    for key, (property_, kind) in found.items():
        terms[key] = {"@id": property_, **({"@type": kind} if kind else {})}
    rows = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in terms.items())
    return f'{{"@context": {{\n{rows}\n}}}}\n'


def with_lists(text: str) -> str:
    """A file with each list of all relations, of the hostile ones and of the friendly ones as the ontology has it."""
    names = [f"kg:{name}" for name in relations()]
    hostile = [f"kg:{r.name}" for r in relations().values() if r.polarity < 0]
    friendly = [f"kg:{r.name}" for r in relations().values() if r.polarity > 0]

    def all_of_them(match: re.Match[str]) -> str:
        separator = " , " if "," in match[0] else " "
        lines = [separator.join(names[n : n + 8]) for n in range(0, len(names), 8)]
        return (separator.rstrip() + "\n            ").join(lines) if "\n" in match[0] else separator.join(names)

    text = re.sub(r"kg:\w+(?:(?:\s*,\s*|\s+)kg:\w+){15,}", all_of_them, text)
    text = re.sub(
        r"(VALUES \?(?:against|back|hostile|p|q) \{) kg:[^?}]{60,}\}", lambda m: f"{m[1]} {' '.join(hostile)} }}", text
    )
    return re.sub(r"(VALUES \?friendly \{) [^}]*\}", lambda m: f"{m[1]} {' '.join(friendly)} }}", text)


def page() -> str:
    """docs/ontology.html."""
    facts = read()
    header = facts[NAMESPACE.removesuffix("#")]
    terms: dict[str, list[dict[str, object]]] = {kind: [] for _, _, kind in SECTIONS}
    for iri, about in facts.items():
        if iri.startswith(NAMESPACE) and (kind := section(iri, about)) is not None:
            terms[kind].append(term(iri, about))
    by_name = {str(entry["name"]): entry for kind in ("interaction", "standing") for entry in terms[kind]}
    environment = Environment(loader=FileSystemLoader(ROOT / "scripts"), autoescape=True, trim_blocks=True)
    return environment.get_template("ontology.html.j2").render(
        namespace=NAMESPACE,
        header={
            "title": one(header, "dcterms:title"), "description": one(header, "dcterms:description"),
            "prefix": one(header, "vann:preferredNamespacePrefix"), "version": one(header, "owl:versionInfo"),
            "version_iri": one(header, "owl:versionIRI"), "status": one(header, "bibo:status"),
            "modified": one(header, "dcterms:modified"), "license": one(header, "dcterms:license"),
            "citation": one(header, "dcterms:bibliographicCitation"), "comment": one(header, "rdfs:comment"),
            "source": one(header, "dcterms:source"),
        },
        relations=[{**by_name[name], "quad": r.quad, "plover": r.plover, "polarity": r.polarity} for name, r in relations().items()],
        sections=[(title, id, terms[kind]) for title, id, kind in SECTIONS],
        sample=SAMPLE,
    ) + "\n"  # fmt: skip


def read() -> Facts:
    """The triples of the ontology by subject and property, in the order of the file."""
    facts: Facts = {}
    for triple in ox.parse(path=str(ONTOLOGY / "kgraph.ttl"), format=ox.RdfFormat.TURTLE):
        facts.setdefault(triple.subject.value, {}).setdefault(short(triple.predicate.value), []).append(
            triple.object.value
        )
    return facts


def section(iri: str, about: dict[str, list[str]]) -> str | None:
    """The section of a term; None for what is no term."""
    types = {short(type_) for type_ in about["rdf:type"]}
    if "kg:polarity" in about:
        return "interaction" if "kg:ploverCode" in about else "standing"
    if "owl:inverseOf" in about:
        return "inverse"
    if iri == NAMESPACE + "relation" or NAMESPACE + "relation" in about.get("rdfs:subPropertyOf", []):
        return "group"
    for kind in ("owl:Class", "kg:Status", "owl:AnnotationProperty"):
        if kind in types:
            return kind
    return "" if types & {"owl:ObjectProperty", "owl:DatatypeProperty"} else None


def term(iri: str, about: dict[str, list[str]]) -> dict[str, object]:
    """A term for the page."""
    shown = [(label, [link(value) for value in about[property_]]) for property_, label in FACTS if property_ in about]
    if "http://www.w3.org/2002/07/owl#SymmetricProperty" in about["rdf:type"]:
        shown.append(("Symmetric", [{"text": "yes", "href": ""}]))
    return {
        "name": iri.removeprefix(NAMESPACE),
        "label": one(about, "rdfs:label"),
        "definition": one(about, "skos:definition"),
        "examples": about.get("skos:example", []),
        "cameo": about.get("kg:cameoRoot", []),
        "facts": shown,
    }


def link(value: str) -> dict[str, str]:
    """A value with the place it leads to."""
    if value.startswith(NAMESPACE):
        return {"text": short(value), "href": "#" + value.removeprefix(NAMESPACE)}
    return {"text": short(value), "href": value if value.startswith("http") else ""}


def one(about: dict[str, list[str]], property_: str) -> str:
    """The only value of a property; fails if a term lacks it."""
    (value,) = about[property_]
    return value


def short(iri: str) -> str:
    """An IRI as prefixed name."""
    for prefix, namespace in sorted({**PREFIXES, **MORE}.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def main() -> int:
    """Write the files, or compare them."""
    different = [
        path for path, text in generated().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in different:
        print(path.relative_to(ROOT))
    if "--check" in sys.argv:
        return 1 if different else 0
    for path, text in generated().items():
        if path in different:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
