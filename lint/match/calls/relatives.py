"""“who” for things and “which” for persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.lexicon import words_in
from lint.language.tokens import Tokens
from lint.match.calls.clauses import FINITE, SUBJECTS
from lint.match.calls.mentions import Cast, Casts, Kind
from lint.match.hit import Hit
from lint.match.predicate import Reading

THINGS = ("abstract_noun", "place_noun", "time_noun", "body_noun", "organisation")
PERSONS = ("person", "people", "kinship", "collective", "organisation", "animal", "nationality", "indefinite_pronoun")
CLOSING = ("place_noun", "time_noun")
"""Nouns that end the phrase of another: the people in the house who, anyone today who."""
NOMINAL = frozenset(("nmod", "conj", "appos", "nmod:poss", "compound"))
MADE = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ing", "ure", "age", "ship", "hood", "ology")
"""Ends of nouns that name no person, but for a “being”."""
DONE = ("er", "or", "ist", "ian", "ant", "ent", "eer", "ee", "an", "man", "ese", "ite", "one", "body")
"""Ends of nouns that may name persons."""
EVERYDAY = 4.5
"""Zipf frequency of a noun from which it would be known if it named persons."""
STATES = frozenset(("country", "nation", "state"))
"""Places that decide and pay like persons."""
MODELS = frozenset(
    """model driver agent reader host master carrier head producer character figure number guide partner supplier server
    parent child leader player owner party maker""".split()
)
"""Persons, and devices, animals or firms that are called after them."""
NAMELESS = frozenset("i you he she we they him her them those one who none".split())


def who_of_thing(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“who” behind a noun that is no person, with no person in reach."""
    batch, tokens = reading.batch, reading.batch.tokens
    candidates = tokens.has_lower("who") & tokens.has_tag("WP") & ~tokens.opens
    things = _things()
    for row in np.flatnonzero(candidates).tolist():
        noun = _noun_before(batch, row)
        if noun is None or tokens.lower_word(noun) != tokens.word(noun) or not _finite_follows(batch, row):
            continue
        lemma = tokens.lemma_word(noun)
        known = lemma in things or (lemma.endswith(MADE) and not _may_be_person(lemma))
        if lemma in MODELS or not (known or _is_everyday_thing(tokens, noun)):
            continue
        people = reading.once(Casts)[batch.document_of(row)]
        beside = known and noun == row - 1 and not any(lemma in words_in(name) for name in CLOSING)
        if _person_above(batch, people, noun, things):
            continue
        if beside or _nobody_before(batch, people, row):
            yield _hit(batch, row, noun, ("which", "that"))


def _things() -> frozenset[str]:
    firms = {word for word in words_in("organisation") if word.endswith("er")}  # an insurer may be a man
    return frozenset[str]().union(*map(words_in, THINGS)) - words_in("collective") - words_in("person") - STATES - firms


def _may_be_person(lemma: str) -> bool:
    """Tell whether a noun names persons, groups of them, or animals."""
    return lemma == "being" or lemma in STATES or any(lemma in words_in(name) for name in PERSONS)


def _is_everyday_thing(tokens: Tokens, noun: int) -> bool:
    """A noun in the singular so common that it would be listed if it named persons, as plurals may: marines."""
    lemma = tokens.lemma_word(noun)
    known = _may_be_person(lemma) or lemma.endswith(DONE) or english_zipf(lemma) < EVERYDAY
    return tokens.tag_name(noun) == "NN" and not known


def _noun_before(batch: Batch, row: int) -> int | None:
    """The common noun right before a relative pronoun, a comma aside; “in the end, who knows” has none."""
    tokens = batch.tokens
    first, stop = tokens.sentence_rows(row)
    noun = row - 2 if tokens.word(row - 1) == "," else row - 1
    inside = noun >= first
    if inside and noun < row - 1 and (tokens.head[noun] > row or tokens.word(stop - 1) == "?"):
        return None
    return noun if inside and tokens.tag_name(noun) in ("NN", "NNS") else None


def _nobody_before(batch: Batch, people: Cast, row: int) -> bool:
    """Tell whether the sentence has spoken of nobody so far."""
    tokens = batch.tokens
    first = tokens.sentence_rows(row)[0]
    spoken = any(m.could_be_person or m.kind is Kind.BODY for m in people.between(first, row))
    words = tokens.lower_words(first, row)
    return not spoken and NAMELESS.isdisjoint(words) and words_in("indefinite_pronoun").isdisjoint(words)


def which_of_person(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“which” right behind a noun for a person that no thing governs."""
    batch, tokens = reading.batch, reading.batch.tokens
    candidates = tokens.has_lower("which") & np.roll(tokens.has_tag("NN", "NNS"), 1) & ~tokens.opens
    people = (words_in("person") - words_in("organisation") - words_in("collective")) | {"people"}
    for row in np.flatnonzero(candidates).tolist():
        noun = row - 1
        alone = tokens.lemma_word(noun) not in MODELS or _persons_above(batch, noun, people)
        if tokens.lemma_word(noun) in people and alone and _finite_follows(batch, row):
            yield _hit(batch, row, noun, ("who",))


def _persons_above(batch: Batch, noun: int, people: frozenset[str]) -> bool:
    """Tell whether all that a noun hangs on, up to its verb, are persons or numbers: one of the men and women."""
    tokens = batch.tokens
    while tokens.relation_name(noun) in NOMINAL and tokens.head[noun] != noun:
        noun = int(tokens.head[noun])
        if tokens.lemma_word(noun) not in people and tokens.tag_name(noun) not in ("CD", "DT"):
            return False
    return True


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
