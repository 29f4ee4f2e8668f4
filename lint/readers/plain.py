"""Plain text: paragraphs, whether a blank line or each line end parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lint.readers import kinds
from lint.readers.marks import at_line_ends, without
from lint.source import Document, Segment, SegmentKind

MARKER = "#"
"""What begins a mark where nobody says otherwise."""
_LINE = re.compile(r"[^\r\n]+|\r\n?|\n")
# Wider lines than this are paragraphs, not lines of a wrapped one.
_WIDEST_WRAP = 160


class _Line(NamedTuple):
    """A line that is not blank: its stripped span, its indentation and the length of its list marker."""

    start: int
    end: int
    indent: int
    marker: int
    text: str


class _Unit(NamedTuple):
    """A paragraph, before it is known what it is."""

    start: int
    end: int
    item: bool


def read(name: str, source: str, marker: str = MARKER) -> Iterator[Document]:
    """Read one text; what is read is the source itself, but for words to mtlint behind the marker."""
    marks = at_line_ends(source, marker)
    if not marks:
        yield Document.plain(name, source, segments(source))
        return
    text, pieces = without(source, marks)
    yield Document(name, source, text, segments(text), pieces, marks=marks)


def segments(text: str) -> tuple[Segment, ...]:
    """The paragraphs of a plain text, with their kinds."""
    if "\n" not in text and "\r" not in text:
        line = _line(text, 0)
        units = [_unit([line])] if line else []
    else:
        units = [unit for block in _blocks(text) for unit in _units(block)]
    last = len(units) - 1
    return tuple(
        Segment(unit.start, unit.end, _kind(text[unit.start : unit.end], unit.item, row == 0, row == last))
        for row, unit in enumerate(units)
    )


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines with no blank line, and no drawn rule, between them."""
    block: list[_Line] = []
    ends = 0
    for match in _LINE.finditer(text):
        content = match.group()
        if content[0] in "\r\n":
            ends += 1
            continue
        line = _line(content, match.start())
        if block and (ends > 1 or line is None):
            yield block
            block = []
        ends = 0
        if line:
            block.append(line)
    if block:
        yield block


def _line(content: str, start: int) -> _Line | None:
    head = content.lstrip(kinds.EDGE)
    body = head.rstrip(kinds.EDGE)
    if not body or (len(body) < 200 and kinds.RULE.match(body)):
        return None
    indent = len(content) - len(head)
    marker = kinds.MARKER.match(body)
    left = start + indent
    return _Line(left, left + len(body), indent, marker.end() if marker else 0, body)


def _units(block: Sequence[_Line]) -> Iterator[_Unit]:
    """The paragraphs of one block: list items first, then what lies between them."""
    run: list[_Line] = []
    for line in block:
        if run and (line.marker or (run[0].marker and not _continues_item(run, line))):
            yield from _paragraphs(run)
            run = []
        run.append(line)
    yield from _paragraphs(run)


def _continues_item(run: Sequence[_Line], line: _Line) -> bool:
    return line.indent > run[0].indent or (line.text[0].islower() and not kinds.ends_sentence(run[-1].text))


def _paragraphs(run: Sequence[_Line]) -> Iterator[_Unit]:
    if len(run) == 1 or run[0].marker or is_wrapped([line.text for line in run]):
        yield _unit(run)
    else:
        yield from (_unit([line]) for line in run)


def _unit(run: Sequence[_Line]) -> _Unit:
    return _Unit(run[0].start + run[0].marker, run[-1].end, run[0].marker > 0)


def is_wrapped(lines: Sequence[str]) -> bool:
    """True if the lines are one paragraph broken at a width, False if each is a paragraph."""
    width = max(map(len, lines))
    if width > _WIDEST_WRAP or width < 30:
        return False
    pairs = len(lines) - 1
    ended = continued = filled = 0
    for line, following in pairwise(lines):
        ended += kinds.ends_sentence(line)
        continued += following[0].islower() and not kinds.ends_sentence(line)
        # A writer who fills lines breaks only where the next word would not fit.
        filled += len(line) + 1 + len(following.split(None, 1)[0]) > width - 3
    if pairs == 1:
        return continued == 1
    if ended * 2 > pairs or not continued:
        return False
    return filled * 4 >= pairs * 3 or continued * 2 >= pairs


def _kind(block: str, item: bool, first: bool, last: bool) -> SegmentKind:
    if item:
        return kinds.item_kind(block)
    kind = kinds.apart(block)
    if kind is not None:
        return kind
    if not last and kinds.is_headline(block, first):
        return SegmentKind.HEADLINE
    return SegmentKind.TEXT
