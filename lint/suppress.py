"""Findings that somebody asked not to hear of: by marks in the text, or by a list beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Literal

import msgspec

from lint.asked import Asked
from lint.errors import unknown
from lint.model import Edit, Finding, Fix, Hushed, Safety, Severity, Span, Suppressed
from lint.record import Default
from lint.select import names, of_others
from lint.source import LINE_END, Document, Mark

UNUSED, REASONLESS, WRONG = "suppression/unused", "suppression/no-reason", "suppression/wrong-mark"
ACTIONS = ("off", "on", "next")
WORDS = "words"
"""A mark that begins so names words, and suppresses nothing."""
SAID = re.compile(r"(?P<action>[\w-]+)\b(?P<rules>[^:]*)(?::\s*(?P<reason>.*))?", re.DOTALL)
BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=\r\n|\r|\n)")
CATEGORY = "Other/Suppression"


class Notice(msgspec.Struct, frozen=True):
    """What may be wrong with a suppression; it is selected and ignored like a rule."""

    id: str
    why: str
    default: Default = Default.ON
    sources: frozenset[str] = frozenset()
    estimates: bool = False
    asked: Asked = Asked()


NOTICES = MappingProxyType(
    {
        notice.id: notice
        for notice in (
            Notice(UNUSED, "A suppression that suppresses nothing hides the next fault at its place."),
            Notice(REASONLESS, "The settings want a reason for each suppression."),
            Notice(WRONG, "What mtlint cannot read as a mark suppresses nothing."),
        )
    }
)


class Suppression(msgspec.Struct, frozen=True):
    """A mark that suppresses: which rules (none: all), where in the source, and why."""

    mark: Mark
    action: Literal["off", "on", "next"]
    rules: tuple[str, ...]
    reason: str
    covers: tuple[Span, ...]

    def holds(self, finding: Finding) -> bool:
        """Whether it suppresses a finding."""
        at = finding.span.start
        return any(span.start <= at < span.end or span.start == at == span.end for span in self.covers) and (
            not self.rules or any(names(rule, finding.rule) for rule in self.rules)
        )


class Listed(msgspec.Struct, frozen=True):
    """An entry of a list beside the text: its place, the rules it is for, and by what a finding is known."""

    place: str
    rule: str
    reason: str = ""
    holds: Callable[[Finding], bool] = lambda _: True


class Policy(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the run: rules there are, rules that run, the notices wanted, and whether reasons are."""

    known: frozenset[str]
    running: frozenset[str]
    notices: frozenset[str] = frozenset(NOTICES)
    reasons: bool = False


def suppressions(document: Document) -> tuple[list[Suppression], list[tuple[Mark, str]]]:
    """The marks of a document that suppress, and those that are wrong with what is wrong with them."""
    made: list[Suppression] = []
    wrong: list[tuple[Mark, str]] = []
    for mark in document.marks:
        found = SAID.fullmatch(mark.text)
        action = found["action"] if found else ""
        if found is None or (action not in ACTIONS and action != WORDS):
            otherwise = "write off, on or next, then rules, then a colon and the reason"
            wrong.append((mark, unknown("mark", mark.text.split(" ")[0], (*ACTIONS, WORDS), otherwise)))
        elif action != WORDS:
            rules = tuple(re.split(r"[\s,]+", found["rules"].strip(" ,\t\r\n"))) if found["rules"].strip(" ,") else ()
            made.append(Suppression(mark, action, rules, (found["reason"] or "").strip(), ()))  # type: ignore[arg-type]
    covered = [_placed(document.source, made, row) for row in range(len(made))]
    return covered, wrong


def _placed(source: str, marks: Sequence[Suppression], row: int) -> Suppression:
    one = marks[row]
    return msgspec.structs.replace(one, covers=tuple(_covered(source, one, marks[row + 1 :])))


