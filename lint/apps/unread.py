"""Texts that are yet to be read: what a task holds, before any reader or rule is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from lint.apps.files import Found, Text, decode, format_of, read
from lint.apps.order import Order
from lint.apps.tasks import LineTask, Task, TextTask
from lint.errors import ReadError
from lint.source import Document


class Unread(msgspec.Struct, frozen=True):
    """A text, the format that it is in, and the file that a fix of it is written to, empty where there is none."""

    text: Text
    form: str
    path: str = ""
    line: int = 1
    """The line of a record of JSONL in its file."""
    whole: bool = True
    """False for a record of JSONL."""


def unread_of(task: Task, order: Order) -> Iterator[Unread | ReadError]:
    """The texts of a task, in its order, and what of it cannot be had."""
    if isinstance(task, LineTask):
        yield from _records(task)
    elif isinstance(task, TextTask):
        yield _attempt(
            lambda: Unread(decode(task.data, task.name, order.encoding), format_of(task.name, order.read_as))
        )
    else:
        for found in task.files:
            yield _attempt(lambda found=found: _of_file(found, order))  # type: ignore[misc]


def _of_file(found: Found, order: Order) -> Unread:
    return Unread(read(found.name, found.name, order.encoding), format_of(found.name, order.read_as), found.name)


def _attempt(work: Callable[[], Unread]) -> Unread | ReadError:
    try:
        return work()
    except ReadError as error:
        return error


def _records(task: LineTask) -> Iterator[Unread | ReadError]:
    from lint.readers import jsonl

    for record in jsonl.records(task.name, task.lines, task.first):
        if isinstance(record, ReadError):
            yield record
        else:
            yield Unread(Text(record.name, record.text), "text", line=record.line, whole=False)


def document_of(unread: Unread) -> Document | ReadError:
    """The document of a text."""
    from lint.readers import READERS  # its expressions take long to compile, and texts that are known need none

    items = list(READERS[unread.form](unread.text.name, unread.text.text))
    if len(items) != 1 or isinstance(items[0], ReadError):
        return items[0] if items and isinstance(items[0], ReadError) else ReadError(unread.text.name, "is not one text")
    return items[0] if unread.whole else msgspec.structs.replace(items[0], line=unread.line, whole=False)
