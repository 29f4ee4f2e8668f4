"""A document cut into paragraphs, and the findings that outlive a change of some of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from lint.model import Edit, Evidence, Finding, Fix, Span
from lint.source import Document, Piece, Segment, SegmentKind


class Paragraph(msgspec.Struct, frozen=True):
    """A segment with its part of the source, which reaches to the next one; two of like content read alike."""

    start: int
    end: int
    segment: Segment
    content: tuple[SegmentKind, str, str]


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document; together they are its whole source."""
    segments = document.segments
    starts = [document.source_offset(segment.start) for segment in segments[1:]]
    bounds = [0, *starts, len(document.source)]
    return tuple(
        Paragraph(start, end, segment, (segment.kind, document.source[start:end], _text(document, segment)))
        for segment, (start, end) in zip(segments, pairwise(bounds), strict=False)
    )


def _text(document: Document, segment: Segment) -> str:
    return document.text[segment.start : segment.end]


def alone(document: Document, paragraph: Paragraph) -> Document:
    """A paragraph as a document of its own, in the same source."""
    first, last = paragraph.segment.start, paragraph.segment.end
    segment = Segment(0, last - first, paragraph.segment.kind)
    pieces = tuple(_clipped(document.pieces, first, last))
    return msgspec.structs.replace(
        document, text=_text(document, paragraph.segment), segments=(segment,), pieces=pieces
    )


def _clipped(pieces: Sequence[Piece], first: int, last: int) -> Iterator[Piece]:
    row = max(0, bisect_right(pieces, first, key=lambda piece: piece.text) - 1)
    for piece in pieces[row:]:
        if piece.text >= last:
            break
        start, end = max(piece.text, first), min(piece.text_end, last)
        if piece.width and start < end:
            yield Piece(start - first, piece.source, end - start, piece.width)
        elif start < end:
            yield Piece(start - first, piece.source + start - piece.text, end - start)


class Moves:
    """Which paragraphs of a document are in its next version, where they stand there, and which ones are new."""

    def __init__(self, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> None:
        waiting: dict[tuple[SegmentKind, str, str], deque[int]] = defaultdict(deque)
        for row, paragraph in enumerate(before):
            waiting[paragraph.content].append(row)
        self._starts = [paragraph.start for paragraph in before]
        self._shifts: list[int | None] = [None] * len(before)
        self.new: list[Paragraph] = []
        for paragraph in after:
            if rows := waiting.get(paragraph.content):
                row = rows.popleft()
                self._shifts[row] = paragraph.start - before[row].start
            else:
                self.new.append(paragraph)

    def findings(self, before: Sequence[Finding]) -> Iterator[Finding]:
        """The findings in paragraphs that are still there, where they stand now."""
        for finding in before:
            span = self._span(finding.span)
            if span is not None:
                evidence = tuple(item for old in finding.evidence if (item := self._evidence(old)))
                fixes = tuple(fix for old in finding.fixes if (fix := self._fix(old)))
                yield msgspec.structs.replace(finding, span=span, evidence=evidence, fixes=fixes)

    def _span(self, span: Span) -> Span | None:
        """Where a span stands now; None where it does not stand there as it did."""
        shift = self._shift(span.start)
        if shift is None or self._shift(max(span.start, span.end - 1)) != shift:
            return None
        return Span(span.start + shift, span.end + shift)

    def _shift(self, offset: int) -> int | None:
        row = bisect_right(self._starts, offset) - 1
        return self._shifts[row] if row >= 0 else None

    def _evidence(self, old: Evidence) -> Evidence | None:
        span = self._span(old.span)
        return Evidence(span, old.text, old.note) if span is not None else None

    def _fix(self, old: Fix) -> Fix | None:
        edits: list[Edit] = []
        for edit in old.edits:
            span = self._span(edit.span)
            if span is None:
                return None
            edits.append(Edit(span, edit.text, edit.part))
        return Fix(tuple(sorted(edits)), old.safety, old.note)
