"""Sentences that say in almost the same words what one before them said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from difflib import SequenceMatcher
from typing import Any

from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.recurrence import Sentence, sentences, told_twice
from lint.match.hit import Hit
from lint.match.predicate import Reading


def sentence_again(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence that shares nearly all of its words, and every name and number, with one before it."""
    tokens, least = reading.batch.tokens, options["percent"] / 100
    for document in reading.once(sentences):
        earlier: list[tuple[Sentence, frozenset[int]]] = []
        for told in document:
            size = len(told.words)
            if size < options["shortest"] or tokens.lower_word(told.rows.stop - 1) not in {".", "!", "”", '"'}:
                continue
            distinct = frozenset(told.words)
            low, high = least * size, size / least
            near = (each for each in earlier[-options["reach"] :] if low <= len(each[0].words) <= high)
            first = next((before for before, words in near if _alike(told, distinct, before, words, least)), None)
            if first is not None and _telling(tokens, first.rows) == _telling(tokens, told.rows):
                yield told_twice(reading, first.rows, told.rows)
            earlier.append((told, distinct))


def _alike(left: Sentence, mine: Set[int], right: Sentence, yours: Set[int], least: float) -> bool:
    """True if two different sentences of like length, each with its set of words, share that part of them in order."""
    if left.words == right.words:
        return False
    # Each word said again can add one to what two sets of words share.
    if len(mine & yours) + len(left.words) - len(mine) < least * max(len(left.words), len(right.words)):
        return False
    return SequenceMatcher(None, left.words, right.words, autojunk=False).ratio() >= least


def _telling(tokens: Tokens, rows: range) -> set[str]:
    """The numbers and names of a sentence: if they differ, it says something else."""
    telling = Shape.NUMERIC | Shape.TITLE | Shape.UPPER
    return {tokens.lower_word(r) for r in rows if tokens.shape[r] & telling and not tokens.opens[r]}
