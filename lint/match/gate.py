"""The gate of rules that are too noisy by themselves: their hits stand where the estimator is suspicious too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from lint.language.tokens import Tokens
from lint.match.hit import Hit
from lint.match.predicate import Reading


def suspected(reading: Reading, hits: Iterable[Hit], least: int) -> Iterator[Hit]:
    """The hits of which some token is suspect, by at least so many percent."""
    tokens = reading.batch.tokens
    suspect = tokens.suspicion >= share(least)
    for hit in hits:
        if suspect[rows_at(tokens, hit.start, hit.end)].any():
            yield hit


def share(percent: int) -> np.float32:
    """A share given in percent, as the columns of estimates have it."""
    return np.float32(percent / 100)


def rows_at(tokens: Tokens, start: int, end: int) -> slice:
    """The rows that a stretch of the text overlaps or, where it lies between two tokens, touches."""
    # Plain ints would make numpy copy the columns to int64 for each hit.
    first, last = np.int32(start), np.int32(end)
    inside = np.searchsorted(tokens.end, first, side="right"), np.searchsorted(tokens.start, last, side="left")
    if inside[0] < inside[1]:
        return slice(*inside)
    return slice(np.searchsorted(tokens.end, first, side="left"), np.searchsorted(tokens.start, last, side="right"))
