"""`--diff-base`: only what stands on lines that changed, in real repositories."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.apps.sieves import moved, on_lines
from lint.model import Span
from tests.apps.conftest import Run, one_line

Git = Callable[..., None]
OLD = "A zig zig bird was here.\n\nThe blorb sat in a tree.\n\nA zag zag cat.\n"


@pytest.fixture
def git(tmp_path: Path, environment: dict[str, str]) -> Git:
    """Git in `tmp_path`, where a repository has one commit on main."""
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment |= {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }

    def run(*args: str, folder: Path | None = None) -> None:
        subprocess.run(["git", *args], cwd=folder or tmp_path, env=environment, check=True, capture_output=True)

    run("init", "--initial-branch=main")
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / "b.txt").write_text(OLD)
    run("add", ".")
    run("commit", "-m", "First")
    return run


def found(mtlint: Run, *args: str, base: str = "main", **more: object) -> list[str]:
    """The places and rules of findings on changed lines."""
    done = mtlint("check", "--diff-base", base, "--format", "concise", "--quiet", *args, **more)
    assert done.stderr == b""
    return [" ".join(line.split()[:2]) for line in done.stdout.decode("utf-8", "surrogateescape").splitlines()]


def test_only_changed_lines_and_only_changed_files(tmp_path: Path, git: Git, mtlint: Run) -> None:
    assert found(mtlint) == []
    assert mtlint("check", "--diff-base", "main").stdout == b"Nothing was checked.\n"
    (tmp_path / "a.txt").write_text(OLD.replace("a tree", "the tree"))
    assert found(mtlint) == ["a.txt:3:5: toys/blorb"]
    git("add", "a.txt")
    assert found(mtlint, ".") == ["a.txt:3:5: toys/blorb"]
    (tmp_path / "new.txt").write_text("A blorb.\n")
    assert found(mtlint) == ["a.txt:3:5: toys/blorb", "new.txt:1:3: toys/blorb"]
    done = mtlint("check", "--diff-base", "main", "--format", "json")
    assert json.loads(done.stdout)["summary"]["documents"] == 2
    assert done.returncode == 1


def test_what_others_did_since_the_branch_began_is_not_shown(tmp_path: Path, git: Git, mtlint: Run) -> None:
    git("switch", "--create", "topic")
    (tmp_path / "b.txt").write_text(OLD + "\nOne blorb more.\n")
    git("commit", "--all", "-m", "Mine")
    git("switch", "main")
    (tmp_path / "a.txt").write_text(OLD.replace("cat", "fox"))
    git("commit", "--all", "-m", "Theirs")
    git("switch", "topic")
    assert found(mtlint) == ["b.txt:7:5: toys/blorb"]
    assert found(mtlint, base="HEAD") == []


def test_the_patch_and_the_fixes_keep_to_changed_lines(tmp_path: Path, git: Git, mtlint: Run) -> None:
    (tmp_path / "a.txt").write_text(OLD.replace("tree", "zig zig tree") + "\nA zig zig fox.\n")
    git("add", ".")
    patch = mtlint("diff", "--diff-base", "main", "--safe").stdout
    git("checkout", "a.txt")
    done = mtlint("fix", "--diff-base", "main")
    assert (tmp_path / "a.txt").read_text() == OLD.replace("tree", "zig tree") + "\nA zig fox.\n"
    assert done.returncode == 1  # the blorb beside the fix is still there
    assert patch.count(b"\n-") == 2
    assert b"-A zig zig bird" not in patch


def test_a_moved_file_is_not_new(tmp_path: Path, git: Git, mtlint: Run) -> None:
    git("mv", "a.txt", "moved.txt")
    assert found(mtlint) == []
    (tmp_path / "moved.txt").write_text(OLD.replace("cat", "fox"))
    assert found(mtlint) == ["moved.txt:5:3: toys/again"]


@pytest.mark.parametrize("name", ["two words.txt", 'qu"o\\te\ttab.txt', "été.txt", "-dash.txt", "[g]lob*.txt"])
def test_names_that_git_quotes(tmp_path: Path, git: Git, mtlint: Run, name: str) -> None:
    (tmp_path / name).write_text(OLD)
    git("add", "--", f"./{name}")
    git("commit", "-m", "Named")
    (tmp_path / name).write_text("New.\n\n" + OLD.replace("cat", "fox"))
    assert len(found(mtlint)) == 1


def test_lines_as_git_counts_them(tmp_path: Path, git: Git, mtlint: Run) -> None:
    crlf = OLD.replace("\n", "\r\n").encode()
    (tmp_path / "a.txt").write_bytes(crlf)
    (tmp_path / "wide.txt").write_bytes(OLD.encode("utf-16"))
    (tmp_path / "mac.txt").write_bytes(OLD.replace("\n", "\r").encode())
    git("add", ".")
    git("commit", "-m", "Ends")
    (tmp_path / "a.txt").write_bytes(crlf.replace(b"cat", b"fox"))
    (tmp_path / "wide.txt").write_bytes(OLD.replace("cat", "fox").encode("utf-16"))
    # Lines of a patch that look like its headers.
    headers = OLD.replace("tree.", "tree.\n\n++ b/a.txt\n@@ -1 +1 @@").replace("cat", "fox")
    (tmp_path / "b.txt").write_text("++ b/none.txt\n" + headers)
    assert found(mtlint, "a.txt", base="HEAD") == ["a.txt:5:3: toys/again"]
    assert found(mtlint, "wide.txt", base="HEAD") == ["wide.txt:5:3: toys/again"]
    assert found(mtlint, "b.txt", base="HEAD") == ["b.txt:9:3: toys/again"]
    assert found(mtlint, "mac.txt", base="HEAD") == []


def test_the_lines_of_spans() -> None:
    stays = on_lines("one\ntwo\nthree\n", ((2, 3),))
    assert [stays(Span(*span)) for span in ((0, 3), (0, 4), (0, 5), (4, 7), (8, 9), (5, 5))] == [
        False, False, True, True, False, True,
    ]  # fmt: skip
    # Words that a deletion brought together, but not those on either side of it.
    stays = on_lines("one\ntwo\nthree\n", ((2, 2),))
    assert [stays(Span(*span)) for span in ((0, 3), (0, 5), (4, 7))] == [False, True, False]
    assert moved(((2, 3), (5, 6)), "a\nb\nc\nd\ne\n", "a\nb\nd\ne\n") == ((2, 3), (4, 5))
    assert moved(((2, 3),), "a\nb\nc\n", "a\nx\ny\nc\n") == ((2, 4),)


def test_records_of_jsonl(tmp_path: Path, git: Git, mtlint: Run) -> None:
    records = [json.dumps({"id": name, "text": "A blorb sat."}) for name in "abcd"]
    (tmp_path / "a.jsonl").write_text("\n".join(records) + "\n")
    git("add", ".")
    git("commit", "-m", "Records")
    records[2] = records[2].replace("sat", "stood")
    (tmp_path / "a.jsonl").write_text("\n".join(records) + "\n")
    done = mtlint("check", "a.jsonl", "--diff-base", "HEAD", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["c"]


def test_settings_of_git_change_nothing(tmp_path: Path, git: Git, mtlint: Run) -> None:
    for key, value in {
        "diff.noprefix": "true", "diff.relative": "true", "diff.interHunkContext": "9", "color.ui": "always",
        "diff.external": "false", "core.quotePath": "false", "diff.renames": "false",
    }.items():  # fmt: skip
        git("config", key, value)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "é.txt").write_text(OLD)
    git("add", ".")
    git("commit", "-m", "More")
    (tmp_path / "sub" / "é.txt").write_text(OLD.replace("bird", "robin").replace("cat", "fox"))
    assert found(mtlint, base="HEAD", cwd=tmp_path / "sub") == ["é.txt:1:3: toys/twice", "é.txt:5:3: toys/again"]


@pytest.mark.usefixtures("git")
def test_a_baseline_and_changed_lines(tmp_path: Path, mtlint: Run) -> None:
    mtlint("baseline")
    (tmp_path / "a.txt").write_text(OLD.replace("bird was here", "bird was over here") + "\nA blorb.\n")
    assert found(mtlint) == ["a.txt:7:3: toys/blorb"]
    assert mtlint("check", "--diff-base", "main").stderr == b""


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("mian", 'git knows no revision "mian"'),
        ("", '"" is no revision'),
        ("--output=x", '"--output=x" is no revision'),
        ("other", '"other" and HEAD have no commit in common; a shallow clone must fetch more first'),
    ],
)
def test_a_revision_that_cannot_be_used(tmp_path: Path, git: Git, mtlint: Run, base: str, problem: str) -> None:
    git("switch", "--orphan", "other")
    git("commit", "--allow-empty", "-m", "Unrelated")
    git("switch", "main")
    done = mtlint("check", f"--diff-base={base}")
    assert problem in one_line(done.stderr)
    assert (done.returncode, done.stdout) == (2, b"")
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("git")
def test_outside_of_repositories(
    tmp_path: Path, mtlint: Run, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "c.txt").write_text(OLD)
    done = mtlint("check", "--diff-base", "main", cwd=outside)
    assert "is in no git repository (not a git repository" in one_line(done.stderr)
    assert done.returncode == 2
    (tmp_path / "link.txt").symlink_to(outside / "c.txt")
    done = mtlint("check", "--diff-base", "main", "link.txt")
    assert f"link.txt: lies outside the repository {tmp_path}" in one_line(done.stderr)
    assert done.returncode == 3
    assert "standard input is none" in one_line(mtlint("check", "--diff-base", "main", "-", input=b"").stderr)
    done = mtlint("check", "--diff-base", "main", env=environment | {"PATH": str(outside)})
    assert "--diff-base needs git, which cannot be started" in one_line(done.stderr)
    assert done.returncode == 2


def test_a_submodule_is_a_repository_of_its_own(tmp_path: Path, git: Git, mtlint: Run) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.txt").write_text(OLD)
    git("init", folder=inner)
    git("add", ".", folder=inner)
    git("commit", "-m", "Inner", folder=inner)
    git("add", "inner")
    git("commit", "-m", "Submodule")
    assert "inner/a.txt: lies in a submodule" in one_line(mtlint("check", ".", "--diff-base", "main").stderr)
    assert found(mtlint, "inner", base="HEAD") == []
