"""Entities of single articles -> actors over all articles; see docs/resolution.md."""

from kgraph.resolve.decisions import NONE, Decisions, load_decisions
from kgraph.resolve.resolver import Join, NearMiss, Resolution, resolve

__all__ = ["NONE", "Decisions", "Join", "NearMiss", "Resolution", "load_decisions", "resolve"]
