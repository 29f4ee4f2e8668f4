"""Words that British and American English spell otherwise."""

from __future__ import annotations

from functools import cache

import msgspec

from lint.language.tables import table_rows

BRITISH, AMERICAN = "British", "American"


class Spelling(msgspec.Struct, frozen=True):
    """A spelling of one variety, and that of the other."""

    variety: str
    other: str
    only: bool
    """The other variety does not have it: “colour” and “color”, but not “organize”, which is British too."""


@cache
def spellings() -> dict[str, Spelling]:
    """Each spelling by its form in lower case."""
    found: dict[str, Spelling] = {}
    for british, american, only in table_rows("varieties.tsv"):
        found.setdefault(british, Spelling(BRITISH, american, "b" in only))
        found.setdefault(american, Spelling(AMERICAN, british, "a" in only))
    return found


@cache
def forms() -> frozenset[str]:
    """All of them."""
    return frozenset(spellings())
