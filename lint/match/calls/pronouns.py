"""Personal pronouns against the sex of the person whom they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.pronouns import Case, Gender, Number, pronoun, pronoun_features
from lint.match.calls.clauses import children_by
from lint.match.calls.mentions import Cast, Kind, Mention, casts
from lint.match.case import like
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

MASCULINE, FEMININE = ("he", "him", "his", "himself"), ("she", "her", "hers", "herself")
# The object of a verb is somebody else than its subject; a possessor, or a subject of a clause below, may be the same.
OF_SUBJECT = frozenset(("nmod:poss", "nsubj", "nsubj:pass"))
# What English, or old English, may call "she".
SHE_THINGS = frozenset(
    "ship boat vessel yacht ferry country nation church city motherland car moon earth cat dog horse".split()
)


def sex(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“she” where only a man is in reach, and the other way round."""
    batch, tokens = reading.batch, reading.batch.tokens
    for row in np.flatnonzero(tokens.has_lower(*MASCULINE, *FEMININE) & tokens.has_tag("PRP", "PRP$")).tolist():
        people = reading.once(casts)[batch.document_of(row)]
        shown = Gender.MASCULINE if tokens.lower_word(row) in MASCULINE else Gender.FEMININE
        person = _only_person(batch, people, row, shown)
        if person is not None and person.sex is not None:
            yield _hit(batch, row, person, person.sex)


def _only_person(batch: Batch, people: Cast, row: int, shown: Gender) -> Mention | None:
    """The subject of the other sex that the pronoun must stand for; None where anybody else may be meant."""
    tokens = batch.tokens
    if tokens.relation_name(row) not in OF_SUBJECT:
        return None
    opening = tokens.sentence_rows(row)[0]
    sentence = people.between(opening, row)
    subject = next((m for m in reversed(sentence) if m.subject and m.kind is Kind.PERSON and not m.plural), None)
    if subject is None or subject.sex in (None, shown) or tokens.quoted[subject.row] != tokens.quoted[row]:
        return None
    if not _settled(batch, subject, row):
        return None
    forms = MASCULINE if shown is Gender.MASCULINE else FEMININE
    if any(word in forms for word in tokens.lower_words(opening, subject.last)) or _possessed(batch, subject):
        return None
    first, stop = batch.sentences_before(row, 1)
    if any(m.sex is shown or _may_be_other(batch, m, subject, row) for m in people.between(first, stop)):
        return None
    return None if people.earliest.get(shown, first) < first else subject


def _settled(batch: Batch, subject: Mention, row: int) -> bool:
    """Tell whether the text itself must hold the antecedent: it is not one lone sentence of a longer text.

    There only a possessor is safe, and only if the subject is a name.
    """
    tokens = batch.tokens
    first = batch.rows(batch.document_of(row)).start
    if tokens.sentence[row] - tokens.sentence[first] >= 2:
        return True
    return tokens.tag_name(subject.last) == "NNP" and tokens.relation_name(row) == "nmod:poss"


def _possessed(batch: Batch, mention: Mention) -> bool:
    """“His mother” brings a second person in."""
    return bool(children_by(batch.tokens, mention.row, "nmod:poss"))


def _may_be_other(batch: Batch, mention: Mention, subject: Mention, row: int) -> bool:
    if mention.sex is not None:
        return False
    tokens = batch.tokens
    # “Maria Lund, the mayor”: one person.
    if tokens.relation_name(mention.row) == "appos" and subject.first <= tokens.head[mention.row] <= subject.last:
        return False
    if not mention.could_be_person:
        return mention.row < row and tokens.lemma_word(mention.row) in SHE_THINGS
    return not mention.plural and _name_of(batch, mention) not in batch.between(subject.first, subject.last)


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
        people = reading.once(casts)[batch.document_of(row)]
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
