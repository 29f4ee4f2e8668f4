"""Where chunks between white space are cut into tokens: worked out once a chunk, looked up as columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from lint.language.batch import SegmentTable
from lint.language.tokenizer import pieces
from lint.language.tokens import Bool, Int
from lint.language.vocabulary import Vocabulary

MOST = 4_000_000
"""Characters of chunks after which a run starts anew, so that a text without white space is not kept for good."""

_BEYOND = 0x3001
"""No white space lies here or above."""


class Cuts:
    """The chunks that a run has met, one number each, and their tokens."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbers: dict[str, int] = {}
        self._characters = 0
        # The tokens of all chunks, one row each: form, start and end in the chunk; and the first row of each chunk.
        self._rows: list[tuple[int, int, int]] = []
        self._firsts: list[int] = [0]
        self._columns = np.zeros((3, 0), np.int32)

    @property
    def full(self) -> bool:
        """True if a run should go on with fresh cuts."""
        return self._characters > MOST

    def tokens(self, chunks: Sequence[str]) -> tuple[Int, Int, Int, Int]:
        """The tokens of chunks in a row: the place of its chunk, its form, its start and its end in the chunk."""
        known = self._numbers
        for chunk in dict.fromkeys(chunks):
            if chunk not in known:
                self._cut(chunk)
        numbers = np.array([known[chunk] for chunk in chunks], np.int32)
        if len(self._rows) > self._columns.shape[1]:
            new = np.array(self._rows[self._columns.shape[1] :], np.int32).T
            self._columns = np.concatenate([self._columns, new], 1)
        bounds = np.array(self._firsts, np.int32)
        firsts = bounds[numbers]
        counts = bounds[numbers + 1] - firsts
        which = np.repeat(np.arange(len(chunks), dtype=np.int32), counts)
        rows = np.arange(len(which), dtype=np.int32) + (firsts - (np.cumsum(counts) - counts))[which]
        form, start, end = self._columns[:, rows]
        return which, form, start, end

    def _cut(self, chunk: str) -> None:
        self._numbers[chunk] = len(self._numbers)
        self._characters += len(chunk)
        number = self._vocabulary.id
        self._rows += [(number(chunk[a:b]), a, b) for a, b in pieces(chunk)]
        self._firsts.append(len(self._rows))


def chunks(text: str, segments: SegmentTable) -> tuple[Int, Int, Int]:
    """What stands between white space within the segments: where each chunk starts and ends, and in which segment."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    gap = _white_space()[np.minimum(codes, _BEYOND)]
    border = np.zeros(len(codes) + 1, bool)
    border[segments.start] = border[segments.end] = True
    begins = ~gap & (border[:-1] | np.append(True, gap[:-1]))
    finishes = ~gap & (border[1:] | np.append(gap[1:], True))
    starts, ends = np.flatnonzero(begins).astype(np.int32), (np.flatnonzero(finishes) + 1).astype(np.int32)
    owners = (np.searchsorted(segments.start, starts, side="right") - 1).astype(np.int32)
    inside = owners >= 0
    inside[inside] = ends[inside] <= segments.end[owners[inside]]
    return starts[inside], ends[inside], owners[inside]


@cache
def _white_space() -> Bool:
    return np.array([chr(code).isspace() for code in range(_BEYOND + 1)], bool)
