"""Edits of a document's text as its runs take them: no more is touched than changes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from lint.match.edits import trimmed
from lint.model import Edit, Span
from lint.word.text import Stretch

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_LONGEST = 2_000
"""Code points of an edit that is compared word by word."""


def refined(text: str, stretches: Sequence[Stretch], edits: Iterable[Edit]) -> list[Edit]:
    """Edits of a text by place, each trimmed; what crosses runs word by word, so that each keeps its look."""
    made: list[Edit] = []
    for edit in sorted(edits):
        start, end, new = trimmed(text, edit.span.start, edit.span.end, edit.text)
        if start == end and not new:
            continue
        one = Edit(Span(start, end), new)
        crosses = len(touched(stretches, one.span)) > 1 and new and end - start + len(new) <= _LONGEST
        made += _by_words(text, one) if crosses else [one]
    return made


def _by_words(text: str, edit: Edit) -> Iterator[Edit]:
    from difflib import SequenceMatcher  # few edits cross runs

    old, new = _TOKEN.findall(text[edit.span.start : edit.span.end]), _TOKEN.findall(edit.text)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            start = edit.span.start + len("".join(old[:i]))
            yield Edit(Span(start, start + len("".join(old[i:i_end]))), "".join(new[j:j_end]))


def touched(stretches: Sequence[Stretch], span: Span) -> range:
    """The stretches that a span lies in; of an empty one that which it stands behind, else before."""
    first = bisect_left(stretches, span.start, key=_end)
    if span.start < span.end and first < len(stretches) and stretches[first].end == span.start:
        first += 1
    stop = first + 1
    while stop < len(stretches) and stretches[stop].start < span.end:
        stop += 1
    return range(first, min(stop, len(stretches)))


def _end(stretch: Stretch) -> int:
    return stretch.end
