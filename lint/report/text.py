"""The report for people: each finding with its line, its reason and its cure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.model import Evidence, Finding, Safety, Span
from lint.report.cells import cut, visible
from lint.report.cure import changes
from lint.report.frame import frame
from lint.report.options import ReportOptions
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.report.place import name_of
from lint.report.tally import Tally, closing
from lint.report.worst import worst
from lint.source import Document, LineIndex
from lint.verdict import Estimate, Verdict

LONGEST = 60
INDENT = "  "
VERDICT_STYLE = {
    Verdict.PUBLISH: "green",
    Verdict.FIX: "yellow",
    Verdict.EDIT: "yellow",
    Verdict.AGAIN: "red",
}


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """Findings with their frames, a chunk a finding, then the closing line."""
    brush = Brush(options.colour)
    tally = Tally()
    counted = tally.watch(results)
    if options.statistics:
        from lint.report.statistics import table_of  # few runs ask for it

        # In place of the findings: it takes all results.
        yield from table_of(counted, brush)
    for checked in worst(counted, options.limit):
        if checked.findings:
            lines = LineIndex(checked.document.source)
            for finding in checked.findings:
                yield "\n".join([*_finding(checked.document, lines, finding, options.width, brush), "", ""])
        verdict = checked.verdict
        if (
            checked.estimate is not None
            and verdict is not None
            and checked.estimate.sentences
            and checked.document.whole
        ):
            name = brush(visible(name_of(checked.document)), "bold")
            yield f"{name}: {_estimate(checked.estimate, verdict, brush)}\n\n"
    if options.closing:
        yield closing(tally, brush, options.limit)


def _finding(document: Document, lines: LineIndex, finding: Finding, width: int, brush: Brush) -> Iterator[str]:
    style = SEVERITY_STYLE[finding.severity]
    at = lines.position(finding.span.start)
    place = brush(visible(name_of(document)), "bold") + brush(f":{at.line}:{at.column}", "dim")
    inner = "" if document.whole else f" {brush(f'(on line {document.line})', 'dim')}"
    yield f"{place}{inner} {brush(finding.severity, style, 'bold')} {brush(finding.rule, 'bold')}"
    yield from _wrapped(visible(finding.message), width)
    gutter = max(3, len(str(at.line)))
    bar = brush("|", "dim")
    shown = frame(lines, finding.span, width - gutter - 3)
    yield f"{'':{gutter}} {bar}"
    number = brush(f"{at.line:>{gutter}}", "dim")
    yield f"{number} {bar} {shown.before}{brush(shown.marked, style)}{shown.after}".rstrip()
    note = _to_line(lines, finding.span)
    yield f"{'':{gutter}} {bar} {'':{shown.pad}}{brush('^' * shown.length, style, 'bold')}{brush(note, 'dim')}"
    tail = [*_cures(document, lines, finding, at.line, brush), *_evidence(lines, finding, brush)]
    tail += [f"see: {brush(visible(finding.link), 'cyan')}"] if finding.link else []
    yield from (f"{'':{gutter}} {brush('=', 'dim')} {line}" for line in tail)


def _wrapped(text: str, width: int) -> list[str]:
    # Most messages fill one line, and to find that out takes `textwrap` a tenth of a report.
    if text and len(text) + len(INDENT) <= width and text == text.strip():
        return [INDENT + text]
    return textwrap.wrap(text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)


def _estimate(estimate: Estimate, verdict: Verdict, brush: Brush) -> str:
    """What to do with a document, and the figures behind that."""
    said = brush(verdict, VERDICT_STYLE[verdict])
    return f"{said} (predicted HTER {estimate.hter:.2f}, score {estimate.score} of 100)"


def _to_line(lines: LineIndex, span: Span) -> str:
    first, last = lines.position(span.start).line, lines.position(max(span.start, span.end - 1)).line
    return f" to line {last}" if last > first else ""


def _cures(document: Document, lines: LineIndex, finding: Finding, line: int, brush: Brush) -> Iterator[str]:
    """The proposed fix and its safety; other fixes, when there are any, as `or`."""
    for number, fix in enumerate(finding.fixes):
        head = _label(fix.safety, brush) if not number else "or:"
        note = f" {brush('(' + visible(fix.note) + ')', 'dim')}" if fix.note else ""
        for change in changes(document.source, fix.edits, finding.span):
            old, new = (cut(visible(_one_line(text)), LONGEST) for text in (change.old, change.new))
            at = lines.position(change.span.start)
            place = brush(f" at line {at.line}", "dim") if at.line != line else ""
            cure = f"{brush(old, 'red')} -> {brush(new, 'green')}" if new.strip() else f"delete {brush(old, 'red')}"
            yield f"{head} {cure}{place}{note}"
            head, note = "and:", ""


def _label(safety: Safety, brush: Brush) -> str:
    if safety is Safety.SAFE:
        return brush("fix (safe):", "green")
    return brush("fix (ask):", "yellow") if safety is Safety.ASK else brush("perhaps:", "dim")


def _evidence(lines: LineIndex, finding: Finding, brush: Brush) -> Iterator[str]:
    for item in finding.evidence:
        at = lines.position(item.span.start)
        name = _note(item)
        shown = brush(cut(visible(_one_line(item.text)), LONGEST), "cyan")
        yield f"{name}{shown} {brush(f'at {at.line}:{at.column}', 'dim')}"


def _note(item: Evidence) -> str:
    return visible(item.note.rstrip(":")) + ": " if item.note else "see: "


def _one_line(text: str) -> str:
    """Line ends shown as a sign, so that a cure that joins lines can be read."""
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
