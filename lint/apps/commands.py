"""What `check`, `diff` and `fix` do: gather, run, report, and the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec

from lint.apps import output, pool
from lint.apps.ending import CLEAN, FOUND, UNCHECKED
from lint.apps.files import put
from lint.apps.known import Known, Stale
from lint.apps.memo import Memo
from lint.apps.order import Choices
from lint.apps.plan import plan
from lint.apps.progress import progress
from lint.apps.reporting import FAIL_ON, allow, report
from lint.apps.run import Cured, Outcome, Problem, Worker, workers_for
from lint.apps.terminal import options_for
from lint.checked import Checked
from lint.errors import ReadError
from lint.model import Safety
from lint.report.options import Page
from lint.report.paint import Brush
from lint.report.tally import Tally, count


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
    named: Counter[str] = msgspec.field(default_factory=Counter)
    """How many documents say of themselves that they are in a language that is not read."""
    unread_count: int = 0
    """Documents that another checker could not be asked about."""
    faults: set[str] = msgspec.field(default_factory=set)
    stale: Stale | None = None
    """What of the baseline is not found any more, where there is one."""

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
            if self.stale is not None:
                self.stale.add(checked)
            if checked.origin is not None and not checked.origin.source:
                self.unsure_count += 1
                self.unsure = self.unsure or checked.document.name
            if checked.estimate is not None and not checked.estimate.sentences:
                self.foreign_count += 1
                self.foreign = self.foreign or checked.document.name
            if checked.document.language:
                self.named[checked.document.language] += 1
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
            say(f"mtlint: not sure what {where} translated from, so only the rules for all sources were used there\n")
        if self.foreign_count and not self.quiet:
            where = self.foreign if self.foreign_count == 1 else count(self.foreign_count, "text")
            say(f"mtlint: {where}: nothing reads as running English, so nothing was estimated\n")
        if self.named and not self.quiet:
            listed = ", ".join(f"{language} ({number})" for language, number in sorted(self.named.items()))
            say(
                f"mtlint: not read, since the page says that it is in another language: {listed}; "
                "where it is English, correct the `lang` of its html tag\n"
            )
        if self.unread_count > 1:
            say(f"mtlint: {count(self.unread_count, 'text')} in all were not checked by LanguageTool\n")
        if self.stale is not None and self.stale.count and not self.quiet:
            say(f"mtlint: {self.stale}\n")
        if self.problems:
            return UNCHECKED
        return FOUND if found and not exit_zero else CLEAN


class Begun(msgspec.Struct, frozen=True):
    """A run that began: its workers, and what comes of their work."""

    run: Run
    workers: tuple[Worker, ...]
    outcomes: Iterator[Checked | Cured]

    def pages(self) -> dict[str, Page]:
        """What is said of the rules that run, by their ids; loads them where nothing had to be read."""
        return {name: page for worker in self.workers for name, page in worker.checker.pages().items()}

    def keep(self) -> None:
        """Keep what was found for the next run."""
        for worker in self.workers:
            if worker.results:
                worker.results.close()
        # Where nothing had to be read, nothing was compiled, and what would keep it need not be loaded.
        if any(worker.order.cached for worker in self.workers) and "lint.patterns" in sys.modules:
            from lint.apps.cache import keep_expressions

            keep_expressions()


def begin(paths: Sequence[str], choices: Choices, level: Safety | None = None) -> Begun:
    """Begin the work that paths stand for, with its progress shown."""
    planned = plan(paths, choices, level)
    memo = Memo()
    workers = workers_for(planned.orders, memo)
    if not choices.quiet:
        _name_unmeasured(workers.values())
    baseline = planned.orders[0].baseline
    # Where only some lines are looked at, nobody knows what became of the rest.
    running = frozenset().union(*(worker.roster.policy.running for worker in workers.values()))
    run = Run(choices.quiet)
    if baseline and choices.diff_base is None:
        run.stale = Stale(memo.get(("baseline", baseline), lambda: Known.load(baseline)), running)
    outcomes = pool.outcomes(workers, planned.work, choices.jobs)
    company = next((order.company for order in planned.orders if order.company), None)
    if company is not None:
        from lint.apps.company import until_over

        outcomes = until_over(company, outcomes)
    return Begun(run, tuple(workers.values()), run.sound(progress(outcomes, choices.quiet)))


def _name_unmeasured(workers: Iterable[Worker]) -> None:
    """Name the rules that nobody has measured, since they say nothing."""
    unmeasured = sorted({name for worker in workers for name in worker.roster.unmeasured})
    if unmeasured:
        state = "has no record and is quiet" if len(unmeasured) == 1 else "have no record and are quiet"
        cure = "select it by name, or write `default: on` into its file"
        say(f"mtlint: {count(len(unmeasured), 'rule')} {state}: {', '.join(unmeasured)}; {cure}\n")


def check(paths: Sequence[str], choices: Choices) -> int:
    """Report the findings of files."""
    allow(choices)
    if choices.form == "diff":
        from lint.apps.diffing import diff

        return diff(paths, choices, ask=True)
    begun, tally = begin(paths, choices), Tally()
    checked = (item for item in begun.outcomes if isinstance(item, Checked))
    report(tally.watch(checked), choices, begun.pages)
    begun.keep()
    return begun.run.exit(FAIL_ON[choices.fail_on](tally), choices.exit_zero)


def fix(paths: Sequence[str], choices: Choices, *, ask: bool, dry_run: bool) -> int:
    """Apply fixes to files, or from standard input to standard output."""
    begun = begin(paths, choices, Safety.ASK if ask else Safety.SAFE)
    options = options_for(choices)
    done = Fixed(Brush(options.colour), dry_run)
    output.emit(_fixing(begun.run, begun.outcomes, done, choices.quiet), None)
    begun.keep()
    if not choices.quiet:
        summary = done.summary(ask)
        say(summary) if "-" in paths else output.emit([summary], None)
    return begun.run.exit(done.left > 0 or (dry_run and done.fixes > 0), choices.exit_zero)


def _fixing(run: Run, outcomes: Iterable[Checked | Cured], done: Fixed, quiet: bool) -> Iterator[str | bytes]:
    """Write files one after the other, and say what became of each."""
    for item in outcomes:
        if not isinstance(item, Cured):
            continue
        if item.settled.looping:
            say(f"mtlint: {item.before.name}: {', '.join(item.settled.looping)} undo each other here; left as it was\n")
        changed = item.settled.source != item.before.text
        try:
            if not item.path and not done.dry_run:
                yield item.data()
            elif changed and not done.dry_run:
                put(Path(item.path), item.before, item.data())
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


def say(text: str) -> None:
    """Say something beside the report."""
    sys.stdout.flush()
    click.echo(text, err=True, nl=False)
