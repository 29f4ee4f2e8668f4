"""Reports for programs: one JSON object, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lint.checked import Checked
from lint.model import Finding, Fix, Severity, Suppressed
from lint.report.mqm import WEIGHTS, Score
from lint.report.options import ReportOptions
from lint.report.place import identity
from lint.report.statistics import Statistics
from lint.report.tally import Tally
from lint.report.worst import worst
from lint.source import Document, LineIndex
from lint.verdict import Estimate

SURROGATE = re.compile("[\ud800-\udfff]")


def lines(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One JSON object a line, one line a finding; the form that other programs rely on."""
    for checked in worst(results, options.limit):
        for finding in checked.findings:
            yield dumps(line(checked.document, finding) | asked(checked)) + "\n"


def asked(checked: Checked) -> dict[str, Any]:
    """What the document of a finding was taken for: its source and what is to be done with it, where somebody asked."""
    said: dict[str, Any] = {}
    if checked.origin is not None:
        said |= {"source": checked.origin.source or None, "certainty": checked.origin.certainty}
    if checked.estimate is not None:
        said |= {"estimate": _estimate(checked, checked.estimate)}
    return said


def _estimate(checked: Checked, estimate: Estimate) -> dict[str, Any]:
    """Predicted HTER, score and verdict; no figures where nothing was read."""
    if not estimate.sentences:
        return {"hter": None, "score": None, "verdict": checked.verdict}
    return {"hter": estimate.hter, "score": estimate.score, "verdict": checked.verdict}


def _estimated(checked: Checked, estimate: Estimate) -> dict[str, Any]:
    """All that is known of how much of a document an editor would change."""
    sentences = [{"start": s.span.start, "end": s.span.end, "hter": s.hter} for s in estimate.sentences]
    document = checked.document
    return {"file": document.name, "part": document.part, **_estimate(checked, estimate), "sentences": sentences}


def line(document: Document, finding: Finding) -> dict[str, Any]:
    """What one line of the line format holds."""
    record: dict[str, Any] = {
        "id": identity(document),
        "start": finding.span.start,
        "end": finding.span.end,
        "rule": finding.rule,
        "message": finding.message,
        "safety": finding.safety.name.lower(),
        "safe": finding.safety.name == "SAFE",
    }
    if finding.fix is None:
        return record | {"replacement": None}
    return record | _cure(finding.fix, finding)


def _cure(fix: Fix, finding: Finding) -> dict[str, Any]:
    replacement = fix.replacement_of(finding.span)
    return {"edits": _edits(fix)} if replacement is None else {"replacement": replacement}


def _edits(fix: Fix) -> list[list[int | str]]:
    return [[edit.span.start, edit.span.end, edit.text] for edit in fix.edits]


def whole(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One JSON object: the findings in order, each with its place, then what was suppressed, scores and counts."""
    tally, statistics = Tally(), Statistics()
    comma = ""
    suppressed: list[str] = []
    estimates: list[str] = []
    documents: list[Document] = []
    yield '{"version": 1, "findings": ['
    for checked in worst(statistics.watch(tally.watch(results)), options.limit):
        index = LineIndex(checked.document.source)
        for finding in checked.findings:
            yield f"{comma}\n  {dumps(record(checked.document, index, finding) | asked(checked))}"
            comma = ","
        suppressed += (dumps(_suppressed(checked.document, index, item)) for item in checked.suppressed)
        if checked.estimate is not None:
            estimates.append(dumps(_estimated(checked, checked.estimate)))
        documents.append(checked.document)
    yield "\n]" if comma else "]"
    yield _listed("suppressed", suppressed)
    yield _listed("estimates", estimates) if estimates else ""
    scores = zip(documents, statistics.scores, strict=True)
    yield _listed("documents", [dumps(_scored(document, score)) for document, (_, score) in scores])
    yield _listed("statistics", list(map(dumps, statistics.as_list()))) if options.statistics else ""
    yield f', "summary": {dumps(_summary(tally, statistics, options.limit))}}}\n'


def _summary(tally: Tally, statistics: Statistics, limit: int) -> dict[str, Any]:
    """The counts of the run, and what MQM makes of its documents as one."""
    weights = {str(severity): WEIGHTS[severity] for severity in reversed(Severity)}
    shown = {"shown": min(tally.findings, limit)} if limit else {}
    return {**tally.as_dict(), **shown, "mqm": {**statistics.score.as_dict(), "weights": weights}}


def _listed(name: str, items: Sequence[str]) -> str:
    """A key with its list, an item a line."""
    inner = "\n  " + ",\n  ".join(items) + "\n" if items else ""
    return f', "{name}": [{inner}]'


def _suppressed(document: Document, index: LineIndex, item: Suppressed) -> dict[str, Any]:
    """A finding that is not reported, with what suppresses it and the reason that was given."""
    return record(document, index, item.finding) | {"by": item.by, "reason": item.reason}


def _scored(document: Document, score: Score) -> dict[str, Any]:
    """What MQM makes of a document."""
    return {"file": document.name, "part": document.part, "mqm": score.as_dict()}


def record(document: Document, index: LineIndex, finding: Finding) -> dict[str, Any]:
    """All that is known of a finding."""
    first = index.position(finding.span.start)
    last = index.position(finding.span.end)
    return {
        "file": document.name,
        "part": document.part,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": document.source[finding.span.start : finding.span.end],
        "rule": finding.rule,
        "message": finding.message,
        "severity": finding.severity,
        "category": finding.category,
        "confidence": finding.confidence,
        "safety": finding.safety.name.lower(),
        "fixes": [{"safety": f.safety.name.lower(), "note": f.note, "edits": _edits(f)} for f in finding.fixes],
        "evidence": [
            {"start": e.span.start, "end": e.span.end, "text": e.text, "note": e.note} for e in finding.evidence
        ],
        **({"link": finding.link} if finding.link else {}),
    }


def dumps(value: object) -> str:
    """JSON that every program can read: letters as they are, lone surrogates as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) if not text.isascii() else text
