"""A desk's record: what editors took and left, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from lint.apps.review.decisions import Found, Reviewed
from lint.report.cells import cells, visible
from lint.report.paint import Brush

HEADS = ("decided", "taken", "edited", "left", "open")
ENOUGH = 5
"""Decisions on a rule from which on it is said that it is left more often than not."""


class Row(msgspec.Struct):
    """What was decided on the findings of a rule."""

    taken: int = 0
    edited: int = 0
    left: int = 0
    open: int = 0

    def add(self, found: Found) -> None:
        """Count a finding."""
        self.taken += found.decision == "take"
        self.edited += found.decision == "edit"
        self.left += found.decision == "leave"
        self.open += found.decision is None

    @property
    def decided(self) -> int:
        """How often an editor decided."""
        return self.taken + self.edited + self.left

    @property
    def unwanted(self) -> bool:
        """Whether it is left more often than anything is done about it, where enough is decided to say so."""
        # An edit says that the fault is one, if not that the fix is right.
        return self.decided >= ENOUGH and self.left > self.taken + self.edited


Rows = Sequence[tuple[str, Row]]


def rows_of(documents: Iterable[Reviewed]) -> Rows:
    """The rules, those on which most was decided first."""
    rows: dict[str, Row] = {}
    for document in documents:
        for found in document.findings:
            rows.setdefault(found.rule, Row()).add(found)
    return sorted(rows.items(), key=lambda item: (-item[1].decided, -item[1].open, item[0]))


def groups_of(documents: Iterable[Reviewed]) -> Iterator[tuple[str, Rows]]:
    """The rules by what the texts were translated from and by what, where anybody says so; by name."""
    groups: dict[tuple[str, str], list[Reviewed]] = {}
    for document in documents:
        groups.setdefault((document.source, document.system), []).append(document)
    if len(groups) > 1 or any(any(key) for key in groups):
        for (source, system), inside in sorted(groups.items()):
            yield f"from {source or 'a language not named'}, by {system or 'a system not named'}", rows_of(inside)


def table(documents: Sequence[Reviewed], brush: Brush) -> Iterator[str]:
    """The record for a terminal."""
    rows = rows_of(documents)
    groups = list(groups_of(documents))
    if len(groups) == 1:
        yield brush(visible(groups[0][0]), "bold") + "\n"
    yield from _lines(rows, brush)
    if len(groups) > 1:
        for name, inside in groups:
            yield "\n" + brush(visible(name), "bold") + "\n"
            yield from _lines(inside, brush)
    unwanted = [f"{visible(rule)} ({row.left:,} of {row.decided:,})" for rule, row in rows if row.unwanted]
    if unwanted:
        yield "\n" + brush("Left more often than taken:", "yellow") + f" {', '.join(unwanted)}.\n"


def _lines(rows: Rows, brush: Brush) -> Iterator[str]:
    longest = max((cells(visible(rule)) for rule, _ in rows), default=0)
    yield brush(f"{'rule':{longest}}  {'  '.join(HEADS)}", "dim") + "\n"
    for rule, row in rows:
        pad = " " * (longest - cells(visible(rule)))
        figures = "  ".join(f"{getattr(row, head):>{len(head)},}" for head in HEADS)
        yield f"{visible(rule)}{pad}  {figures}\n"
