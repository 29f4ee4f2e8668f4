"""`--estimate` from outside: what it turns on, what is said where it cannot be, and that it costs nothing unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from lint.apps import cli, trial
from lint.apps.shelves import Shelf
from lint.errors import UsageError
from tests.apps.conftest import one_line
from tests.toy_estimator import write_estimator

RULE = """
message: "“{match}” is suspect ({sure} %)."
why: Systems make words up.
category: Accuracy/Mistranslation
default: on
reads: tags
match: {kind: call, name: estimation.suspect_words, options: {at: 80, join: 50}}
bad:
  - A {zork} bird.
  - The {zork} tree.
good:
  - A bird.
  - The tree.
"""
GATED = """
message: "“{{match}}” is no bird."
why: Systems name birds that there are not.
category: Accuracy/Mistranslation
reads: text
match: {{kind: text, pattern: '\\w+ bird'}}
{gate}
bad:
  - A {{blarg bird}} sang.
  - The {{old bird}} sang.
good:
  - A cat.
  - The tree.
"""
TEXT = "The zork was in the old house.\n"


class Done(NamedTuple):
    """What came of a run."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]


@pytest.fixture
def mtlint(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run mtlint in `tmp_path` with the toy rules, one of them on estimates, and the toy estimator."""
    (rules / "toys" / "suspect.yaml").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("lint.estimation.FOLDER", write_estimator(tmp_path / "estimator"))
    monkeypatch.setattr("lint.apps.shelves.shipped", lambda: Shelf(Path("/nowhere"), "rules"))

    def run(command: str, *args: str) -> Done:
        code = cli.run([command, "--rules", str(rules), *args, "--no-cache"])
        return Done(code, *capfdbinary.readouterr())

    return run


def test_a_rule_on_estimates_runs_where_they_are_asked_for(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert mtlint("check", "a.txt").returncode == 0
    found = mtlint("check", "--estimate", "--format", "concise", "a.txt")
    assert found.returncode == 1
    assert found.stdout.decode().startswith("a.txt:1:5: toys/suspect “zork” is suspect (90 %).\n")
    (tmp_path / "mtlint.toml").write_text("estimate = true\n")
    assert mtlint("check", "a.txt").returncode == 1
    assert mtlint("check", "--no-estimate", "a.txt").returncode == 0
    assert mtlint("diff", "a.txt").returncode == 1
    assert mtlint("fix", "a.txt").returncode == 1
    assert (tmp_path / "a.txt").read_text() == TEXT


def test_without_estimates_it_cannot_be_selected(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = mtlint("check", "--select", "toys/suspect", "a.txt")
    assert one_line(done.stderr) == "mtlint: toys/suspect needs estimates; add --estimate\n"
    assert done.returncode == 2
    assert "only with --estimate" in mtlint("explain", "suspect").stdout.decode()


def test_several_processes_find_the_same(mtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"id": str(number), "text": f"The zork number {number} was in the old house."} for number in range(60)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    monkeypatch.setattr("lint.apps.tasks.SIZE", 1000)
    options = ("--estimate", "--format", "jsonl", "a.jsonl")
    one, two = (mtlint("check", "--jobs", jobs, *options) for jobs in ("1", "2"))
    assert (one.returncode, one.stderr) == (1, b"")
    assert one.stdout.count(b"\n") == len(lines)
    assert one.stdout == two.stdout


def test_what_is_amiss_is_said_before_anything_runs(
    mtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "onnxruntime", None)
        done = mtlint("check", "--estimate", "a.txt")
    assert 'estimating needs onnxruntime; pip install "mtlint[estimate]" installs it' in one_line(done.stderr)
    assert done.returncode == 2
    (tmp_path / "estimator" / "estimator.onnx").unlink()
    done = mtlint("check", "--estimate", "a.txt")
    assert "estimator.onnx: the weights of the estimator are missing" in one_line(done.stderr)
    assert done.returncode == 2
    (tmp_path / "mtlint.toml").write_text('estimate = "yes"\n')
    assert "mtlint.toml:1: estimate must be true or false" in one_line(mtlint("check", "a.txt").stderr)


def test_a_text_that_is_not_english_is_not_estimated(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Hund zork schläft im Haus, weil es draußen regnet.\n")
    done = mtlint("check", "--estimate", "a.txt")
    assert one_line(done.stderr) == "mtlint: a.txt: nothing reads as running English, so nothing was estimated\n"
    assert done.returncode == 0
    (tmp_path / "a.txt").write_text("")
    assert mtlint("check", "--estimate", "a.txt").stderr == b""


@pytest.mark.usefixtures("mtlint")
def test_a_gated_rule_is_tried_behind_its_gate(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rule = GATED.format(gate="when_suspect: 60")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "bird.yaml").write_text(rule, encoding="utf-8")
    text = "A blarg bird was here. The old bird was there.\n"
    (tmp_path / "a.txt").write_text(text)

    def found(estimate: bool) -> list[str]:
        choices = trial.Choices(estimate=estimate, no_cache=True, form="json")
        assert trial.run("house/bird.yaml", ["a.txt"], choices) == 0
        findings = json.loads(capfdbinary.readouterr().out)["findings"]
        return [text[finding["start"] : finding["end"]] for finding in findings]

    assert found(estimate=False) == ["blarg bird", "old bird"]
    assert found(estimate=True) == ["blarg bird"]
    (tmp_path / "house" / "suspect.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(UsageError, match="house/suspect needs estimates; add --estimate"):
        trial.run("house/suspect.yaml", ["a.txt"], trial.Choices())


def test_nothing_of_it_is_loaded_without_the_flag(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("zork", "cat"))
    code = (
        "import sys; from lint.apps import cli; assert cli.run(['check', 'a.txt']) == 0\n"
        "assert not {'onnxruntime', 'tokenizers', 'lint.estimation'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
