"""A command line with three small rules, so that what is tested does not hang on the catalogue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SAFE_RULE = r"""
message: "“{match}” is written twice."
why: Systems repeat words.
category: Accuracy/Addition
severity: error
default: on
reads: text
match:
  kind: text
  pattern: '\b(?P<a>zig) (?P=a)\b'
fix: {replace: "{a}", safety: safe}
bad:
  - A {zig zig=>zig} bird.
  - The {zig zig=>zig} tree.
good:
  - A zig bird.
  - The zig tree.
"""
ASK_RULE = (
    SAFE_RULE.replace("safety: safe", "safety: ask")
    .replace("zig", "zag")
    .replace("severity: error", "severity: warning")
)
BARE_RULE = """
message: "“{match}” is no word."
why: Systems leave words behind.
category: Accuracy/Untranslated
severity: note
default: on
reads: text
match:
  kind: text
  pattern: 'blorb'
bad:
  - A {blorb} bird.
  - The {blorb} tree.
good:
  - A bird.
  - The tree.
"""
# The catalogue itself is left out.
START = """
import sys
from pathlib import Path
from lint.apps import shelves
from lint.apps.cli import main
shelves.shipped = lambda: shelves.Shelf(Path("/nowhere"), "rules")
main()
"""
PROGRAM = (sys.executable, "-c", START)
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of rules: toys/twice is safe, toys/again asks, toys/blorb has no fix."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "toys").mkdir()
    for name, text in (("twice", SAFE_RULE), ("again", ASK_RULE), ("blorb", BARE_RULE)):
        (folder / "toys" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A calm environment: no colour, no terminal, a cache of its own."""
    cleared = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    cache = str(tmp_path_factory.mktemp("cache"))
    return {
        **cleared,
        "PYTHONPATH": str(REPOSITORY),
        "XDG_CACHE_HOME": cache,
        "XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("config")),
        "PYTHONWARNINGS": "error::ResourceWarning",
    }


@pytest.fixture
def mtlint(tmp_path: Path, rules: Path, environment: dict[str, str]) -> Run:
    """Run mtlint in `tmp_path` with the toy rules alone."""

    def run(
        command: str, *args: str, select: str = "toys", alone: bool = False, **more: object
    ) -> subprocess.CompletedProcess[bytes]:
        chosen = [] if alone else ["--rules", str(rules), *(["--select", select] if select else [])]
        if command in ("rules", "explain"):
            chosen = chosen[:2]
        line = [*PROGRAM, command, *chosen, *args]
        options: dict[str, object] = {"cwd": tmp_path, "env": environment, "timeout": 60, **more}
        if "stdout" not in options:
            options["stdout"] = subprocess.PIPE
        return subprocess.run(line, check=False, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]

    return run


def one_line(errors: bytes) -> str:
    """What was said on standard error, which must be one line and no traceback."""
    text = errors.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    assert text.startswith("mtlint: ")
    return text
