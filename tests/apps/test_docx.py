"""Word documents on the command line: checked, fixed, and left alone where they cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apps.conftest import Run, one_line
from tests.wording import box, deleted, docx, footnote, members, note, p, run, table

BOLD = "<w:b/>"
BODY = (
    p("About zig zig birds", style="Chapter"),
    p("About zi", run("g zi", BOLD), "g birds we know much."),
    p("A blorb sang.", note(2), " A ", deleted("zig "), "zig bird listened.", box(p("In the zig zig tree."))),
    table(("A zag zag bird", "He saw a zag zag bird. It was gone.")),
)
DOCUMENT = docx(*BODY, footnotes=footnote(2, p("Not a zig zig bird.")), more={"word/media/a.bin": b"\0\1\2" * 99})


def found(mtlint: Run, *args: str) -> list[tuple[int, int, str, str]]:
    listed = json.loads(mtlint("check", "--format", "json", *args).stdout)["findings"]
    return [(one["line"], one["column"], one["rule"], one["text"]) for one in listed]


def test_a_document_is_checked_in_all_its_parts(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    expected = [
        (2, 7, "toys/twice", "zig zig"), (3, 3, "toys/blorb", "blorb"), (4, 8, "toys/twice", "zig zig"),
        (6, 10, "toys/again", "zag zag"), (7, 7, "toys/twice", "zig zig"),
    ]  # fmt: skip
    assert found(mtlint, "a.docx") == expected
    assert found(mtlint, "a.docx") == expected, "from what was kept"
    assert b"a.docx:7:7 error toys/twice" in mtlint("check", "a.docx").stdout


def test_standard_input_is_a_document_where_that_is_said(mtlint: Run) -> None:
    done = mtlint("check", "--read-as", "docx", "-", input=DOCUMENT)
    assert done.returncode == 1
    assert b"stdin:2:7 error toys/twice" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", DOCUMENT[:2000], "no sound Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .doc, or locked with a password"),
        ("a.docx", docx(*BODY, more={"word/vbaProject.bin": b"a"}), "holds macros"),
        ("a.docm", DOCUMENT, "with macros (.docm)"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.pdf", b"%PDF-1.7 zig zig", "is a PDF"),
        ("a.rtf", b"{\\rtf1 zig zig}", "is RTF"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_and_left_alone(
    mtlint: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    for command in ("check", "fix"):
        done = mtlint(command, "--quiet", name)
        assert done.returncode == 3
        assert said in one_line(done.stderr)
    assert (tmp_path / name).read_bytes() == data


def test_a_suppression_is_written_beside_a_document(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    assert mtlint("suppress", "a.docx:2", select="toys").returncode == 0
    assert (tmp_path / "a.docx").read_bytes() == DOCUMENT
    assert (tmp_path / "a.docx.mtlint.toml").exists()
    assert (2, 7, "toys/twice", "zig zig") not in found(mtlint, "a.docx")


def test_fixes_are_written_into_the_document(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    done = mtlint("fix", "a.docx")
    assert done.returncode == 1, "two findings are left"
    assert b"a.docx: 3 fixes (toys/twice \xc3\x973)" in done.stdout
    assert [one[2] for one in found(mtlint, "a.docx")] == ["toys/blorb", "toys/again"]
    before, after = members(DOCUMENT), members((tmp_path / "a.docx").read_bytes())
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/footnotes.xml"}
    assert b"zig bird listened" in after["word/document.xml"]
    assert b"zig zig tree" in after["word/document.xml"], "but for what older programs see of the box"


def test_a_dry_run_and_a_second_run_change_nothing(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    mtlint("fix", "--dry-run", "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == DOCUMENT
    mtlint("fix", "a.docx")
    once = (tmp_path / "a.docx").read_bytes()
    mtlint("fix", "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == once


def test_from_standard_input_a_document_goes_to_standard_output(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    mtlint("fix", "a.docx")
    piped = mtlint("fix", "--read-as", "docx", "-", input=DOCUMENT).stdout
    assert members(piped) == members((tmp_path / "a.docx").read_bytes())


def test_a_difference_shows_the_text(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    shown = mtlint("diff", "--safe", "a.docx").stdout.decode()
    assert "-About zig zig birds we know much.\n" in shown
    assert "+About zig birds we know much.\n" in shown


TRACK = ("fix", "--track", "a.docx", "-o", "b.docx", "--date", "2026-05-01T10:00:00+02:00")


def test_fixes_are_tracked_and_other_findings_are_comments(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    done = mtlint(*TRACK)
    assert done.returncode == 1
    assert done.stdout == b"b.docx: 3 tracked fixes and 2 comments.\n"
    assert (tmp_path / "a.docx").read_bytes() == DOCUMENT
    made = members((tmp_path / "b.docx").read_bytes())
    assert made["word/document.xml"].count(b'w:date="2026-05-01T08:00:00Z"') == 2
    comments = made["word/comments.xml"].decode()
    assert "“blorb” is no word." in comments
    assert "Fix (ask): zag zag -&gt; zag" in comments
    assert "toys/again" in comments
    again = (tmp_path / "b.docx").read_bytes()
    mtlint(*TRACK)
    assert (tmp_path / "b.docx").read_bytes() == again, "the same input gives the same bytes"
    assert [one[2] for one in found(mtlint, "b.docx")] == ["toys/blorb", "toys/again"]


def test_fixes_that_ask_are_tracked_where_that_is_asked(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    assert mtlint(*TRACK, "--ask").stdout == b"b.docx: 4 tracked fixes and 1 comment.\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--track", "a.docx"), "say where with --output"),
        (("--track", "a.docx", "-o", "a.docx"), "is the document itself"),
        (("--track", "a.docx", "b.docx", "-o", "c.docx"), "takes one document"),
        (("--track", "a.docx", "-o", "c.docx", "--dry-run"), "--dry-run"),
        (("--track", "a.docx", "-o", "c.docx", "--date", "soon"), "is no time"),
        (("--track", "a.txt", "-o", "c.docx"), "is for Word documents"),
        (("a.docx", "-o", "c.docx"), "are for --track"),
    ],
)
def test_what_makes_no_sense_is_said(mtlint: Run, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(DOCUMENT)
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    done = mtlint("fix", *args)
    assert done.returncode == 2
    assert said in one_line(done.stderr)
    assert not (tmp_path / "c.docx").exists()


def test_what_is_no_document_gives_no_copy(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT[:2000])
    done = mtlint(*TRACK)
    assert done.returncode == 3
    assert "no sound Word document" in one_line(done.stderr)
    assert not (tmp_path / "b.docx").exists()


def test_no_other_program_is_told_to_edit_a_document(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    for _ in range(2):
        (made,) = json.loads(mtlint("check", "--format", "sarif", "a.docx").stdout)["runs"]
        assert made["results"]
        assert not [one for one in made["results"] if "fixes" in one]
        made = json.loads(mtlint("check", "--format", "rdjson", "a.docx").stdout)
        assert made["diagnostics"]
        assert not [one for one in made["diagnostics"] if "suggestions" in one]
