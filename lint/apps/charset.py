"""The encoding that a web page says it is in, by the names that browsers know."""

from __future__ import annotations

import codecs
import re

from lint.apps.files import known_encoding
from lint.errors import ReadError, UsageError

_FIRST = 1024
"""Bytes in which it must be said."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?\sencoding\s*=\s*["']?([^"'\s>?]+)|<meta\s[^>]*?charset\s*=\s*["']?\s*([^"'\s/>;]+)""",
    re.IGNORECASE,
)
_READ_AS = dict.fromkeys(("ascii", "iso8859-1"), "cp1252") | dict.fromkeys(
    ("utf-16", "utf-16-le", "utf-16-be", "utf-32"), "utf-8"
)
"""What browsers read a page as that says so: the first two are mostly wrong, and one in the others could not say so."""


def declared(data: bytes, name: str) -> str | None:
    """The encoding that a page names; None where it names none."""
    found = _DECLARED.search(re.sub(rb"<!--.*?-->", b"", data[:_FIRST], flags=re.DOTALL))
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace")
    try:
        codec = codecs.lookup(known_encoding(label)).name
    except (UsageError, ValueError):
        problem = f"says that its encoding is “{label}”, which is unknown; name the right one with --encoding"
        raise ReadError(name, problem) from None
    return _READ_AS.get(codec, codec)
