"""kgraph reads news articles and gives back a graph of who does what to whom, with the evidence for every edge.

>>> import kgraph
>>> graph = kgraph.build(["articles/"], output="output")  # doctest: +SKIP
>>> graph.graph.number_of_edges()  # doctest: +SKIP
112
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("kgraph")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0.1.0"

# `build` the function replaces `build` the module as attribute; nothing here imports spaCy, networkx or rdflib.
from kgraph.build import KnowledgeGraph, NothingBuiltError, build
from kgraph.errors import KGraphError
from kgraph.model import Actor, ActorType, Article, Evidence, Statement, Status
from kgraph.settings import Settings, load_settings

__all__ = [
    "Actor",
    "ActorType",
    "Article",
    "Evidence",
    "KGraphError",
    "KnowledgeGraph",
    "NothingBuiltError",
    "Settings",
    "Statement",
    "Status",
    "__version__",
    "build",
    "load_settings",
]
