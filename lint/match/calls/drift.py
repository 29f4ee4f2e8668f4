"""One term in two forms within a document, after a table of forms that mean the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.inflection import plural, verb_form
from lint.language.tokenizer import pieces
from lint.match.case import like
from lint.match.hit import Hit
from lint.match.predicate import Reading

Words = tuple[str, ...]


class Form(msgspec.Struct, frozen=True):
    """One of the forms of a term: which row of the table, which column, which inflection."""

    row: int
    column: int
    inflection: int
    proper: bool
    """The wording may be a name, so its capitals do not make it another thing."""


class Table(msgspec.Struct, frozen=True):
    """Every inflected form, as its tokens in lower case, and the forms of each row to inflect alike."""

    forms: Mapping[Words, Form]
    openers: frozenset[str]
    wordings: tuple[tuple[tuple[str, ...], ...], ...]
    """Row, column, inflection -> wording."""


class Use(msgspec.Struct, frozen=True):
    """A form in the text."""

    form: Form
    start: int
    end: int
    placed: bool
    """A capital letter is owed to its place: a sentence opens with it, or it stands in a title."""


@cache
def _table(text: str) -> Table:
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    wordings = [tuple(_inflected(column, kind) for column in columns) for kind, *columns in rows]
    forms = {
        tuple(wording[a:b].lower() for a, b in _pieces(wording)): Form(row, column, inflection, rows[row][0] == "name")
        for row, columns in enumerate(wordings)
        for column, inflections in enumerate(columns)
        for inflection, wording in reversed(list(enumerate(inflections)))
        if all(wording not in other for other in columns[:column] + columns[column + 1 :])
    }
    return Table(forms, frozenset(words[0] for words in forms), tuple(wordings))


def _pieces(wording: str) -> Iterator[tuple[int, int]]:
    at = 0
    for chunk in wording.split(" "):
        if chunk.isalpha():  # nearly all are; the tokenizer cuts no word of letters alone that the tables hold
            yield at, at + len(chunk)
        else:
            yield from ((at + a, at + b) for a, b in pieces(chunk))
        at += len(chunk) + 1


def _inflected(base: str, kind: str) -> tuple[str, ...]:
    match kind:
        case "noun":
            return base, plural(base)
        case "verb":
            return tuple(verb_form(base, tag) for tag in ("VB", "VBZ", "VBD", "VBN", "VBG"))
        case _:
            return (base,)


def term(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Terms that stand in the document in a second form.

    Each use of the rarer form is shown; where the form to give up is the commoner one, the place where the text drifts
    into it is shown, and the fix mends them all.
    """
    batch, table = reading.batch, _table(options["table"])
    uses: dict[tuple[int, int], list[Use]] = defaultdict(list)
    for use in _uses(batch, table):
        uses[batch.document_at(use.start), use.form.row].append(use)
    for (_, row), found in sorted(uses.items()):
        by_column: dict[int, list[Use]] = defaultdict(list)
        for use in found:
            by_column[use.form.column].append(use)
        if len(by_column) > 1:
            yield from _drifts(batch, table.wordings[row], by_column)


def _uses(batch: Batch, table: Table) -> Iterator[Use]:
    tokens = batch.tokens
    longest = max(map(len, table.forms))
    candidates = tokens.within("lower", tokens.vocabulary.numbers(table.openers))
    after = -1
    for row in np.flatnonzero(candidates).tolist():
        if row < after:
            continue
        stop = min(row + longest, len(tokens), int(tokens.sentence_rows(row)[1]))
        words = tuple(tokens.lower_words(row, stop))
        for length in range(len(words), 0, -1):
            form = table.forms.get(words[:length])
            if form is not None:
                after = row + length
                if not form.proper and not tokens.opens[row] and tokens.word(row)[0].isupper():
                    break
                placed = bool(tokens.opens[row]) or (after < len(tokens) and tokens.word(after)[0].isupper())
                yield Use(form, *tokens.span(row, after - 1), placed)
                break


def _drifts(batch: Batch, wordings: tuple[tuple[str, ...], ...], by_column: Mapping[int, list[Use]]) -> Iterator[Hit]:
    # The first column is the wording to keep unless the document clearly prefers another.
    most = max(by_column, key=lambda column: (len(by_column[column]), -column))
    main = 0 if 0 in by_column and len(by_column[most]) < 2 * len(by_column[0]) else most
    shown = by_column[main][0]
    for column, found in sorted(by_column.items()):
        if column == main:
            continue
        edits = tuple((use.start, use.end, _reworded(batch, wordings[main], use)) for use in found)
        evidence = ((shown.start, shown.end, f"“{batch.text[shown.start : shown.end]}” here"),)
        if len(found) <= len(by_column[main]):
            for edit in edits:
                yield Hit(edit[0], edit[1], {"other": edit[2]}, ((edit,),), evidence)
        else:
            start, end, new = next((edit for edit in edits if edit[0] > shown.start), edits[-1])
            yield Hit(start, end, {"other": new}, (edits,), evidence)


def _reworded(batch: Batch, inflections: tuple[str, ...], use: Use) -> str:
    wording = inflections[use.form.inflection]
    return like(batch.text[use.start : use.end], wording) if use.placed or not use.form.proper else wording
