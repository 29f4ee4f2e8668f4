"""What `check`, `diff` and `fix` do: gather, run, report, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec

from lint.apps import output, pool
from lint.apps.cache import keep_expressions
from lint.apps.files import Found, gather, known_encoding, write
from lint.apps.order import Company, Order
from lint.apps.progress import progress
from lint.apps.project import find_settings
from lint.apps.run import Cured, Outcome, Problem, Worker
from lint.apps.tasks import SIZE, SLOWER, Task, TextTask, file_tasks, line_tasks
from lint.apps.terminal import options_for
from lint.engine import Checked
from lint.errors import ReadError, UsageError
from lint.model import Safety
from lint.report import REPORTERS
from lint.report.diff import patch
from lint.report.options import ReportOptions
from lint.report.paint import Brush
from lint.report.tally import Tally, count, cures, origins
from lint.sources import parse_source

CLEAN, FOUND, UNCHECKED = 0, 1, 3
STANDARD_INPUT = "stdin"


class Choices(msgspec.Struct, frozen=True):
    """What the options of a command say."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    config: str | None = None
    read_as: str | None = None
    encoding: str | None = None
    output: str | None = None
    form: str = "text"
    exit_zero: bool = False
    jobs: int | None = None
    no_cache: bool = False
    quiet: bool = False
    color: str = "auto"
    source: str | None = None
    estimate: bool | None = None
    others: tuple[str, ...] = ()
    languagetool_url: str | None = None
    languagetool_timeout: float = 60.0
    allow_remote: bool = False


class Run(msgspec.Struct):
    """A run under way: what could not be checked is said at once and counted."""

    quiet: bool
    problems: int = 0
    unsure: str = ""
    """The first document of which it is not sure what it was translated from."""
    unsure_count: int = 0
    foreign: str = ""
    """The first document in which nothing reads as running English, where that was asked."""
    foreign_count: int = 0
    unread_count: int = 0
    """Documents that another checker could not be asked about."""
    faults: set[str] = msgspec.field(default_factory=set)

    def fail(self, message: str) -> None:
        """Say that something could not be checked."""
        self.problems += 1
        click.echo(f"mtlint: {message}", err=True)

    def sound(self, outcomes: Iterable[Outcome]) -> Iterator[Checked | Cured]:
        """Pass on what could be checked, say what could not."""
        for outcome in outcomes:
            if isinstance(outcome, Problem):
                self.fail(outcome.message)
                continue
            checked = outcome.checked if isinstance(outcome, Cured) else outcome
            if checked.origin is not None and not checked.origin.source:
                self.unsure_count += 1
                self.unsure = self.unsure or checked.document.name
            if checked.estimate is not None and not checked.estimate.sentences:
                self.foreign_count += 1
                self.foreign = self.foreign or checked.document.name
            if checked.unread:
                self.unread_count += 1
                if self.unread_count == 1:
                    self.fail(f"{checked.document.name}: not checked by LanguageTool: {checked.unread}")
            for fault in checked.faults:
                rule = fault.split(" ", 1)[0].rstrip(":")
                if rule not in self.faults:
                    self.faults.add(rule)
                    self.fail(
                        f"{checked.document.name}: rule {fault}; the other rules went on; please report this rule"
                    )
            yield outcome

    def exit(self, found: bool, exit_zero: bool) -> int:
        """The exit code: what could not be checked weighs more than what was found."""
        if self.unsure_count and not self.quiet:
            one = self.unsure_count == 1
            where = f"{self.unsure} was" if one else f"{count(self.unsure_count, 'text')} were"
            _say(f"mtlint: not sure what {where} translated from, so only the rules for all sources were used there\n")
        if self.foreign_count and not self.quiet:
            where = self.foreign if self.foreign_count == 1 else count(self.foreign_count, "text")
            _say(f"mtlint: {where}: nothing reads as running English, so nothing was estimated\n")
        if self.unread_count > 1:
            _say(f"mtlint: {count(self.unread_count, 'text')} in all were not checked by LanguageTool\n")
        if self.problems:
            return UNCHECKED
        return FOUND if found and not exit_zero else CLEAN


def check(paths: Sequence[str], choices: Choices) -> int:
    """Report the findings of files."""
    if choices.form == "diff":
        return diff(paths, choices, ask=True)
    run, tally = Run(choices.quiet), Tally()
    worker = _worker(paths, choices, None)
    outcomes = _outcomes(worker, paths, choices)
    checked = (item for item in run.sound(outcomes) if isinstance(item, Checked))
    output.emit(REPORTERS[choices.form](tally.watch(checked), options_for(choices)), choices.output)
    _keep(choices)
    return run.exit(tally.findings > 0, choices.exit_zero)


