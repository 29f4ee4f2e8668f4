"""What a rule is about, for programs that show it beside a finding: plain and as Markdown."""

from __future__ import annotations

import re

from lint.catalogue import Rule
from lint.examples import MARK
from lint.report.options import Page
from lint.report.page import escaped, example, flat

FIXES = {
    "SAFE": "safe: `mtlint fix` applies it",
    "ASK": "to be asked for: `mtlint fix --ask` applies it, look at the result",
    "SHOW": "shown only, never applied",
}


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return flat(text).split(". ")[0].rstrip(".") + "."


def page(rule: Rule) -> Page:
    """All that is said of a rule."""
    why = rule.file.why
    return Page(
        first_sentence(why), flat(why), plain(rule), markdown(rule), rule.severity, rule.file.category, rule.confidence
    )


def plain(rule: Rule) -> str:
    """The help of a rule as plain text."""
    listed = [("Flagged", rule.file.bad), ("Left alone", rule.file.good)]
    examples = "\n\n".join(
        f"{head}:\n" + "\n".join(f"- {MARK.sub(_plain_mark, flat(line))}" for line in lines) for head, lines in listed
    )
    return f"{flat(rule.file.why)}\n\nFix: {_fix(rule).replace('`', '')}.\n\n{examples}"


def markdown(rule: Rule) -> str:
    """The help of a rule as Markdown."""
    listed = [("Flagged", rule.file.bad), ("Left alone", rule.file.good)]
    examples = "\n\n".join(
        f"## {head}\n\n" + "\n".join(example(flat(line)) for line in lines) for head, lines in listed
    )
    facts = f"* Category: {rule.file.category}\n* Fix: {_fix(rule)}"
    return f"# {rule.id}\n\n{escaped(flat(rule.file.why))}\n\n{facts}\n\n{examples}"


def _fix(rule: Rule) -> str:
    return FIXES[rule.proposes.name] if rule.proposes is not None else "none, the finding is for a person"


def _sides(found: re.Match[str]) -> tuple[str, str | None]:
    """The old text of a mark and, where it has one, the new."""
    if found["old"] is not None:
        return found["old"], found["new"]
    return (found["far"], found["cure"]) if found["far"] is not None else (found[0][0], None)


def _plain_mark(found: re.Match[str]) -> str:
    old, new = _sides(found)
    if found["old"] is None and found["far"] is None:
        return old
    return f"[{old} -> {new}]" if new is not None else f"[{old}]"
