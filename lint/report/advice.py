"""What is to be done with a document where nobody asked for estimates: by the penalty points in 1,000 words."""

from __future__ import annotations

import msgspec

from lint.checked import Checked
from lint.model import Severity
from lint.report.mqm import Score
from lint.verdict import BELOW, Verdict

LEAST_WORDS = 100
"""Words of a text that is short enough for one finding to weigh too much: it is published or fixed, no more is said."""


class Limits(msgspec.Struct, frozen=True):
    """Penalty points in 1,000 words (MQM) below which a verdict holds."""

    publish: float = 5.0
    fix: float = 30.0
    edit: float = 100.0

    def verdict_of(self, checked: Checked) -> Verdict:
        """What to do with a document; none with more than notes found is fit to publish."""
        if checked.verdict is not None:
            return checked.verdict
        score = Score.of(checked.document, checked.findings)
        found = any(finding.severity is not Severity.NOTE for finding in checked.findings)
        if not score.words:
            return Verdict.NONE
        if score.words < LEAST_WORDS:
            return Verdict.FIX if found else Verdict.PUBLISH
        if score.per_thousand < self.publish and not found:
            return Verdict.PUBLISH
        if score.per_thousand < self.fix:
            return Verdict.FIX
        return Verdict.EDIT if score.per_thousand < self.edit else Verdict.AGAIN

    def in_words(self, *, estimated: bool) -> str:
        """How verdicts are come by."""
        if estimated:
            steps = ", ".join(f"{verdict} below {limit:.0%}" for limit, verdict in BELOW)
            return (
                f"Verdicts by the predicted share of words that an editor would change: {steps}, else {Verdict.AGAIN}. "
                "A document with more than notes found is not published as it is."
            )
        return (
            f"Verdicts by penalty points in 1,000 words: {Verdict.PUBLISH} below {self.publish:g} where nothing but "
            f"notes is found, {Verdict.FIX} below {self.fix:g}, {Verdict.EDIT} below {self.edit:g}, else "
            f"{Verdict.AGAIN}. Of fewer than {LEAST_WORDS} words no more is said than {Verdict.PUBLISH} or "
            f"{Verdict.FIX}."
        )
