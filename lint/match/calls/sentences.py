"""The sentences of a batch as a table of their own: where they stand, how they end, what they hold."""

from __future__ import annotations

import msgspec
import numpy as np

from lint.language.batch import Batch, running_rows
from lint.language.tokens import Bool, Int, Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import FINITE
from lint.match.predicate import Reading


class Sentences(msgspec.Struct, frozen=True):
    """The sentences of a batch, one row each."""

    first: Int
    last: Int
    words: Int
    finite: Int
    continues: Bool
    """A sentence of the same paragraph, closed by a full stop, stands before it."""
    stopped: Bool
    """A full stop closes it."""
    running: Bool
    """It stands in running text."""


def sentences(batch: Batch) -> Sentences:
    """Count what the sentences of a batch hold."""
    tokens = batch.tokens
    first = np.flatnonzero(tokens.opens).astype(np.int32)
    last = np.append(first[1:], len(tokens)).astype(np.int32) - 1
    stop = tokens.has_lower(".")
    before = np.maximum(first - 1, 0)
    continues = stop[before] & (tokens.segment[before] == tokens.segment[first]) & (first > 0) & tokens.spaced[first]
    return Sentences(
        first, last, per_sentence((tokens.shape & (Shape.ALPHA | Shape.NUMERIC)) != 0, first),
        per_sentence(_finite(tokens), first), continues, stop[last], running_rows(batch)[first],
    )  # fmt: skip


def has_prose(reading: Reading, least: int) -> list[bool]:
    """For each document whether it has so many sentences of running text that a full stop closes."""
    return [count >= least for count in reading.derived(_closed)]


def _closed(reading: Reading) -> list[int]:
    """How many sentences of running text each document has that a full stop closes."""
    batch, table = reading.batch, reading.once(sentences)
    starts = batch.tokens.start[table.first[table.stopped & table.running]]
    documents = np.searchsorted(batch.offsets, starts, side="right") - 1
    counts: list[int] = np.bincount(documents, minlength=len(batch.documents)).tolist()
    return counts


def per_sentence(mask: Bool, first: Int) -> Int:
    """How many rows of each sentence a mask holds for; `first` are the rows that open the sentences."""
    if not len(first):
        return first
    counts: Int = np.add.reduceat(mask.astype(np.int32), first)
    return counts


def _finite(tokens: Tokens) -> Bool:
    """Finite verbs; a capital inside a sentence speaks against one."""
    capital = (tokens.shape & (Shape.TITLE | Shape.UPPER)) != 0
    finite: Bool = tokens.has_tag(*FINITE) & ~(capital & ~tokens.opens)
    return finite
