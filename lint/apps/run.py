"""What comes of a task: its documents checked, or its files cured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import msgspec

from lint import fixing
from lint.apps.build import build
from lint.apps.files import Text, format_of
from lint.apps.memo import Memo
from lint.apps.office import data_of
from lint.apps.order import Order
from lint.apps.results import Results
from lint.apps.roster import Roster, results_key, roster_key
from lint.apps.sieves import sieves
from lint.apps.store import Store, open_store
from lint.apps.tasks import LineTask, Task
from lint.apps.unread import Unread, document_of, marker_of, unread_of
from lint.checked import Checked
from lint.errors import ReadError
from lint.fixing import Settled
from lint.model import Safety
from lint.report.options import Page
from lint.source import Document
from lint.sources import Origin


class Problem(msgspec.Struct, frozen=True):
    """Something that could not be checked; the rest is."""

    message: str


class Cured(msgspec.Struct, frozen=True):
    """A file with the fixes of a level applied, not yet written."""

    path: str
    before: Text
    checked: Checked
    settled: Settled

    def data(self) -> bytes:
        """The bytes of the file as it is cured."""
        return data_of(self.before, self.settled.source, self.settled.edits)


Outcome = Checked | Cured | Problem


class Lot(msgspec.Struct, frozen=True):
    """What is known of a task at once, with a gap (None) for each of the texts that must be read."""

    known: tuple[Outcome | None, ...]
    unread: tuple[Unread, ...]

    @property
    def size(self) -> int:
        """Code points of the texts that must be read."""
        return sum(len(unread.text.text) for unread in self.unread)

    def filled(self, made: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes of the task, in its order, given those of the texts that had to be read."""
        waiting = iter(made)
        for outcome in self.known:
            yield next(waiting) if outcome is None else outcome


class Checks(Protocol):
    """What checks documents."""

    def check(self, documents: Iterable[Document], origin: Origin | None = None) -> Iterator[Checked]:
        """Check documents in order; with an `origin`, as what was translated from that."""

    def roster(self) -> Roster:
        """What must be known of the rules to do without them."""

    def pages(self) -> dict[str, Page]:
        """What is said of the rules that run, by their ids."""


