"""Names in a document: where they stand, under which spellings, and in which company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.people import is_title
from lint.patterns import late

# A word, and before it all that cannot be a name: most words are in lower case, and need not become objects.
WORD = re.compile(r"(?:[a-z]++(?![^\W\d_]|[-‑'’][^\W\d_])|[\W\d_]++)*+(?P<word>[^\W\d_]+(?:[-‑'’][^\W\d_]+)*)?")
CONTRACTION = re.compile(r"['’](?:ll|re|ve|d|m|t)$", re.IGNORECASE)
PARTICLES = frozenset("al el ul as ash ad an ar at d l o de da di".split())
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
# What stands in brackets in another script is explained there in a scholar's spelling: “(Arabic: زها حديد Zahā Ḥadīd)”.
_GLOSS = late(r"\([^()\n]*[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\uff66-\uff9f][^()\n]*\)|\([A-Z][a-z]+:[^()\n]*\)")
LONGEST = 40
"""Letters of the longest word that is taken for a name."""
COMMON, COMMONEST = 4.0, 5.0
"""Zipf frequency from which a capitalised word is an ordinary word at the start of a sentence, and anywhere."""


class NameWord(NamedTuple):
    """One capitalised word; offsets are those of the batch, without a possessive ending."""

    start: int
    end: int
    form: str
    row: int
    opens: bool
    """It opens a sentence, so its capital says nothing."""


class Run(NamedTuple):
    """Name words with only spaces between them: “Prime Minister Anna Berg”."""

    words: tuple[NameWord, ...]


class Spelling(msgspec.Struct):
    """One spelling of a name word in one document."""

    form: str
    places: list[NameWord] = msgspec.field(default_factory=list)
    partners: set[str] = msgspec.field(default_factory=set)
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
    found = [place for first, last in spans for place in _capitalised(batch.text, first, last)]
    starts = np.array([start for start, _ in found], np.int32)
    rows = np.searchsorted(batch.tokens.start, starts, side="right") - 1
    opens = batch.tokens.opens[rows] if len(rows) else np.zeros(0, bool)
    for (start, word), row, opening in zip(found, rows.tolist(), opens.tolist(), strict=True):
        form = POSSESSIVE.sub("", word)
        if opening and english_zipf(form) >= COMMONEST:
            continue
        yield NameWord(start, start + len(form), form, row, opening)


def _capitalised(text: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Where the words of a segment stand that are written as names, and the words."""
    glosses = (
        [gloss.span() for gloss in _GLOSS().finditer(text, first, last)] if text.find("(", first, last) >= 0 else ()
    )
    for match in WORD.finditer(text, first, last):
        word = match["word"]
        if word and not word.islower() and len(word) <= LONGEST and is_name_form(word):
            at = match.start("word")
            if not any(start <= at < end for start, end in glosses):
                yield at, word


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
