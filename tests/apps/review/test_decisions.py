"""`mtlint review --export` and `mtlint apply`: the way of a document to an editor and back, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from lint.apps.options import READ_AS
from lint.apps.review import decisions
from tests.apps.conftest import REPOSITORY, Run, one_line
from tests.wording import docx, p, run

TEXT = "A zig zig bird.\r\nA zag zag tree, a blorb.\r\n"


def test_whatever_is_read_as_one_file_can_be_reviewed() -> None:
    assert {*get_args(decisions.Format), "jsonl"} == set(READ_AS)


@pytest.fixture
def decide(mtlint: Run, tmp_path: Path) -> Callable[..., None]:
    """Export a review of paths, and fill in decisions by rule."""

    def filled(*args: str, **by_rule: dict[str, Any]) -> None:
        done = mtlint("review", "--export", "d.json", *args)
        assert done.returncode == 0, done.stderr
        made = json.loads((tmp_path / "d.json").read_bytes())
        for document in made["documents"]:
            for found in document["findings"]:
                found |= by_rule.get(found["rule"].partition("/")[2], {})
        (tmp_path / "d.json").write_text(json.dumps(made))

    return filled


def test_what_is_written_is_what_the_schema_says(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, newline="")
    done = mtlint("review", "--export", "-", "--source", "ru", "--system", "Ours", "a.txt")
    made = json.loads(done.stdout)
    published = json.loads((REPOSITORY / "docs" / "decisions.schema.json").read_bytes())
    assert published == decisions.schema()
    jsonschema.validate(made, published)
    (document,) = made["documents"]
    assert (document["source"], document["system"], document["content"]) == ("ru", "Ours", TEXT)
    assert [(f["line"], f["column"], f["found"], f["decision"]) for f in document["findings"]] == [
        (1, 3, "zig zig", None), (2, 3, "zag zag", None), (2, 19, "blorb", None),
    ]  # fmt: skip
    assert mtlint("review", "--export", "-", "--source", "ru", "--system", "Ours", "a.txt").stdout == done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decisions_are_done_and_bytes_are_kept(
    mtlint: Run, tmp_path: Path, decide: Callable[..., None], encoding: str
) -> None:
    text = "Ein Café.\r\n" + TEXT
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    asked = ["--encoding", encoding] if encoding == "cp1252" else []
    decide(
        *asked, "a.txt",
        twice={"decision": "take"}, again={"decision": "leave"}, blorb={"decision": "edit", "text": "tune"},
    )  # fmt: skip
    done = mtlint("apply", "d.json", select="")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"a.txt: 1 taken, 1 edited\nApplied decisions in 1 file: 1 taken, 1 edited, 0 suppressed.\n"
    expected = text.replace("zig zig", "zig").replace("blorb", "tune")
    assert (tmp_path / "a.txt").read_bytes() == expected.encode(encoding)
    # The file is another now, and so the same decisions do not hold any more.
    assert mtlint("apply", "d.json", select="").returncode == 3


def test_left_with_a_reason_is_suppressed(mtlint: Run, tmp_path: Path, decide: Callable[..., None]) -> None:
    # There is room for a mark at the end of a line, but not in the words of a film.
    (tmp_path / "a.md").write_text("A zig zig bird, a zag zag, a blorb.\n\nA zag zag tree.\n")
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nA zig zig bird, a zag zag.\n")
    before = [(tmp_path / name).read_text() for name in ("a.md", "a.srt")]
    reason = {"decision": "leave", "reason": "its song"}
    decide("a.md", "a.srt", twice={"decision": "take"}, again=reason, blorb=reason)
    dry = mtlint("apply", "--dry-run", "d.json", select="")
    assert dry.returncode == 1
    assert [(tmp_path / name).read_text() for name in ("a.md", "a.srt")] == before
    assert not (tmp_path / "a.srt.mtlint.toml").exists()
    done = mtlint("apply", "d.json", select="")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.md").read_text() == (
        "A zig bird, a zag zag, a blorb. <!-- mtlint off toys/blorb, toys/again: its song -->\n\n"
        "A zag zag tree. <!-- mtlint off toys/again: its song -->\n"
    )
    assert (tmp_path / "a.srt").read_text() == before[1].replace("zig zig", "zig")
    assert (tmp_path / "a.srt.mtlint.toml").exists()
    assert mtlint("check", "a.md", "a.srt").returncode == 0


def test_of_two_that_overlap_the_first_is_done(mtlint: Run, tmp_path: Path, decide: Callable[..., None]) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird, a zag zag tree.\n")
    decide("a.txt", twice={"decision": "take"}, again={"decision": "take"})
    made = json.loads((tmp_path / "d.json").read_bytes())
    (edit,) = made["documents"][0]["findings"][1]["fixes"][0]["edits"]
    edit["start"] = 5
    (tmp_path / "d.json").write_text(json.dumps(made))
    done = mtlint("apply", "d.json", select="")
    assert done.returncode == 3
    assert "a.txt:1:19: toys/again: overlaps with toys/twice at 1:3, which was taken" in one_line(done.stderr)
    assert (tmp_path / "a.txt").read_text() == "A zig bird, a zag zag tree.\n"


def test_a_word_document_comes_back_as_fix_makes_it(mtlint: Run, tmp_path: Path, decide: Callable[..., None]) -> None:
    data = docx(p("A zig ", run("zig", "<w:b/>"), " bird, a zag zag."), more={"word/media/a.bin": b"\0\1\2"})
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(data)
    decide("a.docx", twice={"decision": "take"}, again={"decision": "leave", "reason": "its song"})
    assert mtlint("apply", "d.json", select="").returncode == 0
    mtlint("fix", "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes() != data
    assert (tmp_path / "a.docx.mtlint.toml").exists()
    assert mtlint("check", "a.docx").returncode == 0


def test_what_cannot_be_suppressed_by_a_mark(mtlint: Run, tmp_path: Path, decide: Callable[..., None]) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird, a zag zag tree.\n")
    decide("a.txt", twice={"decision": "take"}, again={"decision": "leave", "reason": "so"})
    made = json.loads((tmp_path / "d.json").read_bytes())
    # Nobody knows this rule any more, but a list beside the text can name it.
    made["documents"][0]["findings"][1]["rule"] = "toys/gone"
    (tmp_path / "d.json").write_text(json.dumps(made))
    assert mtlint("apply", "d.json", select="").returncode == 0
    assert (tmp_path / "a.txt").read_text() == "A zig bird, a zag zag tree.\n"
    listed = (tmp_path / "a.txt.mtlint.toml").read_text()
    assert 'rule = "toys/gone"\ntext = "zag zag"\n' in listed


def test_a_file_changed_meanwhile_is_shown_and_the_others_go_on(
    mtlint: Run, tmp_path: Path, decide: Callable[..., None]
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("A zig zig bird.\n")
    decide("a.txt", "b.txt", "c.txt", twice={"decision": "take"})
    (tmp_path / "a.txt").write_text("A zig zig bird sings.\n")
    (tmp_path / "b.txt").unlink()
    done = mtlint("apply", "d.json", select="")
    assert done.returncode == 3
    said = done.stderr.decode()
    assert "-A zig zig bird.\n+A zig zig bird sings.\nmtlint: a.txt: was changed since it was reviewed" in said
    assert "mtlint: b.txt: no such file" in said
    assert (tmp_path / "a.txt").read_text() == "A zig zig bird sings.\n"
    assert (tmp_path / "c.txt").read_text() == "A zig bird.\n"


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("a.html", "<p>A <b>zig</b> zig zig bird, a blorb.</p>", "<p>A <b>zig</b> zig bird, a tune.</p>"),
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nA zig zig bird, a blorb.\n",
            "1\n00:00:01,000 --> 00:00:02,000\nA zig bird, a tune.\n",
        ),
    ],
)
def test_markup_stays(
    mtlint: Run, tmp_path: Path, decide: Callable[..., None], name: str, text: str, after: str
) -> None:
    (tmp_path / name).write_text(text)
    decide(name, twice={"decision": "take"}, blorb={"decision": "edit", "text": "<i>tune</i>"})
    refused = mtlint("apply", "d.json", select="")
    assert "would be markup here; nothing was written" in one_line(refused.stderr)
    assert (tmp_path / name).read_text() == text
    decide(name, twice={"decision": "take"}, blorb={"decision": "edit", "text": "tune"})
    # In the HTML the first of three words is in bold, so that there is one fix more than can be taken at once.
    mtlint("apply", "d.json", select="")
    assert (tmp_path / name).read_text() == after


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ({"decision": "tak"}, "finding 1 (toys/twice): decision: Invalid enum value 'tak'; a decision is"),
        ({"decison": "take"}, "finding 1 (toys/twice): unknown key `decison`"),
        ({"decision": "edit"}, '"edit" needs "text"'),
        ({"decision": "take", "reason": "so"}, '"reason" goes with the decision "leave" alone'),
        ({"decision": "leave", "reason": "so -->"}, "a reason is one line"),
        ({"decision": "take", "fixes": []}, "there is no fix to take"),
    ],
)
def test_what_is_no_decision(
    mtlint: Run, tmp_path: Path, decide: Callable[..., None], decision: dict[str, Any], said: str
) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    decide("a.txt", twice=decision)
    done = mtlint("apply", "d.json", select="")
    assert done.returncode == 2
    assert said in one_line(done.stderr)
    assert one_line(done.stderr).startswith("mtlint: d.json: a.txt, finding 1")
    assert (tmp_path / "a.txt").read_text() == "A zig zig bird.\n"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("format", "pdf", "a.txt: format: Invalid enum value 'pdf'"),
        ("encoding", "utf-99", "'a.txt': unknown encoding \"utf-99\""),
        ("name", "a\0.txt", "'a\\x00.txt': its name is not a path"),
        ("name", 3, "document 1: name: Expected `str`"),
        ("content", "A zag bird.\n", 'finding 1 (toys/twice): "start" and "end" are not where'),
    ],
)
def test_what_is_no_document(
    mtlint: Run, tmp_path: Path, decide: Callable[..., None], key: str, value: object, said: str
) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    decide("a.txt", twice={"decision": "take"})
    made = json.loads((tmp_path / "d.json").read_bytes())
    made["documents"][0][key] = value
    (tmp_path / "d.json").write_text(json.dumps(made))
    done = mtlint("apply", "d.json", select="")
    assert done.returncode == 2
    assert said in one_line(done.stderr)


def test_what_is_no_file_of_decisions(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"documents":\n[}')
    assert "d.json:2: is not JSON" in one_line(mtlint("apply", "d.json", select="").stderr)
    (tmp_path / "d.json").write_text('{"documents": [], "version": 2}')
    assert "version that this mtlint does not read" in one_line(mtlint("apply", "d.json", select="").stderr)
    assert mtlint("apply", "none.json", select="").returncode == 2
    assert "standard input is none" in one_line(mtlint("review", "--export", "d.json", "-").stderr)


def test_records_cannot_be_reviewed(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "A zig zig bird."}\n')
    done = mtlint("review", "--export", "d.json", "a.jsonl")
    assert done.returncode == 3
    assert "cannot be written back" in one_line(done.stderr)
