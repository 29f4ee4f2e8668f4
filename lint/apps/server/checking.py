"""Checking a text that is being written: as a whole, and at once where it was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import msgspec

from lint import engine
from lint.apps import checker, files
from lint.apps.memo import Memo
from lint.apps.order import Order
from lint.apps.server.paragraphs import Moves, Paragraph, alone, paragraphs
from lint.apps.sieves import sieves
from lint.apps.unread import Unread, document_of, marker_of
from lint.catalogue import Rule
from lint.checked import Checked
from lint.errors import ReadError
from lint.fixing import Settled, settle
from lint.model import Depth, Finding, Safety
from lint.readers.marks import around
from lint.source import Document
from lint.suppress import UNUSED, WRONG, works, written

MANY = 20
"""Paragraphs from which on it is as quick to read the whole document as those that are new."""


class Text(msgspec.Struct, frozen=True):
    """A version of a text in an editor."""

    name: str
    """The path of the file or, where there is none, what the editor calls the text."""
    form: str
    """How it is read, such as text or markdown."""
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
    """Checks texts under one order."""

    def __init__(self, order: Order, memo: Memo) -> None:
        self._checks = checker.Checker(order, memo)
        self._sieves = sieves(order, self._checks.roster(), Memo())
        self._marker = marker_of(order)
        rules = self._checks.chosen.rules
        self.rules = {rule.id: rule for rule in rules}
        self._local = [rule for rule in rules if rule.reads < Depth.DOCUMENT]
        self._outranks = {rule.id: rule.file.outranks for rule in rules if rule.file.outranks}

    def whole(self, text: Text, wanted: Callable[[], bool] = lambda: True) -> Sheet:
        """What `mtlint check` says of a text; SupersededError where that is no longer wanted before it is known."""
        rules = Interruptible(self._checks.chosen.rules, wanted)
        checked = next(self._checks.check([self._document(text)], rules=rules))
        return self._sheet(text, checked, whole=True)

    def partly(self, text: Text, before: Sheet) -> Sheet | None:
        """What can be said at once of a text that was changed; None where too much of it was."""
        document = self._document(text)
        now = paragraphs(document)
        moves = Moves(before.paragraphs, now)
        if len(moves.new) > MANY:
            return None
        origin, found = before.checked.origin, list(moves.findings(before.raw))
        faults = dict.fromkeys(before.checked.faults)
        parts = [alone(document, paragraph) for paragraph in moves.new]
        for part in self._checks.check(parts, origin, self._local):
            found += part.findings
            faults |= dict.fromkeys(part.faults)
        checked = Checked(document, engine.ordered(found, self._outranks), tuple(faults), origin)
        return self._sheet(text, checked, whole=False)

    def settled(self, text: Text) -> Settled:
        """A text with its safe fixes applied as `mtlint fix` applies them."""
        document = self._document(text)
        first = next(self._checks.check([document]))

        def check(again: Document) -> Checked:
            # What the text is fixed for must not change while it is being fixed.
            found = first if again is document else next(self._checks.check([again], first.origin))
            return self._sieved(found)

        def reread(source: str) -> Document:
            return self._document(msgspec.structs.replace(text, source=source))

        return settle(document, reread, check, Safety.SAFE)

    def suppressed(self, sheet: Sheet, finding: Finding) -> str | None:
        """The text with a mark that suppresses a finding; None where a mark would not, as in a table."""
        text, before = sheet.text, sheet.checked.findings
        opens, closes = around(text.form, self._marker)
        if not opens:
            return None
        source = written(sheet.checked.document, finding, "", opens, closes)
        after = self.whole(msgspec.structs.replace(text, source=source)).checked.findings
        # An editor cannot be asked for a reason, so that it may lack one.
        return source if works(finding.rule, before, after, {UNUSED, WRONG}) else None

    def _sheet(self, text: Text, checked: Checked, *, whole: bool) -> Sheet:
        cut = paragraphs(checked.document)
        return Sheet(text, self, self._sieved(checked), checked.findings, cut, whole)

    def _sieved(self, checked: Checked) -> Checked:
        for sieve in self._sieves:
            checked = sieve(checked)
        return checked

    def _document(self, text: Text) -> Document:
        if "\0" in text.source:
            raise ReadError(text.name, "holds a NUL character, so that it is no text; take it out to have it checked")
        if text.form == "jsonl":
            raise ReadError(text.name, "is JSONL, which `mtlint check` reads; here only single texts are checked")
        document = document_of(Unread(files.Text(text.name, text.source), text.form, marker=self._marker))
        if isinstance(document, ReadError):
            raise document
        return document
