"""What the estimator learns from: translations with their changes, post-edits and sound English, by the sentence."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import gum
from benchmarks.texts import in_training, records
from lint.engine import together
from lint.language.analyse import Analyser
from lint.model import Depth
from lint.readers import markdown, plain
from lint.source import Document, SegmentKind

Spans = tuple[tuple[int, int], ...]

PROSE = frozenset(SegmentKind) - {SegmentKind.TABLE}
HELD_BACK = 20
"""One segment of so many is kept from training, with whole articles, to tell when to stop."""


class Example(msgspec.Struct, frozen=True):
    """A sentence; `bad` spans were changed by its editor, and words were added after the offsets in `gaps`."""

    text: str
    bad: Spans = ()
    gaps: tuple[int, ...] = ()
    hter: float = 0.0
    """Edits per word that its segment needed."""
    pair: str = ""
    """The pair of languages; empty for sound English."""


class Corpus(msgspec.Struct, frozen=True):
    """What to learn from, and what to stop by."""

    translations: list[Example]
    post_edits: list[Example]
    sound: list[Example]
    held_back: list[Example]
    sound_held_back: list[Example]
    """As sound as `sound`, and from other documents."""


def corpus(shared: Path, without: str = "") -> Corpus:
    """All there is to learn from; `without` names a pair to leave out."""
    corpora = shared / "corpora"
    articles = {text for row in records(corpora / "articles_dev.jsonl.gz") for text in row["mt"]}
    translations, post_edits, held_back = [], [], []
    for path in sorted(corpora.glob("mlqe.*.train.jsonl.gz")):
        rows = [row for row in records(path) if row["pair"] != without]
        kept = [row["mt"] in articles or zlib.crc32(row["id"].encode()) % HELD_BACK == 0 for row in rows]
        held_back += list(_translated([row for row, is_kept in zip(rows, kept, strict=True) if is_kept]))
        rows = [row for row, is_kept in zip(rows, kept, strict=True) if not is_kept]
        translations += list(_translated(rows))
        edited = [row["pe"] for row in rows if row["pe"] and row["pe"].split() != row["mt"].split()]
        post_edits += [Example(text, pair=path.name.split(".")[1]) for text in sentences(map(_plain, edited))]
    found = (list(map(Example, dict.fromkeys(texts))) for texts in (sound(shared), banked(shared, "dev")))
    known, unknown = found
    return Corpus(translations, post_edits, known, held_back, unknown)


def sound(shared: Path) -> Iterator[str]:
    """Sentences of sound English: the training half of each corpus that may be learned from, and of the treebanks."""
    corpora = shared / "corpora"
    measured: set[str] = set()
    for name in ("news", "wiki"):
        rows = records(corpora / f"clean_{name}_dev.jsonl.gz")
        measured.update(row["doc_id"] for row in rows if not in_training(row["doc_id"]))
        yield from sentences(_plain(row["text"]) for row in rows if in_training(row["doc_id"]))
    books = records(corpora / "clean_books_dev.jsonl.gz")
    yield from sentences(_plain(row["text"]) for row in books if in_training(row["id"]))
    pages = [path for path in sorted((corpora / "markdown_dev").glob("*.md")) if in_training(path.name)]
    yield from sentences(d for page in pages for d in markdown.read(page.name, page.read_text(encoding="utf-8")))
    # The clean sets are documents of GUM: those that are measured on must not be learned from there either.
    yield from banked(shared, "train", measured)


def banked(shared: Path, split: str, spared: Collection[str] = ()) -> Iterator[str]:
    """The sentences of a part of the treebanks, but for the documents to spare."""
    for bank in ("ewt", "gum"):
        texts = gum.read(shared / f"treebanks/{bank}.{split}.conllu.gz")
        yield from sentences(_plain(text.text) for text in texts if text.name not in spared)


def sentences(documents: Iterable[Document]) -> Iterator[str]:
    """The sentences of documents, cut as the product cuts them."""
    for document, spans in _cut(documents):
        yield from (document.text[start:end] for start, end in spans)


def _cut(documents: Iterable[Document]) -> Iterator[tuple[Document, list[tuple[int, int]]]]:
    """Each document with the spans of the sentences of its prose."""
    analyser = Analyser()
    for group in together(documents):
        batch = analyser.read(group, Depth.TAGS)
        tokens = batch.tokens
        found: list[list[tuple[int, int]]] = [[] for _ in group]
        bounds = tokens.sentence_starts.tolist()
        for first, stop in pairwise(bounds):
            if batch.segments.kind_name(int(tokens.segment[first])) in PROSE:
                start, end = tokens.span(first, stop - 1)
                number, span = batch.place(start, end)
                found[number].append((span.start, span.end))
        yield from zip(group, found, strict=True)


def _translated(rows: list[dict[str, Any]]) -> Iterator[Example]:
    for row, (document, spans) in zip(rows, _cut(_plain(row["mt"]) for row in rows), strict=True):
        for start, end in spans:
            bad = tuple((max(a, start) - start, min(b, end) - start) for a, b in row["bad"] if a < end and b > start)
            gaps = tuple(gap - start for gap in row["gaps"] if start < gap <= end)
            yield Example(document.text[start:end], bad, gaps, min(row["hter"], 1.0), row["pair"])


def _plain(text: str) -> Document:
    return Document.plain("", text, plain.segments(text))
