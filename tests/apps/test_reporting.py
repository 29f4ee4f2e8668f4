"""What `check` is asked of its reports, and whether the fixes in them lead where `mtlint fix --ask` does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from lint.apps.cli import run
from lint.apps.options import WRITTEN
from lint.apps.reporting import FAIL_ON, home
from lint.checked import Checked
from lint.report.tally import Tally
from tests.apps.conftest import Run, one_line
from tests.report import tricky

FILES = {
    "a b é.txt": "A zig zig 😀 bird.\r\n𝄞 Ça: the zag zag tree, no blorb.\r\n",
    "docs/50%.md": "# The *zig* zig\n\nA **zag zag** tree, ﬁne: zig zig.",
    "marked.txt": "\ufeffzig zig at once,\nthen zag zag.\n",
    "old.txt": "One\rzig zig\rtwo zag zag\r\nend zig zig\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of files that are hard to point into."""
    for name, text in FILES.items():
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "texts"


def test_suggestions_of_rdjson_do_what_fix_does(mtlint: Run, texts: Path) -> None:
    diagnostics = json.loads(mtlint("check", "--format", "rdjson", cwd=texts).stdout)["diagnostics"]
    _same_as_fix(
        mtlint, texts, [_bytes(texts, diagnostic) for diagnostic in diagnostics if "suggestions" in diagnostic]
    )


def _bytes(texts: Path, diagnostic: dict[str, Any]) -> tuple[str, int, int, bytes]:
    """The file, the place and the new text of a suggestion, as reviewdog counts: lines of git, bytes of the file."""
    name, (suggestion,) = diagnostic["location"]["path"], diagnostic["suggestions"]
    starts = [0, *(found.end() for found in re.finditer(b"\n", (texts / name).read_bytes()))]
    first, last = (suggestion["range"][side] for side in ("start", "end"))
    places = [starts[at["line"] - 1] + at["column"] - 1 for at in (first, last)]
    return name, places[0], places[1], suggestion["text"].encode()


def test_fixes_of_sarif_do_what_fix_does(mtlint: Run, texts: Path) -> None:
    (run,) = json.loads(mtlint("check", "--format", "sarif", cwd=texts).stdout)["runs"]
    found = [result["fixes"][0]["artifactChanges"][0] for result in run["results"] if "fixes" in result]
    _same_as_fix(mtlint, texts, [_characters(texts, change) for change in found])


def _characters(texts: Path, change: dict[str, Any]) -> tuple[str, int, int, bytes]:
    """The same of a fix in SARIF, where lines and columns must say what the offsets say."""
    name, (replacement,) = unquote(change["artifactLocation"]["uri"]), change["replacements"]
    data = (texts / name).read_bytes()
    text = data.decode("utf-8-sig")
    region = replacement["deletedRegion"]
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    assert start == starts[region["startLine"] - 1] + region["startColumn"] - 1
    assert end == starts[region["endLine"] - 1] + region["endColumn"] - 1
    mark = len(data) - len(text.encode())
    places = [mark + len(text[:at].encode()) for at in (start, end)]
    return name, places[0], places[1], replacement["insertedContent"]["text"].encode()


def _same_as_fix(mtlint: Run, texts: Path, edits: list[tuple[str, int, int, bytes]]) -> None:
    """Make a patch of edits with git, apply it with git, and compare with what `mtlint fix` writes."""
    edited, patched = texts.parent / "edited", texts.parent / "patched"
    shutil.copytree(texts, edited)
    shutil.copytree(texts, patched)
    for name, start, end, new in sorted(edits, reverse=True):
        data = (edited / name).read_bytes()
        (edited / name).write_bytes(data[:start] + new + data[end:])
    line = ["git", "-c", "core.quotepath=off", "diff", "--no-index", "--binary", "texts", "edited"]
    patch = subprocess.run(line, cwd=texts.parent, capture_output=True, check=False).stdout
    subprocess.run(["git", "apply", "-p2", "-"], cwd=patched, input=patch, check=True)
    mtlint("fix", "--ask", cwd=texts)
    for name in FILES:
        assert (patched / name).read_bytes() == (texts / name).read_bytes() != FILES[name].encode()


