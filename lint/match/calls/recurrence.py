"""Sentences that come back in a document, and verbs and nouns that come back in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from lint.language.batch import Batch, running_rows
from lint.language.inflection import verb_form
from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.case import like
from lint.match.edits import deletion
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading
from lint.source import PLACEHOLDER

Words = tuple[int, ...]


class Sentence(NamedTuple):
    """The rows of a sentence, and its words and figures in lower case, as numbers, without its marks."""

    rows: range
    words: Words


def sentence_twice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence of running text that stands word for word earlier in its document."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        seen: dict[Words, range] = {}
        latest: dict[Words, int] = {}
        found: list[tuple[range, range]] = []
        loops: list[tuple[range, range]] = []
        for place, (rows, words) in enumerate(reading.once(sentences)[number]):
            if len(words) < options["shortest"] or len(set(words)) < options["shortest"] - 2:
                continue
            if PLACEHOLDER in batch.between(rows.start, rows.stop - 1):
                continue  # what it stands for may differ
            if words in seen and _is_prose(reading, rows):
                if place - latest[words] <= options["loop"]:
                    loops.append((seen[words], rows))
                elif _is_paragraph(batch, seen[words]) or _is_paragraph(batch, rows):
                    found.append((seen[words], rows))
            seen.setdefault(words, rows)
            latest[words] = place
        # A document that repeats much does so on purpose: a form, a song, a manual; but not with no words between.
        told = [*loops, *found] if len(found) <= options["most"] else loops
        yield from (told_twice(reading, first, again) for first, again in told)


def sentences(batch: Batch) -> list[list[Sentence]]:
    """The sentences of each document of a batch."""
    tokens = batch.tokens
    kept = np.flatnonzero((tokens.shape & (Shape.ALPHA | Shape.NUMERIC)) != 0)
    words, starts = tokens.lower[kept].tolist(), tokens.sentence_starts
    bounds = np.searchsorted(kept, starts).tolist()
    owners = np.searchsorted(batch.offsets, tokens.start[starts[:-1]], side="right") - 1
    found: list[list[Sentence]] = [[] for _ in batch.documents]
    places = zip(owners.tolist(), pairwise(starts.tolist()), pairwise(bounds), strict=True)
    for owner, rows, (first, last) in places:
        found[owner].append(Sentence(range(*rows), tuple(words[first:last])))
    return found


def _is_paragraph(batch: Batch, rows: range) -> bool:
    """A teaser or a caption is a paragraph of its own; a manual says within one again what holds there too."""
    segment = batch.tokens.segment
    opens = rows.start == 0 or segment[rows.start - 1] != segment[rows.start]
    return bool(opens and (rows.stop == len(segment) or segment[rows.stop] != segment[rows.start]))


def _is_prose(reading: Reading, rows: range) -> bool:
    return bool(reading.once(running_rows)[rows.start]) and reading.batch.tokens.lower_word(rows.stop - 1) in {
        ".",
        "!",
        "”",
        '"',
        "?",
    }


def told_twice(reading: Reading, first: range, again: range) -> Hit:
    """The hit on a sentence that says again what an earlier one says; the cure takes it out."""
    tokens = reading.batch.tokens
    start, end = tokens.span(again.start, again.stop - 1)
    earlier = (*tokens.span(first.start, first.stop - 1), "the first time")
    return Hit(start, end, {}, ((deletion(reading.batch.text, start, end),),), (earlier,))


def adverb_twice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """An adverb such as “also” twice in one sentence, outside quotations."""
    tokens = reading.batch.tokens
    rows = np.flatnonzero(tokens.has_lower(*options["words"]) & ~tokens.quoted)
    for left, right in zip(rows[:-1].tolist(), rows[1:].tolist(), strict=True):
        if tokens.sentence[left] != tokens.sentence[right] or tokens.lower[left] != tokens.lower[right]:
            continue
        between = tokens.lower_words(left + 1, right)
        if len(between) < options["apart"] or not Counter(options["unless"]).keys().isdisjoint(between):
            continue
        if left > 0 and tokens.lower_word(left - 1) in options["after"]:
            continue
        if tokens.lower_word(right - 1) == "," and tokens.closes[min(right + 1, len(tokens) - 1)]:
            continue
        start, end = tokens.span(left)
        evidence = ((*tokens.span(right), "and again here"),)
        yield Hit(start, end, {"word": tokens.word(left)}, ((deletion(reading.batch.text, start, end),),), evidence)


def cognate_object(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A verb with an object of the same word: “visited a visit”; `support` has the verb that goes with the noun."""
    batch, tokens = reading.batch, reading.batch.tokens
    objects = np.flatnonzero(tokens.has_relation("obj") & tokens.has_tag("NN", "NNS"))
    verbs = tokens.head[objects]
    same = (tokens.lemma[objects] == tokens.lemma[verbs]) & (verbs < objects) & tokens.has_pos("VERB")[verbs]
    spare = tokens.has_lemma(*options["spare"])
    for verb, noun in zip(verbs[same].tolist(), objects[same].tolist(), strict=True):
        if spare[verb] or noun - verb > 6 or PLACEHOLDER in batch.between(verb, noun):
            continue
        start, end = tokens.span(verb, noun)
        fixes = _supported(tokens, verb, options["support"].get(tokens.lemma_word(noun)))
        yield Hit(start, end, {"verb": tokens.word(verb), "noun": tokens.word(noun)}, fixes)


def _supported(tokens: Tokens, row: int, verb: str | None) -> tuple[Edits, ...]:
    """The verb in the form of the one it stands for."""
    if verb is None or not tokens.tag_name(row).startswith("VB"):
        return ()
    return (((*tokens.span(row), like(tokens.word(row), verb_form(verb, tokens.tag_name(row)))),),)
