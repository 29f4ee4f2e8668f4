"""Word documents among the files: read to text, and written back."""

from __future__ import annotations

from collections.abc import Sequence

from lint.apps.files import Stamp, Text
from lint.errors import ReadError
from lint.model import Edit
from lint.word.model import Word

MISSING = "is a Word document, and what reads these is not installed; run: pip install 'mtlint[docx]'"


def data_of(text: Text, source: str, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file, were `source`, which `edits` make of its text, the text of it."""
    if text.word is None:
        return text.encoded(source)
    from lint.word.fixed import fixed  # few files are Word documents

    return fixed(text.name, text.word.data, edits)


def text_of(data: bytes, name: str, stamp: Stamp | None = None) -> Text:
    """The text of a Word document, a line for each paragraph."""
    try:
        from lint.word.package import opened
        from lint.word.text import projected
    except ModuleNotFoundError:
        raise ReadError(name, MISSING) from None
    found = projected(opened(name, data))
    return Text(name, found.text, stamp=stamp, word=Word(data, found.kinds))
