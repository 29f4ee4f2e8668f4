"""The work that the paths of a command stand for, and what is to be done with each of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

import msgspec

from lint.apps.files import Found, gather
from lint.apps.order import Choices, Order, forget, order_for
from lint.apps.tasks import SIZE, SLOWER, Task, TextTask, file_tasks, line_tasks
from lint.errors import ReadError, UsageError
from lint.model import Safety

STANDARD_INPUT = "stdin"

Work = tuple[Order, Task] | ReadError
"""A task and what is to be done with it, or what cannot be done at all."""


class Plan(msgspec.Struct, frozen=True):
    """The orders that occur in a run, each once, and its work."""

    orders: tuple[Order, ...]
    work: Iterator[Work]


def plan(paths: Sequence[str], choices: Choices, level: Safety | None) -> Plan:
    """What paths stand for; `-` is standard input, no path is this folder."""
    if list(paths).count("-") > 1:
        raise UsageError('standard input ("-") can be read only once')
    forget()
    orders: dict[Order, None] = {}
    parts: list[Iterator[Work]] = []
    for is_input, group in groupby(paths or (".",), lambda path: path == "-"):
        if is_input:
            order = order_for("-", choices, level)
            orders[order] = None
            parts.append(_input(order))
        else:
            found = list(gather(list(group)))
            ordered = [(order_for(str(item.path), choices, level), item) for item in found if isinstance(item, Found)]
            orders.update(dict.fromkeys(order for order, _ in ordered))
            failed = [item for item in found if isinstance(item, ReadError)]
            parts.append(chain(failed, _files(ordered)))
    if not orders:
        # Nothing can be read, but wrong settings are still said to be wrong.
        orders[order_for(paths[0] if paths else ".", choices, level)] = None
    return Plan(tuple(orders), chain.from_iterable(parts))


def _files(ordered: Iterable[tuple[Order, Found]]) -> Iterator[Work]:
    for order, group in groupby(ordered, lambda item: item[0]):
        tasks = file_tasks((found for _, found in group), order.read_as, order.encoding, _most(order))
        yield from (task if isinstance(task, ReadError) else (order, task) for task in tasks)


def _input(order: Order) -> Iterator[Work]:
    stream = sys.stdin.buffer
    try:
        if order.read_as == "jsonl":
            for task in line_tasks(STANDARD_INPUT, stream, order.encoding, _most(order)):
                yield task if isinstance(task, ReadError) else (order, task)
        else:
            yield order, TextTask(STANDARD_INPUT, stream.read())
    except OSError as error:
        yield ReadError(STANDARD_INPUT, f"cannot be read: {error.strerror}")


def _most(order: Order) -> int:
    """Bytes of a task; slower work comes in less."""
    return SIZE // SLOWER if order.estimate else SIZE
