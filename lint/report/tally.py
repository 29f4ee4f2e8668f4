"""Counting what was found, and the line that closes a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lint.checked import Checked
from lint.model import Hushed, Safety, Severity
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.sources import name_of
from lint.verdict import Verdict

HUSHED = {Hushed.MARK: "marks in the text", Hushed.SIDECAR: "the sidecar file", Hushed.BASELINE: "the baseline"}


class Tally(msgspec.Struct):
    """Counts of one run, kept while results stream by."""

    documents: int = 0
    with_findings: int = 0
    lines: bool = False
    """True where documents are lines of a file rather than files."""
    findings: int = 0
    faults: int = 0
    suppressed: dict[Hushed, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Hushed, 0))
    sources: dict[str, int] = msgspec.field(default_factory=dict)
    """Documents by the language that they were taken to be translated from, "" where that was not sure."""
    certainty: float = 1.0
    """How sure the least sure of these languages was."""
    verdicts: dict[Verdict, int] = msgspec.field(default_factory=dict)
    """Documents by what is to be done with them, where somebody asked."""
    words: int = 0
    """Those that were estimated."""
    edits: float = 0.0
    """Those of them that an editor would change."""
    fixes: dict[Safety, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Safety, 0))
    severities: dict[Severity, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Severity, 0))

    def add(self, checked: Checked) -> None:
        """Count one document."""
        self.documents += 1
        self.with_findings += bool(checked.findings)
        self.lines = self.lines or not checked.document.whole
        self.findings += len(checked.findings)
        self.faults += len(checked.faults)
        for item in checked.suppressed:
            self.suppressed[item.by] += 1
        if checked.origin is not None:
            self.sources[checked.origin.source] = self.sources.get(checked.origin.source, 0) + 1
            if checked.origin.source:
                self.certainty = min(self.certainty, checked.origin.certainty)
        verdict = checked.verdict
        if checked.estimate is not None and verdict is not None:
            self.verdicts[verdict] = self.verdicts.get(verdict, 0) + 1
            self.words += checked.estimate.words
            self.edits += checked.estimate.words * checked.estimate.hter
        for finding in checked.findings:
            self.severities[finding.severity] += 1
            if finding.fix:
                self.fixes[finding.safety] += 1

    def watch(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """Pass results on, counting them."""
        for checked in results:
            self.add(checked)
            yield checked

    def as_dict(self) -> dict[str, int | dict[str, int]]:
        """The counts under stable names; sources and verdicts only where there was a question of them."""
        verdicts = {str(verdict): self.verdicts[verdict] for verdict in Verdict if verdict in self.verdicts}
        sources = {code or "unsure": self.sources[code] for code in sorted(self.sources)}
        return {
            "documents": self.documents,
            "documents_with_findings": self.with_findings,
            "findings": self.findings,
            "suppressed": {str(by): self.suppressed[by] for by in Hushed},
            "severities": {str(s): self.severities[s] for s in reversed(Severity)},
            "fixes": {s.name.lower(): self.fixes[s] for s in reversed(Safety)},
            **({"sources": sources} if sources else {}),
            **({"verdicts": verdicts} if verdicts else {}),
        }


def closing(tally: Tally, brush: Brush, limit: int = 0) -> str:
    """A few lines: how much was found, how much of it is not shown, and which command does something about it."""
    unit = "document" if tally.lines else "file"
    if not tally.documents:
        return "Nothing was checked.\n"
    rest = hushed(tally) + origins(tally) + estimates(tally)
    if not tally.findings:
        return f"{brush('No findings', 'green', 'bold')} in {count(tally.documents, unit)}.\n{rest}"
    kinds = [brush(count(tally.severities[s], s), SEVERITY_STYLE[s]) for s in reversed(Severity) if tally.severities[s]]
    if tally.documents == 1:
        where = f"1 {unit}"
    else:
        where = f"{tally.with_findings} of {count(tally.documents, unit)}"
    found = f"{brush(count(tally.findings, 'finding'), 'bold')} in {where}: {', '.join(kinds)}.\n"
    if limit and tally.findings > limit:
        found += f"The worst {limit:,} are shown, {tally.findings - limit:,} more are not.\n"
    return found + cures(tally, brush) + rest


def hushed(tally: Tally) -> str:
    """How much is suppressed, and by what; nothing where nothing is."""
    listed = ", ".join(f"{tally.suppressed[by]:,} by {HUSHED[by]}" for by in Hushed if tally.suppressed[by])
    return f"Suppressed: {listed}.\n" if listed else ""


def estimates(tally: Tally) -> str:
    """What is to be done with the documents, by how much an editor would change; nothing where nobody asked."""
    if not tally.words:
        return ""
    hter = tally.edits / tally.words
    found = [(verdict, tally.verdicts[verdict]) for verdict in Verdict if verdict in tally.verdicts]
    said = str(found[0][0]) if tally.documents == 1 else ", ".join(f"{number:,} {verdict}" for verdict, number in found)
    return f"An editor would change an estimated {hter:.0%} of the words: {said}.\n"


def origins(tally: Tally) -> str:
    """Which language the texts were taken to be translated from, and how sure that was; nothing where nobody asked."""
    known = {code: number for code, number in sorted(tally.sources.items()) if code}
    if not known:
        return ""
    unit = "document" if tally.lines else "file"
    names = [
        name_of(code) + (f" ({count(number, unit)})" if tally.documents > 1 else "") for code, number in known.items()
    ]
    least = "at least " if len(known) > 1 or tally.documents > 1 else ""
    sure = "" if tally.certainty == 1.0 else f", {least}{tally.certainty:.0%} sure"
    return f"Translated from {', '.join(names)}{sure}.\n"


def cures(tally: Tally, brush: Brush) -> str:
    """Which command applies how many fixes; nothing where there are none."""
    safe, ask = tally.fixes[Safety.SAFE], tally.fixes[Safety.ASK]
    if tally.lines or not safe + ask:
        return ""
    fix, fix_ask, diff = (brush(f"`mtlint {name}`", "cyan") for name in ("fix", "fix --ask", "diff"))
    if not safe:
        text = f"{count(ask, 'fix')} can be applied with {fix_ask}"
    elif not ask:
        text = f"{count(safe, 'fix')} can be applied with {fix}"
    else:
        text = f"{count(safe, 'fix')} can be applied with {fix}, {ask} more with {fix_ask}"
    return f"{text}; see {'it' if safe + ask == 1 else 'them'} with {diff}.\n"


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 file`, `2 fixes`, `3,000 words`."""
    plural = plural or noun + ("es" if noun.endswith("x") else "s")
    return f"{number:,} {noun if number == 1 else plural}"
