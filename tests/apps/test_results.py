"""Results are kept between runs, and nobody can tell but by the time it takes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.apps import cli, shelves
from lint.apps.store import NAME, Store
from tests.apps.conftest import PROGRAM, Run, one_line
from tests.toy_estimator import write_estimator

TEXT = "A zig zig bird and a zag zag cat.\n\nThe blorb was there.\n"
MARKDOWN = "# A zig zig bird\n\n* A *zag zag* cat,\n  `zig zig` and a\n  blorb.\n"
Here = Callable[..., tuple[int, bytes, bytes]]
FORMATS = ("text", "json", "diff")


@pytest.fixture
def here(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Here:
    """Run mtlint in this process, in `tmp_path` and with a cache of its own: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setattr(shelves, "shipped", lambda: shelves.Shelf(Path("/nowhere"), "rules"))

    def run(command: str, *args: str, select: str = "toys") -> tuple[int, bytes, bytes]:
        code = cli.run([command, "--rules", str(rules), "--select", select, *args])
        return code, *capfdbinary.readouterr()

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A text, a Markdown text and records."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.md").write_text(MARKDOWN)
    records = [{"id": str(number), "text": f"The number {number} is a blorb."} for number in range(5)]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records) + "{\n")
    return tmp_path


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("line", [
    *(["check", "--format", form, "a.txt", "b.md", "c.jsonl", "missing.txt"] for form in FORMATS),
    ["diff", "a.txt", "b.md"], ["diff", "--safe", "a.txt", "b.md"], ["fix", "--dry-run", "a.txt", "b.md"],
    ["check", "--source", "auto", "--format", "json", "a.txt", "b.md"],
])  # fmt: skip
def test_the_same_bytes_kept_or_not_and_on_any_number_of_processes(
    here: Here, line: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.apps.tasks.SIZE", 60)
    fresh = here(*line, "--no-cache", "--jobs", "1")
    for jobs in ("2", "1", "2"):
        assert here(*line, "--jobs", jobs) == fresh
    assert fresh[1].count(b"\n") > 1


def test_where_all_is_known_nothing_that_reads_is_loaded(
    texts: Path, mtlint: Run, rules: Path, environment: dict[str, str]
) -> None:
    first = mtlint("check", ".", "--jobs", "2")
    heavy = ("numpy", "regex", "lint.engine", "lint.catalogue", "lint.readers", "multiprocessing", "pathspec", "rich")
    asked = PROGRAM[2].replace(
        "main()", f"from lint.apps.cli import run; code = run(sys.argv[1:])\n"
        f"sys.stdout.flush(); print(code, *(name for name in {heavy} if name in sys.modules), file=sys.stderr)",
    )  # fmt: skip
    line = [*PROGRAM[:2], asked, "check", "--rules", str(rules), "--select", "toys", ".", "--jobs", "2"]
    again = subprocess.run(line, cwd=texts, env=environment, check=False, capture_output=True)
    assert (again.stdout, again.stderr) == (first.stdout, b"1\n")


def test_what_a_result_depends_on(texts: Path, here: Here, rules: Path) -> None:
    def found(*args: str, select: str = "toys") -> int:
        return here("check", "a.txt", "--format", "concise", "--quiet", *args, select=select)[1].count(b"\n")

    assert found() == 3
    (texts / "a.txt").write_text(TEXT + "\nA blorb.\n")
    assert found() == 4
    assert found(select="toys/blorb") == 2
    assert found("--ignore", "toys/blorb") == 2
    (texts / "a.txt").write_text("    A blorb.\n")
    assert (found(), found("--read-as", "markdown"), found()) == (1, 0, 1)
    rule = rules / "toys" / "blorb.yaml"
    rule.write_text(rule.read_text().replace("blorb", "blirb").replace("is no word", "is none"))
    assert found() == 0
    (texts / "a.txt").write_bytes("A blirb.\n".encode("utf-16-le"))
    assert (found("--encoding", "utf-16-le"), found("--encoding", "utf-16-be")) == (1, 0)


def test_a_fresh_clone_finds_it_as_useful(
    texts: Path, here: Here, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = here("check", "a.txt")
    monkeypatch.setattr("lint.apps.checker.Checker.check", lambda *_: pytest.fail("checked again"))
    for path in (*rules.rglob("*.yaml"), texts / "a.txt"):
        path.write_bytes(path.read_bytes())
    moved = rules.rename(rules.with_name("elsewhere"))
    (texts / "b").mkdir()
    (texts / "a.txt").rename(texts / "b" / "a.txt")
    monkeypatch.chdir(texts / "b")
    moved.joinpath("more").mkdir()
    rules.symlink_to(moved)
    assert here("check", "a.txt") == first


def test_what_is_kept_back_is_kept_apart(texts: Path, here: Here) -> None:
    assert here("check", "a.txt")[0] == 1
    here("baseline", "a.txt")
    assert here("check", "a.txt")[0] == 0
    assert here("check", "a.txt", "--no-baseline")[0] == 1
    (texts / "mtlint.toml").write_text('per-path-ignores = {"a.txt" = ["toys"]}\n')
    assert here("check", "a.txt", "--no-baseline")[0] == 0
    (texts / "mtlint.toml").unlink()
    assert here("check", "a.txt", "--no-baseline")[0] == 1


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("damage", ["not a database", "cut off", "a value"])
def test_a_damaged_cache_is_thrown_away_with_one_line(tmp_path: Path, here: Here, damage: str) -> None:
    fresh = here("check", "a.txt", "b.md")
    path = tmp_path / ".cache" / "mtlint" / NAME
    if damage == "a value":
        with sqlite3.connect(path) as database:
            for key, value in database.execute("SELECT key, value FROM kept").fetchall():
                database.execute("UPDATE kept SET value = ? WHERE key = ?", (value[:-1] + b"!", key))
        database.close()
    else:
        data = path.read_bytes()
        path.write_bytes(b"\x00no" * 5000 if damage == "not a database" else data[: len(data) // 2])
    code, out, errors = here("check", "a.txt", "b.md")
    assert (code, out) == fresh[:2]
    assert f"{path}: the cache is damaged, so it was thrown away" in one_line(errors)
    assert here("check", "a.txt", "b.md") == fresh


@pytest.mark.usefixtures("texts")
def test_a_cache_that_cannot_be_had_is_done_without(
    tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = here("check", "a.txt", "--no-cache")
    assert not (tmp_path / ".cache").exists()
    (tmp_path / ".cache").write_text("a file")
    assert here("check", "a.txt") == fresh
    monkeypatch.setenv("MTLINT_CACHE_SIZE", "0")
    assert here("check", "a.txt") == fresh
    monkeypatch.setenv("MTLINT_CACHE_SIZE", "much")
    code, out, errors = here("check", "a.txt")
    assert 'MTLINT_CACHE_SIZE must be a number of megabytes, 0 for no cache, and is "much"' in one_line(errors)
    assert (code, out) == (2, b"")


def test_runs_at_the_same_time_share_it(texts: Path, rules: Path, environment: dict[str, str]) -> None:
    for number in range(30):
        (texts / f"{number}.txt").write_text(TEXT.replace("bird", f"bird {number}"))
    line = [*PROGRAM, "check", "--rules", str(rules), "--select", "toys", ".", "--format", "json"]
    for _ in range(2):
        running = [
            subprocess.Popen(line, cwd=texts, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(3)
        ]
        outputs = {process.communicate() for process in running}
        assert len(outputs) == 1
        assert outputs.pop()[1] == b""


def test_a_rule_that_broke_down_is_asked_again(texts: Path, here: Here, rules: Path) -> None:
    rule = rules / "toys" / "blorb.yaml"
    rule.write_text(rule.read_text().replace("pattern: 'blorb'", "pattern: '(b|b)*(?:blorb|(?:b*)*c)'"))
    (texts / "a.txt").write_text("b" * 5000)
    first = here("check", "a.txt")
    assert first[0] == 3
    assert here("check", "a.txt") == first


def test_with_estimates(tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.estimation.FOLDER", write_estimator(tmp_path / "estimator"))
    (tmp_path / "a.txt").write_text(f"{TEXT}\nThe zork was in the old house.\n")
    fresh = here("check", "--estimate", "--format", "json", "a.txt", "--no-cache")
    assert b"hter" in fresh[1]
    for _ in range(2):
        assert here("check", "--estimate", "--format", "json", "a.txt") == fresh
    assert b"hter" not in here("check", "--format", "json", "a.txt")[1]


def test_what_was_not_asked_for_longest_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "x.sqlite", 200_000)
    days = iter(range(1000))
    monkeypatch.setattr(time, "time", lambda: 86_400.0 * next(days))
    for number in range(100):
        store.put(
            {number.to_bytes(16): bytes(5000), b"old": b"kept"} if number == 0 else {number.to_bytes(16): bytes(5000)}
        )
        assert store.get([b"old"])
    number, size = store.size()
    assert 10 < number < 45
    assert size <= 200_000
    assert store.get([bytes(16)]) == {}
    assert len(store.get([(99).to_bytes(16)])) == 1
    store.close()
    assert (tmp_path / "x.sqlite").stat().st_size <= 250_000
    store.clear()
    assert store.size()[0] == 0


def test_the_command(texts: Path, here: Here, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    here("check", "a.txt")
    assert [cli.run(["cache", name]) for name in ("path", "size", "clear", "size")] == [0] * 4
    path, size, cleared, empty = capfdbinary.readouterr().out.decode().splitlines()
    assert path == str(texts / ".cache" / "mtlint")
    # The text, the rules and the version.
    assert size.startswith("3 entries, 0.0 of at most 200 MB")
    assert cleared == "Threw 3 entries away."
    assert empty.startswith("0 entries")
