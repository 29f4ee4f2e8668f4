"""XML that every parser takes: escaped, and without the characters that XML has no way to write."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lint.report.cells import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def opened(tag: str, attributes: Mapping[str, str | int], *, closed: bool = False) -> str:
    """A start tag, or with `closed` a whole element that holds nothing."""
    from xml.sax.saxutils import quoteattr  # takes a while to load, and only some reports need it

    listed = "".join(f" {name}={quoteattr(legal(str(value)))}" for name, value in attributes.items())
    return f"<{tag}{listed}{'/' if closed else ''}>"


def content(text: str) -> str:
    """Text between tags."""
    from xml.sax.saxutils import escape

    return escape(legal(text))


def legal(text: str) -> str:
    """Text with a picture in place of each character that XML forbids."""
    return ILLEGAL.sub(lambda found: "\ufffd" if found[0] >= "\ufffe" else visible(found[0]), text)
