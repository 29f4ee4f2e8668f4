"""Texts followed as they change: what is published, and what is not."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from lint.apps.server import documents
from lint.apps.server.checking import SupersededError, Text
from lint.apps.server.documents import Documents, OpenText
from lint.errors import UsageError

URI = "untitled:a"


class Checking:
    """Stands for what checks texts: says when it was asked, and fails where the text tells it to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def checker(self, _name: str) -> Checking:
        """The settings are good."""
        return self

    def forget(self) -> None:
        """Nothing is kept."""

    def whole(self, text: Text, wanted: Callable[[], bool]) -> Any:
        """Read all."""
        if text.source == "long":
            time.sleep(0.1)
        if not wanted():
            self.asked.append(("given up", text.version))
            raise SupersededError
        return self._read("whole", text)

    def partly(self, text: Text, _before: Any) -> Any:
        """Read what changed."""
        return self._read("partly", text)

    def _read(self, how: str, text: Text) -> Any:
        self.asked.append((how, text.version))
        if text.source == "crash":
            raise RuntimeError("a fault of ours")
        if text.source == "settings":
            raise UsageError("mtlint.toml:1: wrong")
        return SimpleNamespace(text=text, checker=self, whole=how == "whole")


def version(number: int, source: str = "") -> Text:
    """A version of the text."""
    return Text("a", "text", source, number)


async def followed(*steps: Text, apart: float, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], list[Any], Any]:
    """What was published, what was complained of, and what was asked, when versions came so far apart."""
    monkeypatch.setattr(documents, "PAUSE", 0.05)
    published: list[tuple[int, str]] = []
    complaints: list[str] = []

    def publish(document: OpenText) -> None:
        sheet: Any = document.current
        published.append((document.text.version, "nothing" if sheet is None else "whole" if sheet.whole else "partly"))

    checking: Any = Checking()
    held = Documents(checking, publish, complaints.append)
    held.open(URI, steps[0])
    assert await held.sheet(URI) is None or published[0] == (1, "whole")
    for step in steps[1:]:
        document = held.get(URI)
        assert document is not None
        document.change(step)
        await asyncio.sleep(apart)
    await held.sheet(URI)
    await asyncio.sleep(0.3)
    held.end()
    return published, complaints, checking.asked


def test_typing_reads_parts_and_a_pause_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [version(number) for number in (1, 2, 3)]
    published, _, asked = asyncio.run(followed(*steps, apart=0.02, monkeypatch=monkeypatch))
    assert published == [(1, "whole"), (2, "partly"), (3, "partly"), (3, "whole")]
    assert asked == [("whole", 1), ("partly", 2), ("partly", 3), ("whole", 3)]


def test_what_is_out_of_date_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [version(number) for number in range(1, 9)]
    published, _, asked = asyncio.run(followed(*steps, apart=0, monkeypatch=monkeypatch))
    versions = [number for number, _ in published]
    assert versions == sorted(versions)
    assert published[-1] == (8, "whole")
    assert len(asked) < 8


def test_reading_the_whole_is_given_up_when_it_is_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [version(1), version(2, "long"), version(3)]
    published, _, asked = asyncio.run(followed(*steps, apart=0.1, monkeypatch=monkeypatch))
    assert published == [(1, "whole"), (2, "partly"), (3, "partly"), (3, "whole")]
    assert ("given up", 2) in asked


def test_a_crash_is_logged_and_the_next_version_is_read(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    steps = [version(1), version(2, "crash"), version(3)]
    with caplog.at_level(logging.ERROR):
        published, complaints, _ = asyncio.run(followed(*steps, apart=0.02, monkeypatch=monkeypatch))
    assert "a fault of ours" in caplog.text
    assert (2, "nothing") in published
    assert published[-1] == (3, "whole")
    assert complaints == []


def test_broken_settings_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [version(1, "settings"), version(2)]
    published, complaints, _ = asyncio.run(followed(*steps, apart=0.02, monkeypatch=monkeypatch))
    assert complaints == ["mtlint.toml:1: wrong"]
    assert published[0] == (1, "nothing")
    assert published[-1] == (2, "whole")


def test_nothing_is_known_of_what_is_not_open() -> None:
    async def ask() -> None:
        held = Documents(Checking(), lambda _: None, lambda _: None)  # type: ignore[arg-type]
        assert await held.sheet("untitled:none") is None
        held.close("untitled:none")
        held.open(URI, version(1))
        asked = asyncio.ensure_future(held.sheet(URI))
        await asyncio.sleep(0)
        held.close(URI)
        assert await asked is None
        held.end()

    asyncio.run(ask())
