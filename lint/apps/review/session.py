"""A review under way: documents, what is decided on them, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from lint.apps.order import Choices
from lint.apps.review.apply import ChangedError, Sums, do, unfit
from lint.apps.review.board import Board, decided, written
from lint.apps.review.claims import Claims
from lint.apps.review.decisions import Decision, Found, Reviewed
from lint.apps.review.journal import Entry, Journal, Made
from lint.checked import Checked
from lint.errors import LintError
from lint.report.advice import Limits
from lint.report.options import Page
from lint.report.sheets import Shown


class RefusedError(LintError):
    """A decision that cannot be made."""


class StaleError(LintError):
    """A decision made on a page that shows what is no more."""


class Opened(msgspec.Struct, frozen=True):
    """A document that was checked, and what was found in it, with nothing decided."""

    checked: Checked
    reviewed: Reviewed

    @property
    def file(self) -> str:
        """Its whole path without links; bytes that are no text are written out, since a database takes text only."""
        return os.fsencode(os.path.realpath(self.reviewed.name)).decode("utf-8", "backslashreplace")


class Conflict(msgspec.Struct, frozen=True):
    """Why nothing could be written to a file; where it was changed, both versions."""

    problem: str
    before: str = ""
    now: str = ""


class Paper(msgspec.Struct, frozen=True):
    """What all pages of a review have in common."""

    limits: Limits
    pages: Mapping[str, Page]
    home: str


Read = Callable[[Sequence[str]], Sequence[Opened]]
"""Checks files; those that cannot be read are said and left out."""
Changed = tuple[tuple[int, tuple[int, ...]], ...]
"""Documents, by their place among the others, each with the places of its paragraphs that look another way."""


class Session:
    """A review. Findings are numbered through; the numbers hold for one `version`, until files are read again."""

    def __init__(self, opened: Sequence[Opened], journal: Journal, read: Read, choices: Choices, paper: Paper) -> None:
        self.version = 0
        self.notice: tuple[str, ...] = ()
        """What was done last, for the next page to say."""
        self.conflicts: dict[str, Conflict] = {}
        """By the names of documents."""
        self.recorded: list[Reviewed] = []
        """What was saved, with the decisions on it."""
        self.shown = Shown((), paper.limits, paper.pages, paper.home)
        self.boards: tuple[Board, ...] = ()
        self._opened = tuple(opened)
        self._journal, self._read, self._choices, self._paper = journal, read, choices, paper
        self._entries: tuple[Entry, ...] = ()
        self._number()

    @property
    def decided(self) -> int:
        """How many findings are decided."""
        return sum(_count(board.reviewed) for board in self.boards)

    @property
    def unsaved(self) -> int:
        """How many decisions are yet to be saved."""
        return sum(_count(self._news(document)) for document in range(len(self.boards)))

    @property
    def undoable(self) -> bool:
        """Whether there is an action to undo."""
        return any(not entry.settled for entry in self._entries)

    def decide(self, version: int, number: int, decision: Decision | None, said: str) -> Changed:
        """Decide on a finding; RefusedError says why that cannot be."""
        document, place = self._place(version, number)
        board = self.boards[document]
        before = board.reviewed.findings[place]
        found = before.decide(decision, written(before, said) if decision == "edit" else said.strip())
        problem = found.wrong or (unfit(found, board.sheet.checked.document) if found.edits else "")
        if problem:
            raise RefusedError(problem)
        made = self._made(document, found)
        # What was decided on it before stands in nobody's way.
        meets = Claims.of(other for other in board.reviewed.findings if other is not before).meets(found.edits)
        if meets is not None:
            raise RefusedError(f"its fix touches that of finding {board.number_of(meets)}, which was taken")
        return self._make([made])

    def take_safe(self, version: int) -> Changed:
        """Take all safe fixes on which nothing was decided, but for those that touch what was."""
        self._current(version)
        made = []
        for document, board in enumerate(self.boards):
            claims = Claims.of(board.reviewed.findings)
            for found in board.reviewed.findings:
                taken = found.decide("take")
                if found.decision is None and found.safety == "safe" and claims.meets(taken.edits) is None:
                    claims.add(taken.edits, taken)
                    made.append(self._made(document, taken))
        if not made:
            raise RefusedError("no safe fix is left to take")
        return self._make(made)

    def undo(self, version: int) -> Changed:
        """Undo the last action."""
        self._current(version)
        if not self.undoable:
            raise RefusedError("there is nothing to undo")
        action = max(entry.action for entry in self._entries if not entry.settled)
        last = [entry for entry in self._entries if entry.action == action]
        self._journal.remove(last, self._entries)
        self._entries = tuple(entry for entry in self._entries if entry not in last)
        return self._again(entry.made for entry in last)

    def save(self, version: int) -> None:
        """Do what was decided, file by file, and check again what was written."""
        self._current(version)
        sums, said = Sums(), []
        for document, board in enumerate(self.boards):
            news = self._news(document)
            if not _count(news):
                continue
            try:
                done = do(board.reviewed, self._choices)
            except LintError as error:
                self._collide(board, error)
                said.append(str(error))
                continue
            self.conflicts.pop(board.reviewed.name, None)
            sums.add(done)
            said += done.problems
            self.recorded.append(news)
            try:
                self._settle(document)
                if done.parts:
                    self._reopen(board.reviewed.name)
            except LintError as error:
                said.append(str(error))
        self._number()
        undecided = len(self.shown.findings) - self.decided
        self.notice = (
            tuple(said) if said and not sums.files else (sums.summary(undecided, dry_run=False).rstrip(), *said)
        )

    def check(self, version: int, document: int) -> None:
        """Check a document again, by its number; decisions hold where their sentence is still the same."""
        self._current(version)
        if not 1 <= document <= len(self.boards):
            raise RefusedError("there is no such document")
        name = self.boards[document - 1].reviewed.name
        found = self._reopen(name)
        self._number()
        self.notice = (f"{name}: " + ("was checked again" if found else "could not be read"),)

    def recall(self) -> None:
        """Find again what was decided, by other reviews too."""
        self._entries = self._journal.read(one.file for one in self._opened)
        self._decide(range(len(self.boards)))

    def _number(self) -> None:
        """Number documents and findings through, as they were read last."""
        self.version += 1
        paper = self._paper
        self.shown = Shown.of([one.checked for one in self._opened], paper.limits, paper.pages, paper.home)
        sheets = zip(self.shown.sheets, self._opened, strict=True)
        self.boards = tuple(Board.of(sheet, one.reviewed) for sheet, one in sheets)
        self.recall()

    def _reopen(self, name: str) -> bool:
        """Read a document again; whether it could be."""
        fresh = {one.reviewed.name: one for one in self._read([name])}
        if name in fresh:
            self.conflicts.pop(name, None)
        self._opened = tuple(fresh.get(one.reviewed.name, one) for one in self._opened)
        return name in fresh

    def _collide(self, board: Board, error: LintError) -> None:
        if isinstance(error, ChangedError):
            conflict = Conflict(str(error), board.reviewed.content, error.now)
        else:
            conflict = Conflict(str(error))
        self.conflicts[board.reviewed.name] = conflict

    def _news(self, document: int) -> Reviewed:
        """A document with what was decided since it was saved last."""
        made = [entry.made for entry in self._entries_of(document) if not entry.settled]
        return decided(self.boards[document].reviewed, made)

    def _settle(self, document: int) -> None:
        """What was done is forgotten; a finding that was left stays so for the next review."""
        entries = self._entries_of(document)
        last = {entry.made.sentence: entry for entry in entries}
        left = [entry for entry in last.values() if entry.made.decision == "leave" and not entry.made.said]
        self._journal.settle([entry for entry in entries if entry not in left], left)

    def _place(self, version: int, number: int) -> tuple[int, int]:
        """The document of a finding, and its place there."""
        self._current(version)
        for document, board in enumerate(self.boards):
            place = number - board.sheet.first
            if 0 <= place < len(board.reviewed.findings):
                return document, place
        raise RefusedError("there is no such finding")

    def _current(self, version: int) -> None:
        if version != self.version:
            raise StaleError("the texts were read again since this page was made")

    def _made(self, document: int, found: Found) -> Made:
        return Made(self._opened[document].file, found.sentence, found.near, found.decision, found.said)

    def _make(self, made: Sequence[Made]) -> Changed:
        self._entries += self._journal.add(made, self._entries)
        self.notice = ()
        return self._again(made)

    def _again(self, made: Iterable[Made]) -> Changed:
        """Decide anew where something was made or undone."""
        files = {one.file for one in made}
        documents = [document for document, one in enumerate(self._opened) if one.file in files]
        return self._decide(documents)

    def _decide(self, documents: Iterable[int]) -> Changed:
        """Decide on documents as the journal has it."""
        boards, changed = list(self.boards), []
        for document in documents:
            made = [entry.made for entry in self._entries_of(document)]
            reviewed = decided(boards[document].reviewed, made)
            boards[document], places = boards[document].otherwise(reviewed)
            changed.append((document, places))
        self.boards = tuple(boards)
        return tuple(changed)

    def _entries_of(self, document: int) -> list[Entry]:
        file = self._opened[document].file
        return [entry for entry in self._entries if entry.made.file == file]


def _count(reviewed: Reviewed) -> int:
    return sum(found.decision is not None for found in reviewed.findings)
