"""What the estimator suspects: words, and sentences beyond repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.match.gate import share
from lint.match.hit import Hit
from lint.match.predicate import Reading
from lint.patterns import late
from lint.source import PLACEHOLDER

FUNCTION = ("ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ")
"""What holds words together."""
STRONGEST = 3
"""Words of a suspect phrase that are shown as its evidence."""
COMMON = 3.0
"""A name or a quoted word that English uses less often (Zipf frequency) is odd only for being rare."""
_CODE = late(rf"[_/\\@#=<>|{{}}{PLACEHOLDER}]|\w\.\w")


def suspect_words(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Phrases with a word of which it is sure enough, and the words around it of which it is less sure."""
    tokens = reading.batch.tokens
    suspicion = np.where(reading.once(_spared), np.float32(0), tokens.suspicion)
    sure = (suspicion >= share(options["at"])) & ~tokens.has_pos("PUNCT")
    for rows in _runs(tokens, sure | (suspicion >= share(options["join"]))):
        if sure[rows].any():
            # What holds words together is left off at the edges, unless it is suspect itself.
            kept = rows[(sure | ~tokens.has_pos(*FUNCTION))[rows]]
            first, last = int(kept[0]), int(kept[-1])
            ranked = sorted(range(first, last + 1), key=lambda row: (-suspicion[row], row))
            shown = ranked[:STRONGEST] if first < last else []
            evidence = tuple((*tokens.span(row), f"{_percent(suspicion[row])} % sure of") for row in shown)
            captures = {"sure": _percent(suspicion[ranked[0]])}
            yield Hit(*tokens.span(first, last), captures, evidence=evidence)


def retranslate(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Sentences of so many words of which an editor would change so much that it is better to begin anew."""
    tokens = reading.batch.tokens
    for row in np.flatnonzero(tokens.opens & (tokens.effort >= share(options["at"]))).tolist():
        first, stop = tokens.sentence_rows(row)
        if np.count_nonzero((tokens.shape[first:stop] & Shape.PUNCT) == 0) >= options["words"]:
            yield Hit(*tokens.span(first, stop - 1), {"share": _percent(tokens.effort[row])})


def _percent(value: np.float32) -> str:
    return f"{round(100 * float(value))}"


def _runs(tokens: Tokens, mask: Bool) -> Sequence[NDArray[np.intp]]:
    """The rows of a mask, those in a row within a sentence together."""
    rows = np.flatnonzero(mask)
    if not len(rows):
        return []
    breaks = (np.diff(rows) > 1) | (np.diff(tokens.sentence[rows]) > 0)
    return np.split(rows, np.flatnonzero(breaks) + 1)


def _spared(batch: Batch) -> Bool:
    """Mask of the rows that look odd only for being rare: names, figures, code, quotations in other languages."""
    tokens = batch.tokens
    capital = (tokens.shape & (Shape.TITLE | Shape.UPPER | Shape.MIXED)) != 0
    distinct, which = np.unique(tokens.form, return_inverse=True)
    words = [tokens.vocabulary.strings[number] for number in distinct.tolist()]
    rare = np.array([english_zipf(word) < COMMON for word in words], bool)[which]
    code = np.array([_CODE().search(word) is not None for word in words], bool)[which]
    # “Kitchen” as a name may well be a mistake; “Zielonacki” is just rare.
    name = tokens.has_pos("PROPN") & capital & rare
    foreign = tokens.has_tag("FW") | (tokens.quoted & rare)
    odd = (tokens.shape & (Shape.NUMERIC | Shape.MIXED)) != 0
    spared: Bool = name | foreign | odd | code | tokens.has_tag("ADD")
    return spared
