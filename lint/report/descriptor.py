"""A rule as SARIF describes it."""

from __future__ import annotations

import re
from typing import Any

from lint.model import Finding
from lint.report.options import Page

PRECISIONS = ((0.9, "very-high"), (0.75, "high"), (0.5, "medium"), (0.0, "low"))
"""The least share of right findings for each word that code scanning has for it."""


def descriptor(finding: Finding, rule: Page | None, address: str) -> dict[str, Any]:
    """What a report says of the rule of a finding; little where the rule is none of the run's own."""
    described: dict[str, Any] = {
        "id": finding.rule,
        "name": "".join(word.capitalize() for word in re.split(r"\W+", finding.rule)),
        "defaultConfiguration": {"level": str(rule.severity if rule else finding.severity)},
        "properties": _properties(finding, rule),
    }
    if address:
        described["helpUri"] = address
    if rule is None:
        return described
    return described | {
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": rule.plain, "markdown": rule.markdown},
    }


def _properties(finding: Finding, rule: Page | None) -> dict[str, Any]:
    """The MQM category, and how precise the rule was measured to be."""
    category = rule.category if rule else finding.category
    properties: dict[str, Any] = {"tags": ["translation", f"MQM/{category}"]}
    if rule is None or rule.confidence is None:
        return properties
    precision = next(word for least, word in PRECISIONS if rule.confidence >= least)
    return properties | {"precision": precision, "confidence": rule.confidence}
