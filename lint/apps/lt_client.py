"""Asking LanguageTool: over HTTP, of a server that runs already or of one that the first to ask has started."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from lint.apps.order import Company
from lint.backends.joining import Match, body, grouped, matches
from lint.backends.languagetool import AnswerError

KEEPER = Path(__file__).with_name("lt_keeper.py")
PATIENCE = 400.0
"""Seconds to wait for word of the run's own server; its keeper gives up sooner."""
FETCHING = 3600.0
"""The same while LanguageTool is being fetched."""
TICK = 0.05


class Client:
    """Asks the server of a run; after it was silent or away once, it is not asked again."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.address = company.url
        self.lost = ""

    def ask(self, texts: Sequence[str], *, spelling: bool) -> list[list[Match]]:
        """The matches in each of some texts; AnswerError where they cannot be had."""
        return [found for group in grouped(texts) for found in self._ask_together(group, spelling)]

    def _ask_together(self, texts: Sequence[str], spelling: bool) -> list[list[Match]]:
        if self.lost:
            raise AnswerError(self.lost)
        try:
            self.address = self.address or self._own_server()
            status, reply = _post(self.address, body(texts, spelling=spelling), self.company.limit)
        except (OSError, HTTPException, AnswerError) as problem:
            self.lost = _why(problem, self.address, self.company.limit)
            raise AnswerError(self.lost) from None
        if status != 200:
            said = " ".join(reply[:200].decode("utf-8", "replace").split())
            raise AnswerError(f"{self.address} refused the text (HTTP {status}: {said})")
        try:
            return matches(reply, texts)
        except ValueError as problem:
            raise AnswerError(f"{self.address} did not reply as LanguageTool does ({problem})") from None

    def _own_server(self) -> str:
        """The address of the run's own server; the first process that asks has it started, the others wait for it."""
        folder = Path(self.company.folder)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            # Not in the terminal's group: the run ends it, and Ctrl-C is for the run.
            keeper = subprocess.Popen(
                [sys.executable, "-P", str(KEEPER), str(folder), str(self.company.owner)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            # It may outlive this process, if others of the run go on; so nobody here waits for it.
            keeper.returncode = 0
        return _word_of(folder)


def _why(problem: Exception, address: str, limit: float) -> str:
    if isinstance(problem, AnswerError):
        return str(problem)
    if isinstance(problem, TimeoutError):
        return f"{address} did not answer within {limit:g} s (--languagetool-timeout)"
    return f"{address} does not answer ({problem or type(problem).__name__})"


def _post(address: str, data: bytes, limit: float) -> tuple[int, bytes]:
    """Status and reply of a request. No proxy and no redirection: the text goes where it was sent."""
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    end = time.monotonic() + limit
    connection = kind(parts.hostname or "", parts.port, timeout=limit)
    try:
        connection.request(
            "POST", f"{parts.path}/v2/check", data, {"Content-Type": "application/x-www-form-urlencoded"}
        )
        response = connection.getresponse()
        pieces = []
        while piece := response.read1(1 << 16):
            pieces.append(piece)
            # The limit of a connection starts anew with every piece.
            if time.monotonic() > end:
                raise TimeoutError
        return response.status, b"".join(pieces)
    finally:
        connection.close()


def _word_of(folder: Path) -> str:
    """Wait for what the keeper of the server has to say."""
    start = time.monotonic()
    while time.monotonic() - start < (FETCHING if (folder / "fetching").exists() else PATIENCE):
        with suppress(FileNotFoundError):
            state = json.loads((folder / "state.json").read_bytes())
            if "error" in state:
                raise AnswerError(state["error"])
            return str(state["url"])
        time.sleep(TICK)
    raise AnswerError(f"no word of its server for {PATIENCE:.0f} s")
