"""How text looks on a terminal: its width in cells, and what must not reach the terminal raw."""

from __future__ import annotations

import re

# Characters of one cell each that need no table: Latin, and the quotation marks, dashes and dots of print.
SIMPLE = re.compile(r"[ -~\u00a1-\u00ac®-\u02ff\u2010-\u2027\u2030-\u203e\u20ac\u23ce\u2400-\u2421\ufffc-\ufffd]*\Z")
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TAB = 4


def cells(text: str) -> int:
    """The number of terminal cells that a text without control characters fills."""
    if SIMPLE.match(text):
        return len(text)
    from wcwidth import wcswidth  # slow to import and seldom needed

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def visible(text: str) -> str:
    """The text with tabs as spaces and with a picture in place of what would steer the terminal."""
    return UNSAFE.sub(_picture, text) if UNSAFE.search(text) else text


def _picture(found: re.Match[str]) -> str:
    char = found[0]
    if char == "\t":
        return " " * TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def cut(text: str, room: int) -> str:
    """The text, cut to so many cells with an ellipsis."""
    if cells(text) <= room:
        return text
    end = min(len(text), room)
    while end and cells(text[:end]) > room - 1:
        end -= 1
    return text[:end].rstrip() + "…"
