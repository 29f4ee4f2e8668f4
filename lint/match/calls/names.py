"""Names in a document: where they stand, under which spellings, and in which company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.people import is_title

WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
CONTRACTION = re.compile(r"['’](?:ll|re|ve|d|m|t)$", re.IGNORECASE)
PARTICLES = frozenset("al el ul as ash ad an ar at d l o de da di".split())
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
# What stands in brackets in another script is explained there in a scholar's spelling: “(Arabic: زها حديد Zahā Ḥadīd)”.
GLOSS = re.compile(
    r"\([^()\n]*[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\uff66-\uff9f][^()\n]*\)|\([A-Z][a-z]+:[^()\n]*\)"
)
LONGEST = 40
"""Letters of the longest word that is taken for a name."""
COMMON, COMMONEST = 4.0, 5.0
"""Zipf frequency from which a capitalised word is an ordinary word at the start of a sentence, and anywhere."""


@dataclass(frozen=True, slots=True)
class NameWord:
    """One capitalised word; offsets are those of the batch, without a possessive ending."""

    start: int
    end: int
    form: str
    row: int
    opens: bool
    """It opens a sentence, so its capital says nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """Name words with only spaces between them: “Prime Minister Anna Berg”."""

    words: tuple[NameWord, ...]


@dataclass(slots=True)
class Spelling:
    """One spelling of a name word in one document."""

    form: str
    places: list[NameWord] = field(default_factory=list)
    partners: set[str] = field(default_factory=set)
    """The other words of the names that it is part of, without titles."""
    fullest: int = 1
    """How many words the longest name has that it is part of."""

    @property
    def first(self) -> int:
        """Where it is used first."""
        return self.places[0].start


@lru_cache(maxsize=65536)
def is_name_form(form: str) -> bool:
    """Tell whether a word is written as a name: a capital, or one behind a hyphen after a particle such as “al-”."""
    parts = re.split(r"[-‑'’]", form)
    if len(parts) > 2 and max(map(len, parts)) == 1:
        return False
    return parts[0][:1].isupper() or (parts[0] in PARTICLES and parts[-1][:1].isupper())


def name_runs(batch: Batch) -> list[list[Run]]:
    """The runs of capitalised words of each document of a batch."""
    return [list(_runs(batch, number)) for number in range(len(batch.documents))]


def _runs(batch: Batch, document: int) -> Iterator[Run]:
    words: list[NameWord] = []
    for word in _words(batch, document):
        if words and not _joined(batch.text, words[-1], word):
            yield Run(tuple(words))
            words = []
        words.append(word)
    if words:
        yield Run(tuple(words))


def _joined(text: str, left: NameWord, right: NameWord) -> bool:
    return text[left.end : right.start] == " " and not right.opens


def _words(batch: Batch, document: int) -> Iterator[NameWord]:
    spans = map(batch.segments.span, batch.segments_of(document))
    found = [match for first, last in spans for match in _capitalised(batch.text, first, last)]
    starts = np.array([match.start() for match in found], np.int32)
    rows = np.searchsorted(batch.tokens.start, starts, side="right") - 1
    opens = batch.tokens.opens[rows] if len(rows) else np.zeros(0, bool)
    for match, row, opening in zip(found, rows.tolist(), opens.tolist(), strict=True):
        form = POSSESSIVE.sub("", match.group())
        if opening and english_zipf(form) >= COMMONEST:
            continue
        yield NameWord(match.start(), match.start() + len(form), form, row, opening)


def _capitalised(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    glossed = {i for gloss in GLOSS.finditer(text, first, last) for i in range(*gloss.span())}
    for match in WORD.finditer(text, first, last):
        word = match.group()
        if not word.islower() and len(word) <= LONGEST and is_name_form(word) and match.start() not in glossed:
            yield match


def spellings(runs: list[Run]) -> dict[str, Spelling]:
    """The spellings of the name words of a document; words that are only capitalised for their place are left out."""
    table: dict[str, Spelling] = {}
    for run in runs:
        proper = [word for word in run.words if not is_title(word.form)]
        for word in proper:
            form = _uncapitalised_particle(word)
            entry = table.setdefault(form, Spelling(form))
            entry.places.append(word)
            entry.partners.update(other.form for other in proper if other is not word)
            entry.fullest = max(entry.fullest, len(proper))
    return {form: entry for form, entry in table.items() if _is_name(entry)}


def _uncapitalised_particle(word: NameWord) -> str:
    """“Al-Sadr” at the start of a sentence is “al-Sadr” with its capital."""
    head, hyphen, tail = word.form.partition("-")
    return (
        head.lower() + hyphen + tail
        if word.opens and hyphen and head.lower() in PARTICLES and tail[:1].isupper()
        else word.form
    )


def _is_name(entry: Spelling) -> bool:
    limit = COMMONEST if any(not place.opens for place in entry.places) else COMMON
    return english_zipf(entry.form) < limit and not CONTRACTION.search(entry.form)
