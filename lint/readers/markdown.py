"""Markdown: prose without its markup."""

from __future__ import annotations

from collections.abc import Iterator

from lint.readers import plain
from lint.source import Document


def read(name: str, source: str) -> Iterator[Document]:
    """Read one Markdown text."""
    yield from plain.read(name, source)
