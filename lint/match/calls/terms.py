"""Terms that are to stay as they are, in other capitals or with a hyphen, space or accent more or less."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.match.calls.spelling import LETTERS
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.model import Safety

BETWEEN = frozenset("-‑ \u00a0\n")
ORDINARY = 3.0
"""Zipf frequency from which a word in small letters is an ordinary one: slack, apple, windows."""
AFTER = frozenset(".,;:!?)]}”’\"'…—–-")
BEFORE = frozenset("([{“‘\"'—–-")


class Form(msgspec.Struct, frozen=True):
    """A term in one form, and where the glossary has it."""

    written: str
    note: str


class Table(msgspec.Struct, frozen=True):
    """Forms by their letters alone, and all that these begin with."""

    forms: Mapping[str, Form]
    prefixes: frozenset[str]


@lru_cache(maxsize=4)
def _table(text: str) -> Table:
    forms: dict[str, Form] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            *names, note = line.split("\t")
            for name in names:
                forms.setdefault(_letters(name), Form(name, note))
    return Table(forms, frozenset(letters[:size] for letters in forms for size in range(1, len(letters) + 1)))


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    """A text without capitals, accents, hyphens and spaces."""
    lower = unicodedata.normalize("NFD", text.lower().translate(LETTERS))
    return "".join(c for c in lower if c not in BETWEEN and not unicodedata.combining(c))


def changed(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Terms that stand in the text otherwise than in the glossary; only capitals inside a sentence are surely wrong."""
    batch, table = reading.batch, _table(options["table"])
    tokens, after = batch.tokens, 0
    for row in range(len(tokens)):
        if row >= after and _letters(tokens.word(row)) in table.prefixes:
            last = _last(batch, table, row)
            if last is None:
                continue
            after = last + 1
            start, end = tokens.span(row, last)
            form = table.forms[_letters(batch.text[start:end])]
            if _is_changed(batch, row, last, form.written):
                cased = batch.text[start:end].lower() == form.written.lower() and not tokens.opens[row]
                sure = cased and (_is_coined(form.written) or not _everyday(batch, row, last))
                said = {"term": form.written, "note": form.note}
                yield replacement(start, end, form.written, said, safety=Safety.SAFE if sure else Safety.ASK)


def _last(batch: Batch, table: Table, row: int) -> int | None:
    """The last row of the longest term that begins at a row, whatever it looks like."""
    tokens, letters, found = batch.tokens, "", None
    for last in range(row, int(tokens.sentence_rows(row)[1])):
        apart = batch.text[tokens.span(last - 1)[1] : tokens.span(last)[0]] if last > row else ""
        letters += _letters(tokens.word(last))
        if letters not in table.prefixes or not BETWEEN.issuperset(apart):
            break
        if letters in table.forms and tokens.word(last) not in BETWEEN:
            found = last
    return found


def _is_changed(batch: Batch, row: int, last: int, term: str) -> bool:
    start, end = batch.tokens.span(row, last)
    written = batch.text[start:end].replace("’", "'").replace("\n", " ")
    if written == term.replace("’", "'") or not _apart(batch, start, end):
        return False
    if batch.tokens.opens[row] and written == term[:1].upper() + term[1:]:
        return False
    # A heading in capitals has no other way to write it.
    first, stop = batch.tokens.sentence_rows(row)
    if written.isupper() and not any(c.islower() for c in batch.between(int(first), int(stop) - 1)):
        return False
    return not _ordinary(batch, row, last, term)


def _apart(batch: Batch, start: int, end: int) -> bool:
    """Tell whether white space or marks of a sentence stand on both sides, so that it is no part of an address."""
    before, after = batch.text[max(0, start - 1) : start], batch.text[end : end + 2]
    if after[:1] in AFTER and after[1:].isalnum() and after[:1] not in "'’-—–":
        return False
    return (not before or before.isspace() or before in BEFORE) and (
        not after or after[0].isspace() or after[0] in AFTER
    )


def _ordinary(batch: Batch, row: int, last: int, term: str) -> bool:
    """Tell whether this may be ordinary words: “some slack” beside Slack, “the open office” beside OpenOffice."""
    if not _everyday(batch, row, last) or (row == last and batch.tokens.tag_name(row).startswith("NNP")):
        return False
    return not _is_coined(term) if row == last else " " not in term


def _is_coined(term: str) -> bool:
    """Tell whether a term is one word whose capitals are its own: GitHub, iPhone; not Slack, AIDS."""
    return " " not in term and not (term.istitle() or term.isupper() or term.islower())


def _everyday(batch: Batch, row: int, last: int) -> bool:
    """Tell whether all words are in small letters and common so: “put the word online” beside Word Online."""
    words = [batch.tokens.word(r) for r in range(row, last + 1)]
    return all(word.islower() and english_zipf(word) >= ORDINARY for word in words)
