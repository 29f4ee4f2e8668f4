"""Words and phrases that stand twice or more in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from lint.language.batch import Batch
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.match.edits import deletion
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading
from lint.model import Safety
from lint.source import PLACEHOLDER

LONGEST = 12
"""Words in the longest phrase whose repetition is looked for."""
HYPHENED = re.compile(r"[-\u2010\u2011](?=\w)")
"""What makes the last word the beginning of another one."""
MARKS = frozenset({",", ";", "-", "–", "—", "/", "and", "or"})


class Run(NamedTuple):
    """Rows first to stop (excluded), in which every `period` rows the same words come back."""

    first: int
    stop: int
    period: int

    @property
    def times(self) -> int:
        """How often the phrase stands there in full."""
        return (self.stop - self.first) // self.period


def stretches(mask: Bool, shortest: int) -> Iterator[tuple[int, int]]:
    """Start and stop of the runs of true values that are long enough."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    starts, stops = edges[::2], edges[1::2]
    long = stops - starts >= shortest
    yield from zip(starts[long].tolist(), stops[long].tolist(), strict=True)


def runs(batch: Batch) -> list[Run]:
    """The repetitions in a batch, shortest phrase first."""
    return list(_runs(batch.tokens))


def _runs(tokens: Tokens) -> Iterator[Run]:
    taken = np.zeros(len(tokens), bool)
    for period in range(1, min(LONGEST, len(tokens) - 1) + 1):
        same = (tokens.lower[period:] == tokens.lower[:-period]) & (tokens.segment[period:] == tokens.segment[:-period])
        for first, stop in stretches(same, period):
            if not taken[first]:
                taken[first : stop + period] = True
                first += _marks_before(tokens, first, stop - first - period)
                yield Run(first, stop + period, period)


def _marks_before(tokens: Tokens, first: int, most: int) -> int:
    """How many rows at the start of a run are marks, which belong to the end of the phrase."""
    n = 0
    while n < most and tokens.shape[first + n] & Shape.PUNCT:
        n += 1
    return n


def doubled_word(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A word twice or three times in a row; `spare` and `names` may stand so."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"])
    for run in reading.once(runs):
        word = tokens.lower_word(run.first)
        if run.period > 1 or run.times > 3 or word in spare or not _is_word(tokens, run.first):
            continue
        opening = word in options["sure"] and _opens(tokens, run)
        if (not opening and _is_name(tokens, run, options)) or _is_idiom(tokens, run, options):
            continue
        if HYPHENED.match(reading.batch.text, _span(tokens, run)[1]):
            continue  # “shifted and and-ed”
        lower = bool(tokens.shape[run.stop - 1] & Shape.LOWER)
        if word in options["sure"] and not (lower or opening):
            continue  # “the The Hague agreement”
        if tokens.shape[run.first] & Shape.UPPER and lower and len(word) > 1:
            continue  # “AND and OR”
        safety = Safety.SAFE if word in options["sure"] and lower else None
        yield Hit(*_span(tokens, run), {"word": tokens.word(run.first)}, (_kept(reading, run),), safety=safety)


def _opens(tokens: Tokens, run: Run) -> bool:
    """“The The town” at the beginning of a sentence; a band of this name does not stand before its noun."""
    titles = tokens.shape[run.first : run.stop] & Shape.TITLE
    more = run.stop < len(tokens) and tokens.shape[run.stop] & Shape.LOWER
    return bool(tokens.opens[run.first] and titles.all() and more and tokens.tag_name(run.stop) in ("NN", "NNS", "JJ"))


