"""What a page of documents with their findings shows, in plain values that a template only lays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from lint.checked import Checked
from lint.model import Finding, Safety, Severity, Suppressed
from lint.report.advice import Limits
from lint.report.cure import Change, changes
from lint.report.mqm import Score
from lint.report.options import Page
from lint.report.place import name_of
from lint.report.runs import Block, Numbered, blocks
from lint.report.tally import HUSHED
from lint.source import LineIndex
from lint.verdict import Verdict

SIGNS = {Severity.ERROR: "▲", Severity.WARNING: "◆", Severity.NOTE: "●"}
SAFETIES = {Safety.SAFE: "safe fix", Safety.ASK: "look first", Safety.SHOW: "shown only"}
BINS = 60
"""Stretches of a document, each of which shows in its strip how much was found in it."""


class Cure(msgspec.Struct, frozen=True):
    """A fix, change by change."""

    changes: tuple[Change, ...]
    note: str


class Decided(msgspec.Struct, frozen=True):
    """What an editor decided on a finding."""

    decision: Literal["take", "leave", "edit"]
    said: str = ""
    """The text of an edit, or why the finding is left."""


class Card(msgspec.Struct, frozen=True):
    """A finding with its number, beside the text."""

    number: int
    finding: Finding
    place: str
    cures: tuple[Cure, ...]
    proposed: bool
    """Whether its first fix is in the proposed text."""
    decided: Decided | None = None
    """What an editor decided, where they were asked and did."""
    draft: str = ""
    """What stands there with its fix, for an editor to change."""

    @property
    def family(self) -> str:
        """The family of its rule."""
        return family_of(self.finding)

    @property
    def safety(self) -> str:
        """How far its fix may be trusted: safe, ask or show."""
        return self.finding.safety.name.lower()

    @property
    def crossed(self) -> bool:
        """True where its fix would be in the proposed text if no other touched it."""
        return self.decided is None and self.finding.safety is not Safety.SHOW and not self.proposed

    @property
    def state(self) -> str:
        """What became of it, `open` where nothing is decided."""
        return self.decided.decision if self.decided else "open"


class Row(msgspec.Struct, frozen=True):
    """A paragraph with the cards of what was found in it."""

    block: Block
    cards: tuple[Card, ...]


class Bin(msgspec.Struct, frozen=True):
    """A stretch of a document: where it stands in the strip, and how much was found in it, by severity."""

    place: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All that was found in it."""
        return sum(self.counts)


class Hidden(msgspec.Struct, frozen=True):
    """A finding that is not reported, and what keeps it back."""

    place: str
    finding: Finding
    text: str
    by: str
    reason: str


class Sheet(msgspec.Struct, frozen=True, dict=True):
    """A document."""

    number: int
    first: int
    """The number of its first finding."""
    checked: Checked
    verdict: Verdict

    @property
    def name(self) -> str:
        """What it is called, and the line that it is where it is one."""
        document = self.checked.document
        name = name_of(document)
        line = "" if document.whole or name == f"{document.file}:{document.line}" else f", line {document.line}"
        return f"{document.file}: {name}{line}" if line and document.file else name

    @cached_property
    def score(self) -> Score:
        """What MQM makes of it."""
        return Score.of(self.checked.document, self.checked.findings)

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.checked.document.source)

    def rows(self) -> Iterator[Row]:
        """Its paragraphs with what was found in them."""
        numbered = Numbered.of(self.checked.document.source, self.checked.findings, Safety.ASK, self.first)
        for block in blocks(numbered):
            if block.runs:
                yield Row(block, tuple(self.card(number, proposed=number in numbered.taken) for number in block.found))

    def card(self, number: int, *, proposed: bool) -> Card:
        """What is said of a finding."""
        finding = self.checked.findings[number - self.first]
        source = self.checked.document.source
        cures = tuple(Cure(changes(source, fix.edits, finding.span), fix.note) for fix in finding.fixes)
        return Card(number, finding, self._place(finding), cures, proposed)

    def _place(self, finding: Finding) -> str:
        at = self._lines.position(finding.span.start)
        return f"{at.line}:{at.column}"

    @property
    def strip(self) -> tuple[Bin, ...]:
        """Where what was found lies, from start to end; stretches without anything are left out."""
        length = max(1, len(self.checked.document.source))
        counts: dict[int, list[int]] = {}
        for finding in self.checked.findings:
            place = min(BINS - 1, finding.span.start * BINS // length)
            counts.setdefault(place, [0, 0, 0])[2 - finding.severity.rank] += 1
        return tuple(Bin(place, tuple(counts[place])) for place in sorted(counts))

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """What was found and is not reported."""
        return tuple(self._hidden(item) for item in self.checked.suppressed)

    def _hidden(self, item: Suppressed) -> Hidden:
        span = item.finding.span
        text = self.checked.document.source[span.start : span.end]
        return Hidden(self._place(item.finding), item.finding, text, HUSHED[item.by], item.reason)


class Bar(msgspec.Struct, frozen=True):
    """A family of rules, and how much it found by severity, errors first."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All that it found."""
        return sum(self.counts)


class Shown(msgspec.Struct, frozen=True, dict=True):
    """All documents of a page."""

    sheets: tuple[Sheet, ...]
    limits: Limits
    pages: Mapping[str, Page]
    home: str
    """The address under which the pages of the rules lie; empty where there is none."""

    @classmethod
    def of(cls, results: Sequence[Checked], limits: Limits, pages: Mapping[str, Page], home: str = "") -> Shown:
        """Number documents and findings through."""
        sheets: list[Sheet] = []
        first = 1
        for number, checked in enumerate(results, 1):
            sheets.append(Sheet(number, first, checked, limits.verdict_of(checked)))
            first += len(checked.findings)
        return cls(tuple(sheets), limits, pages, home)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found."""
        return tuple(finding for sheet in self.sheets for finding in sheet.checked.findings)

    @cached_property
    def score(self) -> Score:
        """The score of all documents as one text."""
        return sum((sheet.score for sheet in self.sheets), Score())

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The families that found something, the one that found most first."""
        counts: dict[str, list[int]] = {}
        for finding in self.findings:
            counts.setdefault(family_of(finding), [0, 0, 0])[2 - finding.severity.rank] += 1
        bars = [Bar(name, tuple(numbers)) for name, numbers in counts.items()]
        return tuple(sorted(bars, key=lambda bar: (-bar.total, bar.name)))

    @property
    def severities(self) -> dict[Severity, int]:
        """How much was found by severity, errors first."""
        return {s: sum(f.severity is s for f in self.findings) for s in reversed(Severity)}

    @property
    def safeties(self) -> dict[Safety, int]:
        """How much was found by the safety of its fix, the safe ones first."""
        return {s: sum(f.safety is s for f in self.findings) for s in reversed(Safety)}

    @property
    def rules(self) -> tuple[tuple[str, Page | None, int], ...]:
        """The rules that found something, what is said of them, and how much they found."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
        return tuple((name, self.pages.get(name), counts[name]) for name in sorted(counts))

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many documents got which verdict, in the order of verdicts."""
        counts = {verdict: sum(sheet.verdict is verdict for sheet in self.sheets) for verdict in Verdict}
        return {verdict: number for verdict, number in counts.items() if number}

    @property
    def how(self) -> str:
        """How verdicts are come by."""
        return self.limits.in_words(estimated=any(sheet.checked.estimate is not None for sheet in self.sheets))


def family_of(finding: Finding) -> str:
    """The family of a finding's rule."""
    return finding.rule.split("/", 1)[0]
