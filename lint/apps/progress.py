"""A sign of life on standard error, where a person is watching and the work takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator

from lint.apps.run import Cured, Outcome, Problem
from lint.engine import Checked

PATIENCE = 1.0


def progress(outcomes: Iterable[Outcome], quiet: bool) -> Iterator[Outcome]:
    """Pass outcomes on; after a second, show how many there were."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    start = time.monotonic()
    words = 0
    waiting = iter(outcomes)
    for done, outcome in enumerate(waiting, 1):
        words += _words(outcome)
        yield outcome
        if time.monotonic() - start > PATIENCE:
            yield from _shown(waiting, done, words)


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


def share(results: Iterable[Checked], total: int, doing: Callable[[], str]) -> Iterator[Checked]:
    """Pass results on; after a second, show how much of so many characters is done, and doing what."""
    if not sys.stderr.isatty():
        yield from results
        return
    start = time.monotonic()
    done = 0
    waiting = iter(results)
    for checked in waiting:
        done += len(checked.document.text)
        yield checked
        if time.monotonic() - start > PATIENCE:
            yield from _shared(waiting, done, total, doing)


def _shared(results: Iterable[Checked], done: int, total: int, doing: Callable[[], str]) -> Iterator[Checked]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing(), total=total, completed=done)
        for checked in results:
            bar.update(task, description=doing(), advance=len(checked.document.text))
            yield checked


def _words(outcome: Outcome) -> int:
    if isinstance(outcome, Problem):
        return 0
    document = outcome.checked.document if isinstance(outcome, Cured) else outcome.document
    return document.text.count(" ") + 1
