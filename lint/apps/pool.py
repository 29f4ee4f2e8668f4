"""Tasks to outcomes, on one core or several: the same outcomes in the same order."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lint.apps.order import Order
from lint.apps.run import Lot, Outcome, Worker
from lint.apps.tasks import SLOWER, Task
from lint.apps.unread import Unread
from lint.errors import ReadError

PARALLEL_FROM = 700_000
"""Code points that must be read from which on a second process pays for its start."""
AHEAD = 40
"""Lots that are looked at in order to know whether there is so much."""

_workers: dict[Order, Worker] = {}


def outcomes(worker: Worker, tasks: Iterable[Task | ReadError], jobs: int | None) -> Iterator[Outcome]:
    """What comes of tasks, in order; `jobs` None takes every core where there is much to do, else one."""
    lots: Iterator[Lot] = map(worker.recall, tasks)
    count = cores() if jobs is None else jobs
    if jobs is None and count > 1:
        least = PARALLEL_FROM // SLOWER if worker.order.estimate else PARALLEL_FROM
        while True:
            ahead, much = _ahead(lots, least)
            if much:
                break
            yield from _alone(worker, ahead)
            if not ahead:
                return
        lots = chain(ahead, lots)
    yield from _alone(worker, lots) if count <= 1 else _parallel(worker, lots, count)


def _ahead(lots: Iterator[Lot], least: int) -> tuple[list[Lot], bool]:
    """Lots to come, and whether so much of them must be read, in more than one, that several processes pay."""
    found: list[Lot] = []
    sizes: list[int] = []
    for lot in lots:
        found.append(lot)
        if lot.unread:
            sizes.append(lot.size)
        if sum(sizes) >= least and len(sizes) > 1:
            return found, True
        if len(found) == AHEAD:
            break
    return found, False


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _alone(worker: Worker, lots: Iterable[Lot]) -> Iterator[Outcome]:
    for lot in lots:
        yield from lot.filled(worker.outcomes(lot.unread) if lot.unread else ())


def _parallel(worker: Worker, lots: Iterator[Lot], count: int) -> Iterator[Outcome]:
    # Where nothing must be read, no process need be started.
    for lot in lots:
        if lot.unread:
            lots = chain([lot], lots)
            break
        yield from lot.filled(())
    else:
        return
    # Slow to import, and most runs are short.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    worker.share()
    # A forked process has the rules and the weights from the start; elsewhere forking is not to be trusted.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    _workers[worker.order] = worker
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(worker.order,))
    waiting: deque[tuple[Lot, Future[list[Outcome]] | None]] = deque()

    def oldest() -> Iterator[Outcome]:
        lot, work = waiting.popleft()
        yield from lot.filled(work.result() if work else ())

    try:
        for lot in lots:
            waiting.append((lot, pool.submit(_work, worker.order, lot.unread) if lot.unread else None))
            # Memory stays flat: no more is read than keeps the processes busy.
            while len(waiting) > 2 * count + 1:
                yield from oldest()
        while waiting:
            yield from oldest()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(order: Order) -> None:
    # Ctrl-C goes to all processes of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if order not in _workers:
        _workers[order] = Worker(order)


def _work(order: Order, texts: Sequence[Unread]) -> list[Outcome]:
    return list(_workers[order].outcomes(texts))
