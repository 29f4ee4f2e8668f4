"""`mtlint review`: a page on this machine on which an editor decides, and which does what was decided."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from lint.apps import html, output
from lint.apps.commands import begin, say
from lint.apps.order import Choices
from lint.apps.reporting import home
from lint.apps.review.decisions import Decisions, Reviewed, render
from lint.apps.review.export import of_files, reviewed_of
from lint.apps.review.opening import opened
from lint.apps.shelves import folder
from lint.checked import Checked
from lint.errors import ReadError, UsageError
from lint.report.advice import Limits
from lint.report.tally import count

if TYPE_CHECKING:
    from lint.apps.review.session import Opened, Session

HOST = "127.0.0.1"


class Serving(msgspec.Struct, frozen=True):
    """How a review is served."""

    port: int = 0
    """0 takes any that is free."""
    browser: bool = True
    record: str | None = None
    """A file of decisions, to which those that were saved are added."""
    system: str = ""
    limits: Limits = Limits()


def review(paths: Sequence[str], choices: Choices, serving: Serving) -> int:
    """Serve a review until it is ended by Ctrl+C."""
    of_files(paths)
    _ready()
    from lint.apps.review.journal import NAME, Journal
    from lint.apps.review.session import Paper, Session

    before = _recorded(serving.record)
    place = folder()
    if place is None:
        raise UsageError("there is no folder to keep decisions in; set XDG_CACHE_HOME, or use --export")
    journal = Journal(place / NAME)
    with _listening(serving.port) as listener:
        begun = begin(paths, choices)
        documents = _opened(begun.outcomes, choices, serving.system, begun.run.fail)
        found, pages = sum(len(one.reviewed.findings) for one in documents), begun.pages()
        begun.keep()
        if not found:
            said = f"Nothing was found in {count(len(documents), 'file')}, so there is nothing to review.\n"
            output.emit([said] if documents else [], None)
            return begun.run.exit(found=False, exit_zero=False)
        quiet = msgspec.structs.replace(choices, quiet=True)

        def read(names: Sequence[str]) -> Sequence[Opened]:
            fresh = begin(names, quiet)
            made = _opened(fresh.outcomes, choices, serving.system, fresh.run.fail)
            fresh.keep()
            return made

        session = Session(documents, journal, read, choices, Paper(serving.limits, pages, home().rstrip("/")))

        def saved() -> None:
            if serving.record and session.recorded:
                output.emit([render(Decisions((*before, *session.recorded)))], serving.record)

        said = f"{count(found, 'finding')} in {count(len(documents), 'file')}"
        _serve(session, listener, saved, said, browser=serving.browser)
    kept = f"; {count(session.unsaved, 'decision')} not saved yet, kept for the next review" if session.unsaved else ""
    output.emit([f"\n{session.decided:,} of {count(len(session.shown.findings), 'finding')} decided{kept}.\n"], None)
    return begun.run.exit(found=False, exit_zero=False)


def _ready() -> None:
    """Load what serves pages; UsageError where it is not installed, before anything is checked."""
    html.ready()
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as problem:
        raise UsageError(f"a review needs {problem.name}; {html.EXTRA} installs it") from None


def _recorded(record: str | None) -> tuple[Reviewed, ...]:
    """What a record holds already."""
    return opened(record).documents if record and Path(record).exists() else ()


def _listening(port: int) -> socket.socket:
    """A socket on this machine alone."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        # There it would let two programs share a port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        cure = "another program listens there" if taken else str(error.strerror)
        raise UsageError(f"port {port}: {cure}; leave --port out to take one that is free") from None
    listener.listen()
    return listener


def _opened(
    outcomes: Iterable[object], choices: Choices, system: str, fail: Callable[[str], None]
) -> tuple[Opened, ...]:
    """The documents that can be reviewed; what stands in the way of others is said."""
    from lint.apps.review.session import Opened

    made = []
    for item in outcomes:
        if isinstance(item, Checked):
            try:
                made.append(Opened(item, reviewed_of(item, choices, system)))
            except ReadError as error:
                fail(str(error))
    return tuple(made)


def _serve(session: Session, listener: socket.socket, saved: Callable[[], None], said: str, *, browser: bool) -> None:
    import uvicorn

    from lint.apps.review.pages import application

    port, token = listener.getsockname()[1], token_urlsafe(24)
    hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
    app = application(session, hosts, token, saved)
    address = f"http://{HOST}:{port}/{token}/"
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", ws="none", server_header=False, proxy_headers=False
    )
    # The listener takes what is asked from now on, though nothing answers yet.
    output.emit([f"{said} to review at\n\n    {address}\n\nCtrl+C ends it; what is decided is kept.\n"], None)
    if browser:
        # A browser in the terminal would end before this went on.
        Thread(target=_browse, args=(address,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _browse(address: str) -> None:
    import webbrowser  # few commands need it

    if not webbrowser.open(address):
        say("mtlint: no browser could be started; open the address in one\n")
