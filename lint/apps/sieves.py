"""What is done with the findings of a document before anybody sees them: each step a function, in one order."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from lint.apps.known import known_sieve
from lint.apps.order import Lines, Order
from lint.checked import Checked
from lint.model import Span
from lint.select import matching

Sieve = Callable[[Checked], Checked]
"""From a document with its findings to the same document with those that are left; others may be kept as suppressed."""


def sieves(order: Order, rules: Sequence[str]) -> tuple[Sieve, ...]:
    """The steps that an order asks for, given the ids of all rules."""
    found: list[Sieve] = []
    if order.path_ignores:
        found.append(_path_ignores(order, rules))
    if order.baseline:
        found.append(known_sieve(order.baseline))
    if order.changed:
        found.append(_changed_lines(order))
    return tuple(found)


def _path_ignores(order: Order, rules: Sequence[str]) -> Sieve:
    """Leaves out the rules that the settings ignore in a path."""
    ignores = [(glob, matching(rules, names)) for glob, names in order.path_ignores]

    def sieve(checked: Checked) -> Checked:
        if not checked.findings:
            return checked
        path = os.path.relpath(checked.document.name, order.base or ".").replace(os.sep, "/")
        ignored = frozenset().union(*(rules for glob, rules in ignores if under(path, glob)))
        return msgspec.structs.replace(checked, findings=tuple(f for f in checked.findings if f.rule not in ignored))

    return sieve


def _changed_lines(order: Order) -> Sieve:
    """Leaves out what stands on lines that did not change; it is no business of this run, so it is not kept either."""
    changed = dict(order.changed)
    first: dict[str, str] = {}

    def sieve(checked: Checked) -> Checked:
        document = checked.document
        # Of a record of JSONL the line was chosen when the file was read.
        lines = changed.get(os.path.realpath(document.name)) if document.whole else None
        if lines is None or not (checked.findings or checked.suppressed):
            return checked
        before = first.setdefault(document.name, document.source)
        if before.count("\n") != document.source.count("\n"):
            lines = moved(lines, before, document.source)
        stays = on_lines(document.source, lines)
        return msgspec.structs.replace(
            checked,
            findings=tuple(finding for finding in checked.findings if stays(finding.span)),
            suppressed=tuple(one for one in checked.suppressed if stays(one.finding.span)),
        )

    return sieve


def on_lines(source: str, lines: Lines) -> Callable[[Span], bool]:
    """Tells whether a span touches one of some lines, as git counts them: by `\\n` alone."""
    starts = [0, *(i + 1 for i, char in enumerate(source) if char == "\n")]

    def stays(span: Span) -> bool:
        first, last = bisect_right(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))
        return any(first < end and last >= start for start, end in lines)

    return stays


def moved(lines: Lines, before: str, after: str) -> Lines:
    """Where some lines of a text lie after it was fixed."""
    from difflib import SequenceMatcher  # few fixes change the number of lines

    made: list[tuple[int, int]] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before.split("\n"), after.split("\n"), False).get_opcodes():
        for start, end in lines:
            low, high = max(start, i + 1), min(end, i_end + 1)
            if low < high:
                made.append((low + j - i, high + j - i) if tag == "equal" else (j + 1, j_end + 1))
    return tuple(made)


def under(path: str, glob: str) -> bool:
    """Whether a glob names a path: from the settings' folder, or by the last part where it has no slash."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob]).match_file(path)
