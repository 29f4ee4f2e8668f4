"""The people of a whole report, against the pronouns that it uses for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.pronouns import Gender, Number, pronoun
from lint.match.calls.mentions import Cast, Kind, Mention, casts
from lint.match.calls.pronouns import FEMININE, MASCULINE, case_of
from lint.match.case import like
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

FORMS = {Gender.MASCULINE: MASCULINE, Gender.FEMININE: FEMININE}
MALE_OR_FEMALE = (Gender.MASCULINE, Gender.FEMININE)


def odd_sex(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """The few “he” of a report in which every person is a woman and “she” is the rule, and the other way round."""
    batch, tokens = reading.batch, reading.batch.tokens
    told = tokens.has_tag("PRP", "PRP$") & ~tokens.quoted
    rows = {sex: np.flatnonzero(told & tokens.has_lower(*FORMS[sex])) for sex in MALE_OR_FEMALE}
    for number in range(len(batch.documents)):
        extent = batch.rows(number)
        own = {sex: [r for r in rows[sex].tolist() if r in extent] for sex in MALE_OR_FEMALE}
        if not own[Gender.MASCULINE] or not own[Gender.FEMININE]:
            continue
        people = reading.once(casts)[number]
        for right, odd in (MALE_OR_FEMALE, MALE_OR_FEMALE[::-1]):
            if right in people.earliest and odd not in people.earliest:
                yield from _odd(batch, people, right, own[right], own[odd], options["least"])


def _odd(batch: Batch, people: Cast, right: Gender, usual: list[int], odd: list[int], least: int) -> Iterator[Hit]:
    person = next(m for m in people.all if m.sex is right)
    sentence = batch.tokens.sentence
    if len(usual) < least or 2 * len(odd) > len(usual) or person.plural or sentence[usual[0]] == sentence[odd[0]]:
        return
    for row in odd:
        if row <= person.last or _with_both(batch, row) or _another(batch, people, row):
            continue
        start, end = batch.tokens.span(row)
        new = like(batch.tokens.word(row), pronoun(3, Number.SINGULAR, right, case_of(batch, row)))
        captures = {"other": new, "person": batch.between(person.first, person.last)}
        yield replacement(start, end, new, captures)


def _with_both(batch: Batch, row: int) -> bool:
    """“he or she”, “his/her”: the writer leaves the sex open."""
    return batch.tokens.lower_word(row - 1) in {"or", "and", "/"}


def _another(batch: Batch, people: Cast, row: int) -> bool:
    """Somebody of unknown sex is close enough to be meant."""
    first, _ = batch.sentences_before(row, 1)
    return any(_may_be_meant(mention) for mention in people.between(first, row))


def _may_be_meant(mention: Mention) -> bool:
    unknown = mention.sex is None and not mention.plural
    return unknown and (mention.kind is Kind.PERSON or (mention.kind is Kind.NAME and mention.subject))
