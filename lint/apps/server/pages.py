"""What an editor shows of a finding beside the text: its rule, why it speaks, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from lint.apps.catalogue_pages import record_line
from lint.catalogue import Rule
from lint.model import Finding, Safety
from lint.report.page import escaped, example, flat

FIXES = {
    Safety.SAFE: "safe, it changes no meaning in any reading",
    Safety.ASK: "to be looked at once it is applied",
    Safety.SHOW: "none, the finding is for a person",
}


def page(finding: Finding, rule: Rule | None) -> str:
    """The page on a finding, in Markdown; only what the finding itself says where its rule is none of a file's."""
    head = (
        f"**{escaped(flat(finding.message))}**\n\n`{finding.rule}` · {finding.severity} · {escaped(finding.category)}"
    )
    return "\n\n".join([head, *(_about(finding, rule) if rule else ())])


def _about(finding: Finding, rule: Rule) -> Iterator[str]:
    yield escaped(flat(rule.file.why))
    facts = [f"Fix: {FIXES[finding.safety]}"]
    if rule.record:
        facts.append(f"Measured: {record_line(rule.record)}")
    if rule.file.proof:
        facts.append(f"Proof: {escaped(flat(rule.file.proof))}")
    yield "\n".join(f"* {fact}" for fact in facts)
    for label, examples in (("Flagged", rule.file.bad), ("Left alone", rule.file.good)):
        yield "\n".join([f"**{label}**", "", *(example(line) for line in examples)])
