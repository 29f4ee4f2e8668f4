"""The page of a report: templates, style and script in one file that needs nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lint.errors import UsageError
from lint.report.seen import ends, seen
from lint.report.sheets import SAFETIES, SIGNS, Shown
from lint.report.tally import count
from lint.report.worded import BESIDE, Pair, Piece, hunks, pieces

if TYPE_CHECKING:
    from jinja2 import Environment

    from lint.apps.review.board import Board
    from lint.apps.review.session import Session

EXTRA = 'pip install "mtlint[review]"'
SHEAF = 12
"""Paragraphs that a browser lays out together, or not at all while out of sight; it watches each of these parts."""


def render(shown: Shown, title: str, date: str) -> Iterator[str]:
    """The page, chunk by chunk; a date only where one is given, so that the same results make the same page."""
    yield from _generated(shown, title, date, None)


def render_review(session: Session) -> Iterator[str]:
    """The page of a review, on which is decided."""
    _parts()  # so that the first decision need not wait until it is compiled
    yield from _generated(session.shown, "mtlint review", "", session)


def row(board: Board, place: int) -> str:
    """A paragraph of the page of a review, with the cards beside it."""
    return str(_parts().row(board.row(place), row_id(board, place), board.open, True))


@cache
def _parts() -> Any:
    """The parts of a page, to be laid out one by one."""
    return _environment().get_template("text.html").module


def row_id(board: Board, place: int) -> str:
    """What the page calls a paragraph."""
    return f"d{board.sheet.number}r{place}"


@cache
def policy(*, review: bool) -> str:
    """What the page may do: show its own style and run its own scripts, and in a review ask its own server."""
    scripts = " ".join(f"'{_hash(_text(name))}'" for name in _scripts(review=review))
    asks = "; connect-src 'self'" if review else ""
    style = _hash(_text("page.css"))
    return f"default-src 'none'; style-src '{style}'; script-src {scripts}{asks}; base-uri 'none'; form-action 'none'"


def _scripts(*, review: bool) -> tuple[str, ...]:
    return ("page.js", "review.js") if review else ("page.js",)


def _generated(shown: Shown, title: str, date: str, review: Session | None) -> Iterator[str]:
    given = {"shown": shown, "title": title, "date": date, "review": review, "style": _text("page.css")}
    scripts = [_text(name) for name in _scripts(review=review is not None)]
    own = {"policy": policy(review=review is not None), "scripts": scripts}
    yield from _environment().get_template("page.html").generate(given | own)


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
    environment.filters |= {"seen": seen, "ends": ends, "count": count, "differing": differing}
    environment.globals |= {"SIGNS": SIGNS, "SAFETIES": SAFETIES, "SHEAF": SHEAF}
    return environment


def differing(before: str, now: str) -> list[list[tuple[list[Piece], list[Piece]]]]:
    """Where two versions differ: groups of lines, each as it was and as it is, in pieces."""
    return [[_sides(pair) for pair in pairs] for pairs in hunks(before, now, BESIDE)]


def _sides(pair: Pair) -> tuple[list[Piece], list[Piece]]:
    made = pieces(pair.old, pair.new)
    return [piece for piece in made if piece.old], [piece for piece in made if piece.new]


@cache
def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What the policy of the page knows its style and its scripts by: nothing else in it may run."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
