"""Who and what a document speaks of: noun phrases and names with kind, number and sex."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.lexicon import words_in
from lint.language.people import is_title, name_gender, noun_gender, patronymic_gender, title_gender
from lint.language.places import country_of
from lint.language.pronouns import Gender
from lint.language.tokens import Tokens
from lint.match.calls.clauses import SUBJECTS

RARE = FAMILIAR = 3.0
"""Zipf frequency below which a capitalised word is a name, whatever its tag."""
INNER = frozenset(("compound", "nmod:desc", "flat", "goeswith", "nmod:unmarked"))


class Kind(Enum):
    """What a mention speaks of."""

    PERSON = "person"
    BODY = "body"
    """An organisation or a group."""
    THING = "thing"
    NAME = "name"
    """A name of which nothing is known: a person as likely as not."""


class Mention(NamedTuple):
    """A noun or a name; `row` is its head in the tree, `first` and `last` are its own words."""

    row: int
    first: int
    last: int
    kind: Kind
    plural: bool
    sex: Gender | None
    subject: bool

    @property
    def could_be_person(self) -> bool:
        """Tell whether a personal pronoun may stand for it."""
        return self.kind in (Kind.PERSON, Kind.NAME)


class Cast(msgspec.Struct, frozen=True):
    """The mentions of one document, in order."""

    all: tuple[Mention, ...]
    firsts: tuple[int, ...]

    def between(self, first: int, stop: int) -> Sequence[Mention]:
        """The mentions that begin in a range of rows."""
        return self.all[bisect_left(self.firsts, first) : bisect_left(self.firsts, stop)]


class Casts:
    """The mentions of each document of a batch, looked for when they are asked for: most texts have no odd pronoun."""

    def __init__(self, batch: Batch) -> None:
        self._tokens = batch.tokens
        self._nouns = np.flatnonzero(batch.tokens.has_tag("NN", "NNS", "NNP", "NNPS"))
        self._bounds: list[int] = np.searchsorted(
            self._nouns, np.searchsorted(batch.tokens.start, batch.offsets)
        ).tolist()
        self._known: dict[int, Cast] = {}

    def __getitem__(self, document: int) -> Cast:
        """The mentions of a document, by its number."""
        found = self._known.get(document)
        if found is None:
            nouns = self._nouns[self._bounds[document] : self._bounds[document + 1]].tolist()
            found = self._known[document] = _cast(self._tokens, nouns)
        return found

    def __iter__(self) -> Iterator[Cast]:
        """The mentions of all documents, in order."""
        return (self[document] for document in range(len(self._bounds) - 1))


def _cast(tokens: Tokens, nouns: list[int]) -> Cast:
    known: dict[str, Gender | None] = {}
    mentions = tuple(_recognised(tokens, mention, known) for mention in _mentions(tokens, nouns))
    return Cast(mentions, tuple(mention.first for mention in mentions))


def _mentions(tokens: Tokens, nouns: list[int]) -> Iterator[Mention]:
    person, body = words_in("person"), words_in("organisation") | words_in("collective")
    i = 0
    while i < len(nouns):
        row = nouns[i]
        tag = tokens.tag_name(row)
        if tag in ("NNP", "NNPS"):
            last = _run_end(tokens, row)
            while i < len(nouns) and nouns[i] <= last:
                i += 1
            yield _name(tokens, row, last)
            continue
        i += 1
        relation = tokens.relation_name(row)
        if relation in INNER and tokens.head[row] > row:
            continue
        lemma, lower = tokens.lemma_word(row), tokens.lower_word(row)
        is_person = lemma in person or lower in person or lower == "people"
        kind = Kind.PERSON if is_person else Kind.BODY if lemma in body else Kind.THING
        if kind is Kind.THING and tokens.word(row)[0].isupper() and english_zipf(lower) < RARE:
            kind = Kind.NAME
        plural = tag == "NNS" or lower == "people"
        sex = noun_gender(lower) if is_person else None
        yield Mention(row, row, row, kind, plural, sex, relation in SUBJECTS)


def _run_end(tokens: Tokens, row: int) -> int:
    """The last row of the name that begins at a row: names in a row, hyphens inside them included."""
    last = row
    stop = tokens.sentence_rows(row)[1]
    while last + 1 < stop:
        after = tokens.tag_name(last + 1)
        if after in ("NNP", "NNPS"):
            last += 1
        elif after == "HYPH" and last + 2 < stop and not tokens.spaced[last + 2]:
            last += 2
        else:
            break
    return last


def _name(tokens: Tokens, first: int, last: int) -> Mention:
    words = [tokens.word(row) for row in range(first, last + 1)]
    head = next((row for row in range(first, last + 1) if not first <= tokens.head[row] <= last), first)
    if tokens.head[head] > head and tokens.relation_name(head) in INNER:
        return Mention(head, first, last, Kind.THING, False, None, False)
    sex, kind = None, Kind.NAME
    before = tokens.lower_word(first - 1) if first and not tokens.opens[first] else ""
    titles = [word for word in words if is_title(word)]
    if titles:
        sex, kind = next(filter(None, map(title_gender, titles)), None), Kind.PERSON
    elif before in words_in("person"):
        sex, kind = noun_gender(before), Kind.PERSON
    given = words[len(titles)] if len(titles) < len(words) else words[0]
    # A rare given name that stands alone is a surname as likely as not: Monet, Scranton.
    if sex is None and name_gender(given) and (len(words) > 1 or english_zipf(given) >= FAMILIAR):
        sex, kind = name_gender(given), Kind.PERSON
    if sex is None and (patronymic := patronymic_gender(words[len(titles) :])):
        sex, kind = patronymic, Kind.PERSON
    if kind is Kind.NAME and _is_place_or_body(words):
        kind = Kind.BODY
    subject = tokens.relation_name(head) in SUBJECTS
    return Mention(head, first, last, kind, tokens.tag_name(last) == "NNPS", sex, subject)


@cache
def _nameless() -> frozenset[str]:
    """The words that make a name one of a place, a body or a day."""
    classes = ("proper_name", "proper_adjective", "organisation", "place_noun", "month", "weekday")
    return frozenset[str]().union(*map(words_in, classes))


def _is_place_or_body(words: list[str]) -> bool:
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    return acronym or country_of(" ".join(words)) is not None or any(word.lower() in _nameless() for word in words)


def _recognised(tokens: Tokens, mention: Mention, known: dict[str, Gender | None]) -> Mention:
    """A bare surname is the person whose full name came before; `known` takes in each full name that is met."""
    if mention.kind is Kind.THING or tokens.tag_name(mention.last) != "NNP":
        return mention
    word = tokens.word(mention.last)
    if mention.first < mention.last and mention.kind is Kind.PERSON:
        for each in (tokens.word(mention.first), word):
            if len(each) > 2 and not is_title(each):
                # A couple shares its surname, which then tells nothing.
                known[each] = mention.sex if known.get(each, mention.sex) is mention.sex else None
        return mention
    return mention._replace(kind=Kind.PERSON, sex=known[word]) if word in known else mention
