"""The verdict on a document, and how reports show it."""

from __future__ import annotations

import json

import pytest

from lint.checked import Checked
from lint.engine import check
from lint.language.analyse import Reads
from lint.report import REPORTERS, ReportOptions
from lint.verdict import Verdict, verdict_of
from tests.making import Told, make_document, make_rule

RULE = make_rule("reads: text\nmatch: {kind: text, pattern: cat}\n")
TEXT = "The cat sat. There was a dog by the old door."


def checked(reads: Reads | None = None, text: str = TEXT) -> Checked:
    return next(check([make_document(text)], [RULE], reads))


@pytest.mark.parametrize(
    ("hter", "expected"),
    [(0.0, Verdict.PUBLISH), (0.119, Verdict.PUBLISH), (0.12, Verdict.FIX), (0.25, Verdict.EDIT), (0.5, Verdict.AGAIN)],
)
def test_the_thresholds(hter: float, expected: Verdict) -> None:
    assert verdict_of(hter) is expected


def test_long_sentences_weigh_more() -> None:
    estimate = checked(Told(effort=[0.4, 0.1])).estimate
    assert estimate is not None
    assert [(s.span.start, s.span.end, s.hter, s.words) for s in estimate.sentences] == [
        (0, 12, 0.4, 3),
        (13, 45, 0.1, 8),
    ]
    assert (estimate.hter, estimate.score, estimate.verdict) == (0.182, 82, Verdict.FIX)


def test_what_was_found_is_to_be_fixed_before_it_is_published() -> None:
    quiet = Told(effort=[0.01, 0.01])
    assert checked(quiet).verdict is Verdict.FIX
    assert checked(quiet, TEXT.replace("cat", "cow")).verdict is Verdict.PUBLISH
    assert checked(Told(effort=[0.9, 0.9])).verdict is Verdict.AGAIN
    assert checked().verdict is None


def test_a_document_that_nobody_could_read_has_no_figures() -> None:
    estimate = checked(Told(effort=[0.0])).estimate
    assert estimate is not None
    assert (estimate.sentences, estimate.verdict) == ((), Verdict.NONE)
    assert checked(Told(), "").estimate is None
    assert checked().estimate is None


def report(form: str, *results: Checked) -> str:
    return "".join(REPORTERS[form](results, ReportOptions()))


def test_the_text_report_ends_a_document_with_its_verdict() -> None:
    shown = report("text", checked(Told(effort=[0.4, 0.1]))).splitlines()
    assert "document: fix (predicted HTER 0.18, score 82 of 100)" in shown
    assert shown[-1] == "An editor would change an estimated 18% of the words: fix."
    both = report("concise", checked(Told(effort=[0.6])), checked(Told(effort=[0.0]))).splitlines()
    assert both[-1] == "An editor would change an estimated 60% of the words: 1 translate again, 1 not estimated."


def test_json_has_each_document_and_its_sentences() -> None:
    made = json.loads(report("json", checked(Told(effort=[0.4, 0.1])), checked(Told(effort=[0.0]))))
    said = {"hter": 0.182, "score": 82, "verdict": "fix"}
    sentences = [{"start": 0, "end": 12, "hter": 0.4}, {"start": 13, "end": 45, "hter": 0.1}]
    nothing = {"hter": None, "score": None, "verdict": "not estimated"}
    assert made["estimates"] == [
        {"file": "document", "part": "", **said, "sentences": sentences},
        {"file": "document", "part": "", **nothing, "sentences": []},
    ]
    assert [finding["estimate"] for finding in made["findings"]] == [said, nothing]
    assert made["summary"]["verdicts"] == {"fix": 1, "not estimated": 1}


def test_jsonl_stays_one_line_a_finding() -> None:
    (line,) = report("jsonl", checked(Told(effort=[0.4, 0.1]))).splitlines()
    made = json.loads(line)
    assert (made["rule"], made["estimate"]["verdict"]) == ("test/rule", "fix")


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl"])
def test_nothing_is_said_of_it_where_nobody_asks(form: str) -> None:
    shown = report(form, checked())
    assert not [word for word in ("estimate", "verdict", "editor", "HTER") if word in shown]
