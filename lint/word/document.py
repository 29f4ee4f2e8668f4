"""The prose in the text of a Word document, and its way back."""

from __future__ import annotations

from lint.readers.prose import Prose
from lint.source import Document, SegmentKind
from lint.word.model import FIXED, GAP, Kinds


def document(name: str, source: str, kinds: Kinds) -> Document:
    """The prose in the text of a document, and its way back."""
    prose = Prose(source)
    start = parts = at = 0
    kind = SegmentKind.TEXT
    for line, said in zip(source.split("\n"), [*kinds, SegmentKind.TEXT], strict=False):
        if said is not None:
            _end(prose, start, parts, kind)
            prose.put("\n\n" if prose.length else "")
            start, parts, kind = prose.length, len(prose.parts), said
        else:
            prose.put("\n")
        _line(prose, line, at)
        at += len(line) + 1
    _end(prose, start, parts, kind)
    return Document(name, source, "".join(prose.parts), tuple(prose.segments), tuple(prose.pieces), exact=False)


def _end(prose: Prose, start: int, parts: int, kind: SegmentKind) -> None:
    prose.segment(start, parts, lambda _: kind)


def _line(prose: Prose, line: str, start: int) -> None:
    """Add a line that begins at a place of the source; what stands for an element is no text to fix."""
    at = 0
    for found in [*FIXED.finditer(line), None]:
        stop = found.start() if found else len(line)
        prose.copy(start + at, start + stop)
        if found:
            prose.put("" if found[0] == GAP else found[0])
            at = found.end()
