"""What is to be done with a document: by what the learned reader expects, else by the penalty points in 1,000 words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lint.checked import Checked
from lint.model import Severity
from lint.report.mqm import Score
from lint.verdict import BELOW, STEPS, Verdict, verdict_of

LEAST_WORDS = 100
"""Words of a text that is short enough for one finding to weigh too much: it is published or fixed, no more is said."""


class Limits(msgspec.Struct, frozen=True):
    """Below what each of the steps to a new translation holds: publish, fix, edit by hand."""

    points: tuple[float, ...] = (5.0, 30.0, 100.0)
    """Penalty points in 1,000 words (MQM)."""
    shares: tuple[float, ...] = BELOW
    """Predicted shares of words that an editor would change, where they are estimated."""

    @classmethod
    def of(cls, points: Sequence[float], percent: Sequence[float]) -> Limits:
        """Limits as options give them."""
        return cls(tuple(points), tuple(share / 100 for share in percent))

    def verdict_of(self, checked: Checked) -> Verdict:
        """What to do with a document; none with more than notes found is fit to publish."""
        score = Score.of(checked.document, checked.findings)
        found = any(finding.severity is not Severity.NOTE for finding in checked.findings)
        estimate = checked.estimate
        if not score.words or (estimate is not None and not estimate.sentences):
            return Verdict.NONE
        if estimate is not None:
            verdict = verdict_of(estimate.hter, self.shares)
        elif score.words < LEAST_WORDS:
            verdict = Verdict.FIX if found else Verdict.PUBLISH
        else:
            verdict = verdict_of(score.per_thousand, self.points)
        return Verdict.FIX if found and verdict is Verdict.PUBLISH else verdict

    def in_words(self, *, estimated: bool) -> str:
        """How verdicts are come by."""
        if estimated:
            steps = ", ".join(f"{step} below {share:.0%}" for share, step in zip(self.shares, STEPS, strict=True))
            return (
                f"Verdicts by the predicted share of words that an editor would change: {steps}, else {Verdict.AGAIN}. "
                "A document with more than notes found is not published as it is."
            )
        publish, fix, edit = self.points
        return (
            f"Verdicts by penalty points in 1,000 words: {Verdict.PUBLISH} below {publish:g} where nothing but "
            f"notes is found, {Verdict.FIX} below {fix:g}, {Verdict.EDIT} below {edit:g}, else "
            f"{Verdict.AGAIN}. Of fewer than {LEAST_WORDS} words no more is said than {Verdict.PUBLISH} or "
            f"{Verdict.FIX}."
        )
