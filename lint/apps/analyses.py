"""Analysed texts, kept between runs: who tries a rule reads the same corpora again and again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
import numpy as np

import lint
from lint import estimation, language
from lint.apps.shelves import folder, write
from lint.estimation import Estimating, Estimator
from lint.language.analyse import Analyser, Reads
from lint.language.batch import Batch, SegmentTable, join
from lint.language.tokens import Tokens
from lint.language.vocabulary import Vocabulary
from lint.model import Depth
from lint.source import Document

MOST = 500_000_000
"""Bytes that are kept in all; beyond, what was not asked for longest goes. A million words take some sixty million."""

STRINGS = ("form", "lower", "lemma")
DIGEST = 16


class Kept(msgspec.Struct):
    """A table of tokens as it lies in a file: its strings, and of each column the type and the bytes."""

    strings: list[str]
    columns: dict[str, tuple[str, bytes]]


class KeptAnalyser:
    """Reads documents as an analyser does, and keeps what it made of them.

    Everything is analysed down to the tree, so that one reading serves every rule; below tags it is as quick to cut a
    text into words as to look it up. Estimates are kept with the analysis, apart from analyses without.
    """

    def __init__(self, estimator: Estimator | None = None) -> None:
        self._reads: Reads = Estimating(Analyser(), estimator) if estimator else Analyser()
        self._estimator = estimator
        self._vocabulary = Vocabulary()
        self.made = 0
        """Texts that had to be analysed."""

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth."""
        estimated = self._estimator is not None
        if estimated:
            depth = max(depth, Depth.TAGS)
        if depth < Depth.TAGS:
            return self._reads.read(documents, depth)
        text, offsets, segments = join(documents)
        tokens = self._tokens(documents, _key(text, segments, self._estimator))
        if depth < Depth.TREE:
            # A rule must find here what it finds where nobody asks for the tree.
            rows = np.arange(len(tokens), dtype=np.int32)
            tokens = msgspec.structs.replace(tokens, head=rows, relation=np.zeros(len(tokens), np.uint8))
        return Batch(tuple(documents), text, offsets, segments, tokens, depth, estimated)

    def _tokens(self, documents: Sequence[Document], key: str) -> Tokens:
        path = _path(key)
        if self._vocabulary.full:
            self._vocabulary = Vocabulary()
        tokens = _kept(path, self._vocabulary)
        if tokens is None:
            tokens = self._reads.read(documents, Depth.TREE).tokens
            self.made += len(documents)
            write(path, packed(tokens))
        return tokens


def packed(tokens: Tokens) -> bytes:
    """A table of tokens as bytes, with a digest before them."""
    columns = {name: getattr(tokens, name) for name in tokens.__struct_fields__ if name != "vocabulary"}
    used = np.unique(np.concatenate([columns[name] for name in STRINGS]))
    columns |= {name: np.searchsorted(used, columns[name]).astype(np.int32) for name in STRINGS}
    strings = [tokens.vocabulary.strings[number] for number in used.tolist()]
    data = msgspec.msgpack.encode(
        Kept(strings, {n: (column.dtype.str, column.tobytes()) for n, column in columns.items()})
    )
    return blake2b(data, digest_size=DIGEST).digest() + data


def unpacked(data: bytes, vocabulary: Vocabulary) -> Tokens | None:
    """The table of tokens in bytes, with numbers of a vocabulary; None where they are not what was written."""
    if blake2b(data[DIGEST:], digest_size=DIGEST).digest() != data[:DIGEST]:
        return None
    kept = msgspec.msgpack.decode(data[DIGEST:], type=Kept)
    columns = {name: np.frombuffer(held, np.dtype(kind)) for name, (kind, held) in kept.columns.items()}
    numbers = np.array([vocabulary.id(string) for string in kept.strings], np.int32)
    columns |= {name: numbers[columns[name]] for name in STRINGS}
    return Tokens(vocabulary=vocabulary, **columns)


def trim(most: int = MOST) -> None:
    """Throw away what was not asked for longest, until no more is left than `most` bytes."""
    place = _path("")
    if place is None:
        return
    with suppress(OSError), os.scandir(place) as entries:
        found = sorted((e.stat().st_mtime_ns, e.name, e.stat().st_size) for e in entries if e.is_file())
        size = sum(length for *_, length in found)
        for _, name, length in found:
            if size <= most:
                break
            with suppress(OSError):
                (place / name).unlink()
                size -= length


def _path(key: str) -> Path | None:
    place = folder()
    return place / "analyses" / key if place is not None else None


def _kept(path: Path | None, vocabulary: Vocabulary) -> Tokens | None:
    if path is None:
        return None
    try:
        tokens = unpacked(path.read_bytes(), vocabulary)
        os.utime(path)
    except OSError:
        return None
    return tokens


def _key(text: str, segments: SegmentTable, estimator: Estimator | None) -> str:
    made = blake2b(_version().encode(), digest_size=16)
    made.update(estimator.version.encode() if estimator else b"")
    made.update(text.encode("utf-8", "surrogatepass"))
    for column in (segments.start, segments.end, segments.kind, segments.document):
        made.update(column.tobytes() + b"|")
    return made.hexdigest()


@cache
def _version() -> str:
    """What an analysis is made by: the code that reads language, and its data."""
    top = Path(language.__file__).parent
    files = sorted(path for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc")
    files.append(Path(estimation.__file__))
    lines = [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return "\n".join([lint.__version__, np.__version__, *lines])
