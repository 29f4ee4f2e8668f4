"""`mtlint fix --track`: a copy of a Word document with fixes as tracked changes, and other findings as comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from lint.apps import output
from lint.apps.commands import begin
from lint.apps.ending import UNCHECKED
from lint.apps.order import Choices
from lint.apps.run import Cured
from lint.apps.terminal import options_for
from lint.errors import UsageError
from lint.fixing import traced
from lint.model import Finding, Safety
from lint.report.cure import proposed
from lint.report.paint import Brush
from lint.report.tally import count
from lint.word.model import Word

AUTHOR = "mtlint"


def run(
    paths: Sequence[str], choices: Choices, *, track: bool, ask: bool, show: bool, dry_run: bool, date: str | None
) -> int:
    """Write a copy of one document in which its fixes wait to be accepted."""
    target = _target(paths, choices, track=track, dry_run=dry_run)
    moment = _moment(date)
    level = Safety.SHOW if show else Safety.ASK if ask else Safety.SAFE
    begun = begin(paths, choices, level)
    found = [item for item in begun.outcomes if isinstance(item, Cured)]
    begun.keep()
    if begun.run.problems or not found:
        return UNCHECKED
    item = found[0]
    if item.before.word is None:
        raise UsageError(f"--track is for Word documents, and {paths[0]} is none; `mtlint diff` shows changes of text")
    if item.settled.looping:
        click.echo(f"mtlint: {item.before.name}: {', '.join(item.settled.looping)} undo each other here", err=True)
    unplaced = _write(item, item.before.word, target, moment)
    if not choices.quiet:
        output.emit([_summary(item, target, unplaced, Brush(options_for(choices).colour))], None)
    return begun.run.exit(bool(item.settled.rest), choices.exit_zero)


def _target(paths: Sequence[str], choices: Choices, *, track: bool, dry_run: bool) -> str:
    """Where the copy goes; UsageError where what is asked makes no sense."""
    if not track:
        raise UsageError("--output, --show and --date are for --track; without it files are fixed in place")
    if dry_run:
        raise UsageError("--track writes a copy, which --dry-run would not; leave one of them out")
    if len(paths) != 1 or Path(paths[0]).is_dir():
        raise UsageError("--track takes one document")
    if choices.output is None:
        raise UsageError("--track writes a copy; say where with --output FILE.docx")
    target = Path(choices.output)
    if paths[0] != "-" and target.exists() and Path(paths[0]).exists() and target.samefile(paths[0]):
        raise UsageError("--output is the document itself; name another file for the copy")
    return choices.output


def _moment(date: str | None) -> str:
    """A time as Word writes it."""
    try:
        moment = datetime.now(UTC) if date is None else datetime.fromisoformat(date)
    except ValueError:
        raise UsageError(f'--date "{date}" is no time; write 2026-05-01 or 2026-05-01T10:00:00Z') from None
    # What is said without a zone is meant as it stands.
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(item: Cured, word: Word, target: str, moment: str) -> int:
    """Write the copy; how many findings stand where Word takes no comment."""
    from lint.word.comments import Note
    from lint.word.tracked import Author, tracked

    settled = item.settled
    notes = [Note(traced(settled.edits, finding.span), _said(settled.source, finding)) for finding in settled.rest]
    made = tracked(item.before.name, word.data, settled.edits, notes, Author(AUTHOR, moment))
    output.emit([made.data], target)
    return made.unplaced


def _said(source: str, finding: Finding) -> str:
    """A finding in a comment: what is wrong, what could be done, and which rule says so."""
    return "\n".join(filter(None, (finding.message, proposed(source, finding), finding.rule)))


def _summary(item: Cured, target: str, unplaced: int, brush: Brush) -> str:
    fixes, noted = len(item.settled.applied), len(item.settled.rest) - unplaced
    text = f"{brush(target, 'bold')}: {count(fixes, 'tracked fix')} and {count(noted, 'comment')}."
    if unplaced:
        text += f" {count(unplaced, 'finding')} more, where Word takes no comments; see `mtlint check`."
    return text + "\n"