class Worker:
    """An order, and what it does to tasks: what earlier runs found is recalled, the rest is checked."""

    def __init__(self, order: Order, memo: Memo | None = None) -> None:
        self.order = order
        self._memo = memo or Memo()
        store = open_store() if order.cached else None
        built = self._memo.get("build", lambda: build(store)) if store else b""
        self.roster = self._roster(store, built)
        self.results = Results(store, results_key(order, self.roster, built)) if store else None
        self.sieves = sieves(order, self.roster, self._memo)

    @cached_property
    def checker(self) -> Checks:
        """The rules and what reads for them, loaded when the first text must be read."""
        from lint.apps.checker import Checker  # takes longer to load than many a run whose texts are known

        return Checker(self.order, self._memo)

    def _roster(self, store: Store | None, built: bytes) -> Roster:
        """The roster of the rules; where none is kept the rules are loaded, which says what is wrong with them."""
        if store is None:
            return self.checker.roster()
        key = roster_key(self.order, built)
        kept = Roster.decoded(store.get([key]).get(key))
        if kept is None:
            kept = self.checker.roster()
            store.put({key: msgspec.msgpack.encode(kept)})
        return kept

    def recall(self, task: Task | ReadError) -> Lot:
        """What of a task is known already, or can be said without reading."""
        if isinstance(task, ReadError):
            return Lot((Problem(str(task)),), ())
        if isinstance(task, LineTask) and self.order.level is not None:
            cure = "the fixes are in `mtlint check --format jsonl`"
            return Lot((Problem(f"{task.name}: JSONL is checked but not fixed; {cure}"),), ())
        items = list(unread_of(task, self.order))
        texts = [item for item in items if isinstance(item, Unread)]
        checked = iter(self.results.recall(texts) if self.results else [None] * len(texts))
        known: list[Outcome | None] = []
        unread: list[Unread] = []
        for item in items:
            if isinstance(item, ReadError):
                known.append(Problem(str(item)))
                continue
            found = next(checked)
            known.append(self._settled(item, found) if found else None)
            if known[-1] is None:
                unread.append(item)
        return Lot(tuple(known), tuple(unread))

    def _settled(self, unread: Unread, found: Checked) -> Outcome | None:
        """What comes of a text in which it is known what was found; None where it must be fixed."""
        checked, level = self._sieved(found), self.order.level
        if isinstance(checked, Problem) or level is None:
            return checked
        if fixing.plan(checked.findings, level):
            return None
        return Cured(unread.path, unread.text, checked, Settled(checked.document.source, (), checked.findings))

    def outcomes(self, texts: Sequence[Unread]) -> Iterator[Outcome]:
        """What comes of texts that must be read, in their order and one for each."""
        level = self.order.level
        try:
            yield from self._checked(texts) if level is None else (self._cure(unread, level) for unread in texts)
        finally:
            # In one go, and also where nobody asks for the rest.
            if self.results:
                self.results.write()

    def _checked(self, texts: Sequence[Unread]) -> Iterator[Outcome]:
        read = [document_of(unread) for unread in texts]
        checked = self.checker.check(document for document in read if isinstance(document, Document))
        for unread, document in zip(texts, read, strict=True):
            if isinstance(document, ReadError):
                yield Problem(str(document))
                continue
            found = next(checked)
            if self.results:
                self.results.keep(unread, found)
            yield self._sieved(found)

    def checked(self, text: Text) -> Checked:
        """One text checked, as the file of its name would be; ReadError where it cannot be."""
        return self._check_one(Unread(text, format_of(text.name, self.order.read_as), marker=marker_of(self.order)))

    def _cure(self, unread: Unread, level: Safety) -> Outcome:
        try:
            checked = self._check_one(unread)
        except ReadError as error:
            return Problem(str(error))
        passes = [checked]

        def check(again: Document) -> Checked:
            if again is checked.document:
                return checked
            # What the text is fixed for must not change while it is being fixed.
            passes.append(self._check_one(_with(unread, again.source), checked.origin, again))
            return passes[-1]

        settled = fixing.settle(checked.document, lambda source: _read(_with(unread, source)), check, level)
        # Another checker may be lost between two passes.
        lost = next((one.unread for one in passes if one.unread), "")
        return Cured(unread.path, unread.text, msgspec.structs.replace(checked, unread=lost), settled)

    def _check_one(self, unread: Unread, origin: Origin | None = None, document: Document | None = None) -> Checked:
        known = self.results.recall([unread], origin)[0] if self.results else None
        if known is None:
            known = next(self.checker.check([document or _read(unread)], origin))
            if self.results:
                self.results.keep(unread, known, origin)
        return self._allowed(known)

    def _sieved(self, checked: Checked) -> Checked | Problem:
        try:
            return self._allowed(checked)
        except ReadError as error:
            return Problem(str(error))

    def _allowed(self, checked: Checked) -> Checked:
        """What is left of a document's findings by the settings, and by what its writers asked for."""
        for sieve in self.sieves:
            checked = sieve(checked)
        return checked

    def share(self) -> None:
        """Get ready to be copied to other processes: they need the rules, and a database of their own."""
        _ = self.checker
        if self.results:
            self.results.close()


def workers_for(orders: Sequence[Order], memo: Memo) -> dict[Order, Worker]:
    """A worker for each order; they share the rules, the baseline, and what reads, which learns of words."""
    return {order: Worker(order, memo) for order in orders}


def _with(unread: Unread, source: str) -> Unread:
    """A text in another version."""
    return msgspec.structs.replace(unread, text=msgspec.structs.replace(unread.text, text=source))


def _read(unread: Unread) -> Document:
    document = document_of(unread)
    if isinstance(document, ReadError):
        raise document
    return document
