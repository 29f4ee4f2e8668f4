"""Annotations for GitHub Actions: workflow commands, the worst first, no more than a step may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.model import Severity
from lint.report.cells import visible
from lint.report.cure import proposed
from lint.report.options import ReportOptions
from lint.report.place import Place, place_of
from lint.report.tally import Tally, count
from lint.report.worst import badness, worst
from lint.source import GIT_LINE_END, LineIndex

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SHOWN = 10
"""Annotations of each command that GitHub shows of a step; it drops the others without a word."""
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """One command a line, the worst finding first, then how many more there are."""
    tally = Tally()
    found: dict[Severity, list[tuple[tuple[int, float], int, str]]] = {severity: [] for severity in reversed(Severity)}
    for checked in worst(tally.watch(results), options.limit):
        lines = LineIndex(checked.document.source, GIT_LINE_END)
        for finding in checked.findings:
            place = place_of(checked.document, lines, finding.span, options.base)
            cure = proposed(checked.document.source, finding)
            message = "\n".join(filter(None, (_inner(place) + visible(finding.message), cure)))
            line = _command(COMMANDS[finding.severity], place, f"mtlint {finding.rule}", message)
            found[finding.severity].append((badness(finding), len(found[finding.severity]), line))
    shown = 0
    for lines_of_kind in found.values():
        for _, _, line in sorted(lines_of_kind)[:SHOWN]:
            shown += 1
            yield line
    if shown < tally.findings:
        more = tally.findings - shown
        yield (
            f"mtlint: {count(more, 'more finding') if shown else count(more, 'finding')} not shown; GitHub shows "
            f"{SHOWN} errors, {SHOWN} warnings and {SHOWN} notices of a step\n"
        )


def _inner(place: Place) -> str:
    return f"{visible(place.inner)}: " if place.inner else ""


def _command(name: str, place: Place, title: str, message: str) -> str:
    where = {"file": place.path, "line": place.first.line, "endLine": place.last.line}
    # GitHub takes columns only of what stands in one line.
    if place.first.column and place.first.line == place.last.line:
        where |= {"col": place.first.column, "endColumn": place.last.column}
    listed = ",".join(f"{key}={_escaped(str(value), PROPERTY)}" for key, value in {**where, "title": title}.items())
    return f"::{name} {listed}::{_escaped(message, DATA)}\n"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