def doubled_phrase(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A phrase of two words or more twice or three times in a row."""
    tokens = reading.batch.tokens
    for run in reading.once(runs):
        if run.period == 1 or run.times > 3 or not _is_phrase(tokens, run.first, run.period):
            continue
        last = run.first + run.period - 1
        if tokens.lower_word(last) in MARKS or tokens.lower_word(run.first) in MARKS:
            continue
        if run.period == 2 and tokens.lower_word(last) in options["steps"]:
            continue
        whole = Run(run.first, run.first + run.times * run.period, run.period)
        yield Hit(*_span(tokens, whole), {"phrase": _phrase(reading, run)}, (_kept(reading, whole),))


def loop(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A word or phrase four times in a row or more, as a decoder that cannot stop writes it."""
    tokens = reading.batch.tokens
    for run in reading.once(runs):
        letters = tokens.shape[run.first : run.first + run.period] & Shape.ALPHA
        if _times(tokens, run) < options["times"] or not letters.any():
            continue
        if tokens.lower_word(run.first) in options["spare"] and np.count_nonzero(letters) == 1:
            continue
        yield Hit(*_span(tokens, run), {"phrase": _phrase(reading, run)}, (_kept(reading, run),))


def _is_word(tokens: Tokens, row: int) -> bool:
    return (
        bool(tokens.shape[row] & Shape.ALPHA)
        and tokens.lower_word(row)[0].isalpha()
        and not tokens.lower_word(row).endswith(".")
    )


def _is_name(tokens: Tokens, run: Run, options: Mapping[str, Any]) -> bool:
    """A short capitalised doublet is a name of some language (Li Li), a long one is in the list or a slip."""
    titles = tokens.shape[run.first : run.stop] & (Shape.TITLE | Shape.UPPER | Shape.MIXED)
    word = tokens.lower_word(run.first)
    return bool(titles[-1]) and (word in options["names"] or len(word) < options["shortest_name"])


def _is_idiom(tokens: Tokens, run: Run, options: Mapping[str, Any]) -> bool:
    """“What it is is this”, “the house he lived in in Rome”: the first word ends a clause."""
    word, first = tokens.lower_word(run.first), run.first
    if word in options["after_clause"]:
        if tokens.lower_words(max(0, first - 2), first) == [",", "who"]:
            return False  # “the driver, who was was drunk”
        sentence = tokens.sentence[first]
        before = range(max(0, first - 12), first)
        return any(tokens.lower_word(r) in options["clause_words"] and tokens.sentence[r] == sentence for r in before)
    return word in options["particles"] and first > 0 and tokens.tag_name(first - 1) in options["particle_hosts"]


def _is_phrase(tokens: Tokens, first: int, period: int) -> bool:
    shape = tokens.shape[first : first + period]
    words = np.count_nonzero(shape & Shape.ALPHA)
    ids = tokens.lower[first : first + period].tolist()
    opaque = tokens.vocabulary.ids.get(PLACEHOLDER)
    return bool(words >= 2 and not (shape & Shape.NUMERIC).any() and len({*ids}) > 1 and opaque not in ids)


def _times(tokens: Tokens, run: Run) -> int:
    """How often the phrase stands there, the last copy without its comma included."""
    mark = run.period > 1 and tokens.lower_word(run.first + run.period - 1) in MARKS
    return (run.stop - run.first + mark) // run.period


def _phrase(reading: Reading, run: Run) -> str:
    last = run.first + run.period - 1
    if reading.batch.tokens.lower_word(last) in MARKS and run.period > 1:
        last -= 1
    return reading.batch.between(run.first, last)


def _span(tokens: Tokens, run: Run) -> tuple[int, int]:
    return tokens.span(run.first, run.stop - 1)


def _kept(reading: Reading, run: Run) -> Edits:
    """The edit that leaves the first copy, and what the last one lacks of a whole."""
    tokens = reading.batch.tokens
    rest = (run.stop - run.first) % run.period
    keep, stop = run.first + run.period - 1, run.stop - 1 - rest
    if rest and rest == run.period - 1 and tokens.lower_word(keep) in MARKS:
        keep, stop = keep - 1, run.stop - 1
    start = int(tokens.end[keep])
    return (deletion(reading.batch.text, start, int(tokens.end[stop])),)
