"""What is done with the findings of a document before anybody sees them: each step a function, in one order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import msgspec

from lint.apps.order import Order
from lint.catalogue import Rule
from lint.engine import Checked
from lint.model import Severity
from lint.select import matching

Sieve = Callable[[Checked], Checked]
"""From a document with its findings to the same document with those that are left; others may be kept as suppressed."""


def sieves(order: Order, rules: Sequence[Rule]) -> tuple[Sieve, ...]:
    """The steps that an order asks for."""
    found: list[Sieve] = []
    if order.path_ignores:
        found.append(_path_ignores(order, rules))
    # The last step, since those before it must see all findings to tell what is out of date.
    if order.min_severity is not Severity.NOTE:
        found.append(_severe(order.min_severity))
    return tuple(found)


def _path_ignores(order: Order, rules: Sequence[Rule]) -> Sieve:
    """Leaves out the rules that the settings ignore in a path."""
    ids = [rule.id for rule in rules]
    ignores = [(glob, matching(ids, names)) for glob, names in order.path_ignores]

    def sieve(checked: Checked) -> Checked:
        if not checked.findings:
            return checked
        path = os.path.relpath(checked.document.name, order.base or ".").replace(os.sep, "/")
        ignored = frozenset().union(*(rules for glob, rules in ignores if under(path, glob)))
        return msgspec.structs.replace(checked, findings=tuple(f for f in checked.findings if f.rule not in ignored))

    return sieve


def _severe(least: Severity) -> Sieve:
    """Leaves out what weighs less than a severity, suppressed or not."""

    def sieve(checked: Checked) -> Checked:
        return msgspec.structs.replace(
            checked,
            findings=tuple(f for f in checked.findings if f.severity.rank >= least.rank),
            suppressed=tuple(s for s in checked.suppressed if s.finding.severity.rank >= least.rank),
        )

    return sieve


def under(path: str, glob: str) -> bool:
    """Whether a glob names a path: from the settings' folder, or by the last part where it has no slash."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob]).match_file(path)
