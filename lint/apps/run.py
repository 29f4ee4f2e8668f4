"""What comes of a task: its documents checked, or its files cured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from lint import engine, fixing
from lint.apps.cache import load_rules
from lint.apps.files import Text, decode, format_of, read
from lint.apps.order import Order
from lint.apps.sieves import sieves
from lint.apps.tasks import FileTask, LineTask, Task, TextTask
from lint.catalogue import Rule
from lint.engine import Checked, OriginOf
from lint.errors import LintError, ReadError, UsageError
from lint.fixing import Settled
from lint.language.analyse import Analyser, Reads
from lint.model import Safety
from lint.readers import READERS, jsonl, plain
from lint.select import choose
from lint.settings import Names
from lint.source import Document
from lint.sources import AUTO, Origin
from lint.suppress import NOTICES, Notice, Policy


class Problem(msgspec.Struct, frozen=True):
    """Something that could not be checked; the rest is."""

    message: str


class Cured(msgspec.Struct, frozen=True):
    """A file with the fixes of a level applied, not yet written."""

    path: str
    before: Text
    checked: Checked
    settled: Settled


Outcome = Checked | Cured | Problem


class Worker:
    """The rules of a run and what they do to a task."""

    def __init__(self, order: Order, analyser: Reads | None = None, rules: Sequence[Rule] | None = None) -> None:
        self.order = order
        self.analyser = analyser or analyser_for(order.estimate)
        known = load_rules(order.rule_folders, cached=order.cached) if rules is None else rules
        reasons = order.settings.suppressions.reasons == "required"
        made = chosen(known, order.select, order.ignore, order.source, estimate=order.estimate, reasons=reasons)
        self.rules = made.rules
        self.origin_of = origin_of(order.source)
        if not self.rules:
            raise UsageError("no rule is left to check with; loosen --select and --ignore, or see --source")
        running = {rule.id for rule in self.rules}
        quiet = (r for r in known if not r.record and not r.file.default and r.id not in running)
        self.unmeasured = tuple(r.id for r in quiet if order.estimate or not r.estimates)
        """Rules that are quiet for want of a record."""
        self.sieves = sieves(order, made.policy)

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """What comes of tasks, in their order."""
        return self._checked(tasks) if self.order.level is None else self._cured(tasks, self.order.level)

    def checked(self, name: str, source: str) -> Checked:
        """One text checked, as the file of that name would be; ReadError where it cannot be."""
        document = self._read_one(name, source)
        if isinstance(document, Problem):
            raise ReadError(name, document.message)
        return self._check_one(document, self.origin_of)

    def _checked(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        problems: list[Problem] = []
        # One call for all: what the engine has learned of the words of one task serves the next.
        for checked in engine.check(self._documents(tasks, problems), self.rules, self.analyser, self.origin_of):
            yield from problems
            problems.clear()
            yield self._sieved(checked)
        yield from problems

    def _sieved(self, checked: Checked) -> Outcome:
        try:
            return self._allowed(checked)
        except ReadError as error:
            return Problem(str(error))

    def _documents(self, tasks: Iterable[Task], problems: list[Problem]) -> Iterator[Document]:
        for task in tasks:
            for item in self._items(task):
                if isinstance(item, Document):
                    yield item
                else:
                    problems.append(Problem(str(item)))

    def _items(self, task: Task) -> Iterator[Document | ReadError]:
        if isinstance(task, LineTask):
            yield from jsonl.read_lines(task.name, task.lines, task.first)
            return
        for found in self._texts(task):
            if isinstance(found, ReadError):
                yield found
            else:
                yield from self._documents_of(found.name, found.text)

    def _documents_of(self, name: str, source: str) -> Iterator[Document | ReadError]:
        form = format_of(name, self.order.read_as)
        if form == "text":
            return plain.read(name, source, self.order.settings.suppressions.marker)
        return READERS[form](name, source)

    def _texts(self, task: FileTask | TextTask) -> Iterator[Text | ReadError]:
        if isinstance(task, TextTask):
            yield self._attempt(lambda: decode(task.data, task.name, self.order.encoding))
            return
        for found in task.files:
            yield self._attempt(lambda found=found: read(found.path, found.name, self.order.encoding))  # type: ignore[misc]

    def _attempt(self, work: Callable[[], Text]) -> Text | ReadError:
        try:
            return work()
        except ReadError as error:
            return error

    def _cured(self, tasks: Iterable[Task], level: Safety) -> Iterator[Outcome]:
        for task in tasks:
            if isinstance(task, LineTask):
                cure = "the fixes are in `mtlint check --format jsonl`"
                yield Problem(f"{task.name}: JSONL is checked but not fixed; {cure}")
            else:
                paths = [str(found.path) for found in task.files] if isinstance(task, FileTask) else [""]
                for path, text in zip(paths, self._texts(task), strict=True):
                    yield Problem(str(text)) if isinstance(text, ReadError) else self._attempted_cure(path, text, level)

    def _attempted_cure(self, path: str, text: Text, level: Safety) -> Outcome:
        try:
            return self._cure(path, text, level)
        except ReadError as error:
            return Problem(str(error))

    def _cure(self, path: str, text: Text, level: Safety) -> Outcome:
        document = self._read_one(text.name, text.text)
        if isinstance(document, Problem):
            return document
        checked = self._check_one(document, self.origin_of)
        first = [checked]
        # What the text is fixed for must not change while it is being fixed.
        settled_origin = fixed_origin(checked.origin)

        def check(again: Document) -> Checked:
            return first.pop() if first else self._check_one(again, settled_origin)

        def reread(source: str) -> Document:
            made = self._read_one(text.name, source)
            if isinstance(made, Problem):
                raise LintError(made.message)
            return made

        return Cured(path, text, checked, fixing.settle(document, reread, check, level))

    def _read_one(self, name: str, source: str) -> Document | Problem:
        items = list(self._documents_of(name, source))
        if len(items) != 1 or isinstance(items[0], ReadError):
            return Problem(
                str(items[0]) if items and isinstance(items[0], ReadError) else f"{name}: cannot be fixed as one"
            )
        return items[0]

    def _check_one(self, document: Document, origin_of: OriginOf | None) -> Checked:
        return self._allowed(next(engine.check([document], self.rules, self.analyser, origin_of)))

    def _allowed(self, checked: Checked) -> Checked:
        """What is left of a document's findings by the settings, and by what its writers asked for."""
        for sieve in self.sieves:
            checked = sieve(checked)
        return checked


