"""Which tokens stand inside quotation marks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

OPENING = frozenset("“„«‹‘")
CLOSING = {"“": "”“", "„": "“”", "«": "»", "‹": "›", "‘": "’'", '"': '"', "``": "''", "'": "'"}


def quoted_rows(forms: list[str], rows: list[int], apart: list[bool], segment: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Mask of the rows from an opening mark to its closing one.

    `forms` are those of the mark tokens in `rows`; `apart` tells which of these have a space or a colon before them.
    A mark that finds no partner in its segment covers the rest of the segment when it is a double one: English opens a
    quotation again in each paragraph and closes it in the last.
    """
    mask = np.zeros(len(segment), bool)
    opened, closers = -1, ""
    for form, row, free in zip(forms, rows, apart, strict=True):
        if opened >= 0 and segment[opened] != segment[row]:
            mask[opened : _close_at_end(opened, closers, segment)] = True
            opened = -1
        if opened >= 0 and form in closers:
            mask[opened : row + 1] = True
            opened = -1
        elif opened < 0 and (form in OPENING or (form in ('"', "``") and free)):
            opened, closers = row, CLOSING[form]
    if opened >= 0:
        mask[opened : _close_at_end(opened, closers, segment)] = True
    return mask


def _close_at_end(opened: int, closers: str, segment: NDArray[np.int32]) -> int:
    if "'" in closers:
        return opened
    return int(np.searchsorted(segment, segment[opened], side="right"))
