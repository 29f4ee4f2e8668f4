"""`mtlint stats`: the record of a desk from its files of decisions, as a table and as a plot."""

from __future__ import annotations

from collections.abc import Sequence

from lint.apps import output
from lint.apps.ending import CLEAN
from lint.apps.review.desk import rows_of, table
from lint.apps.review.opening import opened
from lint.apps.terminal import coloured
from lint.report.paint import Brush


def stats(places: Sequence[str], target: str | None, color: str) -> int:
    """Print what was decided by rule, and draw it where that is asked."""
    documents = [document for place in places for document in opened(place).documents]
    if target is not None:
        from lint.apps.review.plot import plot  # loads what takes longer than all the rest

        output.emit([plot(rows_of(documents))], target)
    if target != "-":
        output.emit(table(documents, Brush(coloured(color))), None)
    return CLEAN
