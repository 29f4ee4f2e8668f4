"""What nobody sees in a text, written out for a page."""

from __future__ import annotations

import re

from lint.source import LINE_END

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)
"""What is not seen, turns round what is beside it, or is no character: a reader is to see that it is there."""


def seen(text: str) -> str:
    """A text with what nobody sees written out, such as `⟨U+202E⟩`."""
    return UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text) if UNSEEN.search(text) else text


def ends(text: str) -> str:
    """A text whose line ends are seen, so that a change of them is."""
    return LINE_END.sub("⏎", text)
