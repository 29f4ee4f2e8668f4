"""Edits that leave the spacing and the sentence start as a careful typist would."""

from __future__ import annotations

CLOSERS = frozenset(".,;:!?)]}”’»'\"")


def deletion(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The edit that takes out text[start:end] with one of the spaces around it; a new first word takes its capital."""
    left_space = start > 0 and text[start - 1] in " \t"
    right_space = end < len(text) and text[end] in " \t"
    opens = start == 0 or text[start - 1] in '\n“"(['
    if opens and right_space:
        stop = end + 1
        if text[start].isupper() and stop < len(text) and text[stop].islower():
            return start, stop + 1, text[stop].upper()
        return start, stop, ""
    if left_space and (right_space or end >= len(text) or text[end] in CLOSERS or text[end] == "\n"):
        after_stop = start > 1 and text[start - 2] in ".!?"
        if right_space and after_stop and text[start].isupper() and end + 1 < len(text) and text[end + 1].islower():
            return start, end + 2, text[end + 1].upper()
        return start - 1, end, ""
    return start, end, ""


def trimmed(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The same edit without what both sides share at its ends, so that it touches no more than it changes."""
    old = text[start:end]
    if old == new:
        return start, end, new
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start + head, end - tail, new[head : len(new) - tail]
