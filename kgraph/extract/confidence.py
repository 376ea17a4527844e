"""How sure a candidate is."""

from __future__ import annotations

from kgraph.extract.candidates import Candidate
from kgraph.extract.coreference import Discourse
from kgraph.model import Status


def score(candidate: Candidate, status: Status, discourse: Discourse) -> float:
    """A first guess; to be calibrated."""
    return 0.7
