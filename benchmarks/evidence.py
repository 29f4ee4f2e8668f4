"""What the gold chains and the words of a text settle about the sex and the number of an entity."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.gum import Mention, Text, Token
from lint.language.lexicon import words_in
from lint.language.people import noun_gender, title_gender
from lint.language.pronouns import Gender, Number

NOUNS = ("NN", "NNS", "NNP", "NNPS")
CERTAIN, KNOWN = 0.95, 100
"""So large a share of so many births tells the sex of a given name."""
THINGS = frozenset("object place abstract plant event substance time".split())
YOUNG = frozenset("baby child infant newborn toddler".split())
"""Persons who may be “it”."""
MANY = frozenset("people police staff folk folks cattle".split())
"""Plurals that do not look like one."""
GROUPS = frozenset("number lot majority rest pair variety series species means data media percent range half".split())
"""Nouns that are one and many."""


class Place(StrEnum):
    """Where the mention that settles a pronoun stands."""

    SENTENCE = "same sentence"
    PARAGRAPH = "earlier in the paragraph"
    LATER = "later in the paragraph"
    BEFORE = "paragraph before"


class Proof(NamedTuple):
    """What settles the sex or the number of a pronoun: a name, a title, a noun or the other pronouns."""

    by: str
    place: Place


@cache
def births(shared: Path) -> dict[str, Gender]:
    """The given names of known sex."""
    known: dict[str, Gender] = {}
    with gzip.open(shared / "names/given_names.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            women, men = int(row["female"]), int(row["male"])
            if women + men >= KNOWN and max(women, men) >= CERTAIN * (women + men):
                known[row["name"]] = Gender.FEMININE if women > men else Gender.MASCULINE
    return known


def sex_of(text: Text, mention: Mention, names: dict[str, Gender]) -> tuple[Gender, str] | None:
    """The sex that the words of a mention tell, and which sort of word does."""
    head = text.tokens[mention.head]
    if head.tag not in NOUNS or number_of(text, mention) is not Number.SINGULAR:
        return None
    if (gender := noun_gender(head.form)) and head.tag == "NN":
        return gender, "noun"
    words = [t for t in text.tokens[mention.first : mention.last + 1] if t.head == mention.head or t is head]
    proper = [t for t in words if t.tag == "NNP"]
    for token in proper:
        if gender := title_gender(token.form):
            return gender, "title"
    if len(proper) > 1 and proper[0].form in names:
        return names[proper[0].form], "name"
    alone = len(proper) == 1 and head.tag == "NNP" and head.form in names
    return (names[head.form], "name") if alone else None


def number_of(text: Text, mention: Mention) -> Number | None:
    """How many a mention speaks of, as its head tells it; None where English may count it either way."""
    head = text.tokens[mention.head]
    word = head.lemma.lower()
    if head.tag not in NOUNS:
        return None
    joined = [c for c in text.children[mention.head] if text.tokens[c].relation == "conj" and c <= mention.last]
    if joined:
        return Number.PLURAL if any(_is_and(text, c) for c in joined) else None
    if mention.kind == "organization" or word in words_in("collective") or word in GROUPS:
        return None
    if head.tag in ("NNS", "NNPS") or word in MANY:
        return Number.PLURAL if head.tag != "NNPS" else None
    return Number.SINGULAR


def _is_and(text: Text, number: int) -> bool:
    return any(text.tokens[c].lemma == "and" for c in text.children[number])


def known_sex(text: Text, entity: str, names: dict[str, Gender]) -> Gender | None:
    """The sex of an entity, told by anything in the text: its words or the pronouns that stand for it."""
    for mention in text.chains[entity]:
        if mention.first == mention.last and (gender := shown(text.tokens[mention.head])):
            return gender
        if found := sex_of(text, mention, names):
            return found[0]
    return None


def shown(token: Token) -> Gender | None:
    """The sex that a pronoun shows."""
    marks = {"Gender=Masc": Gender.MASCULINE, "Gender=Fem": Gender.FEMININE}
    return next((sex for mark, sex in marks.items() if token.tag.startswith("PRP") and mark in token.features), None)


def in_reach(text: Text, number: int, entity: str) -> Iterator[tuple[Mention, Place]]:
    """The other mentions of a pronoun's entity in its paragraph and the one before, the nearest sort of place first."""
    here = text.tokens[number]
    found: list[tuple[Mention, Place]] = []
    for mention in text.chains[entity]:
        there = text.tokens[mention.head]
        # “Her mother” is no mention of her.
        if mention.first <= number <= mention.last or not 0 <= here.paragraph - there.paragraph <= 1:
            continue
        if there.paragraph < here.paragraph:
            place = Place.BEFORE
        elif mention.first > number:
            place = Place.LATER
        else:
            place = Place.SENTENCE if there.sentence == here.sentence else Place.PARAGRAPH
        found.append((mention, place))
    order = list(Place)
    yield from sorted(found, key=lambda pair: order.index(pair[1]))
