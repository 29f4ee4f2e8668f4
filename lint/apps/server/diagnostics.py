"""Findings as diagnostics of an editor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lsprotocol import types

import lint
from lint.apps.server.checking import Sheet
from lint.apps.server.clients import Client
from lint.apps.server.positions import Places
from lint.model import Finding, Severity, Span

SOURCE = "mtlint"
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def diagnostics(sheet: Sheet, places: Places, uri: str, client: Client) -> list[types.Diagnostic]:
    """The findings of a text, in their order."""
    return [diagnostic(sheet, finding, places, uri, client) for finding in sheet.checked.findings]


def diagnostic(sheet: Sheet, finding: Finding, places: Places, uri: str, client: Client) -> types.Diagnostic:
    """One finding."""
    rule = sheet.checker.rules.get(finding.rule)
    page = page_of(rule.id, rule.place) if rule else None
    related = list(_related(finding, places, uri)) if client.relates else []
    return types.Diagnostic(
        range=places.range(finding.span),
        message=finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if client.fades and _goes(finding) else None,
        related_information=related or None,
        data={
            "category": finding.category,
            "confidence": finding.confidence,
            "safety": finding.safety.name.lower() if finding.fixes else None,
        },
    )


@cache
def page_of(rule: str, place: str) -> str | None:
    """The address of a rule's page where there is one beside the code, else of the file that holds the rule."""
    package = Path(lint.__file__).parent
    places = (package.parent / "docs" / "rules" / f"{rule}.md", package / place, package.parent / place, Path(place))
    return next((path.resolve().as_uri() for path in places if path.is_file()), None)


def _goes(finding: Finding) -> bool:
    """Whether the proposed fix does nothing but take the flagged text out."""
    edits = finding.fix.edits if finding.fix else ()
    return len(edits) == 1 and not edits[0].text and _holds(edits[0].span, finding.span)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _related(finding: Finding, places: Places, uri: str) -> Iterator[types.DiagnosticRelatedInformation]:
    for item in finding.evidence:
        note = f"{item.note.rstrip(':')}: " if item.note else ""
        text = " ".join(item.text.split())
        location = types.Location(uri, places.range(item.span))
        yield types.DiagnosticRelatedInformation(location, f"{note}“{text}”")
