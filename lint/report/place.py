"""Where a finding stands, in words that people, editors and terminals understand."""

from __future__ import annotations

from lint.source import Document


def name_of(document: Document) -> str:
    """The file that a document stands in, inner name included."""
    return f"{document.name}:{document.part}" if document.part and document.whole else document.name


def identity(document: Document) -> str:
    """What tells a document from the others: its own id where it has one, else the name of its file."""
    return document.part or document.name
