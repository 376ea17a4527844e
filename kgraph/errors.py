"""The exceptions of kgraph: one hierarchy, messages that name the file and say what to do."""

from __future__ import annotations


class KGraphError(Exception):
    """Base of all errors that kgraph raises on purpose; its message is for the user."""


class InputError(KGraphError):
    """A source could not be read; the build goes on without it."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ModelError(KGraphError):
    """A language model is missing or unusable; the message says how to install it."""


class SettingsError(KGraphError):
    """A settings, lexicon, gazetteer or decisions file is wrong; the message names file and line."""


class OutputError(KGraphError):
    """A result could not be written or read back."""
