"""Everything that can be wrong with what mtlint is given: one clear line, the right exit code, nothing lost."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.apps.conftest import PROGRAM, Run, one_line


def test_missing_path(mtlint: Run) -> None:
    done = mtlint("check", "gone.txt")
    assert "gone.txt: no such file or folder" in one_line(done.stderr)
    assert done.returncode == 3


def test_a_missing_path_beats_findings_and_the_rest_is_checked(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.")
    done = mtlint("check", "gone.txt", "a.txt")
    assert b"toys/twice" in done.stdout
    assert done.returncode == 3


def test_unreadable_file(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.")
    (tmp_path / "a.txt").chmod(0)
    # Root may read any file of its own, but nobody reads a process's memory from its start.
    name = "/proc/self/mem" if os.access(tmp_path / "a.txt", os.R_OK) else "a.txt"
    done = mtlint("check", name)
    assert f"{name}: cannot be read: " in one_line(done.stderr)
    assert done.returncode == 3


def test_folder_with_nothing_to_check(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.py").write_text("pass")
    done = mtlint("check", "sub")
    assert "sub: nothing to check" in one_line(done.stderr)
    assert done.returncode == 3


def test_binary_file(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ab\0cd")
    done = mtlint("check", "a.txt")
    line = one_line(done.stderr)
    assert "a.txt: is a binary file (byte 2 is NUL)" in line
    assert "--encoding" in line
    assert done.returncode == 3


def test_invalid_utf8_names_the_byte_and_the_cure(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A zig zig caf\xe9.\n")
    done = mtlint("check", "a.txt")
    line = one_line(done.stderr)
    assert "a.txt: is not valid UTF-8" in line
    assert "byte offset 13" in line
    assert "--encoding" in line
    assert done.returncode == 3
    assert mtlint("check", "--encoding", "latin-1", "a.txt").returncode == 1


def test_invalid_utf8_after_a_byte_order_mark_counts_the_mark(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfab\xff")
    assert "byte offset 5" in one_line(mtlint("check", "a.txt").stderr)


def test_lone_surrogate_in_a_file_is_invalid(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ab \xed\xa0\x80 zig zig")
    assert "byte offset 3" in one_line(mtlint("check", "a.txt").stderr)


def test_lone_surrogate_in_jsonl_does_not_stop_the_run(mtlint: Run) -> None:
    given = b'{"id": "a\\ud800", "text": "A zig zig \\udfff bird."}\n'
    done = mtlint("check", "--read-as", "jsonl", "--format", "jsonl", "-", input=given)
    found = json.loads(done.stdout)
    assert (found["start"], found["end"]) == (2, 9)
    assert done.returncode == 1


def test_unknown_encoding(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    done = mtlint("check", "--encoding", "klingon", "a.txt")
    assert 'unknown encoding "klingon"' in one_line(done.stderr)
    assert done.returncode == 2
    assert mtlint("check", "--encoding", "rot13", "a.txt").returncode == 2


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t", "\ufeff"])
def test_empty_files_are_clean(mtlint: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "a.md").write_bytes(text.encode())
    done = mtlint("check", "a.txt", "a.md", select="")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_fix_keeps_encoding_mark_line_ends_and_mode(mtlint: Run, tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.txt"
    before = f"Olé.\r\nMixed.\n\nA zig zig bird.{end}"
    path.write_bytes(before.encode(encoding))
    path.chmod(0o640)
    asked = ["--encoding", encoding] if encoding in ("latin-1", "utf-16-le", "utf-16-be") else []
    done = mtlint("fix", *asked, "a.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_bytes() == before.replace("zig zig", "zig").encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [inner.name for inner in tmp_path.iterdir()] == ["a.txt"]


def test_a_line_of_20_mb(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 4_000_000 + "a zig zig bird")
    done = mtlint("check", "a.txt")
    assert done.returncode == 1
    assert done.stderr == b""
    assert max(map(len, done.stdout.decode().splitlines())) <= 100
    assert b"^^^^^^^" in done.stdout


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("bracket", ["(", "[", "“"])
def test_200_000_opening_brackets(mtlint: Run, tmp_path: Path, name: str, bracket: str) -> None:
    (tmp_path / name).write_text(bracket * 200_000 + "\n\na zig zig bird")
    done = mtlint("check", name)
    assert (done.returncode, done.stderr) == (1, b"")


def test_broken_jsonl_line_is_named_and_the_others_are_checked(mtlint: Run) -> None:
    given = b'{"id": 1, "text": "A zig zig bird."}\n{"id": 2, "text"\n{"id": 3, "text": "The zig zig tree."}\n'
    done = mtlint("check", "--read-as", "jsonl", "--format", "jsonl", "-", input=given)
    assert "stdin:2: is not valid JSON" in one_line(done.stderr)
    assert [json.loads(line)["rule"] for line in done.stdout.splitlines()] == ["toys/twice"] * 2
    assert done.returncode == 3
    assert mtlint("check", "--read-as", "jsonl", "--exit-zero", "-", input=given).returncode == 3


def test_jsonl_line_that_is_not_utf8(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "fine"}\n{"text": "\xff"}\n{"text": "A zig zig bird."}\n')
    done = mtlint("check", "a.jsonl")
    assert "a.jsonl:2: is not valid UTF-8 at byte offset 27" in one_line(done.stderr)
    assert b"a.jsonl:3" in done.stdout
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("message:", "mesage:", 'did you mean "message"?'),
        (r"(?P<a>zig) (?P=a)\b", "(zig", "toys/twice.yaml:"),
        ("why:", "  why: [", "toys/twice.yaml:"),
    ],
)
def test_wrong_rule_file(mtlint: Run, rules: Path, tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = rules / "toys" / "twice.yaml"
    path.write_text(path.read_text().replace(old, new))
    (tmp_path / "a.txt").write_text("A zig zig bird.")
    done = mtlint("check", "a.txt")
    assert expected in one_line(done.stderr)
    assert done.returncode == 2


def test_missing_rule_folder(mtlint: Run) -> None:
    done = mtlint("check", "--rules", "nowhere", "-", input=b"x")
    assert "nowhere: no such folder of rules" in one_line(done.stderr)
    assert done.returncode == 2


def test_unknown_rule(mtlint: Run) -> None:
    done = mtlint("check", "--select", "toys/twise", "-", input=b"x", select="")
    assert 'unknown rule "toys/twise"; did you mean "toys/twice"?' in one_line(done.stderr)
    assert done.returncode == 2


def test_unknown_option(mtlint: Run) -> None:
    done = mtlint("check", "--formt", "json")
    assert "--format" in one_line(done.stderr)
    assert done.returncode == 2


def test_read_only_target(mtlint: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A zig zig bird.")
    path.chmod(0o444)
    done = mtlint("fix", "a.txt")
    assert "a.txt: is read-only" in one_line(done.stderr)
    assert done.returncode == 3
    assert path.read_text() == "A zig zig bird."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "concise", "diff"])
def test_full_disk_behind_standard_output(mtlint: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.")
    with Path("/dev/full").open("wb") as full:
        done = mtlint("check", "--quiet", "--format", form, "a.txt", stdout=full)
    assert "standard output: cannot be written: No space left on device" in one_line(done.stderr)
    assert done.returncode == 3


def test_closed_pipe(tmp_path: Path, environment: dict[str, str], rules: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n\n" * 3000)
    line = [*PROGRAM, "check", "--rules", str(rules), "--select", "toys", "a.txt"]
    with subprocess.Popen(
        line, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) == 3
    assert "standard output: closed" in one_line(errors)


def test_output_to_a_folder_that_is_not_there(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.")
    done = mtlint("check", "--output", "no/where.txt", "a.txt")
    assert "no/where.txt: cannot be written" in one_line(done.stderr)
    assert done.returncode == 3


def test_a_crash_is_one_line_and_never_exit_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lint.apps import cli, commands

    def crash(*_: object) -> int:
        raise ZeroDivisionError("nobody\nthought of that")

    monkeypatch.setattr(commands, "check", crash)
    assert cli.run(["check", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "test_bad_input.py:" in said
    assert "MTLINT_TRACEBACK=1" in said
    monkeypatch.setenv("MTLINT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.run(["check", str(tmp_path)])


def test_a_page_that_says_it_is_in_another_language(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<html lang="de-AT"><p>A zig zig bird.</p></html>')
    (tmp_path / "b.html").write_text('<html lang="de"><p lang="en">A bird.</p></html>')
    (tmp_path / "c.html").write_text('<html lang="en"><p>A bird.</p></html>')
    for _ in range(2):  # the second time from what was kept
        done = mtlint("check", "a.html", "b.html", "c.html")
        assert "another language: de-AT (1); where it is English, correct the `lang`" in one_line(done.stderr)
        assert done.returncode == 0
    assert mtlint("check", "--quiet", "a.html").stderr == b""
