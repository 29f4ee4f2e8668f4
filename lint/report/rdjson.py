"""Reports in the Reviewdog Diagnostic Format: one object, or one a line; fixes are suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lint.checked import Checked
from lint.fixing import apply
from lint.model import Edit, Finding, Severity, Span
from lint.report.address import page_of
from lint.report.options import ReportOptions
from lint.report.place import path_of, place_of
from lint.report.records import dumps
from lint.report.worst import worst
from lint.source import GIT_LINE_END, Document, LineIndex

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
SOURCE = {"name": "mtlint"}


def whole(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One DiagnosticResult (rdjson)."""
    comma = ""
    yield f'{{"source": {dumps(SOURCE)}, "diagnostics": ['
    for diagnostic in _diagnostics(results, options):
        yield f"{comma}\n  {dumps(diagnostic)}"
        comma = ","
    yield "\n]}\n" if comma else "]}\n"


def lines(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One Diagnostic a line (rdjsonl)."""
    for diagnostic in _diagnostics(results, options):
        yield dumps(diagnostic | {"source": SOURCE}) + "\n"


def _diagnostics(results: Iterable[Checked], options: ReportOptions) -> Iterator[dict[str, Any]]:
    for checked in worst(results, options.limit):
        index = LineIndex(checked.document.source, GIT_LINE_END)
        for finding in checked.findings:
            yield _diagnostic(checked.document, index, finding, options)


def _diagnostic(document: Document, index: LineIndex, finding: Finding, options: ReportOptions) -> dict[str, Any]:
    page = page_of(finding.rule, options)
    message = finding.message
    if not document.whole:
        message = f"{place_of(document, index, finding.span, options.base).inner}: {message}"
    diagnostic: dict[str, Any] = {
        "message": message,
        "location": _location(document, index, finding.span, options),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule} | ({"url": page} if page else {}),
    }
    if document.writable and finding.fix and finding.safety >= options.level:
        diagnostic["suggestions"] = [_suggestion(document, index, finding.fix.edits)]
    if document.whole and finding.evidence:
        diagnostic["related_locations"] = [
            {"message": e.note, "location": _location(document, index, e.span, options)} for e in finding.evidence
        ]
    return diagnostic


def _location(document: Document, index: LineIndex, span: Span, options: ReportOptions) -> dict[str, Any]:
    path = path_of(document, options.base)
    # The text of a JSONL document stands in its line as JSON writes it, so no column of the text is one of the line.
    where = _range(document, index, span) if document.whole else {"start": {"line": document.line}}
    return {"path": path, "range": where}


def _range(document: Document, index: LineIndex, span: Span) -> dict[str, Any]:
    return {"start": _position(document, index, span.start), "end": _position(document, index, span.end)}


def _position(document: Document, index: LineIndex, offset: int) -> dict[str, int]:
    """Line and column of an offset; columns count bytes of the file in UTF-8, its byte order mark among them."""
    line = index.position(offset).line
    before = document.source[index.starts[line - 1] : offset]
    lead = document.bom if line == 1 else ""
    return {"line": line, "column": len((lead + before).encode("utf-8", "surrogatepass")) + 1}


def _suggestion(document: Document, index: LineIndex, edits: tuple[Edit, ...]) -> dict[str, Any]:
    """A fix as one replacement: several suggestions would be several choices, and a fix is whole or not at all."""
    start, end = min(edit.span.start for edit in edits), max(edit.span.end for edit in edits)
    inside = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits]
    return {"range": _range(document, index, Span(start, end)), "text": apply(document.source[start:end], inside)}
