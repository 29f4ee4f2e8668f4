"""`--source` from outside: what it turns on, what is said of it, and that nothing changes without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apps.conftest import ASK_RULE, Run, one_line
from tests.test_sources import ENGLISH, RUSSIAN


@pytest.fixture
def packed(rules: Path) -> None:
    """A rule that is for Russian and Estonian only."""
    text = ASK_RULE.replace("reads:", "sources: [ru, et]\nreads:").replace("zag", "zog")
    (rules / "toys" / "pack.yaml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("packed")
def test_a_pack_is_on_where_its_source_is_named(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zog zog bird.\n")
    assert mtlint("check", "a.txt").returncode == 0
    assert mtlint("check", "--source", "de", "a.txt").returncode == 0
    found = mtlint("check", "--source", "ru-RU", "a.txt")
    assert found.returncode == 1
    assert found.stdout.decode().endswith("\nTranslated from Russian.\n")
    (tmp_path / "mtlint.toml").write_text('source = "ru"\n')
    assert mtlint("check", "a.txt").returncode == 1
    assert mtlint("check", "--source", "none", "a.txt").returncode == 0
    assert mtlint("diff", "a.txt").returncode == 1
    assert mtlint("fix", "--ask", "a.txt").returncode == 0
    assert (tmp_path / "a.txt").read_text() == "A zog bird.\n"


def test_an_unknown_source_is_wrong_use(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A bird.\n")
    done = mtlint("check", "--source", "rus", "a.txt")
    assert done.returncode == 2
    assert 'did you mean "ru"?' in one_line(done.stderr)


@pytest.mark.usefixtures("packed")
def test_a_guess_is_by_document_and_says_how_sure(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN + "A zog zog bird.\n")
    (tmp_path / "b.txt").write_text(ENGLISH + "A zog zog bird.\n")
    done = mtlint("check", "--source", "auto", "--format", "json", "a.txt", "b.txt")
    assert "not sure what b.txt was translated from" in one_line(done.stderr)
    report = json.loads(done.stdout)
    (finding,) = report["findings"]
    assert (finding["file"], finding["rule"], finding["source"]) == ("a.txt", "toys/pack", "ru")
    assert 0.8 <= finding["certainty"] <= 1.0
    assert report["summary"]["sources"] == {"unsure": 1, "ru": 1}
    assert mtlint("check", "--source", "auto", "--quiet", "b.txt").stderr == b""
    text = mtlint("check", "--source", "auto", "a.txt").stdout.decode()
    assert text.splitlines()[-1].startswith("Translated from Russian, ")


def test_no_source_no_word_of_it(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN + "A zig zig bird.\n")
    report = json.loads(mtlint("check", "--format", "json", "a.txt").stdout)
    assert "source" not in report["findings"][0]
    assert "sources" not in report["summary"]
