"""Corpora to try rules on: translations with post-edits, and any other text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from lint.apps.files import Found, Text, decode, format_of, gather, read, read_bytes
from lint.errors import ReadError
from lint.model import Span
from lint.readers import READERS, jsonl, plain
from lint.scoring import Translation
from lint.source import Document

CURE = 'a translation is {"mt": "...", "pe": "...", "bad": [[0, 4]], "gaps": [7]}, any other text {"text": "..."}'


class Edited(msgspec.Struct, frozen=True):
    """A translation with what its editor did to it."""

    document: Document
    translation: Translation
    pair: str


Sample = Document | Edited


class _Record(msgspec.Struct):
    """A line of a corpus; `mt` and no `bad` is a translation that nobody marked."""

    mt: str | list[str] | None = None
    pe: str | None = None
    bad: list[tuple[int, int]] | None = None
    gaps: list[int] = []
    pair: str = ""
    id: str | int | float | None = None
    doc_id: str | int | float | None = None


_DECODER = msgspec.json.Decoder(_Record)


def corpora(paths: Sequence[str]) -> Iterator[tuple[str, list[Sample | ReadError]]]:
    """What files and folders hold, each with its name: the texts, and what of it cannot be read."""
    for path in dict.fromkeys(paths):
        items: list[Sample | ReadError] = []
        for found in gather([path]):
            items += [found] if isinstance(found, ReadError) else _samples(found)
        yield Path(path).name.removesuffix(".gz").removesuffix(".jsonl") or path, items


def _samples(found: Found) -> Iterator[Sample | ReadError]:
    try:
        text = _unzipped(found) if found.name.endswith(".gz") else read(found.name, found.name)
    except ReadError as error:
        yield error
        return
    kind = format_of(found.name.removesuffix(".gz"), None)
    yield from _lines(text) if kind == "jsonl" else READERS[kind](text.name, text.text)


def _unzipped(found: Found) -> Text:
    import gzip  # most corpora of a house are plain

    data, _ = read_bytes(found.name, found.name)
    try:
        return decode(gzip.decompress(data), found.name)
    except (gzip.BadGzipFile, zlib.error):
        raise ReadError(
            found.name, "is not gzip, whatever its name says; take .gz off the name or compress it"
        ) from None
    except EOFError:
        raise ReadError(found.name, "ends in the middle of its gzip data; fetch or compress it again") from None


def _lines(text: Text) -> Iterator[Sample | ReadError]:
    for number, line in enumerate(jsonl.lines(text.text), 1):
        line = line.strip("\ufeff \t\r\n")
        if not line:
            continue
        try:
            record = _DECODER.decode(line)
        except (ValueError, RecursionError) as error:
            yield _wrong(text.name, line, number, error)
            continue
        if record.mt is None:
            yield from jsonl.read_lines(text.name, [line], number)
        else:
            yield _sample(text.name, number, record, record.mt)


def _wrong(name: str, line: str, number: int, error: Exception) -> ReadError:
    """What is wrong with a line, in the words of the reader of JSONL where it is no JSON at all."""
    said = next(iter(jsonl.read_lines(name, [line], number)))
    if isinstance(error, msgspec.ValidationError) or not isinstance(said, ReadError):
        return ReadError(name, f"{str(error)[:1].lower()}{str(error)[1:]}; {CURE}", number)
    return said


def _sample(name: str, number: int, record: _Record, mt: str | list[str]) -> Sample | ReadError:
    text = mt if isinstance(mt, str) else "\n".join(mt)
    key = record.id if record.id is not None else record.doc_id
    document = Document.plain(f"{name}:{number}" if key is None else str(key), text, plain.segments(text))
    document = msgspec.structs.replace(document, line=number, whole=False)
    if record.bad is None or not isinstance(mt, str):
        return document
    spans = [*record.bad, *((gap, gap) for gap in record.gaps)]
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            problem = f"{start} to {end} lies outside of its {len(text)} characters; {CURE}"
            return ReadError(name, f'a span in "bad" or "gaps", {problem}', number)
    bad = tuple(Span(start, end) for start, end in record.bad)
    return Edited(document, Translation(text, record.pe, bad, tuple(record.gaps)), record.pair)
