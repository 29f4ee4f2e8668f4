"""Errors that a user can cure: each says where, what, and what to do."""

from __future__ import annotations


class LintError(Exception):
    """Wrong use or wrong input; the message is complete and meant for the user."""


class UsageError(LintError):
    """A wrong argument or setting: the run does not start (exit 2)."""


class RuleError(LintError):
    """A rule file that cannot be used: the run does not start (exit 2)."""

    def __init__(self, place: str, line: int, problem: str) -> None:
        super().__init__(f"{place}:{line}: {problem}")
        self.place, self.line, self.problem = place, line, problem


class ReadError(LintError):
    """An input that cannot be read; the others are still checked (exit 3)."""

    def __init__(self, place: str, problem: str, line: int | None = None) -> None:
        super().__init__(f"{place}:{line}: {problem}" if line else f"{place}: {problem}")
        self.place, self.problem, self.line = place, problem, line
