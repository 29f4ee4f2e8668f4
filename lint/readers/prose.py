"""The text that a reader makes of a source with markup, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from lint.readers.kinds import EDGE
from lint.source import PLACEHOLDER, Piece, Segment, SegmentKind


class Prose(msgspec.Struct):
    """The text that grows while the blocks are read, with its map."""

    source: str
    parts: list[str] = msgspec.field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = msgspec.field(default_factory=list)
    segments: list[Segment] = msgspec.field(default_factory=list)

    def put(self, text: str) -> None:
        """Add text that does not stand in the source."""
        self.parts.append(text)
        self.length += len(text)

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source."""
        if start >= end:
            return
        last = self.pieces[-1] if self.pieces else Piece(0, 0, 0)
        if self.pieces and not last.width and last.text_end == self.length and last.source_end == start:
            self.pieces[-1] = Piece(last.text, last.source, last.length + end - start)
        else:
            self.pieces.append(Piece(self.length, start, end - start))
        self.put(self.source[start:end])

    @property
    def copied(self) -> int:
        """The end in the source of what was copied last, if nothing was put after it; else -1."""
        if not self.pieces:
            return -1
        last = self.pieces[-1]
        return last.source_end if last.text_end == self.length else -1

    def spell(self, text: str, start: int, end: int) -> None:
        """Add what is spelt otherwise in a stretch of the source."""
        if text:
            self.pieces.append(Piece(self.length, start, len(text), end - start))
            self.put(text)

    def segment(self, start: int, parts: int, kind_of: Callable[[str], SegmentKind]) -> None:
        """Make what was added since the text was so long, in so many parts, a segment if there is anything to read."""
        text = "".join(self.parts[parts:])
        body = text.strip(EDGE)
        if body.strip(PLACEHOLDER + EDGE):
            begin = start + len(text) - len(text.lstrip(EDGE))
            self.segments.append(Segment(begin, begin + len(body), kind_of(body)))
