"""What the documents say of the code is checked here, so that they cannot fall behind it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pyoxigraph
import pytest

from kgraph.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI_PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\s=<>\[;]", wanted)[0] for group in groups for wanted in group} - {"kgraph"}
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_the_settings_example_is_whole_and_valid(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", CLI_PAGE, re.DOTALL)
    assert example
    for name in re.findall(r'"([\w.]+\.(?:tsv|toml))"', example[1]):
        (tmp_path / name).write_text("")
    path = tmp_path / "kgraph.toml"
    path.write_text(example[1], encoding="utf-8")
    load_settings(path)
    assert set(tomllib.loads(example[1])) == set(Settings.__dataclass_fields__)


def test_the_query_of_the_readme_has_an_answer(built_dir: Path) -> None:
    query = re.search(r"```sparql\n(.*?)```", README, re.DOTALL)
    assert query
    store = pyoxigraph.Store()
    store.load(path=str(built_dir / "graph.trig"), format=pyoxigraph.RdfFormat.TRIG)
    answer = store.query(query[1])
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert len(list(answer)) > 0


def test_the_readme_names_every_file_of_a_build(built_dir: Path) -> None:
    assert {path.name for path in built_dir.glob("[!.]*") if f"`{path.name}`" not in README} == set()


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        if target != "docs/screenshot.png":  # made by a script from a build
            assert (page.parent / target).exists(), target


def test_no_marks_of_a_single_machine() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "Makefile", ROOT / ".ci" / "run"]:
        assert not re.search(r"/(home|root|Users|work|tmp)/", path.read_text(encoding="utf-8")), path
