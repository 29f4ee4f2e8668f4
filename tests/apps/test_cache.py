"""The catalogue is decoded once and kept, as long as nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint import catalogue
from lint.apps import cache, shelves
from lint.errors import RuleError
from tests.apps.conftest import Run


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setattr(shelves, "shipped", lambda: shelves.Shelf(tmp_path / "none", "rules"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_what_was_read(rules: Path) -> None:
    fresh = cache.load_rules([str(rules)], cached=False)
    assert cache.load_rules([str(rules)]) == fresh
    assert cache.load_rules([str(rules)]) == fresh


def test_the_second_run_decodes_nothing(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.load_rules([str(rules)])
    monkeypatch.setattr(catalogue, "decode", lambda *_: pytest.fail("decoded again"))
    assert cache.load_rules([str(rules)])


def test_a_changed_rule_is_read_again(rules: Path) -> None:
    cache.load_rules([str(rules)])
    path = rules / "toys" / "blorb.yaml"
    path.write_text(path.read_text().replace("no word", "no word at all"))
    found = next(rule for rule in cache.load_rules([str(rules)]) if rule.id == "toys/blorb")
    assert found.file.message.endswith("no word at all.")


def test_a_broken_rule_is_loud_every_time(rules: Path) -> None:
    (rules / "toys" / "blorb.yaml").write_text("message: [")
    for _ in range(2):
        with pytest.raises(RuleError):
            cache.load_rules([str(rules)])


@pytest.mark.parametrize("garbage", [b"", b"{", b'{"listing": 1}', b"\x00\xff"])
def test_a_damaged_cache_is_replaced(rules: Path, kept_in: Path, garbage: bytes) -> None:
    fresh = cache.load_rules([str(rules)])
    (path,) = (kept_in / "mtlint").glob("catalogue-*")
    path.write_bytes(garbage)
    assert cache.load_rules([str(rules)]) == fresh
    assert path.read_bytes() != garbage


def test_expressions_that_a_run_compiled_are_kept(mtlint: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n", encoding="utf-8")
    first = mtlint("check", "a.txt", "--format", "jsonl")
    (path,) = Path(environment["XDG_CACHE_HOME"], "mtlint").glob("expressions-*")
    kept = path.read_bytes()
    assert b"zig" in kept
    assert mtlint("check", "a.txt", "--format", "jsonl").stdout == first.stdout
    assert path.read_bytes() == kept
    path.write_bytes(b"\x00 no expressions")
    # Another text, since of this one it is known what was found.
    (tmp_path / "a.txt").write_text("A zig zig bird!\n", encoding="utf-8")
    assert mtlint("check", "a.txt", "--format", "jsonl").stdout == first.stdout
    assert path.read_bytes() == kept


def test_without_the_cache_nothing_is_kept(mtlint: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n", encoding="utf-8")
    assert mtlint("check", "--no-cache", "a.txt").returncode == 1
    assert not Path(environment["XDG_CACHE_HOME"], "mtlint").exists()


def test_a_cache_that_cannot_be_written_is_silent(rules: Path, kept_in: Path) -> None:
    kept_in.write_text("a file where the folder should be")
    assert cache.load_rules([str(rules)])


def test_two_rules_of_one_name(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "more" / "toys").mkdir(parents=True)
    (tmp_path / "more" / "toys" / "blorb.yaml").write_text((rules / "toys" / "blorb.yaml").read_text())
    with pytest.raises(RuleError, match="is also in"):
        cache.load_rules([str(rules), str(tmp_path / "more")])
