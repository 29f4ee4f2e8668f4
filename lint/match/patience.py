"""Expressions may not run for ever, and need not run where what they look for cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from lint.match.predicate import Reading

SECONDS = 5.0
"""For a million characters or fewer."""


def seconds_for(text: str) -> float:
    """The time limit of one expression on a text, in proportion to its length."""
    return SECONDS * max(1.0, len(text) / 1e6)


def matches_near(pattern: regex.Pattern[str], reading: Reading, words: Sequence[str]) -> Iterator[regex.Match[str]]:
    """The matches of an expression in the segments that hold one of some strings, given in lower case."""
    text = reading.batch.text
    for first, last in reading.places_with(words):
        yield from matches_in(pattern, text, first, last)


def matches_in(
    pattern: regex.Pattern[str], text: str, first: int = 0, last: int | None = None
) -> Iterator[regex.Match[str]]:
    """The matches of an expression in a text, or in a part of it, under its time limit."""
    yield from pattern.finditer(text, first, last, timeout=seconds_for(text))
