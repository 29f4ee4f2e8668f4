"""What a matcher yields: a place in a batch, what was captured there, and the edits that would cure it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from lint.model import Safety

Edits = tuple[tuple[int, int, str], ...]


class Hit(msgspec.Struct, frozen=True):
    """A match; offsets are code points of the batch's text.

    `edits` holds one entry an alternative fix, each a tuple of (start, end, new text); `evidence` holds (start, end,
    note); `safety` overrides what the rule says of its fixes.
    """

    start: int
    end: int
    captures: Mapping[str, str] = msgspec.field(default_factory=dict)
    edits: tuple[Edits, ...] = ()
    evidence: tuple[tuple[int, int, str], ...] = ()
    safety: Safety | None = None


def replacement(
    start: int,
    end: int,
    new: str,
    captures: Mapping[str, str] | None = None,
    evidence: tuple[tuple[int, int, str], ...] = (),
    safety: Safety | None = None,
) -> Hit:
    """A hit whose cure puts a new text in the place of the whole of it."""
    return Hit(start, end, captures or {}, (((start, end, new),),), evidence, safety)