def diff(paths: Sequence[str], choices: Choices, *, ask: bool) -> int:
    """Show as a patch what fixing would change."""
    run, tally = Run(choices.quiet), Tally()
    worker = _worker(paths, choices, Safety.ASK if ask else Safety.SAFE)
    options = options_for(choices)
    outcomes = _outcomes(worker, paths, choices)
    output.emit(_patches(run.sound(outcomes), options, tally), choices.output)
    _keep(choices)
    if not choices.quiet:
        _say((cures(tally, Brush(options.colour)) or "No fixes to show.\n") + origins(tally))
    return run.exit(tally.findings > 0, choices.exit_zero)


def _worker(paths: Sequence[str], choices: Choices, level: Safety | None) -> Worker:
    """The rules of a run; those that nobody has measured are named, since they say nothing."""
    worker = Worker(order_of(paths, choices, level))
    if worker.unmeasured and not choices.quiet:
        state = "has no record and is quiet" if len(worker.unmeasured) == 1 else "have no record and are quiet"
        cure = "select it by name, or write `default: on` into its file"
        _say(f"mtlint: {count(len(worker.unmeasured), 'rule')} {state}: {', '.join(worker.unmeasured)}; {cure}\n")
    return worker


def _keep(choices: Choices) -> None:
    if not choices.no_cache:
        keep_expressions()


def _patches(outcomes: Iterable[Checked | Cured], options: ReportOptions, tally: Tally) -> Iterator[bytes]:
    for item in outcomes:
        if isinstance(item, Cured):
            tally.add(item.checked)
            text = patch(_relative(item.before.name), item.before.text, item.settled.source, options)
            if text:
                # The patch must hold the bytes of the file, or it would not apply.
                mark = item.before.bom.decode(item.before.encoding) if item.before.bom else ""
                text = (
                    text
                    if not mark
                    else patch(item.before.name, mark + item.before.text, mark + item.settled.source, options)
                )
                yield text.encode(item.before.encoding, "backslashreplace")


def fix(paths: Sequence[str], choices: Choices, *, ask: bool, dry_run: bool) -> int:
    """Apply fixes to files, or from standard input to standard output."""
    run = Run(choices.quiet)
    worker = _worker(paths, choices, Safety.ASK if ask else Safety.SAFE)
    options = options_for(choices)
    done = Fixed(Brush(options.colour), dry_run)
    outcomes = _outcomes(worker, paths, choices)
    output.emit(_fixing(run, run.sound(outcomes), done, choices.quiet), None)
    _keep(choices)
    if not choices.quiet:
        summary = done.summary(ask)
        _say(summary) if "-" in paths else output.emit([summary], None)
    return run.exit(done.left > 0 or (dry_run and done.fixes > 0), choices.exit_zero)


def _fixing(run: Run, outcomes: Iterable[Checked | Cured], done: Fixed, quiet: bool) -> Iterator[str | bytes]:
    """Write files one after the other, and say what became of each."""
    for item in outcomes:
        if not isinstance(item, Cured):
            continue
        if item.settled.looping:
            _say(
                f"mtlint: {item.before.name}: {', '.join(item.settled.looping)} undo each other here; left as it was\n"
            )
        changed = item.settled.source != item.before.text
        try:
            if not item.path and not done.dry_run:
                yield item.before.encoded(item.settled.source)
            elif changed and not done.dry_run:
                write(Path(item.path), item.before, item.settled.source)
        except ReadError as error:
            run.fail(str(error))
            done.left += len(item.checked.findings)
            continue
        line = done.add(item, changed)
        if line and item.path and not quiet:
            yield line


