"""Settings and selection, as values."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from lint.apps.project import forget, settings_for
from lint.asked import NOTHING, Asked, given
from lint.errors import UsageError
from lint.model import Severity
from lint.record import Default
from lint.select import choose
from lint.settings import Override, Rooted, Settings, Style, Table, decode, joined, overridden
from tests.apps.conftest import PROGRAM, SAFE_RULE, Run, one_line


@dataclass(frozen=True)
class Toy:
    """As much of a rule as selection asks for."""

    id: str
    default: Default = Default.ON
    sources: frozenset[str] = frozenset()
    estimates: bool = False
    asked: Asked = Asked()  # noqa: RUF009


TOYS = (Toy("a/one"), Toy("a/two"), Toy("b/one"), Toy("b/three", Default.QUIET))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], "a/one a/two b/one"),
        (["all"], [], "a/one a/two b/one b/three"),
        (["b"], [], "b/one b/three"),
        (["b/"], [], "b/one b/three"),
        (["*/one"], [], "a/one b/one"),
        ([], ["a"], "b/one"),
        (["all"], ["b/three", "a/*"], "b/one"),
        (["a/one"], ["a"], "a/one"),
        (["a", "b/three"], ["a/one"], "a/two b/three"),
        (["quiet"], [], "b/three"),
        (["on", "quiet"], ["a"], "b/one b/three"),
    ],
)
def test_choose(select: list[str], ignore: list[str], expected: str) -> None:
    assert " ".join(rule.id for rule in choose(TOYS, select, ignore)) == expected


def test_a_rule_that_needs_estimates_runs_where_there_are_some() -> None:
    toys = (*TOYS, Toy("a/guess", estimates=True), Toy("c/guess", estimates=True))
    assert [rule.id for rule in choose(toys, ["a"], [])] == ["a/one", "a/two"]
    assert [rule.id for rule in choose(toys, ["a"], [], estimate=True)] == ["a/one", "a/two", "a/guess"]
    assert [rule.id for rule in choose(toys, [], ["c"])] == ["a/one", "a/two", "b/one"]
    for named in ("a/guess", "c"):
        with pytest.raises(UsageError, match=f"{named} needs estimates; add --estimate"):
            choose(toys, [named], [])


def test_a_rule_that_waits_for_a_setting_runs_where_that_is_made() -> None:
    toys = (*TOYS, Toy("c/gb", asked=Asked("en-GB")), Toy("c/free", asked=Asked("none")))
    british, dated = (given(read(text)) for text in ('variety = "en-GB"', '[style]\ndates = "day-month"'))
    assert [rule.id for rule in choose(toys, ["b/one", "c"], [])] == ["b/one", "c/free"]
    assert [rule.id for rule in choose(toys, ["c"], [], given=british)] == ["c/gb"]
    assert [rule.id for rule in choose(toys, [], ["a", "b"], given=british)] == ["c/gb"]
    assert [rule.id for rule in choose(toys, ["c"], [], given=dated)] == ["c/free"]
    assert given(Settings()) == NOTHING
    with pytest.raises(UsageError, match='c/gb needs variety = "en-GB" in the settings'):
        choose(toys, ["c/gb"], [])
    with pytest.raises(UsageError, match="c/free needs no variety in the settings"):
        choose(toys, ["c/free"], [], given=british)


@pytest.mark.parametrize(("name", "hint"), [("a/ones", "a/one"), ("three", "b/three"), ("thre", "b/three")])
def test_an_unknown_rule_gets_a_suggestion(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f'unknown rule "{name}"; did you mean "{hint}"'):
        choose(TOYS, [], [name])
    with pytest.raises(UsageError, match='"mtlint rules" lists them'):
        choose(TOYS, ["zzzz"], [])


def read(text: str) -> Settings:
    table = decode(text, "p")
    assert table is not None
    return joined(Settings(), table, "p", "/home")


def test_decode() -> None:
    text = '[tool.mtlint]\nselect = ["a"]\n[tool.mtlint.per-path-ignores]\n"docs/*" = ["b"]\n'
    table = decode(text, "pyproject.toml", table=("tool", "mtlint"))
    assert table is not None
    assert (table.select, table.per_path_ignores) == (("a",), {"docs/*": ("b",)})
    assert decode("[tool.other]\n", "pyproject.toml", table=("tool", "mtlint")) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select = 'a'", "p:1: select must be a list of strings"),
        ("\nignore = [1]", "p:2: ignore must be a list of strings"),
        ("per-path-ignores = []", "p:1: per-path-ignores must be a table"),
        ("[per-path-ignores]\n'x' = 'a'", "p:1: per-path-ignores must be a list of strings"),
        ("[per_path_ignores]", 'p:1: unknown key "per_path_ignores"; did you mean "per-path-ignores"?'),
        ("colour = 1", 'p:1: unknown key "colour"; known keys: extend, select, ignore, rules, per-path-ignores'),
        ("a = \nb", "p:1: "),
        ("\nestimate = 1", "p:2: estimate must be true or false"),
        ("source = 3", "p:1: source must be a string"),
        ("source = 'rus'", 'p:1: unknown source "rus"'),
        ("variety = 'fr'", "p:1: variety must be one of en-GB, en-US"),
        ("[style]\ndates = 'x'", "p:2: style.dates must be one of day-month, month-day"),
        ("[severity]\na = 'bad'", "p:1: severity must be one of note, warning, error"),
        ("overrides = 3", "p:1: overrides must be a list of tables"),
        ("[[overrides]]\nselect = ['x']", "p:1: overrides needs the key paths"),
        (
            "[[overrides]]\npaths = ['x']\n[overrides.style]\ndate = 'x'",
            'p:4: unknown key "date"; did you mean "dates"?',
        ),
        ("extend = 3", "p:1: extend must be a string or a list of strings"),
    ],
)
def test_wrong_settings_say_where(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(text, "p")
    assert str(caught.value).startswith(problem)


def test_a_nearer_file_adds_to_lists_and_replaces_the_rest() -> None:
    far = decode(
        'select = ["a"]\nignore = ["b"]\nwords = ["Bonpo"]\nsource = "ru"\n[style]\ndates = "day-month"', "far"
    )
    near = decode('select = ["c"]\nignore = ["d"]\nwords = ["Cedal"]\n[style]\nquotes = "double"', "near")
    assert far is not None
    assert near is not None
    made = joined(joined(Settings(), far, "far", "/a"), near, "near", "/a/b")
    assert (made.select, made.ignore, made.words) == (("c",), ("b", "d"), ("Bonpo", "Cedal"))
    assert (made.source, made.place, made.style) == ("ru", "near", Style("day-month", "double"))
    assert joined(made, Table(source="none"), "n", "").source == ""


def test_an_override_is_on_top() -> None:
    override = Override(("*.md",), source="ja", ignore=("x",), severity={"a": Severity.NOTE})
    made = overridden(read('source = "ru"\nignore = ["y"]\n[severity]\na = "error"'), override)
    assert (made.source, made.ignore, made.severity[-1]) == ("ja", ("y", "x"), ("a", Severity.NOTE))


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text('select = ["far"]')
    inner = tmp_path / "x" / "y"
    inner.mkdir(parents=True)
    assert settings_for(str(inner / "a.txt")).select == ("far",)
    (tmp_path / "x" / "pyproject.toml").write_text("[project]\n")
    forget()
    assert settings_for(str(inner)).select == ("far",)
    (tmp_path / "x" / "pyproject.toml").write_text('[tool.mtlint]\nselect = ["near"]')
    forget()
    assert settings_for(str(inner / "a.txt")).select == ("near",)
    assert settings_for(str(tmp_path / "a.txt")).select == ("far",)
    assert settings_for(str(tmp_path / "x")).place.endswith("x/pyproject.toml")


def test_asked_for_settings(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        settings_for("a.txt", str(tmp_path / "gone.toml"))
    (tmp_path / "pyproject.toml").write_text("[project]")
    with pytest.raises(UsageError, match=r"has no table \[tool\.mtlint\]"):
        settings_for("a.txt", str(tmp_path / "pyproject.toml"))


def test_files_build_on_each_other(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('ignore = ["a"]\n[per-path-ignores]\n"docs/*" = ["c"]')
    inner = tmp_path / "x"
    inner.mkdir()
    (inner / "mtlint.toml").write_text('extend = "../house.toml"\nignore = ["b"]')
    made = settings_for(str(inner / "a.txt"))
    assert made.ignore == ("a", "b")
    assert made.path_ignores == ((Rooted(str(inner / ".."), "docs/*"), ("c",)),)
    for wrong, problem in (
        ('"gone.toml"', "extend names gone.toml, which is not there"),
        ('"."', "extend names a folder"),
        ('"mtlint.toml"', r"extend goes round in a circle: .*x/mtlint.toml -> .*x/mtlint.toml"),
    ):
        (inner / "mtlint.toml").write_text(f"extend = {wrong}")
        forget()
        with pytest.raises(UsageError, match=problem):
            settings_for(str(inner / "a.txt"))


def test_a_run_gives_each_file_its_own_settings(mtlint: Run, tmp_path: Path) -> None:
    for name in ("a", "b/c", "b/d"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "t.txt").write_text("A zig zig bird, a blorb.\n")
    (tmp_path / "mtlint.toml").write_text(
        '[severity]\n"toys/blorb" = "error"\n[[overrides]]\npaths = ["a/"]\nignore = ["toys/twice"]'
    )
    (tmp_path / "b" / "mtlint.toml").write_text('ignore = ["toys/blorb"]\n[safety]\n"toys/*" = "show"')
    done = mtlint("check", "--format", "json", ".", select="")
    found = [(f["file"], f["rule"], f["severity"], f["safety"]) for f in json.loads(done.stdout)["findings"]]
    assert found == [
        ("a/t.txt", "toys/blorb", "error", "show"),
        ("b/c/t.txt", "toys/twice", "error", "show"),
        ("b/d/t.txt", "toys/twice", "error", "show"),
    ]
    two = mtlint("check", "--format", "json", "--jobs", "2", ".", select="")
    assert two.stdout == done.stdout
    assert mtlint("fix", ".", select="").returncode == 1
    assert (tmp_path / "b" / "c" / "t.txt").read_text() == "A zig zig bird, a blorb.\n"


def test_rule_packs_are_folders_or_of_packages(rules: Path, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n")
    (tmp_path / "pack").symlink_to(rules)
    (tmp_path / "mtlint.toml").write_text('rules = ["pack"]\nselect = ["toys"]')
    line = [*PROGRAM, "check", "a.txt"]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, b"toys/twice" in done.stdout) == (1, True)
    (tmp_path / "mtlint.toml").write_text('rules = ["packed"]')
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert 'mtlint.toml: unknown rule pack "packed"; it is neither a folder' in one_line(done.stderr)
    site = tmp_path / "site"
    (site / "acme_rules" / "toys").mkdir(parents=True)
    (site / "acme_rules" / "__init__.py").touch()
    (site / "acme_rules" / "toys" / "twice.yaml").write_text(SAFE_RULE)
    info = site / "acme-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[mtlint.rules]\npacked = acme_rules\n")
    path = os.pathsep.join([str(site), environment["PYTHONPATH"]])
    done = subprocess.run(line, cwd=tmp_path, env={**environment, "PYTHONPATH": path}, capture_output=True, check=False)
    assert (done.returncode, b"toys/twice" in done.stdout) == (1, True)
