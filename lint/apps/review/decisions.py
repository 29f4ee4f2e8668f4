"""The file of decisions: what was found in documents, and what an editor says to each."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from lint.apps.files import known_encoding
from lint.errors import UsageError, in_json
from lint.model import Edit, Safety, Severity, Span
from lint.suppress import NOTICES, is_reason

AT_PATH = re.compile(r" - at `\$(?P<path>.*)`\Z")
ROWS = re.compile(r"\.documents\[(?P<document>\d+)\](?:\.findings\[(?P<finding>\d+)\])?")
NEWLINE = b"\n"

Decision = Literal["take", "leave", "edit"]
Format = Literal["text", "markdown", "html", "srt", "vtt", "docx"]
"""Formats of files that can be written back."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value of the file; a key that is not known is an error."""


class Change(_Strict, frozen=True):
    """What replaces the code points from `start` up to `end` of the content."""

    start: int
    end: int
    text: str

    @property
    def edit(self) -> Edit:
        """The same for those who fix."""
        return Edit(Span(self.start, self.end), self.text)


class Cure(_Strict, frozen=True):
    """A fix: changes that are made together or not at all."""

    safety: Literal["safe", "ask", "show"]
    edits: tuple[Change, ...]
    note: str = ""


class Found(_Strict, frozen=True, omit_defaults=True):
    """A finding, and what is decided on it."""

    rule: str
    line: int
    column: int
    start: int
    end: int
    found: str
    """What stands there; a decision to edit replaces it."""
    message: str
    severity: Severity
    safety: Literal["safe", "ask", "show"]
    fixes: tuple[Cure, ...]
    """The first is the one that is taken."""
    sentence: str
    near: str
    """Fingerprints, which stay the same while the text around them moves."""
    decision: Decision | None
    text: str | None = None
    """With `edit`: what is to stand in place of `found`."""
    reason: str = ""
    """With `leave`: why; the finding is suppressed then."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What the decision changes in the document."""
        if self.decision == "edit":
            return (Edit(Span(self.start, self.end), self.text or ""),)
        return tuple(change.edit for change in self.fixes[0].edits) if self.decision == "take" else ()

    def decide(self, decision: Decision | None, said: str = "") -> Found:
        """The same, decided; what is said is the text of an edit, or why it is left."""
        text, reason = said if decision == "edit" else None, said if decision == "leave" else ""
        return msgspec.structs.replace(self, decision=decision, text=text, reason=reason)

    @property
    def said(self) -> str:
        """The text of an edit, or why it is left."""
        return self.text or self.reason

    @property
    def hushed(self) -> bool:
        """Whether it is to be suppressed."""
        return self.decision == "leave" and bool(self.reason)

    @property
    def wrong(self) -> str:
        """What is wrong with the decision, empty where nothing is."""
        if self.decision == "edit" and self.text is None:
            return '"edit" needs "text", which is to stand in place of what was found'
        if self.decision != "edit" and self.text is not None:
            return '"text" goes with the decision "edit" alone'
        if self.decision == "take" and not self.fixes:
            return 'there is no fix to take; decide "leave", or "edit" with "text"'
        if self.reason and self.decision != "leave":
            return '"reason" goes with the decision "leave" alone'
        if not is_reason(self.reason):
            return "a reason is one line, and has no --> in it"
        if self.reason and self.rule in NOTICES:
            return 'a word on a suppression is not suppressed itself; leave "reason" out'
        if self.text and len(self.text.splitlines()) > 1:
            return '"text" is one line'
        return ""


class Reviewed(_Strict, frozen=True, omit_defaults=True):
    """A document with its findings."""

    name: str
    digest: str
    """SHA-256 of the bytes of the file."""
    encoding: str
    format: Format
    findings: tuple[Found, ...]
    content: str
    """The text of the file, which the places above count in."""
    source: str = ""
    """The language that it was translated from."""
    system: str = ""
    """What translated it."""

    @property
    def wrong(self) -> str:
        """What is wrong with the document, empty where nothing is."""
        try:
            known_encoding(self.encoding)
        except UsageError as error:
            return str(error)
        return "its name is not a path" if not self.name or "\0" in self.name else ""


class Decisions(_Strict, frozen=True):
    """All documents of a review."""

    documents: tuple[Reviewed, ...]
    version: Literal[1] = 1


NAMES: dict[Safety, Literal["safe", "ask", "show"]] = {Safety.SAFE: "safe", Safety.ASK: "ask", Safety.SHOW: "show"}


def read(data: bytes, place: str) -> Decisions:
    """The decisions in the bytes of a file; UsageError where they cannot be understood."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        decisions = msgspec.json.decode(data, type=Decisions)
    except msgspec.ValidationError as error:
        raise UsageError(f"{place}: {_where(data, str(error))}") from None
    except ValueError as error:
        line, problem = in_json(data, error)
        raise UsageError(f"{place}{line}: is not JSON: {problem}") from None
    for document in decisions.documents:
        if document.wrong:
            raise UsageError(f"{place}: {document.name!r}: {document.wrong}")
        for row, found in enumerate(document.findings):
            wrong = found.wrong or _misplaced(found, document.content)
            if wrong:
                raise UsageError(f"{place}: {_named(document.name, row, found.rule)}: {wrong}")
    return decisions


def render(decisions: Decisions) -> bytes:
    """The file of decisions."""
    return msgspec.json.format(msgspec.json.encode(decisions), indent=2) + NEWLINE


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Decisions of a review by mtlint"}
    return head | msgspec.json.schema(Decisions)


def _misplaced(found: Found, content: str) -> str:
    inside = 0 <= found.start <= found.end <= len(content)
    right = inside and content[found.start : found.end] == found.found
    return "" if right else '"start" and "end" are not where "found" stands in "content"'


def _where(data: bytes, error: str) -> str:
    """An error of the values, with the document and the finding that it is in."""
    at = AT_PATH.search(error)
    said = AT_PATH.sub("", error).replace("Object contains unknown field", "unknown key")
    if at and at["path"] == ".version":
        return "is of a version that this mtlint does not read; make the review anew"
    rows = ROWS.match(at["path"]) if at else None
    if at is None or rows is None:
        return said + (f" (at {at['path'].lstrip('.')})" if at and at["path"] else "")
    document = msgspec.json.decode(data)["documents"][int(rows["document"])]
    name = document.get("name") if isinstance(document, dict) else None
    inner = at["path"][rows.end() :].lstrip(".")
    place = name if isinstance(name, str) else f"document {int(rows['document']) + 1}"
    if rows["finding"] is not None:
        found = document["findings"][int(rows["finding"])]
        place = _named(place, int(rows["finding"]), found.get("rule", "") if isinstance(found, dict) else "")
    if inner == "decision":
        said += '; a decision is "take", "leave", "edit" or null'
    return f"{place}: {f'{inner}: ' if inner else ''}{said}"


def _named(document: str, row: int, rule: str) -> str:
    return f"{document}, finding {row + 1}" + (f" ({rule})" if rule else "")
