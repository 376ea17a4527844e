from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.errors import SettingsError
from kgraph.settings import Settings, check, load_settings


def load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "kgraph.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_defaults_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kgraph.toml").write_text("max_bytes = 7\n")
    assert load_settings().max_bytes == 7


def test_decisions_toml_is_found_beside_the_settings_or_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decisions.toml").write_text("")
    assert load(tmp_path, "").decisions == tmp_path / "decisions.toml"
    monkeypatch.chdir(tmp_path)
    assert load_settings().decisions == Path("decisions.toml")


def test_files_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    for name in ("a.tsv", "b.tsv", "d.tsv"):
        (tmp_path / name).write_text(name)
    found = load(
        tmp_path, 'lexicon = ["a.tsv", "b.tsv"]\ngazetteer = "a.tsv"\ndecisions = "d.tsv"\nmin_confidence = 1\n'
    )
    assert found.lexicon == (tmp_path / "a.tsv", tmp_path / "b.tsv")
    assert found.gazetteer == (tmp_path / "a.tsv",)
    assert found.decisions == tmp_path / "d.tsv"
    assert found.min_confidence == 1.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max_byte = 1", r"kgraph.toml: unknown key 'max_byte'; did you mean 'max_bytes'\?"),
        ("colour = 1", "unknown key 'colour'; known keys: pipeline, "),
        ("workers = '2'", "workers must be of type int, not '2'"),
        ("workers = true", "workers must be of type int, not True"),
        ("workers = -1", "workers must be 0"),
        ("max_bytes = 0", "max_bytes must be positive"),
        ("min_confidence = 2", "min_confidence must be between 0 and 1"),
        ("pipeline = 1", "pipeline must be of type str"),
        ("base_iri = 'example.org'", "base_iri must be an http"),
        ("base_iri = 'https://example.org/a b/'", "base_iri must be an http"),
        ("lexicon = [1]", "lexicon must be a file name or a list"),
        ("decisions = 'no.tsv'", "the file '.*no.tsv' does not exist"),
        ("workers =", "Invalid value"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(tmp_path, text)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        load_settings(tmp_path / "no.toml")


def test_the_fingerprint_holds_no_path_and_no_number_of_workers(tmp_path: Path) -> None:
    (tmp_path / "d.tsv").write_text("x")
    settings = check(Settings(decisions=tmp_path / "d.tsv", workers=3))
    assert str(tmp_path) not in str(settings.fingerprint())
    assert settings.fingerprint()["decisions"]["name"] == "d.tsv"
    assert "workers" not in settings.fingerprint()
