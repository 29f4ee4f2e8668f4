"""Documents: the prose that is read, and the way back to the place where it stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import msgspec

from lint.model import Span

LINE_END = re.compile(r"\r\n|\r|\n")
GIT_LINE_END = re.compile(r"\n")
"""What ends a line for git and for those who show its files: a carriage return alone does not."""

_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(r"[^\W\d_]+")
_UNFINISHED = re.compile(r"[<&][^\s;>]*\Z")
"""A sign that is no markup, but could become some by what comes after it."""

PLACEHOLDER = "\ufffc"
"""Stands in the prose for something that is there but not read, such as inline code."""


CODE = 0.02
"""Pieces of code in a word, on average, from which a document is on programs."""
LEAST = 200
"""Words that a shorter document counts as."""


class SegmentKind(StrEnum):
    """What a block of a document is; fragments are normal in all but running text."""

    TEXT = "text"
    HEADLINE = "headline"
    DATELINE = "dateline"
    CAPTION = "caption"
    ITEM = "item"
    TABLE = "table"


SEGMENT_KINDS = tuple(SegmentKind)


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """A block of running text, `start` and `end` in code points of the document's text."""

    start: int
    end: int
    kind: SegmentKind = SegmentKind.TEXT


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """`length` code points that stand in a row both in the text and in the source."""

    text: int
    source: int
    length: int
    width: int = 0
    """Code points that they take in the source where they are spelt otherwise there, as `&amp;` is; else 0."""

    @property
    def text_end(self) -> int:
        """Where it ends in the text."""
        return self.text + self.length

    @property
    def source_end(self) -> int:
        """Where it ends in the source."""
        return self.source + (self.width or self.length)

    def joins(self, after: Piece) -> bool:
        """True if nothing lies between it and the next one, neither in the text nor in the source."""
        return self.text_end == after.text and self.source_end == after.source


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Words to mtlint in a text: where in the source they stand, with all that makes them a mark, and what they say."""

    span: Span
    text: str
    end: int = 0
    """Where the paragraph after it ends in the source; 0 where a blank line ends it."""


class Document(msgspec.Struct, frozen=True, dict=True):
    """One text to check: its source, the prose in it, and how the two lie to each other.

    `pieces` are sorted by their place in the text and do not overlap. Text between two pieces was put there by the
    reader (a blank line between blocks, a placeholder) and stands nowhere in the source.
    """

    name: str
    source: str
    text: str
    segments: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    part: str = ""
    line: int = 1
    """The line of the file on which the source begins, for a document that is one line of a JSONL file."""
    whole: bool = True
    """False where the source is not the whole file, so that an edit cannot simply be written back."""
    marks: tuple[Mark, ...] = ()
    """Words to mtlint in the source, in their order; none of them is prose."""
    file: str = ""
    """The file that it stands in, where that is not its name."""
    bom: str = ""
    """The byte order mark that stands in the file before the source."""
    bars: str = ""
    """Characters that would be markup in the source, so that no fix may write them."""
    language: str = ""
    """The language that the whole of it says it is in, where that is not English and nothing was read."""
    exact: bool = True
    """False where the file holds the source in another shape, as a Word document does."""

    @property
    def writable(self) -> bool:
        """Whether an edit of the source is one of the file, so that another program can make it."""
        return self.whole and self.exact

    @property
    def path(self) -> str:
        """The file that it stands in."""
        return self.file or self.name

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.text for piece in self.pieces)

    @cached_property
    def on_programs(self) -> bool:
        """Whether there is code in it again and again; then strange words and the short style of manuals are normal."""
        return self.text.count(PLACEHOLDER) > CODE * max(LEAST, self.text.count(" "))

    @cached_property
    def coded(self) -> frozenset[str]:
        """The words, as they are written, of all that a placeholder stands for, such as inline code."""
        if PLACEHOLDER not in self.text:
            return frozenset()
        words: set[str] = set()
        ends = Piece(0, 0, 0), Piece(len(self.text), len(self.source), 0)
        for before, after in pairwise((ends[0], *self.pieces, ends[1])):
            if PLACEHOLDER in self.text[before.text_end : after.text]:
                words.update(_NAME.findall(_TAG.sub(" ", self.source[before.source_end : after.source])))
        return frozenset(words)

    @classmethod
    def plain(cls, name: str, text: str, segments: Sequence[Segment]) -> Document:
        """A document whose text is its source."""
        return cls(name, text, text, tuple(segments), (Piece(0, 0, len(text)),))

    def source_offset(self, offset: int, *, end: bool = False) -> int:
        """The place in the source of an offset of the text; `end` takes the left piece at a border of two."""
        key = offset - 1 if end and offset else offset
        piece = self.pieces[max(0, bisect_right(self._starts, key) - 1)] if self.pieces else Piece(0, 0, 0)
        inside = min(max(0, offset - piece.text), piece.length)
        if piece.width and inside:
            return piece.source_end if end or inside == piece.length else piece.source
        return piece.source + inside

    def source_span(self, span: Span) -> Span:
        """The span of the source that holds a span of the text, markup inside it included."""
        start = self.source_offset(span.start)
        if span.start == span.end:
            left = self._piece_at(max(0, span.start - 1))
            place = self.source_offset(span.start, end=True) if left and span.start <= left.text_end else start
            return Span(place, place)
        return Span(start, max(start, self.source_offset(span.end, end=True)))

    def _piece_at(self, offset: int) -> Piece | None:
        """The last piece that begins no later than an offset of the text, else the first one."""
        return self.pieces[max(0, bisect_right(self._starts, offset) - 1)] if self.pieces else None

    def editable(self, span: Span) -> bool:
        """True if a span of the text stands in the source in one stretch, so that replacing it damages no markup."""
        if span.start == span.end:
            near = (self._piece_at(span.start), self._piece_at(max(0, span.start - 1)))
            return any(_has_place(piece, span.start) for piece in near if piece)
        row = max(0, bisect_right(self._starts, span.start) - 1)
        stretch = self.pieces[row : bisect_right(self._starts, span.end - 1)]
        if not stretch or span.end > stretch[-1].text_end:
            return False
        ends = _has_place(stretch[0], span.start) and _has_place(stretch[-1], span.end)
        return ends and all(piece.joins(after) for piece, after in pairwise(stretch))

    def takes(self, span: Span, new: str) -> bool:
        """True if a span of the text may become another text: no markup is damaged, made, or left empty."""
        if not self.editable(span) or any(char in self.bars for char in new):
            return False
        at = self.source_span(span).start
        if self.bars and _UNFINISHED.search(self.source, max(0, at - 40), at):
            return False
        return bool(new.strip()) or span.start == span.end or not self._fills(span)

    def _fills(self, span: Span) -> bool:
        """Whether a span is all but blanks that stands between two places where the source has something else."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_right(self._starts, span.end - 1) - 1
        pieces, text = self.pieces, self.text
        while not text[pieces[first].text : span.start].strip() and first and pieces[first - 1].joins(pieces[first]):
            first -= 1
        while (
            not text[span.end : pieces[last].text_end].strip()
            and last + 1 < len(pieces)
            and pieces[last].joins(pieces[last + 1])
        ):
            last += 1
        return not (text[pieces[first].text : span.start] + text[span.end : pieces[last].text_end]).strip()


def _has_place(piece: Piece, offset: int) -> bool:
    """Whether an offset of the text lies in a piece or at its ends, and not within what is spelt otherwise."""
    inside = offset - piece.text
    return 0 <= inside <= piece.length and not (piece.width and 0 < inside < piece.length)


class Position(msgspec.Struct, frozen=True):
    """Line and column of an offset, both from 1; columns count code points."""

    line: int
    column: int


class LineIndex:
    """Where the lines of a text begin; `\\n`, `\\r\\n` and `\\r` end a line, unless others are asked for."""

    def __init__(self, text: str, ends: re.Pattern[str] = LINE_END) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in ends.finditer(text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        row = bisect_right(self.starts, offset) - 1
        return Position(row + 1, offset - self.starts[row] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")
