"""Files of decisions, opened."""

from __future__ import annotations

from pathlib import Path

from lint.apps.files import cannot
from lint.apps.review.decisions import Decisions, read
from lint.errors import UsageError


def opened(place: str) -> Decisions:
    """The decisions in a file; UsageError where there are none."""
    try:
        data = Path(place).read_bytes()
    except OSError as error:
        raise UsageError(f"{place}: {cannot('read', error)}") from None
    return read(data, place)
