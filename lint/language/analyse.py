"""Documents to a batch of columns, as deep as the rules ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from lint.language.batch import Batch, SegmentTable, join
from lint.language.lemmas import lemma
from lint.language.network import Network, Parse, load
from lint.language.quotes import OPENING, quoted_rows
from lint.language.tagset import TAGS, UPOS
from lint.language.tokenizer import pieces
from lint.language.tokens import Int, Tokens, children_of
from lint.language.vocabulary import Vocabulary
from lint.model import Depth
from lint.source import Document

CHUNK = re.compile(r"\S+")
QUOTES = (*OPENING, "”", "»", "›", "’", "'", '"', "``", "''")
LONGEST_CACHED = 40


@cache
def _network() -> Network:
    return load()


@dataclass
class Analyser:
    """What a run has learned of the words it met: their numbers, pieces and lemmas."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    chunks: dict[str, tuple[list[int], tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    lemmas: dict[int, int] = field(default_factory=dict)

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth."""
        if self.vocabulary.full:
            self.vocabulary, self.chunks, self.lemmas = Vocabulary(), {}, {}
        text, offsets, segments = join(documents)
        tokens = self._tokens(text, segments, depth)
        return Batch(tuple(documents), text, offsets, segments, tokens, depth)

    def _tokens(self, text: str, segments: SegmentTable, depth: Depth) -> Tokens:
        form, start, end, counts = self._tokenize(text, segments) if depth >= Depth.WORDS else ([], [], [], [])
        n, vocabulary = len(form), self.vocabulary
        forms = np.array(form, np.int32)
        starts, ends = np.array(start, np.int32), np.array(end, np.int32)
        segment = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        spaced = np.ones(n, bool)
        spaced[1:] = (starts[1:] > ends[:-1]) | (segment[1:] != segment[:-1])
        firsts = np.flatnonzero(np.diff(segment, prepend=-1)).astype(np.int32)
        parse = (
            _network().read(vocabulary, forms, firsts, tree=depth >= Depth.TREE) if depth >= Depth.TAGS and n else None
        )
        return self._columns(forms, starts, ends, segment, spaced, firsts, parse)

    def _columns(
        self, forms: Int, starts: Int, ends: Int, segment: Int, spaced: np.ndarray, firsts: Int, parse: Parse | None
    ) -> Tokens:
        n, vocabulary = len(forms), self.vocabulary
        lower = vocabulary.lower[forms] if n else np.zeros(0, np.int32)
        if parse is None:
            opens = np.zeros(n, bool)
            opens[firsts] = True
            byte, zero = np.zeros(n, np.uint8), np.zeros(n, np.int32)
            parse = Parse(
                byte, byte, np.zeros(n, np.uint32), opens, np.arange(n, dtype=np.int32), byte, np.zeros(n, np.float32)
            )
            lemmas = zero
        else:
            lemmas = self._lemmatize(lower, parse)
        rows = np.flatnonzero(np.isin(forms, vocabulary.numbers(QUOTES)))
        strings = vocabulary.strings
        quoted = quoted_rows([strings[i] for i in forms[rows]], rows.tolist(), spaced, segment)
        return Tokens(
            vocabulary=vocabulary, start=starts, end=ends, segment=segment,
            sentence=(np.cumsum(parse.sentence_start) - 1).astype(np.int32),
            form=forms, lower=lower, lemma=lemmas, shape=vocabulary.shape[forms] if n else np.zeros(0, np.uint8),
            spaced=spaced, tag=parse.tag, pos=parse.pos, morph=parse.morph, head=parse.head, relation=parse.relation,
            margin=parse.tag_margin, quoted=quoted, children_of=children_of(parse.head),
            sentence_starts=np.append(np.flatnonzero(parse.sentence_start), n).astype(np.int32),
            opens=parse.sentence_start,
            closes=np.append(parse.sentence_start[1:], True)[:n],
        )  # fmt: skip

    def _tokenize(self, text: str, segments: SegmentTable) -> tuple[list[int], list[int], list[int], list[int]]:
        form: list[int] = []
        start: list[int] = []
        end: list[int] = []
        counts: list[int] = []
        chunks, number = self.chunks, self.vocabulary.id
        for first, last in zip(segments.start.tolist(), segments.end.tolist(), strict=True):
            before = len(form)
            for match in CHUNK.finditer(text, first, last):
                chunk = match.group()
                entry = chunks.get(chunk)
                if entry is None:
                    spans = tuple(pieces(chunk))
                    entry = [number(chunk[a:b]) for a, b in spans], spans
                    if len(chunk) <= LONGEST_CACHED:
                        chunks[chunk] = entry
                at = match.start()
                form += entry[0]
                for a, b in entry[1]:
                    start.append(at + a)
                    end.append(at + b)
            counts.append(len(form) - before)
        return form, start, end, counts

    def _lemmatize(self, lower: Int, parse: Parse) -> Int:
        keys = (lower.astype(np.int64) * len(UPOS) + parse.pos) * len(TAGS) + parse.tag
        distinct, inverse = np.unique(keys, return_inverse=True)
        known, strings = self.lemmas, self.vocabulary.strings
        values = []
        for key in distinct.tolist():
            value = known.get(key)
            if value is None:
                rest, tag = divmod(key, len(TAGS))
                word, pos = divmod(rest, len(UPOS))
                value = known[key] = self.vocabulary.id(lemma(strings[word], UPOS[pos], TAGS[tag]))
            values.append(value)
        return np.array(values, np.int32)[inverse]
