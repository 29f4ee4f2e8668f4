"""How a report is to look."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from lint.model import Safety, Severity


class Page(msgspec.Struct, frozen=True):
    """What is said of a rule to programs that show it beside a finding."""

    short: str
    full: str
    plain: str
    """Its reason, its cure and its examples."""
    markdown: str
    severity: Severity
    category: str
    confidence: float | None = None


class ReportOptions(msgspec.Struct, frozen=True):
    """What a report may know of the world: colour, room, and whether a closing line is wanted."""

    colour: bool = False
    width: int = 100
    closing: bool = True
    level: Safety = Safety.ASK
    """The least safety of a fix that a diff shows."""
    limit: int = 0
    """The most findings to show, the worst of them; 0 shows all."""
    statistics: bool = False
    """Whether a table of rules is wanted, in place of the findings where people read."""
    base: str = ""
    """The folder from which files are named where a format wants relative paths; with slashes."""
    rules: Mapping[str, Page] = msgspec.field(default_factory=dict)
    """The rules of the run by their ids, for formats that explain them."""
    home: str = ""
    """The address under which the pages of the rules lie, each as `FAMILY/NAME.md`; empty where there is none."""
