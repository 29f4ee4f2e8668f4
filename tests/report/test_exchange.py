"""The formats of others, read back by what others wrote: schemas and parsers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from jsonschema import Draft4Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from lint.checked import Checked
from lint.model import Edit, Finding, Fix, Safety, Severity, Span
from lint.report import REPORTERS, ReportOptions
from tests.report import tricky
from tests.report.tricky import RUN

SCHEMAS = Path(__file__).parent / "schemas"
PATH = tricky.NAME.removeprefix("/desk/")
MACHINES = ("json", "jsonl", "sarif", "rdjson", "rdjsonl", "github", "gitlab", "junit", "checkstyle", "markdown")


def made(form: str, results: tuple[Checked, ...] = RUN, **options: Any) -> str:
    """The report of a run, as it would be written and read again."""
    chunks = REPORTERS[form](results, ReportOptions(base="/desk", **options))
    return "".join(chunks).encode("utf-8", "backslashreplace").decode()


def many(number: int, severity: Severity = Severity.WARNING) -> tuple[Checked, ...]:
    """One long document with a finding on each line."""
    text = "the the\n" * number
    findings = [
        Finding(f"a/{n % 3}", Span(8 * n, 8 * n + 7), "Twice.", severity, "c", confidence=n % 100 / 100)
        for n in range(number)
    ]
    return (Checked(tricky.document("a.txt", text), tuple(findings)),)


@pytest.mark.parametrize("form", MACHINES)
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    assert made(form) == made(form)
    assert made(form, ()) == made(form, ())


@pytest.mark.parametrize("form", MACHINES)
def test_nothing_steers_the_terminal(form: str) -> None:
    assert "\x1b" not in made(form)


@pytest.mark.parametrize(("form", "schema"), [("rdjson", "DiagnosticResult"), ("rdjsonl", "Diagnostic")])
def test_reviewdog_takes_its_own_format(form: str, schema: str) -> None:
    validator = Draft4Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))
    texts = [made(form)] if form == "rdjson" else made(form).splitlines()
    for text in texts:
        validator.validate(json.loads(text))
    assert json.loads(made("rdjson", ())) == {"source": {"name": "mtlint"}, "diagnostics": []}
    assert made("rdjsonl", ()) == ""


def test_columns_of_reviewdog_count_bytes() -> None:
    diagnostics = json.loads(made("rdjson"))["diagnostics"]
    # Of "Ça 😀: ": Ç has two bytes, the sign has four.
    assert diagnostics[0]["location"] == {
        "path": PATH, "range": {"start": {"line": 1, "column": 11}, "end": {"line": 1, "column": 15}},
    }  # fmt: skip
    # A carriage return alone ends no line for git.
    assert diagnostics[4]["location"]["range"]["start"]["line"] == 2
    marked = tricky.document("b.txt", "Anna sleeps.", bom="\ufeff")
    first = Finding("a/b", Span(0, 4), "m", Severity.NOTE, "c")
    (diagnostic,) = json.loads(made("rdjson", (Checked(marked, (first,)),)))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 8}}


def test_a_fix_in_two_places_is_one_suggestion() -> None:
    (suggestion,) = json.loads(made("rdjson"))["diagnostics"][0]["suggestions"]
    assert suggestion["text"] == "Ann slept. He got up"


def test_no_suggestion_is_only_for_show() -> None:
    show = Finding("a/b", Span(0, 4), "m", Severity.NOTE, "c", fixes=(Fix((Edit(Span(0, 4), ""),), Safety.SHOW),))
    (diagnostic,) = json.loads(made("rdjson", (Checked(tricky.document("b.txt", "Anna."), (show,)),)))["diagnostics"]
    assert "suggestions" not in diagnostic


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    name, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    return name, {key: _unescaped(value) for key, value in pairs.items()}, _unescaped(message)


def _unescaped(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_reads_names_and_messages_as_they_are() -> None:
    commands = [command(line) for line in made("github").splitlines()]
    name, properties, message = commands[1]
    assert (name, properties["title"], properties["col"]) == ("error", "mtlint pronoun/sex", "19")
    assert properties["file"].startswith("docs/50% a,b é:😀")
    assert message.startswith("“He”, 100% {0}")
    assert message.endswith("\nFix (ask): He -> She")
    (wide,) = (
        properties
        for _, properties, _ in commands
        if properties["title"] == "mtlint style/wide" and "md" in properties["file"]
    )
    assert (wide["line"], wide["endLine"], "col" in wide) == ("1", "2", False)
    assert [name for name, _, _ in commands] == sorted(
        (name for name, _, _ in commands), key=["error", "warning", "notice"].index
    )


def test_github_gets_no_more_than_it_shows_and_the_worst_first() -> None:
    *lines, more = made("github", (*many(200), *many(12, Severity.NOTE))).splitlines()
    names = [command(line)[0] for line in lines]
    assert (names.count("warning"), names.count("notice")) == (10, 10)
    assert [command(line)[1]["line"] for line in lines[:2]] == ["100", "200"]
    assert more.startswith("mtlint: 192 more findings not shown")
    assert made("github", ()) == ""


def test_gitlab_gets_what_it_documents() -> None:
    issues = json.loads(made("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 8
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert json.loads(made("gitlab", ())) == []


def test_junit_is_read_by_its_parser() -> None:
    suites = list(JUnitXml.fromstring(made("junit").encode()))
    first, clean = suites[0], suites[1]
    assert (first.tests, first.failures, first.errors, first.skipped) == (8, 5, 1, 2)
    kinds = [type(case.result[0]) for case in first]
    assert kinds == [Failure] * 5 + [Skipped] * 2 + [Error]
    names = [case.name for case in first]
    assert len(set(zip(names, (case.classname for case in first), strict=True))) == 8
    assert "Fix (ask): He -> She" in list(first)[1].result[0].text
    (passed,) = clean
    assert (passed.name, passed.result) == ("clean.txt", [])
    assert list(JUnitXml.fromstring(made("junit", ()).encode())) == []


def test_checkstyle_is_xml_with_one_element_a_file() -> None:
    root: Element = ElementTree.fromstring(made("checkstyle").encode())
    files = root.findall("file")
    assert [file.get("name") for file in files][1:] == ["lines.jsonl"]
    errors = files[0].findall("error")
    assert [error.get("severity") for error in errors] == ["error", "error", "info", "warning", "warning"]
    assert errors[1].get("source") == "mtlint.pronoun.sex"
    assert (errors[1].get("line"), errors[1].get("column")) == ("1", "19")
    assert "column" not in files[1].findall("error")[0].attrib
    assert not list(ElementTree.fromstring(made("checkstyle", ()).encode()))


def test_markdown_tables_hold_whatever_is_in_the_text() -> None:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(made("markdown"))
    rows = [len([t for t in tokens[i:] [: _row_end(tokens, i)] if t.type in ("td_open", "th_open")])
            for i, token in enumerate(tokens) if token.type == "tr_open"]  # fmt: skip
    assert set(rows) == {7, 3, 5}
    assert rows.count(5) == 1 + 8


def _row_end(tokens: list[Any], start: int) -> int:
    return next(i for i, token in enumerate(tokens[start:]) if token.type == "tr_close")


def test_a_summary_is_less_than_github_throws_away() -> None:
    text = made("markdown", many(20_000))
    assert len(text.encode()) < 1_048_576
    shown = text.count("| `a/")
    assert re.search(r"\n([\d,]+) more findings not shown\.\n\Z", text)
    assert shown > 5_000
    assert made("markdown", ()) == "## mtlint: nothing was checked\n\n"


@pytest.mark.parametrize("form", ["concise", "jsonl", "rdjsonl"])
def test_a_limit_keeps_the_worst_where_they_stand(form: str) -> None:
    kept = [re.findall(r"[a-z]+/[a-z-]+", line)[-1] for line in made(form, limit=2, closing=False).splitlines()]
    assert kept == ["sentence/two-places", "pronoun/sex"]


def test_what_a_limit_hides_is_counted() -> None:
    report = json.loads(made("json", limit=2))
    assert (len(report["findings"]), report["summary"]["findings"], report["summary"]["shown"]) == (2, 8, 2)
    assert "The worst 2 are shown, 6 more are not.\n" in made("concise", limit=2)
    assert "Suppressed: 1 by marks in the text, 1 by the baseline.\n" in made("text")
    assert "\n6 more findings not shown.\n" in made("markdown", limit=2)
    assert made("github", limit=2).splitlines()[-1].startswith("mtlint: 6 more findings not shown")
