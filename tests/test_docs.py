"""What the pages say is true: links lead somewhere, files and commands exist, examples run."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import pages, picture
from lint import catalogue, check_text
from lint.apps.cli import cli
from lint.examples import parse_example
from tests.making import matches

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [path for path in PAGES if ROOT / "docs" / "rules" not in path.parents]

each_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_links_lead_to_files() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"(?<!\\)\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


@each_page
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:lint|rules|tests|docs|training|benchmarks)/[\w/.-]+)`", page.read_text(encoding="utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


@each_page
def test_commands_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    |^ {7})make (\w+)", text, re.MULTILINE)) <= targets
    assert set(re.findall(r"(?:`|^    |^ {7})mtlint (\w+)", text, re.MULTILINE)) <= set(cli.commands)


@each_page
def test_options_that_are_named_exist(page: Path) -> None:
    for command, options in re.findall(r"mtlint (\w+)((?: +[^\s`#|<]+)+)", page.read_text(encoding="utf-8")):
        if command in cli.commands:
            named, words = cli.commands[command], options.split()
            named = getattr(named, "commands", {}).get(words[0], named)
            known = {name for parameter in named.params for name in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= known | {"--help"}


def test_the_readme_says_what_python_does() -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert "repetition/doubled-word" in printed.getvalue()


def test_the_settings_in_the_readme_are_settings(tmp_path: Path) -> None:
    (settings,) = blocks(ROOT / "README.md", "toml")
    (tmp_path / "mtlint.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "a.txt").write_text("All is well here.\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(tmp_path)], standalone_mode=False)
    assert result.return_value == 0


def test_the_example_in_contributing_is_a_rule() -> None:
    (text,) = blocks(ROOT / "CONTRIBUTING.md", "yaml")
    source = catalogue.decode("repetition/and-and", "CONTRIBUTING.md", text, {})
    rule = catalogue.parse(source)
    catalogue.verify(rule, source)
    for line in rule.file.bad:
        example = parse_example(line)
        assert matches(example.text, rule) == [example.text[span.start : span.end] for span in example.spans]
    assert not [line for line in rule.file.good if matches(parse_example(line).text, rule)]


def test_examples_become_markdown_that_reads_well() -> None:
    assert pages.example("See {the the=>the} *map*.") == "* See ~~the the~~ **the** \\*map\\*."
    assert pages.example("Leave {the =>}it.") == "* Leave ~~the~~ it."
    assert pages.example("{Wrong} as <it=>they> {{are}}.") == "* <ins>Wrong</ins> as ~~it~~ **they** {are}."
    assert pages.example("One.\n\nTwo.") == "* One.\n\n  Two."


def test_the_picture_is_the_same_every_time_and_loads_nothing() -> None:
    drawn = picture.drawn("seeds/a.txt:1:1 \x1b[31merror\x1b[0m article/twice")
    assert drawn == picture.drawn("seeds/a.txt:1:1 \x1b[31merror\x1b[0m article/twice")
    assert "article/twice" in drawn
    assert "url(http" not in drawn


def test_the_library_takes_what_the_readme_promises() -> None:
    assert check_text("", select=["all"]) == ()
