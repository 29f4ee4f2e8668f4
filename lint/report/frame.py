"""A line of the source with a mark under the span that is meant."""

from __future__ import annotations

import msgspec

from lint.model import Span
from lint.report.cells import cells, cut, visible
from lint.source import LineIndex

LEAST = 20
SLACK = 12


class Frame(msgspec.Struct, frozen=True):
    """One line as it is shown: what stands before, in and after the span, all safe for a terminal."""

    number: int
    before: str
    marked: str
    after: str

    @property
    def pad(self) -> int:
        """Cells from the start of the line to the mark."""
        return cells(self.before)

    @property
    def length(self) -> int:
        """Cells that the mark fills; an empty span is marked by one."""
        return max(1, cells(self.marked))


def frame(lines: LineIndex, span: Span, room: int) -> Frame:
    """The line on which a span begins, cut around the span to so many cells."""
    room = max(LEAST, room)
    number = lines.position(span.start).line
    first = lines.starts[number - 1]
    last = lines.starts[number] if number < len(lines.starts) else len(lines.text)
    # Never more of a line than could be shown: a line may be 20 MB long.
    left_cut, right_cut = max(first, span.start - room), min(last, span.start + 2 * room)
    before = visible(lines.text[left_cut : span.start])
    rest = lines.text[span.start : right_cut].rstrip("\r\n")
    length = min(span.end - span.start, len(rest))
    marked, after = visible(rest[:length]), visible(rest[length:])
    return _fit(number, before, marked, after, room, (left_cut > first, right_cut < last))


def _fit(number: int, before: str, marked: str, after: str, room: int, more: tuple[bool, bool]) -> Frame:
    """Cut the sides so that all fits: half of what the mark leaves goes to each, more where one side is short."""
    if not any(more) and cells(before) + cells(marked) + cells(after) <= room:
        return Frame(number, before, marked, after)
    whole, marked = marked, cut(marked, room - LEAST // 2)
    if marked != whole:
        return Frame(number, _cut_left(before, room - cells(marked), more[0]), marked, "")
    spare = room - cells(marked)
    right = min(cells(after) + more[1], max(spare // 2, spare - cells(before) - more[0]))
    before = _cut_left(before, spare - right, more[0])
    room_right = room - cells(marked) - cells(before)
    if cells(after) > room_right or more[1]:
        after = _cut_right(after, room_right)
    return Frame(number, before, marked, after)


def _cut_left(text: str, room: int, more: bool) -> str:
    if cells(text) <= room and not more:
        return text
    start = max(0, len(text) - max(0, room - 2))
    while start < len(text) and cells(text[start:]) > room - 2:
        start += 1
    # Rather cut between words, where one begins near.
    space = text.find(" ", start, start + SLACK)
    start = space + 1 if space >= 0 and space + 1 < len(text) else start
    return "… " + text[start:] if room > 2 else ""


def _cut_right(text: str, room: int) -> str:
    if room < 3:
        return "…" if room > 0 else ""
    end = min(len(text), room - 2)
    while end and cells(text[:end]) > room - 2:
        end -= 1
    space = text.rfind(" ", max(0, end - SLACK), end + 1)
    return text[: space if space >= 0 else end].rstrip() + " …"
