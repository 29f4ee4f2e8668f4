"""Writing files: all or nothing, whatever happens on the way."""

from __future__ import annotations

import errno
import signal
import subprocess
import time
from pathlib import Path

import pytest

from lint.apps import files
from lint.errors import ReadError
from tests.apps.conftest import PROGRAM, Run, one_line


def _written(path: Path) -> files.Text:
    path.write_text("before", encoding="utf-8")
    return files.read(path, path.name)


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    text = _written(path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(ReadError, match=r"a\.txt: cannot be written: No space left on device; it was left as it was"):
        files.write(path, text, "after")
    assert path.read_text() == "before"
    assert [inner.name for inner in tmp_path.iterdir()] == ["a.txt"]


def test_ctrl_c_while_writing_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    text = _written(path)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(path, text, "after")
    assert path.read_text() == "before"
    assert [inner.name for inner in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = _written(path)
    path.write_text("by someone else")
    with pytest.raises(ReadError, match="was changed by someone else"):
        files.write(path, text, "after")
    assert path.read_text() == "by someone else"


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = _written(path)
    path.unlink()
    with pytest.raises(ReadError, match="no such file"):
        files.write(path, text, "after")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("before")
    link.symlink_to("a.txt")
    files.write(link, files.read(link, "link.txt"), "after")
    assert link.is_symlink()
    assert path.read_text() == "after"


def test_a_character_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9")
    text = files.read(path, "a.txt", "latin-1")
    with pytest.raises(ReadError, match=r"latin-1 has no “|latin-1 has no \"“\" \(U\+201C\)"):
        files.write(path, text, "“café”")
    assert path.read_bytes() == b"caf\xe9"


def test_ctrl_c_in_the_middle_of_fix(tmp_path: Path, environment: dict[str, str], rules: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text("A zig zig bird.\n")
    line = [*PROGRAM, "fix", "--rules", str(rules), "--select", "toys", "."]
    # The signal may come between the opening of a file and the block that closes it: no user is told of that.
    quiet = environment | {"PYTHONWARNINGS": "ignore::ResourceWarning"}
    with subprocess.Popen(line, cwd=tmp_path, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 30
        while (tmp_path / "010.txt").read_text() != "A zig bird.\n" and time.monotonic() < deadline:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    texts = {path.read_text() for path in tmp_path.iterdir()}
    assert texts <= {"A zig zig bird.\n", "A zig bird.\n"}
    assert len(list(tmp_path.iterdir())) == 400
    if process.returncode != 0:  # it may have been through before the signal came
        assert process.returncode == 3
        assert "interrupted" in one_line(errors)


def test_fix_leaves_clean_files_untouched(mtlint: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A bird.")
    before = path.stat()
    assert mtlint("fix", "a.txt").returncode == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fix_takes_safe_fixes_and_with_ask_the_others(mtlint: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A zig zig bird. A zag zag tree.")
    dry = mtlint("fix", "--dry-run", "a.txt")
    assert path.read_text() == "A zig zig bird. A zag zag tree."
    assert dry.returncode == 1
    done = mtlint("fix", "a.txt")
    assert path.read_text() == "A zig bird. A zag zag tree."
    assert done.returncode == 1
    assert "1 finding left, see `mtlint check`; 1 fix more with `mtlint fix --ask`" in done.stdout.decode()
    assert mtlint("fix", "--ask", "a.txt").returncode == 0
    assert path.read_text() == "A zig bird. A zag tree."
    assert mtlint("check", "a.txt").returncode == 0


def test_fix_of_standard_input_goes_to_standard_output(mtlint: Run) -> None:
    done = mtlint("fix", "-", input=b"\xef\xbb\xbfA zig zig bird.\r\n")
    assert done.stdout == b"\xef\xbb\xbfA zig bird.\r\n"
    assert done.returncode == 0


def test_jsonl_is_not_fixed(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A zig zig bird."}\n')
    done = mtlint("fix", "a.jsonl")
    assert "a.jsonl: JSONL is checked but not fixed" in one_line(done.stderr)
    assert done.returncode == 3
