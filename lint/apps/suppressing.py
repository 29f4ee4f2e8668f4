"""`mtlint suppress`: write the suppression of a finding, and take those out that suppress nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from lint.apps import sidecar
from lint.apps.choosing import order_for
from lint.apps.commands import begin
from lint.apps.ending import CLEAN, UNCHECKED
from lint.apps.files import Text, format_of, read, write
from lint.apps.order import Choices, Order
from lint.apps.run import Worker
from lint.checked import Checked
from lint.errors import UsageError
from lint.model import Finding
from lint.readers.marks import around
from lint.report.tally import count
from lint.select import names
from lint.source import LineIndex
from lint.suppress import NOTICES, UNUSED, is_reason, works, written

PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?")
AT_UNUSED = re.compile(rf"(?P<path>.*{re.escape(sidecar.SUFFIX)}):(?P<line>\d+): ")


def suppress(place: str, rule: str | None, reason: str, choices: Choices, *, beside: bool) -> int:
    """Suppress what is found at a place, `FILE:LINE` or `FILE:LINE:COLUMN`; of several rules it must name one."""
    path, line, column = _parsed(place)
    _check_reason(reason, order_for(path, choices))
    begun = begin([path], choices)
    found = [(one, checked) for checked in begun.outcomes if isinstance(checked, Checked) for one in checked.findings]
    if begun.run.problems:
        return UNCHECKED
    finding, checked = _meant(found, path, line, column, rule)
    target = path
    if beside or not checked.document.whole or not _mark(begun.workers[0], path, finding, checked, reason):
        target = sidecar.add(checked.document, finding, reason).as_posix()
    begun.keep()
    click.echo(f"{place}: {finding.rule} is suppressed in {target}")
    return CLEAN


def prune(paths: Sequence[str], choices: Choices) -> int:
    """Take the entries out of the lists beside texts that suppress nothing."""
    begun = begin(paths, choices)
    unused: dict[str, set[int]] = {}
    for checked in begun.outcomes:
        for finding in checked.findings if isinstance(checked, Checked) else ():
            if finding.rule == UNUSED and (at := AT_UNUSED.match(finding.message)):
                unused.setdefault(at["path"].removesuffix(sidecar.SUFFIX), set()).add(int(at["line"]))
    begun.keep()
    for name, lines in unused.items():
        sidecar.prune(name, lines)
        click.echo(f"{sidecar.path_of(name).as_posix()}: {count(len(lines), 'suppression')} taken out")
    return UNCHECKED if begun.run.problems else CLEAN


def _parsed(place: str) -> tuple[str, int, int | None]:
    found = PLACE.fullmatch(place)
    if found is None:
        raise UsageError(f'"{place}" is no place; write FILE:LINE or FILE:LINE:COLUMN, as a report shows it')
    return found["path"], int(found["line"]), int(found["column"]) if found["column"] else None


def _check_reason(reason: str, order: Order) -> None:
    if not reason and order.settings.suppressions.reasons == "required":
        raise UsageError("the settings want a reason for each suppression; add --reason")
    if not is_reason(reason):
        raise UsageError("a reason is one line, and has no --> in it")


def _meant(
    found: Sequence[tuple[Finding, Checked]], path: str, line: int, column: int | None, rule: str | None
) -> tuple[Finding, Checked]:
    """The finding that is meant, and its document."""
    here = [item for item in found if item[0].rule not in NOTICES and _position(*item)[0] == line]
    here = [item for item in here if column is None or _position(*item)[1] == column]
    meant = [item for item in here if rule is None or names(rule, item[0].rule)]
    if not meant:
        there = ", ".join(dict.fromkeys(finding.rule for finding, _ in here))
        what = f"{rule} finds nothing" if rule else "nothing is found"
        at = f"{path}:{line}" + (f":{column}" if column else "")
        raise UsageError(f"{at}: {what} there" + (f"; there is {there}" if there and rule else ""))
    rules = list(dict.fromkeys(finding.rule for finding, _ in meant))
    if len(rules) > 1:
        raise UsageError(f"{path}:{line}: several rules speak there; name one of {', '.join(rules)}")
    return meant[0]


def _position(finding: Finding, checked: Checked) -> tuple[int, int]:
    position = LineIndex(checked.document.source).position(finding.span.start)
    return position.line + checked.document.line - 1, position.column


def _mark(worker: Worker, path: str, finding: Finding, checked: Checked, reason: str) -> bool:
    """Write a mark at the end of the line, where that suppresses the finding; a .docx has no room for one."""
    form = format_of(path, worker.order.read_as)
    if form == "docx":
        return False
    before = read(path, path, worker.order.encoding, form)
    text = marked(worker, before, finding, checked, reason)
    if text:
        write(Path(path), before, text)
    return bool(text)


def marked(worker: Worker, before: Text, finding: Finding, checked: Checked, reason: str) -> str:
    """The text with a mark at the end of the line, where that suppresses the finding; a table has no room for one."""
    opens, closes = around(format_of(before.name, worker.order.read_as), worker.order.settings.suppressions.marker)
    if not opens:
        return ""
    text = written(checked.document, finding, reason, opens, closes)
    again = worker.checked(msgspec.structs.replace(before, text=text))
    return text if works(finding.rule, checked.findings, again.findings) else ""
