"""Pronouns that do not fit what they must stand for: a log-linear model of the text around them against their form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.batch import Batch
from lint.language.pronouns import Gender, Number, pronoun
from lint.language.tables import table_rows
from lint.match.calls.agreeing import agreeing_edits
from lint.match.calls.events import CLASS, FORMS, THEY, Events
from lint.match.calls.excuses import LAST_EARLY, excused, is_story
from lint.match.calls.mentions import Cast, Casts
from lint.match.calls.pronouns import case_of
from lint.match.calls.surroundings import Surroundings, features, head_words, surroundings
from lint.match.case import like
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading

Floats = NDArray[np.float64]

TABLE = "reference.tsv.gz"
HUNDREDTHS = 100
"""The table holds whole numbers."""
SHOWS = (
    (Number.SINGULAR, Gender.MASCULINE),
    (Number.SINGULAR, Gender.FEMININE),
    (Number.SINGULAR, Gender.NEUTER),
    (Number.PLURAL, None),
)
ANTECEDENTS = (
    ("man", "name", "person", "he"),
    ("woman", "name", "person", "she"),
    ("body", "country", "thing", "it"),
    ("people", "both", "names", "bodies", "things", "they"),
)
"""The classes that a pronoun of each class may stand for, the best first."""
REACH = 4
"""So many sentences back the antecedent that is shown may stand."""
BOTH = frozenset(("or", "and", "/", "and/or"))
"""“he or she”: the writer leaves the sex open."""


class Model(msgspec.Struct, frozen=True, eq=False):
    """What each value of each feature says for each pronoun class, in logarithms."""

    weights: Mapping[str, Floats]
    words: Mapping[str, int]
    """The row of “head” for what a pronoun hangs on; 0 is for any other word."""


@cache
def model() -> Model:
    """The weights that ship with the package."""
    weights: dict[str, Floats] = {}
    words: dict[str, int] = {}
    for name, numbers, *rest in table_rows(TABLE):
        weights[name] = np.array(numbers.split(), np.float64).reshape(-1, len(FORMS)) / HUNDREDTHS
        if rest:
            words = {word: number for number, word in enumerate(rest[0].split(), 1)}
    return Model(weights, words)


class Judged(msgspec.Struct, frozen=True, eq=False):
    """The pronouns of a batch with the logarithm of the chance of each class there."""

    here: Surroundings
    chance: Floats


def judged(reading: Reading) -> Judged:
    """What the text around each pronoun of a batch calls for."""
    here, known = surroundings(reading.batch, _judgeable(reading)), model()
    total = np.zeros((len(here.row), len(FORMS)))
    if len(here.row):
        for name, code in features(here).items():
            table = known.weights[name]
            total += table[np.minimum(code, len(table) - 1)]
        total += known.weights["head"][[known.words.get(word, 0) for word in head_words(here)]]
        total += known.weights["all"][0]
    return Judged(here, total - np.logaddexp.reduce(total, axis=1, keepdims=True))


def _judgeable(reading: Reading) -> Iterator[Cast]:
    """The mentions of the documents that are long enough for a pronoun to be judged; those of others tell nothing."""
    batch, known = reading.batch, reading.once(Casts)
    bounds = np.searchsorted(batch.tokens.start, batch.offsets)
    for number, (first, stop) in enumerate(pairwise(bounds.tolist())):
        if stop > first and int(batch.tokens.sentence[stop - 1] - batch.tokens.sentence[first]) > LAST_EARLY:
            yield known[number]


def misfit(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A pronoun of one class where the text around calls for one of another, by at least so many to one."""
    found = reading.derived(judged)
    here, chance = found.here, found.chance
    shown, meant = ([CLASS[name] for name in options[key]] for key in ("shown", "meant"))
    best = chance.argmax(axis=1)
    odds = chance.max(axis=1) - chance[np.arange(len(best)), here.shown]
    chosen = np.isin(here.shown, shown) & np.isin(best, meant) & (odds >= np.log(options["odds"]))
    for number in np.flatnonzero(chosen).tolist():
        row, right = int(here.row[number]), int(best[number])
        if _left_open(reading.batch, row) or excused(here, number, right):
            continue
        antecedent = _antecedent(here, number, right)
        if antecedent is not None and not is_story(reading.batch, reading.batch.document_of(row)):
            yield _hit(reading.batch, row, right, antecedent)


def _left_open(batch: Batch, row: int) -> bool:
    """“he or she”, “his/her”; a capital inside a sentence, which makes it part of a title."""
    tokens = batch.tokens
    titled = tokens.word(row)[0].isupper() and not tokens.opens[row] and tokens.lower_word(row - 1).isalpha()
    first, stop = tokens.sentence_rows(row)
    around = frozenset(tokens.lower_words(max(first, row - 2), min(stop, row + 3)))
    forms = next(forms for forms in FORMS if tokens.lower_word(row) in forms)
    others = {form for each in FORMS if each is not forms for form in each}
    return bool(titled) or not (BOTH.isdisjoint(around) or others.isdisjoint(around))


def _antecedent(here: Surroundings, number: int, right: int) -> tuple[int, int] | None:
    """First and last row of what the pronoun seems to stand for: the nearest of the best class in reach."""
    row = int(here.row[number])
    first, _ = here.batch.sentences_before(row, REACH)
    known: Events = here.events
    start, stop = np.searchsorted(known.row, np.array([first, row], np.int32)).tolist()
    for name in ANTECEDENTS[right]:
        at = np.flatnonzero(known.kind[start:stop] == CLASS[name])
        if len(at):
            event = start + int(at[-1])
            return int(known.first[event]), int(known.last[event])
    return None


def _hit(batch: Batch, row: int, right: int, antecedent: tuple[int, int]) -> Hit:
    tokens = batch.tokens
    number, gender = SHOWS[right]
    new = like(tokens.word(row), pronoun(3, number, gender, case_of(batch, row)))
    start, end = tokens.span(row)
    plural = tokens.lower_word(row) in FORMS[THEY]
    edits: Edits = ((start, end, new),)
    if plural is not (number is Number.PLURAL):
        edits += agreeing_edits(batch, row, plural=not plural)
    place = (*tokens.span(*antecedent), "what it seems to stand for")
    captures = {"other": new, "antecedent": batch.between(*antecedent)}
    return Hit(start, end, captures, (edits,), (place,))
