"""Findings that were left with a reason, suppressed in the text that the other decisions make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from lint.apps import sidecar
from lint.apps.choosing import order_for
from lint.apps.files import Text
from lint.apps.order import Choices, Order
from lint.apps.review.decisions import Found, Reviewed
from lint.apps.run import Worker
from lint.apps.suppressing import marked
from lint.apps.unread import Unread, document_of, marker_of
from lint.errors import ReadError, UsageError
from lint.model import Edit, Finding, Span


class Hushing(msgspec.Struct, frozen=True):
    """A source with its marks, and the findings that no mark could suppress."""

    source: str
    aside: tuple[tuple[Finding, str], ...] = ()
    unread: Unread | None = None

    def list_aside(self) -> None:
        """Write the findings without a mark into the list beside the file; called once the file is written."""
        if not self.aside or self.unread is None:
            return
        document = document_of(self.unread)
        if isinstance(document, ReadError):
            raise document
        for finding, reason in self.aside:
            sidecar.add(document, finding, reason)


def hush(text: Text, reviewed: Reviewed, hushed: Sequence[Found], edits: Sequence[Edit], choices: Choices) -> Hushing:
    """A text with marks for findings, each with its reason; `edits` made the text of the one that was reviewed."""
    # Whatever the settings select, the rules are those that spoke when the review was made.
    asked = msgspec.structs.replace(
        choices, select=("all",), read_as=reviewed.format, source=reviewed.source or choices.source
    )
    order = order_for(reviewed.name, asked)
    # No list beside a file needs its rule, no Word document takes a mark.
    worker = None if text.word else _worker(order, hushed)
    aside: list[tuple[Finding, str]] = []
    # From the end, so that the places before a mark stay where they are.
    for found in reversed(hushed):
        finding = _finding(found, edits)
        made = marked(worker, text, finding, worker.checked(text), found.reason) if worker else ""
        if not made:
            aside.insert(0, (finding, found.reason))
            continue
        at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text.text, made, strict=False)))
        grown = len(made) - len(text.text)
        aside = [(_moved(one, at, grown), reason) for one, reason in aside]
        text = msgspec.structs.replace(text, text=made)
    return Hushing(text.text, tuple(aside), Unread(text, reviewed.format, marker=marker_of(order)))


def _worker(order: Order, hushed: Sequence[Found]) -> Worker | None:
    """What checks that marks do what they are to do, with the rules in question; None where none of them runs here."""
    known = Worker(order).roster.policy.known
    rules = dict.fromkeys(found.rule for found in hushed if found.rule in known)
    try:
        return Worker(msgspec.structs.replace(order, select=("suppression", *rules), ignore=()))
    except UsageError:
        return None


def _finding(found: Found, edits: Sequence[Edit]) -> Finding:
    """A finding where it stands after edits before it."""
    shift = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits if edit.span.end <= found.start)
    span = Span(found.start + shift, found.end + shift)
    return Finding(found.rule, span, found.message, found.severity, "", fixes=())


def _moved(finding: Finding, at: int, grown: int) -> Finding:
    """A finding where it stands after a mark was put in at a place."""
    if finding.span.start < at:
        return finding
    return msgspec.structs.replace(finding, span=Span(finding.span.start + grown, finding.span.end + grown))
