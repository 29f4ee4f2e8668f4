"""Tasks to outcomes, on one core or several: the same outcomes in the same order."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

from lint.apps.order import Order
from lint.apps.plan import Work
from lint.apps.run import Outcome, Problem, Worker
from lint.apps.tasks import SLOWER, Task
from lint.errors import ReadError

PARALLEL_FROM = 700_000
"""Bytes from which on a second process pays for its start."""

_workers: dict[Order, Worker] = {}


def outcomes(workers: Mapping[Order, Worker], work: Iterable[Work], jobs: int | None) -> Iterator[Outcome]:
    """What comes of work, in order; `jobs` None takes every core where there is much to do, else one."""
    count = cores() if jobs is None else jobs
    work = iter(work)
    head: list[Work] = []
    if count > 1 and jobs is None:
        size = 0
        for item in work:
            head.append(item)
            size += _weight(item)
            if size >= PARALLEL_FROM and len(head) > 1:
                break
        else:
            count = 1
    rest = chain(head, work)
    return _serial(workers, rest) if count <= 1 else _parallel(workers, rest, count)


def _weight(item: Work) -> int:
    if isinstance(item, ReadError):
        return 0
    order, task = item
    return task.size * SLOWER if order.estimate else task.size


def _serial(workers: Mapping[Order, Worker], work: Iterable[Work]) -> Iterator[Outcome]:
    """What comes of work in this process: all that is done by one order in a row in one call."""
    for order, group in groupby(work, lambda item: None if isinstance(item, ReadError) else item[0]):
        if order is None:
            yield from (Problem(str(item)) for item in group)
        else:
            yield from workers[order].outcomes(item[1] for item in group if not isinstance(item, ReadError))


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(workers: Mapping[Order, Worker], work: Iterable[Work], count: int) -> Iterator[Outcome]:
    # Slow to import, and most runs are short.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process has the rules and the weights from the start; elsewhere forking is not to be trusted.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    _workers.update(workers)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    waiting: deque[Future[list[Outcome]] | Problem] = deque()

    def oldest() -> list[Outcome]:
        item = waiting.popleft()
        return [item] if isinstance(item, Problem) else item.result()

    try:
        for item in work:
            waiting.append(Problem(str(item)) if isinstance(item, ReadError) else pool.submit(_work, *item))
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


def _work(order: Order, task: Task) -> list[Outcome]:
    if order not in _workers:
        _workers[order] = Worker(order)
    return list(_workers[order].outcomes([task]))
