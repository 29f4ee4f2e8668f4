"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass

from lint.model import Safety


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report may know of the world: colour, room, and whether a closing line is wanted."""

    colour: bool = False
    width: int = 100
    closing: bool = True
    level: Safety = Safety.ASK
    """The least safety of a fix that a diff shows."""