class Fixed(msgspec.Struct):
    """Counts of a fixing run."""

    brush: Brush
    dry_run: bool
    files: int = 0
    changed: int = 0
    fixes: int = 0
    left: int = 0
    askable: int = 0

    def add(self, item: Cured, changed: bool) -> str:
        """Count a file; the line that says what was done to it, if anything was."""
        self.files += 1
        self.changed += changed
        self.fixes += len(item.settled.applied)
        self.left += len(item.settled.rest)
        self.askable += sum(f.fix is not None and f.safety is Safety.ASK for f in item.settled.rest)
        if not changed:
            return ""
        rules: dict[str, int] = {}
        for finding in item.settled.applied:
            rules[finding.rule] = rules.get(finding.rule, 0) + 1
        listed = ", ".join(f"{rule} ×{n}" if n > 1 else rule for rule, n in sorted(rules.items()))
        return f"{self.brush(item.before.name, 'bold')}: {count(len(item.settled.applied), 'fix')} ({listed})\n"

    def summary(self, ask: bool) -> str:
        """What was done in all, and what is left to do."""
        verb = "Would apply" if self.dry_run else "Applied"
        if self.fixes:
            done = self.brush(f"{verb} {count(self.fixes, 'fix')}", "green", "bold")
            text = f"{done} in {count(self.changed, 'file')}."
        else:
            text = f"No {'' if ask else 'safe '}fixes to apply in {count(self.files, 'file')}."
        if not self.left:
            return text + "\n"
        see, command = self.brush("`mtlint check`", "cyan"), self.brush("`mtlint fix --ask`", "cyan")
        more = f"; {count(self.askable, 'fix')} more with {command}" if self.askable and not ask else ""
        return f"{text} {count(self.left, 'finding')} left, see {see}{more}.\n"


def order_of(paths: Sequence[str], choices: Choices, level: Safety | None) -> Order:
    """What the options and the project's settings come to."""
    settings, base = find_settings(paths, choices.config)
    return Order(
        choices.rule_folders,
        choices.select or settings.select,
        (*settings.ignore, *choices.ignore),
        settings.per_path_ignores,
        base,
        choices.read_as,
        known_encoding(choices.encoding) if choices.encoding else None,
        not choices.no_cache,
        level,
        settings.source if choices.source is None else parse_source(choices.source),
        settings.estimate if choices.estimate is None else choices.estimate,
        _company(choices),
    )


def _company(choices: Choices) -> Company | None:
    """LanguageTool's server, where LanguageTool is to be asked."""
    if not choices.others:
        if choices.languagetool_url is not None:
            raise UsageError(
                "--languagetool-url says where LanguageTool is, not that it is asked; add --with languagetool"
            )
        return None
    from lint.apps.company import company  # few runs ask for it

    return company(choices.languagetool_url, choices.allow_remote, choices.languagetool_timeout)


def _outcomes(worker: Worker, paths: Sequence[str], choices: Choices) -> Iterator[Outcome]:
    """What comes of the work that paths stand for, with its progress shown."""
    tasks = tasks_of(paths, choices, worker.order.estimate)
    outcomes = pool.outcomes(worker, tasks, choices.jobs)
    if worker.order.company is not None:
        from lint.apps.company import until_over

        outcomes = until_over(worker.order.company, outcomes)
    return progress(outcomes, choices.quiet)


def tasks_of(paths: Sequence[str], choices: Choices, estimate: bool = False) -> Iterator[Task | ReadError]:
    """The work that paths stand for; `-` is standard input, no path is this folder. Slower work comes in less."""
    most = SIZE // SLOWER if estimate else SIZE
    if list(paths).count("-") > 1:
        raise UsageError('standard input ("-") can be read only once')
    files: list[str] = []
    for path in paths or (".",):
        if path != "-":
            files.append(path)
            continue
        yield from _tasks_of_files(files, choices, most)
        files = []
        yield from _tasks_of_input(choices, most)
    yield from _tasks_of_files(files, choices, most)


def _tasks_of_files(files: Sequence[str], choices: Choices, most: int) -> Iterator[Task | ReadError]:
    failed: list[ReadError] = []
    found: list[Found] = []
    for item in gather(files):
        if isinstance(item, Found):
            found.append(item)
        else:
            failed.append(item)
    yield from failed
    yield from file_tasks(found, choices.read_as, choices.encoding, most)


def _tasks_of_input(choices: Choices, most: int) -> Iterator[Task | ReadError]:
    stream = sys.stdin.buffer
    try:
        if choices.read_as == "jsonl":
            yield from line_tasks(STANDARD_INPUT, stream, choices.encoding, most)
        else:
            yield TextTask(STANDARD_INPUT, stream.read())
    except OSError as error:
        yield ReadError(STANDARD_INPUT, f"cannot be read: {error.strerror}")


def _relative(name: str) -> str:
    """A path as a patch needs it: from this folder, where the file lies below it."""
    if not os.path.isabs(name):  # noqa: PTH117
        return name
    inner = os.path.relpath(name)
    return name if inner.startswith("..") else inner.replace(os.sep, "/")


def _say(text: str) -> None:
    sys.stdout.flush()
    click.echo(text, err=True, nl=False)
