"""What a run is to do, in plain values."""

from __future__ import annotations

import msgspec

from lint.model import Safety

Lines = tuple[tuple[int, int], ...]
"""Ranges of lines, half-open and from 1; an empty one is the gap before its line."""
ALL: Lines = ((1, 1 << 60),)


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
    baseline: str = ""
    """The file of what was found before and is not reported; empty where there is none."""
    changed: tuple[tuple[str, Lines], ...] = ()
    """The lines that alone are reported in files by their real path; in other files all are."""
