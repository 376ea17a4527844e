"""Where the data files are: ``ontology/`` and ``seeds/`` inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_dir(name: str) -> Path:
    """The folder ``name`` of the installed package, or of the checkout.

    Raises
    ------
    FileNotFoundError
        If the installation is incomplete.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"kgraph's data folder {name!r} is missing; reinstall kgraph")


def ontology(*parts: str) -> Path:
    """The path of a file below ``ontology/``."""
    return resource_dir("ontology").joinpath(*parts)
