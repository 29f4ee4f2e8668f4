"""Pronouns whose antecedent has another number, or that have none in reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.lexicon import words_in
from lint.language.pronouns import Gender, Number, pronoun
from lint.language.tagset import Morph
from lint.match.calls.agreeing import agreeing_edits
from lint.match.calls.mentions import Cast, Casts, Kind, Mention
from lint.match.calls.pronouns import FEMININE, MASCULINE, case_of
from lint.match.case import like
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading

# What an informant does in the sentence after the one that names him.
GOES_ON = frozenset(
    "speak add decline refuse request ask insist continue comment stress explain note warn tell".split()
)
REACH, MEMORY = 4, 6
"""So many sentences back a reader looks for the person, or for a pronoun that stands for one."""
FARTHEST = 20
"""So many sentences of a long paragraph are looked at."""
MOSTLY_SPEECH = 0.4
EARLIEST = 6
"""In the first sentences of a text the person may stand in a headline or in the part that was cut off."""


def number(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“He” for the plural subject of the sentence before: Two officials told us ... He spoke ..."""
    batch, tokens = reading.batch, reading.batch.tokens
    openers = tokens.has_lower("he", "she") & tokens.opens & tokens.has_relation("nsubj", "nsubj:pass") & ~tokens.quoted
    for row in np.flatnonzero(openers).tolist():
        if tokens.lemma_word(int(tokens.head[row])) not in GOES_ON:
            continue
        people = reading.once(Casts)[batch.document_of(row)]
        speakers = _plural_speakers(batch, people, row)
        if speakers is not None:
            first, last = tokens.sentence_rows(row)
            for each in range(first, last):
                if tokens.lower_word(each) in MASCULINE + FEMININE and not tokens.quoted[each]:
                    yield _plural_hit(batch, each, speakers)


def _plural_speakers(batch: Batch, people: Cast, row: int) -> Mention | None:
    tokens = batch.tokens
    start, _ = batch.sentences_before(row, 1)
    if start == row:
        return None
    before = people.between(start, row)
    speakers = next((m for m in before if m.subject and m.kind is Kind.PERSON), None)
    if speakers is None or not speakers.plural:
        return None
    verb = int(tokens.head[speakers.row])
    alone = not any(m.could_be_person and not m.plural and _prominent(batch, m) for m in before)
    spoken = tokens.lemma_word(verb) in words_in("speech_verb") and tokens.relation_name(verb) == "root"
    return speakers if spoken and alone else None


def _prominent(batch: Batch, mention: Mention) -> bool:
    return mention.subject or batch.tokens.relation_name(mention.row) in ("obj", "iobj", "appos", "conj", "root")


def _plural_hit(batch: Batch, row: int, speakers: Mention) -> Hit:
    tokens = batch.tokens
    place = (*tokens.span(speakers.first, speakers.last), "the people meant")
    edits = plural_edits(batch, row)
    captures = {"other": edits[0][2], "people": batch.between(speakers.first, speakers.last)}
    return Hit(*tokens.span(row), captures, (edits,), (place,))


def plural_edits(batch: Batch, row: int) -> Edits:
    """The edits that make a singular pronoun “they”, its verb included."""
    new = like(batch.tokens.word(row), pronoun(3, Number.PLURAL, None, case_of(batch, row)))
    return ((*batch.tokens.span(row), new), *agreeing_edits(batch, row, plural=True))


def absent(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“He” or “him” where no person stands in the paragraph nor in the sentences before it."""
    batch, tokens = reading.batch, reading.batch.tokens
    pronouns = tokens.has_tag("PRP", "PRP$")
    for forms, gender in ((MASCULINE, Gender.MASCULINE), (FEMININE, Gender.FEMININE)):
        rows = np.flatnonzero(tokens.has_lower(*forms) & pronouns)
        for document in np.unique(np.searchsorted(batch.offsets, tokens.start[rows], side="right") - 1).tolist():
            part = batch.part(document)
            here = rows[(rows >= part.start) & (rows < part.stop)].tolist()
            if _is_report(reading, part):
                yield from _absent(batch, reading.once(Casts)[document], here, gender)


def _is_report(reading: Reading, part: slice) -> bool:
    """Tell whether nobody tells the text as “I”: a narrator may begin with “he”, as may an interview."""
    tokens = reading.batch.tokens
    first = tokens.has_morph(Morph.FIRST)[part]
    quoted = tokens.quoted[part]
    return not bool((first & ~quoted).any()) and float(quoted.mean()) < MOSTLY_SPEECH


def _absent(batch: Batch, people: Cast, rows: list[int], gender: Gender) -> Iterator[Hit]:
    tokens = batch.tokens
    supported = -MEMORY
    for row in rows:
        sentence = int(tokens.sentence[row])
        if sentence - supported < MEMORY or not _nobody(batch, people, row, gender):
            supported = sentence
        elif not tokens.quoted[row] and tokens.lower_word(row) not in ("himself", "herself"):
            yield Hit(*tokens.span(row), {}, (plural_edits(batch, row),))


def _nobody(batch: Batch, people: Cast, row: int, gender: Gender) -> bool:
    tokens = batch.tokens
    first = batch.rows(batch.document_of(row)).start
    if tokens.sentence[row] - tokens.sentence[first] < EARLIEST:
        return False
    start, stop = batch.sentences_before(row, REACH)
    paragraph = int(np.searchsorted(tokens.segment, tokens.segment[row]))
    near = people.between(min(start, max(paragraph, batch.sentences_before(row, FARTHEST)[0])), stop)
    return not any(
        (m.could_be_person and not m.plural and m.sex in (gender, None))
        # Germany and the Titanic may be “she”.
        or (gender is Gender.FEMININE and m.kind is Kind.BODY)
        for m in near
    )
