"""`mtlint suppress`: write the suppression of a finding, and take those out that suppress nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click

from lint.apps import sidecar
from lint.apps.files import Found, format_of, read, write
from lint.apps.order import Choices, Order, order_for
from lint.apps.plan import plan
from lint.apps.run import Problem, Worker, workers_for
from lint.apps.tasks import file_tasks
from lint.engine import Checked
from lint.errors import ReadError, UsageError
from lint.model import Finding
from lint.report.tally import count
from lint.select import names
from lint.source import LineIndex
from lint.suppress import NOTICES, UNUSED, written

PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?")
AT_UNUSED = re.compile(rf"(?P<path>.*{re.escape(sidecar.SUFFIX)}):(?P<line>\d+): ")


def suppress(place: str, rule: str | None, reason: str, choices: Choices, *, beside: bool) -> int:
    """Suppress what is found at a place, `FILE:LINE` or `FILE:LINE:COLUMN`; of several rules it must name one."""
    path, line, column = _parsed(place)
    order = order_for(path, choices)
    _check_reason(reason, order)
    worker = Worker(order)
    finding, checked = _meant(worker, path, line, column, rule)
    target = path
    if beside or not checked.document.whole or not _mark(worker, path, finding, checked, reason):
        target = sidecar.add(checked.document, finding, reason).as_posix()
    click.echo(f"{place}: {finding.rule} is suppressed in {target}")
    return 0


def prune(paths: Sequence[str], choices: Choices) -> int:
    """Take the entries out of the lists beside texts that suppress nothing."""
    planned = plan(paths, choices, None)
    workers = workers_for(planned.orders)
    unused: dict[str, set[int]] = {}
    problems = 0
    for item in planned.work:
        for outcome in [Problem(str(item))] if isinstance(item, ReadError) else workers[item[0]].outcomes([item[1]]):
            if isinstance(outcome, Problem):
                problems += 1
                click.echo(f"mtlint: {outcome.message}", err=True)
            elif isinstance(outcome, Checked):
                for finding in outcome.findings:
                    if finding.rule == UNUSED and (at := AT_UNUSED.match(finding.message)):
                        unused.setdefault(at["path"].removesuffix(sidecar.SUFFIX), set()).add(int(at["line"]))
    for name, lines in unused.items():
        sidecar.prune(name, lines)
        click.echo(f"{sidecar.path_of(name).as_posix()}: {count(len(lines), 'suppression')} taken out")
    return 3 if problems else 0


def _parsed(place: str) -> tuple[str, int, int | None]:
    found = PLACE.fullmatch(place)
    if found is None:
        raise UsageError(f'"{place}" is no place; write FILE:LINE or FILE:LINE:COLUMN, as a report shows it')
    return found["path"], int(found["line"]), int(found["column"]) if found["column"] else None


def _check_reason(reason: str, order: Order) -> None:
    if not reason and order.settings.suppressions.reasons == "required":
        raise UsageError("the settings want a reason for each suppression; add --reason")
    if "-->" in reason or "\n" in reason or "\r" in reason:
        raise UsageError("a reason is one line, and has no --> in it")


def _meant(worker: Worker, path: str, line: int, column: int | None, rule: str | None) -> tuple[Finding, Checked]:
    """The finding that is meant, and its document."""
    here = [item for item in _found(worker, path) if _position(*item)[0] == line]
    here = [item for item in here if item[0].rule not in NOTICES and (column is None or _position(*item)[1] == column)]
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


def _found(worker: Worker, path: str) -> Iterator[tuple[Finding, Checked]]:
    order = worker.order
    for task in file_tasks([Found(Path(path), path)], order.read_as, order.encoding):
        for outcome in [Problem(str(task))] if isinstance(task, ReadError) else worker.outcomes([task]):
            if isinstance(outcome, Problem):
                raise UsageError(outcome.message)
            if isinstance(outcome, Checked):
                yield from ((finding, outcome) for finding in outcome.findings)


def _position(finding: Finding, checked: Checked) -> tuple[int, int]:
    position = LineIndex(checked.document.source).position(finding.span.start)
    return position.line + checked.document.line - 1, position.column


def _mark(worker: Worker, path: str, finding: Finding, checked: Checked, reason: str) -> bool:
    """Write a mark at the end of the line, where that suppresses the finding; a table, for one, has no room for it."""
    before = read(Path(path), path, worker.order.encoding)
    in_markdown = format_of(before.name, worker.order.read_as) == "markdown"
    opens, closes = ("<!--", " -->") if in_markdown else (worker.order.settings.suppressions.marker, "")
    if not opens:
        return False
    text = written(checked.document, finding, reason, opens, closes)
    again = worker.checked(before.name, text)
    # It must be gone, and the mark must be no fault itself.
    if _number(again, {finding.rule}) >= _number(checked, {finding.rule}):
        return False
    if _number(again, NOTICES) > _number(checked, NOTICES):
        return False
    write(Path(path), before, text)
    return True


def _number(checked: Checked, rules: Collection[str]) -> int:
    return sum(finding.rule in rules for finding in checked.findings)
