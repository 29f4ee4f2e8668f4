"""The corpora as one table of words, with what the editors did to each word."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.mine.changes import LONGEST, changes, names
from lint.engine import BATCH
from lint.errors import ReadError
from lint.language.batch import Batch
from lint.language.tagset import RELATIONS, TAGS
from lint.model import Depth, Span
from lint.readers import READERS, plain
from lint.scoring import Translation
from lint.source import Document

Int = NDArray[np.int32]
Read = Callable[[Sequence[Document], Depth], Batch]
MINED, PROOF, SOUND = range(3)
"""The parts of the table: translations to find patterns in, translations to prove them on, sound English."""
READABLE = 0.8
"""Share of words changed above which a post-edit is a new translation, whose alignment means nothing."""
BORDER = -1
"""Stands for the word before the first and after the last of a sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the table; `changes` are those of its editor, by row within the text."""

    part: int
    pair: str
    document: Document
    translation: Translation
    post_edit: str = ""

    @property
    def words(self) -> int:
        """Words between white space."""
        return len(self.document.text.split())


@dataclass
class Table:
    """Words in rows, all texts after one another; a column a property, strings as numbers."""

    texts: list[Text]
    numbers: dict[str, int]
    columns: dict[str, Int]
    changed: list[list[tuple[int, int]]] = field(default_factory=list)
    """By size of what was changed: the row, and the number of the change's name."""
    _shifted: dict[tuple[str, int], Int] = field(default_factory=dict)

    @cached_property
    def strings(self) -> list[str]:
        """The strings by number."""
        return list(self.numbers)

    @cached_property
    def part(self) -> Int:
        """For each row the part that it is in."""
        return np.array([text.part for text in self.texts], np.int32)[self.columns["text"]]

    def near(self, column: str, distance: int) -> Int:
        """A column as its neighbour so many words on sees it; BORDER beyond the sentence."""
        known = self._shifted.get((column, distance))
        if known is None:
            values, sentence = self.columns[column], self.columns["sentence"]
            known = np.roll(values, -distance)
            known = np.where(np.roll(sentence, -distance) == sentence, known, BORDER).astype(np.int32)
            self._shifted[column, distance] = known
        return known

    def words(self, part: int, pair: str = "") -> int:
        """The words of a part, or of one pair in it."""
        return sum(text.words for text in self.texts if text.part == part and pair in ("", text.pair))


def half(source: str) -> int:
    """The half that a translation belongs to, by its source sentence.

    No more is to be had. The corpus is shuffled and names no articles, so neighbours tell nothing; that two segments
    of one article share a rare name or word puts them in the same half in 50 to 52 of 100 cases (measured on the
    twenty articles that are known). So both halves hold sentences of the same articles, and a topic's own words pass
    both: look at the number of pairs, and prove a rule on texts that were not mined at all.
    """
    return blake2b(" ".join(source.split()).encode(), digest_size=1).digest()[0] & 1


