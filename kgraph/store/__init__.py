"""SPARQL over a built graph: an embedded store, named queries, checks, an endpoint, upload to a server."""

from __future__ import annotations

from kgraph.store.answers import Answer, ask, query
from kgraph.store.index import open_store
from kgraph.store.queries import NamedQuery, Parameter, QueryError, named_queries, named_query, query_file

__all__ = [
    "Answer",
    "NamedQuery",
    "Parameter",
    "QueryError",
    "ask",
    "named_queries",
    "named_query",
    "open_store",
    "query",
    "query_file",
]
