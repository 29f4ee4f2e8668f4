"""What a run is to do, in plain values."""

from __future__ import annotations

import msgspec

from lint.apps.lists import ListFile
from lint.model import Safety, Severity
from lint.settings import Settings

Lines = tuple[tuple[int, int], ...]
"""Ranges of lines, half-open and from 1; an empty one is the gap before its line."""
ALL: Lines = ((1, 1 << 60),)


class Choices(msgspec.Struct, frozen=True):
    """What the options of a command say."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    config: str | None = None
    read_as: str | None = None
    encoding: str | None = None
    output: str | None = None
    form: str = "text"
    exit_zero: bool = False
    jobs: int | None = None
    no_cache: bool = False
    quiet: bool = False
    color: str = "auto"
    source: str | None = None
    estimate: bool | None = None
    baseline: str | None = None
    no_baseline: bool = False
    diff_base: str | None = None
    reports: tuple[tuple[str, str], ...] = ()
    statistics: bool = False
    min_severity: str = "note"
    max_findings: int | None = None
    no_suppressed: bool = False
    fail_on: str = "new"
    others: tuple[str, ...] = ()
    languagetool_url: str | None = None
    languagetool_timeout: float = 60.0
    allow_remote: bool = False


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
    """What is to be done with files, in plain values that other processes can be given."""

    rule_folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    read_as: str | None = None
    encoding: str | None = None
    cached: bool = True
    level: Safety | None = None
    """The least safety of fixes to apply; None where the run only checks."""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nobody says."""
    estimate: bool = False
    """Whether the learned reader reads along."""
    settings: Settings = Settings()
    """The settings for the files, those for some paths among them joined in; select, ignore, source and estimate stand
    above, with what the options say of them."""
    word_lists: tuple[ListFile, ...] = ()
    """Files of words that are right as they are."""
    glossaries: tuple[ListFile, ...] = ()
    """Files of terms."""
    baseline: str = ""
    """The file of what was found before and is not reported; empty where there is none."""
    changed: tuple[tuple[str, Lines], ...] = ()
    """The lines that alone are reported in files by their real path; in other files all are."""
    min_severity: Severity = Severity.NOTE
    """The least severity of findings that are reported."""
    company: Company | None = None
    """LanguageTool, where it is asked."""
