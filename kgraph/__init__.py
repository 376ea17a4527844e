"""kgraph reads news articles and gives back a graph of who does what to whom, with the evidence for every edge.

>>> import kgraph
>>> graph = kgraph.build(["articles/"], output="output")  # doctest: +SKIP
>>> graph.graph.number_of_edges()  # doctest: +SKIP
112
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.build import KnowledgeGraph, build
    from kgraph.errors import KGraphError
    from kgraph.model import Actor, ActorType, Article, Evidence, Statement, Status
    from kgraph.settings import Settings, load_settings

try:
    __version__ = version("kgraph")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0.1.0"

_HOME = {
    "KnowledgeGraph": "kgraph.build",
    "build": "kgraph.build",
    "KGraphError": "kgraph.errors",
    "Actor": "kgraph.model",
    "ActorType": "kgraph.model",
    "Article": "kgraph.model",
    "Evidence": "kgraph.model",
    "Statement": "kgraph.model",
    "Status": "kgraph.model",
    "Settings": "kgraph.settings",
    "load_settings": "kgraph.settings",
}

__all__ = [
    "Actor",
    "ActorType",
    "Article",
    "Evidence",
    "KGraphError",
    "KnowledgeGraph",
    "Settings",
    "Statement",
    "Status",
    "__version__",
    "build",
    "load_settings",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `kgraph --help` must not wait for spaCy."""
    if name not in _HOME:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
