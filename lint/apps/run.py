"""What comes of a task: its documents checked, or its files cured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

import msgspec

from lint import engine, fixing
from lint.apps.cache import load_rules
from lint.apps.files import Text, decode, format_of, read
from lint.apps.tasks import FileTask, LineTask, Task, TextTask
from lint.catalogue import Rule
from lint.engine import Checked, OriginOf
from lint.errors import LintError, ReadError, UsageError
from lint.fixing import Settled
from lint.language.analyse import Analyser, Reads
from lint.model import Safety
from lint.readers import READERS, jsonl
from lint.select import choose, matching
from lint.source import Document
from lint.sources import AUTO, Origin


class Order(msgspec.Struct, frozen=True):
    """What a run is to do, in plain values that other processes can be given."""

    rule_folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str = ""
    """The folder that the globs of `path_ignores` start from."""
    read_as: str | None = None
    encoding: str | None = None
    cached: bool = True
    level: Safety | None = None
    """The least safety of fixes to apply; None where the run only checks."""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nobody says."""
    estimate: bool = False
    """Whether the learned reader reads along."""


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
        if order.estimate:
            known = tuple(rule.with_estimates for rule in known)
        self.rules: tuple[Rule, ...] = choose(known, order.select, order.ignore, order.source, estimate=order.estimate)
        self.origin_of = origin_of(order.source)
        if not self.rules:
            raise UsageError("no rule is left to check with; loosen --select and --ignore, or see --source")
        quiet = (r for r in known if not r.record and not r.file.default and r not in self.rules)
        self.unmeasured = tuple(r.id for r in quiet if order.estimate or not r.estimates)
        """Rules that are quiet for want of a record."""
        ids = [rule.id for rule in known]
        self.path_ignores = tuple((glob, matching(ids, names)) for glob, names in order.path_ignores)

    def outcomes(self, tasks: Iterable[Task | ReadError]) -> Iterator[Outcome]:
        """What comes of tasks, in their order."""
        return self._checked(tasks) if self.order.level is None else self._cured(tasks, self.order.level)

    def _checked(self, tasks: Iterable[Task | ReadError]) -> Iterator[Outcome]:
        problems: list[Problem] = []
        # One call for all: what the engine has learned of the words of one task serves the next.
        for checked in engine.check(self._documents(tasks, problems), self.rules, self.analyser, self.origin_of):
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
        items = list(READERS[format_of(name, self.order.read_as)](name, source))
        if len(items) != 1 or isinstance(items[0], ReadError):
            return Problem(
                str(items[0]) if items and isinstance(items[0], ReadError) else f"{name}: cannot be fixed as one"
            )
        return items[0]

    def _check_one(self, document: Document, origin_of: OriginOf | None) -> Checked:
        return self._allowed(next(engine.check([document], self.rules, self.analyser, origin_of)))

    def _allowed(self, checked: Checked) -> Checked:
        """What is left of a document's findings by the settings for its path."""
        if not self.path_ignores or not checked.findings:
            return checked
        ignored = self._ignored(checked.document.name)
        return msgspec.structs.replace(checked, findings=tuple(f for f in checked.findings if f.rule not in ignored))

    def _ignored(self, name: str) -> frozenset[str]:
        path = os.path.relpath(name, self.order.base or ".").replace(os.sep, "/")
        return frozenset().union(*(ids for glob, ids in self.path_ignores if _under(path, glob)))


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


def _under(path: str, glob: str) -> bool:
    """Whether a glob names a path: from the settings' folder, or by the last part where it has no slash."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob]).match_file(path)
