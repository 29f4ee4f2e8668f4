"""Marks in texts: where they hold, what they leave, and what is said of those that are wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from lint.fixing import apply
from lint.model import Finding, Hushed, Severity, Span
from lint.readers import markdown, plain
from lint.source import Document
from lint.suppress import REASONLESS, UNUSED, WRONG, Listed, Policy, suppressed

KNOWN = frozenset({"toys/twice", "toys/again", "games/dice"})


def document(text: str, *, is_markdown: bool = True, marker: str = "#") -> Document:
    return next(markdown.read("a.md", text) if is_markdown else plain.read("a.txt", text, marker))


def found(text: str, word: str = "zig", rule: str = "toys/twice") -> list[Finding]:
    return [
        Finding(rule, Span(*match.span()), "Twice.", Severity.WARNING, "Accuracy/Addition")
        for match in re.finditer(word, text)
    ]


def outcome(doc: Document, findings: Sequence[Finding], **policy: object) -> tuple[list[int], list[str], list[str]]:
    """The lines of the findings that are left, what is said of marks, and the reasons of what is suppressed."""
    left, hushed = suppressed(doc, findings, Policy(KNOWN, KNOWN, **policy))  # type: ignore[arg-type]
    lines = [doc.source.count("\n", 0, one.span.start) + 1 for one in left if one.rule in KNOWN]
    return lines, [one.message for one in left if one.rule not in KNOWN], [one.reason for one in hushed]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("zig <!-- mtlint off -->\nzig\n", [2]),
        ("<!-- mtlint off -->\n\nzig\n\nzig", []),
        ("zig\n\n<!-- mtlint off toys: so be it -->\n\nzig\n\n<!-- mtlint on -->\n\nzig", [1, 9]),
        ("<!-- mtlint off toys -->\n\nzig\n\n<!-- mtlint on games -->\n\nzig\n\n<!-- mtlint on toys -->\n\nzig", [11]),
        ("<!-- mtlint next -->\nzig\nzig\n\nzig", [5]),
        ("<!-- mtlint next -->\n\nzig\n\nzig", [5]),
        ("`<!-- mtlint off -->` zig", [1]),
        ("```\n<!-- mtlint off -->\n```\n\nzig", [5]),
        ("> zig <!-- mtlint off toys/* -->\n> zig", [2]),
    ],
)  # fmt: skip
def test_where_a_mark_in_markdown_holds(text: str, lines: list[int]) -> None:
    assert outcome(document(text), found(text))[0] == lines


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_marks_in_plain_text_are_no_prose(ending: str) -> None:
    text = ending.join(["A zig bird. # mtlint off toys: a name", "# mtlint next", "One zig.", "", "Two zig.", ""])
    doc = document(text, is_markdown=False)
    assert doc.text == ending.join(["A zig bird.", "One zig.", "", "Two zig.", ""])
    for at, char in enumerate(doc.text):
        assert doc.source[doc.source_offset(at)] == char
    left, hushed = suppressed(doc, found(text), Policy(KNOWN, KNOWN))
    assert [one.span.start for one in left] == [text.rindex("zig")]
    assert [(one.by, one.reason) for one in hushed] == [(Hushed.MARK, "a name"), (Hushed.MARK, "")]


def test_the_marker_is_to_be_chosen() -> None:
    text = "A zig bird. %% mtlint off\nA zig. # mtlint off\n"
    doc = document(text, is_markdown=False, marker="%%")
    assert doc.text == "A zig bird.\nA zig. # mtlint off\n"
    assert outcome(doc, found(text))[0] == [2]


@pytest.mark.parametrize(
    ("text", "said", "cured"),
    [
        ("A bird. <!-- mtlint off toys/twice: why -->\nMore.", "toys/twice: nothing to suppress", "A bird.\nMore."),
        ("A bird.\n\n<!-- mtlint off -->\n\nMore.", "nothing to suppress", "A bird.\n\n\nMore."),
        ("<!-- mtlint on -->\n\nMore.", "there is no mark “off” before it", "\nMore."),
        (
            "zig <!-- mtlint off toys/twice, games/dice: why -->",
            "games/dice: nothing to suppress",
            "zig <!-- mtlint off toys/twice: why -->",
        ),
    ],
)
def test_a_mark_without_use_is_a_finding_with_a_fix(text: str, said: str, cured: str) -> None:
    doc = document(text)
    (one,) = suppressed(doc, found(text), Policy(KNOWN, KNOWN))[0]
    assert (one.rule, said in one.message) == (UNUSED, True)
    assert one.fix is not None
    assert apply(text, one.fix.edits) == cured


def test_rules_that_do_not_run_leave_marks_in_peace() -> None:
    doc = document("A bird. <!-- mtlint off games -->")
    assert suppressed(doc, (), Policy(KNOWN, frozenset({"toys/twice"})))[0] == ()
    assert [one.rule for one in suppressed(doc, (), Policy(KNOWN, KNOWN))[0]] == [UNUSED]
    assert suppressed(doc, (), Policy(KNOWN, KNOWN, frozenset()))[0] == ()


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("of toys", 'unknown mark "of"; did you mean "off"?'),
        ("", "write off, on or next"),
        ("off toy", 'unknown rule "toy"; did you mean "toys"?'),
    ],
)
def test_what_is_no_mark_is_said(mark: str, said: str) -> None:
    text = f"A zig bird. <!-- mtlint {mark} -->"
    left, _ = suppressed(document(text), found(text), Policy(KNOWN, KNOWN))
    assert [one.rule for one in left] == ["toys/twice", WRONG]
    assert said in left[1].message


def test_reasons_may_be_wanted() -> None:
    text = "A zig bird. <!-- mtlint off toys -->"
    left, _ = suppressed(document(text), found(text), Policy(KNOWN, KNOWN, reasons=True))
    assert [one.rule for one in left] == [REASONLESS]


def test_a_list_beside_the_text_suppresses_too() -> None:
    text = "A zig bird. A zig tree."
    entries = [
        Listed("a.toml:1", "toys", "first", lambda finding: finding.span.start < 5),
        Listed("a.toml:4", "games/dice"),
    ]
    left, hushed = suppressed(document(text), found(text), Policy(KNOWN, KNOWN), entries)
    assert [(one.rule, one.span.start) for one in left] == [(UNUSED, 0), ("toys/twice", 14)]
    assert left[0].message.startswith("a.toml:4: games/dice: nothing to suppress")
    assert [(one.by, one.reason) for one in hushed] == [(Hushed.SIDECAR, "first")]
