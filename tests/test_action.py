"""The GitHub Action and the examples for pipelines: their schemas, and their shell steps run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_docs import ROOT, blocks

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PAGE = ROOT / "docs" / "ci.md"
DEFAULTS = {name: given.get("default", "") for name, given in ACTION["inputs"].items()}
FAULTY = "The ship sailed on the the sea.\n"


def _holds(schema: str, path: Path) -> str:
    """What the published schema has against a file; empty where it is right."""
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_action_is_one() -> None:
    assert _holds("vendor.github-actions", ROOT / "action.yml") == ""


@pytest.mark.parametrize(
    ("name", "schema"), [(".github/workflows/", "vendor.github-workflows"), (".gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_examples_are_what_they_say(tmp_path: Path, name: str, schema: str) -> None:
    texts = [text for text in blocks(PAGE, "yaml") if text.startswith(f"# {name}")]
    assert texts
    for text in texts:
        (tmp_path / "example.yml").write_text(text, encoding="utf-8")
        assert _holds(schema, tmp_path / "example.yml") == ""


def test_examples_give_the_action_what_it_takes() -> None:
    workflows = [yaml.safe_load(text) for text in blocks(PAGE, "yaml") if text.startswith("# .github/workflows/")]
    steps = [step for flow in workflows for job in flow["jobs"].values() for step in job["steps"]]
    used = [step for step in steps if "mtlint" in step.get("uses", "")]
    assert used
    assert not {name for step in used for name in step.get("with", {})} - set(DEFAULTS)


# A virtual environment takes a minute to fill, so this one has the mtlint of the checkout, and its pip writes down
# what it was to install.
PYTHON = f"""#!/bin/bash
if [ "$2" = venv ]; then
  mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
  printf '#!/bin/sh\\nexec "{sys.executable}" -m lint.apps.cli "$@"\\n' > "$3/bin/mtlint" && chmod +x "$3/bin/mtlint"
elif [ "$2" = pip ]; then
  for last; do :; done
  echo "$last" > "$RUNNER_TEMP/installed"
else
  exec "{sys.executable}" "$@"
fi
"""


@pytest.fixture
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's folder of things that pass, after the action's step that installs mtlint."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "python").write_text(PYTHON)
    (folder / "python").chmod(0o755)
    done = _step("Install mtlint", folder, ROOT, {})
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"mtlint \d", done.stdout)
    return folder


def _step(name: str, runner: Path, cwd: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as a runner would: its inputs in variables, its files in a folder of the runner's."""
    step: dict[str, Any] = next(step for step in ACTION["runs"]["steps"] if step["name"] == name)
    known = {
        **{f"inputs.{key}": value for key, value in {**DEFAULTS, **inputs}.items()},
        "steps.python.outputs.python-path": str(runner / "python"),
        "github.action_path": str(ROOT),
    }
    own = {
        key: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], value) for key, value in step["env"].items()
    }
    for file in ("output", "summary"):
        (runner / file).write_text("")
    files = {"GITHUB_OUTPUT": str(runner / "output"), "GITHUB_STEP_SUMMARY": str(runner / "summary")}
    there = {**os.environ, **files, "RUNNER_TEMP": str(runner), "PYTHONPATH": str(ROOT)}
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(line, cwd=cwd, env={**there, **own}, capture_output=True, text=True, check=False)


def test_the_action_installs_itself_or_a_version(runner: Path) -> None:
    assert (runner / "installed").read_text() == f"{ROOT}\n"
    _step("Install mtlint", runner, ROOT, {"version": "1.2.3"})
    assert (runner / "installed").read_text() == "mtlint==1.2.3\n"


def test_the_action_checks_and_says_so_where_people_look(runner: Path, tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "other.md").write_text(FAULTY, encoding="utf-8")
    inputs = {"paths": "a b.md\n", "args": '--select "repetition/doubled-word"', "sarif": "out.sarif"}
    done = _step("Check", runner, tmp_path, inputs)
    assert (done.returncode, done.stderr) == (1, "")
    assert re.fullmatch(r"::error file=a b\.md,line=1,.*title=mtlint repetition/doubled-word::.*\n", done.stdout)
    assert (runner / "output").read_text() == "exit-code=1\n"
    assert (runner / "summary").read_text(encoding="utf-8").startswith("## mtlint: 1 finding in 1 file (1 error)\n")
    assert '"ruleId": "repetition/doubled-word"' in (tmp_path / "out.sarif").read_text(encoding="utf-8")


def test_the_action_can_pass_over_findings_and_runs_nothing_that_it_is_given(runner: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FAULTY, encoding="utf-8")
    done = _step("Check", runner, tmp_path, {"fail-on": "never", "format": "concise", "summary": "false"})
    assert (done.returncode, (runner / "summary").read_text()) == (0, "")
    assert "a.md:1:20: repetition/doubled-word" in done.stdout
    done = _step("Check", runner, tmp_path, {"paths": "$(touch x)\n;touch x", "args": "--ignore '`touch x`'"})
    assert done.returncode == 2
    assert not (tmp_path / "x").exists()
    assert (runner / "output").read_text() == "exit-code=2\n"
    done = _step("Check", runner, tmp_path, {"args": "--select 'on"})
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("::error title=mtlint::The input args")
