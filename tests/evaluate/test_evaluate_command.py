from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from handmade import GOLD, write_output

from kgraph.commands.evaluate import command
from kgraph.errors import InputError
from kgraph.evaluate.records import read_record


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args], catch_exceptions=False)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_output(tmp_path_factory.mktemp("output"))


def test_the_report(output: Path) -> None:
    result = run("articles", GOLD, output)
    assert result.exit_code == 0
    for line in (
        "named typed   0.388  0.340  0.362         67    53",
        "status right in 0.604 of 91 triples that are right",
        "Status: annotated (rows) and found (columns)",
        "Relations most often confused",
        "Rules with the most false alarms",
        "Reliability of the confidence",
    ):
        assert line in result.output
    assert "missed" not in result.output
    assert max(map(len, result.output.splitlines())) <= 100


def test_errors_with_their_sentences(output: Path) -> None:
    everything = run("articles", GOLD, output, "--errors").output
    some = run("articles", GOLD, output, "--errors=2").output
    assert everything.count("  missed  ") > some.count("  missed  ") == 6
    assert "  unknown actor" in some
    assert "found instead: " in everything


def test_json_on_standard_output_and_in_a_file(output: Path, tmp_path: Path) -> None:
    file = tmp_path / "score.json"
    assert run("articles", GOLD, output, "--json", file).exit_code == 0
    record = json.loads(run("articles", GOLD, output, "--json", "-").stdout)
    assert record == read_record(file)
    assert record["kind"] == "articles"
    assert record["figures"]["named"]["typed"] == {
        "precision": 0.3881, "recall": 0.3396, "f1": 0.3622, "predicted": 67, "gold": 53,
    }  # fmt: skip
    assert {error["kind"] for error in record["errors"]} == {"missed", "false alarm"}
    assert len({error["key"] for error in record["errors"]}) == len(record["errors"])


def test_the_difference_of_two_versions(output: Path, tmp_path: Path) -> None:
    before, after, other = (tmp_path / name for name in ("before.json", "after.json", "probes.json"))
    run("articles", GOLD, output, "--json", before)
    fewer = write_output(tmp_path / "fewer")
    lines = (fewer / "statements.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (fewer / "statements.jsonl").write_text("".join(lines[:-40]), encoding="utf-8")
    run("articles", GOLD, fewer, "--json", after)
    result = run("diff", before, after, "--errors", "3")
    assert result.exit_code == 0
    assert "named.typed.recall" in result.output
    assert "Mended: " in result.output
    assert "Broken: " in result.output
    assert "… and " in result.output
    assert run("diff", before, before).output == "Nothing changed.\n"
    other.write_text(json.dumps({"kind": "probes", "figures": {}, "errors": []}))
    with pytest.raises(InputError, match="cannot be compared"):
        run("diff", before, other)
    other.write_text("{}")
    with pytest.raises(InputError, match="was not written by kgraph evaluate"):
        run("diff", before, other)


@pytest.mark.parametrize("name", ["articles", "probes", "sentences", "diff"])
def test_every_subcommand_is_in_the_docs(name: str) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "evaluation.md"
    text = page.read_text(encoding="utf-8")
    assert f"kgraph evaluate {name}" in text
    for parameter in command.commands[name].params:
        assert all(option in text for option in parameter.opts if option.startswith("--"))
