"""`mtlint review --export`: what is found, in a file that takes decisions."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import cast

from lint.apps import output
from lint.apps.choosing import order_for
from lint.apps.commands import begin
from lint.apps.files import Text, decode, format_of, read_bytes
from lint.apps.order import Choices
from lint.apps.review.decisions import NAMES, Change, Cure, Decisions, Format, Found, Reviewed, render
from lint.checked import Checked
from lint.errors import ReadError, UsageError
from lint.fingerprint import fingerprints
from lint.model import Fix
from lint.report.tally import count
from lint.source import LineIndex
from lint.sources import AUTO


def export(paths: Sequence[str], choices: Choices, target: str, system: str) -> int:
    """Write what is found, with no decision made yet."""
    of_files(paths)
    begun = begin(paths, choices)
    documents: list[Reviewed] = []
    for item in begun.outcomes:
        if not isinstance(item, Checked):
            continue
        try:
            documents.append(reviewed_of(item, choices, system))
        except ReadError as error:
            begun.run.fail(str(error))
    begun.keep()
    output.emit([render(Decisions(tuple(documents)))], target)
    if not choices.quiet and target != "-":
        number = sum(len(document.findings) for document in documents)
        said = f"{count(number, 'finding')} of {count(len(documents), 'file')}"
        output.emit([f'Wrote {target}: {said}; decide, then run "mtlint apply {target}".\n'], None)
    return begun.run.exit(found=False, exit_zero=False)


def of_files(paths: Sequence[str]) -> None:
    """Refuse what is no file."""
    if "-" in paths:
        raise UsageError("a review is of files, and standard input is none; name files or folders")


def loaded(name: str, form: str, encoding: str | None) -> tuple[bytes, Text]:
    """The bytes of a file and the text in them; ReadError where there is none."""
    data, stamp = read_bytes(name, name)
    if form != "docx":
        return data, decode(data, name, encoding, stamp)
    from lint.apps.office import text_of  # few files are Word documents

    return data, text_of(data, name, stamp)


def reviewed_of(checked: Checked, choices: Choices, system: str) -> Reviewed:
    """A document with its findings, nothing decided; ReadError where it cannot be written back or has changed."""
    document = checked.document
    if not document.whole:
        raise ReadError(document.name, "a record of JSONL cannot be written back; review its text as a file")
    form = format_of(document.name, choices.read_as)
    data, text = loaded(document.name, form, choices.encoding)
    if text.text != document.source:
        raise ReadError(document.name, "was changed while it was checked; run mtlint again")
    source = checked.origin.source if checked.origin else order_for(document.name, choices).source
    return Reviewed(
        document.name,
        sha256(data).hexdigest(),
        text.encoding,
        cast("Format", form),
        _findings(checked),
        text.text,
        "" if source == AUTO else source,
        system,
    )


def _findings(checked: Checked) -> tuple[Found, ...]:
    lines, source = LineIndex(checked.document.source), checked.document.source
    made = []
    for finding, prints in zip(checked.findings, fingerprints(checked.document, checked.findings), strict=True):
        start, end = finding.span.start, finding.span.end
        at = lines.position(start)
        made.append(
            Found(
                finding.rule,
                at.line,
                at.column,
                start,
                end,
                source[start:end],
                finding.message,
                finding.severity,
                NAMES[finding.safety],
                tuple(map(_cure, finding.fixes)),
                prints.sentence,
                prints.near,
                None,
            )
        )
    return tuple(made)


def _cure(fix: Fix) -> Cure:
    edits = tuple(Change(edit.span.start, edit.span.end, edit.text) for edit in fix.edits)
    return Cure(NAMES[fix.safety], edits, fix.note)
