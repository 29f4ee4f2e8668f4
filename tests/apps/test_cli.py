"""The command line from outside: commands, options, formats, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.conftest import PROGRAM, REPOSITORY, Run, one_line


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A file with one finding of each kind."""
    path = tmp_path / "a.txt"
    path.write_text("A zig zig bird.\n\nA zag zag tree and a blorb.\n")
    return path


def test_exit_codes(mtlint: Run, faulty: Path) -> None:
    assert mtlint("check").returncode == 1
    assert mtlint("check", "--exit-zero").returncode == 0
    faulty.write_text("A bird.\n")
    assert mtlint("check").returncode == 0
    assert mtlint("check", "--format", "nonsense").returncode == 2


@pytest.mark.usefixtures("faulty")
def test_text_report(mtlint: Run) -> None:
    assert (
        mtlint("check", "a.txt").stdout.decode()
        == """\
a.txt:1:3 error toys/twice
  “zig zig” is written twice.
    |
  1 | A zig zig bird.
    |   ^^^^^^^
    = fix (safe): zig zig -> zig

a.txt:3:3 warning toys/again
  “zag zag” is written twice.
    |
  3 | A zag zag tree and a blorb.
    |   ^^^^^^^
    = fix (ask): zag zag -> zag

a.txt:3:22 note toys/blorb
  “blorb” is no word.
    |
  3 | A zag zag tree and a blorb.
    |                      ^^^^^

3 findings in 1 file: 1 error, 1 warning, 1 note.
1 fix can be applied with `mtlint fix`, 1 more with `mtlint fix --ask`; see them with `mtlint diff`.
"""
    )


def test_jsonl_is_the_form_that_scorers_read(mtlint: Run) -> None:
    given = b'{"id": "x", "text": "A zig zig blorb."}\n\n{"id": 7, "text": "zag zag"}\n'
    done = mtlint("check", "--read-as", "jsonl", "--format", "jsonl", "--exit-zero", "-", input=given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        (
            '{"id": "x", "start": 2, "end": 9, "rule": "toys/twice", "message": "“zig zig” is written twice.",'
            ' "safety": "safe", "safe": true, "replacement": "zig"}'
        ),
        (
            '{"id": "x", "start": 10, "end": 15, "rule": "toys/blorb", "message": "“blorb” is no word.",'
            ' "safety": "show", "safe": false, "replacement": null}'
        ),
        (
            '{"id": "7", "start": 0, "end": 7, "rule": "toys/again", "message": "“zag zag” is written twice.",'
            ' "safety": "ask", "safe": false, "replacement": "zag"}'
        ),
    ]


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "diff"])
def test_one_core_and_two_say_the_same_bytes(mtlint: Run, tmp_path: Path, form: str) -> None:
    for number in range(8):
        (tmp_path / f"{number}.md").write_text(f"# Title {number}\n\n" + "A zig zig *bird* sat.\n\n" * (number * 900))
    (tmp_path / "broken.txt").write_bytes(b"\xff")
    (tmp_path / "z.jsonl").write_text('{"id": "q", "text": "A zag zag tree."}\n{"text": \n' * 9000)
    paths = [".", "z.jsonl"] if form != "diff" else ["."]
    runs = [mtlint("check", "--format", form, "--jobs", jobs, *paths) for jobs in ("1", "2", "3")]
    assert runs[0].returncode == 3
    assert len(runs[0].stdout) > 100_000
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert runs[0].stderr == runs[1].stderr == runs[2].stderr


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-s", "-p1", "-i"]])
@pytest.mark.parametrize("end", ["\n", "", "\r\n"])
def test_patches_apply(mtlint: Run, tmp_path: Path, tool: list[str], end: str) -> None:
    texts = {"a b.txt": f"\ufeffA zig zig bird.\r\nHere.{end}", "sub/ö.md": f"zag zag\n\nmore\n\nzig zig tree{end}"}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    done = mtlint("diff", "--output", "fixes.patch", ".")
    assert done.returncode == 1
    extra = ["--binary"] if tool[0] == "patch" else []
    subprocess.run([*tool[:3], *extra, *tool[3:], "fixes.patch"], cwd=tmp_path, check=True)
    for name, text in texts.items():
        assert (tmp_path / name).read_bytes() == text.replace("zig zig", "zig").replace("zag zag", "zag").encode()


@pytest.mark.usefixtures("faulty")
def test_diff_safe_is_what_fix_does(mtlint: Run) -> None:
    assert b"+A zag tree" in mtlint("diff").stdout
    assert b"+A zag tree" not in mtlint("diff", "--safe").stdout


