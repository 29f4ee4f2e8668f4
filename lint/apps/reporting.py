"""What the options of `check` ask of a report, and what counts as a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from lint.apps.terminal import Asked, options_for
from lint.catalogue import Rule
from lint.engine import Checked
from lint.errors import UsageError
from lint.model import Severity
from lint.report.options import ReportOptions
from lint.report.tally import Tally

FAIL_ON: dict[str, Callable[[Tally], bool]] = {
    "new": lambda tally: tally.findings > 0,
    "error": lambda tally: tally.severities[Severity.ERROR] > 0,
    "any": lambda tally: tally.findings + tally.known > 0,
}
"""What makes a run fail: findings, errors, or findings that the baseline knows too."""
COUNTING = ("text", "concise", "json", "markdown")
"""Formats that have a place for statistics."""
WITH_PAGES = ("sarif", "rdjson", "rdjsonl")
"""Formats that say where the page of a rule can be read."""


class Report(Asked, Protocol):
    """What `check` was asked to report."""

    @property
    def statistics(self) -> bool:
        """Whether counts by rule are wanted."""

    @property
    def max_findings(self) -> int | None:
        """The most findings to show."""

    @property
    def no_suppressed(self) -> bool:
        """Whether suppressed findings are left out."""


def refuse(asked: Report) -> None:
    """Refuse what a format cannot show."""
    if asked.statistics and asked.form not in COUNTING:
        raise UsageError(
            f"--statistics has no place in --format {asked.form}; it goes with {', '.join(COUNTING[:-1])} "
            f"and {COUNTING[-1]}"
        )


def report_options(asked: Report, rules: Sequence[Rule]) -> ReportOptions:
    """How a report is to look, and what it may say of the rules of the run."""
    return msgspec.structs.replace(
        options_for(asked),
        limit=asked.max_findings or 0,
        statistics=asked.statistics,
        base=Path.cwd().as_posix(),
        rules={rule.id: rule for rule in rules},
        home=_home() if asked.form in WITH_PAGES else "",
    )


def listed(results: Iterable[Checked], asked: Report) -> Iterator[Checked]:
    """Results as a report is to list them."""
    for checked in results:
        yield msgspec.structs.replace(checked, suppressed=()) if asked.no_suppressed else checked


def _home() -> str:
    """Where the pages of the rules lie, as mtlint was published; empty where it says nothing of that."""
    from importlib.metadata import PackageNotFoundError, metadata  # only some reports need it

    try:
        urls = metadata("mtlint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next((url for label, _, url in (line.partition(", ") for line in urls) if label == "Rules"), "")
