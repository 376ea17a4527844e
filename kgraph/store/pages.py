"""The pages of `kgraph serve`: an actor, a statement with its sentences, any other resource, a query form.

Everything shown comes from articles, so templates escape, links go to http(s) only, and scripts come from files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, select_autoescape

from kgraph.export.terms import Names
from kgraph.store.pool import Job, QueryPool
from kgraph.store.queries import named_queries

_JSON = ("application/sparql-results+json",)
_BUSIEST = """SELECT ?actor ?name ?type (COUNT(?claim) AS ?relations) WHERE {
  ?actor rdfs:label ?name ; a ?type .
  VALUES ?type { kg:Person kg:Organization kg:Country kg:Place kg:Group }
  OPTIONAL { { ?claim rdf:subject ?actor } UNION { ?claim rdf:object ?actor } }
} GROUP BY ?actor ?name ?type ORDER BY DESC(?relations) ?name ?actor LIMIT 200"""
_CLAIMS = """SELECT ?claim ?relation ?other ?name ?status ?sentences WHERE {
  ?claim rdf:%s %s ; rdf:%s ?other ; rdf:predicate ?relation ; kg:status ?status ; kg:evidenceCount ?sentences .
  ?other rdfs:label ?name .
} ORDER BY DESC(?sentences) ?name ?relation ?status LIMIT 1000"""
_STATEMENT = """SELECT ?s ?subject ?relation ?o ?object ?status WHERE {
  %s rdf:subject ?s ; rdf:predicate ?relation ; rdf:object ?o ; kg:status ?status .
  ?s rdfs:label ?subject . ?o rdfs:label ?object . }"""
_EVIDENCE = """SELECT ?quote ?article ?title ?date ?start ?end ?trigger ?confidence ?speaker WHERE {
  %s kg:evidence ?e . ?e oa:exact ?quote ; oa:start ?start ; oa:end ?end ; kg:trigger ?trigger ;
    kg:confidence ?confidence ; prov:wasQuotedFrom ?article . ?article dcterms:title ?title .
  OPTIONAL { ?article dcterms:issued ?date } OPTIONAL { ?e kg:attributedTo ?who . ?who rdfs:label ?speaker }
} ORDER BY ?date ?article ?start LIMIT 1000"""
_OF_ARTICLE = """SELECT ?claim ?subject ?relation ?object ?status ?quote WHERE {
  ?e prov:wasQuotedFrom %s ; oa:exact ?quote ; oa:start ?start . ?claim kg:evidence ?e ; rdf:subject ?s ;
    rdf:predicate ?relation ; rdf:object ?o ; kg:status ?status . ?s rdfs:label ?subject . ?o rdfs:label ?object .
} ORDER BY ?start ?subject ?relation ?object LIMIT 1000"""
_FACTS = """SELECT ?p ?o ?label (isIRI(?o) AS ?iri) WHERE {
  %s ?p ?o . OPTIONAL { ?o rdfs:label ?label } } ORDER BY ?p ?o LIMIT 1000"""


class Pages:
    """HTML for one served graph; ``root`` is the path under which it is served."""

    def __init__(self, pool: QueryPool, base: str, root: str, has_view: bool) -> None:
        self.pool, self.base, self.root = pool, base, root
        environment = Environment(
            loader=PackageLoader("kgraph.store", "web"), autoescape=select_autoescape(["html.j2"], default=True)
        )
        environment.globals.update(link=self.link, local=local, root=root, has_view=has_view)
        self._template: Callable[[str], Any] = environment.get_template

    def link(self, iri: str) -> str:
        """Where a resource is found: our own here, others on the web, what is neither nowhere."""
        if iri.startswith(self.base):
            return f"{self.root}/{quote(iri[len(self.base) :], safe='/%')}"
        return iri if iri.startswith(("http://", "https://")) else ""

    async def home(self, endpoint: str, triples: int) -> str:
        """The first page: the busiest actors."""
        return self._render("home.html.j2", actors=await self.rows(_BUSIEST), endpoint=endpoint, triples=triples)

    async def query(self, endpoint: str) -> str:
        """The query form with the ready questions."""
        queries = named_queries()
        settings = {
            "endpoint": endpoint,
            "root": self.root,
            "base": self.base,
            "prefixes": sorted(Names(self.base).prefixes().items(), key=lambda item: -len(item[1])),
            "queries": {
                name: {
                    "text": query.text,
                    "description": query.description,
                    "parameters": [
                        {"name": p.name, "type": p.type, "description": p.description, "default": p.default}
                        for p in query.parameters
                    ],
                }
                for name, query in queries.items()
            },
        }
        actors = await self.rows(_BUSIEST)
        return self._render("query.html.j2", queries=list(queries.values()), settings=settings, actors=actors)

    async def resource(self, kind: str, iri: str) -> str | None:
        """The page of a resource, None if nothing is known of it."""
        node = f"<{iri}>"
        facts = await self.rows(_FACTS % node)
        if not facts:
            return None
        about: dict[str, list[str]] = {}
        for row in facts:
            about.setdefault(local(row["p"]), []).append(row["o"])
        common = {"name": about.get("label", [local(iri)])[0], "data_path": self.link(iri) + "?format=ttl"}
        if kind == "actor":
            return self._render(
                "actor.html.j2",
                **common,
                types=[type_ for type_ in about["type"] if "kgraph/ns#" in type_],
                same=about.get("sameAs", [""])[0],
                mentions=about.get("mentionCount", [""])[0],
                aliases=sorted(about.get("altLabel", [])),
                outgoing=await self.rows(_CLAIMS % ("subject", node, "object")),
                incoming=await self.rows(_CLAIMS % ("object", node, "subject")),
            )
        if kind == "statement":
            (claim,) = await self.rows(_STATEMENT % node)
            return self._render("statement.html.j2", **common, **claim, evidence=await self.rows(_EVIDENCE % node))
        for row in facts:
            row["iri"] = "yes" if row["iri"] == "true" else ""
        statements = await self.rows(_OF_ARTICLE % node) if kind == "article" else []
        return self._render("resource.html.j2", **common, rows=facts, statements=statements)

    def error(self, heading: str, message: str) -> str:
        """A page that says what went wrong."""
        return self._render("error.html.j2", heading=heading, message=message)

    async def rows(self, text: str) -> list[dict[str, str]]:
        """The rows of a query, values as text; what is unbound is empty."""
        answer = json.loads((await self.pool.run(Job(text, _JSON))).body)
        names: list[str] = answer["head"]["vars"]
        bindings: list[Mapping[str, Any]] = answer["results"]["bindings"]
        return [{name: str(row[name]["value"]) if name in row else "" for name in names} for row in bindings]

    def _render(self, template: str, **values: Any) -> str:
        return str(self._template(template).render(**values))


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rpartition("#")[2].rpartition("/")[2] or iri
