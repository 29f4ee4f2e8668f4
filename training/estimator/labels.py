"""What is to be learned of word pieces where another network was asked as well, which has pieces of its own."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from training.estimator.encoding import UNKNOWN, Encoded, Floats

Said = tuple[Floats, Floats, float]
"""The chances of `bad` and of `gap` for each code point, UNKNOWN where the other did not read; and HTER."""


def by_letter(one: Encoded, chances: NDArray[np.floating]) -> Floats:
    """For each code point the chance that was said of its piece; `chances` has the shape [n] or is longer."""
    letters = np.full(int(one.ends.max(initial=0)), UNKNOWN, np.float32)
    lengths = one.ends - one.starts
    before = np.cumsum(lengths) - lengths
    places = np.repeat(one.starts - before, lengths) + np.arange(lengths.sum())
    letters[places] = np.repeat(chances[: len(lengths)], lengths)
    return letters


def mixed(one: Encoded, said: Said, share: float) -> Encoded:
    """An example with labels that are by this `share` what was said, and what is true for the rest.

    A piece is as bad as what was said of its letters on average; words are missing after the last of them.
    """
    bad, gap, hter = said
    read = (one.ends > one.starts) & (one.ends <= len(bad))
    starts, ends = one.starts[read], one.ends[read]
    sums = np.concatenate([[0.0], np.cumsum(bad, dtype=np.float64)])

    def label(truth: Floats, chances: Floats) -> Floats:
        made = truth.copy()
        made[read] += share * (chances - truth[read])
        return made

    return replace(
        one,
        bad=label(one.bad, ((sums[ends] - sums[starts]) / (ends - starts)).astype(np.float32)),
        gap=label(one.gap, gap[ends - 1]),
        hter=one.hter + share * (hter - one.hter),
    )
