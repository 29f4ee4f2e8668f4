"""Regular expressions, compiled when they are first asked for, and kept compiled from one run to the next.

Compiling takes `regex` a thousandth of a second or two an expression, which most short texts are not worth; a compiled
expression that was kept takes a fiftieth of that.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import regex

_kept: dict[str, bytes] = {}
_made: dict[str, bytes] = {}


def late(pattern: str, flags: int = 0) -> Callable[[], regex.Pattern[str]]:
    """What gives an expression, compiled at the first call."""
    return partial(compiled, pattern, flags)


@cache
def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression, from what an earlier run kept if it did; `regex.error` where it is none."""
    key = f"{flags} {pattern}"
    found = _restored(_kept.get(key))
    if found is None:
        found = regex.compile(pattern, flags)
        _made[key] = pickle.dumps(found)
    return found


def recall(kept: Mapping[str, bytes]) -> None:
    """Take in what an earlier run kept."""
    _kept.update(kept)


def made() -> Mapping[str, bytes]:
    """The expressions that this run had to compile, as a later one may recall them."""
    return _made


class _Unpickler(pickle.Unpickler):
    """Makes expressions and nothing else, whatever a cache may hold."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no expression")
        return super().find_class(module, name)


def _restored(data: bytes | None) -> regex.Pattern[str] | None:
    if data is None:
        return None
    try:
        found = _Unpickler(io.BytesIO(data)).load()
    except Exception:  # pickle promises no kind of error for damaged data; the expression is then compiled again
        return None
    return found if isinstance(found, regex.Pattern) else None