def translations(paths: Iterable[Path]) -> Iterator[Text]:
    """The translations of files with post-edits."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["pe"] is not None:
                    yield _text(record)


def _text(record: dict[str, Any]) -> Text:
    text = record["mt"]
    bad = tuple(Span(start, end) for start, end in record["bad"])
    return Text(
        half(record["source"]),
        record["pair"],
        Document.plain(record["id"], text, plain.segments(text)),
        Translation(text, record["pe"], bad, tuple(record["gaps"])),
        record["pe"] if record["hter"] <= READABLE else "",
    )


def sound(paths: Iterable[Path]) -> Iterator[Text]:
    """Sound English: JSONL with `text`, and folders of text and Markdown."""
    for path in paths:
        if path.is_dir():
            for file in sorted(f for f in path.iterdir() if f.suffix in (".md", ".txt")):
                kind = "markdown" if file.suffix == ".md" else "text"
                yield from _sound(READERS[kind](file.name, file.read_text(encoding="utf-8")))
        else:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from _sound(READERS["jsonl"](path.name, lines.read()))


def _sound(documents: Iterable[Document | ReadError]) -> Iterator[Text]:
    for document in documents:
        if isinstance(document, ReadError):
            raise SystemExit(str(document))
        yield Text(SOUND, "", document, Translation(document.text))


def build(texts: Sequence[Text], read: Read) -> Table:
    """The table of texts, analysed by `read`."""
    numbers: dict[str, int] = {}
    parts: list[dict[str, Int]] = []
    rows = 0
    for number, batch in _batches([text.document for text in texts], read, Depth.TREE):
        parts.append(_columns(batch, numbers, number, rows))
        rows += len(batch.tokens)
    table = Table(list(texts), numbers, {name: np.concatenate([p[name] for p in parts]) for name in parts[0]})
    table.columns["sentence"] = np.cumsum(table.columns.pop("opens"), dtype=np.int32)
    _add_heads(table)
    table.changed = _changed(table, read)
    return table


def _batches(documents: Sequence[Document], read: Read, depth: Depth) -> Iterator[tuple[int, Batch]]:
    """Batches of documents, each with the number of its first one."""
    first, size = 0, 0
    for number, document in enumerate(documents):
        if number > first and size + len(document.text) > BATCH:
            yield first, read(documents[first:number], depth)
            first, size = number, 0
        size += len(document.text)
    if first < len(documents):
        yield first, read(documents[first:], depth)


def _columns(batch: Batch, numbers: dict[str, int], first: int, base: int) -> dict[str, Int]:
    """The columns of a batch with the numbers and rows of the whole table."""
    tokens = batch.tokens
    owner = (np.searchsorted(batch.offsets, tokens.start, side="right") - 1).astype(np.int32)
    made = {
        name: _global(getattr(tokens, name), tokens.vocabulary.strings, numbers) for name in ("form", "lower", "lemma")
    }
    made["tag"] = _global(tokens.tag, TAGS, numbers)
    made["relation"] = _global(tokens.relation, RELATIONS, numbers)
    made |= {
        "text": owner + np.int32(first),
        "start": tokens.start - batch.offsets[owner],
        "end": tokens.end - batch.offsets[owner],
        "head": tokens.head + np.int32(base),
        "opens": tokens.opens.astype(np.int32),
    }
    return made


def _global(column: NDArray[Any], strings: Sequence[str], numbers: dict[str, int]) -> Int:
    distinct, which = np.unique(column, return_inverse=True)
    known = [numbers.setdefault(strings[i], len(numbers)) for i in distinct.tolist()]
    return np.array(known, np.int32)[which]


def _add_heads(table: Table) -> None:
    """What each word sees of its head: its lemma, its tag, and on which side it stands."""
    head = table.columns["head"]
    own = np.arange(len(head))
    for name in ("lemma", "tag"):
        table.columns[f"head.{name}"] = np.where(head == own, BORDER, table.columns[name][head]).astype(np.int32)
    sides = np.array([table.numbers.setdefault(side, len(table.numbers)) for side in ("before", "none", "after")])
    table.columns["head.side"] = sides[np.sign(head - own) + 1].astype(np.int32)


def _changed(table: Table, read: Read) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = [[] for _ in range(LONGEST + 1)]
    owners = table.columns["text"]
    firsts = np.searchsorted(owners, np.arange(len(table.texts) + 1)).tolist()
    forms, sentence = table.columns["form"], table.columns["sentence"]
    strings = list(table.numbers)
    for number, new in _post_edits(table.texts, read):
        first, stop = firsts[number], firsts[number + 1]
        old = [strings[i] for i in forms[first:stop].tolist()]
        for change in changes(old, new):
            row = first + change.first
            if row >= stop:
                continue
            opens = row == first or bool(sentence[row] != sentence[row - 1])
            for name in names(old[change.first : change.first + change.size], change.new, opens=opens):
                found[change.size].append((row, table.numbers.setdefault(name, len(table.numbers))))
    return found


def _post_edits(texts: Sequence[Text], read: Read) -> Iterator[tuple[int, list[str]]]:
    """The post-edits in words, each with the number of its text."""
    numbers = [number for number, text in enumerate(texts) if text.post_edit]
    plains = [Document.plain("", texts[n].post_edit, plain.segments(texts[n].post_edit)) for n in numbers]
    for first, batch in _batches(plains, read, Depth.WORDS):
        strings = batch.tokens.vocabulary.strings
        for place in range(len(batch.documents)):
            rows = batch.tokens.form[batch.part(place)]
            yield numbers[first + place], [strings[i] for i in rows.tolist()]
