"""A run with all that is hard to report: odd names, odd characters, several sorts of documents, suppressed findings."""

from __future__ import annotations

from lint.checked import Checked
from lint.model import Edit, Evidence, Finding, Fix, Hushed, Safety, Severity, Span, Suppressed
from lint.source import Document, Segment

NAME = "/desk/docs/50% a,b é:😀\udcff.md"
TEXT = "Ça 😀: Anna slept. He rose | late.\r\nThe <end>\x1b[2J & \ud800 more.\rOld, `end`.\n"


def _finding(rule: str, old: str, new: str | None, severity: Severity, **more: object) -> Finding:
    start = TEXT.index(old)
    span = Span(start, start + len(old))
    fixes = (Fix((Edit(span, new),), Safety.ASK),) if new is not None else ()
    return Finding(rule, span, f"“{old}”, 100% {{0}} [so](1): ]]>\n::error::", severity, "Style", fixes=fixes, **more)  # type: ignore[arg-type]


HE = _finding(
    "pronoun/sex", "He", "She", Severity.ERROR, confidence=0.5, evidence=(Evidence(Span(6, 10), "Anna", "meant"),)
)
WIDE = _finding("style/wide", "late.\r\nThe", None, Severity.NOTE)
ODD = _finding("text/odd", "\x1b[2J & \ud800", "and", Severity.WARNING)
OLD = _finding("style/old", "Old", "New", Severity.WARNING)
FAR = Finding(
    "sentence/two-places", Span(6, 10), "Both.", Severity.ERROR, "Style", confidence=0.9,
    fixes=(Fix((Edit(Span(6, 10), "Ann"), Edit(Span(21, 25), "got up")), Safety.SAFE, "both"),),
)  # fmt: skip
KNOWN = Suppressed(_finding("style/end", "end", "close", Severity.NOTE), Hushed.BASELINE)
MARKED = Suppressed(_finding("style/more", "more", None, Severity.ERROR), Hushed.MARK, "a name & <no> “word”")


def document(name: str = NAME, text: str = TEXT, **more: object) -> Document:
    """A document of a text."""
    return Document(name, text, text, (Segment(0, len(text)),), (), **more)  # type: ignore[arg-type]


def line(number: int, name: str, *findings: Finding) -> Checked:
    """A line of a JSONL file, checked."""
    return Checked(document(name, line=number, whole=False, file="lines.jsonl"), findings)


RUN = (
    Checked(document(), (FAR, HE, WIDE, ODD, OLD), ("text/odd (odd.yaml): took too long",), suppressed=(KNOWN, MARKED)),
    Checked(document("clean.txt", "All is well.\n"), ()),
    line(1, "a<1>", HE),
    line(2, "lines.jsonl:2", HE, WIDE),
)
