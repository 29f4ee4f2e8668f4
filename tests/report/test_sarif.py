"""SARIF: the published schema takes it, and all that programs do with it leads to the right place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft202012Validator

from lint.checked import Checked
from lint.model import Finding, Severity, Span
from lint.report import REPORTERS, ReportOptions
from lint.report.explain import page
from tests.making import make_rule
from tests.report import tricky

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
RULE = make_rule(
    "severity: error\nreads: text\nmatch: {kind: text, pattern: He}\nfix: {replace: She, safety: ask}\n", "pronoun/sex"
)
OPTIONS = ReportOptions(base="/desk", rules={"pronoun/sex": page(RULE)}, home="https://docs.example.org/rules/")


def log(*results: Checked, options: ReportOptions = OPTIONS) -> dict[str, Any]:
    """The log of a run, held against the schema."""
    made = json.loads("".join(REPORTERS["sarif"](results, options)))
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(made)
    (run,) = made["runs"]
    return run


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return log(*tricky.RUN)


def of(run: dict[str, Any], rule: str) -> dict[str, Any]:
    """The first result of a rule."""
    return next(result for result in run["results"] if result["ruleId"] == rule)


def test_an_empty_run_is_a_log() -> None:
    assert log()["results"] == []


def test_rules_are_described_where_they_are_known(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    known = rules[of(run, "pronoun/sex")["ruleIndex"]]
    assert known["helpUri"] == "https://docs.example.org/rules/pronoun/sex.md"
    assert known["defaultConfiguration"] == {"level": "error"}
    assert "MQM/Linguistic conventions/Grammar" in known["properties"]["tags"]
    assert known["help"]["markdown"].startswith("# pronoun/sex\n")
    assert "help" not in rules[of(run, "text/odd")["ruleIndex"]]


def test_places_lead_to_the_text(run: dict[str, Any]) -> None:
    assert (run["columnKind"], run["newlineSequences"]) == ("unicodeCodePoints", ["\r\n", "\r", "\n"])
    place = of(run, "pronoun/sex")["locations"][0]["physicalLocation"]
    assert place["region"]["snippet"]["text"] == "He"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (1, 19)
    assert of(run, "style/old")["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    wide = of(run, "style/wide")["locations"][0]["physicalLocation"]["region"]
    assert (wide["startLine"], wide["endLine"], wide["endColumn"]) == (1, 2, 4)
    name = unquote_to_bytes(place["artifactLocation"]["uri"])
    assert name == tricky.NAME.removeprefix("/desk/").encode("utf-8", "surrogateescape")
    related = of(run, "pronoun/sex")["relatedLocations"][0]
    assert related["message"]["text"] == "meant: Anna"


def test_a_file_elsewhere_has_an_absolute_address() -> None:
    (result,) = log(Checked(tricky.document("/else/a b.txt"), (tricky.HE,)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///else/a%20b.txt"}


def test_suppressed_findings_say_what_suppresses_them(run: dict[str, Any]) -> None:
    assert of(run, "pronoun/sex")["suppressions"] == []
    (known,) = of(run, "style/end")["suppressions"]
    assert known["kind"] == "external"
    (marked,) = of(run, "style/more")["suppressions"]
    assert (marked["kind"], marked["justification"]) == ("inSource", "a name & <no> “word”")


def test_a_line_of_a_file_has_no_columns_and_no_fixes(run: dict[str, Any]) -> None:
    result = run["results"][-2]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "lines.jsonl"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "text at 1:19"
    assert "fixes" not in result


def test_a_rule_that_broke_down_is_a_notification(run: dict[str, Any]) -> None:
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["associatedRule"] == {"id": "text/odd"}


def test_fixes_are_whole_and_carry_their_safety(run: dict[str, Any]) -> None:
    (fix,) = of(run, "sentence/two-places")["fixes"]
    assert fix["properties"] == {"safety": "safe"}
    assert [r["insertedContent"]["text"] for r in fix["artifactChanges"][0]["replacements"]] == ["Ann", "got up"]


def test_fingerprints_do_not_hang_on_what_is_suppressed() -> None:
    twin = tricky.document("a.txt", "The end. The end.")
    first, second = (Finding("a/b", Span(at, at + 3), "m", Severity.NOTE, "c") for at in (4, 13))
    both = log(Checked(twin, (first, second)))["results"]
    hushed = tricky.Suppressed(first, tricky.Hushed.MARK)
    again = log(Checked(twin, (second,), suppressed=(hushed,)))["results"]
    assert [r["partialFingerprints"] for r in both] == [r["partialFingerprints"] for r in again]


def test_text_is_never_taken_for_a_placeholder_or_a_link(run: dict[str, Any]) -> None:
    assert of(run, "pronoun/sex")["message"]["text"].startswith("“He”, 100% {{0}} \\[so](1)")
