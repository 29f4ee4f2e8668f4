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
SURE_CHANCE = 0.95
"""Where chance is right so often, lift tells nothing: the finding is a whole sentence. Then sound English decides."""
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


class Desk(msgspec.Struct, frozen=True):
    """What editors decided on the findings of a rule."""

    taken: int = 0
    edited: int = 0
    left: int = 0


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
    desk: Desk | None = None
    """What editors decided on its findings, where their decisions were counted in (`benchmarks.desks`)."""
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


class Standing(msgspec.Struct, frozen=True):
    """The default that a rule earns, and the piece of its record that decides."""

    default: Default
    since: str


def standing(
    record: Record | None, *, of_document: bool = False, proved: bool = False, asked: bool = False
) -> Standing:
    """The default that a rule earns by its record.

    Rules of the document (pronouns, names, fragments, quotations) cannot show themselves in single sentences: they
    are judged by the marked documents and sound English, where those have findings, and those of pronouns by wrong
    ones put into sound texts. Nothing is on that hits by chance and whose fixes harm. A rule that proves in words that
    what it flags is never right need not be seen at work, but must not speak oftener than sound English has slips.

    A rule that speaks only where someone names its source language (`asked`) is on without findings, since there may be
    no corpus of that language; not with false alarms.
    """
    if record is None:
        return Standing(Default.QUIET, "it has no record")
    if proved and record.clean_per_1k <= SLIPS:
        return Standing(Default.ON, "it has a proof, and speaks in sound English no oftener than authors make slips")
    if record.worse >= ENOUGH and record.worse > record.right and (record.lift or 0.0) < LEAST_LIFT:
        return Standing(Default.OFF, _doubt(record))
    if record.swaps >= max(ENOUGH, LEAST_CONTRAST * record.swap_alarms) and record.clean_per_1k <= SLIPS:
        return Standing(Default.ON, f"it finds {record.swaps} wrong pronouns for {record.swap_alarms} that are right")
    if record.clean and (times := contrast(record, of_document=of_document)) < LEAST_CONTRAST:
        least = f"{LEAST_CONTRAST:.0f} times is the least"
        return Standing(Default.OFF, f"it speaks only {times:.1f} times as often as in sound English, and {least}")
    if not record.findings + record.gold:
        silent = "it finds nothing in translations"
        return Standing(Default.ON, f"{silent} but waits for its source") if asked else Standing(Default.QUIET, silent)
    return _by_findings(record, of_document=of_document)


def _by_findings(record: Record, *, of_document: bool) -> Standing:
    """What findings in translations say where sound English says nothing against the rule."""
    if of_document and record.gold:
        often = record.gold_hits >= LEAST_RATIO * (record.gold - record.gold_hits)
        return Standing(Default.ON if often else Default.OFF, _judgements(record))
    if (record.lift or 0.0) >= LEAST_LIFT:
        return Standing(Default.ON, f"its lift is {record.lift:.2f}")
    if (record.chance or 0.0) >= SURE_CHANCE and record.findings >= ENOUGH:
        return Standing(Default.ON, "it speaks of whole sentences, where no lift can tell, and hardly in sound English")
    if record.right and record.right >= LEAST_RATIO * record.wrong:
        return Standing(Default.ON, _judgements(record))
    enough = record.findings + record.gold >= ENOUGH
    return (
        Standing(Default.OFF, _doubt(record))
        if enough
        else Standing(Default.QUIET, f"{_doubt(record)}: too few to tell")
    )


def _doubt(record: Record) -> str:
    least = f"where {LEAST_RATIO:.0f} to 1 is the least"
    return f"its lift of {record.lift or 0.0:.2f} is below {LEAST_LIFT}, and {_judgements(record)}, {least}"


def _judgements(record: Record) -> str:
    """The single findings that are known to be right or wrong, in words."""
    fixes = f"its fixes make {record.better} better and {record.worse} worse"
    marked = f"{record.gold_hits} of its {record.gold} findings in marked documents are right"
    return f"{fixes}, and {marked}" if record.gold else fixes


def contrast(record: Record, *, of_document: bool = False) -> float:
    """How many times oftener a rule speaks in translations than in sound English."""
    rate = record.gold_per_1k if of_document and record.gold else record.per_1k
    return rate / record.clean_per_1k if record.clean_per_1k else float("inf")


def trusted(record: Record | None, *, proved: bool = False) -> Safety:
    """How far a fix may be trusted by the rule's record."""
    enough = record is not None and record.better + record.worse >= SAFE_CASES
    return Safety.SAFE if proved or (record and enough and record.better >= SAFE_RATIO * record.worse) else Safety.ASK
