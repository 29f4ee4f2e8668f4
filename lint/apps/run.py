"""What comes of a task: its documents checked, or its files cured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from lint import engine, fixing
from lint.apps.cache import beside_rules, load_rules
from lint.apps.files import Text, decode, format_of, read
from lint.apps.order import Order
from lint.apps.sieves import sieves
from lint.apps.tasks import FileTask, LineTask, Task, TextTask
from lint.catalogue import Rule
from lint.engine import Checked, OriginOf, Second
from lint.errors import LintError, ReadError, UsageError
from lint.fixing import Settled
from lint.language.analyse import Analyser, Reads
from lint.model import Safety
from lint.readers import READERS, jsonl
from lint.record import Default
from lint.select import choose, of_others
from lint.source import Document
from lint.sources import AUTO, Origin


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

    def __init__(self, order: Order) -> None:
        self.order = order
        self.analyser = analyser_for(order.estimate)
        known = load_rules(order.rule_folders, cached=order.cached)
        own = of_others(order.select, others=False)
        ignored = of_others(order.ignore, others=False)
        # Where nothing but rules of others is selected, no rule of mtlint is.
        none = order.select and not own
        self.rules = () if none else chosen(known, own, ignored, order.source, order.estimate)
        self.second = second_of(order)
        self.origin_of = origin_of(order.source)
        if not self.rules and self.second is None:
            raise UsageError("no rule is left to check with; loosen --select and --ignore, or see --source")
        running = {rule.id for rule in self.rules}
        quiet = (r for r in known if not r.record and not r.file.default and r.id not in running)
        self.unmeasured = tuple(r.id for r in quiet if order.estimate or not r.estimates)
        """Rules that are quiet for want of a record."""
        self.sieves = sieves(order, known)

    def outcomes(self, tasks: Iterable[Task | ReadError]) -> Iterator[Outcome]:
        """What comes of tasks, in their order."""
        return self._checked(tasks) if self.order.level is None else self._cured(tasks, self.order.level)

    def _checked(self, tasks: Iterable[Task | ReadError]) -> Iterator[Outcome]:
        problems: list[Problem] = []
        # One call for all: what the engine has learned of the words of one task serves the next.
        documents = self._documents(tasks, problems)
        for checked in engine.check(documents, self.rules, self.analyser, self.origin_of, self.second):
            yield from problems
            problems.clear()
            yield self._allowed(checked)
        yield from problems

    def _documents(self, tasks: Iterable[Task | ReadError], problems: list[Problem]) -> Iterator[Document]:
        for task in tasks:
            for item in self._items(task):
                if isinstance(item, Document):
                    yield item
                else:
                    problems.append(Problem(str(item)))

    def _items(self, task: Task | ReadError) -> Iterator[Document | ReadError]:
        if isinstance(task, ReadError):
            yield task
            return
        if isinstance(task, LineTask):
            yield from jsonl.read_lines(task.name, task.lines, task.first)
            return
        for found in self._texts(task):
            if isinstance(found, ReadError):
                yield found
            else:
                yield from READERS[format_of(found.name, self.order.read_as)](found.name, found.text)

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

    def _cured(self, tasks: Iterable[Task | ReadError], level: Safety) -> Iterator[Outcome]:
        for task in tasks:
            if isinstance(task, ReadError):
                yield Problem(str(task))
            elif isinstance(task, LineTask):
                cure = "the fixes are in `mtlint check --format jsonl`"
                yield Problem(f"{task.name}: JSONL is checked but not fixed; {cure}")
            else:
                paths = [str(found.path) for found in task.files] if isinstance(task, FileTask) else [""]
                for path, text in zip(paths, self._texts(task), strict=True):
                    yield Problem(str(text)) if isinstance(text, ReadError) else self._cure(path, text, level)

    def _cure(self, path: str, text: Text, level: Safety) -> Outcome:
        document = self._read_one(text.name, text.text)
        if isinstance(document, Problem):
            return document
        checked = self._check_one(document, self.origin_of)
        first, unread = [checked], [checked.unread]
        # What the text is fixed for must not change while it is being fixed.
        settled_origin = fixed_origin(checked.origin)

        def check(again: Document) -> Checked:
            if first:
                return first.pop()
            later = self._check_one(again, settled_origin)
            unread.append(later.unread)
            return later

        def reread(source: str) -> Document:
            made = self._read_one(text.name, source)
            if isinstance(made, Problem):
                raise LintError(made.message)
            return made

        settled = fixing.settle(document, reread, check, level)
        # Another checker may be lost between two passes.
        checked = msgspec.structs.replace(checked, unread=next(filter(None, unread), ""))
        return Cured(path, text, checked, settled)

    def _read_one(self, name: str, source: str) -> Document | Problem:
        items = list(READERS[format_of(name, self.order.read_as)](name, source))
        if len(items) != 1 or isinstance(items[0], ReadError):
            return Problem(
                str(items[0]) if items and isinstance(items[0], ReadError) else f"{name}: cannot be fixed as one"
            )
        return items[0]

    def _check_one(self, document: Document, origin_of: OriginOf | None) -> Checked:
        return self._allowed(next(engine.check([document], self.rules, self.analyser, origin_of, self.second)))

    def _allowed(self, checked: Checked) -> Checked:
        """What is left of a document's findings by the settings, and by what its writers asked for."""
        for sieve in self.sieves:
            checked = sieve(checked)
        return checked


def chosen(
    known: Sequence[Rule], select: Sequence[str], ignore: Sequence[str], source: str, estimate: bool
) -> tuple[Rule, ...]:
    """The rules that run; those that a gate guards by what they are where the learned reader reads along."""
    rules = tuple(rule.with_estimates for rule in known) if estimate else tuple(known)
    return choose(rules, select, ignore, source, estimate=estimate)


def analyser_for(estimate: bool) -> Reads:
    """What reads the documents of a run."""
    if not estimate:
        return Analyser()
    from lint.estimation import Estimating, Estimator  # what runs it takes longer to load than a short run

    return Estimating(Analyser(), Estimator.load())


def second_of(order: Order) -> Second | None:
    """What is asked besides mtlint's own rules."""
    selected = of_others(order.select)
    if order.company is None:
        if selected:
            raise UsageError(f"{selected[0]} is for LanguageTool; add --with languagetool")
        return None
    from lint.apps.lt_client import Client  # few runs ask for it
    from lint.backends.languagetool import second
    from lint.backends.policy import Choice, Policy

    policy = beside_rules("languagetool.json", Policy) or Policy("", {})
    only = bool(selected) and Default.ON not in order.select
    choice = Choice(policy, selected, of_others(order.ignore), only)
    return second(Client(order.company).ask, choice)


def origin_of(source: str) -> OriginOf | None:
    """What tells a document's source: the one that was given, or a guess for `auto`; None where nobody asks."""
    if source != AUTO:
        return fixed_origin(Origin(source, 1.0) if source else None)
    from lint.language.origin import guess  # its table is large, and only this asks for it

    return lambda document: guess(document.text)


def fixed_origin(origin: Origin | None) -> OriginOf | None:
    """What says the same of every document."""
    return None if origin is None else lambda _: origin
