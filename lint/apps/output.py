"""Where reports go: standard output or a file that is replaced when it is complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lint.apps.files import replace
from lint.errors import LintError


class OutputError(LintError):
    """The report could not be written (exit 3)."""


def emit(chunks: Iterable[str | bytes], target: str | None) -> None:
    """Write a report, chunk by chunk, to a file or to standard output."""
    if target is None or target == "-":
        _to_standard_output(chunks)
    else:
        _to_file(chunks, Path(target))


def _to_standard_output(chunks: Iterable[str | bytes]) -> None:
    stream = sys.stdout.buffer
    for chunk in chunks:
        data = chunk if isinstance(chunk, bytes) else encoded(chunk)
        try:
            stream.write(data)
        except OSError as error:
            raise _lost(error) from None
    try:
        stream.flush()
    except OSError as error:
        raise _lost(error) from None


def _lost(error: OSError) -> OutputError:
    # Python would try to flush what is left once more at exit, and complain about that.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return OutputError(
            "standard output: closed before the report was complete; to keep all of it use --output FILE"
        )
    return OutputError(f"standard output: cannot be written: {error.strerror}; the report is not complete")


def _to_file(chunks: Iterable[str | bytes], target: Path) -> None:
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                file.writelines(chunk if isinstance(chunk, bytes) else encoded(chunk) for chunk in chunks)
            return
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}; choose another --output") from None
    data = b"".join(chunk if isinstance(chunk, bytes) else encoded(chunk) for chunk in chunks)
    try:
        status = target.stat() if target.exists() else None
        replace(target.resolve(), data, status)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}; choose another --output") from None


def encoded(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which has none, is shown as an escape."""
    return text.encode("utf-8", "backslashreplace")
