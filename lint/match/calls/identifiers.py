"""Names of programs, of what they are made of and of machines, in the middle of prose."""

from __future__ import annotations

from lint.language.batch import Batch
from lint.language.frequency import is_english
from lint.patterns import late

LONGEST = 60
"""Characters of a chain on either side of a word."""
_LEFT = late(r"[\w.+*-]*\Z")
_RIGHT = late(r"[\w.+*-]*")
_MADE_UP = late(r"[_*+]|\p{L}\d|\d\p{L}")


def is_identifier(batch: Batch, row: int) -> bool:
    """True for a word that stands in the code of its document, too, and in a chain like `x86_64-apple-darwin`."""
    start, end = batch.tokens.span(row)
    if batch.text[start:end] in batch.documents[batch.document_of(row)].coded:
        return True
    return "-" in (batch.text[start - 1 : start], batch.text[end : end + 1]) and _in_chain(batch.text, start, end)


def _in_chain(text: str, start: int, end: int) -> bool:
    left, right = _LEFT().search(text, max(0, start - LONGEST), start), _RIGHT().match(text, end, end + LONGEST)
    chain = f"{left[0] if left else ''}{text[start:end]}{right[0] if right else ''}"
    parts = [part for part in chain.split("-") if part]
    strange = sum(not is_english(part.lower()) for part in parts)
    return _MADE_UP().search(chain) is not None or (len(parts) > 2 and strange > 1)
