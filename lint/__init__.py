"""mtlint: a linter for English that a machine translated."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Finding", "Fix", "Safety", "__version__", "check_text", "fix_text"]


def __getattr__(name: str) -> Any:
    """Import what the library offers when it is first asked for: the command line starts without it."""
    if name in __all__:
        return getattr(import_module("lint.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
