"""Documents to a batch of columns, as deep as the rules ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import msgspec
import numpy as np

from lint.language.batch import Batch, SegmentTable, join
from lint.language.cuts import Cuts, chunks
from lint.language.lemmas import lemma
from lint.language.network import Network, Parse, load
from lint.language.quotes import OPENING, quoted_rows
from lint.language.tagset import TAGS, UPOS
from lint.language.tokens import Int, Tokens
from lint.language.vocabulary import Vocabulary
from lint.model import Depth
from lint.source import Document

QUOTES = (*OPENING, "”", "»", "›", "’", "'", '"', "``", "''")


@cache
def _network() -> Network:
    return load()


class Reads(Protocol):
    """What turns documents into columns: an analyser, or one that looks up or adds to what another made."""

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth."""


class Analyser(msgspec.Struct, dict=True):
    """What a run has learned of the words it met: their numbers, pieces and lemmas."""

    vocabulary: Vocabulary = msgspec.field(default_factory=Vocabulary)
    lemmas: dict[int, int] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cuts = Cuts(self.vocabulary)

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth."""
        if self.vocabulary.full:
            self.vocabulary, self.lemmas = Vocabulary(), {}
            self.cuts = Cuts(self.vocabulary)
        elif self.cuts.full:
            self.cuts = Cuts(self.vocabulary)
        text, offsets, segments = join(documents)
        tokens = self._tokens(text, segments, depth)
        return Batch(tuple(documents), text, offsets, segments, tokens, depth)

    def _tokens(self, text: str, segments: SegmentTable, depth: Depth) -> Tokens:
        none = np.zeros(0, np.int32)
        forms, starts, ends, segment = self._tokenize(text, segments) if depth >= Depth.WORDS else (none,) * 4
        n, vocabulary = len(forms), self.vocabulary
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
        strings, nothing = vocabulary.strings, np.zeros(n, np.float32)
        apart = spaced[rows] | np.isin(forms[rows - 1], vocabulary.numbers((":",)))
        quoted = quoted_rows([strings[i] for i in forms[rows]], rows.tolist(), apart.tolist(), segment)
        return Tokens(
            vocabulary=vocabulary, start=starts, end=ends, segment=segment,
            sentence=(np.cumsum(parse.sentence_start) - 1).astype(np.int32),
            form=forms, lower=lower, lemma=lemmas, shape=vocabulary.shape[forms] if n else np.zeros(0, np.uint8),
            spaced=spaced, tag=parse.tag, pos=parse.pos, morph=parse.morph, head=parse.head, relation=parse.relation,
            margin=parse.tag_margin, quoted=quoted,
            sentence_starts=np.append(np.flatnonzero(parse.sentence_start), n).astype(np.int32),
            opens=parse.sentence_start,
            closes=np.append(parse.sentence_start[1:], True)[:n],
            suspicion=nothing, missing=nothing, effort=nothing,
        )  # fmt: skip

    def _tokenize(self, text: str, segments: SegmentTable) -> tuple[Int, Int, Int, Int]:
        """The tokens of all segments: form, start, end and segment of each."""
        starts, ends, owners = chunks(text, segments)
        found = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        which, form, start, end = self.cuts.tokens(found)
        return form, starts[which] + start, starts[which] + end, owners[which]

    def _lemmatize(self, lower: Int, parse: Parse) -> Int:
        keys = ((lower.astype(np.int64) * len(UPOS) + parse.pos) * len(TAGS) + parse.tag).tolist()
        known, strings = self.lemmas, self.vocabulary.strings
        for key in set(keys).difference(known):
            rest, tag = divmod(key, len(TAGS))
            word, pos = divmod(rest, len(UPOS))
            known[key] = self.vocabulary.id(lemma(strings[word], UPOS[pos], TAGS[tag]))
        return np.array([known[key] for key in keys], np.int32)
