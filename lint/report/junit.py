"""The report as JUnit XML: a suite a document, a failed case a finding, and a passed case where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.model import Finding, Suppressed
from lint.report.cells import visible
from lint.report.cure import proposed
from lint.report.frame import frame
from lint.report.markup import HEAD, content, opened
from lint.report.options import ReportOptions
from lint.report.place import Place, identity, path_of, place_of
from lint.report.worst import worst
from lint.source import LineIndex


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One suite of suites."""
    yield f'{HEAD}<testsuites name="mtlint">\n'
    for checked in worst(results, options.limit):
        yield from _suite(checked, options)
    yield "</testsuites>\n"


def _suite(checked: Checked, options: ReportOptions) -> Iterator[str]:
    path = path_of(checked.document, options.base)
    cases = list(_cases(checked, path, options)) or [_case("", path, path, 1, "")]
    counts: dict[str, str | int] = {
        "name": path if checked.document.whole else f"{path} {identity(checked.document)}",
        "tests": len(cases),
        "failures": len(checked.findings),
        "errors": len(checked.faults),
        "skipped": len(checked.suppressed),
        "time": 0,
    }
    yield f"  {opened('testsuite', counts)}\n"
    yield from cases
    yield "  </testsuite>\n"


def _cases(checked: Checked, path: str, options: ReportOptions) -> Iterator[str]:
    """What failed, what is suppressed, and the rules that broke down."""
    lines = LineIndex(checked.document.source)
    for finding in checked.findings:
        place = place_of(checked.document, lines, finding.span, options.base)
        yield _case(finding.rule, _named(place), path, place.first.line, _failure(checked, lines, finding))
    for item in checked.suppressed:
        place = place_of(checked.document, lines, item.finding.span, options.base)
        yield _case(item.finding.rule, _named(place), path, place.first.line, _skipped(item))
    for fault in checked.faults:
        yield _case(fault.split(" ")[0], path, path, 1, _fault(fault))


def _named(place: Place) -> str:
    column = f":{place.first.column}" if place.first.column else ""
    inner = f" ({place.inner})" if place.inner else ""
    return f"{place.path}:{place.first.line}{column}{inner}"


def _case(rule: str, name: str, path: str, line: int, inner: str) -> str:
    """A case. Programs group cases by the parts of the class's name between dots: here by family and rule."""
    group = f"mtlint.{rule.replace('/', '.')}" if rule else "mtlint"
    attributes: dict[str, str | int] = {"classname": group, "name": name, "file": path, "line": line, "time": 0}
    if not inner:
        return f"    {opened('testcase', attributes, closed=True)}\n"
    return f"    {opened('testcase', attributes)}\n      {inner}\n    </testcase>\n"


def _failure(checked: Checked, lines: LineIndex, finding: Finding) -> str:
    shown = frame(lines, finding.span, 100)
    framed = f"{shown.before}{shown.marked}{shown.after}\n{' ' * shown.pad}{'^' * shown.length}"
    message = visible(finding.message)
    said = "\n".join(filter(None, (message, framed, proposed(checked.document.source, finding))))
    return f"{opened('failure', {'type': finding.severity, 'message': message})}{content(said)}</failure>"


def _skipped(item: Suppressed) -> str:
    reason = f": {visible(item.reason)}" if item.reason else ""
    return opened("skipped", {"message": f"suppressed by {item.by}{reason}"}, closed=True)


def _fault(fault: str) -> str:
    return opened("error", {"type": "fault", "message": visible(f"rule {fault}")}, closed=True)
