"""“its” for a person, and the forms of the personal pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.pronouns import Case, Gender, Number, pronoun, pronoun_features
from lint.match.calls.events import FORMS, HE, SHE
from lint.match.calls.mentions import Cast, Casts, Kind, Mention
from lint.match.case import like
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

MASCULINE, FEMININE = FORMS[HE], FORMS[SHE]


def _name_of(batch: Batch, mention: Mention) -> str:
    return batch.between(mention.first, mention.last)


def _hit(batch: Batch, row: int, person: Mention, right: Gender) -> Hit:
    tokens = batch.tokens
    start, end, word = *tokens.span(row), tokens.word(row)
    new = like(word, pronoun(3, Number.SINGULAR, right, case_of(batch, row)))
    place = (*tokens.span(person.first, person.last), "the person meant")
    captures = {"other": new, "person": _name_of(batch, person)}
    return replacement(start, end, new, captures, (place,))


def case_of(batch: Batch, row: int) -> Case:
    """The job that a pronoun does in its sentence."""
    tokens = batch.tokens
    cases: Sequence[Case] = [reading.case for reading in pronoun_features(tokens.word(row))]
    if Case.DETERMINER in cases and tokens.tag_name(row) == "PRP$":
        return Case.DETERMINER
    return next((case for case in cases if case is not Case.DETERMINER), cases[0])


def neuter(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“its” where the subject is a person and no thing stands before it."""
    batch, tokens = reading.batch, reading.batch.tokens
    for row in np.flatnonzero(tokens.has_lower("its") & tokens.has_relation("nmod:poss")).tolist():
        people = reading.once(Casts)[batch.document_of(row)]
        person = _owner(batch, people, row)
        if person is not None and person.sex is not None:
            yield _hit(batch, row, person, person.sex)


def _owner(batch: Batch, people: Cast, row: int) -> Mention | None:
    tokens = batch.tokens
    above = frozenset(_ancestors(batch, row))
    first, _ = batch.sentences_before(row, 1)
    opening = tokens.sentence_rows(row)[0]
    subject = None
    for mention in people.between(first, row):
        if mention.kind is Kind.PERSON and mention.subject and not mention.plural and mention.first >= opening:
            subject = mention
        elif mention.kind is not Kind.PERSON and not mention.plural and mention.row not in above:
            return None
    if any(word in ("it", "this", "that", "which") for word in tokens.lower_words(first, row)):
        return None
    return subject


def _ancestors(batch: Batch, row: int) -> Iterator[int]:
    """The thing possessed and what it is part of, none of which can be the possessor."""
    tokens = batch.tokens
    owned = int(tokens.head[row])
    yield owned
    while tokens.relation_name(owned) == "nmod":
        owned = int(tokens.head[owned])
        yield owned