class Chosen(msgspec.Struct, frozen=True):
    """The rules that run, and what suppressions are held against."""

    rules: tuple[Rule, ...]
    policy: Policy


def chosen(
    known: Sequence[Rule], select: Names, ignore: Names, source: str, *, estimate: bool = False, reasons: bool = False
) -> Chosen:
    """What runs; with estimates, gated rules are what their gate makes. `reasons` wants one of every suppression."""
    rules = tuple(rule.with_estimates for rule in known) if estimate else tuple(known)
    choosable: tuple[Rule | Notice, ...] = (*rules, *NOTICES.values())
    picked = choose(choosable, select, ignore, source, estimate=estimate)
    running = tuple(one for one in picked if isinstance(one, Rule))
    notices = frozenset(one.id for one in picked if isinstance(one, Notice))
    policy = Policy(frozenset(rule.id for rule in known), frozenset(rule.id for rule in running), notices, reasons)
    return Chosen(running, policy)


def workers_for(orders: Sequence[Order]) -> dict[Order, Worker]:
    """A worker for each order; they share rules, and what reads, which keeps what it learns of words."""
    reading = lru_cache(analyser_for)
    loading = lru_cache(load_rules)
    return {
        order: Worker(order, reading(order.estimate), loading(order.rule_folders, cached=order.cached))
        for order in orders
    }


def analyser_for(estimate: bool) -> Reads:
    """What reads the documents of a run."""
    if not estimate:
        return Analyser()
    from lint.estimation import Estimating, Estimator  # what runs it takes longer to load than a short run

    return Estimating(Analyser(), Estimator.load())


def origin_of(source: str) -> OriginOf | None:
    """What tells a document's source: the one that was given, or a guess for `auto`; None where nobody asks."""
    if source != AUTO:
        return fixed_origin(Origin(source, 1.0) if source else None)
    from lint.language.origin import guess  # its table is large, and only this asks for it

    return lambda document: guess(document.text)


def fixed_origin(origin: Origin | None) -> OriginOf | None:
    """What says the same of every document."""
    return None if origin is None else lambda _: origin
