"""What the options of `check` ask of a report, and what counts as a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from lint.apps import output
from lint.apps.terminal import Asked, options_for
from lint.checked import Checked
from lint.errors import UsageError
from lint.model import Hushed, Severity
from lint.report import REPORTERS
from lint.report.options import Page, ReportOptions
from lint.report.tally import Tally

FAIL_ON: dict[str, Callable[[Tally], bool]] = {
    "new": lambda tally: tally.findings > 0,
    "error": lambda tally: tally.severities[Severity.ERROR] > 0,
    "any": lambda tally: tally.findings + tally.suppressed[Hushed.BASELINE] > 0,
}
"""What makes a run fail: findings, errors, or findings that the baseline knows too."""
COUNTING = ("text", "concise", "json", "markdown")
"""Formats that have a place for statistics."""
WITH_PAGES = ("sarif", "rdjson", "rdjsonl")
"""Formats that say more of a rule, and where its page can be read."""


class Report(Asked, Protocol):
    """What `check` was asked to report."""

    @property
    def reports(self) -> tuple[tuple[str, str], ...]:
        """Formats and files of further reports."""

    @property
    def statistics(self) -> bool:
        """Whether counts by rule are wanted."""

    @property
    def max_findings(self) -> int | None:
        """The most findings to show."""

    @property
    def no_suppressed(self) -> bool:
        """Whether suppressed findings are left out."""


def allow(asked: Report) -> None:
    """Refuse what a format cannot show, before anything is checked."""
    if asked.statistics and asked.form not in COUNTING:
        listed = f"{', '.join(COUNTING[:-1])} and {COUNTING[-1]}"
        raise UsageError(f"--statistics has no place in --format {asked.form}; it goes with {listed}")
    if asked.form == "diff" and (asked.reports or asked.max_findings):
        wrong = "--report" if asked.reports else "--max-findings"
        raise UsageError(f"{wrong} has no place in --format diff, which shows what `mtlint fix` would change")


def report(results: Iterable[Checked], asked: Report, pages: Callable[[], Mapping[str, Page]]) -> None:
    """Write the report and those that were asked for besides."""
    options = _options(asked, pages)
    listed = _listed(results) if asked.no_suppressed else results
    if asked.reports:
        # Each report reads all results, and they are made but once.
        listed = tuple(listed)
        for form, file in asked.reports:
            output.emit(REPORTERS[form](listed, msgspec.structs.replace(options, colour=False)), file)
    output.emit(REPORTERS[asked.form](listed, options), asked.output)


def _options(asked: Report, pages: Callable[[], Mapping[str, Page]]) -> ReportOptions:
    """How a report is to look, and what it may say of the rules of the run."""
    forms = {asked.form, *(form for form, _ in asked.reports)}
    return msgspec.structs.replace(
        options_for(asked),
        limit=asked.max_findings or 0,
        statistics=asked.statistics,
        base=Path.cwd().as_posix(),
        rules=pages() if forms.intersection(WITH_PAGES) else {},
        home=home() if forms.intersection(WITH_PAGES) else "",
    )


def _listed(results: Iterable[Checked]) -> Iterator[Checked]:
    """Results without what is suppressed."""
    for checked in results:
        yield msgspec.structs.replace(checked, suppressed=())


def home() -> str:
    """Where the pages of the rules lie, as mtlint was published; empty where it says nothing of that."""
    from importlib.metadata import PackageNotFoundError, metadata  # only some reports need it

    try:
        urls = metadata("mtlint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next((url for label, _, url in (line.partition(", ") for line in urls) if label == "Rules"), "")
