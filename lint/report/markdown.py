"""The report as a summary in Markdown, for the page of a job: figures first, then findings, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lint.checked import Checked
from lint.model import Severity
from lint.report.cells import visible
from lint.report.cure import proposed
from lint.report.options import ReportOptions
from lint.report.page import escaped
from lint.report.place import Place, place_of
from lint.report.statistics import Statistics
from lint.report.statistics import in_words as score_in_words
from lint.report.tally import Tally, count, hushed
from lint.report.worst import badness, worst
from lint.source import GIT_LINE_END, LineIndex

ROOM = 1_000_000
"""Bytes; GitHub throws away a summary of more than 1 MiB."""
MARKS = {Severity.ERROR: "🔴 error", Severity.WARNING: "🟡 warning", Severity.NOTE: "🔵 note"}

COLUMNS = ("Findings", "Safe fixes", "Fixes to ask for", "Shown only", "Documents")
"""What the figures of a rule are."""


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """A heading, the score, a table of rules, and as many findings as there is room for."""
    tally, statistics = Tally(), Statistics()
    rows: list[tuple[tuple[int, float], int, str]] = []
    for checked in worst(statistics.watch(tally.watch(results)), options.limit):
        lines = LineIndex(checked.document.source, GIT_LINE_END)
        for finding in checked.findings:
            place = place_of(checked.document, lines, finding.span, options.base)
            cure = proposed(checked.document.source, finding)
            cells = (_where(place), MARKS[finding.severity], f"`{finding.rule}`", _cell(finding.message), _cell(cure))
            rows.append((badness(finding), len(rows), _row(cells)))
    text = "".join(_figures(tally, statistics))
    yield text
    yield from _findings([row for _, _, row in sorted(rows)], tally, ROOM - len(text.encode("utf-8", "replace")))


def _figures(tally: Tally, statistics: Statistics) -> Iterator[str]:
    unit = "document" if tally.lines else "file"
    yield f"## mtlint: {_found(tally, unit)}\n\n"
    if not statistics.score.words:
        return
    yield f"{score_in_words(statistics.score)}\n\n"
    if said := hushed(tally):
        yield f"{said}\n"
    if tally.findings:
        yield _row(("Rule", "Severity", *COLUMNS))
        yield _row(("---", "---", *("--:" for _ in COLUMNS)))
        for rule, row in statistics.rows:
            yield _row((f"`{rule}`", MARKS[row.example.severity], *(f"{figure:,}" for figure in row.figures)))
        yield "\n"
    if len(statistics.scores) > 1 and statistics.lowest:
        yield _row((f"{unit.capitalize()}s, the lowest scores first", "Score", "Penalty per 1,000 words"))
        yield _row(("---", "--:", "--:"))
        for name, score in statistics.lowest:
            yield _row((_cell(name), f"{score.quality:.1f}", f"{score.per_thousand:,.2f}"))
        yield "\n"


def _found(tally: Tally, unit: str) -> str:
    if not tally.documents:
        return "nothing was checked"
    if not tally.findings:
        return f"no findings in {count(tally.documents, unit)}"
    kinds = [count(tally.severities[s], s) for s in reversed(Severity) if tally.severities[s]]
    where = count(tally.documents, unit)
    where = f"{tally.with_findings} of {where}" if tally.documents > 1 else where
    return f"{count(tally.findings, 'finding')} in {where} ({', '.join(kinds)})"


def _findings(rows: Sequence[str], tally: Tally, room: int) -> Iterator[str]:
    """The table of findings, cut where the room ends, and how many more there are."""
    if not rows:
        return
    yield "<details open>\n<summary>Findings, the worst first</summary>\n\n"
    yield _row(("Place", "Severity", "Rule", "Finding", "Fix"))
    yield _row(("---",) * 5)
    # Room for what comes before and after the rows.
    room -= 500
    shown = 0
    for row in rows:
        room -= len(row.encode("utf-8", "backslashreplace"))
        if room < 0:
            break
        shown += 1
        yield row
    yield "\n</details>\n"
    if shown < tally.findings:
        yield f"\n{count(tally.findings - shown, 'more finding')} not shown.\n"


def _where(place: Place) -> str:
    column = f":{place.first.column}" if place.first.column else ""
    inner = f" ({place.inner})" if place.inner else ""
    return _cell(f"{place.path}:{place.first.line}{column}{inner}")


def _cell(text: str) -> str:
    return escaped(visible(text)).replace("&", "&amp;")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
