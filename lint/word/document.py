"""The prose in the text of a Word document, and its way back."""

from __future__ import annotations

import msgspec

from lint.readers.kinds import EDGE
from lint.source import Document, Piece, Segment, SegmentKind
from lint.word.model import FIXED, GAP, OBJECT, Kinds


class _Prose(msgspec.Struct):
    """The text that grows line by line, with its map."""

    parts: list[str] = msgspec.field(default_factory=list)
    pieces: list[Piece] = msgspec.field(default_factory=list)
    segments: list[Segment] = msgspec.field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> None:
        """Add text that no fix may touch."""
        self.parts.append(text)
        self.length += len(text)

    def line(self, line: str, start: int) -> None:
        """Add a line that begins at a place of the source."""
        at = 0
        for found in [*FIXED.finditer(line), None]:
            stop = found.start() if found else len(line)
            if stop > at:
                self.pieces.append(Piece(self.length, start + at, stop - at))
                self.put(line[at:stop])
            if found:
                self.put("" if found[0] == GAP else found[0])
                at = found.end()


def document(name: str, source: str, kinds: Kinds) -> Document:
    """The prose in the text of a document, and its way back."""
    prose = _Prose()
    begin, kind = 0, SegmentKind.TEXT
    at = 0
    for line, said in zip(source.split("\n"), [*kinds, SegmentKind.TEXT], strict=False):
        if said is not None:
            _end(prose, begin, kind)
            prose.put("\n\n" if prose.length else "")
            begin, kind = prose.length, said
        else:
            prose.put("\n")
        prose.line(line, at)
        at += len(line) + 1
    _end(prose, begin, kind)
    return Document(name, source, "".join(prose.parts), tuple(prose.segments), tuple(prose.pieces), exact=False)


def _end(prose: _Prose, begin: int, kind: SegmentKind) -> None:
    """End a paragraph; it is a segment if there is anything to read in it."""
    text = _tail(prose, begin)
    body = text.strip(EDGE)
    if body.strip(OBJECT + EDGE):
        start = begin + len(text) - len(text.lstrip(EDGE))
        prose.segments.append(Segment(start, start + len(body), kind))


def _tail(prose: _Prose, begin: int) -> str:
    """What was added since a place."""
    parts: list[str] = []
    length = prose.length
    for part in reversed(prose.parts):
        if length <= begin:
            break
        parts.append(part)
        length -= len(part)
    return "".join(reversed(parts))
