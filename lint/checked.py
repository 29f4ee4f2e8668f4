"""A document with what was found in it."""

from __future__ import annotations

import msgspec

from lint.model import Finding, Severity, Suppressed
from lint.source import Document
from lint.sources import Origin
from lint.verdict import Estimate, Verdict


class Checked(msgspec.Struct, frozen=True):
    """A document with what was found in it; `faults` name the rules that crashed on it (exit 3)."""

    document: Document
    findings: tuple[Finding, ...]
    faults: tuple[str, ...] = ()
    origin: Origin | None = None
    """What it was translated from; None where nobody asked."""
    estimate: Estimate | None = None
    """How much of it an editor would change; None where nobody asked."""
    suppressed: tuple[Suppressed, ...] = ()
    """What was found and is not reported, by place."""
    unread: str = ""
    """Why a second opinion on the document could not be had (exit 3)."""

    @property
    def verdict(self) -> Verdict | None:
        """What to do with the document; none with more than notes found is fit to publish. None where nobody asked."""
        if self.estimate is None:
            return None
        found = any(finding.severity is not Severity.NOTE for finding in self.findings)
        return Verdict.FIX if found and self.estimate.verdict is Verdict.PUBLISH else self.estimate.verdict
