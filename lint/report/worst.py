"""The worst findings of a run: by severity, then by how sure they are, then by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lint.checked import Checked
from lint.model import Finding


def badness(finding: Finding) -> tuple[int, float]:
    """What sorts findings with the worst first; where nothing is known of a finding, it comes after the others."""
    return (-finding.severity.rank, -(finding.confidence or 0.0))


def worst(results: Iterable[Checked], limit: int) -> Iterator[Checked]:
    """Results with the worst findings of all, so many; 0 leaves all. What is kept stays where it was."""
    if not limit:
        yield from results
        return
    everything = list(results)
    ranked = sorted(
        (badness(finding), number, place)
        for number, checked in enumerate(everything)
        for place, finding in enumerate(checked.findings)
    )
    kept = {(number, place) for _, number, place in ranked[:limit]}
    for number, checked in enumerate(everything):
        findings = tuple(f for place, f in enumerate(checked.findings) if (number, place) in kept)
        yield msgspec.structs.replace(checked, findings=findings)
