"""What was measured of a rule, and what follows from it: whether it is on, and how far its fixes may be trusted.

These are the only thresholds of the catalogue; docs/measuring.md says why they are what they are.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from lint.model import Safety

LEAST_LIFT = 1.2
"""Findings must be where an editor changed something so many times oftener than by chance,"""
LEAST_RATIO = 3.0
"""or this many must be right for one that is wrong."""
LEAST_CONTRAST = 5.0
"""A rule must speak so many times oftener in translations than in sound English."""
SAFE_RATIO, SAFE_CASES = 9.0, 10
"""A fix is applied unasked where it helped so many times for one that it did not, in so many cases."""
OF_DOCUMENT = frozenset(("pronoun", "relative", "consistency", "fragment", "quotation"))
"""Families whose faults show only in a document; so do those of any rule that reads one."""
SLIPS = 0.01
"""So often in 1,000 words sound English has the very fault, since authors make slips; that disproves no proof."""
ENOUGH = 5
"""With fewer findings, what speaks against a rule is no proof; it is quiet, not off."""


class Default(StrEnum):
    """Whether a rule runs where nobody selects rules."""

    ON = "on"
    QUIET = "quiet"
    """Unproved: it ran on every corpus and found too little to tell."""
    OFF = "off"
    """Disproved: it speaks by chance, or in sound English too."""


class Record(msgspec.Struct, frozen=True):
    """One line of `rules/measured.json`."""

    findings: int = 0
    """In translations with an editor's version."""
    precision: float | None = None
    """Share of these where the editor changed something."""
    chance: float | None = None
    """The same share of random places in the same sentences."""
    lift: float | None = None
    better: int = 0
    """Fixes that bring the sentence nearer to the editor's."""
    worse: int = 0
    gold: int = 0
    """In documents with every fault marked."""
    gold_hits: int = 0
    """Those at a marked fault."""
    per_1k: float = 0.0
    """Findings per 1,000 words of all these texts."""
    gold_per_1k: float = 0.0
    """Findings per 1,000 words of the marked documents alone."""
    swaps: int = 0
    """Pronouns of sound texts that were changed to test the rule, and found (`benchmarks.coreference`)."""
    swap_alarms: int = 0
    """Findings in these texts as they are."""
    clean: int = 0
    """In sound English."""
    clean_per_1k: float = 0.0
    confidence: float | None = None
    """Estimated share of findings that are right."""
    gated: Record | None = None
    """The same of those findings that `when_suspect` lets stand; None where the rule has no such gate."""

    @property
    def right(self) -> int:
        """Findings that are known to be right."""
        return self.better + self.gold_hits

    @property
    def wrong(self) -> int:
        """Findings that are known to be wrong."""
        return self.worse + self.gold - self.gold_hits


def is_right_often(lift: float | None, right: int, wrong: int) -> bool:
    """Whether findings are right oftener than chance has it, or right ones outweigh wrong ones by far."""
    return (lift or 0.0) >= LEAST_LIFT or (right > 0 and right >= LEAST_RATIO * wrong)


def standing(record: Record | None, *, of_document: bool = False, proved: bool = False, asked: bool = False) -> Default:
    """The default that a rule earns by its record.

    Rules of the document (pronouns, names, fragments, quotations) cannot show themselves in single sentences: they
    are judged by the marked documents and sound English, where those have findings, and those of pronouns by wrong
    ones put into sound texts. Nothing is on that hits by chance and whose fixes harm. A rule that proves in words that
    what it flags is never right need not be seen at work, but must not speak oftener than sound English has slips.

    A rule that speaks only where someone names its source language (`asked`) is on without findings, since there may be
    no corpus of that language; not with false alarms.
    """
    if record is None:
        return Default.QUIET
    found = record.findings + record.gold
    if proved and record.clean_per_1k <= SLIPS:
        return Default.ON
    if record.worse >= ENOUGH and record.worse > record.right and (record.lift or 0.0) < LEAST_LIFT:
        return Default.OFF
    if record.swaps >= max(ENOUGH, LEAST_CONTRAST * record.swap_alarms) and record.clean_per_1k <= SLIPS:
        return Default.ON
    if record.clean and contrast(record, of_document=of_document) < LEAST_CONTRAST:
        return Default.OFF
    if not found:
        return Default.ON if asked else Default.QUIET
    if of_document and record.gold:
        return Default.ON if record.gold_hits >= LEAST_RATIO * (record.gold - record.gold_hits) else Default.OFF
    if is_right_often(record.lift, record.right, record.wrong):
        return Default.ON
    return Default.OFF if found >= ENOUGH else Default.QUIET


def contrast(record: Record, *, of_document: bool = False) -> float:
    """How many times oftener a rule speaks in translations than in sound English."""
    rate = record.gold_per_1k if of_document and record.gold else record.per_1k
    return rate / record.clean_per_1k if record.clean_per_1k else float("inf")


def trusted(record: Record | None, *, proved: bool = False) -> Safety:
    """How far a fix may be trusted by the rule's record."""
    enough = record is not None and record.better + record.worse >= SAFE_CASES
    return Safety.SAFE if proved or (record and enough and record.better >= SAFE_RATIO * record.worse) else Safety.ASK
