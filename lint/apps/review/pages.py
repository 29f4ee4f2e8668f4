"""What a review serves: its page and what the page asks for. No path of a request is ever one of a file."""

from __future__ import annotations

from collections.abc import Callable
from secrets import compare_digest
from typing import Annotated, Any

import msgspec
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from lint.apps import html
from lint.apps.review.decisions import Decision
from lint.apps.review.journal import ElsewhereError, JournalError
from lint.apps.review.session import Changed, RefusedError, Session, StaleError
from lint.errors import LintError

MOST = 65_536
"""Bytes of a request; the longest is the text of an edit."""
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page asks for; the version is that of the page."""

    version: int
    number: int = 0
    """Of a finding, or of a document."""
    decision: Decision | None = None
    said: Annotated[str, msgspec.Meta(max_length=10_000)] = ""


class Guard:
    """Lets nothing through but what a page of this server asks for: another site can make a browser ask, too."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        self._app, self._hosts, self._token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            problem = self._problem(scope)
            answer: ASGIApp = self._app if problem is None else PlainTextResponse(problem[1], problem[0], ALWAYS)
            await answer(scope, receive, send)

    def _problem(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421, "This server answers under the address that mtlint printed, and no other.\n"
        if origins and origins != [f"http://{hosts[0]}"]:
            return 403, "Asked from another page.\n"
        token = scope["path"].lstrip("/").partition("/")[0]
        if not compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
            return 404, "There is nothing here; the whole address is the one that mtlint printed.\n"
        if scope["method"] == "POST":
            if not origins:
                return 403, "Asked from no page.\n"
            if headers.get("content-type") != "application/json":
                return 415, "Only JSON is read.\n"
            if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > MOST:
                return 413, f"Only up to {MOST:,} bytes are read, and how many must be said.\n"
        return None


def application(session: Session, hosts: frozenset[str], token: str, saved: Callable[[], None]) -> ASGIApp:
    """The application of a review under `/TOKEN/`; `saved` is called when decisions were."""

    async def page(request: Request) -> Response:  # noqa: ARG001
        content = "".join(html.render_review(session))
        policy = f"{html.policy(review=True)}; frame-ancestors 'none'"
        return HTMLResponse(content, headers={**ALWAYS, "Content-Security-Policy": policy})

    def action(do: Callable[[Asked], Changed | None]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            try:
                asked = msgspec.json.decode(await request.body(), type=Asked)
            except (msgspec.MsgspecError, ValueError) as error:
                return _failed(f"not understood: {error}", 400)
            try:
                changed = do(asked)
            except (StaleError, ElsewhereError) as error:
                session.recall()
                session.notice = (f"{str(error)[0].upper()}{str(error)[1:]}.",)
                return JSONResponse({"reload": True}, 409, ALWAYS)
            except RefusedError as error:
                return _failed(str(error), 422)
            except JournalError as error:
                return _failed(str(error), 507)
            except LintError as error:
                return _failed(str(error), 500)
            return JSONResponse(_told(session, changed) if changed is not None else {"reload": True}, headers=ALWAYS)

        return answer

    def save(asked: Asked) -> None:
        session.save(asked.version)
        try:
            saved()
        except LintError as error:
            session.notice = (*session.notice, str(error))

    actions: dict[str, Callable[[Asked], Changed | None]] = {
        "decide": lambda asked: session.decide(asked.version, asked.number, asked.decision, asked.said),
        "safe": lambda asked: session.take_safe(asked.version),
        "undo": lambda asked: session.undo(asked.version),
        "save": save,
        "check": lambda asked: session.check(asked.version, asked.number),
    }
    routes = [Route(f"/{name}", action(do), methods=["POST"]) for name, do in actions.items()]
    mount = Mount(f"/{token}", routes=[Route("/", page, methods=["GET"]), *routes])
    return Guard(Starlette(routes=[mount]), hosts, token)


def _told(session: Session, changed: Changed) -> dict[str, Any]:
    """What the page must know of an action: the paragraphs that look another way, and how much is decided."""
    return {
        "rows": [
            {"id": html.row_id(session.boards[document], place), "html": html.row(session.boards[document], place)}
            for document, places in changed
            for place in places
        ],
        "decided": session.decided,
        "unsaved": session.unsaved,
        "undoable": session.undoable,
    }


def _failed(problem: str, status: int) -> Response:
    return JSONResponse({"error": problem}, status, ALWAYS)
