"""The quality of documents as MQM scores it: penalty points by severity, against the number of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lint.model import Finding, Severity
from lint.source import Document

WEIGHTS = {Severity.NOTE: 1, Severity.WARNING: 1, Severity.ERROR: 5}
"""Penalty points. MQM has 1 for a minor error, 5 for a major and 25 for a critical one, such as does harm; whether an
error does harm is for a person to judge, so no finding weighs 25."""
REFERENCE = 1000
"""Words to which penalties are normed, so that long and short texts can be compared."""
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words_of(document: Document) -> int:
    """The words of a document's prose."""
    return sum(1 for _ in WORD.finditer(document.text))


class Score(msgspec.Struct, frozen=True):
    """Penalty points, and the words among which they were given."""

    words: int = 0
    penalty: int = 0

    @classmethod
    def of(cls, document: Document, findings: Sequence[Finding]) -> Score:
        """The score of a document with its findings."""
        return cls(words_of(document), sum(WEIGHTS[finding.severity] for finding in findings))

    def __add__(self, other: Score) -> Score:
        """The score of two texts as one."""
        return Score(self.words + other.words, self.penalty + other.penalty)

    @property
    def per_thousand(self) -> float:
        """Penalty points in 1,000 words (MQM's normed penalty total); 0 without words."""
        return round(REFERENCE * self.penalty / self.words, 2) if self.words else 0.0

    @property
    def quality(self) -> float:
        """MQM's quality score: 100 without penalties, never below 0."""
        share = self.penalty / self.words if self.words else 0.0
        return round(100 * max(0.0, 1 - share), 1)

    def as_dict(self) -> dict[str, int | float]:
        """The score under stable names."""
        return {
            "words": self.words,
            "penalty": self.penalty,
            "penalty_per_1000_words": self.per_thousand,
            "score": self.quality,
        }
