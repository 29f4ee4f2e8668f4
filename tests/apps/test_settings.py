"""Settings and selection, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from lint.apps.project import find_settings
from lint.errors import UsageError
from lint.record import Default
from lint.select import choose
from lint.settings import Settings, read


@dataclass(frozen=True)
class Toy:
    """As much of a rule as selection asks for."""

    id: str
    default: Default = Default.ON
    sources: frozenset[str] = frozenset()
    estimates: bool = False


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


@pytest.mark.parametrize(("name", "hint"), [("a/ones", "a/one"), ("three", "b/three"), ("thre", "b/three")])
def test_an_unknown_rule_gets_a_suggestion(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f'unknown rule "{name}"; did you mean "{hint}"'):
        choose(TOYS, [], [name])
    with pytest.raises(UsageError, match='"mtlint rules" lists them'):
        choose(TOYS, ["zzzz"], [])


def test_read() -> None:
    text = '[tool.mtlint]\nselect = ["a"]\n[tool.mtlint.per-path-ignores]\n"docs/*" = ["b"]\n'
    expected = Settings(("a",), (), (("docs/*", ("b",)),), "pyproject.toml")
    assert read(text, "pyproject.toml", table=("tool", "mtlint")) == expected
    assert read("[tool.other]\n", "pyproject.toml", table=("tool", "mtlint")) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select = 'a'", "p:1: select must be a list of strings"),
        ("\nignore = [1]", "p:2: ignore must be a list of strings"),
        ("per-path-ignores = []", "p:1: per-path-ignores must be a table"),
        ("[per-path-ignores]\n'x' = 'a'", "p:2: x must be a list of strings"),
        ("[per_path_ignores]", 'p:1: unknown key "per_path_ignores"; did you mean "per-path-ignores"?'),
        ("colour = 1", 'p:1: unknown key "colour"; known keys: select, ignore, per-path-ignores, source'),
        ("a = \nb", "p:1: "),
    ],
)
def test_wrong_settings_say_where(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text, "p")
    assert str(caught.value).startswith(problem)


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text('select = ["far"]')
    inner = tmp_path / "x" / "y"
    inner.mkdir(parents=True)
    assert find_settings([str(inner)])[0].select == ("far",)
    (tmp_path / "x" / "pyproject.toml").write_text("[project]\n")
    assert find_settings([str(inner)])[0].select == ("far",)
    (tmp_path / "x" / "pyproject.toml").write_text('[tool.mtlint]\nselect = ["near"]')
    assert find_settings([str(inner / "a.txt"), str(tmp_path / "x")]) == (
        Settings(("near",), place=find_settings([str(inner)])[0].place),
        str(tmp_path / "x"),
    )


def test_asked_for_settings(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        find_settings([], str(tmp_path / "gone.toml"))
    (tmp_path / "pyproject.toml").write_text("[project]")
    with pytest.raises(UsageError, match=r"has no table \[tool\.mtlint\]"):
        find_settings([], str(tmp_path / "pyproject.toml"))
