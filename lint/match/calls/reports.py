"""Persons that change in a report: “I” and “you” from nowhere, a name where English has a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.batch import Batch, running_rows
from lint.language.lexicon import words_in
from lint.language.pronouns import Case, Gender, Number, pronoun
from lint.language.tagset import Morph
from lint.match.calls.clauses import SUBJECTS
from lint.match.calls.mentions import Cast, Casts, Kind, Mention
from lint.match.calls.pronouns import FEMININE, MASCULINE
from lint.match.hit import Hit
from lint.match.predicate import Reading
from lint.source import PLACEHOLDER

ENOUGH = 3
"""Pronouns of one sex alone that tell the sex of a person of whom nothing else is known."""
FEW = 2
"""More than this, and the writer speaks in person."""
MOST = 4
"""More first persons than this outside quotation marks, and the writer tells a story of their own."""
SHORTEST = 8
"""Sentences of running text from which a text is a report and no notice."""
MARK = re.compile(r"[“”„\"]")
OPENERS = ("“", "„", '"', "‘", "'")
CLOSERS = ("”", '"', "’’", "''", "’", "'", "“")
CLOSES_SINGLE = re.compile(r"[.!?,][’'](?:\s|$)")
DUTIES = frozenset("need must should may might have".split())
OFFICES = frozenset("department ministry police website office report statement service headquarters".split())
TOLD = 6
"""Verbs in the past from which a text tells what happened."""
LINKS = frozenset("while although though when because after before if as since whereas once until unless".split())


def first_person(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“I” or “we” outside quotation marks in a report whose people say it inside them."""
    batch, tokens = reading.batch, reading.batch.tokens
    running = reading.once(running_rows)
    first = tokens.has_morph(Morph.FIRST) & tokens.has_tag("PRP", "PRP$") & tokens.has_lower(*options["words"])
    for number in range(len(batch.documents)):
        part = batch.part(number)
        if not first[part].any() or np.count_nonzero(tokens.opens[part] & running[part]) < SHORTEST:
            continue
        said, told = first[part] & tokens.quoted[part], first[part] & ~tokens.quoted[part]
        inside = _spoken_paragraphs(batch, number)
        places = [r for r in (np.flatnonzero(told) + part.start).tolist() if int(tokens.segment[r]) not in inside]
        if said.any() and len(places) <= MOST:
            shown = int(np.flatnonzero(said)[0]) + part.start
            note = (*tokens.span(shown), "said by a person here")
            for row in places:
                yield Hit(*tokens.span(row), {}, (), (note,))