def _covered(source: str, one: Suppression, later: Sequence[Suppression]) -> Iterator[Span]:
    """Where a mark holds: its line; alone on its line, the paragraph after it or all up to the mark that ends it."""
    if one.action == "on":
        return
    start, end = _line(source, one.mark.span)
    alone = not (source[start : one.mark.span.start] + source[one.mark.span.end : end]).strip()
    if one.action == "next":
        first = one.mark.span.end
        while first < len(source) and source[first] in " \t\r\n":
            first += 1
        stop = BLANK_LINE.search(source, first)
        yield Span(first, one.mark.end or (stop.start() if stop else len(source)))
    elif alone:
        ends = (other.mark.span.start for other in later if other.action == "on" and _ends(other, one))
        yield Span(one.mark.span.end, next(ends, len(source) + 1))
    else:
        yield Span(start, end)


def _ends(on: Suppression, off: Suppression) -> bool:
    return not on.rules or bool(set(on.rules) & set(off.rules))


def _line(source: str, span: Span) -> tuple[int, int]:
    """The line on which a span begins, its end not counted in."""
    inside = source[span.start : span.end].rstrip("\r\n")
    start = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
    end = LINE_END.search(source, span.start + len(inside))
    return start, end.start() if end else len(source)


def suppressed(
    document: Document, findings: Sequence[Finding], policy: Policy, listed: Sequence[Listed] = ()
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that are left, with what is wrong with the suppressions themselves, and those that are not."""
    marks, wrong = suppressions(document)
    if not marks and not wrong and not listed:
        return tuple(findings), ()
    used: set[tuple[int, str]] = set()
    kept: list[Finding] = []
    hushed: list[Suppressed] = []
    for finding in findings:
        by = _by(finding, marks, listed, used)
        if by is None:
            kept.append(finding)
        else:
            hushed.append(Suppressed(finding, *by))
    said = chain(
        (_finding(document, mark, WRONG, problem) for mark, problem in wrong),
        (found for row, mark in enumerate(marks) for found in _amiss(document, marks, row, policy, used)),
        (_stale(document, entry, policy) for row, entry in enumerate(listed) if (-1 - row, "") not in used),
    )
    more = [finding for finding in said if finding is not None and finding.rule in policy.notices]
    return tuple(sorted([*kept, *more], key=lambda f: f.span.start) if more else kept), tuple(hushed)


def written(document: Document, finding: Finding, reason: str, opens: str, closes: str) -> str:
    """The source with a mark at the end of the line of a finding; one that is there takes the rule in."""
    source = document.source
    start, end = _line(source, Span(finding.span.start, finding.span.start))
    there = [one for one in suppressions(document)[0] if one.action == "off" and one.covers == (Span(start, end),)]
    if not there:
        said = f"off {finding.rule}" + (f": {reason}" if reason else "")
        line = source[:end].rstrip(" \t")
        return f"{line} {opens} mtlint {said}{closes}{source[end:]}"
    reasons = dict.fromkeys(text for text in (there[0].reason, reason) if text)
    one = msgspec.structs.replace(there[0], reason="; ".join(reasons))
    edit = _rewritten(document, one, [*one.rules, finding.rule])
    return source[: edit.span.start] + edit.text + source[edit.span.end :]


def works(
    rule: str, before: Sequence[Finding], after: Sequence[Finding], faults: Collection[str] = NOTICES.keys()
) -> bool:
    """Whether a mark that was written does its work: fewer findings of the rule, and it is no fault itself."""

    def number(findings: Sequence[Finding], rules: Collection[str]) -> int:
        return sum(finding.rule in rules for finding in findings)

    return number(after, {rule}) < number(before, {rule}) and number(after, faults) <= number(before, faults)


def is_reason(text: str) -> bool:
    """Whether a text can be the reason in a mark: one line, that ends no comment."""
    return "-->" not in text and len(text.splitlines()) <= 1


def _by(
    finding: Finding, marks: Sequence[Suppression], listed: Sequence[Listed], used: set[tuple[int, str]]
) -> tuple[Hushed, str] | None:
    """What suppresses a finding, and why; all that would are used."""
    by: tuple[Hushed, str] | None = None
    for row, mark in enumerate(marks):
        if mark.holds(finding):
            used.update((row, rule) for rule in mark.rules or ("",) if not rule or names(rule, finding.rule))
            by = by or (Hushed.MARK, mark.reason)
    for row, entry in enumerate(listed):
        if names(entry.rule, finding.rule) and entry.holds(finding):
            used.add((-1 - row, ""))
            by = by or (Hushed.SIDECAR, entry.reason)
    return by


def _amiss(
    document: Document, marks: Sequence[Suppression], row: int, policy: Policy, used: set[tuple[int, str]]
) -> Iterator[Finding]:
    """What is wrong with a mark: unknown rules, no reason, nothing to suppress."""
    one = marks[row]
    removal = (_removal(document.source, one.mark),)
    own = of_others(one.rules, others=False)
    strange = [rule for rule in own if not any(names(rule, name) for name in policy.known)]
    for rule in strange:
        names_known = {*policy.known, *(name.partition("/")[0] for name in policy.known)}
        problem = unknown("rule", rule, sorted(names_known), '"mtlint rules" lists them')
        yield _finding(document, one.mark, WRONG, problem)
    if one.action == "on":
        if not any(other.action == "off" and _ends(one, other) for other in marks[:row]):
            yield _finding(document, one.mark, UNUSED, "there is no mark “off” before it", removal)
        return
    if policy.reasons and not one.reason:
        yield _finding(document, one.mark, REASONLESS, "the settings want a reason; write it after a colon")
    # Of rules that do not run now, nobody can say that there is nothing to suppress.
    idle = [r for r in one.rules if r not in strange and (row, r) not in used and _run(r, policy)]
    if idle:
        left = [rule for rule in one.rules if rule not in idle]
        edits = (_rewritten(document, one, left),) if left else removal
        yield _finding(document, one.mark, UNUSED, f"{', '.join(idle)}: nothing to suppress", edits)
    elif not one.rules and (row, "") not in used:
        yield _finding(document, one.mark, UNUSED, "nothing to suppress", removal)


def _run(selector: str, policy: Policy) -> bool:
    return any(names(selector, name) for name in policy.running)


def _removal(source: str, mark: Mark) -> Edit:
    """Takes a mark out: its whole line where it has one to itself, else with the blanks before it."""
    start, end = _line(source, mark.span)
    if not (source[start : mark.span.start] + source[mark.span.end : end]).strip():
        ending = LINE_END.match(source, end)
        return Edit(Span(start, max(ending.end() if ending else end, mark.span.end)), "")
    return Edit(Span(len(source[: mark.span.start].rstrip(" \t")), mark.span.end), "")


def _rewritten(document: Document, one: Suppression, rules: Sequence[str]) -> Edit:
    """The mark with fewer rules."""
    place = document.source.index(one.mark.text, one.mark.span.start)
    reason = f": {one.reason}" if one.reason else ""
    return Edit(Span(place, place + len(one.mark.text)), f"{one.action} {', '.join(rules)}{reason}")


def _finding(document: Document, mark: Mark, rule: str, problem: str, edits: tuple[Edit, ...] = ()) -> Finding:
    source = document.source[mark.span.start : mark.span.end]
    start = mark.span.start + len(source) - len(source.lstrip())
    span = Span(start, mark.span.start + len(source.rstrip()))
    note = "" if not edits else "takes the rule out of the mark" if edits[0].text else "takes the mark out"
    fixes = (Fix(edits, Safety.SAFE, note),) if edits else ()
    message = f"“mtlint {mark.text}”: {problem}" + ("" if problem.endswith("?") else ".")
    return Finding(rule, span, message, Severity.WARNING, CATEGORY, document.part, fixes=fixes)


def _stale(document: Document, entry: Listed, policy: Policy) -> Finding | None:
    """An entry of a list that suppresses nothing; it stands outside the text, so the finding is at its beginning."""
    if not _run(entry.rule, policy):
        return None
    message = f"{entry.place}: {entry.rule}: nothing to suppress; `mtlint suppress --prune` takes it out."
    return Finding(UNUSED, Span(0, 0), message, Severity.WARNING, CATEGORY, document.part)
