"""`mtlint stats`: what editors took and left."""

from __future__ import annotations

from pathlib import Path

import pytest
from defusedxml import ElementTree

from lint.apps.review.decisions import Change, Cure, Decision, Decisions, Found, Reviewed, render
from lint.model import Severity
from tests.apps.conftest import Run, one_line

CURE = Cure("safe", (Change(0, 1, "b"),))


def found(rule: str, decision: Decision | None) -> Found:
    text = "b" if decision == "edit" else None
    return Found(rule, 1, 1, 0, 1, "a", "No.", Severity.NOTE, "safe", (CURE,), "", "", decision, text)


def reviewed(name: str, *findings: Found, source: str = "", system: str = "") -> Reviewed:
    return Reviewed(name, "", "utf-8", "text", findings, "a", source, system)


ONE = reviewed("a.txt", *[found("toys/twice", "take")] * 3, found("toys/again", None), source="ru", system="Ours")
OTHER = reviewed(
    "b.txt", found("toys/twice", "edit"), *[found("toys/twice", "leave")] * 4, *[found("toys/blorb", "leave")] * 5
)
FEW = reviewed("c.txt", *[found("toys/few", "leave")] * 4)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.json").write_bytes(render(Decisions((ONE,))))
    (tmp_path / "b.json").write_bytes(render(Decisions((OTHER, FEW))))
    return tmp_path


@pytest.mark.usefixtures("files")
def test_rules_are_counted_by_source_and_system(mtlint: Run) -> None:
    said = mtlint("stats", "a.json", "b.json", alone=True).stdout.decode()
    assert (
        said
        == """\
rule        decided  taken  edited  left  open
toys/twice        8      3       1     4     0
toys/blorb        5      0       0     5     0
toys/few          4      0       0     4     0
toys/again        0      0       0     0     1

from a language not named, by a system not named
rule        decided  taken  edited  left  open
toys/blorb        5      0       0     5     0
toys/twice        5      0       1     4     0
toys/few          4      0       0     4     0

from ru, by Ours
rule        decided  taken  edited  left  open
toys/twice        3      3       0     0     0
toys/again        0      0       0     0     1

Left more often than taken: toys/blorb (5 of 5).
"""
    )


def test_the_plot_is_the_same_each_time(mtlint: Run, files: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs mtlint[stats]")
    assert mtlint("stats", "a.json", "b.json", "--plot", "s.svg", alone=True).returncode == 0
    first = (files / "s.svg").read_bytes()
    assert mtlint("stats", "a.json", "b.json", "--plot", "-", alone=True).stdout == first
    words = "".join(ElementTree.fromstring(first).itertext())
    assert all(name in words for name in ("toys/twice", "toys/blorb", "taken", "edited", "left"))
    assert "toys/again" not in words, "nothing was decided on it"


def test_what_cannot_be_counted(mtlint: Run, files: Path) -> None:
    (files / "c.json").write_bytes(render(Decisions(())))
    assert "none.json: no such file" in one_line(mtlint("stats", "none.json", alone=True).stderr)
    refused = mtlint("stats", "c.json", "--plot", "s.svg", alone=True)
    assert (refused.returncode, (files / "s.svg").exists()) == (2, False)
    assert "nothing is decided yet" in one_line(refused.stderr)
