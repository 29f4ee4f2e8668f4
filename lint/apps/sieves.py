"""What is done with the findings of a document before anybody sees them: each step a function, in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from lint.apps.order import Order, inside, under
from lint.catalogue import Rule
from lint.engine import Checked
from lint.model import Finding, Safety, Severity
from lint.select import matching
from lint.settings import Rooted

Sieve = Callable[[Checked], Checked]
"""From a document with its findings to the same document with those that are left; others may be kept as suppressed."""


def sieves(order: Order, rules: Sequence[Rule]) -> tuple[Sieve, ...]:
    """The steps that an order asks for."""
    settings = order.settings
    ids = [rule.id for rule in rules]
    found: list[Sieve] = []
    if settings.path_ignores:
        found.append(_path_ignores([(glob, matching(ids, names)) for glob, names in settings.path_ignores]))
    if settings.severity:
        found.append(_severities([(matching(ids, [name]), severity) for name, severity in settings.severity]))
    if settings.safety:
        found.append(_safeties([(matching(ids, [name]), Safety[safety.upper()]) for name, safety in settings.safety]))
    found.append(_words(order))
    return tuple(found)


def _path_ignores(ignores: Sequence[tuple[Rooted, frozenset[str]]]) -> Sieve:
    """Leaves out the rules that the settings ignore in a path."""

    def sieve(checked: Checked) -> Checked:
        if not checked.findings:
            return checked
        name = checked.document.name
        ignored = frozenset().union(*(ids for glob, ids in ignores if under(inside(name, glob.folder), glob.name)))
        return _with(checked, (f for f in checked.findings if f.rule not in ignored))

    return sieve


def _severities(asked: Sequence[tuple[frozenset[str], Severity]]) -> Sieve:
    """Gives findings the severity that the settings ask for; of several the last holds."""

    def sieve(checked: Checked) -> Checked:
        return _with(checked, (_weighed(finding) for finding in checked.findings))

    def _weighed(finding: Finding) -> Finding:
        severity = next((s for ids, s in reversed(asked) if finding.rule in ids), finding.severity)
        return msgspec.structs.replace(finding, severity=severity)

    return sieve


def _safeties(asked: Sequence[tuple[frozenset[str], Safety]]) -> Sieve:
    """Gives fixes the safety that the settings ask for; of several the last holds."""

    def sieve(checked: Checked) -> Checked:
        return _with(checked, (_trusted(finding) for finding in checked.findings))

    def _trusted(finding: Finding) -> Finding:
        safety = next((s for ids, s in reversed(asked) if finding.rule in ids), None)
        if safety is None:
            return finding
        fixes = tuple(msgspec.structs.replace(fix, safety=safety) for fix in finding.fixes)
        return msgspec.structs.replace(finding, fixes=fixes)

    return sieve


def _words(order: Order) -> Sieve:
    """Leaves out what is found in words that are right as they are, and holds safe fixes that would change these."""
    given = bool(order.settings.words or order.word_lists or order.glossaries)
    if given:
        from lint.apps import words

        words.known(order)  # a list that cannot be read is an error of the start

    def sieve(checked: Checked) -> Checked:
        if not checked.findings or not (given or "mtlint" in checked.document.source):
            return checked
        from lint.apps import words

        return words.without_accepted(checked, order)

    return sieve


def _with(checked: Checked, findings: Iterable[Finding]) -> Checked:
    return msgspec.structs.replace(checked, findings=tuple(findings))
