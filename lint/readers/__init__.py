"""From the text of a file to documents: one reader a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lint.errors import ReadError
from lint.readers import plain
from lint.source import Document

Reader = Callable[[str, str], Iterator[Document | ReadError]]


# The parsers of the other formats take longer to load than a short plain text takes to check.


def _jsonl(name: str, source: str) -> Iterator[Document | ReadError]:
    from lint.readers import jsonl

    return jsonl.read(name, source)


def _markdown(name: str, source: str) -> Iterator[Document | ReadError]:
    from lint.readers import markdown

    return markdown.read(name, source)


def _html(name: str, source: str) -> Iterator[Document | ReadError]:
    from lint.readers import hypertext

    return hypertext.read(name, source)


def _srt(name: str, source: str) -> Iterator[Document | ReadError]:
    from lint.readers import subtitles

    return subtitles.read_srt(name, source)


def _vtt(name: str, source: str) -> Iterator[Document | ReadError]:
    from lint.readers import subtitles

    return subtitles.read_vtt(name, source)


READERS: dict[str, Reader] = {
    "text": plain.read, "markdown": _markdown, "html": _html, "srt": _srt, "vtt": _vtt, "jsonl": _jsonl,
}  # fmt: skip
"""Format name -> reader of (name, source)."""
