"""`mtlint config`: what holds for a file and where it stands, and the schema of settings."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from lint.settings import schema
from tests.apps.conftest import REPOSITORY, Run, one_line

SETTINGS = """
extend = "house.toml"
select = ["on"]
ignore = ["adverb"]
estimate = false
source = "none"
variety = "en-GB"
words = ["Bonpo", "“q”"]
word-lists = ["terms.txt"]
glossary = ["a.csv"]
rules = []
[style]
dates = "day-month"
[suppressions]
reasons = "required"
[severity]
"casing/*" = "note"
[safety]
spacing = "ask"
[per-path-ignores]
"drafts/" = ["all"]
[[overrides]]
paths = ["ru/**"]
source = "ru"
ignore = ["numbers"]
"""


def test_each_setting_is_shown_with_its_file(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text(SETTINGS)
    (tmp_path / "house.toml").write_text('ignore = ["redundancy"]\n')
    done = mtlint("config", "show", "ru/a.md", select="", alone=True)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "# Settings for ru/a.md: house.toml, then mtlint.toml"
    where = {line.split(" = ")[0]: line.split("  # ")[1] for line in lines[1:]}
    assert where["ignore"] == "house.toml and mtlint.toml and mtlint.toml, for ru/**"
    assert where["source"] == "mtlint.toml and mtlint.toml, for ru/**"
    # What is shown can be written into a settings file.
    shown = tomllib.loads(done.stdout.decode())
    assert (shown["ignore"], shown["source"]) == (["redundancy", "adverb", "numbers"], "ru")
    assert shown["words"] == ["Bonpo", "“q”"]
    jsonschema.validate(shown, schema())
    elsewhere = mtlint("config", "show", "a.md", select="", alone=True).stdout.decode()
    assert tomllib.loads(elsewhere)["source"] == "none"


def test_the_schema_in_the_docs_is_this_one(mtlint: Run) -> None:
    kept = (REPOSITORY / "docs" / "mtlint.schema.json").read_bytes()
    assert mtlint("config", "schema", select="", alone=True).stdout == kept, "run `make docs`"


def test_wrong_settings_are_said(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text("selekt = []\n")
    done = mtlint("config", "show", select="", alone=True)
    assert done.returncode == 2
    assert 'mtlint.toml:1: unknown key "selekt"; did you mean "select"?' in one_line(done.stderr)


def test_the_schema_knows_what_the_reader_knows(mtlint: Run) -> None:
    made = json.loads(mtlint("config", "schema", select="", alone=True).stdout)
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.validate(tomllib.loads(SETTINGS), made)
    for wrong in (
        {"selekt": []},
        {"select": "a"},
        {"variety": "fr"},
        {"overrides": [{"source": "ru"}]},
        {"source": None},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, made)
