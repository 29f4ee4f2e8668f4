"""What the terminal can do: colour and width."""

from __future__ import annotations

import os
import sys
from typing import Protocol

from lint.report.options import ReportOptions

WIDTH = 100
WIDEST = 120


class Asked(Protocol):
    """What a command was asked for."""

    @property
    def color(self) -> str:
        """auto, always or never."""

    @property
    def output(self) -> str | None:
        """The file that the report goes to."""

    @property
    def form(self) -> str:
        """The report's format."""

    @property
    def quiet(self) -> bool:
        """True where only findings are wanted."""


def options_for(asked: Asked) -> ReportOptions:
    """How a report is to look where it goes."""
    return ReportOptions(colour=coloured(asked.color, asked.output), width=width(), closing=not asked.quiet)


def coloured(asked: str, target: str | None = None) -> bool:
    """Whether to use colour: what was asked, else only on a terminal that is not told otherwise (no-color.org)."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or target not in (None, "-"):
        return False
    return sys.stdout.isatty()


def width() -> int:
    """The columns to fill; a fixed number where there is no terminal, so that the output is the same everywhere."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return WIDTH
    import shutil  # only a terminal needs it

    return max(40, min(WIDEST, shutil.get_terminal_size((WIDTH, 24)).columns))
