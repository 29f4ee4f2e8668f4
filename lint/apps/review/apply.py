"""`mtlint apply`: what was decided is done, file by file, each whole or not at all."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import click
import msgspec

from lint.apps import output
from lint.apps.commands import Run
from lint.apps.files import Text, put
from lint.apps.office import data_of
from lint.apps.order import Choices
from lint.apps.review.claims import Chosen, choose
from lint.apps.review.decisions import Decisions, Found, Reviewed
from lint.apps.review.export import loaded
from lint.apps.review.hushing import Hushing, hush
from lint.apps.review.opening import opened
from lint.apps.unread import Unread, document_of
from lint.errors import ReadError
from lint.fixing import apply as edited
from lint.model import Edit, Span
from lint.report.cells import cut, visible
from lint.report.diff import patch
from lint.report.options import ReportOptions
from lint.report.tally import count
from lint.source import Document

SHOWN, WIDEST = 20, 500
"""Lines of what changed in a file that are shown, and how much of each; a line may be a paragraph, or worse."""


class ChangedError(ReadError):
    """A file is another than the one that was reviewed."""

    def __init__(self, reviewed: Reviewed, now: str) -> None:
        super().__init__(reviewed.name, "was changed since it was reviewed; nothing was written, review it again")
        self.reviewed, self.now = reviewed, now

    @property
    def changes(self) -> str:
        """The first lines of what changed."""
        lines = patch(self.reviewed.name, self.reviewed.content, self.now, ReportOptions(colour=False)).splitlines()
        more = [f"… and {count(len(lines) - SHOWN, 'line')} more"] if len(lines) > SHOWN else []
        return "".join(f"{cut(visible(line), WIDEST)}\n" for line in (*lines[:SHOWN], *more))


class Done(msgspec.Struct, frozen=True):
    """What was done with the decisions on a document, and what of them could not be."""

    name: str
    taken: int
    edited: int
    hushed: int
    problems: tuple[str, ...]

    @property
    def parts(self) -> str:
        """The same in words, empty where nothing was done."""
        parts = ((self.taken, "taken"), (self.edited, "edited"), (self.hushed, "suppressed"))
        return ", ".join(f"{number:,} {what}" for number, what in parts if number)


class Sums(msgspec.Struct):
    """What was done in all."""

    taken: int = 0
    edited: int = 0
    hushed: int = 0
    files: int = 0

    def add(self, done: Done) -> None:
        """Count what was done with a document."""
        self.taken += done.taken
        self.edited += done.edited
        self.hushed += done.hushed
        self.files += bool(done.parts)

    def summary(self, undecided: int, *, dry_run: bool) -> str:
        """The same in words."""
        verb = "Would apply" if dry_run else "Applied"
        parts = [f"{self.taken:,} taken", f"{self.edited:,} edited", f"{self.hushed:,} suppressed"]
        done = f"{verb} decisions in {count(self.files, 'file')}: {', '.join(parts)}."
        return done + (f" {count(undecided, 'finding')} not decided.\n" if undecided else "\n")


def apply(place: str, choices: Choices, *, dry_run: bool) -> int:
    """Apply a file of decisions; what cannot be done is said, and the other files go on."""
    decisions = opened(place)
    run, sums = Run(choices.quiet), Sums()
    for reviewed in decisions.documents:
        try:
            done = do(reviewed, choices, dry_run=dry_run)
        except ReadError as error:
            if isinstance(error, ChangedError):
                click.echo(error.changes, err=True, nl=False)
            run.fail(str(error))
            continue
        for problem in done.problems:
            run.fail(problem)
        sums.add(done)
        if done.parts and not choices.quiet:
            output.emit([f"{done.name}: {done.parts}\n"], None)
    if not choices.quiet:
        output.emit([sums.summary(_undecided(decisions), dry_run=dry_run)], None)
    return run.exit(found=dry_run and sums.files > 0, exit_zero=False)


def _undecided(decisions: Decisions) -> int:
    return sum(found.decision is None for document in decisions.documents for found in document.findings)


def do(reviewed: Reviewed, choices: Choices, *, dry_run: bool = False) -> Done:
    """Do what was decided on one document; ReadError where the file does not allow it, and then nothing is done."""
    chosen = choose(reviewed.findings)
    hushed = tuple(found for found in reviewed.findings if found.hushed and not _is_changed(found, chosen.edits))
    done = _done(reviewed, chosen, hushed)
    if not chosen.done and not hushed:
        return done
    data, text = loaded(reviewed.name, reviewed.format, None if reviewed.format == "docx" else reviewed.encoding)
    if sha256(data).hexdigest() != reviewed.digest:
        raise ChangedError(reviewed, text.text)
    if text.text != reviewed.content:
        raise ReadError(reviewed.name, '"content" is not the text of the file; nothing was written, review it again')
    _check(reviewed, text, chosen.done)
    source = edited(text.text, chosen.edits)
    hushing = Hushing(source)
    if hushed:
        hushing = hush(msgspec.structs.replace(text, text=source), reviewed, hushed, chosen.edits, choices)
    if not dry_run:
        if hushing.source != text.text:
            put(Path(reviewed.name), text, data_of(text, hushing.source, chosen.edits))
        hushing.list_aside()
    return done


def _done(reviewed: Reviewed, chosen: Chosen, hushed: tuple[Found, ...]) -> Done:
    """What is done where nothing stands in its way."""
    problems = {found: f"overlaps with {_place(before)}, which was taken; left" for found, before in chosen.refused}
    problems |= {
        found: "a fix changes what stands there; not suppressed"
        for found in reviewed.findings
        if found.hushed and found not in hushed
    }
    taken = sum(found.decision == "take" for found in chosen.done)
    return Done(
        reviewed.name,
        taken,
        len(chosen.done) - taken,
        len(hushed),
        tuple(f"{reviewed.name}:{found.line}:{found.column}: {found.rule}: {said}" for found, said in problems.items()),
    )


def _place(found: Found) -> str:
    return f"{found.rule} at {found.line}:{found.column}"


def _is_changed(found: Found, edits: tuple[Edit, ...]) -> bool:
    return any(edit.span.overlaps(Span(found.start, found.end)) for edit in edits)


def _check(reviewed: Reviewed, text: Text, done: tuple[Found, ...]) -> None:
    """Refuse edits that the document has no place for: ReadError says which."""
    document = document_of(Unread(text, reviewed.format))
    if isinstance(document, ReadError):
        raise document
    for found in done:
        problem = unfit(found, document)
        if problem:
            raise ReadError(reviewed.name, f"{found.rule}: {problem}; nothing was written", found.line)


def unfit(found: Found, document: Document) -> str:
    """Why a document has no place for the edits of a decision; empty where it has."""
    spans = sorted(edit.span for edit in found.edits)
    if any(not 0 <= span.start <= span.end <= len(document.source) for span in spans):
        return "its edits lie outside of the text"
    if any(one.end > after.start for one, after in pairwise(spans)):
        return "its edits overlap"
    wrong = next((char for edit in found.edits for char in edit.text if char in document.bars), "")
    if wrong:
        return f'"{wrong}" would be markup here'
    span = spans[0]
    if found.decision == "edit" and not _in_prose(document, span.start, span.end):
        return "there is markup in what was found, which an edit would damage; edit it in the file"
    return ""


def _in_prose(document: Document, start: int, end: int) -> bool:
    """Whether a stretch of the source is all prose, without markup in it."""
    at = start
    for piece in document.pieces:
        if piece.source <= at <= piece.source_end:
            if end <= piece.source_end:
                return True
            at = piece.source_end
    return False
