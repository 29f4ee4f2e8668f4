"""The matcher kind `text`: a regular expression, under a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from lint.match.fixes import Bound
from lint.match.kinds import Find, TextSpec
from lint.match.predicate import Reading, listed
from lint.match.template import Capture

SECONDS = 5.0
"""Time limit of one pattern on a million characters or fewer; a longer text gets more in proportion."""
AROUND = 1000
"""Code points on each side of a match in which `unless` looks, within the line."""


def names_of(spec: TextSpec) -> frozenset[str]:
    """What a pattern captures."""
    try:
        _unless(spec)
    except regex.error as problem:
        raise ValueError(f"`unless` cannot be compiled: {problem}") from problem
    return frozenset(_compiled(spec).groupindex) | {"match"}


@cache
def _compiled(spec: TextSpec) -> regex.Pattern[str]:
    flags = regex.MULTILINE | regex.VERSION0 | (regex.IGNORECASE if spec.ignore_case else 0)
    try:
        return regex.compile(spec.pattern, flags)
    except regex.error as problem:
        raise ValueError(f"the pattern cannot be compiled: {problem}") from problem


@cache
def _unless(spec: TextSpec) -> regex.Pattern[str] | None:
    return regex.compile(spec.unless, regex.MULTILINE) if spec.unless else None


def compile_text(spec: TextSpec) -> Find:
    """What finds the matches of an expression."""
    needs = tuple(word.lower() for word in listed(spec.needs))

    def find(reading: Reading) -> Iterator[Bound]:
        text = reading.batch.text
        if needs and not any(word in reading.lower_text for word in needs):
            return
        pattern, unless = _compiled(spec), _unless(spec)
        limit = SECONDS * max(1.0, len(text) / 1e6)
        for match in pattern.finditer(text, timeout=limit, concurrent=False):
            if unless is not None and unless.search(_line(text, match.start(), match.end()), timeout=limit):
                continue
            spans = {name: match.span(name) for name in pattern.groupindex if match.start(name) >= 0}
            start, end = spans.get("mark", match.span())
            captures = {name: Capture(text[a:b]) for name, (a, b) in spans.items()}
            yield Bound(start, end, spans, {**captures, "match": Capture(text[start:end])})

    return find


def _line(text: str, start: int, end: int) -> str:
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    last = text.find("\n", end, high)
    return text[text.rfind("\n", low, start) + 1 or low : last if last >= 0 else high]
