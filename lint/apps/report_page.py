"""What `report` does: all documents with their findings on one page, for people who edit."""

from __future__ import annotations

from collections.abc import Sequence

from lint.apps import html, output
from lint.apps.commands import begin
from lint.apps.order import Choices
from lint.apps.reporting import home
from lint.checked import Checked
from lint.report.advice import Limits
from lint.report.sheets import Shown


def report(paths: Sequence[str], choices: Choices, limits: Limits, title: str, date: str) -> int:
    """Write the page; the exit code is that of `check`."""
    html.ready()
    begun = begin(paths, choices)
    results = tuple(item for item in begun.outcomes if isinstance(item, Checked))
    shown = Shown.of(results, limits, begun.pages(), home().rstrip("/"))
    output.emit(html.render(shown, title, date), choices.output)
    begun.keep()
    return begun.run.exit(bool(shown.findings), choices.exit_zero)