@pytest.mark.usefixtures("faulty")
def test_colour(mtlint: Run) -> None:
    assert b"\x1b[" not in mtlint("check").stdout
    assert b"\x1b[" in mtlint("check", "--color", "always").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_on_a_terminal(
    faulty: Path, environment: dict[str, str], rules: Path, more: dict[str, str], coloured: bool
) -> None:
    import pty

    mine, theirs = pty.openpty()
    line = [*PROGRAM, "check", "--rules", str(rules), "--select", "toys", "a.txt"]
    environment = {**environment, "TERM": "xterm-256color", **more}
    subprocess.run(line, cwd=faulty.parent, env=environment, stdout=theirs, check=False, timeout=60)
    os.close(theirs)
    assert (b"\x1b[" in os.read(mine, 10_000)) == coloured
    os.close(mine)


def test_output_file_is_whole(mtlint: Run, faulty: Path) -> None:
    done = mtlint("check", "--format", "json", "--output", "out.json")
    assert done.stdout == b""
    assert json.loads((faulty.parent / "out.json").read_text())["summary"]["findings"] == 3


@pytest.mark.usefixtures("faulty")
def test_select_and_ignore(mtlint: Run) -> None:
    def rules_of(*args: str, select: str = "toys") -> list[str]:
        done = mtlint("check", "--format", "jsonl", *args, select=select)
        return [json.loads(line)["rule"].removeprefix("toys/") for line in done.stdout.splitlines()]

    assert rules_of() == ["twice", "again", "blorb"]
    assert rules_of("--ignore", "toys/again,toys/blorb") == ["twice"]
    assert rules_of(select="toys/b*,toys/twice") == ["twice", "blorb"]
    assert rules_of("--ignore", "toys", select="toys/again") == ["again"]
    done = mtlint("check", "--ignore", "all")
    assert "no rule is left" in one_line(done.stderr)


def test_settings(mtlint: Run, faulty: Path) -> None:
    folder = faulty.parent
    (folder / "pyproject.toml").write_text('[tool.mtlint]\nselect = ["toys"]\nignore = ["toys/again"]\n')
    (folder / "sub").mkdir()
    (folder / "sub" / "b.txt").write_text("zag zag zig zig")
    assert mtlint("check", "--format", "concise", "-q", "sub", select="").stdout.count(b"\n") == 1
    (folder / "mtlint.toml").write_text('[per-path-ignores]\n"sub/*" = ["toys/twice"]\n')
    assert b"again" in mtlint("check", "--format", "concise", "-q", "sub").stdout
    assert b"toys/twice" not in mtlint("check", "--format", "concise", "-q", "sub").stdout
    assert b"toys/twice" in mtlint("check", "--format", "concise", "-q").stdout
    (folder / "mtlint.toml").write_text('\nselct = ["toys"]\n')
    done = mtlint("check")
    assert one_line(done.stderr) == 'mtlint: mtlint.toml:2: unknown key "selct"; did you mean "select"?\n'
    assert done.returncode == 2


def test_a_rule_without_a_record_warns_and_is_quiet(
    mtlint: Run, tmp_path: Path, rules: Path, environment: dict[str, str]
) -> None:
    house = tmp_path / "house"
    shutil.copytree(rules / "toys", house / "toys")
    blorb = house / "toys" / "blorb.yaml"
    blorb.write_text(blorb.read_text().replace("default: on\n", ""))
    (tmp_path / "a.txt").write_text("A blorb bird.\n")
    line = [*PROGRAM, "check", "--rules", str(house), "a.txt"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, check=False, env=environment)
    assert "1 rule has no record and is quiet: toys/blorb" in one_line(done.stderr)
    assert done.returncode == 0
    assert mtlint("check", "a.txt").returncode == 1


def test_rules_and_explain(mtlint: Run) -> None:
    listed = mtlint("rules", "toys").stdout.decode()
    assert "twice" in listed
    assert "3 rules: 3 on." in listed
    page = mtlint("explain", "twice").stdout.decode()
    assert "A [zig zig -> zig] bird." in page
    done = mtlint("explain", "twise")
    assert 'did you mean "toys/twice"?' in one_line(done.stderr)
    assert done.returncode == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(environment: dict[str, str], shell: str) -> None:
    line = [sys.executable, "-m", "lint.apps.cli", "completion", shell]
    done = subprocess.run(line, env=environment, capture_output=True, check=True)
    assert b"_MTLINT_COMPLETE" in done.stdout


def test_version_and_help_load_little(environment: dict[str, str]) -> None:
    for option in ("--version", "--help"):
        code = f"import sys; from lint.apps import cli; cli.run(['{option}']); assert 'numpy' not in sys.modules"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)


def test_a_path_where_a_command_belongs(environment: dict[str, str]) -> None:
    line = [sys.executable, "-m", "lint.apps.cli", str(REPOSITORY / "lint")]
    done = subprocess.run(line, env=environment, capture_output=True, check=False)
    assert 'did you mean "mtlint check' in one_line(done.stderr)
    assert done.returncode == 2


def test_standard_input_cannot_be_read_twice(mtlint: Run) -> None:
    done = mtlint("check", "-", "-", input=b"x")
    assert "only once" in one_line(done.stderr)
    assert done.returncode == 2
