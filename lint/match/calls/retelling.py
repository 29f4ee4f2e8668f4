"""Sentences that say in almost the same words what one before them said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.recurrence import Words, sentence_words, told_twice
from lint.match.hit import Hit
from lint.match.predicate import Reading


def sentence_again(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence that shares nearly all of its words, and every name and number, with one before it."""
    batch, least = reading.batch, options["percent"] / 100
    for number in range(len(batch.documents)):
        earlier: list[tuple[Words, range]] = []
        for rows in batch.sentences(batch.rows(number)):
            words = sentence_words(batch.tokens, rows)
            if len(words) < options["shortest"] or batch.tokens.lower_word(rows.stop - 1) not in {".", "!", "”", '"'}:
                continue
            close = (before for other, before in earlier[-options["reach"] :] if _alike(words, other, least))
            first = next(close, None)
            if first is not None and _telling(batch.tokens, first) == _telling(batch.tokens, rows):
                yield told_twice(reading, first, rows)
            earlier.append((words, rows))


def _alike(left: Words, right: Words, least: float) -> bool:
    """True if two different sentences share that part of their words, in order."""
    enough = least * max(len(left), len(right))
    if left == right or min(len(left), len(right)) < enough:
        return False
    # Each word said again can add one to what two sets of words share.
    if len(frozenset(left).intersection(right)) + len(left) - len(set(left)) < enough:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= least


def _telling(tokens: Tokens, rows: range) -> set[str]:
    """The numbers and names of a sentence: if they differ, it says something else."""
    telling = Shape.NUMERIC | Shape.TITLE | Shape.UPPER
    return {tokens.lower_word(r) for r in rows if tokens.shape[r] & telling and not tokens.opens[r]}
