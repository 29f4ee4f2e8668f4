"""`--with languagetool` with the real LanguageTool, and that no server outlives its run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from lint.apps import lt_keeper
from tests.apps.conftest import START

POLICY = {
    "version": "6.8",
    "rules": {
        "EN_A_VS_AN": {"speaks": "on", "record": {}, "cures": True},
        "MORFOLOGIK_RULE_EN_US": {"speaks": "with agreement", "record": {}, "cures": True},
    },
}
TEXT = "A zig zig bird 😀 sat on an tree. Toomas read an zig zig book with much objectionation.\n"
PLACE = Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")
HERE = shutil.which("java") and (PLACE / f"LanguageTool-{lt_keeper.VERSION}").is_dir()
WAITS = 60.0

if not HERE and os.environ.get("MTLINT_REQUIRE_LANGUAGETOOL"):
    pytest.fail("the tests with the real LanguageTool are required, and it is not here: make languagetool")
pytestmark = pytest.mark.skipif(not HERE, reason="LanguageTool is not here; Java 17 and `make languagetool` bring it")


class Runner:
    """Starts mtlint with toy rules and LanguageTool, and knows the servers that come of it."""

    def __init__(self, folder: Path, shelf: Path, rules: Path, environment: dict[str, str]) -> None:
        self.folder, self.rules = folder, rules
        self.program = START.replace("/nowhere", str(shelf))
        # Where the run leaves word of its server; every process of the run has it in its environment.
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.environment = {**environment, "TMPDIR": str(self.scratch), "LTP_PATH": str(PLACE)}

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        """A run under way."""
        line = [sys.executable, "-c", self.program, "check", "--with", "languagetool", "--rules", str(self.rules)]
        pipe = subprocess.PIPE
        return subprocess.Popen([*line, *args], cwd=self.folder, env=self.environment, stdout=pipe, stderr=pipe)

    def servers(self) -> list[psutil.Process]:
        """The servers that are there for runs of this test."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return process.name() == "java" and process.environ().get("TMPDIR") == str(self.scratch)
        except psutil.Error:
            return False

    def server(self) -> psutil.Process:
        """The server, as soon as there is one."""
        end = time.monotonic() + WAITS
        while time.monotonic() < end:
            if found := self.servers():
                return found[0]
            time.sleep(0.1)
        raise AssertionError("no server was started")

    def is_over(self) -> bool:
        """Whether soon there is no server, and nothing left of it."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if not self.servers() and not list(self.scratch.glob("mtlint-*")):
                return True
            time.sleep(0.1)
        return False


@pytest.fixture
def runner(
    tmp_path: Path, rules: Path, tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> Iterator[Runner]:
    """A runner; what it leaves behind is ended, so that a test that fails does no harm."""
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "languagetool.json").write_text(json.dumps(POLICY))
    (tmp_path / "a.txt").write_text(TEXT)
    made = Runner(tmp_path, shelf, rules, environment)
    yield made
    for process in made.servers():
        process.kill()


def test_one_server_serves_all_processes_and_ends_with_them(runner: Runner, tmp_path: Path) -> None:
    # As much as two processes share, little of it text.
    rows = [{"id": str(n), "text": TEXT if n % 30 == 0 else "A zig zig bird.", "more": "x" * 2000} for n in range(300)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    lines = ("--jobs", "2", "--format", "jsonl", "a.jsonl")
    with runner.start(*lines) as process:
        most = _most_servers(runner, process)
        out, errors = process.communicate()
    assert (process.returncode, errors, most) == (1, b"", 1)
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in map(json.loads, out.splitlines()):
        found[line["id"]].append((line["rule"], TEXT[line["start"] : line["end"]], line["replacement"]))
    assert len(found) == len(rows)
    for number in range(0, len(rows), 30):
        assert found[str(number)] == [
            ("toys/twice", "zig zig", "zig"),
            ("languagetool/EN_A_VS_AN", "an", "a"),
            ("languagetool/EN_A_VS_AN", "an", "a"),
            ("toys/twice", "zig zig", "zig"),
            ("languagetool/MORFOLOGIK_RULE_EN_US", "objectionation", "objectification"),
        ]
    assert runner.is_over()


def _most_servers(runner: Runner, process: subprocess.Popen[bytes]) -> int:
    """The most servers that there were at a time, until the first one answers."""
    most = 0
    end = time.monotonic() + WAITS
    while process.poll() is None and time.monotonic() < end:
        most = max(most, len(runner.servers()))
        if list(runner.scratch.glob("mtlint-*/state.json")):
            break
        time.sleep(0.1)
    return max(most, len(runner.servers()))


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such signals")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_a_run_that_breaks_off(runner: Runner, sign: signal.Signals) -> None:
    with runner.start("a.txt") as process:
        runner.server()
        process.send_signal(sign)
        _, errors = process.communicate(timeout=WAITS)
    assert process.returncode == (3 if sign is signal.SIGINT else -sign)
    assert b"Traceback" not in errors
    assert runner.is_over()


def test_a_server_that_is_killed_is_named_and_the_rest_is_checked(runner: Runner) -> None:
    with runner.start("--format", "jsonl", "--select", "toys", "a.txt") as process:
        runner.server().kill()
        out, errors = process.communicate(timeout=WAITS)
    assert errors.startswith(b"mtlint: a.txt: not checked by LanguageTool: ")
    assert errors.count(b"\n") == 1
    assert [json.loads(line)["rule"] for line in out.splitlines()] == ["toys/twice"] * 2
    assert process.returncode == 3
    assert runner.is_over()
