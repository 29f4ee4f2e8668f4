"""The work that the paths of a command stand for, and what is to be done with each of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, groupby

import msgspec

from lint.apps.changes import changes_since
from lint.apps.choosing import forget, order_for
from lint.apps.files import Found, gather
from lint.apps.known import find_baseline
from lint.apps.order import Choices, Company, Order
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


def plan(paths: Sequence[str], choices: Choices, level: Safety | None = None) -> Plan:
    """What paths stand for; `-` is standard input, no path is this folder."""
    if list(paths).count("-") > 1:
        raise UsageError('standard input ("-") can be read only once')
    forget()
    changes = None if choices.diff_base is None else changes_since(choices.diff_base, paths)
    baseline = "" if choices.no_baseline else find_baseline(paths, choices.baseline)
    changed = changes.listed() if changes else ()
    company = cache(partial(_company, choices))
    orders: dict[int, Order] = {}

    def order(path: str) -> Order:
        made = order_for(path, choices, level)
        # There are few orders and many files, and an order takes long to compare.
        if id(made) not in orders:
            asked = company() if _is_asked(made, choices) else None
            orders[id(made)] = msgspec.structs.replace(made, baseline=baseline, changed=changed, company=asked)
        return orders[id(made)]

    parts: list[Iterator[Work]] = []
    for is_input, group in groupby(paths or (".",), lambda path: path == "-"):
        if is_input:
            parts.append(_input(order("-")))
            continue
        gathered = gather(list(group))
        found = list(gathered if changes is None else changes.only(gathered))
        ordered = [(order(item.name), item) for item in found if isinstance(item, Found)]
        failed = [item for item in found if isinstance(item, ReadError)]
        parts.append(chain(failed, _files(ordered)))
    # Where nothing can be read, wrong settings are still said to be wrong.
    if not orders:
        order(paths[0] if paths else ".")
    if choices.languagetool_url is not None and not any(one.company for one in orders.values()):
        raise UsageError("--languagetool-url says where LanguageTool is, not that it is asked; add --with languagetool")
    return Plan(tuple(orders.values()), chain.from_iterable(parts))


def _is_asked(order: Order, choices: Choices) -> bool:
    """Whether LanguageTool is to be asked about some files: as the last option has it, else their settings."""
    return choices.others[-1] == "languagetool" if choices.others else order.settings.languagetool


def _company(choices: Choices) -> Company:
    """LanguageTool's server."""
    from lint.apps.company import company  # few runs ask for it

    return company(choices.languagetool_url, choices.allow_remote, choices.languagetool_timeout)


def _files(ordered: Iterable[tuple[Order, Found]]) -> Iterator[Work]:
    for _, group in groupby(ordered, lambda item: id(item[0])):
        items = list(group)
        order = items[0][0]
        tasks = file_tasks((found for _, found in items), order.read_as, order.encoding, _most(order))
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