def second_person(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“You need to wait” in a report on others that addresses nobody else."""
    batch, tokens = reading.batch, reading.batch.tokens
    candidates = tokens.has_lower("you") & tokens.has_relation("nsubj") & ~tokens.quoted
    addressed = tokens.has_lower("you", "your", "yours", "yourself") & ~tokens.quoted
    past = tokens.has_tag("VBD") & ~tokens.quoted
    for number in range(len(batch.documents)):
        part = batch.part(number)
        told = np.count_nonzero(tokens.opens[part]) >= SHORTEST and np.count_nonzero(past[part]) >= TOLD
        if not told or np.count_nonzero(addressed[part]) > FEW:
            continue
        for row in (np.flatnonzero(candidates[part]) + part.start).tolist():
            first, stop = tokens.sentence_rows(row)
            asks = tokens.lower_word(stop - 1) == "?" or not {"if", "when"}.isdisjoint(tokens.lower_words(first, row))
            if not asks and _is_duty(batch, row):
                yield Hit(*tokens.span(row))


def _is_duty(batch: Batch, row: int) -> bool:
    """Tell whether “you” need, must or may: what a system makes of a verb without a subject."""
    verb = int(batch.tokens.head[row])
    near = (verb, *batch.tokens.children(verb))
    return row + 1 in near and batch.tokens.lemma_word(row + 1) in DUTIES


def _spoken_paragraphs(batch: Batch, number: int) -> frozenset[int]:
    """The paragraphs in which a quotation goes on: opened in one of them or before, and closed in a later one."""
    spoken: set[int] = set()
    open_ = False
    for segment in batch.segments_of(number):
        text = batch.text[batch.segments.start[segment] : batch.segments.end[segment]]
        marks = MARK.findall(text)
        # A paragraph that goes on with a quotation opens it again.
        inside = open_ and not text.startswith(OPENERS)
        for mark in marks:
            inside = mark in OPENERS if mark != '"' else not inside
        unbalanced = inside or (open_ and not text.startswith(OPENERS)) or sum(mark == '"' for mark in marks) % 2 == 1
        if unbalanced or CLOSES_SINGLE.search(text):
            spoken.add(segment)
        open_ = inside
    return frozenset(spoken)


def institution(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“I” in a quotation of which an office or a company is the speaker."""
    tokens = reading.batch.tokens
    closers = tokens.has_lower(*CLOSERS) & np.append(True, tokens.has_lower(",", ".", "!", "?"))[:-1]
    bodies = words_in("organisation") - words_in("collective") | OFFICES
    for row in np.flatnonzero(closers).tolist():
        first, stop = tokens.sentence_rows(row)
        after = [r for r in range(row + 1, min(stop, row + 6)) if tokens.relation_name(r) in SUBJECTS]
        if not after or tokens.lemma_word(after[0]) not in bodies:
            continue
        if tokens.lemma_word(int(tokens.head[after[0]])) not in words_in("speech_verb"):
            continue
        place = (*tokens.span(after[0]), "the speaker")
        for each in range(first, row):
            if tokens.lower_word(each) == "i" and tokens.tag_name(each) == "PRP":
                yield Hit(*tokens.span(each), {"body": tokens.word(after[0])}, (), (place,))


def repeated_name(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“While Berg likes tea, Berg hates coffee”: one subject, named in both clauses of a sentence."""
    batch, tokens = reading.batch, reading.batch.tokens
    clauses = tokens.has_relation("advcl") & (tokens.head != np.arange(len(tokens)))
    for row in np.flatnonzero(clauses).tolist():
        if any(tokens.lower_word(c) in LINKS and tokens.relation_name(c) == "mark" for c in tokens.children(row)):
            people = reading.once(Casts)[batch.document_of(row)]
            pair = _named_subject(batch, people, row), _named_subject(batch, people, int(tokens.head[row]))
            yield from _named_twice(reading, *pair)
    for row in np.flatnonzero(tokens.has_lower(*LINKS) & tokens.opens).tolist():
        people = reading.once(Casts)[batch.document_of(row)]
        yield from _named_twice(reading, *_opening_names(batch, people, row))


def _opening_names(batch: Batch, people: Cast, row: int) -> tuple[Mention | None, Mention | None]:
    """The names right behind the conjunction and right behind the comma of “While Berg ..., Berg hates”."""
    tokens = batch.tokens
    stop = tokens.sentence_rows(row)[1]
    names = {m.first: m for m in people.between(row, stop) if tokens.tag_name(m.last) == "NNP"}
    inner = names.get(row + 1)
    for comma in range(row + 2, stop - 2):
        outer = names.get(comma + 1)
        if tokens.word(comma) == "," and outer is not None and outer.last + 1 < stop:
            verb = outer.last + 1 + (tokens.tag_name(outer.last + 1) == "RB")
            return inner, outer if verb < stop and tokens.tag_name(verb) in ("VBZ", "VBD", "MD") else None
    return inner, None


def _named_twice(reading: Reading, inner: Mention | None, outer: Mention | None) -> Iterator[Hit]:
    batch = reading.batch
    if inner is None or outer is None or inner.first == outer.first:
        return
    name = _words(batch, inner)
    # One letter is a variable, and what is not read is code.
    if name != _words(batch, outer) or len(name) == 1 or PLACEHOLDER in name:
        return
    earlier, later = sorted((inner, outer), key=lambda mention: mention.first)
    yield _repeated(reading, earlier, later)


def _named_subject(batch: Batch, people: Cast, verb: int) -> Mention | None:
    tokens = batch.tokens
    for child in tokens.children(verb):
        if tokens.relation_name(child) in SUBJECTS and tokens.tag_name(child) == "NNP":
            return next((m for m in people.between(max(0, child - 6), child + 1) if m.first <= child <= m.last), None)
    return None


def _words(batch: Batch, mention: Mention) -> str:
    return batch.between(mention.first, mention.last).lower()


def _repeated(reading: Reading, earlier: Mention, later: Mention) -> Hit:
    tokens = reading.batch.tokens
    start, end = tokens.span(later.first, later.last)
    place = (*tokens.span(earlier.first, earlier.last), "named here already")
    sex = later.sex or (Gender.NEUTER if later.kind is Kind.BODY else None)
    if sex is None and later.kind is Kind.PERSON:
        sex = reading.once(_sexes)[reading.batch.document_of(later.row)]
    new = pronoun(3, Number.SINGULAR, sex, Case.SUBJECT) if sex else ""
    return Hit(start, end, {}, (((start, end, new),),) if new else (), (place,))


def _sexes(batch: Batch) -> list[Gender | None]:
    """The sex of everybody in each document, as its pronouns tell it."""
    masculine, feminine = (batch.tokens.has_lower(*forms) for forms in (MASCULINE, FEMININE))
    parts = [slice(rows.start, rows.stop) for rows in map(batch.rows, range(len(batch.documents)))]
    return [_only_sex(int(masculine[part].sum()), int(feminine[part].sum())) for part in parts]


def _only_sex(men: int, women: int) -> Gender | None:
    if min(men, women) > 0 or max(men, women) < ENOUGH:
        return None
    return Gender.MASCULINE if men else Gender.FEMININE
