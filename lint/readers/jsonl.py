"""JSONL: one document a line, `{"id": ..., "text": ...}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from lint.errors import ReadError
from lint.readers import plain
from lint.source import Document

_SURROGATE = re.compile("[\ud800-\udfff]")
_CURE = 'each line must be one JSON object such as {"id": "a", "text": "Some English."}'


class Record(msgspec.Struct, frozen=True):
    """A text in a line: what it is called, and the number of the line."""

    name: str
    text: str
    line: int


class _Record(msgspec.Struct):
    """A record; other keys are left alone."""

    text: str
    id: str | int | float | None = None


_DECODER = msgspec.json.Decoder(_Record)


def read(name: str, source: str) -> Iterator[Document | ReadError]:
    """Read a whole file."""
    return read_lines(name, lines(source))


def read_lines(name: str, lines: Iterable[str], first: int = 1) -> Iterator[Document | ReadError]:
    """Read line by line, so that a stream needs no more memory than its longest line; `first` numbers the first one."""
    for record in records(name, lines, first):
        if isinstance(record, ReadError):
            yield record
        else:
            document = Document.plain(record.name, record.text, plain.segments(record.text))
            yield msgspec.structs.replace(document, line=record.line, whole=False, file=name)


def records(name: str, lines: Iterable[str], first: int = 1) -> Iterator[Record | ReadError]:
    """The texts of lines, before anything is made of them."""
    for number, line in enumerate(lines, first):
        line = line.strip("\ufeff \t\r\n")
        if line:
            yield _record(name, number, line)


def lines(source: str) -> Iterator[str]:
    """The lines of a file, as JSONL counts them."""
    # str.splitlines would also break at U+2028 and its like, which may stand unescaped in a JSON string.
    start = 0
    while start < len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        yield source[start:end]
        start = end + 1


def _record(name: str, number: int, line: str) -> Record | ReadError:
    try:
        record = _DECODER.decode(line)
    except (ValueError, RecursionError):
        found = _decode_slowly(name, number, line)
        if isinstance(found, ReadError):
            return found
        record = found
    return Record(f"{name}:{number}" if record.id is None else _sound(str(record.id)), record.text, number)


def _decode_slowly(name: str, number: int, line: str) -> _Record | ReadError:
    """Decode what the strict decoder refused, or say what is wrong with it.

    Half of a surrogate pair cannot be written to any file, so it becomes U+FFFD: one code point for one.
    """
    try:
        value = json.loads(line)
    except RecursionError:
        return ReadError(name, f"is nested too deeply; {_CURE}", number)
    except json.JSONDecodeError as error:
        return ReadError(name, f"is not valid JSON ({error.msg} at column {error.colno}); {_CURE}", number)
    except ValueError:
        return ReadError(name, f"holds a number that is too long; {_CURE}", number)
    if not isinstance(value, dict):
        return ReadError(name, f"is not a JSON object; {_CURE}", number)
    text, key = value.get("text"), value.get("id")
    if not isinstance(text, str):
        problem = '"text" is not a string' if "text" in value else 'has no "text"'
        return ReadError(name, f"{problem}; {_CURE}", number)
    if not isinstance(key, str | int | float | None):
        return ReadError(name, f'"id" is neither a string nor a number; {_CURE}', number)
    return _Record(_sound(text), key)


def _sound(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
