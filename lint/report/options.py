"""How a report is to look."""

from __future__ import annotations

import msgspec

from lint.model import Safety


class ReportOptions(msgspec.Struct, frozen=True):
    """What a report may know of the world: colour, room, and whether a closing line is wanted."""

    colour: bool = False
    width: int = 100
    closing: bool = True
    level: Safety = Safety.ASK
    """The least safety of a fix that a diff shows."""
