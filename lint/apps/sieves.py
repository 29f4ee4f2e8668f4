"""What is done with the findings of a document before anybody sees them: each step a function, in one order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import msgspec

from lint.apps.order import Order
from lint.catalogue import Rule
from lint.engine import Checked
from lint.select import matching, names, of_others

Sieve = Callable[[Checked], Checked]
"""From a document with its findings to the same document with those that are left; others may be kept as suppressed."""


def sieves(order: Order, rules: Sequence[Rule]) -> tuple[Sieve, ...]:
    """The steps that an order asks for."""
    found: list[Sieve] = []
    if order.path_ignores:
        found.append(_path_ignores(order, rules))
    return tuple(found)


def _path_ignores(order: Order, rules: Sequence[Rule]) -> Sieve:
    """Leaves out the rules that the settings ignore in a path."""
    ids = [rule.id for rule in rules]
    ignores = [
        (glob, matching(ids, of_others(selectors, others=False)), of_others(selectors))
        for glob, selectors in order.path_ignores
    ]

    def sieve(checked: Checked) -> Checked:
        if not checked.findings:
            return checked
        path = os.path.relpath(checked.document.name, order.base or ".").replace(os.sep, "/")
        here = [(rules, others) for glob, rules, others in ignores if under(path, glob)]
        left = tuple(
            finding
            for finding in checked.findings
            if not any(
                finding.rule in rules or any(names(other, finding.rule) for other in others) for rules, others in here
            )
        )
        return msgspec.structs.replace(checked, findings=left)

    return sieve


def under(path: str, glob: str) -> bool:
    """Whether a glob names a path: from the settings' folder, or by the last part where it has no slash."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob]).match_file(path)
