"""The hooks, run by the real pre-commit against a repository made here, from this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.conftest import REPOSITORY

SHIPPED = ("lint", "rules", "pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml")
FAULTY = "The ship sailed on 3 january, as the crew had hoped.\n"
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: {hook}
"""


def _git(folder: Path, *args: str) -> str:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    line = ["git", *identity, *args]
    return subprocess.run(line, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This checkout as it lies here, committed to a repository of its own."""
    folder = tmp_path_factory.mktemp("published")
    for name in SHIPPED:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (REPOSITORY / name).exists():
            shutil.copy(REPOSITORY / name, folder / name)
    (folder / "README.md").touch()
    _git(folder, "init", "-q")
    _git(folder, "add", "--all", "--force")
    _git(folder, "commit", "-q", "-m", "as it is")
    return folder, _git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which pre-commit keeps what it builds in a folder of the test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return {**kept, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")), "PRE_COMMIT_COLOR": "never"}


def _run(
    folder: Path, published: tuple[Path, str], hook: str, home: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    if not (folder / ".git").exists():
        _git(folder, "init", "-q")
    config = CONFIG.format(repository=published[0], revision=published[1], hook=hook)
    (folder / ".pre-commit-config.yaml").write_text(config)
    _git(folder, "add", "--all")
    line = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    return subprocess.run(line, cwd=folder, env=home, check=False, capture_output=True, text=True, timeout=600)


def test_the_hooks(tmp_path: Path, published: tuple[Path, str], home: dict[str, str]) -> None:
    pytest.importorskip("pre_commit")
    (tmp_path / "a.md").write_text("# Ships\n\n" + FAULTY)
    (tmp_path / "b.txt").write_text("All is well.\n")
    (tmp_path / "c.py").write_text(f"# {FAULTY}")
    checked = _run(tmp_path, published, "mtlint", home)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "a.md:3:22" in checked.stdout
    assert "c.py" not in checked.stdout

    fixed = _run(tmp_path, published, "mtlint-fix", home)
    assert (tmp_path / "a.md").read_text() == "# Ships\n\n" + FAULTY.replace("january", "January"), fixed.stdout
    assert fixed.returncode == 1
    assert "files were modified by this hook" in fixed.stdout

    for hook in ("mtlint", "mtlint-fix"):
        again = _run(tmp_path, published, hook, home)
        assert again.returncode == 0, again.stdout + again.stderr
