from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kgraph.cli import COMMANDS, cli
from kgraph.read.language import detect

CLI_PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
ENGLISH = "Putin backs Lukashenko. The president of Russia said that he would do so in the coming week and for ever."


def run(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgraph", *args]
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, "PYTHONPATH": path, **env}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article, settings that need no model, and everything that can be wrong with a file."""
    articles = tmp_path / "in"
    articles.mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "kgraph.toml").write_text('extractor = "fake_extractor:FakeExtractor"\n')
    (articles / "good.txt").write_text(ENGLISH)
    return tmp_path


def test_everything_that_can_be_wrong_with_a_file(folder: Path) -> None:
    articles = folder / "in"
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (articles / "latin.txt").write_bytes("Le président".encode("latin-1"))
    (articles / "gone.txt").symlink_to(articles / "nowhere.txt")
    with (articles / "huge.txt").open("wb") as stream:
        stream.truncate(20_000_000)
    (articles / "russian.txt").write_text("Путин поддержал Лукашенко и обещал ему помощь.", encoding="utf-8")
    (articles / "none.txt").write_bytes(b"")
    unreadable = articles / "unreadable.txt"
    unreadable.write_text(ENGLISH + " Yes.")
    unreadable.chmod(0)
    result = run("build", "in", "empty", "no-such-folder", "-v", cwd=folder)
    assert result.returncode == 3
    assert result.stdout == "output/graph.html\n".replace("/", os.sep)
    for said in (
        "binary.txt: is a binary file",
        "latin.txt: is not UTF-8 (byte 0xe9 at offset 5), perhaps Latin-1; convert it with: iconv",
        "gone.txt: is a link to nothing",
        "huge.txt: has 20,000,000 bytes, more than the limit of 5,000,000",
        "russian.txt: its language 'ru' is not supported",
        "none.txt: is empty",
        "empty: the folder has no article",
        "no-such-folder: no such file or folder",
    ):
        assert said in result.stderr
    if os.name != "nt" and os.geteuid() != 0:
        assert "unreadable.txt: cannot be read: permission denied" in result.stderr
    assert "1 statement with 1 piece of evidence" in result.stderr or os.geteuid() == 0
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr


def test_summary_on_stderr_path_on_stdout(folder: Path) -> None:
    result = run("build", "in", "-o", "out", cwd=folder)
    assert (result.returncode, result.stdout) == (0, f"out{os.sep}graph.html\n")
    for said in ("1 article, 2 actors, 1 statement", "asserted 1   reported 0", "Busiest actors", "file://"):
        assert said in result.stderr
    assert len(result.stderr.splitlines()) < 24


def test_quiet(folder: Path) -> None:
    result = run("build", "in", "-q", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")


def test_many_skipped_sources_stay_on_one_screen(folder: Path) -> None:
    for number in range(40):
        (folder / "in" / f"empty{number}.txt").write_bytes(b"")
    result = run("build", "in", cwd=folder)
    assert len(result.stderr.splitlines()) < 30
    assert "… and 34 more" in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("build", "empty"), 1, "kgraph: no article could be read"),
        (("build", "in", "--workers", "-1"), 2, "--workers"),
        (("build", "in", "--config", "no.toml"), 2, "no.toml"),
        (("build", "in", "-o", "kgraph.toml"), 2, "is a file"),
        (("build", "in", "--what"), 2, "--what"),
        (("bild",), 2, "Did you mean 'build'?"),
        (("xyz",), 2, "'kgraph --help' lists the commands"),
    ],
)
def test_errors_are_messages_with_their_exit_code(folder: Path, args: tuple[str, ...], code: int, said: str) -> None:
    result = run(*args, cwd=folder)
    assert result.returncode == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_broken_settings_file(folder: Path) -> None:
    (folder / "kgraph.toml").write_text("max_byte = 1")
    result = run("build", "in", cwd=folder)
    assert (result.returncode, result.stderr) == (
        1,
        "kgraph: kgraph.toml: unknown key 'max_byte'; did you mean 'max_bytes'?\n",
    )


def test_a_missing_pipeline_says_how_to_install_it(folder: Path) -> None:
    (folder / "kgraph.toml").write_text('pipeline = "en_core_web_xl"')
    result = run("build", "in", cwd=folder)
    assert result.returncode == 1
    assert "pip install en-core-web-xl" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_without_unicode(folder: Path) -> None:
    (folder / "in" / "łódź.txt").write_text(ENGLISH + " łódź backs Минск.", encoding="utf-8")
    result = run("build", "in", cwd=folder, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0, result.stderr


def test_version_and_help_import_nothing_heavy() -> None:
    code = (
        "import sys, kgraph.cli\n"
        "try: kgraph.cli.cli(['--help'], prog_name='kgraph')\n"
        "except SystemExit: pass\n"
        "assert not {'spacy', 'networkx', 'rdflib', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert run("--version").stdout.startswith("kgraph, version ")


def available() -> list[str]:
    return cli.list_commands(click.Context(cli))


def test_build_is_available() -> None:
    assert "build" in available()
    assert set(available()) <= set(COMMANDS)


@pytest.mark.parametrize("name", available())
def test_every_command_has_help_and_is_in_the_docs(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    page = CLI_PAGE.read_text(encoding="utf-8")
    assert f"## kgraph {name}" in page
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in page for option in parameter.opts), f"{name} {parameter.opts} is not in docs/cli.md"


def test_help_names_the_exit_codes() -> None:
    assert "3  done, but some sources were skipped" in CliRunner().invoke(cli, ["-h"]).output


def test_the_sample_is_english() -> None:
    assert detect(ENGLISH) == "en"
