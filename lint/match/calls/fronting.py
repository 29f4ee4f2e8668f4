"""Clauses whose verb stands before its subject because something else opens the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.tokens import Tokens
from lint.match.calls.clauses import FINITE
from lint.match.hit import Hit
from lint.match.predicate import Reading

NOMINATIVE = frozenset("he she they we it i".split())
# What these open is no place, where English may put the verb before what lies there.
NO_PLACE = frozenset("after since during despite until because due".split())
PLACE = ("IN", "RB", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "PRP$", "POS", "VBG", "JJS", "RBR", "FW")
INSIDE = frozenset("DT JJ NN NNS NNP NNPS CD PRP$ HYPH POS FW JJS".split())
LAST = frozenset("NN NNS NNP NNPS PRP DT FW".split())


def inverted(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“In 2009 was this group in danger”: an adverbial, the finite verb, the subject, the rest of the predicate."""
    tokens = reading.batch.tokens
    helpers = tokens.has_lower(*options["aux"]) & tokens.has_tag(*FINITE) & ~tokens.opens
    for row in np.flatnonzero(helpers & ~tokens.quoted).tolist():
        first, stop = tokens.sentence_rows(row)
        opening = _opening(tokens, first, row)
        if opening < 0 or "?" in tokens.lower_words(row, stop):
            continue
        if any(word in options["triggers"] for word in tokens.lower_words(opening, row)):
            continue
        subject = _subject_end(tokens, row, stop)
        if subject < 0 or not _goes_on(tokens, row, subject, stop, tokens.lower_word(opening) in NO_PLACE):
            continue
        start, next_start = int(tokens.start[row]), int(tokens.start[row + 1])
        behind = int(tokens.end[subject])
        edits = ((start, next_start, ""), (behind, behind, " " + tokens.word(row)))
        yield Hit(start, behind, {"aux": tokens.word(row)}, (edits,))


def _opening(tokens: Tokens, first: int, row: int) -> int:
    """The row where an adverbial right before a row begins, if that opens the sentence or follows a comma; or -1."""
    at = row - 1
    while at >= first and tokens.tag_name(at) in PLACE:
        at -= 1
    at += 1
    if at == row or (at > first and tokens.lower_word(at - 1) not in {"and", "but", "“", '"', "''", "``"}):
        return -1
    tag = tokens.tag_name(at)
    single = row - at == 1 and tag == "RB"
    phrase = row - at > 1 and tag == "IN" and tokens.tag_name(row - 1) in {"NN", "NNS", "NNP", "CD"}
    return at if single or phrase else -1


def _subject_end(tokens: Tokens, row: int, stop: int) -> int:
    """The last row of the noun phrase right behind a verb; -1 where none stands there."""
    at = row + 1
    if at >= stop:
        return -1
    if tokens.lower_word(at) in NOMINATIVE:
        return at
    opens = tokens.lower_word(at) in {"the", "this", "these", "his", "her", "its", "their", "our"}
    if not opens and tokens.tag_name(at) not in {"NNP", "NNPS"}:
        return -1
    while at + 1 < stop and tokens.tag_name(at + 1) in INSIDE:
        at += 1
    return at if tokens.tag_name(at) in LAST and (at > row + 1 or not opens) else -1


def _goes_on(tokens: Tokens, row: int, subject: int, stop: int, time: bool) -> bool:
    """What follows the subject belongs to the verb before it, so that this is no place with what lies in it."""
    if subject + 1 >= stop:
        return False
    tag, be = tokens.tag_name(subject + 1), tokens.lemma_word(row) == "be"
    pronoun = tokens.lower_word(subject) in NOMINATIVE or tokens.lower_word(row + 1) in {"this", "these"}
    if be:
        return (pronoun and tag in {"VBN", "VBG", "JJ", "IN", "DT", "RB"}) or (time and tag == "VBN")
    if tokens.lower_word(row) in {"has", "have", "had"}:
        return tag in {"VBN", "RB"} or (pronoun and tag in {"DT", "JJ", "NN", "NNS"})
    return tag == "VB"
