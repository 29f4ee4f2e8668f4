"""Counts by rule, and the score of a document."""

from __future__ import annotations

import json

import pytest

from lint.checked import Checked
from lint.model import Finding, Severity, Span
from lint.report import REPORTERS, ReportOptions
from lint.report.mqm import Score
from tests.report import tricky


def finding(rule: str, severity: Severity) -> Finding:
    return Finding(rule, Span(0, 3), "m", severity, "c")


TEN = "One two three four five six seven eight nine it’s-ten.\n"
RUN = (
    Checked(tricky.document("a.txt", TEN), (finding("b/error", Severity.ERROR), finding("a/note", Severity.NOTE))),
    Checked(tricky.document("b.txt", TEN * 9), (finding("a/note", Severity.NOTE),)),
    Checked(tricky.document("c.txt", "\n"), ()),
)
COUNTED = ReportOptions(statistics=True)


def test_a_score_is_penalties_against_words() -> None:
    score = Score(1000, 52)
    assert (score.per_thousand, score.quality) == (52.0, 94.8)
    assert Score(10, 60).quality == 0.0
    assert (Score().quality, Score().per_thousand) == (100.0, 0.0)


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_table_stands_in_place_of_the_findings(form: str) -> None:
    assert "".join(REPORTERS[form](RUN, COUNTED)) == (
        "rule     severity  findings  safe  ask  show  documents\n"
        "a/note   note             2     0    0     0          2\n"
        "b/error  error            1     0    0     0          1\n"
        "\n"
        "MQM score 93.0 of 100: 7 penalty points in 100 words, 70.00 per 1,000.\n"
        "below 100:\n"
        "   40.0    600.00 per 1,000 words  a.txt\n"
        "   98.9     11.11 per 1,000 words  b.txt\n"
        "\n"
        "3 findings in 2 of 3 files: 1 error, 2 notes.\n"
    )


def test_json_has_scores_counts_and_what_is_suppressed() -> None:
    value = json.loads("".join(REPORTERS["json"](RUN, COUNTED)))
    assert value["documents"][0] == {
        "file": "a.txt", "part": "",
        "mqm": {"words": 10, "penalty": 6, "penalty_per_1000_words": 600.0, "score": 40.0},
    }  # fmt: skip
    assert value["summary"]["mqm"]["weights"] == {"error": 5, "warning": 1, "note": 1}
    assert value["statistics"][0] == {"rule": "a/note", "findings": 2, "safe": 0, "ask": 0, "show": 0, "documents": 2}
    value = json.loads("".join(REPORTERS["json"](tricky.RUN, ReportOptions())))
    suppressed = value["suppressed"]
    assert value["summary"]["suppressed"] == {"mark": 1, "sidecar": 0, "baseline": 1}
    assert [(item["rule"], item["by"], item["reason"]) for item in suppressed] == [
        ("style/end", "baseline", ""),
        ("style/more", "mark", "a name & <no> “word”"),
    ]
