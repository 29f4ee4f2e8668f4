"""Checking a text that is being written: as a whole, and at once where it was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import msgspec

from lint import engine
from lint.apps.run import Worker, fixed_origin
from lint.apps.server.paragraphs import Moves, Paragraph, alone, paragraphs
from lint.catalogue import Rule
from lint.engine import Checked
from lint.errors import ReadError
from lint.fixing import Settled, settle
from lint.model import Depth, Finding, Safety
from lint.readers import READERS
from lint.source import Document

MANY = 20
"""Paragraphs from which on it is as quick to read the whole document as those that are new."""


class Text(msgspec.Struct, frozen=True):
    """A version of a text in an editor."""

    name: str
    """The path of the file or, where there is none, what the editor calls the text."""
    form: str
    """How it is read: text or markdown."""
    source: str
    version: int


class Sheet(msgspec.Struct, frozen=True):
    """What was found in a version of a text."""

    text: Text
    checker: Checker
    checked: Checked
    raw: tuple[Finding, ...]
    """Everything that was found, suppressed or not."""
    paragraphs: tuple[Paragraph, ...]
    whole: bool
    """False where paragraphs were read alone and rules that read the document are yet to say something."""


class SupersededError(Exception):
    """Nobody waits for what is being worked out any more."""


class Interruptible(Sequence[Rule]):
    """Rules that run only as long as somebody waits for what they find."""

    def __init__(self, rules: Sequence[Rule], wanted: Callable[[], bool]) -> None:
        self._rules, self._wanted = rules, wanted

    def __len__(self) -> int:
        return len(self._rules)

    @overload
    def __getitem__(self, at: int) -> Rule: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Rule]: ...
    def __getitem__(self, at: int | slice) -> Rule | Sequence[Rule]:
        return self._rules[at]

    def __iter__(self) -> Iterator[Rule]:
        for rule in self._rules:
            if not self._wanted():
                raise SupersededError
            yield rule


class Checker:
    """Checks texts under the settings of one worker."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.rules = {rule.id: rule for rule in worker.rules}
        self._local = [rule for rule in worker.rules if rule.reads < Depth.DOCUMENT]
        self._outranks = {rule.id: rule.file.outranks for rule in worker.rules if rule.file.outranks}

    def whole(self, text: Text, wanted: Callable[[], bool] = lambda: True) -> Sheet:
        """What `mtlint check` says of a text; SupersededError where that is no longer wanted before it is known."""
        worker = self._worker
        rules = Interruptible(worker.rules, wanted)
        checked = next(engine.check([_document(text)], rules, worker.analyser, worker.origin_of))
        return self._sheet(text, checked, whole=True)

    def partly(self, text: Text, before: Sheet) -> Sheet | None:
        """What can be said at once of a text that was changed; None where too much of it was."""
        document = _document(text)
        now = paragraphs(document)
        moves = Moves(before.paragraphs, now)
        if len(moves.new) > MANY:
            return None
        origin, found = before.checked.origin, list(moves.findings(before.raw))
        faults = dict.fromkeys(before.checked.faults)
        parts = [alone(document, paragraph) for paragraph in moves.new]
        for part in engine.check(parts, self._local, self._worker.analyser, fixed_origin(origin)):
            found += part.findings
            faults |= dict.fromkeys(part.faults)
        checked = Checked(document, engine.ordered(found, self._outranks), tuple(faults), origin)
        return self._sheet(text, checked, whole=False)

    def settled(self, text: Text) -> Settled:
        """A text with its safe fixes applied as `mtlint fix` applies them."""
        worker, document = self._worker, _document(text)
        # What the text is fixed for must not change while it is being fixed.
        origin_of = fixed_origin(worker.origin_of(document)) if worker.origin_of else None

        def check(again: Document) -> Checked:
            return self._sieved(next(engine.check([again], worker.rules, worker.analyser, origin_of)))

        def reread(source: str) -> Document:
            return _document(msgspec.structs.replace(text, source=source))

        return settle(document, reread, check, Safety.SAFE)

    def _sheet(self, text: Text, checked: Checked, *, whole: bool) -> Sheet:
        cut = paragraphs(checked.document)
        return Sheet(text, self, self._sieved(checked), checked.findings, cut, whole)

    def _sieved(self, checked: Checked) -> Checked:
        for sieve in self._worker.sieves:
            checked = sieve(checked)
        return checked


def _document(text: Text) -> Document:
    if "\0" in text.source:
        raise ReadError(text.name, "holds a NUL character, so that it is no text; take it out to have it checked")
    if text.form == "jsonl":
        raise ReadError(text.name, "is JSONL, which `mtlint check` reads; here only text and Markdown are checked")
    document = next(iter(READERS[text.form](text.name, text.source)))
    if isinstance(document, ReadError):
        raise document
    return document
