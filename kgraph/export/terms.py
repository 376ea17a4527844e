"""RDF terms as N-Triples text: namespaces, IRIs, literals, and the names of kgraph's own resources.

Nothing here trusts its input. Text comes from articles, so every literal is cleaned and escaped; an IRI is written
only if it is absolute and strict parsers take it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox

from kgraph.vocabulary import NAMESPACE

PREFIXES: dict[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": NAMESPACE,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DEFAULT_BASE = "https://w3id.org/kgraph/id/"
KINDS = ("actor", "article", "evidence", "run", "software", "statement")

# What XML 1.0 cannot carry even escaped, and what UTF-8 cannot carry at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile('[\\\\"\n\r\t\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_NOT_LATIN = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf]")
_DOTS = re.compile(r"/\.{1,2}(?:/|$|[?#])")
_QID = re.compile(r"Q[1-9][0-9]*")


@cache
def term(name: str) -> str:
    """The IRI of a prefixed name, in angle brackets: ``kg:supports`` -> ``<https://w3id.org/kgraph/ns#supports>``."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def clean(text: str) -> str:
    """The text with each character that no RDF/XML or UTF-8 file can hold replaced by U+FFFD; its length is kept."""
    return _FORBIDDEN.sub("\ufffd", text)


def literal(text: str, language: str | None = None, datatype: str | None = None) -> str:
    """A literal, cleaned and escaped; a language that is no language tag is left out."""
    quoted = f'"{_ESCAPED.sub(lambda m: _ESCAPES[m[0]], clean(text))}"'
    if datatype:
        return f"{quoted}^^{term(datatype)}"
    if language and _LANGUAGE.fullmatch(language):
        return f"{quoted}@{language.lower()}"
    return quoted


def name_literal(text: str) -> str:
    """A name as a literal: tagged English, unless it has letters outside the Latin script."""
    return literal(text, None if _NOT_LATIN.search(text) else "en")


def integer(number: int) -> str:
    """An ``xsd:integer``."""
    return literal(str(number), datatype="xsd:integer")


def offset(number: int) -> str:
    """A text offset; Web Annotation wants ``xsd:nonNegativeInteger``."""
    return literal(str(number), datatype="xsd:nonNegativeInteger")


def decimal(number: float) -> str:
    """An ``xsd:decimal`` of at most four places, in canonical form."""
    text = f"{number:.4f}".rstrip("0")
    return literal(text + "0" if text.endswith(".") else text, datatype="xsd:decimal")


def boolean(value: bool) -> str:
    """An ``xsd:boolean``."""
    return literal(str(value).lower(), datatype="xsd:boolean")


def date_literal(text: str) -> str:
    """A day, month or year with its datatype; what is none of them stays text."""
    for pattern, filler, datatype in (
        (r"\d{4}-\d\d-\d\d", "", "xsd:date"),
        (r"\d{4}-\d\d", "-01", "xsd:gYearMonth"),
        (r"\d{4}", "-01-01", "xsd:gYear"),
    ):
        if re.fullmatch(pattern, text, re.ASCII):
            try:
                date.fromisoformat(text + filler)
            except ValueError:
                break
            return literal(text, datatype=datatype)
    return literal(text)


def is_web_iri(text: str) -> bool:
    """Whether the text is an absolute http(s) IRI that strict parsers accept and that no parser would rewrite."""
    if not text.startswith(("http://", "https://")) or _FORBIDDEN.search(text) or _DOTS.search(text):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return not re.search(r"\s", text) and bool(re.match(r"https?://[^/?#]", text))


def url(text: str) -> str:
    """A URL as IRI if it is a valid one, else as literal."""
    return f"<{text}>" if is_web_iri(text) else literal(text)


def is_qid(text: str) -> bool:
    """Whether the text is a Wikidata item id."""
    return _QID.fullmatch(text) is not None


class Names:
    """The IRIs of the resources of one graph, below one base.

    Different ids have different IRIs, and the IRI of a resource depends on nothing but its id and the base.

    Raises
    ------
    ValueError
        If the base is not an absolute http(s) IRI that ends with ``/`` or ``#``.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not is_web_iri(base) or not base.endswith(("/", "#")):
            raise ValueError(f"the base IRI must be an absolute http(s) IRI that ends with '/' or '#', not {base!r}")
        self.base = base

    def __call__(self, kind: str, id: str) -> str:
        """The IRI of the resource of a kind (one of `KINDS`) in angle brackets."""
        # "." and ".." are steps of a path to every parser, escaped or not; no other id has a bare "="
        segment = f"{id}=" if id in {".", ".."} else quote(id, safe="", errors="surrogatepass")
        return f"<{self.base}{kind}/{segment}>"

    @property
    def dataset(self) -> str:
        """The IRI of the whole graph."""
        return f"<{self.base}dataset>"

    def prefixes(self) -> dict[str, str]:
        """The prefixes of a file: the vocabularies, and one for each kind of resource."""
        return {**PREFIXES, **{kind: f"{self.base}{kind}/" for kind in KINDS}}
