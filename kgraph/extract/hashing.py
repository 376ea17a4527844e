"""Features of a linear model: names, hashed into a fixed number of rows (Weinberger et al. 2009)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import ParamSpec, cast

ROWS = 1 << 16
_REMEMBERED = 1 << 11  # results that a function keeps; a bound, so that memory does not grow with the articles
Arguments = ParamSpec("Arguments")


def rows_of(names: Iterable[str]) -> tuple[int, ...]:
    """The rows that feature names hash to."""
    return tuple([zlib.crc32(name.encode()) & (ROWS - 1) for name in names])


def hashed(name_features: Callable[Arguments, Iterable[str]]) -> Callable[Arguments, tuple[int, ...]]:
    """Make a function that names features give their rows.

    The same words and types come back all the time, and most of the work is in making and hashing the names; so the
    function remembers its latest results. Its arguments must be all that it depends on.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def rows(*args: Arguments.args, **kwargs: Arguments.kwargs) -> tuple[int, ...]:
        return rows_of(name_features(*args, **kwargs))

    return cast(Callable[Arguments, tuple[int, ...]], rows)
