"""Sentences that break off before they are complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.lexicon import words_in
from lint.language.tokens import Tokens
from lint.match.calls.clauses import FINITE
from lint.match.hit import Hit
from lint.match.predicate import Reading

# Who acts; “the right to vote” and “a place to stay” are whole.
BODIES = ("organisation", "person", "role", "collective")


def stranded(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A preposition between a noun and the full stop, in a sentence with nothing that it could belong to."""
    tokens = reading.batch.tokens
    prepositions = tokens.has_lower(*options["words"]) & tokens.has_tag("IN", "TO") & ~tokens.quoted
    for row in np.flatnonzero(prepositions).tolist():
        first, stop = tokens.sentence_rows(row)
        if row + 2 != stop or tokens.lower_word(row + 1) != "." or row - first < 4 or tokens.spaced[row + 1]:
            continue
        if tokens.tag_name(row - 1) not in {"NN", "NNS", "NNP"} or _may_strand(tokens, first, row, options):
            continue
        start, end = tokens.span(row, row + 1)
        yield Hit(start, end, {"word": tokens.word(row)})


def _may_strand(tokens: Tokens, first: int, row: int, options: Mapping[str, Any]) -> bool:
    """A relative clause, an infinitive or a clause right behind a noun may end in a preposition."""
    if any(word in options["unless"] for word in tokens.lower_words(first, row)):
        return True
    nouns = [r for r in range(first, row) if tokens.tag_name(r) in {"NN", "NNS"}]
    return any(tokens.tag_name(r + 1) in {"PRP", "DT", "PRP$", "NNP"} for r in nouns[:-1])


def infinitive(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence with a full stop that opens with a noun phrase and an infinitive, and has no finite verb."""
    tokens = reading.batch.tokens
    finite = tokens.has_tag(*FINITE)
    infinitives = tokens.has_tag("TO") & ~tokens.quoted
    for row in np.flatnonzero(infinitives).tolist():
        first, stop = tokens.sentence_rows(row)
        if not 2 <= row - first <= 5 or stop - first <= options["shortest"] or tokens.lower_word(stop - 1) != ".":
            continue
        if tokens.tag_name(first) not in {"DT", "NNP"} or finite[first:stop].any() or tokens.tag_name(row + 1) != "VB":
            continue
        if {*tokens.tag_names(first + 1, row)} - {"NN", "NNP", "NNS", "JJ", "HYPH"}:
            continue
        if any(word in {"first", "last", "next", "only", "best"} for word in tokens.lower_words(first, row)):
            continue
        if any(tokens.lower_word(row - 1) in words_in(name) for name in BODIES) or tokens.tag_name(row - 1) == "NNP":
            yield Hit(*tokens.span(row, row + 1), {"noun": tokens.word(row - 1), "act": tokens.word(row + 1)})
