"""The examples in a rule file, held against what the rule does: what was expected, and what was found instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from lint.catalogue import Rule
from lint.checked import Checked
from lint.examples import parse_example
from lint.fixing import apply
from lint.model import Span

Check = Callable[[str], Checked]


class Broken(msgspec.Struct, frozen=True):
    """An example that the rule does not live up to."""

    sort: str
    """bad, good or cured."""
    text: str
    expected: str
    found: str


def broken(rule: Rule, check: Check) -> Iterator[Broken]:
    """The examples of a rule that fail; `check` checks a text by that rule alone."""
    for line in rule.file.bad:
        example = parse_example(line)
        checked = check(example.text)
        found = [finding.span for finding in checked.findings]
        if checked.faults or _places(example.text, example.spans) != _places(example.text, found):
            yield Broken("bad", example.text, _named(example.text, example.spans), _said(checked, found))
            continue
        cured = apply(example.text, [e for f in checked.findings if f.fix for e in f.fix.edits])
        if cured != example.cured:
            yield Broken("bad", example.text, f"cured to “{example.cured}”", f"“{cured}”")
        elif cured != example.text:
            again = [finding.span for finding in check(cured).findings if finding.fix]
            if again:
                yield Broken("cured", cured, "nothing", _named(cured, again))
    for line in rule.file.good:
        text = parse_example(line).text
        checked = check(text)
        if checked.findings or checked.faults:
            yield Broken("good", text, "nothing", _said(checked, [finding.span for finding in checked.findings]))


def _places(text: str, spans: list[Span] | tuple[Span, ...]) -> list[tuple[int, str]]:
    """Spans less white space at their ends, since `{the =>}` marks the word."""
    inside = [(span.start, text[span.start : span.end]) for span in spans]
    return [(start + len(held) - len(held.lstrip()), held.strip()) for start, held in inside]


def _said(checked: Checked, found: list[Span]) -> str:
    """What was found or, where the rule broke down, how it did."""
    return "; ".join(checked.faults) or _named(checked.document.text, found)


def _named(text: str, spans: list[Span] | tuple[Span, ...]) -> str:
    return ", ".join(f"“{held}” at {start}" for start, held in _places(text, spans)) or "nothing"
