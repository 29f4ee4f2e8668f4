"""Tasks to outcomes, on one core or several: the same outcomes in the same order."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from lint.apps.order import Order
from lint.apps.run import Outcome, Problem, Worker
from lint.apps.tasks import SLOWER, Task
from lint.errors import ReadError

PARALLEL_FROM = 700_000
"""Bytes from which on a second process pays for its start."""

_workers: dict[Order, Worker] = {}


def outcomes(worker: Worker, tasks: Iterable[Task | ReadError], jobs: int | None) -> Iterator[Outcome]:
    """What comes of tasks, in order; `jobs` None takes every core where there is much to do, else one."""
    count = cores() if jobs is None else jobs
    tasks = iter(tasks)
    head: list[Task | ReadError] = []
    if count > 1 and jobs is None:
        size = 0
        least = PARALLEL_FROM // SLOWER if worker.order.estimate else PARALLEL_FROM
        for task in tasks:
            head.append(task)
            size += 0 if isinstance(task, ReadError) else task.size
            if size >= least and len(head) > 1:
                break
        else:
            count = 1
    rest = chain(head, tasks)
    return worker.outcomes(rest) if count <= 1 else _parallel(worker, rest, count)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(worker: Worker, tasks: Iterable[Task | ReadError], count: int) -> Iterator[Outcome]:
    # Slow to import, and most runs are short.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process has the rules and the weights from the start; elsewhere forking is not to be trusted.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    _workers[worker.order] = worker
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(worker.order,))
    waiting: deque[Future[list[Outcome]] | Problem] = deque()

    def oldest() -> list[Outcome]:
        item = waiting.popleft()
        return [item] if isinstance(item, Problem) else item.result()

    try:
        for task in tasks:
            waiting.append(
                Problem(str(task)) if isinstance(task, ReadError) else pool.submit(_work, worker.order, task)
            )
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


def _work(order: Order, task: Task) -> list[Outcome]:
    return list(_workers[order].outcomes([task]))
