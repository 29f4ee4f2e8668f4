"""Fixing: which fixes are taken, in which order, until the text is at rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

from lint.checked import Checked
from lint.model import Edit, Finding, Safety, Span
from lint.source import Document

T = TypeVar("T")
MOST_PASSES = 10


class Settled(msgspec.Struct, frozen=True):
    """A source at rest: what was applied, what remains, and the rules that would undo each other (then nothing is)."""

    source: str
    applied: tuple[Finding, ...]
    rest: tuple[Finding, ...]
    looping: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What makes this source of the one that there was, whatever number of passes it took."""


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source with edits that do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += source[at : edit.span.start], edit.text
        at = edit.span.end
    return "".join([*pieces, source[at:]])


def composed(first: Sequence[Edit], between: str, then: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits of a source that do what `first` does, whose outcome is `between`, and then what `then` does with that."""
    places: list[tuple[Span, Edit, bool]] = [(edit.span, edit, True) for edit in then]
    shift = 0
    for edit in sorted(first):
        start = edit.span.start + shift
        places.append((Span(start, start + len(edit.text)), edit, False))
        shift += _growth(edit)
    made: list[Edit] = []
    shift = 0
    for group in _touching(places):
        start, end = group[0][0].start, max(span.end for span, _, _ in group)
        later = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for _, e, is_new in group if is_new]
        begin = start - shift
        shift += sum(_growth(edit) for _, edit, is_new in group if not is_new)
        made.append(Edit(Span(begin, end - shift), apply(between[start:end], later), group[0][1].part))
    return tuple(made)


def traced(edits: Sequence[Edit], span: Span) -> Span:
    """Where a span of what edits made stood before; what lies in new text stands where the edit does."""
    return Span(_traced(edits, span.start, end=False), _traced(edits, span.end, end=span.end > span.start))


def _traced(edits: Sequence[Edit], place: int, *, end: bool) -> int:
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        if place < start or (end and place == start):
            break
        if place < start + len(edit.text) or (end and place == start + len(edit.text)):
            return edit.span.end if end else edit.span.start
        shift += _growth(edit)
    return place - shift


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def _touching(places: list[tuple[Span, Edit, bool]]) -> list[list[tuple[Span, Edit, bool]]]:
    """Places in their order, those together that touch."""
    groups: list[list[tuple[Span, Edit, bool]]] = []
    end = -1
    for place in sorted(places):
        if place[0].start > end:
            groups.append([])
        groups[-1].append(place)
        end = max(end, place[0].end)
    return groups


class Taken(Generic[T]):
    """Spans that are taken, and what each is taken for; none touches another that is taken for something else."""

    def __init__(self) -> None:
        # Sorted by start, and so by end too, since they do not overlap.
        self._starts: list[int] = []
        self._held: list[tuple[int, T]] = []

    def meets(self, spans: Iterable[Span]) -> T | None:
        """What the first span that touches one is taken for; None where none does. Touching counts as overlap."""
        for span in spans:
            # Only the last that begins before the end can reach in.
            before = bisect_right(self._starts, span.end)
            if before and self._held[before - 1][0] >= span.start:
                return self._held[before - 1][1]
        return None

    def add(self, spans: Iterable[Span], what: T) -> None:
        """Take spans that touch none but each other."""
        for span in spans:
            place = bisect_right(self._starts, span.start)
            self._starts.insert(place, span.start)
            self._held.insert(place, (span.end, what))


def plan(findings: Sequence[Finding], level: Safety) -> tuple[Finding, ...]:
    """The findings whose fix is taken in one pass: leftmost first, whole or not at all, touching counts as overlap."""
    planned: list[Finding] = []
    taken: Taken[Finding] = Taken()
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.safety < level:
            continue
        spans = [edit.span for edit in fix.edits]
        if taken.meets(spans) is None:
            planned.append(finding)
            taken.add(spans, finding)
    return tuple(planned)


def settle(
    document: Document, reread: Callable[[str], Document], check: Callable[[Document], Checked], level: Safety
) -> Settled:
    """Apply fixes of a level in passes until none is left; the original where a text comes back or never rests."""
    seen = {document.source}
    applied: list[Finding] = []
    edits: tuple[Edit, ...] = ()
    source, checked = document.source, check(document)
    for _ in range(MOST_PASSES):
        taken = plan(checked.findings, level)
        if not taken:
            return Settled(source, tuple(applied), checked.findings, edits=edits)
        made = [edit for finding in taken if finding.fix for edit in finding.fix.edits]
        edits = composed(edits, source, made)
        source = apply(source, made)
        if source in seen:
            break
        seen.add(source)
        applied += taken
        checked = check(reread(source))
    rules = tuple(sorted({finding.rule for finding in plan(checked.findings, level) or taken}))
    return Settled(document.source, (), check(document).findings, rules)
