"""What the extractor asks of the gazetteer, as a protocol, so that tests can bring a small one of their own."""

from __future__ import annotations

from typing import Protocol


class Places(Protocol):
    """The part of the gazetteer that mentions and coreference use; codes are territory codes ("by", "us-tx")."""

    def country(self, name: str) -> str | None:
        """The code of the country with this name."""
        ...

    def demonym(self, word: str) -> str | None:
        """The code of the country that an adjective or noun of origin belongs to."""
        ...

    def capital(self, name: str) -> str | None:
        """The code of the country whose capital has this name."""
        ...

    def seat(self, name: str) -> str | None:
        """The code of the country whose government sits at this place (Kremlin, White House)."""
        ...

    def name(self, code: str) -> str:
        """The usual English name of a country."""
        ...

    def gender(self, first_name: str) -> str | None:
        """The usual gender of a first name: m, f or None."""
        ...
