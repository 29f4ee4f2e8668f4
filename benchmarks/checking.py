"""Run mtlint on samples through its command line, as a user would, and bring the findings back to the texts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.texts import Sample, scorer

COMMAND = (sys.executable, "-m", "lint.apps.cli", "check", "--no-cache", "--quiet", "--format", "jsonl", "--exit-zero")
MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"
"""Stands between the name of a sample and the id of a text, so that one run can read all samples."""


def check(shared: Path, samples: Iterable[Sample], rules: Sequence[str], *, references: bool) -> None:
    """Check all samples with the chosen rules (all where none is named) and attach what is found.

    Texts go through one process as JSONL; Markdown goes as files, so that its reader is measured too.
    """
    options = [word for rule in rules for word in ("--select", rule)]
    score = scorer(shared, "eval/score")
    by_name = {sample.corpus.name: sample for sample in samples}
    markdown = by_name.pop("markdown", None)
    if by_name:
        lines = "".join(texts(by_name.values(), score.REF, references=references))
        for record in run([*options, "--read-as", "jsonl", "-"], lines):
            name, _, record["id"] = record["id"].partition(MARK)
            score.attach(by_name[name].segments, [score.Finding.read(record)])
    if markdown:
        for record in run([*options, *(str(shared / path) for path in markdown.corpus.paths)], ""):
            record["id"] = Path(record["id"]).name
            score.attach(markdown.segments, [score.Finding.read(record)])


def texts(samples: Iterable[Sample], suffix: str, *, references: bool) -> Iterable[str]:
    """The JSONL lines to check; `references` adds the human version of each translation."""
    for sample in samples:
        for s in sample.segments.values():
            yield line(f"{sample.corpus.name}{MARK}{s.id}", s.text)
            if references and s.reference is not None:
                yield line(f"{sample.corpus.name}{MARK}{s.id}{suffix}", s.reference)


def line(name: str, text: str) -> str:
    """One text as a line of JSONL."""
    return json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n"


def run(arguments: Sequence[str], lines: str) -> list[dict[str, Any]]:
    """One run of the command; what goes wrong in it is shown and ends the benchmark."""
    done = subprocess.run([*COMMAND, *arguments], input=lines.encode(), capture_output=True, check=False)
    sys.stderr.write(done.stderr.decode())
    # Exit 3 with findings says that a rule crashed on some text: the figures of the others still count.
    if done.returncode not in (0, 3) or (done.returncode and not done.stdout):
        raise SystemExit(f"mtlint ended with exit code {done.returncode}")
    return [json.loads(row) for row in done.stdout.decode().splitlines()]
