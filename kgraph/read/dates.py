"""Dates as newsrooms write them -> ISO 8601; what is ambiguous stays unknown."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split()
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?"
_ISO = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_NAMED = re.compile(r"(?<![A-Za-z0-9])((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?![A-Za-z0-9])")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")


def parse_date(text: str) -> str | None:
    """The date that a short text states, as YYYY-MM-DD, or None.

    With slashes, 3/4/2020 is March or April: such dates are not read.

    Examples
    --------
    >>> parse_date("Friday, January 4, 2019")
    '2019-01-04'
    >>> parse_date("3/4/2020") is None
    True
    """
    for pattern, year, month, day in (
        (_ISO, 1, 2, 3),
        (_MONTH_FIRST, 3, 1, 2),
        (_DAY_FIRST, 3, 2, 1),
        (_DOTTED, 3, 2, 1),
    ):
        match = pattern.search(text)
        if match:
            return _valid(match[year], match[month], match[day])
    return None


def date_in_name(name: str) -> str | None:
    """The date in a file name such as ``2020-08-16-minsk`` or ``minsk_20200816``, or None."""
    match = _NAMED.search(name)
    return _valid(*match.groups()) if match else None


def _valid(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month[:3].casefold()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
