"""Findings with their fingerprints."""

from __future__ import annotations

from collections.abc import Iterator

from lint.checked import Checked
from lint.fingerprint import Fingerprint, fingerprints
from lint.model import Finding, Suppressed


def marked(checked: Checked) -> Iterator[tuple[Finding, Suppressed | None, Fingerprint]]:
    """What was found, by place: the finding, what suppresses it if anything does, and its fingerprint.

    All are numbered together, so that a finding keeps its fingerprint when another of its kind is suppressed.
    """
    hushed = {id(item.finding): item for item in checked.suppressed}
    found = sorted(
        [*checked.findings, *(item.finding for item in checked.suppressed)],
        key=lambda f: (f.span.start, -f.span.end, -f.severity.rank, f.rule, f.message),
    )
    for finding, mark in zip(found, fingerprints(checked.document, found), strict=True):
        yield finding, hushed.get(id(finding)), mark
