"""kgraph extract, why and why-not tell the truth about the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import kgraph
from kgraph.cli import cli
from kgraph.errors import KGraphError
from kgraph.explain import why, why_not


def run(*arguments: str, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(arguments), input=text)
    return result.exit_code, result.output


def test_extract_reads_standard_input() -> None:
    code, output = run("extract", "-", text="Rwanda condemned Belgium.")
    assert code == 0
    assert "Rwanda accuses Belgium" in output
    assert "accuses:v:condemn" in output


def test_why_shows_sentence_trigger_chain_and_score(built: kgraph.KnowledgeGraph) -> None:
    statement = next(s for s in built.statements if s.evidence[0].extractor.startswith("role:"))
    explanations = why(built, statement.subject, statement.relation, statement.object)
    assert explanations
    for explanation in explanations:
        assert explanation.finding is not None
        assert explanation.finding.features
        assert explanation.subject_chain and explanation.object_chain


def test_why_on_the_command_line(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    statement = built.statements[0]
    code, output = run("why", statement.subject, statement.relation, statement.object, "-d", str(built_dir))
    assert code == 0
    assert "trigger:" in output and "score:" in output


def test_why_not_shows_where_the_pair_was_let_go(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    sightings = why_not(built, "NATO", "Lithuania")
    assert sightings
    assert all(sighting.sighting.steps for sighting in sightings)
    code, output = run("why-not", "NATO", "threatens", "Lithuania", "-d", str(built_dir))
    assert code == 0
    assert "trigger" in output


def test_an_unknown_actor_is_an_error(built: kgraph.KnowledgeGraph) -> None:
    with pytest.raises(KGraphError, match="no actor is called"):
        why(built, "Nobody at All", "*", "NATO")
