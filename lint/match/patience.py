"""Expressions that are compiled only when a text needs them, and that may not run for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

import regex

SECONDS = 5.0
"""For a million characters or fewer."""


def late(pattern: str, flags: int = 0) -> Callable[[], regex.Pattern[str]]:
    """What compiles an expression once, when it is first asked for: that costs more than most short texts do."""
    return cache(partial(regex.compile, pattern, flags))


def seconds_for(text: str) -> float:
    """The time limit of one expression on a text, in proportion to its length."""
    return SECONDS * max(1.0, len(text) / 1e6)


def matches_in(
    pattern: regex.Pattern[str], text: str, first: int = 0, last: int | None = None
) -> Iterator[regex.Match[str]]:
    """The matches of an expression in a text, or in a part of it, under its time limit."""
    yield from pattern.finditer(text, first, last, timeout=seconds_for(text))
