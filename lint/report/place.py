"""Where a finding stands, in words that people, editors and terminals understand."""

from __future__ import annotations

import msgspec

from lint.model import Span
from lint.source import Document, LineIndex, Position


def name_of(document: Document) -> str:
    """The file that a document stands in, inner name included."""
    return f"{document.name}:{document.part}" if document.part and document.whole else document.name


def identity(document: Document) -> str:
    """What tells a document from the others: its own id where it has one, else the name of its file."""
    return document.part or document.name


def path_of(document: Document, base: str) -> str:
    """The path of a document's file: from the base where it lies below it, else as it was given."""
    path = document.file or document.name
    inner = path.removeprefix(base.rstrip("/") + "/") if base else path
    return inner or path


class Place(msgspec.Struct, frozen=True):
    """A place in a file. Column 0 is the line as a whole: so stands a document that is one line of a file."""

    path: str
    first: Position
    last: Position
    inner: str = ""
    """The document and the place in it, where that is not the file itself: `a1 at 1:8`."""


def place_of(document: Document, lines: LineIndex, span: Span, base: str) -> Place:
    """Where a span of a document stands in its file."""
    first, last = lines.position(span.start), lines.position(span.end)
    path = path_of(document, base)
    if document.whole:
        return Place(path, first, last, document.part)
    line = Position(document.line, 0)
    name = "text" if document.name == f"{document.file}:{document.line}" else identity(document)
    return Place(path, line, line, f"{name} at {first.line}:{first.column}")
