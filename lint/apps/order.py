"""What a run is to do, in plain values."""

from __future__ import annotations

import msgspec

from lint.model import Safety


class Company(msgspec.Struct, frozen=True):
    """Another checker that a run asks too."""

    url: str
    """Its server; empty where the run starts one of its own."""
    folder: str
    """Where the processes of the run find word of that server; the first one that needs it makes the folder."""
    owner: int
    """The process that the server ends with."""
    limit: float
    """Seconds that an answer may take."""


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
    company: Company | None = None
    """LanguageTool, where it is asked."""
