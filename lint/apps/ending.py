"""How a run ends: its exit code and, where something is wrong, one line."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from lint.errors import RuleError, UsageError

CLEAN, FOUND, WRONG_USE, UNCHECKED = 0, 1, 2, 3
REPORT_AT = "please report it with that output"


def say_error(error: Exception) -> int:
    """Say what was wrong with the use or the input; the exit code."""
    if isinstance(error, click.ClickException):
        ctx = getattr(error, "ctx", None)
        hint = f'; see "{ctx.command_path} --help"' if ctx else ""
        return say(error.format_message().rstrip(".").replace("\n", " ") + hint, WRONG_USE)
    if os.environ.get("MTLINT_TRACEBACK"):
        raise error
    return say(str(error), WRONG_USE if isinstance(error, UsageError | RuleError) else UNCHECKED)


def say(message: str, code: int) -> int:
    """Print one line on standard error."""
    with suppress(OSError, ValueError):
        click.echo(f"mtlint: {message}", err=True)
    return code


def crash(error: BaseException) -> str:
    """What went wrong inside mtlint, and where, in one line."""
    place = "unknown place"
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        place = f"{file.parent.name}/{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    return (
        f"crashed at {place} ({what}); this is a fault of mtlint: run it again with MTLINT_TRACEBACK=1 and {REPORT_AT}"
    )
