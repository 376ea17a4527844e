"""The seeds, built once a session by the default extractor; tests read it and must not change it."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.resources import resource_dir


@pytest.fixture(scope="session")
def built_dir(tmp_path_factory: pytest.TempPathFactory, built: kgraph.KnowledgeGraph) -> Path:
    """The folder with all files of the build of the seeds."""
    folder = tmp_path_factory.mktemp("built")
    built.save(folder)
    return folder


@pytest.fixture(scope="session")
def built() -> kgraph.KnowledgeGraph:
    """The graph of the seeds."""
    return kgraph.build(resource_dir("seeds"))
