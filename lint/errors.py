"""Errors that a user can cure: each says where, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AT_BYTE = re.compile(r" \(byte (\d+)\)")
_NEWLINE = b"\n"


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


def in_json(data: bytes, error: ValueError) -> tuple[str, str]:
    """Where JSON is broken, as `:12` for the line or nothing, and what its decoder says of it."""
    at = _AT_BYTE.search(str(error))
    return f":{data.count(_NEWLINE, 0, int(at[1])) + 1}" if at else "", _AT_BYTE.sub("", str(error))


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that a wrong one was probably meant to be."""
    from difflib import get_close_matches  # only errors need it, and every start would pay for it

    return next(iter(get_close_matches(wrong, list(known), 1)), None)


def unknown(what: str, wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """`unknown rule "x"; did you mean "y"?`, or with `otherwise` where nothing is near."""
    close = nearest(wrong, known)
    hint = f'did you mean "{close}"?' if close else otherwise
    return f'unknown {what} "{wrong}"' + (f"; {hint}" if hint else "")
