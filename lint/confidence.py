"""How sure a finding is where its rule has a record and its place an estimate: a logistic regression of two chances."""

from __future__ import annotations

from math import exp, log

import msgspec

UNSURE = 0.01
"""Chances are held so far from 0 and 1."""


class Weights(msgspec.Struct, frozen=True):
    """The line of the regression, fitted by `benchmarks.confidence` on texts that the estimator has not seen."""

    bias: float
    record: float
    suspicion: float

    def joined(self, confidence: float, suspicion: float) -> float:
        """The estimated chance that a finding is right, from those of its rule and of its place; all from 0 to 1."""
        line = self.bias + self.record * log_odds(confidence) + self.suspicion * log_odds(suspicion)
        return 1 / (1 + exp(-line))


def log_odds(chance: float) -> float:
    """The logarithm of the odds of a chance; nothing is taken for certain."""
    kept = min(max(chance, UNSURE), 1 - UNSURE)
    return log(kept / (1 - kept))
