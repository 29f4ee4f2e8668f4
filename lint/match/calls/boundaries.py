"""Where sentences and clauses meet: splices, lost stops, lower-case starts, lone brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import regex

from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.hit import Hit
from lint.match.predicate import Reading

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl", "nsubj:outer"})
_SUBORDINATORS = frozenset(
    "when if because although though after before while since as unless until once whereas where whenever wherever "
    "whether whatever whoever however that which who whose whom what how why lest provided so not both either neither".split()
)
_HEDGES = frozenset(
    "say think believe know guess hope suppose mean see tell hear seem appear claim feel fear bet".split()
)
_SPLICERS = ("he", "she", "it", "they", "we", "i", "you", "this", "these", "there", "that", "those")
_STARTERS = ("He", "She", "It", "They", "We", "This", "These", "There", "That", "Those")
_BREAKERS = frozenset(
    "of in on at for with from by to and or the a an as than called titled named film book song novel series album "
    "show movie game play episode single is was are were be : ; , - – — “ \" ‘ ' ( [ / …".split()
)
_PAIR = regex.compile(r"[()\[\]]")
_LIST_MARK = regex.compile(r"(?:^|[\s,;.(])(?:\p{L}|\d{1,3}|[ivxIVX]{1,5})$")
_SMILEY = regex.compile(r"[:;=8]['’]?-?$")
_WORD = regex.compile(r"[^\s()\[\]]*")


def comma_splice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A comma between two main clauses, the second of which begins with its subject, a pronoun."""
    tokens = reading.batch.tokens
    mask = tokens.has_lower(*_SPLICERS) & tokens.has_tag("PRP", "DT", "EX") & tokens.has_relation(*SUBJECTS)
    comma = np.append(False, tokens.has_lower(",")[:-1]) if len(tokens) else mask
    for row in np.flatnonzero(mask & comma & ~tokens.opens).tolist():
        verb = int(tokens.head[row])
        first, last = tokens.sentence_rows(row)
        if tokens.quoted[row] == tokens.quoted[row - 2] and _joins(tokens, first, row, verb, last):
            at = int(tokens.start[row - 1])
            yield Hit(at, at + 1, {}, (((at, at + 1, ";"),),))


def _joins(tokens: Tokens, first: int, row: int, verb: int, last: int) -> bool:
    comma = row - 1
    words = {tokens.lower_word(r) for r in range(first, comma)}
    if comma - first < 3 or verb < row or words & _SUBORDINATORS or tokens.lower_word(first) in _BREAKERS:
        return False
    if not _is_finite(tokens, verb, row) or not _is_clause(tokens, first, comma):
        return False
    if tokens.relation_name(verb) in ("acl:relcl", "advcl", "csubj") and tokens.head[verb] > verb:
        return False
    # “It is late, isn't it”, “he left, he said”: a tag and a speaker are no sentences.
    return last - row > 4 and not _is_hedge(tokens, verb, last) and tokens.word(last - 1) != "?"


def _is_finite(tokens: Tokens, verb: int, subject: int) -> bool:
    if tokens.tag_name(verb) in FINITE:
        return True
    return any(tokens.tag_name(r) in FINITE and tokens.head[r] == verb for r in range(subject, verb))


def _is_clause(tokens: Tokens, first: int, comma: int) -> bool:
    """A main verb with a subject of its own stands before the comma, and it is not a mere “I think”."""
    for subject in range(first, comma):
        verb = int(tokens.head[subject])
        if tokens.relation_name(subject) not in SUBJECTS or not first <= verb < comma or verb == subject:
            continue
        main = tokens.relation_name(verb) in ("root", "parataxis", "ccomp", "conj")
        finite = tokens.tag_name(verb) in FINITE or any(
            tokens.tag_name(r) in FINITE and tokens.head[r] == verb for r in range(first, comma)
        )
        if main and finite and tokens.lemma_word(verb) not in _HEDGES:
            return True
    return False