def test_one_run_writes_several_reports(mtlint: Run, texts: Path) -> None:
    reports = ("--report", "sarif=out.sarif", "--report", "text=out.txt")
    done = mtlint("check", "--format", "concise", "--color", "always", *reports, cwd=texts)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (texts / "out.sarif").read_bytes() == mtlint(
        "check", "--format", "sarif", "a b é.txt", "docs", "marked.txt", "old.txt", cwd=texts
    ).stdout
    assert "\x1b" not in (texts / "out.txt").read_text(encoding="utf-8")


def test_jobs_change_no_byte(mtlint: Run, texts: Path) -> None:
    made = []
    for jobs in ("1", "2"):
        reports = [f"--report={form}={jobs}.{form}" for form in WRITTEN]
        mtlint("check", "--jobs", jobs, *reports, *FILES, cwd=texts)
        made.append([(texts / f"{jobs}.{form}").read_bytes() for form in WRITTEN])
    assert made[0] == made[1]
    assert all(made[0])


@pytest.mark.parametrize(
    ("options", "code", "shown"),
    [
        ((), 1, 3),
        (("--min-severity", "warning"), 1, 2),
        (("--min-severity", "error"), 1, 1),
        (("--fail-on", "error"), 1, 3),
        (("--fail-on", "error", "--select", "toys/blorb"), 0, 1),
        (("--fail-on", "any"), 1, 3),
        (("--max-findings", "1"), 1, 1),
        (("--min-severity", "error", "--select", "toys/blorb"), 0, 0),
    ],
)
def test_what_is_shown_and_what_fails(
    mtlint: Run, tmp_path: Path, options: tuple[str, ...], code: int, shown: int
) -> None:
    (tmp_path / "a.txt").write_text("A blorb, a zag zag tree and a zig zig bird.\n")
    select = "" if "--select" in options else "toys"
    done = mtlint("check", "--format", "jsonl", *options, select=select)
    assert (done.returncode, len(done.stdout.splitlines())) == (code, shown)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--statistics", "--format", "sarif"), "--statistics has no place in --format sarif"),
        (("--format", "diff", "--report", "json=a"), "--report has no place in --format diff"),
        (("--report", "diff=a.patch"), '"diff=a.patch" is not FORMAT=FILE'),
        (("--report", "json="), '"json=" is not FORMAT=FILE'),
        (("--max-findings", "0"), "0 is not in the range x>=1"),
        (("--min-severity", "fatal"), "'fatal' is not one of 'note', 'warning', 'error'"),
    ],
)
def test_wrong_use_is_said(capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str) -> None:
    assert run(["check", *options]) == 2
    assert said in one_line(capsys.readouterr().err.encode())


def test_a_report_that_cannot_be_written_is_said(mtlint: Run, texts: Path) -> None:
    done = mtlint("check", "--report", "json=none/out.json", cwd=texts)
    assert done.returncode == 3
    assert "none/out.json: cannot be written" in one_line(done.stderr)


def test_pages_lie_where_the_package_says(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Message()
    package["Project-URL"] = "Source, https://example.org/mtlint"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: package)
    assert home() == ""
    package["Project-URL"] = "Rules, https://example.org/rules"
    assert home() == "https://example.org/rules"


def test_any_counts_what_the_baseline_knows_and_nothing_else_that_is_suppressed() -> None:
    marked, known = Tally(), Tally()
    marked.add(Checked(tricky.document(), (), suppressed=(tricky.MARKED,)))
    known.add(Checked(tricky.document(), (), suppressed=(tricky.KNOWN,)))
    assert [FAIL_ON[name](known) for name in ("new", "error", "any")] == [False, False, True]
    assert [FAIL_ON[name](marked) for name in ("new", "error", "any")] == [False, False, False]


def test_a_patch_fails_on_what_is_asked_too(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zag zag bird.\n")
    assert mtlint("check", "--format", "diff", "a.txt").returncode == 1
    assert mtlint("check", "--format", "diff", "--fail-on", "error", "a.txt").returncode == 0
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    assert mtlint("check", "--format", "diff", "--fail-on", "error", "a.txt").returncode == 1
