from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import kgraph
from kgraph.errors import OutputError
from kgraph.resources import resource_dir

FILES = {
    "actors.jsonl",
    "articles.jsonl",
    "build.json",
    "graph.graphml",
    "graph.html",
    "graph.trig",
    "resolution.jsonl",
    "graph.ttl",
    "statements.jsonl",
}
SPANS = ("subject_mention", "subject"), ("trigger", "trigger"), ("object_mention", "object")
FAKE = kgraph.Settings(extractor="fake_extractor:FakeExtractor")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def articles(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def test_a_build_leaves_the_files_of_the_contract(built_dir: Path) -> None:
    assert set(contents(built_dir)) == FILES


@pytest.mark.parametrize(("seed", "workers"), [("1", "1"), ("2", "2")])
def test_the_same_bytes_whatever_the_hash_seed_and_number_of_workers(
    built_dir: Path, tmp_path: Path, seed: str, workers: str
) -> None:
    command = [sys.executable, "-m", "kgraph", "build", str(resource_dir("seeds")), "-o", str(tmp_path / "out")]
    result = subprocess.run(
        [*command, "--workers", workers, "-q"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert result.stdout.strip() == str(tmp_path / "out" / "graph.html")
    assert result.stderr == ""
    assert contents(tmp_path / "out") == contents(built_dir)


def test_every_span_is_in_the_text_of_its_article_as_stored(built_dir: Path) -> None:
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in resource_dir("seeds").glob("*.txt")}
    found = lines(built_dir / "statements.jsonl")
    assert len(found) > 50
    for line in found:
        text = texts[str(line["article"])]
        assert text[line["start"] : line["end"]] == line["evidence"]  # type: ignore[misc]
        for name, prefix in SPANS:
            start, end = line[f"{prefix}_start"], line[f"{prefix}_end"]
            assert text[start:end] == line[name]  # type: ignore[misc]
            assert line["start"] <= start < end <= line["end"]  # type: ignore[operator]


def test_statements_name_actors_of_the_actor_file(built_dir: Path) -> None:
    actors = {actor["id"] for actor in lines(built_dir / "actors.jsonl")}
    for line in lines(built_dir / "statements.jsonl"):
        assert {line["subject"], line["object"]} <= actors
        assert line["subject"] != line["object"]
        assert line["speaker"] is None or line["speaker"] in actors


def test_the_build_record_tells_inputs_and_outputs(built_dir: Path, built: kgraph.KnowledgeGraph) -> None:
    record = json.loads((built_dir / "build.json").read_text(encoding="utf-8"))
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((built_dir / name).read_bytes()).hexdigest() == digest
    assert set(record["outputs"]) == FILES - {"build.json"}
    for path in resource_dir("seeds").glob("*.txt"):
        assert record["inputs"][path.stem] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert record["counts"] == built.report


def test_no_file_names_a_place_of_this_machine(built_dir: Path) -> None:
    for name, data in contents(built_dir).items():
        for place in (resource_dir("seeds"), built_dir, Path(sys.prefix)):
            assert str(place).encode() not in data, name


def test_the_public_face(built: kgraph.KnowledgeGraph) -> None:
    assert isinstance(built.graph, nx.MultiDiGraph)
    assert len(built.articles) == 5
    assert built.graph.number_of_nodes() == len(built.actors)
    assert built.report["statements"] == len(built.statements) == sum(built.report["by_status"].values())
    assert not built.skipped


def test_rdflib_has_the_triples_of_the_file(built: kgraph.KnowledgeGraph, built_dir: Path) -> None:
    import rdflib

    from_file = rdflib.Dataset()
    from_file.parse(built_dir / "graph.trig", format="trig")
    assert len(built.to_rdflib()) == len(from_file)


def test_one_path_or_many_and_nothing_written_without_output(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", a="Putin backs Lukashenko.", b="Minsk backs Moscow.")
    one = kgraph.build(folder / "a.txt", settings=FAKE)
    both = kgraph.build([folder / "a.txt", str(folder / "b.txt")], settings=FAKE)
    assert (len(one.statements), len(both.statements)) == (1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_progress_names_the_stages_in_order(tmp_path: Path) -> None:
    stages: list[str] = []
    folder = articles(tmp_path / "in", a="Putin backs Lukashenko.")
    kgraph.build(folder, tmp_path / "out", settings=FAKE, progress=lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["read", "extract", "resolve", "write"]


def test_where_the_articles_lie_does_not_change_a_byte(tmp_path: Path) -> None:
    for place in ("here", "there"):
        kgraph.build(articles(tmp_path / place, a="Putin backs Lukashenko."), tmp_path / f"out-{place}", settings=FAKE)
    assert contents(tmp_path / "out-here") == contents(tmp_path / "out-there")


def test_no_article_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(kgraph.NothingBuiltError) as caught:
        kgraph.build(tmp_path, settings=FAKE)
    assert [error.reason for error in caught.value.skipped] == ["is empty"]


def test_an_article_on_which_the_extractor_fails_is_skipped(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", a="Putin backs Lukashenko.", b="EXPLODE")
    found = kgraph.build(folder, tmp_path / "out", settings=FAKE)
    assert [article.id for article in found.articles] == ["a"]
    assert "boom" in str(found.skipped[0])


def test_a_failed_build_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = articles(tmp_path / "in", a="Putin backs Lukashenko."), tmp_path / "out"
    kgraph.build(folder, out, settings=FAKE)
    before = contents(out)

    def disk_full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kgraph.output.write_html", disk_full)
    articles(folder, b="Minsk backs Moscow.")
    with pytest.raises(OutputError, match="No space left on device"):
        kgraph.build(folder, out, settings=FAKE)
    assert contents(out) == before


def test_an_output_that_cannot_be_is_said_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be made a folder"):
        kgraph.build("no-such-file.txt", tmp_path / "file" / "out", settings=FAKE)


HOSTILE = [
    "Putin backs Lukashenko.\x00 And\x07 so\ufffe on. Minsk backs Moscow.",
    "</script><script>alert(1)</script>\n\nPutin backs Lukashenko. <img src=x onerror=alert(1)> backs Putin.",
    "\ufeffPutin backs Lukashenko.\r\n\r\nMinsk\u2028backs Moscow.\u0085 \U0001f600 Kolya backs \u202eMinsk.",
    "Putin backs " + "Lukashenko" * 3000 + ".",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_texts_pass_through_all_stages(tmp_path: Path, text: str) -> None:
    folder = articles(tmp_path / "in", a=text)
    kgraph.build(folder, tmp_path / "out", settings=FAKE)
    nx.read_graphml(tmp_path / "out" / "graph.graphml")
    for line in lines(tmp_path / "out" / "statements.jsonl"):
        assert text[line["start"] : line["end"]] == line["evidence"]  # type: ignore[misc]


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_texts_pass_the_default_extractor(tmp_path: Path, text: str) -> None:
    kgraph.build(articles(tmp_path / "in", a=text), tmp_path / "out")


def test_time_and_memory() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
    from speed import measure

    found = measure([resource_dir("seeds")])
    # CPU time: what other work on the machine does to wall time is not kgraph's fault
    assert found.cpu_seconds <= 15
    assert found.peak_mb < 1000
