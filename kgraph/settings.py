"""What a build can be told: the keys of ``kgraph.toml`` and their defaults."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kgraph.errors import SettingsError

FILE_NAME = "kgraph.toml"
DECISIONS_NAME = "decisions.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a build.

    Parameters
    ----------
    pipeline : str, optional
        An installed spaCy pipeline package; by default the first one found of those that kgraph was measured with.
    extractor : str
        The name of an entry point in the group ``kgraph.extractors``, or ``module:Class``.
    workers : int
        Processes that extract; 0 chooses by the number of cores and articles. Never changes the result.
    max_bytes : int
        Larger sources are skipped.
    min_confidence : float
        Findings below are left out.
    base_iri : str
        Where the IRIs of actors, articles and statements begin.
    lexicon, gazetteer : tuple of Path
        More trigger words and names, in the formats of ``ontology/lexicon`` and ``ontology/gazetteer``.
    decisions : Path, optional
        The user's decisions about actors.
    """

    pipeline: str | None = None
    extractor: str = "rules"
    workers: int = 0
    max_bytes: int = 5_000_000
    min_confidence: float = 0.5
    base_iri: str = "https://w3id.org/kgraph/id/"
    lexicon: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    decisions: Path | None = None

    def fingerprint(self) -> dict[str, Any]:
        """What of the settings can change the result: files by name and content, and no number of workers."""
        return {
            "pipeline": self.pipeline,
            "extractor": self.extractor,
            "max_bytes": self.max_bytes,
            "min_confidence": self.min_confidence,
            "base_iri": self.base_iri,
            "lexicon": [_file_print(path) for path in self.lexicon],
            "gazetteer": [_file_print(path) for path in self.gazetteer],
            "decisions": _file_print(self.decisions) if self.decisions else None,
        }


def load_settings(path: Path | None = None) -> Settings:
    """Read a settings file; without a path, ``kgraph.toml`` of the current folder, or the defaults.

    File names in it are relative to its folder. If it names no decisions file, ``decisions.toml`` beside it is taken,
    if there is one.

    Raises
    ------
    SettingsError
        If the file is missing or broken, or a key is unknown or of the wrong type.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.is_file():
            return Settings(decisions=_decisions_in(Path()))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    known = [field.name for field in fields(Settings)]
    for key in data:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
            raise SettingsError(f"{path}: unknown key {key!r}; {hint}")
    values: dict[str, Any] = {key: _convert(path, key, value) for key, value in data.items()}
    values.setdefault("decisions", _decisions_in(path.parent))
    return check(replace(Settings(), **values), str(path))


def check(settings: Settings, source: str = "settings") -> Settings:
    """Return the settings if their values are possible.

    Raises
    ------
    SettingsError
        If a number is out of range, the base IRI is not one, or a file does not exist.
    """
    if settings.workers < 0:
        raise SettingsError(f"{source}: workers must be 0 (automatic) or more, not {settings.workers}")
    if settings.max_bytes < 1:
        raise SettingsError(f"{source}: max_bytes must be positive, not {settings.max_bytes}")
    if not 0 <= settings.min_confidence <= 1:
        raise SettingsError(f"{source}: min_confidence must be between 0 and 1, not {settings.min_confidence}")
    base = settings.base_iri
    if not base.startswith(("http://", "https://")) or not base.endswith(("/", "#")) or set(base) & set(' <>"{}|\\^`'):
        raise SettingsError(f"{source}: base_iri must be an http(s) IRI that ends with '/' or '#', not {base!r}")
    files = [*settings.lexicon, *settings.gazetteer, *([settings.decisions] if settings.decisions else [])]
    for file in files:
        if not file.is_file():
            raise SettingsError(f"{source}: the file {str(file)!r} does not exist")
    return settings


def _decisions_in(folder: Path) -> Path | None:
    path = folder / DECISIONS_NAME
    return path if path.is_file() else None


def _convert(path: Path, key: str, value: Any) -> Any:
    default = getattr(Settings(), key)
    if key in ("lexicon", "gazetteer"):
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise SettingsError(f"{path}: {key} must be a file name or a list of them")
        return tuple(path.parent / name for name in names)
    if key == "decisions" and isinstance(value, str):
        return path.parent / value
    wanted: type = str if default is None else type(default)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not wanted:
        raise SettingsError(f"{path}: {key} must be of type {wanted.__name__}, not {value!r}")
    return value


def _file_print(path: Path) -> dict[str, str]:
    try:
        return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
