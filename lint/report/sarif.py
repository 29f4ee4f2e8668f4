"""The report in SARIF 2.1.0: results as they stream by, then the rules that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lint import __version__
from lint.checked import Checked
from lint.fingerprint import Fingerprint
from lint.model import Evidence, Finding, Fix, Hushed, Span, Suppressed
from lint.report.address import page_of
from lint.report.cure import in_words
from lint.report.descriptor import descriptor
from lint.report.marked import marked
from lint.report.options import ReportOptions
from lint.report.place import identity, path_of, place_of
from lint.report.records import dumps
from lint.report.uri import uri_of
from lint.report.worst import worst
from lint.source import Document, LineIndex

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
KINDS = {Hushed.MARK: "inSource", Hushed.SIDECAR: "external", Hushed.BASELINE: "external"}
PLACEHOLDER = re.compile(r"\{\d+\}|\[(?=[^\[\]]*\]\()")


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One log with one run."""
    indices: dict[str, int] = {}
    rules: list[dict[str, Any]] = []
    faults: list[str] = []
    comma = ""
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['
    for checked in worst(results, options.limit):
        faults += (fault for fault in checked.faults if fault not in faults)
        lines = LineIndex(checked.document.source)
        for finding, hushed, mark in marked(checked):
            if finding.rule not in indices:
                indices[finding.rule] = len(rules)
                rules.append(descriptor(finding, options.rules.get(finding.rule), page_of(finding.rule, options)))
            result = _result(checked.document, lines, finding, mark, options)
            result |= {"ruleIndex": indices[finding.rule], "suppressions": [_suppression(hushed)] if hushed else []}
            yield f"{comma}\n  {dumps(result)}"
            comma = ","
    yield "\n], " if comma else "], "
    listed = ",\n  ".join(map(dumps, rules))
    driver = f'"name": "mtlint", "version": "{__version__}", "semanticVersion": "{__version__}"'
    yield f'"tool": {{"driver": {{{driver}, "rules": [{listed}]}}}}, '
    yield f"{dumps(_circumstances(faults))[1:-1]}}}]}}\n"


def _circumstances(faults: list[str]) -> dict[str, Any]:
    """How the run went, and how its places are to be read."""
    notifications = [
        {"level": "error", "message": {"text": literal(f"rule {fault}")}, "associatedRule": {"id": fault.split(" ")[0]}}
        for fault in faults
    ]
    return {
        "invocations": [{"executionSuccessful": not faults, "toolExecutionNotifications": notifications}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which mtlint was run."}}},
    }


def _result(
    document: Document, lines: LineIndex, finding: Finding, mark: Fingerprint, options: ReportOptions
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": str(finding.severity),
        "message": {"text": literal(finding.message)},
        "locations": [_location(document, lines, finding.span, options.base)],
        "partialFingerprints": {"sentence/v1": mark.sentence, "near/v1": mark.near},
        "properties": {
            "category": finding.category,
            "confidence": finding.confidence,
            "safety": finding.safety.name.lower() if finding.fix else "none",
        },
    }
    if finding.evidence:
        result["relatedLocations"] = [
            _location(document, lines, item.span, options.base) | {"id": number, "message": {"text": _said(item)}}
            for number, item in enumerate(finding.evidence, 1)
        ]
    # An edit of a text that stands encoded in a line of a file, or in a Word document, is none of the file.
    if document.writable and finding.fixes:
        result["fixes"] = [_fix(document, lines, finding, fix, options.base) for fix in finding.fixes]
    return result


def _said(item: Evidence) -> str:
    return literal(f"{item.note.rstrip(':')}: {item.text}" if item.note else item.text)


def _location(document: Document, lines: LineIndex, span: Span, base: str) -> dict[str, Any]:
    place = place_of(document, lines, span, base)
    if document.whole:
        region = _region(lines, span) | {"snippet": {"text": document.source[span.start : span.end]}}
    else:
        region = {"startLine": document.line}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(document, base), "region": region}}
    if place.inner:
        location["logicalLocations"] = [{"name": identity(document), "fullyQualifiedName": place.inner}]
    return location


def _artifact(document: Document, base: str) -> dict[str, Any]:
    uri = uri_of(path_of(document, base))
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": ROOT}


def _region(lines: LineIndex, span: Span) -> dict[str, Any]:
    first, last = lines.position(span.start), lines.position(span.end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(document: Document, lines: LineIndex, finding: Finding, fix: Fix, base: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(lines, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": literal(in_words(document.source, fix, finding.span))},
        "artifactChanges": [{"artifactLocation": _artifact(document, base), "replacements": replacements}],
        "properties": {"safety": fix.safety.name.lower()},
    }


def _suppression(item: Suppressed) -> dict[str, Any]:
    reason = item.reason or ("It was there when the baseline was written." if item.by is Hushed.BASELINE else "")
    said = {"justification": reason} if reason else {}
    return {"kind": KINDS[item.by], "status": "accepted", **said, "properties": {"by": item.by}}


def literal(text: str) -> str:
    """Text in which nothing is taken for a placeholder or a link of SARIF's messages."""
    return PLACEHOLDER.sub(lambda found: "\\[" if found[0] == "[" else f"{{{found[0]}}}", text)
