"""A fix as `old -> new`, with enough around it to be understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lint.model import Edit, Finding, Fix, Safety, Span
from lint.report.cells import cut, visible

WORD_BEFORE = re.compile(r"[^\s]+[^\S\r\n]*\Z")
WORD_AFTER = re.compile(r"[^\S\r\n]*[^\s]+")
NEAR = 60
REACH = 40
LONGEST = 60
"""Cells of each side of a cure that is told in one line."""


class Change(msgspec.Struct, frozen=True):
    """A stretch of the source before and after the edits in it."""

    span: Span
    old: str
    new: str


def changes(source: str, edits: Sequence[Edit], around: Span) -> tuple[Change, ...]:
    """The changes that edits make; edits within the span that was flagged, or near each other, are shown as one."""
    edits = sorted(edits)
    if edits and around.start <= edits[0].span.start and edits[-1].span.end <= around.end <= around.start + NEAR:
        flagged = _change(
            source, [Edit(Span(around.start, around.start), ""), *edits, Edit(Span(around.end, around.end), "")]
        )
        if not re.search(r"[\r\n]", flagged.old):
            return (flagged,)
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1][-1] if groups else None
        between = source[last.span.end : edit.span.start] if last else ""
        if last and len(between) <= NEAR and not re.search(r"[\r\n]", between):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return tuple(_change(source, group) for group in groups)


def _change(source: str, edits: Sequence[Edit]) -> Change:
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    parts: list[str] = []
    here = start
    for edit in edits:
        parts += [source[here : edit.span.start], edit.text]
        here = edit.span.end
    new = "".join(parts)
    if end - start > REACH and not new:
        return Change(Span(start, end), source[start:end], "")
    if source[start:end].strip() and new.strip() and _bounded(source, start, end):
        return Change(Span(start, end), source[start:end], new)
    # An insertion, a deletion or a change of white space says little alone: show a word on each side.
    before = WORD_BEFORE.search(source[max(0, start - REACH) : start])
    after = WORD_AFTER.match(source[end : end + REACH])
    left, right = before[0] if before else "", after[0] if after else ""
    span = Span(start - len(left), end + len(right))
    return Change(span, left + source[start:end] + right, left + new + right)


def _bounded(source: str, start: int, end: int) -> bool:
    """True where the stretch does not begin or end inside a word."""
    return not (_inside(source, start) or _inside(source, end))


def _inside(source: str, offset: int) -> bool:
    return 0 < offset < len(source) and source[offset - 1].isalnum() and source[offset].isalnum()


def proposed(source: str, finding: Finding) -> str:
    """The proposed fix in one line; empty where there is none."""
    return in_words(source, finding.fix, finding.span) if finding.fix else ""


def in_words(source: str, fix: Fix, around: Span) -> str:
    """A fix of what was flagged in one line, `Fix (safe): old -> new`."""
    shown: dict[str, int] = {}
    for change in changes(source, fix.edits, around):
        old, new = (cut(visible(re.sub(r"\r\n|[\r\n]", "⏎", text)), LONGEST) for text in (change.old, change.new))
        cure = f"{old} -> {new}" if new.strip() else f"delete {old}"
        shown[cure] = shown.get(cure, 0) + 1
    head = "Perhaps" if fix.safety is Safety.SHOW else f"Fix ({fix.safety.name.lower()})"
    note = f" ({visible(fix.note)})" if fix.note else ""
    listed = "; ".join(cure if times == 1 else f"{cure} ({times} times)" for cure, times in shown.items())
    return f"{head}: {listed}{note}"
