"""A word or phrase that comes back after a comma or a conjunction, where the translator had one word for two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import FINITE
from lint.match.edits import deletion
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading

NUMBERS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth", "7th": "seventh",
    "8th": "eighth", "9th": "ninth", "10th": "tenth", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five",
    "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten",
}  # fmt: skip
LONGEST_CLAUSE = 12
CLAUSE_EDGES = frozenset({",", ":", "CC", "``", "-LRB-"})


def joined(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“X and X”: one word on both sides of a conjunction, and nothing behind the second that tells them apart."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"])
    for row in np.flatnonzero(tokens.has_lower(*options["joints"])).tolist():
        if not 0 < row < len(tokens) - 1 or not _alike(tokens, row - 1, row + 1):
            continue
        word = tokens.lower_word(row + 1)
        if word in spare or tokens.tag_name(row + 1) not in options["tags"] or not tokens.shape[row + 1] & Shape.ALPHA:
            continue
        if not _ends_phrase(tokens, row + 1, options) or _has_own_part(tokens, row - 1, options):
            continue
        if word.endswith("er") and tokens.tag_name(row + 1) == "JJ":
            continue  # “hotter and hotter”, whatever the tagger says
        start, end = tokens.span(row - 1, row + 1)
        yield Hit(start, end, {"word": tokens.word(row + 1)}, (_cure(reading, row),))


def _cure(reading: Reading, row: int) -> Edits:
    """Of “X and X” the first stays; “X or X” mostly lacks the “not” of its second half."""
    tokens = reading.batch.tokens
    if tokens.lower_word(row) == "or" and tokens.tag_name(row + 1) == "JJ":
        at = int(tokens.start[row + 1])
        return ((at, at, "not "),)
    return (deletion(reading.batch.text, int(tokens.end[row - 1]), int(tokens.end[row + 1])),)


def _alike(tokens: Tokens, left: int, right: int) -> bool:
    return bool(tokens.lower[left] == tokens.lower[right] and tokens.sentence[left] == tokens.sentence[right])


def _ends_phrase(tokens: Tokens, row: int, options: Mapping[str, Any]) -> bool:
    return bool(tokens.closes[row]) or tokens.tag_name(row + 1) in options["next"]


def _has_own_part(tokens: Tokens, row: int, options: Mapping[str, Any]) -> bool:
    return (
        row > 0
        and tokens.sentence[row - 1] == tokens.sentence[row]
        and tokens.lower_word(row - 1) in options["never_after"]
    )


def respelt(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“2nd floor, second floor”: a phrase and again the same phrase with its number in words."""
    tokens = reading.batch.tokens
    written = np.concatenate([np.zeros(3, bool), tokens.has_lower(*NUMBERS, *NUMBERS.values()), np.zeros(3, bool)])
    beside = np.logical_or.reduce([written[3 + k : len(written) - 3 + k] for k in (-3, -2, -1)])
    for row in np.flatnonzero(tokens.has_lower(",") & beside).tolist():
        for length in (2, 3):
            left, right = range(row - length, row), range(row + 1, row + 1 + length)
            if (
                left.start < 0
                or right.stop > len(tokens)
                or tokens.sentence[left.start] != tokens.sentence[right.stop - 1]
            ):
                continue
            pairs = [(tokens.lower_word(a), tokens.lower_word(b)) for a, b in zip(left, right, strict=True)]
            changed = [(a, b) for a, b in pairs if a != b]
            if len(changed) == 1 and (
                NUMBERS.get(changed[0][0]) == changed[0][1] or NUMBERS.get(changed[0][1]) == changed[0][0]
            ):
                start, end = tokens.span(left.start, right.stop - 1)
                first = (int(tokens.end[row - 1]), end, "")
                second = (start, int(tokens.start[row + 1]), "")
                words = changed[0][0][0].isdigit()
                yield Hit(start, end, {}, ((second,), (first,)) if words else ((first,), (second,)))


def clause_twice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """The same clause before and after a comma or semicolon, once."""
    tokens = reading.batch.tokens
    finite = tokens.has_tag(*FINITE)
    last = -1
    for row in np.flatnonzero(tokens.has_lower(",", ";")).tolist():
        length = _echo(tokens, row)
        if length < options["shortest"] or row - length <= last or not finite[row - length : row].any():
            continue
        last = row + length
        start, end = tokens.span(row + 1, row + length)
        cut = deletion(reading.batch.text, int(tokens.end[row - 1]), end)
        yield Hit(start, end, {}, ((cut,),), ((*tokens.span(row - length, row - 1), "the first time"),))


def _echo(tokens: Tokens, row: int) -> int:
    """How many words, a clause of their own before a comma, come back right after it; 0 if none do."""
    for length in range(min(LONGEST_CLAUSE, row, len(tokens) - 1 - row), 2, -1):
        first = row - length
        if tokens.lower[first] == tokens.lower[row + 1] and tokens.segment[first] == tokens.segment[row + length]:
            same = np.array_equal(tokens.lower[first:row], tokens.lower[row + 1 : row + 1 + length])
            begins = tokens.opens[first] or tokens.tag_name(first - 1) in CLAUSE_EDGES
            if same and begins and (tokens.shape[first:row] & Shape.ALPHA).all():
                return length
    return 0


def adverb_again(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """An adverb of a clause that closes the sentence once more: “has very changed, very.”"""
    tokens = reading.batch.tokens
    for row in np.flatnonzero(tokens.has_lower(*options["words"])).tolist():
        if (
            row < 2
            or tokens.lower_word(row - 1) != ","
            or row + 1 >= len(tokens)
            or tokens.lower_word(row + 1) not in {".", "!"}
        ):
            continue
        first, _ = tokens.sentence_rows(row)
        earlier = np.flatnonzero(tokens.lower[first : row - 1] == tokens.lower[row])
        if len(earlier):
            at = first + int(earlier[-1])
            cut = (int(tokens.end[row - 2]), int(tokens.end[row]), "")
            evidence = ((*tokens.span(at), "here already"),)
            yield Hit(*tokens.span(row - 1, row), {"word": tokens.word(row)}, ((cut,),), evidence)
