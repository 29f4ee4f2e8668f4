"""A run's work cut into tasks: little enough to keep memory flat, enough to be worth sending to another process."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from lint.apps.files import Found, cannot, format_of
from lint.apps.order import ALL, Lines
from lint.errors import ReadError

SIZE = 250_000
"""Bytes of a task, unless one file is larger."""
SLOWER = 8
"""How many times longer a text takes with estimates; its tasks are smaller by that."""


class FileTask(msgspec.Struct, frozen=True):
    """Files to read and check."""

    files: tuple[Found, ...]
    size: int


class TextTask(msgspec.Struct, frozen=True):
    """One text that was read from standard input."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """Bytes of the text."""
        return len(self.data)


class LineTask(msgspec.Struct, frozen=True):
    """Lines of JSONL; `first` is the number of the first one."""

    name: str
    first: int
    lines: tuple[str, ...]
    size: int


Task = FileTask | TextTask | LineTask


def file_tasks(
    files: Iterable[Found], read_as: str | None, encoding: str | None, most: int = SIZE
) -> Iterator[Task | ReadError]:
    """Tasks of files of some `most` bytes: small files together, the lines of a JSONL file apart."""
    waiting: list[Found] = []
    size = 0
    for found in files:
        if format_of(found.name, read_as) == "jsonl":
            if waiting:
                yield FileTask(tuple(waiting), size)
                waiting, size = [], 0
            yield from _jsonl_file(found, encoding, most)
            continue
        weight = _size(found)
        if waiting and size + weight > most:
            yield FileTask(tuple(waiting), size)
            waiting, size = [], 0
        waiting.append(found)
        size += weight
    if waiting:
        yield FileTask(tuple(waiting), size)


def _size(found: Found) -> int:
    try:
        return os.stat(found.name).st_size  # noqa: PTH116  # there may be very many
    except OSError:
        return 0


def _jsonl_file(found: Found, encoding: str | None, most: int) -> Iterator[Task | ReadError]:
    try:
        with Path(found.name).open("rb") as file:
            tasks = line_tasks(found.name, file, encoding, most)
            yield from tasks if found.lines == ALL else (_on_lines(task, found.lines) for task in tasks)
    except OSError as error:
        yield ReadError(found.name, cannot("read", error))


def _on_lines(task: Task | ReadError, lines: Lines) -> Task | ReadError:
    """A task of some lines alone: the others are empty, so that each keeps its number."""
    if not isinstance(task, LineTask):
        return task
    wanted = [
        any(start <= number < end for start, end in lines) for number in range(task.first, task.first + len(task.lines))
    ]
    return msgspec.structs.replace(
        task, lines=tuple(line if w else "" for line, w in zip(task.lines, wanted, strict=True))
    )


def line_tasks(name: str, stream: BinaryIO, encoding: str | None, most: int = SIZE) -> Iterator[Task | ReadError]:
    """Tasks of some `most` bytes of a stream; a line that cannot be decoded is a problem, and keeps its number."""
    if encoding and codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")):
        # In these a line does not end at a byte 0x0A.
        text = codecs.getreader(encoding)(stream)
        yield from _grouped(name, text, most)
        return
    yield from _grouped(name, _decoded(name, stream, encoding or "utf-8"), most)


def _decoded(name: str, stream: BinaryIO, encoding: str) -> Iterator[str | ReadError]:
    offset = 0
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError as error:
            at = offset + error.start
            problem = f"is not valid {encoding.upper()} at byte offset {at}"
            yield ReadError(name, f"{problem}; if it is in another encoding, name it with --encoding", number)
        offset += len(line)


def _grouped(name: str, lines: Iterable[str | ReadError], most: int) -> Iterator[Task | ReadError]:
    waiting: list[str] = []
    first, size = 1, 0
    for number, line in enumerate(lines, 1):
        if isinstance(line, ReadError):
            yield line
            line = ""
        waiting.append(line)
        size += len(line)
        if size >= most:
            yield LineTask(name, first, tuple(waiting), size)
            waiting, first, size = [], number + 1, 0
    if waiting:
        yield LineTask(name, first, tuple(waiting), size)
