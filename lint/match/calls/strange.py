"""Words that are not English: copied from the source, or known to no list at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from lint.language.frequency import english_zipf, foreign_word, is_english
from lint.language.lexicon import words_in
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.language.wordbuilding import is_built, is_scientific, is_unabridged, is_word
from lint.match.calls.identifiers import is_identifier
from lint.match.calls.lines import in_bracket
from lint.match.calls.spelling import fold
from lint.match.hit import Edits, Hit, replacement
from lint.match.predicate import Reading
from lint.patterns import late

# Letters that English uses in no word of its own; é, è, ê, ç, ï, ñ, ö, ü and â come with borrowed words, and count
# where the word is in no list without them either.
_FOREIGN_LETTERS = frozenset("þðæøåßłđőűğışșțţăęąėįųčžšřťďňľĺŕżźśćńķļņģēūīāõáíóúýäëìòùœ")
Test = Callable[[str], bool]
_PLACE_WORDS = frozenset(
    "in at from near called named king queen prince city town village river mount lake saint sri mr".split()
)
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''"})
_MENTIONING = frozenset(("word", "term"))
_KNOWN = 4.5
# No such character is beside a word of running text; the empty string (the edge of the text) is none of them.
_JOINED = frozenset("*_@#/\\.'’=&<>")
_ACRONYM = late(r" \(\p{Lu}{2,7}\)")
# “momori-rakau, or tree carvings”
_GLOSS = late(r"(?:-\p{Ll}+)*, or \p{Ll}")
_LATIN = late(r"\p{Latin}+")
_LATIN_TAIL = late(r"(?:us|um|ae|is|ii|a|ensis|i|e)$")


def foreign(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Words that are common in another language, or have letters that no English word has."""
    tokens = reading.batch.tokens
    stems: set[tuple[int, str]] = set()
    rows = rows_where(reading, _is_foreign, Shape.LOWER | Shape.UPPER)
    named = _named_elsewhere(reading, rows)
    for row in rows:
        word, key = tokens.lower_word(row), (reading.batch.document_of(row), int(tokens.lower[row]))
        if not tokens.shape[row] & Shape.LOWER and len(word) < options["shortest_shout"]:
            continue
        if not _cited(reading, row, _is_foreign) and not _in_latin_name(tokens, row):
            if not _FOREIGN_LETTERS.isdisjoint(word):
                stems.add((key[0], word[: options["stem"]]))
            yield Hit(*tokens.span(row), {}, _capital(tokens, row, reading.batch.text) if key in named else ())
    yield from _opening_kin(reading, stems, options["stem"])


def _opening_kin(reading: Reading, stems: set[tuple[int, str]], length: int) -> Iterator[Hit]:
    """Words with the capital of a sentence's start that share their beginning with a leftover of the document."""
    batch, tokens = reading.batch, reading.batch.tokens
    opens = tokens.opens & ((tokens.shape & Shape.TITLE) != 0)
    for row in np.flatnonzero(opens).tolist() if stems else ():
        word = tokens.lower_word(row)
        if len(word) > length and (batch.document_of(row), word[:length]) in stems:
            yield Hit(*tokens.span(row))


