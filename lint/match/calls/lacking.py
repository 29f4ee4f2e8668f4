"""Clauses that lack a part English must have: the finite verb, the subject, the conjunction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import AUXILIARIES, FINITE, SUBJECTS, subjects_of
from lint.match.calls.sentences import sentences
from lint.match.hit import Hit
from lint.match.predicate import Reading

PARTS = (*SUBJECTS, *AUXILIARIES)


def verbless(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A noun phrase with its participle that has a full stop and no finite verb at all.

    A relative clause has one; whether it has the only one is more than the parser knows.
    """
    tokens, table = reading.batch.tokens, reading.once(sentences)
    parts = tokens.has_relation(*PARTS)
    nouns = tokens.has_tag("NN", "NNS")
    fit = table.stopped & table.running & (table.words >= options["shortest"]) & (table.words <= options["longest"])
    fit &= table.finite == 0
    articles = tokens.has_lower(*options["articles"]) & ~tokens.quoted
    for number in np.flatnonzero(fit & articles[table.first]).tolist():
        first, last = int(table.first[number]), int(table.last[number])
        root = next((r for r in range(first, last) if tokens.head[r] == r), last)
        below = tokens.head[first : last + 1] == root
        if not nouns[root] or (below & parts[first : last + 1]).any() or root - first > options["noun"]:
            continue
        if not _modified(tokens, root):
            continue
        start = int(tokens.start[first])
        it_is = ((start, start + 1, "It is " + reading.batch.text[start].lower()),)
        yield Hit(start, int(tokens.end[root]), {"noun": tokens.word(root)}, (it_is,))


def _modified(tokens: Tokens, root: int) -> bool:
    """A participle that is no past tense follows the noun at once."""
    row = root + 1
    return tokens.tag_name(row) == "VBN" and (
        tokens.lower_word(row + 1) == "by" or not tokens.lower_word(row).endswith("ed")
    )


