"""LanguageTool for a run: which server is to be asked, and the end of one that was started for it."""

from __future__ import annotations

import ipaddress
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from lint.apps.order import Company
from lint.errors import UsageError

T = TypeVar("T")
TICK = 0.05
ENDING = 5.0
"""Seconds to wait for the end of the server."""


def company(url: str | None, allow_remote: bool, limit: float) -> Company:
    """The server that a run is to ask; UsageError where that cannot be or must not be."""
    if url is not None:
        return Company(_allowed(url, allow_remote), "", 0, limit)
    if find_spec("language_tool_python") is None:
        raise UsageError("LanguageTool needs the extra: pip install 'mtlint[languagetool]'")
    if shutil.which("java") is None:
        raise UsageError("LanguageTool needs Java 17 or newer, or a server by --languagetool-url")
    folder = Path(tempfile.gettempdir(), f"mtlint-languagetool-{secrets.token_hex(8)}")
    return Company("", str(folder), os.getpid(), limit)


def _allowed(url: str, allow_remote: bool) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError(f"--languagetool-url {url}: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"--languagetool-url {url}: is no address; write it as http://localhost:8081")
    if not allow_remote and not _is_local(host):
        raise UsageError(
            f"--languagetool-url {url}: {host} is not this machine, and the text would leave it; "
            "add --allow-remote if it may"
        )
    return url.rstrip("/").removesuffix("/v2")


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def until_over(company: Company | None, outcomes: Iterable[T]) -> Iterator[T]:
    """Pass on what comes of a run; then, or where it breaks off, end the server that was started for it."""
    try:
        yield from outcomes
    finally:
        if company is not None and company.folder:
            end(company)


def end(company: Company) -> None:
    """End the server of a run, where one was started, and wait until it is gone."""
    folder = Path(company.folder)
    if not folder.exists():
        return
    with suppress(OSError):
        (folder / "end").touch()
    start = time.monotonic()
    while folder.exists() and time.monotonic() - start < ENDING:
        time.sleep(TICK)
    shutil.rmtree(folder, ignore_errors=True)