def _is_hedge(tokens: Tokens, verb: int, last: int) -> bool:
    return tokens.lemma_word(verb) in _HEDGES or (verb >= last - 3 and tokens.lemma_word(verb) in ("do", "have", "be"))


def missing_stop(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A capital pronoun with its verb right after a lower-case word."""
    batch, tokens = reading.batch, reading.batch.tokens
    known = tokens.vocabulary.known(_STARTERS)
    for row in np.flatnonzero(tokens.within(tokens.form, known)).tolist():
        if row < 4 or row + 2 >= len(tokens) or tokens.segment[row - 4] != tokens.segment[row + 1]:
            continue
        before, after = tokens.word(row - 1), tokens.tag_name(row + 1)
        ends = before in ")]" or (
            tokens.shape[row - 1] & (Shape.ALPHA | Shape.DIGIT) and before.lower() not in _BREAKERS
        )
        if not ends or not _starts_clause(tokens, row, after) or tokens.quoted[row] != tokens.quoted[row - 1]:
            continue
        if (
            not tokens.shape[row - 1] & (Shape.LOWER | Shape.DIGIT)
            and before not in ")]"
            and tokens.tag_name(row - 1) != "NNP"
        ):
            continue
        start, end = int(tokens.start[row - 1]), int(tokens.end[row - 1])
        yield Hit(start, end, {"word": tokens.word(row)}, (((end, end, "."),),))


def _starts_clause(tokens: Tokens, row: int, after: str) -> bool:
    if (
        not tokens.shape[row + 1] & Shape.LOWER
        or tokens.shape[row - 2] & Shape.TITLE
        and tokens.shape[row - 1] & Shape.TITLE
    ):
        return False
    return after in FINITE and tokens.tag_name(row - 1) not in (
        "IN",
        "TO",
        "CC",
        "DT",
        "PRP$",
        "MD",
        "WDT",
        "VBZ",
        "VBP",
    )


def lower_start(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence after a stop that begins in lower case and has a subject and a finite verb of its own."""
    tokens = reading.batch.tokens
    lower = ((tokens.shape & Shape.LOWER) != 0) & tokens.opens
    after_stop = np.append(False, tokens.has_lower(".", "?", "!")[:-1]) if len(tokens) else lower
    for row in np.flatnonzero(lower & after_stop).tolist():
        first, last = tokens.sentence_rows(row)
        if tokens.segment[row - 1] != tokens.segment[row] or tokens.quoted[row - 1] or not tokens.spaced[row]:
            continue
        subject = row if tokens.relation_name(row) in SUBJECTS else -1
        if (
            subject < 0
            or last - first < 4
            or tokens.lower_word(row - 2) in ("inc", "co", "ltd", "corp", "etc", "jr", "sr")
        ):
            continue
        start, end = int(tokens.start[row]), int(tokens.end[row])
        word = tokens.word(row)
        yield Hit(start, end, {}, (((start, end, word[0].upper() + word[1:]),),))


def lone_bracket(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A bracket without its partner in its paragraph; list marks and smileys are none."""
    batch = reading.batch
    for segment in range(len(batch.segments)):
        first, last = int(batch.segments.start[segment]), int(batch.segments.end[segment])
        opened: list[int] = []
        lonely: list[int] = []
        for match in _PAIR.finditer(batch.text, first, last):
            at = match.start()
            if match[0] in "([":
                opened.append(at)
            elif opened:
                opened.pop()
            elif not _LIST_MARK.search(batch.text[first:at]) and not _SMILEY.search(
                batch.text[max(first, at - 3) : at]
            ):
                lonely.append(at)
        lonely += [at for at in opened if not _SMILEY.search(batch.text[max(first, at - 3) : at])]
        if len(lonely) == 1:
            yield _bracket(batch.text, lonely[0], first)


def _bracket(text: str, at: int, first: int) -> Hit:
    if text[at] in "([":
        word = _WORD.match(text, at + 1)
        return Hit(at, word.end() if word else at + 1)
    start = at
    while start > first and not text[start - 1].isspace() and text[start - 1] not in "()[]":
        start -= 1
    return Hit(start, at + 1)
