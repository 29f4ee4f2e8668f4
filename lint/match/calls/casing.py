"""Capitals that are missing or too many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from lint.language.batch import Batch, running_rows
from lint.language.frequency import english_zipf
from lint.language.people import given_names, is_known_name, is_person_noun
from lint.language.places import capitalised_form, proper_adjectives, proper_names
from lint.language.pronouns import Gender
from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.identifiers import is_identifier
from lint.match.calls.strange import rows_where
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading


def proper_word(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Names of places, peoples, languages, months and days that lack their capital; `spare` are phrases that may."""
    tokens, text = reading.batch.tokens, reading.batch.text
    known = tokens.vocabulary.numbers(_names_of_places())
    mask = tokens.within("lower", known) & ((tokens.shape & Shape.LOWER) != 0)
    spare = frozenset(options["spare"])
    for row in np.flatnonzero(mask).tolist():
        start, end = tokens.span(row)
        right = capitalised_form(tokens.word(row))
        after = tokens.lower_word(row + 1) if row + 1 < len(tokens) else ""
        if right is None or f"{tokens.lower_word(row)} {after}" in spare or not _stands_alone(text, start, end):
            continue
        yield replacement(start, end, right, {"right": right})


def known_name(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Names without their capital that are no English word."""
    tokens, text = reading.batch.tokens, reading.batch.text
    for row in rows_where(reading, is_known_name, Shape.LOWER):
        if _is_prose(reading.batch, row):
            yield _capital(tokens, row, text)


def _is_prose(batch: Batch, row: int) -> bool:
    """False for a word of an address or a path, and of the names that programs have."""
    return _stands_alone(batch.text, *batch.tokens.span(row)) and not is_identifier(batch, row)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False inside an address, a handle, a path or a file name."""
    return (
        text[start - 1 : start] not in tuple("@#/\\_.&=")
        and text[end : end + 1] not in tuple("@/\\_=")
        and not (text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha())
    )


def set_name(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Names of two words that lack a capital; some are names only after “the”."""
    tokens = reading.batch.tokens
    names = {tuple(name.lower().split()): name for name in (*options["names"], *options["with_article"])}
    article = {tuple(name.lower().split()) for name in options["with_article"]}
    second = tokens.has_lower(*(words[1] for words in names)) & ~tokens.opens
    second[:1] = False
    for row in np.flatnonzero(second & np.roll(tokens.has_lower(*(words[0] for words in names)), 1)).tolist():
        pair = tokens.lower_word(row - 1), tokens.lower_word(row)
        start, end = tokens.span(row - 1, row)
        text = reading.batch.text[start:end]
        bare = pair in article and (row < 2 or tokens.lower_word(row - 2) != "the")
        if pair not in names or bare or text in (names[pair], names[pair].upper()) or text.split() != text.split(" "):
            continue
        if tokens.spaced[row] and not text.isupper():
            yield replacement(start, end, names[pair])


def lower_given_name(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A given name without its capital after the word for a person, or before a surname."""
    tokens = reading.batch.tokens
    known = tokens.vocabulary.numbers(_plain_names(tuple(options["spare"])))
    mask = tokens.within("lower", known) & ((tokens.shape & Shape.LOWER) != 0) & (tokens.shape & Shape.ALPHA != 0)
    for row in np.flatnonzero(mask).tolist():
        if row == 0 or tokens.sentence[row - 1] != tokens.sentence[row]:
            continue
        before = tokens.lower_word(row - 1)
        if (
            tokens.pos_name(row - 1) in ("NOUN", "PROPN")
            and tokens.tag_name(row)[:2] != "VB"
            and is_person_noun(before)
            and tokens.spaced[row]
        ):
            start, end = tokens.span(row)
            yield replacement(start, end, tokens.word(row).title())


@cache
def _names_of_places() -> frozenset[str]:
    return proper_adjectives() | proper_names()


@cache
def _plain_names(spare: tuple[str, ...]) -> frozenset[str]:
    names = given_names(Gender.MASCULINE) | given_names(Gender.FEMININE)
    return frozenset(name for name in names if len(name) > 2) - frozenset(spare)


def name_elsewhere(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A rare word in lower case that the document writes with a capital, as a name, elsewhere."""
    batch, tokens = reading.batch, reading.batch.tokens
    named = (
        ((tokens.shape & Shape.TITLE) != 0) & tokens.has_tag("NNP", "NNPS") & ~tokens.opens & reading.once(running_rows)
    )
    # In a title every word has its capital; a name has one or two of them.
    plain = (tokens.shape & (Shape.LOWER | Shape.PUNCT)) != 0
    named &= (np.roll(plain, 1) | np.roll(plain, 2)) & np.roll(plain, -1) & ~tokens.quoted
    lower = (tokens.shape & Shape.LOWER) != 0
    for number in sorted({batch.document_of(row) for row in np.flatnonzero(named).tolist()}):
        part = batch.part(number)
        capitals = Counter(tokens.lower[part][named[part]].tolist())
        known = tokens.within("lower", np.array([*capitals], np.int32))[part]
        places: dict[int, list[int]] = defaultdict(list)
        for row in (np.flatnonzero(lower[part] & known) + part.start).tolist():
            if _is_odd(tokens.lower_word(row)):
                places[int(tokens.lower[row])].append(row)
        for found in places.values():
            if len(found) <= capitals[int(tokens.lower[found[0]])]:
                yield from (_capital(tokens, row, batch.text) for row in found if _free(batch, row))


def _free(batch: Batch, row: int) -> bool:
    # “The johnson verb”: with an article, a name has become a word.
    article = row > 0 and batch.tokens.lower_word(row - 1) in ("the", "a", "an")
    return not article and _is_prose(batch, row)


@cache
def _is_odd(word: str) -> bool:
    ending = word.endswith(
        ("s", "ing", "ed", "er", "or", "ion", "ment", "ness", "ity", "ism", "ist", "ly", "al", "elle", "eur")
    )
    return len(word) > 3 and word.isalpha() and word.isascii() and english_zipf(word) <= (0 if ending else 2.5)


def _capital(tokens: Tokens, row: int, text: str) -> Hit:
    start, end = tokens.span(row)
    word = text[start:end]
    right = word[0].upper() + word[1:]
    return replacement(start, end, right, {"right": right})
