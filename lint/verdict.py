"""What is to be done with a translation, by how much of it an editor would probably change."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from lint.model import Span


class Verdict(StrEnum):
    """What to do with a document."""

    PUBLISH = "publish"
    FIX = "fix"
    """Apply what mtlint offers, then look at what is left."""
    EDIT = "edit by hand"
    AGAIN = "translate again"
    NONE = "not estimated"
    """Nothing in it reads as running English."""


STEPS = (Verdict.PUBLISH, Verdict.FIX, Verdict.EDIT)
"""What there is before a text is translated again."""
BELOW = (0.12, 0.25, 0.50)
"""Where the predicted share of words that an editor would change lies below one of these, that step is the verdict."""
DIGITS = 3


class Rated(msgspec.Struct, frozen=True, array_like=True):
    """A sentence, where it stands in the source, and the share of it that an editor would change."""

    span: Span
    hter: float
    words: int


class Estimate(msgspec.Struct, frozen=True, array_like=True):
    """How much of a document an editor would change: its sentences that read as running English."""

    sentences: tuple[Rated, ...]

    @property
    def words(self) -> int:
        """The words of the sentences that were read."""
        return sum(sentence.words for sentence in self.sentences)

    @property
    def hter(self) -> float:
        """The predicted share of words that an editor would change; 0 where nothing was read."""
        return round(sum(s.hter * s.words for s in self.sentences) / max(1, self.words), DIGITS)

    @property
    def score(self) -> int:
        """The quality as MQM counts it, from 100 down."""
        return round(100 * (1 - self.hter))

    @property
    def verdict(self) -> Verdict:
        """What to do with the document."""
        return verdict_of(self.hter) if self.sentences else Verdict.NONE


def verdict_of(value: float, below: Sequence[float] = BELOW) -> Verdict:
    """The first step whose limit lies above a value: a share of words to be changed, or penalty points."""
    return next((verdict for limit, verdict in zip(below, STEPS, strict=True) if value < limit), Verdict.AGAIN)
