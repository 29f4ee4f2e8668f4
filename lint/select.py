"""Which rules run: by id, family, glob, \"all\", or by what they are where nobody asks: \"on\", \"quiet\", \"off\"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Protocol, TypeVar

from lint.asked import NOTHING, Asked, wish
from lint.errors import UsageError, nearest
from lint.record import Default
from lint.sources import AUTO


class Selectable(Protocol):
    """What selection must know of a rule."""

    @property
    def id(self) -> str:
        """Family and name, joined by a slash."""

    @property
    def default(self) -> Default:
        """Whether it is on where nobody asks otherwise."""

    @property
    def sources(self) -> frozenset[str]:
        """The languages translated from which the rule is for; none where it is for all."""

    @property
    def estimates(self) -> bool:
        """Whether it finds nothing but by estimates."""

    @property
    def asked(self) -> Asked:
        """What the settings must say where it is to speak."""


R = TypeVar("R", bound=Selectable)

OTHERS = frozenset(("languagetool",))
"""Families of the rules of other checkers, whose names only these know."""


def of_others(selectors: Iterable[str], *, others: bool = True) -> tuple[str, ...]:
    """The selectors that name rules of other checkers; or those that do not."""
    return tuple(selector for selector in selectors if (selector.partition("/")[0] in OTHERS) is others)


def choose(
    rules: Sequence[R],
    select: Sequence[str],
    ignore: Sequence[str],
    source: str = "",
    *,
    estimate: bool = False,
    given: Asked = NOTHING,
) -> tuple[R, ...]:
    """The rules that run, in the order given: those selected (else those on by default) less those ignored.

    A rule for some languages runs where the source is one of these or yet to be guessed; where none is given, only
    by its name. One that needs estimates runs where there are some, one that waits for a setting where that is made.
    """
    ids = [rule.id for rule in rules]
    states = set(select) & set(Default)
    if not estimate:
        _refuse(select, {rule.id: "estimates; add --estimate" for rule in rules if rule.estimates}, ids)
    wanted = matching(ids, [name for name in select if name not in states])
    unwanted = matching(ids, ignore)
    # A rule named outright stays, even where its whole family is ignored; and the reverse holds as well.
    named = set(select) & set(ids)
    outright = set(ignore) & set(ids)
    chosen = tuple(
        rule
        for rule in rules
        if (rule.id in wanted or rule.default in (states if select else {Default.ON}))
        and rule.id not in outright
        and (rule.id not in unwanted or rule.id in named)
        and _is_for(rule, source, rule.id in named)
        and (estimate or not rule.estimates)
        and rule.asked.met(given)
    )
    if not chosen:
        # Of several that are named, some may wait: another folder may have the setting.
        _refuse(select, {r.id: f"{wish(r.asked)} in the settings" for r in rules if not r.asked.met(given)}, ids)
    return chosen


def _refuse(select: Sequence[str], lacking: Mapping[str, str], ids: Sequence[str]) -> None:
    """A selector that names nothing but rules that lack what they need is an error."""
    for selector in select:
        hits = [name for name in ids if names(selector, name)]
        if hits and all(name in lacking for name in hits):
            raise UsageError(f"{selector} needs {lacking[hits[0]]}")


def _is_for(rule: Selectable, source: str, named: bool) -> bool:
    if not rule.sources or source == AUTO:
        return True
    return source in rule.sources if source else named


def matching(ids: Sequence[str], selectors: Iterable[str]) -> frozenset[str]:
    """The ids that the selectors name; a selector that names none is an error with a suggestion."""
    found: set[str] = set()
    for selector in selectors:
        hits = [name for name in ids if names(selector, name)]
        if not hits:
            raise UsageError(_unknown(selector, ids))
        found.update(hits)
    return frozenset(found)


def names(selector: str, name: str) -> bool:
    """Whether a selector names a rule."""
    if selector == "all" or selector == name or name.startswith(selector.rstrip("/") + "/"):
        return True
    return any(c in selector for c in "*?[") and fnmatchcase(name, selector)


def _unknown(selector: str, ids: Sequence[str]) -> str:
    families = sorted({name.split("/")[0] for name in ids})
    lasts = [name.partition("/")[2] for name in ids]
    close = nearest(selector, [*ids, *families, *lasts])
    if close:
        full = next((name for name in ids if name.endswith("/" + close)), close)
        return f'unknown rule "{selector}"; did you mean "{full}"?'
    return f'unknown rule "{selector}"; "mtlint rules" lists them'
