"""Run mtlint on samples through its command line, as a user would, and bring the findings back to the texts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.texts import Sample, scorer, source_of
from lint.apps.cache import load_rules
from lint.select import choose

COMMAND = (sys.executable, "-m", "lint.apps.cli", "check", "--no-cache", "--quiet", "--format", "jsonl", "--exit-zero")
MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"
"""Stands between the name of a sample and the id of a text, so that one run can read all samples."""


PAIR = "pair"
"""Each translation is checked with its own source, and English that was not translated with the packs of all."""


def check(
    shared: Path,
    samples: Iterable[Sample],
    rules: Sequence[str],
    source: str,
    *,
    references: bool,
    estimate: bool = False,
    more: Sequence[str] = (),
) -> None:
    """Check all samples with the chosen rules (all where none is named) and attach what is found.

    Texts go through one process a source as JSONL; Markdown goes as files, so that its reader is measured too. `more`
    are options of the command besides.
    """
    score = scorer(shared, "eval/score")
    by_name = {sample.corpus.name: sample for sample in samples}
    markdown = by_name.pop("markdown", None)
    for code, lines in by_source(by_name.values(), source, score.REF, references=references).items():
        for record in run([*options(rules, code, estimate), *more, "--read-as", "jsonl", "-"], "".join(lines)):
            name, _, record["id"] = record["id"].partition(MARK)
            score.attach(by_name[name].segments, [score.Finding.read(record)])
    if markdown:
        paths = [str(shared / path) for path in markdown.corpus.paths]
        for record in run([*options(rules, source, estimate), *more, *paths], ""):
            record["id"] = Path(record["id"]).name
            score.attach(markdown.segments, [score.Finding.read(record)])


def options(rules: Sequence[str], source: str, estimate: bool) -> list[str]:
    """The options of a run; where `pair` says no more, all that are on are named, so that those of packs run too."""
    flags = ["--estimate"] if estimate else []
    if source != PAIR:
        return [*(word for rule in rules for word in ("--select", rule)), "--source", source, *flags]
    known = [rule.with_estimates if estimate else rule for rule in load_rules(cached=False)]
    chosen = choose(known, rules, (), "auto", estimate=estimate)
    return ["--select", ",".join(rule.id for rule in chosen), *flags]


def by_source(samples: Iterable[Sample], source: str, suffix: str, *, references: bool) -> dict[str, list[str]]:
    """The JSONL lines to check, by the source to name; `references` adds the human version of each translation."""
    lines: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        for s in sample.segments.values():
            code = (source_of(s) or PAIR) if source == PAIR else source
            lines[code].append(line(f"{sample.corpus.name}{MARK}{s.id}", s.text))
            if references and s.reference is not None:
                lines[code].append(line(f"{sample.corpus.name}{MARK}{s.id}{suffix}", s.reference))
    return lines


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
