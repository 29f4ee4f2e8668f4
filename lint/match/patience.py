"""How long one expression may run on a text before the rule is called too slow."""

from __future__ import annotations

SECONDS = 5.0
"""For a million characters or fewer."""


def seconds_for(text: str) -> float:
    """The time limit of one expression on a text, in proportion to its length."""
    return SECONDS * max(1.0, len(text) / 1e6)
