"""Which rules of LanguageTool speak, by what was measured of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from lint.record import Record
from lint.select import names

FAMILY = "languagetool"
"""What the ids of its rules begin with, before the slash."""


class Speaks(StrEnum):
    """Whether a rule is heard."""

    ON = "on"
    AGREED = "with agreement"
    """Where another sign supports it."""
    OFF = "off"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was measured of one rule, and what follows."""

    speaks: Speaks
    record: Record
    """Of all that it finds, or of what a sign supports where it speaks with agreement."""
    cures: bool = False
    """Whether its replacements help oftener than they harm."""


class Policy(msgspec.Struct, frozen=True):
    """What lies in `rules/languagetool.json`: the rules by LanguageTool's own ids; others are off."""

    version: str
    """The LanguageTool that was measured."""
    rules: Mapping[str, Entry]


class Choice(msgspec.Struct, frozen=True):
    """The policy, and what a user wants otherwise: ids, families or globs that begin with `languagetool`."""

    policy: Policy
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    only: bool = False
    """Whether nothing speaks but what was selected."""

    def hears(self, rule: str, signs: Sequence[str]) -> bool:
        """Whether a match of a rule becomes a finding, where these signs support it."""
        if _named(rule, self.ignore):
            return False
        if _named(rule, self.select):
            return True
        entry = self.policy.rules.get(rule)
        if self.only or entry is None:
            return False
        return entry.speaks is Speaks.ON or (entry.speaks is Speaks.AGREED and bool(signs))

    def cures(self, rule: str) -> bool:
        """Whether the replacements of a rule are shown; those of one that was selected are."""
        entry = self.policy.rules.get(rule)
        return _named(rule, self.select) or (entry is not None and entry.cures)

    def confidence(self, rule: str) -> float | None:
        """The estimated share of findings that are right, where anything is known."""
        entry = self.policy.rules.get(rule)
        return entry.record.confidence if entry else None


def _named(rule: str, selectors: Sequence[str]) -> bool:
    return any(names(selector, f"{FAMILY}/{rule}") for selector in selectors)
