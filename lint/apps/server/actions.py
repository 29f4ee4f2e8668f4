"""Fixes as actions of an editor: one a fix, and one for all that are safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from lsprotocol import types
from rapidfuzz.distance import Indel

from lint.apps.server.checking import Sheet
from lint.apps.server.clients import Client
from lint.apps.server.diagnostics import diagnostic
from lint.apps.server.positions import Places
from lint.match.edits import trimmed
from lint.model import Edit, Finding, Fix, Safety, Span
from lint.report.cells import cut, visible
from lint.report.cure import changes

FIX_ALL = "source.fixAll.mtlint"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
LONGEST = 60


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor asks for actions of a kind; one that names no kinds asks for all."""
    # The kinds are strings and members of an enumeration at once, which a format string would show by their names.
    return only is None or any(not asked or kind == asked or kind.startswith(asked + ".") for asked in only)


def quick_fixes(sheet: Sheet, places: Places, uri: str, span: Span, client: Client) -> Iterator[types.CodeAction]:
    """The fixes of the findings at a place, those that are proposed first; what is only shown is not offered."""
    for finding in sheet.checked.findings:
        if not finding.span.overlaps(span):
            continue
        said = diagnostic(sheet, finding, places, uri, client)
        for number, fix in enumerate(finding.fixes):
            if fix.safety is not Safety.SHOW and fix.edits:
                yield types.CodeAction(
                    title=_title(sheet.text.source, finding, fix),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[said],
                    is_preferred=True if fix.safety is Safety.SAFE and not number else None,
                    edit=edit_of(fix.edits, places, uri, sheet.text.version, client),
                )


def suppressions(sheet: Sheet, uri: str, span: Span) -> Iterator[types.CodeAction]:
    """The actions that suppress the findings at a place by a mark, their edits yet to be made."""
    for finding in sheet.checked.findings:
        if finding.span.overlaps(span) and finding.rule in sheet.checker.rules:
            data = {"uri": uri, "rule": finding.rule, "start": finding.span.start, "end": finding.span.end}
            title = f"Suppress {finding.rule} on this line"
            yield types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, data=data)


def fix_all(sheet: Sheet, uri: str) -> types.CodeAction | None:
    """The action that applies all safe fixes, its edits yet to be made; None where there is nothing safe to do."""
    if not any(finding.safety is Safety.SAFE for finding in sheet.checked.findings):
        return None
    return types.CodeAction(title="Apply all safe fixes of mtlint", kind=FIX_ALL, data={"uri": uri})


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn one text into another, line by line, each as small as it can be."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    edits: list[Edit] = []
    for change in Indel.opcodes(old, new):
        if change.tag == "equal":
            continue
        start, end = starts[change.src_start], starts[change.src_end]
        text = "".join(new[change.dest_start : change.dest_end])
        if edits and edits[-1].span.end == start:
            # What goes and what comes in its place are told one after the other.
            last = edits.pop()
            start, text = last.span.start, last.text + text
        edits.append(Edit(Span(start, end), text))
    return tuple(_small(before, edit) for edit in edits)


def _small(text: str, edit: Edit) -> Edit:
    start, end, new = trimmed(text, edit.span.start, edit.span.end, edit.text)
    return Edit(Span(start, end), new)


def edit_of(edits: Sequence[Edit], places: Places, uri: str, version: int, client: Client) -> types.WorkspaceEdit:
    """Edits that an editor makes together or not at all."""
    made = [types.TextEdit(places.range(edit.span), edit.text) for edit in sorted(edits)]
    if not client.versions:
        return types.WorkspaceEdit(changes={uri: made})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, made)])


def _title(source: str, finding: Finding, fix: Fix) -> str:
    """A fix in words, with its note."""
    said = []
    for change in changes(source, fix.edits, finding.span):
        old, new = (cut(visible(" ".join(text.split())), LONGEST) for text in (change.old, change.new))
        said.append(f"“{old}” → “{new}”" if new else f"Delete “{old}”")
    return "; ".join(said) + (f" ({fix.note})" if fix.note else "")