def bare_price(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sum of money with a full stop and no verb."""
    tokens, table = reading.batch.tokens, reading.once(sentences)
    money = tokens.has_lower(*options["units"])
    digits = (tokens.shape & Shape.NUMERIC) != 0
    fit = table.stopped & table.running & (table.words >= 3) & (table.words <= options["longest"]) & (table.finite == 0)
    for number in np.flatnonzero(fit & digits[table.first] & (table.last - table.first > 2)).tolist():
        first = int(table.first[number])
        unit = next((r for r in range(first, first + 3) if money[r]), None)
        if unit is not None:
            start = int(tokens.start[first])
            yield Hit(start, int(tokens.end[unit]), {}, (((start, start, "It costs "),),))


def opening_modal(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A statement that opens with a modal verb and its infinitive, without a subject."""
    yield from _unlike_a_manual(reading.batch, [*_opening_modals(reading, options)], options["most"])


def _unlike_a_manual(batch: Batch, hits: Sequence[Hit], most: int) -> Iterator[Hit]:
    """Hits in documents with few of them: one that leaves subjects out all the time describes fields and commands."""
    often = Counter(batch.document_at(hit.start) for hit in hits)
    yield from (hit for hit in hits if often[batch.document_at(hit.start)] <= most)


def _opening_modals(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    batch, tokens = reading.batch, reading.batch.tokens
    modals = tokens.has_lower(*options["modals"]) & tokens.opens & ~tokens.quoted
    for row in np.flatnonzero(modals).tolist():
        _, stop = tokens.sentence_rows(row)
        at = row + 1
        while at < stop and tokens.lower_word(at) in options["between"]:
            at += 1
        if stop - row < 4 or at >= stop or tokens.tag_name(at) != "VB" or not tokens.shape[at] & Shape.LOWER:
            continue
        if any(word in {"?", "!", ":"} for word in tokens.lower_words(row, stop)) or not _begins(tokens, row):
            continue
        passive = tokens.lower_word(at) == "be"
        if passive and (at + 1 == stop or tokens.tag_name(at + 1) != "VBN"):
            continue  # “Could be that nobody came”, as people talk
        start = int(tokens.start[row])
        subject = ((start, start + 1, ("It " if passive else "You ") + batch.text[start].lower()),)
        edits = (subject,) if passive or tokens.lower_word(row) in options["you"] else ()
        yield Hit(start, int(tokens.end[at]), {"verb": batch.between(row, at)}, edits)


def _begins(tokens: Tokens, row: int) -> bool:
    """A row opens its paragraph or follows a full stop."""
    return row == 0 or tokens.segment[row - 1] != tokens.segment[row] or tokens.lower_word(row - 1) in {".", "!", "?"}


def opening_verb(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A statement that opens with a finite verb in the third person, without a subject."""
    yield from _unlike_a_manual(reading.batch, [*_opening_verbs(reading, options)], options["most"])


def _opening_verbs(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    tokens = reading.batch.tokens
    verbs = tokens.has_tag(*options["tags"]) & tokens.opens & ~tokens.quoted & (tokens.margin > options["margin"])
    verbs &= ((tokens.shape & Shape.TITLE) != 0) & (tokens.lemma != tokens.lower)
    for row in np.flatnonzero(verbs & ~tokens.has_lower(*options["spare"])).tolist():
        first, stop = tokens.sentence_rows(row)
        if stop - first < 5 or not _begins(tokens, row) or tokens.tag_name(row + 1) not in options["next"]:
            continue
        if any(word in {"?", ":"} for word in tokens.lower_words(first, stop)):
            continue
        if tokens.head[row] == row and not subjects_of(tokens, row):
            yield Hit(*tokens.span(row), {"verb": tokens.word(row)})


def opening_be(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A statement with a full stop that opens with a form of “be”."""
    batch, tokens = reading.batch, reading.batch.tokens
    forms = tokens.has_lower("is", "was", "are", "were") & tokens.opens & ~tokens.quoted
    forms &= (tokens.shape & Shape.TITLE) != 0
    for row in np.flatnonzero(forms).tolist():
        first, stop = tokens.sentence_rows(row)
        if stop - first < 6 or tokens.lower_word(stop - 1) != "." or not _begins(tokens, row):
            continue
        if tokens.tag_name(row + 1) not in options["next"]:
            continue
        if any(word in options["conditional"] for word in tokens.lower_words(row + 2, stop)):
            continue  # “Were the bridge open, we would cross it.”
        start = int(tokens.start[row])
        it = tokens.lower_word(row) in {"is", "was"} and tokens.tag_name(row + 1) in {"VBN", "IN"}
        edits = (((start, start + 1, "It " + batch.text[start].lower()),),) if it else ()
        yield Hit(start, int(tokens.end[row]), {"verb": tokens.word(row)}, edits)


def mismatched_second(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A second predicate in the singular under a subject in the plural: it lacks a subject of its own."""
    tokens = reading.batch.tokens
    second = (
        tokens.has_relation("conj")
        & tokens.has_tag("VBZ")
        & tokens.has_pos("VERB")
        & (tokens.margin > options["margin"])
    )
    finite = tokens.has_tag("VBD", "VBP")
    plural = tokens.has_tag("NNS") | tokens.has_lower("they", "we")
    for row in np.flatnonzero(second).tolist():
        verb = int(tokens.head[row])
        if not finite[verb] or not 0 < row - verb < options["reach"] or not _after_and(tokens, row):
            continue
        subjects = subjects_of(tokens, verb)
        if not subjects or not plural[subjects[0]] or subjects_of(tokens, row):
            continue
        if tokens.quoted[row] != tokens.quoted[verb] or _goes_with_another(tokens, verb, row):
            continue
        at = int(tokens.start[row])
        evidence = ((*tokens.span(subjects[0]), "the subject of the sentence"),)
        yield Hit(at, int(tokens.end[row]), {"verb": tokens.word(row)}, (((at, at, "it "),),), evidence)


def _goes_with_another(tokens: Tokens, verb: int, row: int) -> bool:
    """A verb in the singular stands between, whose subject it may share; or it is a noun, as in “bows and arrows”."""
    between = tokens.tag_names(verb + 1, row)
    return "VBZ" in between or between[-2:-1] == ["NNS"]


def _after_and(tokens: Tokens, row: int) -> bool:
    """Nothing but adverbs stands between a conjunction and a row."""
    at = row - 1
    while at > 0 and tokens.tag_name(at) == "RB":
        at -= 1
    return tokens.lower_word(at) in {"and", "but"}


def asyndeton(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A last predicate behind a comma, without subject and without “and”."""
    tokens = reading.batch.tokens
    finite = tokens.has_lower(*options["verbs"]) & tokens.has_tag("VBZ", "VBD", "VBP")
    for row in np.flatnonzero(finite).tolist():
        behind_comma = 0 < row < len(tokens) - 1 and tokens.lower_word(row - 1) == ","
        if not behind_comma or not _is_second(tokens, row, options):
            continue
        if tokens.tag_name(row + 1) in {"PRP", "EX", "NNP"} or tokens.lower_word(row + 1) in {"n't", "not"}:
            continue  # “isn't it?”
        at = int(tokens.start[row])
        yield Hit(*tokens.span(row - 1, row), {"verb": tokens.word(row)}, (((at, at, "and "),),))


def _is_second(tokens: Tokens, row: int, options: Mapping[str, Any]) -> bool:
    """Before a row stands one whole main clause, with the only comma, and after it no further clause."""
    first, stop = tokens.sentence_rows(row)
    first = max([first, *(r + 1 for r in range(first, row) if tokens.lower_word(r) in {"“", '"', ":"})])
    stop = next((r for r in range(row, stop) if tokens.lower_word(r) == "."), stop)
    if row - first < options["shortest"] or tokens.tag_name(first) not in options["openers"]:
        return False
    words = tokens.lower_words(first, row - 1)
    if not {",", ":", ";", "—", "–", "-"}.isdisjoint(words):
        return False
    if not {"WDT", "WP", "WRB"}.isdisjoint(tokens.tag_names(first, row - 1)):
        return False
    if not {"and", "or", "but", ",", ";", "?"}.isdisjoint(tokens.lower_words(row, stop)):
        return False
    finite = next((r for r in range(first, row - 1) if tokens.tag_name(r) in FINITE), row)
    return finite - first <= options["subject"] and not any(word in options["unless"] for word in words)
