"""The texts that an editor holds open, each followed as it changes: read at once where it did, whole after a pause."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from lint.apps.server.checking import Sheet, SupersededError, Text
from lint.apps.server.projects import Projects
from lint.errors import LintError, ReadError

T = TypeVar("T")
log = logging.getLogger(__name__)

PAUSE = 0.4
"""Seconds without a change after which a text is read as a whole."""
PATIENCE = 1.0
"""A pause lasts at least so many times as long as reading the whole text took the processor."""


class OpenText:
    """A text in an editor, and what was found in it."""

    def __init__(self, uri: str, text: Text) -> None:
        self.uri = uri
        self.text = text
        self.sheet: Sheet | None = None
        """What was found last, perhaps in an earlier version."""
        self.stirred = asyncio.Event()
        """Set where there is something new to read."""
        self.told = asyncio.Event()
        """Set where what there is to say of the newest version at once has been said."""
        self.pause = PAUSE
        self.task: asyncio.Task[None] | None = None
        self.stirred.set()

    def change(self, text: Text) -> None:
        """Take a new version."""
        self.text = text
        self.stir()

    def stir(self) -> None:
        """Have the text read again."""
        self.told.clear()
        self.stirred.set()

    @property
    def current(self) -> Sheet | None:
        """What was found in the newest version; None where nothing has been said of it."""
        return self.sheet if self.sheet is not None and self.sheet.text is self.text else None


class Documents:
    """All texts that are open."""

    def __init__(self, projects: Projects, publish: Callable[[OpenText], None], fail: Callable[[str], None]) -> None:
        self.projects = projects
        self._publish = publish
        self._fail = fail
        self._open: dict[str, OpenText] = {}
        # One thread, since what reads texts learns words while it does; the loop goes on listening meanwhile.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="check")

    def open(self, uri: str, text: Text) -> None:
        """Follow a text."""
        self.close(uri)
        document = self._open[uri] = OpenText(uri, text)
        document.task = asyncio.get_running_loop().create_task(self._follow(document))

    def get(self, uri: str) -> OpenText | None:
        """The open text of an address."""
        return self._open.get(uri)

    def close(self, uri: str) -> None:
        """Follow a text no longer."""
        document = self._open.pop(uri, None)
        if document is not None and document.task is not None:
            document.task.cancel()
            document.told.set()

    def reread(self, uri: str) -> None:
        """Read a text again as a whole, under the settings as they are now."""
        document = self._open.get(uri)
        if document is not None:
            document.sheet = None
            document.stir()

    def stir(self) -> None:
        """Read all texts again, with rules that are loaded anew."""
        self.projects.forget()
        for uri in self._open:
            self.reread(uri)

    def end(self) -> None:
        """Follow nothing any more."""
        for uri in list(self._open):
            self.close(uri)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def sheet(self, uri: str) -> Sheet | None:
        """What was found in the newest version of a text, once it has been read; None where it is not open."""
        document = self._open.get(uri)
        if document is None:
            return None
        await document.told.wait()
        return document.current

    async def work(self, task: Callable[[], T]) -> T:
        """Do something that takes long where it keeps nobody from listening."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, task)

    async def _follow(self, document: OpenText) -> None:
        more = False
        while True:
            await document.stirred.wait()
            while document.stirred.is_set():
                document.stirred.clear()
                more = await self._read(document, partly=True)
                if more:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(document.stirred.wait(), document.pause)
            if more:
                await self._read(document, partly=False)

    async def _read(self, document: OpenText, *, partly: bool) -> bool:
        """Read a text, and publish what was found if it is still the newest by then; whether more is to be read."""
        text, before = document.text, document.sheet if partly else None
        sheet = None
        try:
            sheet = await self.work(lambda: self._sheet(document, text, before))
        except SupersededError:
            return True
        except ReadError as problem:
            log.warning("%s", problem)
        except LintError as problem:
            self._fail(str(problem))
        except Exception:
            # A fault of ours in one text must not end the server, nor keep it from the other texts.
            log.exception("%s could not be checked", text.name)
        document.sheet = sheet
        if document.text is text:
            self._publish(document)
            document.told.set()
        return sheet is not None and not sheet.whole

    def _sheet(self, document: OpenText, text: Text, before: Sheet | None) -> Sheet:
        sheet = before.checker.partly(text, before) if before is not None else None
        if sheet is None:
            checker = self.projects.checker(text.name)
            started = time.thread_time()
            # The first reading is worth having even of an older version: what was not changed is not read again.
            first = document.sheet is None
            sheet = checker.whole(text, lambda: first or document.text is text)
            document.pause = max(PAUSE, PATIENCE * (time.thread_time() - started))
        return sheet
