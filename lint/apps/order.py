"""What a run is to do, in plain values."""

from __future__ import annotations

import msgspec

from lint.model import Safety, Severity


class Order(msgspec.Struct, frozen=True):
    """What a run is to do, in plain values that other processes can be given."""

    rule_folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str = ""
    """The folder that the globs of `path_ignores` start from."""
    read_as: str | None = None
    encoding: str | None = None
    cached: bool = True
    level: Safety | None = None
    """The least safety of fixes to apply; None where the run only checks."""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nobody says."""
    estimate: bool = False
    """Whether the learned reader reads along."""
    min_severity: Severity = Severity.NOTE
    """The least severity of findings that are reported."""
