"""A sign of life on standard error, where a person is watching and the work takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from lint.apps.run import Cured, Outcome, Problem
from lint.checked import Checked

T = TypeVar("T")
PATIENCE = 1.0


def progress(outcomes: Iterable[Outcome], quiet: bool) -> Iterator[Outcome]:
    """Pass outcomes on; after a second, show how many there were."""
    return iter(outcomes) if quiet else _watched(outcomes, _words, _shown)


def share(results: Iterable[Checked], total: int, doing: Callable[[], str]) -> Iterator[Checked]:
    """Pass results on; after a second, show how much of so many characters is done, and doing what."""
    return _watched(results, _characters, lambda rest, _, size: _shared(rest, size, total, doing))


def _watched(
    items: Iterable[T], measure: Callable[[T], int], show: Callable[[Iterator[T], int, int], Iterator[T]]
) -> Iterator[T]:
    """Pass items on; after a second, what is left by way of `show`, which learns their number and size so far."""
    if not sys.stderr.isatty():
        yield from items
        return
    start = time.monotonic()
    size = 0
    waiting = iter(items)
    for done, item in enumerate(waiting, 1):
        size += measure(item)
        yield item
        if time.monotonic() - start > PATIENCE:
            yield from show(waiting, done, size)


def _shown(outcomes: Iterable[Outcome], done: int, words: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        for number, outcome in enumerate(outcomes, done + 1):
            words += _words(outcome)
            bar.update(task, description=f"checked {number:,} documents, {words:,} words")
            yield outcome


def _shared(results: Iterable[Checked], done: int, total: int, doing: Callable[[], str]) -> Iterator[Checked]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing(), total=total, completed=done)
        for checked in results:
            bar.update(task, description=doing(), advance=_characters(checked))
            yield checked


def _words(outcome: Outcome) -> int:
    if isinstance(outcome, Problem):
        return 0
    document = outcome.checked.document if isinstance(outcome, Cured) else outcome.document
    return document.text.count(" ") + 1


def _characters(checked: Checked) -> int:
    return len(checked.document.text)
