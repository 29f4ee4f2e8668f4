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


class Chosen(msgspec.Struct, frozen=True):
    """The findings whose decision is done in one pass, and those that meet one before them."""

    done: tuple[Found, ...]
    refused: tuple[tuple[Found, Found], ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that changes; two findings may want the same."""
        return tuple(sorted({edit for found in self.done for edit in found.edits}))


class Sums(msgspec.Struct):
    """What was done in all."""

    taken: int = 0
    edited: int = 0
    hushed: int = 0
    undecided: int = 0
    files: int = 0

    def summary(self, dry_run: bool) -> str:
        """The same in words."""
        verb = "Would apply" if dry_run else "Applied"
        parts = [f"{self.taken:,} taken", f"{self.edited:,} edited", f"{self.hushed:,} suppressed"]
        done = f"{verb} decisions in {count(self.files, 'file')}: {', '.join(parts)}."
        return done + (f" {count(self.undecided, 'finding')} not decided.\n" if self.undecided else "\n")


def apply(place: str, choices: Choices, *, dry_run: bool) -> int:
    """Apply a file of decisions; what cannot be done is said, and the other files go on."""
    decisions = opened(place)
    run, sums = Run(choices.quiet), Sums()
    for reviewed in decisions.documents:
        try:
            line = _applied(reviewed, choices, run, sums, dry_run)
        except ReadError as error:
            run.fail(str(error))
            continue
        if line and not choices.quiet:
            output.emit([line], None)
    sums.undecided = _undecided(decisions)
    if not choices.quiet:
        output.emit([sums.summary(dry_run)], None)
    return run.exit(found=dry_run and sums.files > 0, exit_zero=False)


def _undecided(decisions: Decisions) -> int:
    return sum(found.decision is None for document in decisions.documents for found in document.findings)


def _applied(reviewed: Reviewed, choices: Choices, run: Run, sums: Sums, dry_run: bool) -> str:
    """Do what was decided on one document; the line that says what was done, if anything was."""
    name = reviewed.name
    chosen = choose(reviewed.findings)
    hushed = tuple(found for found in reviewed.findings if found.hushed and not _is_changed(found, chosen.edits))
    for found, before in chosen.refused:
        there = f"{before.rule} at {before.line}:{before.column}"
        run.fail(f"{name}:{found.line}:{found.column}: {found.rule}: overlaps with {there}, which was taken; left")
    for found in reviewed.findings:
        if found.hushed and found not in hushed:
            run.fail(
                f"{name}:{found.line}:{found.column}: {found.rule}: a fix changes what stands there; not suppressed"
            )
    if not chosen.done and not hushed:
        return ""
    data, text = loaded(name, reviewed.format, None if reviewed.format == "docx" else reviewed.encoding)
    if sha256(data).hexdigest() != reviewed.digest:
        click.echo(_changes(reviewed, text), err=True, nl=False)
        raise ReadError(name, "was changed since it was reviewed; nothing was written, review it again")
    if text.text != reviewed.content:
        raise ReadError(name, '"content" is not the text of the file; nothing was written, review it again')
    _check(reviewed, text, chosen.done)
    source = edited(text.text, chosen.edits)
    hushing = Hushing(source)
    if hushed:
        hushing = hush(msgspec.structs.replace(text, text=source), reviewed, hushed, chosen.edits, choices)
    if not dry_run:
        if hushing.source != text.text:
            put(Path(name), text, data_of(text, hushing.source, chosen.edits))
        hushing.list_aside()
    return _said(name, chosen, hushed, sums)


def _said(name: str, chosen: Chosen, hushed: tuple[Found, ...], sums: Sums) -> str:
    taken = sum(found.decision == "take" for found in chosen.done)
    edits = len(chosen.done) - taken
    sums.taken, sums.edited, sums.hushed = sums.taken + taken, sums.edited + edits, sums.hushed + len(hushed)
    sums.files += 1
    parts = ((taken, "taken"), (edits, "edited"), (len(hushed), "suppressed"))
    return f"{name}: {', '.join(f'{number:,} {what}' for number, what in parts if number)}\n"


def choose(findings: tuple[Found, ...]) -> Chosen:
    """What is done in one pass: whole or not at all, the first of two that touch."""
    done: list[Found] = []
    refused: list[tuple[Found, Found]] = []
    for found in findings:
        if not found.edits:
            continue
        meets = next((other for other in done if other.edits != found.edits and _touch(other, found)), None)
        if meets is None:
            done.append(found)
        else:
            refused.append((found, meets))
    return Chosen(tuple(done), tuple(refused))


def _is_changed(found: Found, edits: tuple[Edit, ...]) -> bool:
    return any(edit.span.overlaps(Span(found.start, found.end)) for edit in edits)


def _touch(one: Found, other: Found) -> bool:
    # As `fix` has it: edits that touch count as overlap.
    return any(a.span.start <= b.span.end and b.span.start <= a.span.end for a in one.edits for b in other.edits)


def _check(reviewed: Reviewed, text: Text, done: tuple[Found, ...]) -> None:
    """Refuse edits that the document has no place for: ReadError says which."""
    document = document_of(Unread(text, reviewed.format))
    if isinstance(document, ReadError):
        raise document
    for found in done:
        problem = _unfit(found, document)
        if problem:
            raise ReadError(reviewed.name, f"{found.rule}: {problem}; nothing was written", found.line)


def _unfit(found: Found, document: Document) -> str:
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


def _changes(reviewed: Reviewed, text: Text) -> str:
    """The first lines of what changed in a file since it was reviewed."""
    lines = patch(reviewed.name, reviewed.content, text.text, ReportOptions(colour=False)).splitlines()
    more = [f"… and {count(len(lines) - SHOWN, 'line')} more"] if len(lines) > SHOWN else []
    return "".join(f"{cut(visible(line), WIDEST)}\n" for line in (*lines[:SHOWN], *more))
