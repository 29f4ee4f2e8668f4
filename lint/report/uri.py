"""Paths as URI references."""

from __future__ import annotations

import re

NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Half surrogates that stand for no byte of a name."""


def uri_of(path: str) -> str:
    """A path as a URI reference: relative as it is, absolute as `file:`; all but plain characters percent-encoded."""
    from urllib.parse import quote  # only some reports need it

    # A name may hold bytes that are no UTF-8, which Python shows as half surrogates.
    quoted = quote(NO_BYTE.sub("\ufffd", path), safe="/", errors="surrogateescape")
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{path[0]}:{quoted[4:]}" if path[1:3] == ":/" else quoted
