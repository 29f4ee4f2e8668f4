"""What is done with the findings of a document before anybody sees them: each step a function, in one order."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

import msgspec

from lint.apps import sidecar
from lint.apps.choosing import inside, under
from lint.apps.files import format_of
from lint.apps.known import Known, known_sieve
from lint.apps.memo import Memo
from lint.apps.order import Lines, Order
from lint.apps.roster import Roster
from lint.checked import Checked
from lint.model import Finding, Safety, Severity, Span
from lint.select import matching, names, of_others
from lint.settings import Rooted
from lint.suppress import NOTICES, Policy, suppressed
from lint.word.model import UNWRITABLE

Sieve = Callable[[Checked], Checked]
"""From a document with its findings to the same document with those that are left; others may be kept as suppressed."""
Meant = Callable[[str], bool]
"""Whether a rule is one of those that selectors name."""


def sieves(order: Order, roster: Roster, memo: Memo) -> tuple[Sieve, ...]:
    """The steps that an order asks for; what suppresses comes after what settles what there is to suppress."""
    settings = order.settings
    policy = msgspec.structs.replace(roster.policy, reasons=settings.suppressions.reasons == "required")
    ids = sorted(policy.known | NOTICES.keys())
    found: list[Sieve] = [_writable(order.read_as)]
    if settings.severity:
        found.append(_severities([(_meant(ids, [name]), severity) for name, severity in settings.severity]))
    if settings.safety:
        found.append(_safeties([(_meant(ids, [name]), Safety[safety.upper()]) for name, safety in settings.safety]))
    found.append(_words(order))
    found.append(_suppressions(policy))
    # After what is said of suppressions, which can be ignored by path as rules can.
    if settings.path_ignores:
        ignored = [(glob, _meant(ids, selectors)) for glob, selectors in settings.path_ignores]
        found.append(_path_ignores(ignored))
    if order.baseline:
        found.append(known_sieve(memo.get(("baseline", order.baseline), lambda: Known.load(order.baseline))))
    if order.changed:
        found.append(_changed_lines(order))
    # The last step, since those before it must see all findings to tell what is out of date.
    if order.min_severity is not Severity.NOTE:
        found.append(_severe(order.min_severity))
    return tuple(found)


def _meant(ids: Sequence[str], selectors: Sequence[str]) -> Meant:
    own, others = matching(ids, of_others(selectors, others=False)), of_others(selectors)
    return lambda rule: rule in own or any(names(other, rule) for other in others)


def _suppressions(policy: Policy) -> Sieve:
    """Takes out what marks in the text, or a list beside it, suppress."""

    def sieve(checked: Checked) -> Checked:
        findings, more = suppressed(checked.document, checked.findings, policy, sidecar.listed(checked.document))
        if findings == checked.findings and not more:
            return checked
        return msgspec.structs.replace(checked, findings=findings, suppressed=(*checked.suppressed, *more))

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


def _path_ignores(ignores: Sequence[tuple[Rooted, Meant]]) -> Sieve:
    """Leaves out the rules that the settings ignore in a path."""

    def sieve(checked: Checked) -> Checked:
        if not checked.findings:
            return checked
        name = checked.document.path
        here = [meant for glob, meant in ignores if under(inside(name, glob.folder), glob.name)]
        return _with(checked, (f for f in checked.findings if not any(meant(f.rule) for meant in here)))

    return sieve


def _severities(asked: Sequence[tuple[Meant, Severity]]) -> Sieve:
    """Gives findings the severity that the settings ask for; of several the last holds."""

    def sieve(checked: Checked) -> Checked:
        return _with(checked, (_weighed(finding) for finding in checked.findings))

    def _weighed(finding: Finding) -> Finding:
        severity = next((s for meant, s in reversed(asked) if meant(finding.rule)), finding.severity)
        return msgspec.structs.replace(finding, severity=severity)

    return sieve


def _safeties(asked: Sequence[tuple[Meant, Safety]]) -> Sieve:
    """Gives fixes the safety that the settings ask for; of several the last holds."""

    def sieve(checked: Checked) -> Checked:
        return _with(checked, (_trusted(finding) for finding in checked.findings))

    def _trusted(finding: Finding) -> Finding:
        safety = next((s for meant, s in reversed(asked) if meant(finding.rule)), None)
        if safety is None:
            return finding
        fixes = tuple(msgspec.structs.replace(fix, safety=safety) for fix in finding.fixes)
        return msgspec.structs.replace(finding, fixes=fixes)

    return sieve


def _writable(read_as: str | None) -> Sieve:
    """Takes back fixes that write what a paragraph of a Word document cannot hold."""

    def sieve(checked: Checked) -> Checked:
        if not checked.findings or format_of(checked.document.path, read_as) != "docx":
            return checked
        return _with(checked, map(_kept, checked.findings))

    def _kept(finding: Finding) -> Finding:
        fixes = tuple(fix for fix in finding.fixes if not any(UNWRITABLE.search(edit.text) for edit in fix.edits))
        return finding if fixes == finding.fixes else msgspec.structs.replace(finding, fixes=fixes)

    return sieve


def _words(order: Order) -> Sieve:
    """Leaves out what is found in words that are right as they are, and holds safe fixes that would change these."""
    given = bool(order.settings.words or order.word_lists or order.glossaries)
    if given:
        from lint.apps import words

        words.known(order)  # a list that cannot be read is an error of the start

    def sieve(checked: Checked) -> Checked:
        if not checked.findings or not (given or checked.document.marks):
            return checked
        from lint.apps import words

        return words.without_accepted(checked, order)

    return sieve


def _with(checked: Checked, findings: Iterable[Finding]) -> Checked:
    return msgspec.structs.replace(checked, findings=tuple(findings))


def _changed_lines(order: Order) -> Sieve:
    """Leaves out what stands on lines that did not change; it is no business of this run, so it is not kept either."""
    changed = dict(order.changed)
    first: dict[str, str] = {}

    def sieve(checked: Checked) -> Checked:
        document = checked.document
        # Of a record of JSONL the line was chosen when the file was read; git knows no paragraphs of a Word document.
        by_line = document.whole and format_of(document.name, order.read_as) != "docx"
        lines = changed.get(os.path.realpath(document.name)) if by_line else None
        if lines is None or not (checked.findings or checked.suppressed):
            return checked
        before = first.setdefault(document.name, document.source)
        if before.count("\n") != document.source.count("\n"):
            lines = moved(lines, before, document.source)
        stays = on_lines(document.source, lines)
        return msgspec.structs.replace(
            checked,
            findings=tuple(finding for finding in checked.findings if stays(finding.span)),
            suppressed=tuple(one for one in checked.suppressed if stays(one.finding.span)),
        )

    return sieve


def on_lines(source: str, lines: Lines) -> Callable[[Span], bool]:
    """Tells whether a span touches one of some lines, as git counts them: by `\\n` alone."""
    starts = [0, *(i + 1 for i, char in enumerate(source) if char == "\n")]

    def stays(span: Span) -> bool:
        first, last = bisect_right(starts, span.start), bisect_right(starts, max(span.start, span.end - 1))
        return any(first < end and last >= start for start, end in lines)

    return stays


def moved(lines: Lines, before: str, after: str) -> Lines:
    """Where some lines of a text lie after it was fixed."""
    from difflib import SequenceMatcher  # few fixes change the number of lines

    made: list[tuple[int, int]] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before.split("\n"), after.split("\n"), False).get_opcodes():
        for start, end in lines:
            low, high = max(start, i + 1), min(end, i_end + 1)
            if low < high:
                made.append((low + j - i, high + j - i) if tag == "equal" else (j + 1, j_end + 1))
    return tuple(made)
