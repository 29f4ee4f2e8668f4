"""What the estimator sees of a text besides its word pieces, in training and at run time alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CASES = 5
"""No letters; small letters; a capital first; capitals only; mixed."""

# One to one, so that offsets hold. Quotation marks and dashes tell who typeset a text, not how well it reads.
PLAIN = str.maketrans(
    {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "\xa0": " "}
)


def prepared(text: str) -> str:
    """A text with quotation marks, dashes and spaces in their plain forms, code point by code point."""
    return text.translate(PLAIN)


def case_ids(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How each piece of a text is written, by code points: a number below CASES; 0 for empty pieces."""
    upper = _before([c.isupper() for c in text])
    letters = _before([c.isalpha() for c in text])
    capitals = upper[ends] - upper[starts]
    lettered = letters[ends] - letters[starts]
    first = np.minimum(starts + 1, ends)
    opens = upper[first] - upper[starts] == 1
    kinds = np.full(len(starts), 4, np.int64)
    kinds[opens & (capitals == 1)] = 2
    kinds[(capitals == lettered) & (capitals > 1)] = 3
    kinds[capitals == 0] = 1
    kinds[lettered == 0] = 0
    return kinds


def _before(flags: list[bool]) -> NDArray[np.int64]:
    """For each offset, and for the end, how many flags are set before it."""
    return np.concatenate([[0], np.cumsum(flags, dtype=np.int64)]) if flags else np.zeros(1, np.int64)
