"""Tasks to outcomes, on one core or several: the same outcomes in the same order."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from lint.apps.order import Order
from lint.apps.plan import Work
from lint.apps.run import Lot, Outcome, Worker
from lint.apps.tasks import SLOWER
from lint.apps.unread import Unread
from lint.errors import ReadError

PARALLEL_FROM = 700_000
"""Code points that must be read from which on a second process pays for its start."""
AHEAD = 40
"""Lots that are looked at in order to know whether there is so much."""

Held = tuple[Worker, Lot]
"""What is known of a task, and the worker of what is not."""

_workers: dict[Order, Worker] = {}


def outcomes(workers: Mapping[Order, Worker], work: Iterable[Work], jobs: int | None) -> Iterator[Outcome]:
    """What comes of work, in order; `jobs` None takes every core where there is much to do, else one."""
    lots = _recalled(workers, work)
    count = cores() if jobs is None else jobs
    if jobs is None and count > 1:
        while True:
            ahead, much = _ahead(lots)
            if much:
                break
            yield from _alone(ahead)
            if not ahead:
                return
        lots = chain(ahead, lots)
    yield from _alone(lots) if count <= 1 else _parallel(workers, lots, count)


def _recalled(workers: Mapping[Order, Worker], work: Iterable[Work]) -> Iterator[Held]:
    """What is known of work at once, each with the worker of what is not."""
    any_worker = next(iter(workers.values()))
    for item in work:
        worker, task = (any_worker, item) if isinstance(item, ReadError) else (workers[item[0]], item[1])
        yield worker, worker.recall(task)


def _ahead(lots: Iterator[Held]) -> tuple[list[Held], bool]:
    """Lots to come, and whether so much of them must be read, in more than one, that several processes pay."""
    found: list[Held] = []
    sizes: list[int] = []
    for worker, lot in lots:
        found.append((worker, lot))
        if lot.unread:
            sizes.append(lot.size * SLOWER if worker.order.estimate else lot.size)
        if sum(sizes) >= PARALLEL_FROM and len(sizes) > 1:
            return found, True
        if len(found) == AHEAD:
            break
    return found, False


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _alone(lots: Iterable[Held]) -> Iterator[Outcome]:
    for worker, lot in lots:
        yield from lot.filled(worker.outcomes(lot.unread) if lot.unread else ())


def _parallel(workers: Mapping[Order, Worker], lots: Iterator[Held], count: int) -> Iterator[Outcome]:
    # Where nothing must be read, no process need be started.
    for worker, lot in lots:
        if lot.unread:
            lots = chain([(worker, lot)], lots)
            break
        yield from lot.filled(())
    else:
        return
    # Slow to import, and most runs are short.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    for worker in workers.values():
        worker.share()
    # A forked process has the rules and the weights from the start; elsewhere forking is not to be trusted.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    _workers.update(workers)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    waiting: deque[tuple[Lot, Future[list[Outcome]] | None]] = deque()

    def oldest() -> Iterator[Outcome]:
        lot, work = waiting.popleft()
        yield from lot.filled(work.result() if work else ())

    try:
        for worker, lot in lots:
            waiting.append((lot, pool.submit(_work, worker.order, lot.unread) if lot.unread else None))
            # Memory stays flat: no more is read than keeps the processes busy.
            while len(waiting) > 2 * count + 1:
                yield from oldest()
        while waiting:
            yield from oldest()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    # Ctrl-C goes to all processes of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(order: Order, texts: Sequence[Unread]) -> list[Outcome]:
    if order not in _workers:
        _workers[order] = Worker(order)
    return list(_workers[order].outcomes(texts))
