"""Words to mtlint in a text: a comment in Markdown and HTML, a note in WebVTT, the end of a line in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lint.model import Span
from lint.source import Mark, Piece

NAME = "mtlint"
COMMENT = re.compile(r"<!--\s*mtlint(?:\s+([^\n]*?(?:\n[^\n]+?)*?))?\s*-->")


def around(form: str, marker: str) -> tuple[str, str]:
    """What stands before and after a mark at the end of a line; empty where there can be none."""
    if form in ("html", "markdown"):
        return "<!--", " -->"
    return (marker, "") if form == "text" else ("", "")


def in_comments(source: str, start: int, end: int) -> list[Mark]:
    """The marks in the comments of a stretch of HTML."""
    return [Mark(Span(*found.span()), found[1] or "") for found in COMMENT.finditer(source, start, end)]


def at_line_ends(source: str, marker: str) -> tuple[Mark, ...]:
    """The marks at the ends of lines of a plain text: `# mtlint off spacing: a list of codes`.

    With a mark go the blanks before it; where it has its line to itself, the whole line.
    """
    if not marker or NAME not in source:
        return ()
    # `^` knows no carriage return.
    begin = rf"(?:(?<![^\r\n])|[ \t]+){re.escape(marker)}[ \t]*{NAME}\b"
    pattern = re.compile(rf"{begin}[ \t]*(?P<said>[^\r\n]*)")
    made = []
    for found in pattern.finditer(source):
        start, end = found.span()
        if start == 0 or source[start - 1] in "\r\n":
            end += 2 if source[end : end + 2] == "\r\n" else int(end < len(source))
        made.append(Mark(Span(start, end), found["said"].strip()))
    return tuple(made)


def without(source: str, marks: Sequence[Mark]) -> tuple[str, tuple[Piece, ...]]:
    """A text without its marks, and how what is left lies to the source."""
    pieces: list[Piece] = []
    text: list[str] = []
    at = length = 0
    for start, end in [*((mark.span.start, mark.span.end) for mark in marks), (len(source), len(source))]:
        if start > at:
            pieces.append(Piece(length, at, start - at))
            text.append(source[at:start])
            length += start - at
        at = end
    return "".join(text), tuple(pieces)
