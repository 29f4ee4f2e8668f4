"""`mtlint suppress` and what its marks and lists do to check, diff and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apps.conftest import Run, one_line


def test_a_mark_at_the_end_of_the_line(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A zig zig bird, a blorb.\n\nA zig zig tree.\n")
    done = mtlint("suppress", "a.md:1:3", "--reason", "its song")
    assert done.stdout == b"a.md:1:3: toys/twice is suppressed in a.md\n"
    assert mtlint("suppress", "a.md:1", "toys/blorb").returncode == 0
    mark = "<!-- mtlint off toys/twice, toys/blorb: its song -->"
    assert (tmp_path / "a.md").read_text() == f"A zig zig bird, a blorb. {mark}\n\nA zig zig tree.\n"
    assert b"1 finding in 1 file" in mtlint("check", "a.md").stdout
    mtlint("fix", "a.md")
    assert (tmp_path / "a.md").read_text() == f"A zig zig bird, a blorb. {mark}\n\nA zig tree.\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_mark_in_plain_text_keeps_bytes(mtlint: Run, tmp_path: Path, ending: str) -> None:
    text = f"\ufeffA fine zig zig bird.{ending}No — more."
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    (tmp_path / "mtlint.toml").write_text('[suppressions]\nmarker = "//"\nreasons = "required"\n')
    assert "add --reason" in one_line(mtlint("suppress", "--encoding", "utf-16", "a.txt:1").stderr)
    assert mtlint("suppress", "--encoding", "utf-16", "--reason", "ß", "a.txt:1").returncode == 0
    expected = text.replace("bird.", "bird. // mtlint off toys/twice: ß")
    assert (tmp_path / "a.txt").read_bytes() == expected.encode("utf-16")
    assert mtlint("check", "--encoding", "utf-16", "a.txt").returncode == 0


def test_a_list_beside_what_may_not_be_touched(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    birds = ("x", "bird"), ("y", "tree")
    lines = (f'{{"id": "{key}", "text": "A zig zig {word}."}}\n' for key, word in birds)
    (tmp_path / "b.jsonl").write_text("".join(lines))
    assert mtlint("suppress", "--sidecar", "a.txt:1").stdout.endswith(b"suppressed in a.txt.mtlint.toml\n")
    assert mtlint("suppress", "b.jsonl:2", "--reason", 'a "tree"').stdout.endswith(b"in b.jsonl.mtlint.toml\n")
    assert (tmp_path / "a.txt").read_text() == "A zig zig bird.\n"
    found = mtlint("check", "--format", "concise", "a.txt", "b.jsonl").stdout.decode()
    assert found.startswith("x:1:3: toys/twice ")
    assert "1 finding in 1 of 3 documents" in found
    # It stays where the text moves, and goes where there is nothing to suppress.
    (tmp_path / "a.txt").write_text("More.\n\nMore of it. A zig zig bird.\n")
    assert mtlint("check", "a.txt").returncode == 0
    (tmp_path / "a.txt").write_text("A zig bird.\n")
    assert b"a.txt.mtlint.toml:1: toys/twice: nothing to suppress" in mtlint("check", "a.txt", select="").stdout
    done = mtlint("suppress", "--prune", "a.txt", "--prune", "b.jsonl", select="")
    assert done.stdout == b"a.txt.mtlint.toml: 1 suppression taken out\n"
    assert not (tmp_path / "a.txt.mtlint.toml").exists()
    assert (tmp_path / "b.jsonl.mtlint.toml").exists()


def test_a_list_may_be_written_by_hand(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird, zag zag.\n")
    (tmp_path / "a.txt.mtlint.toml").write_text('[[suppress]]\nrule = "toys/twice"\n')
    assert mtlint("check", "--format", "concise", "a.txt").stdout.startswith(b"a.txt:1:17: toys/again")
    for text, problem in (
        ("[[suppress]]\nrul = 1\n", "a.txt.mtlint.toml: Object"),
        ("=", "a.txt.mtlint.toml: is not TOML"),
    ):
        (tmp_path / "a.txt.mtlint.toml").write_text(text)
        for command in ("check", "fix"):
            done = mtlint(command, "--quiet", "a.txt")
            assert done.returncode == 3
            assert problem in one_line(done.stderr)
    assert (tmp_path / "a.txt").read_text() == "A zig zig bird, zag zag.\n"


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("a.txt", '"a.txt" is no place; write FILE:LINE'),
        ("a.txt:9", "a.txt:9: nothing is found there"),
        ("a.txt:1", "several rules speak there; name one of toys/twice, toys/blorb"),
    ],
)
def test_a_wrong_place_is_said(mtlint: Run, tmp_path: Path, place: str, problem: str) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird, a blorb.\n")
    done = mtlint("suppress", place)
    assert done.returncode == 2
    assert problem in one_line(done.stderr)
    assert "one line" in one_line(mtlint("suppress", "a.txt:1", "--reason", "a --> b").stderr)
    assert mtlint("suppress", "gone.txt:1").returncode == 3


def test_marks_are_found_and_fixed_like_faults(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A bird. <!-- mtlint off toys/twice -->\n")
    done = mtlint("check", "--format", "concise", "a.md", select="")
    assert done.stdout.startswith(b"a.md:1:9: suppression/unused")
    assert mtlint("check", "--ignore", "suppression", "a.md", select="").returncode == 0
    assert mtlint("fix", "a.md", select="").returncode == 0
    assert (tmp_path / "a.md").read_text() == "A bird.\n"


def test_what_is_said_of_marks_is_explained(mtlint: Run) -> None:
    done = mtlint("explain", "suppression/unused")
    assert done.returncode == 0
    assert b"hides the next fault" in done.stdout
