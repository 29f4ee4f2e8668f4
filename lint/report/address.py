"""Where the page of a rule can be read."""

from __future__ import annotations

from lint.report.options import ReportOptions


def page_of(rule: str, options: ReportOptions) -> str:
    """The address of a rule's page; empty where no address is known, or the rule is none of ours."""
    return f"{options.home.rstrip('/')}/{rule}.md" if options.home and rule in options.rules else ""
