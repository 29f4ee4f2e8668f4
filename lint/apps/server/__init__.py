"""The language server: what editors are told while a text is being written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lint.errors import UsageError

EXTRA = 'pip install "mtlint[server]"'


def run(given: Mapping[str, Any]) -> int:
    """Serve one editor under the options of the command line; the exit code."""
    try:
        # Found out first: the server cannot do without, and mtlint can be installed without.
        import pygls  # noqa: F401
    except ImportError as problem:
        raise UsageError(f"the language server needs {problem.name or problem}; {EXTRA} installs it") from None
    from lint.apps.order import Choices
    from lint.apps.server.service import serve

    return serve(Choices(**given))