def unknown(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Lower-case words that no list has and no English word-building explains; a word used often is a term."""
    batch, tokens = reading.batch, reading.batch.tokens
    rows = rows_where(reading, _is_unknown, Shape.LOWER)
    named = _named_elsewhere(reading, rows)
    often = Counter((batch.document_of(row), int(tokens.lower[row])) for row in rows)
    for row in rows:
        key = batch.document_of(row), int(tokens.lower[row])
        if often[key] > options["most"] or is_identifier(batch, row):
            continue
        if not _cited(reading, row, _is_unknown) and not _in_latin_name(tokens, row):
            fixes = _capital(tokens, row, batch.text) if key in named else _as_name(tokens, row, batch.text)
            yield Hit(*tokens.span(row), {}, fixes)


def uncapitalised(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Lower-case words of a list of names, or words of no list that end and stand as foreign names do."""
    tokens, text = reading.batch.tokens, reading.batch.text
    listed = "table" in options
    test = _listed_test(options["table"]) if listed else _is_unknown
    endings, tags = tuple(options.get("endings", ("",))), options.get("tags", ())
    for row in rows_where(reading, test, Shape.LOWER):
        start, end = tokens.span(row)
        word = tokens.lower_word(row)
        if (tags and tokens.tag_name(row) not in tags) or not word.endswith(endings):
            continue
        if not _is_joined(text, start, end) and not _in_latin_name(tokens, row):
            yield replacement(start, end, word.capitalize(), {"right": word.capitalize()})


@cache
def _listed_test(table: str) -> Test:
    return frozenset(table.split("\n")).__contains__


def _as_name(tokens: Tokens, row: int, text: str) -> tuple[Edits, ...]:
    """The capital that the word would take as a name, where it stands as names do."""
    if tokens.tag_name(row) not in ("NNP", "FW") and (row == 0 or tokens.lower_word(row - 1) not in _PLACE_WORDS):
        return ()
    return _capital(tokens, row, text)


def _named_elsewhere(reading: Reading, rows: list[int]) -> set[tuple[int, int]]:
    """Documents and words of rows that have a capital in the middle of sentences there at least as often as none."""
    if not rows:
        return set()
    batch, tokens = reading.batch, reading.batch.tokens
    same = tokens.within("lower", np.unique(tokens.lower[rows]))
    capital, lower = (
        Counter((batch.document_of(row), int(tokens.lower[row])) for row in np.flatnonzero(same & mask).tolist())
        for mask in (((tokens.shape & Shape.TITLE) != 0) & ~tokens.opens, (tokens.shape & Shape.LOWER) != 0)
    )
    return {key for key, count in capital.items() if 0 < lower[key] <= count}


def _capital(tokens: Tokens, row: int, text: str) -> tuple[Edits, ...]:
    start = int(tokens.start[row])
    return (((start, start + 1, text[start].upper()),),)


def rows_where(reading: Reading, test: Test, shapes: int) -> list[int]:
    """The rows of words of some shapes whose lower-case form passes a test, which is asked once a word."""
    tokens = reading.batch.tokens
    mask: Bool = ((tokens.shape & shapes) != 0) & ((tokens.shape & Shape.ALPHA) != 0)
    distinct = np.unique(tokens.lower[mask])
    strings = tokens.vocabulary.strings
    odd = np.array([number for number in distinct.tolist() if test(strings[number])], np.int32)
    return [int(row) for row in np.flatnonzero(mask & tokens.within("lower", odd))] if len(odd) else []


@cache
def _is_foreign(word: str) -> bool:
    if len(word) < 4 or not word.isalpha() or word in words_in("borrowed_word"):
        return False
    if not _FOREIGN_LETTERS.isdisjoint(word):
        return not is_english(word) and _LATIN().fullmatch(word) is not None
    if not word.isascii():
        return not is_english(word) and _is_unlisted(fold(word))
    return english_zipf(word) < 2 and bool(foreign_word(word))


@cache
def _is_unknown(word: str) -> bool:
    return _is_unlisted(word) and not _is_foreign(word)


def _is_unlisted(word: str) -> bool:
    plain = len(word) >= 4 and word.isascii() and word.isalpha()
    if not plain or is_english(word) or len(set(word)) < 3:
        return False
    if word in words_in("loan_word") or word in words_in("computing_word") or is_scientific(word):
        return False
    return not (is_word(word) or is_built(word) or is_unabridged(word))


def _cited(reading: Reading, row: int, test: Test) -> bool:
    """True if the writer meant the word: in brackets, glossed, in italics or an address, or one of a foreign phrase."""
    tokens, text = reading.batch.tokens, reading.batch.text
    start, end = tokens.span(row)
    if (
        _is_joined(text, start, end)
        or (text[end : end + 2] == " (" and not _ACRONYM().match(text, end))
        or _GLOSS().match(text, end)
    ):
        return True
    if in_bracket(text, start):
        return True
    near = [tokens.lower_word(r) for r in range(max(0, row - 3), min(len(tokens), row + 4))]
    if row > 0 and tokens.lower_word(row - 1) in _MENTIONING:
        return True
    marks = [k for k, word in enumerate(near) if word in _QUOTES]
    here = min(3, row)
    if marks and marks[0] < here < marks[-1]:
        return True
    return _in_phrase([test(word) or _is_foreign(word) or _is_link(word) for word in near], near, here)


def _is_joined(text: str, start: int, end: int) -> bool:
    """True inside an address, a path, markup or a contraction, and where a speaker breaks off: “my broth- my son”."""
    after = text[end : end + 1]
    cut_short = after == "-" and not text[end + 1 : end + 2].isalnum()
    return text[start - 1 : start] in _JOINED or (after in _JOINED and after != ".") or cut_short


def _is_link(word: str) -> bool:
    """A short word that hardly is English, as stand between the long ones of a foreign phrase."""
    return len(word) < 4 and word.isalpha() and english_zipf(word) < _KNOWN


def _in_phrase(strange: list[bool], near: list[str], here: int) -> bool:
    """Three strange words in a row are quoted from another language, not left over."""
    first = last = here
    while first > 0 and strange[first - 1]:
        first -= 1
    while last + 1 < len(strange) and strange[last + 1]:
        last += 1
    while _is_link(near[first]):
        first += 1
    while _is_link(near[last]):
        last -= 1
    return last - first > 1


def _in_latin_name(tokens: Tokens, row: int) -> bool:
    """“Homo sapiens”: the second word of a species, or a word beside a foreign name."""
    if row == 0:
        return False
    before = tokens.word(row - 1)
    if before[:1].isupper() and not tokens.opens[row - 1]:
        # A word with letters of its own language is no Latin, and stands beside an English name by chance.
        own_letters = not _FOREIGN_LETTERS.isdisjoint(tokens.lower_word(row)) and before.isascii()
        return english_zipf(before) < (2 if own_letters else 3.5)
    return bool(before[:1].isupper() and english_zipf(before) < 5 and _LATIN_TAIL().search(tokens.lower_word(row)))
