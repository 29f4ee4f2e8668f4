"""The report for editors and logs: `file:line:col: rule message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.report.cells import visible
from lint.report.options import ReportOptions
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.report.place import name_of
from lint.report.tally import Tally, closing
from lint.report.worst import worst
from lint.source import LineIndex


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One line a finding, then the closing line."""
    brush = Brush(options.colour)
    tally = Tally()
    counted = tally.watch(results)
    if options.statistics:
        from lint.report.statistics import table_of  # few runs ask for it

        # In place of the findings: it takes all results.
        yield from table_of(counted, brush)
    for checked in worst(counted, options.limit):
        if not checked.findings:
            continue
        lines = LineIndex(checked.document.source)
        name = visible(name_of(checked.document))
        for finding in checked.findings:
            at = lines.position(finding.span.start)
            rule = brush(finding.rule, SEVERITY_STYLE[finding.severity])
            yield f"{brush(name, 'bold')}:{at.line}:{at.column}: {rule} {visible(finding.message)}\n"
    if options.closing:
        yield closing(tally, brush, options.limit)
