"""The report for editors and logs: `file:line:col: rule message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.report.cells import visible
from lint.report.options import ReportOptions
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.report.place import name_of
from lint.report.tally import Tally, closing
from lint.source import LineIndex


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One line a finding, then the closing line."""
    brush = Brush(options.colour)
    tally = Tally()
    for checked in tally.watch(results):
        if not checked.findings:
            continue
        lines = LineIndex(checked.document.source)
        name = visible(name_of(checked.document))
        for finding in checked.findings:
            at = lines.position(finding.span.start)
            rule = brush(finding.rule, SEVERITY_STYLE[finding.severity])
            yield f"{brush(name, 'bold')}:{at.line}:{at.column}: {rule} {visible(finding.message)}\n"
    if options.closing:
        yield closing(tally, brush)
