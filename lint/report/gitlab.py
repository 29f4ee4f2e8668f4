"""The report for GitLab's Code Quality: a JSON list of issues in the subset of Code Climate that GitLab reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lint.checked import Checked
from lint.fingerprint import Fingerprint
from lint.model import Finding, Severity
from lint.report.cells import visible
from lint.report.marked import marked
from lint.report.options import ReportOptions
from lint.report.place import Place, identity, place_of
from lint.report.records import dumps
from lint.report.worst import worst
from lint.source import GIT_LINE_END, LineIndex

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One list, an issue a line."""
    comma = ""
    yield "["
    for checked in worst(results, options.limit):
        lines = LineIndex(checked.document.source, GIT_LINE_END)
        for finding, hushed, fingerprint in marked(checked):
            if hushed is not None:
                continue
            place = place_of(checked.document, lines, finding.span, options.base)
            yield f"{comma}\n  {dumps(_issue(finding, place, _identity(checked, place.path, fingerprint)))}"
            comma = ","
    yield "\n]\n" if comma else "]\n"


def _issue(finding: Finding, place: Place, name: str) -> dict[str, Any]:
    inner = f"{visible(place.inner)}: " if place.inner else ""
    return {
        "description": inner + visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": name,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": place.path, "lines": {"begin": place.first.line, "end": place.last.line}},
    }


def _identity(checked: Checked, path: str, fingerprint: Fingerprint) -> str:
    """A name of the finding that no other in the report has: GitLab drops all but one of a name."""
    from hashlib import blake2b  # only this report needs it

    content = "|".join((path, identity(checked.document), fingerprint.sentence, fingerprint.near))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
