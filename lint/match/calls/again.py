"""Phrases that come back within a sentence, and names that come back with other capitals inside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from lint.language.frequency import english_zipf
from lint.language.vocabulary import Shape
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

EVERYDAY = 3.0
"""Zipf frequency from which a word is English, and only by chance the letters of a name."""


def prepositional(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """The same preposition, article and noun twice within some words, with no second clause or member between."""
    tokens = reading.batch.tokens
    openers = tokens.has_lower(*options["words"]) & ~tokens.quoted
    openers[:-2] &= tokens.has_lower("the", "a", "this")[1:-1] & tokens.has_tag("NN", "NNS")[2:]
    openers[-2:] = False
    rows = np.flatnonzero(openers).tolist()
    for left, right in pairwise(rows):
        if tokens.sentence[left] != tokens.sentence[right] or not 3 < right - left <= options["reach"]:
            continue
        if any(tokens.lower[left + k] != tokens.lower[right + k] for k in range(3)):
            continue
        between = tokens.lower_words(left + 3, right)
        if any(word in options["between"] for word in between[1 if tokens.opens[left] else 0 :]):
            continue
        if tokens.tag_name(left + 3) in {"NN", "NNS", "NNP"} or "of" in between[:1]:
            continue
        if not {"NN", "NNS", "IN"}.isdisjoint(tokens.tag_names(right + 3, right + 4)):
            continue
        note = (*tokens.span(left, left + 2), "the first time")
        yield Hit(*tokens.span(right, right + 2), {}, (), (note,))


def inner_capital(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“Softbank” in a document that has “SoftBank”."""
    batch, tokens = reading.batch, reading.batch.tokens
    inner = ((tokens.shape & Shape.MIXED) != 0) & ((tokens.shape & Shape.ALPHA) != 0)
    plain = ((tokens.shape & Shape.TITLE) != 0) & ~inner
    for number in range(len(batch.documents)):
        part = batch.part(number)
        mixed = np.flatnonzero(inner[part]) + part.start
        forms: dict[int, Counter[str]] = defaultdict(Counter)
        for row in mixed.tolist():
            forms[int(tokens.lower[row])][tokens.word(row)] += 1
        titles = np.flatnonzero(plain[part]) + part.start
        for row in titles.tolist() if forms else ():
            usual = forms.get(int(tokens.lower[row]))
            address = batch.text[tokens.end[row] : tokens.end[row] + 2].strip(".").isalnum()
            if usual is not None and not address and english_zipf(tokens.lower_word(row)) < EVERYDAY:
                new = usual.most_common(1)[0][0]
                start, end = tokens.span(row)
                yield replacement(start, end, new, {"other": new})
