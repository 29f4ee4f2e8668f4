"""`mtlint baseline` from outside: later runs pass over what it knows, and say what of it is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apps.conftest import Run, one_line

OLD = "A zig zig bird sat in the old tree.\n\nThe blorb was there.\n"
NAME = ".mtlint-baseline.json"


def entries(folder: Path) -> dict[str, list[str]]:
    """The rules that a baseline knows, by file."""
    files = json.loads((folder / NAME).read_text())["files"]
    return {name: [entry["rule"] for entry in known] for name, known in files.items()}


@pytest.fixture
def texts(tmp_path: Path, mtlint: Run) -> Path:
    """Two texts in a repository, of which a baseline was written."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(OLD)
    (tmp_path / "b.txt").write_text(OLD)
    done = mtlint("baseline", "docs", "b.txt")
    assert done.stdout == b"Wrote .mtlint-baseline.json: 4 findings in 2 files, 4 new, 0 gone.\n"
    assert (done.returncode, done.stderr) == (0, b"")
    return tmp_path


def test_later_runs_show_only_what_is_new(texts: Path, mtlint: Run) -> None:
    done = mtlint("check", ".")
    assert (done.returncode, done.stderr) == (0, b"")
    moved = f"Some more.\n\nA zag zag cat.\n\n{OLD}".replace("sat in the old tree", "sat in the very\nold tree")
    (texts / "docs" / "a.txt").write_text(moved)
    done = mtlint("check", "a.txt", "--format", "concise", cwd=texts / "docs")
    assert done.stdout.splitlines()[0].startswith(b"a.txt:3:3: toys/again")
    assert done.stdout.count(b"toys/") == 1
    assert mtlint("check", ".", "--no-baseline", "--format", "concise").stdout.count(b"toys/") == 5


def test_what_is_known_is_neither_fixed_nor_in_the_patch(texts: Path, mtlint: Run) -> None:
    (texts / "b.txt").write_text(OLD + "\nA zig zig fox.\n")
    patch = mtlint("diff", "b.txt").stdout
    assert b"+A zig fox." in patch
    assert b"-A zig zig bird" not in patch
    assert mtlint("fix", "b.txt").returncode == 0
    assert (texts / "b.txt").read_text() == OLD + "\nA zig fox.\n"


def test_the_same_findings_make_the_same_bytes(texts: Path, mtlint: Run) -> None:
    before = (texts / NAME).read_bytes()
    (texts / "b.txt").write_text(f"Moved.\n\n{OLD}")
    assert mtlint("baseline", "b.txt", "docs", "--jobs", "2").stdout.endswith(b" 0 new, 0 gone.\n")
    assert (texts / NAME).read_bytes() == before


def test_what_is_gone_is_said_once_and_pruned(texts: Path, mtlint: Run) -> None:
    (texts / "b.txt").write_text("The blorb was there, and a zag zag cat.\n")
    done = mtlint("check", "b.txt")
    said = "mtlint: 1 finding of the baseline is gone; `mtlint baseline --prune` takes it out\n"
    assert one_line(done.stderr) == said
    assert mtlint("check", "b.txt", "--quiet").stderr == b""
    assert mtlint("check", "b.txt", select="toys/blorb").stderr == b""
    assert mtlint("baseline", "--prune", "b.txt").stdout.endswith(b"3 findings in 2 files, 0 new, 1 gone.\n")
    assert entries(texts) == {"b.txt": ["toys/blorb"], "docs/a.txt": ["toys/blorb", "toys/twice"]}
    assert mtlint("check", "b.txt", "--format", "concise").stdout.startswith(b"b.txt:1:28: toys/again")


def test_what_was_not_checked_stays(texts: Path, mtlint: Run) -> None:
    (texts / "b.txt").write_text("Clean.\n")
    mtlint("baseline", "b.txt", select="toys/blorb")
    assert entries(texts) == {"b.txt": ["toys/twice"], "docs/a.txt": ["toys/blorb", "toys/twice"]}
    (texts / "docs" / "a.txt").unlink()
    mtlint("baseline", "b.txt")
    assert entries(texts) == {"docs/a.txt": ["toys/blorb", "toys/twice"]}
    (texts / "docs" / "c.txt").write_text("Clean.\n")
    mtlint("baseline", "docs")
    assert entries(texts) == {}


def test_a_file_that_was_moved_is_still_known(texts: Path, mtlint: Run) -> None:
    (texts / "docs" / "a.txt").rename(texts / "docs" / "c.txt")
    assert mtlint("check", "docs").returncode == 0
    mtlint("baseline", "docs", "--prune")
    assert entries(texts) == {"b.txt": ["toys/blorb", "toys/twice"], "docs/c.txt": ["toys/blorb", "toys/twice"]}
    # A copy is none: what it was copied from is still there.
    (texts / "docs" / "copy.txt").write_text(OLD)
    assert mtlint("check", "docs").returncode == 1


def test_records_of_jsonl_are_known_by_their_ids(texts: Path, mtlint: Run) -> None:
    records = [json.dumps({"id": name, "text": f"{name} saw a blorb."}) for name in ("Ann", "Bob")]
    (texts / "a.jsonl").write_text("\n".join(records))
    mtlint("baseline", "a.jsonl")
    (texts / "a.jsonl").write_text("\n".join(records[::-1]))
    assert mtlint("check", "a.jsonl").returncode == 0
    assert set(json.loads((texts / NAME).read_text())["records"]) == {"Ann", "Bob"}
    assert len(entries(texts)) == 2


def test_a_baseline_beside_the_settings_or_where_it_is_asked_for(tmp_path: Path, mtlint: Run) -> None:
    inner = tmp_path / "project" / "docs"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(OLD)
    (tmp_path / "project" / "mtlint.toml").write_text("")
    mtlint("baseline", "project/docs")
    assert entries(tmp_path / "project") == {"docs/a.txt": ["toys/blorb", "toys/twice"]}
    mtlint("baseline", "project/docs", "--baseline", "known.json")
    assert list(json.loads((tmp_path / "known.json").read_text())["files"]) == ["project/docs/a.txt"]
    (tmp_path / "project" / NAME).unlink()
    assert mtlint("check", "project").returncode == 1
    assert mtlint("check", "project", "--baseline", "known.json").returncode == 0


@pytest.mark.parametrize(
    ("args", "content", "problem"),
    [
        (["check", "a.txt"], "{", f"mtlint: {NAME}: is no baseline (Input data was truncated)"),
        (["fix", "a.txt"], '{"version": 7}', f"mtlint: {NAME}: is a baseline of version 7"),
        (["baseline", "a.txt"], '{"version": "1"}', "Expected `int`, got `str`"),
        (["check", "a.txt", "--baseline", "none.json"], "", "none.json: no such baseline"),
        (["baseline", "-"], "", "standard input is none"),
        (["baseline", "--prune", "--baseline", "none.json"], "", "none.json: no such baseline"),
    ],
)
def test_bad_input(tmp_path: Path, mtlint: Run, args: list[str], content: str, problem: str) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / NAME).write_text(content)
    done = mtlint(args[0], *args[1:], input=b"")
    assert problem in one_line(done.stderr)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (tmp_path / "a.txt").read_text() == OLD


def test_there_is_nothing_to_prune(tmp_path: Path, mtlint: Run) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(OLD)
    assert "there is no baseline to prune" in one_line(mtlint("baseline", "--prune").stderr)
    assert not (tmp_path / NAME).exists()
