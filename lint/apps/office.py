"""Word documents among the files: read to text, and written back."""

from __future__ import annotations

from lint.apps.files import Stamp, Text
from lint.errors import ReadError
from lint.word.model import Word

MISSING = "is a Word document, and what reads these is not installed; run: pip install 'mtlint[docx]'"


def text_of(data: bytes, name: str, stamp: Stamp | None = None) -> Text:
    """The text of a Word document, a line for each paragraph."""
    try:
        from lint.word.package import opened
        from lint.word.text import projected
    except ModuleNotFoundError:
        raise ReadError(name, MISSING) from None
    found = projected(opened(name, data))
    return Text(name, found.text, stamp=stamp, word=Word(data, found.kinds))
