"""Characters that are written by name or number, such as `&amp;` and `&#8217;`, as browsers read them."""

from __future__ import annotations

import html
import re
from html.entities import html5

ENTITY = re.compile(r"&(?:[#][0-9]+;?|[#][xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_DIGITS = 9
"""More are no character."""


def decoded(found: str) -> tuple[str, int]:
    """What stands for the beginning of what looks like an entity, and how long that is; 0 where nothing does."""
    if found[1] == "#":
        return html.unescape(_short(found)), len(found)
    # Without a semicolon some old names are read from the beginning of a longer word.
    for end in range(len(found), 2, -1):
        if found[1:end] in html5:
            return html5[found[1:end]], end
    return "", 0


def _short(number: str) -> str:
    """A number that is no longer than it must be: Python refuses to read very long ones."""
    digits = number[2:].lstrip("xX").rstrip(";").lstrip("0") or "0"
    base = "x" if number[2] in "xX" else ""
    return f"&#{base}{digits};" if len(digits) <= _DIGITS else "&#xfffd;"
