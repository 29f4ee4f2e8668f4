"""Reports are pure functions of results: the same in, the same out."""

from __future__ import annotations

import json

import pytest

from lint.checked import Checked
from lint.model import Edit, Evidence, Finding, Fix, Safety, Severity, Span
from lint.report import REPORTERS, ReportOptions
from lint.report.diff import NO_END, patch
from lint.source import Document, Segment

TEXT = "Anna slept. He rose late.\nThe end\n"


def _document(**more: object) -> Document:
    return Document("a.txt", TEXT, TEXT, (Segment(0, len(TEXT)),), (), **more)  # type: ignore[arg-type]


FINDING = Finding(
    "pronoun/gender",
    Span(12, 14),
    "“He” stands for “Anna”.",
    Severity.ERROR,
    "Accuracy/Mistranslation",
    evidence=(Evidence(Span(0, 4), "Anna", "antecedent"),),
    fixes=(Fix((Edit(Span(12, 14), "She"),), Safety.ASK), Fix((Edit(Span(12, 14), "They"),), Safety.SHOW)),
)
FAR = Finding(
    "sentence/late", Span(15, 19), "m", Severity.NOTE, "c",
    fixes=(Fix((Edit(Span(26, 29), "An"), Edit(Span(15, 19), "got up")), Safety.SAFE),),
)  # fmt: skip


def _render(form: str, *findings: Finding, **options: object) -> str:
    return "".join(REPORTERS[form]([Checked(_document(), findings)], ReportOptions(**options)))  # type: ignore[arg-type]


def test_text_shows_evidence_and_every_cure() -> None:
    assert (
        _render("text", FINDING, FAR)
        == """\
a.txt:1:13 error pronoun/gender
  “He” stands for “Anna”.
    |
  1 | Anna slept. He rose late.
    |             ^^
    = fix (ask): He -> She
    = or: He -> They
    = antecedent: Anna at 1:1

a.txt:1:16 note sentence/late
  m
    |
  1 | Anna slept. He rose late.
    |                ^^^^
    = fix (safe): rose -> got up
    = and: The -> An at line 2

2 findings in 1 file: 1 error, 1 note.
1 fix can be applied with `mtlint fix`, 1 more with `mtlint fix --ask`; see them with `mtlint diff`.
"""
    )


def test_concise() -> None:
    assert _render("concise", FINDING, closing=False) == "a.txt:1:13: pronoun/gender “He” stands for “Anna”.\n"


def test_clean() -> None:
    assert _render("text") == "No findings in 1 file.\n"
    assert "".join(REPORTERS["text"]([], ReportOptions())) == "Nothing was checked.\n"
    assert _render("diff") == _render("jsonl") == ""


def test_json_is_one_object() -> None:
    value = json.loads(_render("json", FINDING, FAR))
    assert value["summary"]["fixes"] == {"safe": 1, "ask": 1, "show": 0}
    first = value["findings"][0]
    assert (first["line"], first["column"], first["end_column"], first["text"]) == (1, 13, 15, "He")
    assert [fix["safety"] for fix in first["fixes"]] == ["ask", "show"]
    assert json.loads(_render("json"))["findings"] == []


def test_jsonl_gives_edits_where_a_fix_reaches_further() -> None:
    near, far = (json.loads(line) for line in _render("jsonl", FINDING, FAR).splitlines())
    assert near == {
        "id": "a.txt", "start": 12, "end": 14, "rule": "pronoun/gender", "message": "“He” stands for “Anna”.",
        "safety": "ask", "safe": False, "replacement": "She",
    }  # fmt: skip
    assert far["edits"] == [[26, 29, "An"], [15, 19, "got up"]]
    assert "replacement" not in far
    assert far["safe"] is True


def test_diff_takes_the_level_asked_for() -> None:
    assert "+Anna slept. She got up late.\n" in _render("diff", FINDING, FAR) or "+Anna slept. She rose" in _render(
        "diff", FINDING
    )
    assert "She" not in _render("diff", FINDING, level=Safety.SAFE)


@pytest.mark.parametrize(
    ("name", "header"),
    [("a.txt", "--- a/a.txt"), ("/x/a.txt", "--- a/x/a.txt"), ("a b.txt", "--- a/a b.txt\t"), ('a"b', '--- "a/a\\"b"')],
)
def test_patch_headers(name: str, header: str) -> None:
    assert patch(name, "x\n", "y\n", ReportOptions()).splitlines()[0] == header


def test_patch_keeps_line_ends() -> None:
    made = patch("a", "x\r\ny\rz", "x\r\ny\rw", ReportOptions())
    assert made == "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\r\n-y\rz\n" + NO_END + "+y\rw\n" + NO_END


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_nothing_steers_the_terminal(form: str) -> None:
    bad = Finding("a/b", Span(12, 14), "\x1b[2Jgone", Severity.NOTE, "c")
    assert "\x1b" not in _render(form, bad)


@pytest.mark.parametrize("form", list(REPORTERS))
def test_colour_only_adds(form: str) -> None:
    import re

    plain, painted = _render(form, FINDING, FAR), _render(form, FINDING, FAR, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain
