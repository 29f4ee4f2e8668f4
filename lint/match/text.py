"""The matcher kind `text`: a regular expression, under a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from lint.match.fixes import Bound
from lint.match.kinds import Find, TextSpec
from lint.match.patience import seconds_for
from lint.match.predicate import Reading, listed
from lint.match.template import Capture
from lint.patterns import compiled

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
        return compiled(spec.pattern, flags)
    except regex.error as problem:
        raise ValueError(f"the pattern cannot be compiled: {problem}") from problem


@cache
def _unless(spec: TextSpec) -> regex.Pattern[str] | None:
    return compiled(spec.unless, regex.MULTILINE) if spec.unless else None


def compile_text(spec: TextSpec) -> Find:
    """What finds the matches of an expression."""
    needs = tuple(word.lower() for word in listed(spec.needs))
    if "" in needs:
        raise ValueError("`needs` holds an empty string, which every text has")

    def find(reading: Reading) -> Iterator[Bound]:
        text = reading.batch.text
        places = reading.places_with(needs) if needs else [(0, len(text))]
        if not places:
            return
        pattern, unless = _compiled(spec), _unless(spec)
        limit = seconds_for(text)
        for start, end in places:
            for match in pattern.finditer(text, start, end, timeout=limit, concurrent=False):
                if unless is None or not unless.search(_line(text, *match.span()), timeout=limit):
                    yield _bound(pattern, match, text)

    return find


def _bound(pattern: regex.Pattern[str], match: regex.Match[str], text: str) -> Bound:
    spans = {name: match.span(name) for name in pattern.groupindex if match.start(name) >= 0}
    start, end = spans.get("mark", match.span())
    captures = {name: Capture(text[a:b]) for name, (a, b) in spans.items()}
    return Bound(start, end, spans, {**captures, "match": Capture(text[start:end])})


def _line(text: str, start: int, end: int) -> str:
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    last = text.find("\n", end, high)
    return text[text.rfind("\n", low, start) + 1 or low : last if last >= 0 else high]
