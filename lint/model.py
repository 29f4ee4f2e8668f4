"""The values that flow through a run: spans, edits, fixes and findings."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class Safety(IntEnum):
    """How far a fix may be trusted; only SAFE is applied unless a person asks for more."""

    SHOW = 0
    ASK = 1
    SAFE = 2


class Severity(StrEnum):
    """How much a finding weighs, named as in SARIF."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return list(Severity).index(self)


class Depth(IntEnum):
    """How deep a rule reads, and so how far a text must be analysed for it."""

    TEXT = 0
    WORDS = 1
    TAGS = 2
    TREE = 3
    DOCUMENT = 4


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True if both share a code point, or an empty one lies inside the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


class Edit(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Replace `span` of one part of a document by `text`."""

    span: Span
    text: str
    part: str = ""


class Fix(msgspec.Struct, frozen=True, array_like=True):
    """Edits that are applied together or not at all."""

    edits: tuple[Edit, ...]
    safety: Safety
    note: str = ""

    def replacement_of(self, span: Span) -> str | None:
        """The new text of `span` where the fix changes just that span, else None."""
        if len(self.edits) == 1 and self.edits[0].span == span:
            return self.edits[0].text
        return None


class Evidence(msgspec.Struct, frozen=True, array_like=True):
    """Another place that bears a finding out, such as the antecedent of a pronoun."""

    span: Span
    text: str
    note: str


class Finding(msgspec.Struct, frozen=True, array_like=True):
    """One fault at one place, with its reason and, where there is one, its cure."""

    rule: str
    span: Span
    message: str
    severity: Severity
    category: str
    part: str = ""
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    link: str = ""
    """A page on the fault, where another checker names one."""

    @property
    def fix(self) -> Fix | None:
        """The fix that is proposed, the first of several."""
        return self.fixes[0] if self.fixes else None

    @property
    def safety(self) -> Safety:
        """The safety of the proposed fix; SHOW where there is none."""
        return self.fixes[0].safety if self.fixes else Safety.SHOW


class Hushed(StrEnum):
    """What keeps a finding from being reported."""

    MARK = "mark"
    """A mark in the text itself."""
    SIDECAR = "sidecar"
    """A line in the file of suppressions that lies beside texts."""
    BASELINE = "baseline"
    """It was there when the baseline was written."""


class Suppressed(msgspec.Struct, frozen=True):
    """A finding that is not reported, what keeps it back, and the reason that was given."""

    finding: Finding
    by: Hushed
    reason: str = ""
