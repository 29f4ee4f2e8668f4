"""What stands before a place on its line."""

from __future__ import annotations

AROUND = 1000
"""Code points before a place that are looked at: a paragraph may be as long as a book."""


def line_before(text: str, at: int) -> str:
    """The text from the start of the line to a place, or the last part of it."""
    low = max(0, at - AROUND)
    return text[text.rfind("\n", low, at) + 1 or low : at]


def in_bracket(text: str, at: int) -> bool:
    """Tell whether a round or square bracket is open at a place."""
    before = line_before(text, at)
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")
