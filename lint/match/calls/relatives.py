"""“who” for things and “which” for persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.lexicon import words_in
from lint.match.calls.clauses import FINITE, SUBJECTS
from lint.match.calls.mentions import Cast, casts
from lint.match.hit import Hit
from lint.match.predicate import Reading

THINGS = ("abstract_noun", "place_noun", "time_noun", "body_noun", "organisation")
NOMINAL = frozenset(("nmod", "conj", "appos", "nmod:poss", "compound"))


def who_of_thing(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“who” right behind a noun that is no person, with no person in reach."""
    batch, tokens = reading.batch, reading.batch.tokens
    candidates = tokens.has_lower("who") & tokens.has_tag("WP") & ~tokens.opens
    candidates &= np.roll(tokens.has_tag("NN", "NNS"), 1)
    things = frozenset[str]().union(*map(words_in, THINGS)) - words_in("collective") - words_in("person")
    for row in np.flatnonzero(candidates).tolist():
        noun = row - 1
        if (
            tokens.lower_word(noun) == tokens.word(noun)
            and tokens.lemma_word(noun) in things
            and _finite_follows(batch, row)
        ):
            people = reading.once(casts)[batch.document_of(row)]
            if not _person_above(batch, people, noun, things):
                yield _hit(batch, row, noun, ("which", "that"))


def which_of_person(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“which” right behind a noun for a person that no thing governs."""
    batch, tokens = reading.batch, reading.batch.tokens
    candidates = tokens.has_lower("which") & np.roll(tokens.has_tag("NN", "NNS"), 1)
    people = words_in("person") - words_in("organisation") - words_in("collective")
    for row in np.flatnonzero(candidates).tolist():
        noun = row - 1
        bare = tokens.relation_name(noun) not in NOMINAL
        if tokens.lemma_word(noun) in people and bare and _finite_follows(batch, row):
            yield _hit(batch, row, noun, ("who",))


def _finite_follows(batch: Batch, row: int) -> bool:
    tokens = batch.tokens
    after = row + 1
    while after < len(tokens) and tokens.tag_name(after) == "RB":
        after += 1
    return after < len(tokens) and tokens.tag_name(after) in FINITE


def _person_above(batch: Batch, people: Cast, noun: int, things: frozenset[str]) -> bool:
    """Tell whether a person governs the noun, stands between it and its verb, or is the verb's subject."""
    tokens = batch.tokens
    top = noun
    while tokens.relation_name(top) in NOMINAL and tokens.head[top] != top:
        top = int(tokens.head[top])
        # A plural of which nothing is known may well be people.
        if tokens.tag_name(top) == "NNS" and tokens.lemma_word(top) not in things:
            return True
    verb = int(tokens.head[top])
    first = min(verb, top, noun)
    if tokens.relation_name(top) in SUBJECTS or verb == top:
        first = min(top, noun)
    near = any(m.could_be_person for m in people.between(first, noun))
    subjects = [m for m in people.between(tokens.sentence_rows(noun)[0], noun) if m.subject and m.could_be_person]
    return near or any(tokens.head[m.row] == verb for m in subjects)


def _hit(batch: Batch, row: int, noun: int, words: tuple[str, ...]) -> Hit:
    tokens = batch.tokens
    start, end = tokens.span(row)
    place = (*tokens.span(noun), "what it speaks of")
    return Hit(start, end, {"noun": tokens.word(noun)}, tuple(((start, end, word),) for word in words), (place,))
