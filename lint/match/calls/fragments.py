"""Stray pieces of sentences in running text: marks, words and phrases that a wrong full stop has cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.lexicon import words_in
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import SUBJECTS
from lint.match.calls.sentences import Sentences, has_prose, per_sentence, sentences
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading


def stray_mark(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A paragraph that is one mark and nothing else."""
    batch = reading.batch
    marks = frozenset(options["marks"])
    table = batch.segments
    for row in np.flatnonzero(table.end - table.start <= 2).tolist():
        start, end = table.span(row)
        if batch.text[start:end] not in marks:
            continue
        opens = row == 0 or table.document[row - 1] != table.document[row]
        closes = row + 1 == len(table) or table.document[row + 1] != table.document[row]
        if opens and closes:
            continue
        cut = (start, int(table.start[row + 1]), "") if opens else (int(table.end[row - 1]), end, "")
        yield Hit(start, end, {}, ((cut,),))


def lone_word(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence of one word that none can be: an auxiliary, or a word that opens in lower case."""
    tokens, table = reading.batch.tokens, reading.once(sentences)
    helpers = tokens.has_lower(*options["helpers"])
    lower = (tokens.shape & Shape.LOWER) != 0
    lone = (table.words == 1) & table.continues & table.stopped & table.running & (table.last - table.first == 1)
    lone &= (helpers | lower)[table.first] & ~tokens.quoted[table.first]
    for number in np.flatnonzero(lone).tolist():
        row = int(table.first[number])
        if tokens.lower_word(row) in options["spare"] or "/" in tokens.word(row) or _after_abbreviation(tokens, row):
            continue
        start, end = tokens.span(row, row + 1)
        cures = _cures(reading, table, number, helpers)
        yield Hit(start, end, {"word": tokens.word(row)}, cures)


def _cures(reading: Reading, table: Sentences, number: int, helpers: Bool) -> tuple[Edits, ...]:
    """An auxiliary goes; a noun joins the sentence before it."""
    tokens, text = reading.batch.tokens, reading.batch.text
    row = int(table.first[number])
    if helpers[row]:
        return (((int(tokens.end[row - 1]), int(tokens.end[row + 1]), ""),),)
    before = number - 1
    while before > 0 and table.words[before] == 1 and table.continues[before]:
        before -= 1
    at, start = int(tokens.end[table.last[before] - 1]), int(tokens.start[row])
    joint = " of " if _is_share(text[max(0, at - 20) : at]) and tokens.tag_name(row) == "NNS" else " "
    return (((at, start, joint),), ((int(tokens.end[row - 1]), int(tokens.end[row + 1]), ""),))


def _is_share(text: str) -> bool:
    return text.endswith(
        ("thirds", "third", "half", "quarter", "quarters", "majority", "most", "fifths", "percent", "per cent", "%")
    )


def _after_abbreviation(tokens: Tokens, row: int) -> bool:
    """The stop before a row may be that of an abbreviation."""
    word = tokens.word(row - 2) if row >= 2 else ""
    if word.isdigit() and row >= 4 and tokens.word(row - 3) == ".":
        word = tokens.word(row - 4)  # “Fig. 6.”
    return (len(word) < 3 and not word.isdigit()) or word.endswith(".") or word.lower() in words_in("abbreviation")


def stray_piece(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A piece of two words or more in lower case, without a finite verb, behind a full stop."""
    tokens, table = reading.batch.tokens, reading.once(sentences)
    lower = (tokens.shape & Shape.LOWER) != 0
    piece = (table.words >= 2) & (table.words <= options["longest"]) & table.continues & table.stopped & table.running
    piece &= (table.finite == 0) & lower[table.first] & ~tokens.quoted[table.first]
    for number in np.flatnonzero(piece).tolist():
        row, last = int(table.first[number]), int(table.last[number])
        if _after_abbreviation(tokens, row) or tokens.lower_word(row) in options["spare"]:
            continue
        edits = [(*tokens.span(row - 1), "")]
        edits.extend(
            (*tokens.span(inner), tokens.word(inner).lower())
            for inner in range(row + 1, last)
            if tokens.shape[inner] & Shape.TITLE and tokens.tag_name(inner) not in {"NNP", "NNPS"}
        )
        start, end = tokens.span(row, last)
        capital = ((start, start + 1, reading.batch.text[start].upper()),)
        yield Hit(start, end, {}, (tuple(edits), capital))


def lone_clause(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A subordinate clause with its full stop and no main clause, in a document with so many whole `sentences`."""
    tokens, table = reading.batch.tokens, reading.once(sentences)
    marks = tokens.has_lower(*options["subordinators"]) & tokens.has_relation("mark")
    subject = tokens.has_relation(*SUBJECTS)
    subjects = per_sentence(subject, table.first)
    fit = table.stopped & table.running & (table.finite == 1) & (subjects == 1) & (table.words >= 4)
    prose = has_prose(reading, options["sentences"])
    for number in np.flatnonzero(fit).tolist():
        first, last = int(table.first[number]), int(table.last[number])
        if not prose[reading.batch.document_of(first)]:
            continue
        row = next((r for r in range(first, min(first + 4, last)) if marks[r]), None)
        if row is None or not (subject[row:last] & (tokens.head[row:last] == tokens.head[row])).any():
            continue
        # “While in Rome the poet wrote ...”: the clause that leans has neither subject nor verb.
        if (
            any(tag not in {"RB", ",", "CC"} for tag in tokens.tag_names(first, row))
            or tokens.tag_name(row + 1) == "IN"
        ):
            continue
        if any(word in {",", ";", ":", "—", "–"} for word in tokens.lower_words(row, last)):
            continue
        start, end = tokens.span(first, last)
        yield Hit(start, end, {"word": tokens.word(row)}, (_without(reading, row, first),))


def _without(reading: Reading, row: int, first: int) -> Edits:
    tokens, text = reading.batch.tokens, reading.batch.text
    start, following = int(tokens.start[row]), int(tokens.start[row + 1])
    if row == first:
        return ((start, following + 1, text[following].upper()),)
    return ((start, following, ""),)


def unfinished(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence whose last word asks for another: a determiner, a conjunction, a preposition that never strands."""
    tokens, table = reading.batch.tokens, reading.once(sentences)
    open_ended = tokens.has_lower(*options["words"]) & ((tokens.shape & Shape.LOWER) != 0)
    after = np.minimum(table.last + 1, len(tokens) - 1)
    fit = table.stopped & table.running & (table.words >= 3) & (table.last > table.first) & ~tokens.spaced[table.last]
    fit &= tokens.spaced[after] | (after == table.last)
    last_word = np.maximum(table.last - 1, 0)
    for number in np.flatnonzero(fit & open_ended[last_word] & ~tokens.quoted[last_word]).tolist():
        row = int(table.last[number]) - 1
        if tokens.tag_name(row) not in options["tags"]:
            continue
        yield Hit(
            *tokens.span(row, row + 1),
            {"word": tokens.word(row)},
            _joined(reading, table, number),
        )


def _joined(reading: Reading, table: Sentences, number: int) -> tuple[Edits, ...]:
    """Without the stop, where a piece of the same paragraph follows in lower case."""
    tokens = reading.batch.tokens
    stop = int(table.last[number])
    follows = stop + 1 < len(tokens) and tokens.segment[stop + 1] == tokens.segment[stop]
    if follows and tokens.shape[stop + 1] & Shape.LOWER:
        return (((*tokens.span(stop), ""),),)
    return ()
