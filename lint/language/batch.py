"""A batch: documents that are read together, since numpy's cost per call is too much for one small text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from lint.language.tokens import Bool, Byte, Int, Tokens
from lint.model import Depth, Span
from lint.source import SEGMENT_KINDS, Document, SegmentKind

BREAK = "\n\n"
"""Stands between the documents of a batch."""


class SegmentTable(msgspec.Struct, frozen=True, eq=False):
    """The segments of a batch, one row each, sorted by place."""

    start: Int
    end: Int
    kind: Byte
    document: Int

    def __len__(self) -> int:
        return len(self.start)

    def span(self, row: int) -> tuple[int, int]:
        """Where a segment stands in the text."""
        return int(self.start[row]), int(self.end[row])

    def kind_name(self, row: int) -> SegmentKind:
        """The kind of a segment."""
        return SEGMENT_KINDS[int(self.kind[row])]


class Batch(msgspec.Struct, frozen=True, eq=False):
    """Documents read together; all offsets are code points of `text`."""

    documents: tuple[Document, ...]
    text: str
    offsets: Int
    """Where each document begins in the text; one more entry than there are documents."""
    segments: SegmentTable
    tokens: Tokens
    depth: Depth
    estimated: bool = False
    """True where the columns of estimates were filled."""

    def document_at(self, offset: int) -> int:
        """The number of the document that an offset lies in."""
        return _last_not_after(self.offsets, offset)

    def document_of(self, row: int) -> int:
        """The number of the document that a token row lies in."""
        return self.document_at(int(self.tokens.start[row]))

    def extent(self, document: int) -> tuple[int, int]:
        """Where a document begins in the text, and where the next one does."""
        return int(self.offsets[document]), int(self.offsets[document + 1])

    def segment_at(self, offset: int) -> int:
        """The segment that begins at or before an offset; -1 before the first."""
        return _last_not_after(self.segments.start, offset)

    def place(self, start: int, end: int) -> tuple[int, Span]:
        """Document number and span in its own text."""
        number = self.document_at(start)
        base = int(self.offsets[number])
        return number, Span(start - base, end - base)

    def rows(self, document: int) -> range:
        """The token rows of a document."""
        first, last = np.searchsorted(self.tokens.start, self.offsets[document : document + 2])
        return range(int(first), int(last))

    def part(self, document: int) -> slice:
        """The rows of a document, to cut columns with."""
        rows = self.rows(document)
        return slice(rows.start, rows.stop)

    def segments_of(self, document: int) -> range:
        """The segment rows of a document."""
        first, last = np.searchsorted(self.segments.document, np.array([document, document + 1], np.int32))
        return range(int(first), int(last))

    def sentences_before(self, row: int, count: int) -> tuple[int, int]:
        """First row and row after the last of a row's sentence and of some sentences before it in its document."""
        sentence = self.tokens.sentence
        number, floor = int(sentence[row]), int(sentence[self.rows(self.document_of(row)).start])
        first, stop = np.searchsorted(sentence, np.array([max(floor, number - count), number + 1], np.int32))
        return int(first), int(stop)

    def between(self, first: int, last: int) -> str:
        """The text from the first token's start to the last token's end, both rows included."""
        return self.text[self.tokens.start[first] : self.tokens.end[last]]


def running_rows(batch: Batch) -> Bool:
    """Mask of the token rows in running text: no headline, dateline, caption, list item or table."""
    kinds = batch.segments.kind[batch.tokens.segment]
    return np.asarray(kinds == SEGMENT_KINDS.index(SegmentKind.TEXT))


def _last_not_after(starts: Int, offset: int) -> int:
    # For a plain int numpy would copy the whole column to int64, on each call.
    return int(np.searchsorted(starts, np.int32(offset), side="right")) - 1


def join(documents: Sequence[Document]) -> tuple[str, Int, SegmentTable]:
    """The common text, where each document begins in it, and the segments of all."""
    offsets, at = [0], 0
    start: list[int] = []
    end: list[int] = []
    kind: list[int] = []
    owner: list[int] = []
    for number, document in enumerate(documents):
        for segment in document.segments:
            start.append(at + segment.start)
            end.append(at + segment.end)
            kind.append(SEGMENT_KINDS.index(segment.kind))
            owner.append(number)
        at += len(document.text) + len(BREAK)
        offsets.append(at)
    columns = np.array(start, np.int32), np.array(end, np.int32), np.array(kind, np.uint8), np.array(owner, np.int32)
    table = SegmentTable(*columns)
    return BREAK.join(document.text for document in documents), np.array(offsets, np.int32), table
