"""The page of a report: templates, style and script in one file that needs nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from lint.errors import UsageError
from lint.report.seen import ends, seen
from lint.report.sheets import SAFETIES, SIGNS, Shown
from lint.report.tally import count

if TYPE_CHECKING:
    from jinja2 import Environment

EXTRA = 'pip install "mtlint[review]"'


def render(shown: Shown, title: str, date: str) -> Iterator[str]:
    """The page, chunk by chunk; a date only where one is given, so that the same results make the same page."""
    style, script = _text("page.css"), _text("page.js")
    given = {"shown": shown, "title": title, "date": date, "style": style, "script": script}
    hashes = {"style_hash": _hash(style), "script_hash": _hash(script)}
    yield from _environment().get_template("page.html").generate(given | hashes)


def ready() -> None:
    """Load what makes pages; UsageError where it is not installed, before anything is checked."""
    _environment()


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError as problem:
        raise UsageError(f"a report page needs {problem.name}; {EXTRA} installs it") from None
    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"seen": seen, "ends": ends, "count": count}
    environment.globals |= {"SIGNS": SIGNS, "SAFETIES": SAFETIES}
    return environment


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What the page's own policy knows its style and its script by: nothing else in it may run."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
