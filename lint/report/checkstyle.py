"""The report in the XML of Checkstyle, which many dashboards read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.model import Finding, Severity
from lint.report.cells import visible
from lint.report.cure import proposed
from lint.report.markup import HEAD, opened
from lint.report.options import ReportOptions
from lint.report.place import Place, path_of, place_of
from lint.report.worst import worst
from lint.source import LineIndex

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
VERSION = "10.0"
"""The version of Checkstyle whose form this is."""


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One file element a file that has findings."""
    yield f'{HEAD}<checkstyle version="{VERSION}">\n'
    here = ""
    for checked in worst(results, options.limit):
        path = path_of(checked.document, options.base)
        if not checked.findings:
            continue
        lines = LineIndex(checked.document.source)
        if path != here:
            yield "  </file>\n" if here else ""
            yield f"  {opened('file', {'name': path})}\n"
            here = path
        for finding in checked.findings:
            place = place_of(checked.document, lines, finding.span, options.base)
            yield f"    {_error(finding, place, proposed(checked.document.source, finding))}\n"
    yield "  </file>\n" if here else ""
    yield "</checkstyle>\n"


def _error(finding: Finding, place: Place, cure: str) -> str:
    where = {"line": place.first.line} | ({"column": place.first.column} if place.first.column else {})
    inner = f"{place.inner}: " if place.inner else ""
    message = visible(f"{inner}{finding.message} {cure}".rstrip())
    # Dashboards group by the parts between dots.
    source = f"mtlint.{finding.rule.replace('/', '.')}"
    return opened(
        "error", {**where, "severity": SEVERITIES[finding.severity], "message": message, "source": source}, closed=True
    )
