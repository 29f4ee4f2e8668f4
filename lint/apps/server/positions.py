"""Places in a text as editors name them: lines from 0, and columns in the units that were agreed upon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

from lint.model import Span
from lint.source import LineIndex

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}
"""Encoding -> codec without a mark, and bytes of a unit; in UTF-32, which is left out, a unit is a code point."""
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which JSON may bring and no encoding takes."""


class Places:
    """Where the code points of a text stand on the lines of an editor."""

    def __init__(self, text: str, encoding: str) -> None:
        self._lines = LineIndex(text)
        self._codec = CODECS.get(encoding) if not text.isascii() else None

    def range(self, span: Span) -> types.Range:
        """A span as an editor has it."""
        return types.Range(self.position(span.start), self.position(span.end))

    def position(self, offset: int) -> types.Position:
        """An offset as an editor has it."""
        at = self._lines.position(offset)
        start = self._lines.starts[at.line - 1]
        return types.Position(at.line - 1, self._units(self._lines.text[start:offset]))

    def span(self, given: types.Range) -> Span:
        """A range of an editor as a span."""
        start, end = self.offset(given.start), self.offset(given.end)
        return Span(min(start, end), max(start, end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; beyond the end of a line lies its end, beyond that of the text the text's."""
        starts = self._lines.starts
        if position.line >= len(starts):
            return len(self._lines.text)
        line = self._lines.line(position.line + 1)
        return starts[position.line] + min(len(line), self._points(line, position.character))

    def _units(self, text: str) -> int:
        if self._codec is None:
            return len(text)
        codec, size = self._codec
        return len(text.encode(codec)) // size

    def _points(self, line: str, units: int) -> int:
        if self._codec is None:
            return units
        codec, size = self._codec
        # A place inside a character, which no editor should name, is its start.
        return len(line.encode(codec)[: units * size].decode(codec, "ignore"))


def sound(text: str) -> str:
    """A text without halves of characters; each becomes a sign that is as long in every encoding."""
    return HALVES.sub("\ufffd", text)


def changed(text: str, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: str) -> str:
    """A text after changes, each of which tells its place in what the ones before it made."""
    for change in changes:
        new = sound(change.text)
        if isinstance(change, types.TextDocumentContentChangePartial):
            span = Places(text, encoding).span(change.range)
            new = text[: span.start] + new + text[span.end :]
        text = new
    return text
