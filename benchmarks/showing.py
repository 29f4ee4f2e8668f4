"""Findings with their context, for people who write rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import items_hit
from benchmarks.texts import Sample, Sort, scorer

CONTEXT = 60


def show(shared: Path, samples: Sequence[Sample], limit: int) -> Iterator[str]:
    """Up to `limit` findings of each rule in each sample, with what is known of each.

    The limit takes findings from all over a sample, not just its first ones.
    """
    for sample in samples:
        by_rule: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
        for segment, finding in sample.findings():
            by_rule[finding.rule].append((segment, finding))
        for rule, found in sorted(by_rule.items()):
            yield f"\n== {rule} in {sample.corpus.name}: {len(found)}"
            step = max(1, -(-len(found) // limit))
            for segment, finding in found[::step]:
                yield f"{verdict(shared, sample, segment, finding):8} {context(segment.text, finding)}  ({segment.id})"
                if sample.corpus.sort is Sort.TRANSLATION and segment.reference:
                    yield f"{'':8} PE: {reference(segment, finding)}"


def verdict(shared: Path, sample: Sample, segment: Any, finding: Any) -> str:
    """What the sample says of a finding, in a word."""
    if sample.corpus.sort is Sort.CLEAN:
        return "FALSE"
    if sample.corpus.sort is Sort.GOLD:
        marks = scorer(shared, "gold/score_gold")
        hits = [sample.items[segment.id][i] for i in items_hit(marks, sample, segment, finding)]
        if any(marks.score_item(segment.text, item, [finding])[1] for item in hits):
            return f"{hits[0].tier}+fix"
        return str(hits[0].tier) if hits else "other"
    if sample.corpus.sort is Sort.RAW:
        return "?"
    gain = segment.gain(finding) if segment.edited and finding.fix else 0
    if gain:
        return "better" if gain > 0 else "worse"
    return "hit" if segment.hit(segment.window(finding.start, finding.end)) else "missed"


def context(text: str, finding: Any) -> str:
    """The flagged text in brackets between its neighbours, and what its fix makes of it."""
    left = text[max(0, finding.start - CONTEXT) : finding.start]
    right = text[finding.end : finding.end + CONTEXT]
    fix = " => " + "; ".join(f"{text[a:b]!r}->{new!r}" for a, b, new in finding.fix) if finding.fix else ""
    return f"{left}[{text[finding.start : finding.end]}]{right}{fix}".replace("\n", "¶")


def reference(segment: Any, finding: Any) -> str:
    """The stretch of the post-edit that stands about where the finding is."""
    share = finding.start / max(1, len(segment.text))
    middle = int(share * len(segment.reference))
    return str(segment.reference[max(0, middle - 80) : middle + 100]).replace("\n", "¶")
