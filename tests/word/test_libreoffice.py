"""What mtlint writes, opened in LibreOffice: it accepts and rejects the changes, and keeps the comments."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lint.model import Edit, Span
from lint.word.comments import Note
from lint.word.fixed import fixed
from lint.word.package import opened
from lint.word.text import projected
from lint.word.tracked import Author, tracked
from tests.wording import box, docx, field, footnote, members, note, p, run, table

SCRIPT = Path(__file__).with_name("office.py")
PYTHONS = ("/usr/bin/python3", sys.executable)


def _python() -> str:
    """A Python that can talk to LibreOffice; empty where there is none."""
    for name in PYTHONS if shutil.which("soffice") else ():
        if (
            Path(name).exists()
            and not subprocess.run([name, "-c", "import uno"], capture_output=True, check=False).returncode
        ):
            return name
    return ""


PYTHON = _python()
if not PYTHON and os.environ.get("MTLINT_REQUIRE_LIBREOFFICE"):
    pytest.fail("the tests with LibreOffice are required, and it is not here")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="LibreOffice is not here; Debian's libreoffice-writer-nogui and python3-uno bring it"
)

BOLD, ITALIC = "<w:b/>", "<w:i/>"
LINK = '<w:hyperlink w:anchor="a"><w:r><w:t>the harbour wall</w:t></w:r></w:hyperlink>'
DOCUMENT = docx(
    p("The ship sank", style="Chapter"),
    p("It was", note(2), " a ve", run("ry old sh", BOLD), run("ip of the", ITALIC), " line, built beside ", LINK, "."),
    p("See page ", field("PAGE", "1"), " for the rest.", box(p("A picture of the ship."))),
    p("one long oar", style="Liste", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    table(("The first cell", "The second cell")),
    footnotes=footnote(2, p("So says the log of the ship.")),
    header1=p("An old story"),
)
EDITS = {
    "ship sank": "wreck lay", "very old ship": "fairly old boat", " of the line": "", "beside": "built right beside",
    "harbour": "sea", "rest": "other half", "picture": "drawing", "long": "short", "first": "third", "log": "book",
    "old story": "older story",
}  # fmt: skip
AUTHOR = Author("mtlint", "2026-05-01T10:00:00Z")
NOTES = ("line, built", "page", "oar", "second cell")


def text_of(data: bytes) -> str:
    return projected(opened("a.docx", data)).text.replace("\u2060", "")


def span_of(part: str) -> Span:
    text = projected(opened("a.docx", DOCUMENT)).text
    return Span(text.index(part), text.index(part) + len(part))


def in_office(folder: Path, *jobs: tuple[bytes, str]) -> list[bytes]:
    """Documents as LibreOffice saves them after one command each."""
    line: list[str] = []
    for number, (data, command) in enumerate(jobs):
        (folder / f"{number}.docx").write_bytes(data)
        line += [str(folder / f"{number}.docx"), str(folder / f"{number}-saved.docx"), command]
    subprocess.run([PYTHON, str(SCRIPT), *line], check=True, capture_output=True, timeout=120)
    return [(folder / f"{number}-saved.docx").read_bytes() for number in range(len(jobs))]


def as_open_document(folder: Path, data: bytes) -> str:
    """The content of a document as LibreOffice converts it."""
    (folder / "a.docx").write_bytes(data)
    line = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "odt"]
    done = [*line, "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(done, check=True, capture_output=True, timeout=120)
    return members((folder / "a.odt").read_bytes())["content.xml"].decode()


def edits() -> list[Edit]:
    return [Edit(span_of(old), new) for old, new in EDITS.items()]


def test_changes_are_accepted_and_rejected(tmp_path: Path) -> None:
    plain = fixed("a.docx", DOCUMENT, edits())
    made = tracked("a.docx", DOCUMENT, edits(), [], AUTHOR)
    accepted, rejected, as_fixed, as_it_was = in_office(
        tmp_path,
        (made.data, "AcceptAllTrackedChanges"),
        (made.data, "RejectAllTrackedChanges"),
        (plain, "-"),
        (DOCUMENT, "-"),
    )
    assert text_of(accepted) == text_of(as_fixed)
    assert text_of(rejected) == text_of(as_it_was)
    assert [new for new in EDITS.values() if new not in text_of(as_fixed)] == []
    assert [old for old in EDITS if old not in text_of(as_it_was)] == []


# Without a display LibreOffice 7.4 crashes where it shows any comment, of Word's own too, so this one it only converts.
def test_comments_are_read_beside_changes(tmp_path: Path) -> None:
    notes = [Note(span_of(place), f"About “{place}”.") for place in NOTES]
    content = as_open_document(tmp_path, tracked("a.docx", DOCUMENT, edits(), notes, AUTHOR).data)
    said = re.findall(r"<office:annotation .*?</office:annotation>", content)
    assert [re.sub("<.*?>", "", one.partition("</dc:date>")[2]).removeprefix("ml") for one in said] == [
        note.text for note in notes
    ]
    assert all("<dc:creator>mtlint</dc:creator>" in one for one in said)
    assert content.count("<text:changed-region ") >= len(EDITS)


def test_libreoffice_keeps_the_look_of_each_run(tmp_path: Path) -> None:
    change = Edit(span_of("very old ship"), "fairly old boat")
    (saved,) = in_office(tmp_path, (fixed("a.docx", DOCUMENT, [change]), "-"))
    xml = members(saved)["word/document.xml"].decode()
    runs = [part.split("</w:r>")[0] for part in xml.split("<w:r>")[1:]]
    assert [run for run in runs if "<w:b/>" in run and "old" in run]
    assert [run for run in runs if "<w:i/>" in run and "of the" in run]
