"""Commas that part what belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.lexicon import words_in
from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import FINITE, SUBJECTS, clause_of, subjects_of
from lint.match.hit import Hit
from lint.match.predicate import Reading

MARKS = frozenset(", ; : - – — ( ) “ ” \" '".split())
OPENERS = frozenset("in on at since after before when today yesterday then now here".split())
BREAKS = frozenset(', ; : - – — ( ) “ ” " ?'.split())
CLAUSE = frozenset("VBZ VBP VBD MD WDT WP WRB".split())


def after_subject(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """The only comma before a main verb, right between it and the noun phrase that opens the sentence."""
    tokens = reading.batch.tokens
    verbs = tokens.has_tag("VBD", "VBZ", "MD") & (tokens.margin > options["margin"]) & ~tokens.quoted & ~tokens.opens
    verbs[1:] &= tokens.has_lower(",")[:-1]
    for row in np.flatnonzero(verbs).tolist():
        first, stop = tokens.sentence_rows(row)
        comma = row - 1
        if comma - first < 2 or tokens.lower_word(row) in options["tags"]:
            continue
        if row + 1 < stop and tokens.tag_name(row + 1) in {"PRP", "EX"}:
            continue
        if any(word in MARKS for word in tokens.lower_words(first, comma)) or not _noun_phrase(tokens, first, comma):
            continue
        if any(word in {"?", ",", "that"} for word in tokens.lower_words(row, min(stop, row + options["reach"]))):
            continue
        clause = clause_of(tokens, row)
        if tokens.head[clause] != clause or not _has_subject(tokens, clause, first, comma):
            continue
        start = int(tokens.start[comma])
        yield Hit(start, int(tokens.end[row]), {"verb": tokens.word(row)}, (((start, start + 1, ""),),))


def _noun_phrase(tokens: Tokens, first: int, comma: int) -> bool:
    """Nothing but a name or a noun phrase opens the sentence; a list needs “and”, and so is none."""
    rows = range(first, comma)
    tags = [tokens.tag_name(r) for r in rows]
    if tags[-1] not in {"NN", "NNS", "NNP", "NNPS"} or tokens.shape[first] & Shape.LOWER:
        return False
    if all(tokens.shape[r] & (Shape.TITLE | Shape.DIGIT) for r in rows):
        return tokens.lower_word(first) not in OPENERS
    relative = next((k for k, tag in enumerate(tags) if tag in {"WDT", "WP"}), len(tags))
    if tags[0] not in {"DT", "NNP", "NNPS", "PRP$", "JJ", "NNS"} or tokens.lower_word(first) in {"those", "all"}:
        return False
    return relative > 1 and not set(tags[:relative]) & (CLAUSE | {"VB", "VBN", "VBG", "TO"})


def _has_subject(tokens: Tokens, verb: int, first: int, comma: int) -> bool:
    return any(first <= subject < comma for subject in subjects_of(tokens, verb))


def splice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """The only comma of a sentence between two whole clauses, the second with a noun for its subject."""
    tokens = reading.batch.tokens
    nouns = tokens.has_relation("nsubj", "nsubj:pass") & tokens.has_tag("NN", "NNS", "NNP", "NNPS") & ~tokens.quoted
    for subject in np.flatnonzero(nouns).tolist():
        verb = int(tokens.head[subject])
        first, stop = tokens.sentence_rows(subject)
        comma = next((r for r in range(subject - 1, first, -1) if tokens.lower_word(r) == ","), 0)
        if not comma or verb < subject or not 0 < subject - comma <= options["phrase"] or stop - verb < 3:
            continue
        if tokens.tag_name(comma + 1) not in {"DT", "PRP$", "NNS", "NNP", "CD"} or tokens.opens[comma]:
            continue
        others = [r for r in range(first, stop) if r != comma and tokens.lower_word(r) in BREAKS]
        words = {*tokens.lower_words(first, stop)}
        if others or words & frozenset(options["unless"]) or not _finite(tokens, subject, verb):
            continue
        if _main_clause(tokens, first, comma, verb):
            at = int(tokens.start[comma])
            yield Hit(at, at + 1)


def _finite(tokens: Tokens, subject: int, verb: int) -> bool:
    """A finite verb stands at or before the head of a clause, behind its subject."""
    return any(tag in FINITE for tag in tokens.tag_names(subject + 1, verb + 1))


def _main_clause(tokens: Tokens, first: int, comma: int, verb: int) -> bool:
    """What stands before a comma is one clause with its own subject, and no clause depends on the other."""
    rows = range(first, comma)
    if tokens.tag_name(first) in {"IN", "VBG", "VBN", "TO", "WRB", "WP", "WDT", "VB", "CC"}:
        return False
    subjects = [r for r in rows if tokens.relation_name(r) in SUBJECTS and tokens.head[r] < comma]
    if len(subjects) != 1 or subjects[0] > tokens.head[subjects[0]] or comma - first < 3:
        return False
    left = int(tokens.head[subjects[0]])
    if not _finite(tokens, subjects[0], left) or tokens.lemma_word(left) in words_in("speech_verb"):
        return False
    links = {tokens.relation_name(left), tokens.relation_name(verb)}
    return links <= {"root", "parataxis", "conj", "ccomp"}
