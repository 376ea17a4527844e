from __future__ import annotations

import os
from pathlib import Path

import pytest

from kgraph.read import discover


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Putin supports Lukashenko.", encoding="utf-8")


def test_folders_recursively_sorted_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "e.pdf", "Makefile")
    found = discover([tmp_path])
    assert [source.name for source in found.sources] == ["a.md", "b.txt", "sub/c.html"]
    assert found.ignored == ((".pdf", 1), ("no extension", 1))
    assert not found.skipped


def test_a_named_file_of_another_kind_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    assert "'.pdf' are not read" in str(discover([tmp_path / "a.pdf"]).skipped[0])


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reasons = [error.reason for error in discover([tmp_path / "no", tmp_path / "empty"]).skipped]
    assert reasons[0] == "no such file or folder"
    assert reasons[1].startswith("the folder has no article")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert len(discover([tmp_path, tmp_path / "a.txt", tmp_path / "sub" / ".." / "a.txt"]).sources) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in str(discover([tmp_path / "pipe.txt"]).skipped[0])
    assert not discover([tmp_path]).sources


def test_the_output_of_a_build_is_no_input(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "output/build.json", "output/statements.jsonl", "output/graph.html", "output/more/x.txt")
    assert [source.name for source in discover([tmp_path]).sources] == ["a.txt"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(discover([tmp_path]).sources) == 1


def test_undecodable_name(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Putin supports Lukashenko.")
    except OSError:
        pytest.skip("this file system allows no such name")
    (source,) = discover([tmp_path]).sources
    source.name.encode("utf-8")
    source.stem.encode("utf-8")
