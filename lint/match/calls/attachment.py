"""Relative clauses that stand behind a noun of which they cannot be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.lexicon import words_in
from lint.language.tokens import Tokens
from lint.match.hit import Hit
from lint.match.predicate import Reading

EVENTS = frozenset(
    "fire gunfire shots smoke attack attacks blast blasts explosions storm rain snow noise war fight protests".split()
)


def far_from_place(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“…, which houses” behind a noun that is no place, with the name of a place earlier in the sentence."""
    tokens = reading.batch.tokens
    verbs = tokens.has_lemma(*options["verbs"]) & tokens.has_tag("VBZ", "VBP", "VBD", "NNS")
    for row in np.flatnonzero(verbs).tolist():
        if row < 4 or tokens.lower_word(row - 1) not in {"which", "that"} or tokens.lower_word(row - 2) != ",":
            continue
        noun, (first, stop) = row - 3, tokens.sentence_rows(row)
        if noun <= first or not _is_event(tokens, noun):
            continue
        place = next((r for r in range(noun - 1, first, -1) if _is_place(tokens, r)), None)
        if place is not None:
            yield _moved(reading, row - 2, place, noun, stop)


def _is_event(tokens: Tokens, row: int) -> bool:
    """A lower-case noun for something that happens, which has no area to house or border anything."""
    word = tokens.lower_word(row)
    if tokens.tag_name(row) not in {"NN", "NNS", "VBG"} or not word.isalpha() or tokens.word(row) != word:
        return False
    return (
        word.endswith(("ing", "ion", "ions", "ment", "ings", "ance", "ence", "ness", "ity"))
        and word not in words_in("place_noun")
    ) or word in EVENTS


def _is_place(tokens: Tokens, row: int) -> bool:
    """The last word of a name behind “the”, or of a noun phrase with a noun for a place."""
    last = tokens.tag_name(row) in {"NNP", "NNPS"} or tokens.lemma_word(row) in words_in("place_noun")
    return last and "the" in tokens.lower_words(max(0, row - 4), row)


def _moved(reading: Reading, comma: int, place: int, noun: int, stop: int) -> Hit:
    batch, tokens = reading.batch, reading.batch.tokens
    last = stop - 1
    while last > comma and not tokens.lower_word(last)[0].isalnum():
        last -= 1
    start, end, to = *tokens.span(comma, last), int(tokens.end[place])
    clause = batch.text[start:end]
    behind = "," if tokens.lower_word(place + 1) != "," else ""
    edits = ((to, to, clause + behind), (start, end, ""))
    names = {"noun": tokens.word(noun), "place": tokens.word(place)}
    note = (int(tokens.start[place]), to, "what the clause is about")
    return Hit(int(tokens.start[comma + 1]), end, names, (edits,), (note,))
