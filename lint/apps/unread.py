"""Texts that are yet to be read: what a task holds, before any reader or rule is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from lint.apps.files import Found, Stamp, Text, decode, format_of, read_bytes, refuse
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
    file: str = ""
    """The file of a record of JSONL."""
    marker: str = ""
    """What begins a mark at the end of a line of plain text."""

    @property
    def bom(self) -> str:
        """The byte order mark before the text, where there is one."""
        return "\ufeff" if self.text.bom else ""


def unread_of(task: Task, order: Order) -> Iterator[Unread | ReadError]:
    """The texts of a task, in its order, and what of it cannot be had."""
    if isinstance(task, LineTask):
        yield from _records(task)
    elif isinstance(task, TextTask):
        form, marker = format_of(task.name, order.read_as), marker_of(order)
        yield _attempt(lambda: Unread(_text(task.data, task.name, form, order), form, marker=marker))
    else:
        for found in task.files:
            yield _attempt(lambda found=found: _of_file(found, order))  # type: ignore[misc]


def _of_file(found: Found, order: Order) -> Unread:
    form = format_of(found.name, order.read_as)
    data, stamp = read_bytes(found.name, found.name)
    return Unread(_text(data, found.name, form, order, stamp), form, found.name, marker=marker_of(order))


def _text(data: bytes, name: str, form: str, order: Order, stamp: Stamp | None = None) -> Text:
    if form != "docx":
        refuse(data, name)
        return decode(data, name, order.encoding, stamp, form=form)
    from lint.apps.office import text_of  # its parser takes longer to load than a short text to check

    return text_of(data, name, stamp)


def marker_of(order: Order) -> str:
    """What begins a mark at the end of a line of plain text."""
    return order.settings.suppressions.marker


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
            yield Unread(Text(record.name, record.text), "text", line=record.line, whole=False, file=task.name)


def document_of(unread: Unread) -> Document | ReadError:
    """The document of a text."""
    # Their expressions take long to compile, and texts that are known need none.
    from lint.readers import READERS, plain

    name, text = unread.text.name, unread.text.text
    if unread.text.word is not None:
        from lint.word.document import document

        return document(name, text, unread.text.word.kinds)
    made = plain.read(name, text, unread.marker) if unread.form == "text" else READERS[unread.form](name, text)
    items = list(made)
    if len(items) != 1 or isinstance(items[0], ReadError):
        return items[0] if items and isinstance(items[0], ReadError) else ReadError(name, "is not one text")
    if unread.whole:
        return msgspec.structs.replace(items[0], bom=unread.bom) if unread.bom else items[0]
    return msgspec.structs.replace(items[0], line=unread.line, whole=False, file=unread.file)
