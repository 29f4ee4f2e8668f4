"""Forms within one clause, or one report, that cannot stand together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.inflection import be_form
from lint.language.lexicon import is_person, words_in
from lint.language.tokens import Tokens
from lint.match.calls.clauses import AUXILIARIES, SUBJECTS, subjects_of
from lint.match.hit import Edits, Hit, replacement
from lint.match.predicate import Reading


def bare_be(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“the scientists be trying”: the infinitive of “be” right behind a subject, without an auxiliary or a demand."""
    tokens = reading.batch.tokens
    be = tokens.has_lower("be") & tokens.has_relation(*AUXILIARIES) & ~tokens.quoted & ~tokens.opens
    before = tokens.has_lower(*options["before"])
    for row in np.flatnonzero(be).tolist():
        first, stop = tokens.sentence_rows(row)
        if before[first:row].any() or row + 1 == stop or tokens.tag_name(row + 1) not in options["next"]:
            continue
        subject = row - 1 if tokens.tag_name(row - 1) != "RB" else row - 2
        if subject < first or tokens.tag_name(subject) not in {"NNS", "PRP", "NN", "NNP"}:
            continue
        if tokens.relation_name(subject) not in SUBJECTS or tokens.head[subject] != tokens.head[row]:
            continue
        if any(tag in {"MD", "TO", "VB"} for tag in tokens.tag_names(first, row)):
            continue
        plural = tokens.tag_name(subject) == "NNS" or tokens.lower_word(subject) in {"they", "we", "you"}
        new = be_form("VBZ", plural=plural) if tokens.lower_word(subject) != "i" else "am"
        start, end = tokens.span(row)
        yield replacement(start, end, new, {"subject": tokens.word(subject), "new": new})


def reflexive(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“themselves” after one thing, “itself” after people: a reflexive that its own subject contradicts."""
    tokens = reading.batch.tokens
    spare = words_in("collective") | words_in("organisation") | frozenset(options["spare"])
    words = {"himself": "he", "herself": "she", "itself": "it", "themselves": "they"}
    for row in np.flatnonzero(tokens.has_lower(*words) & tokens.has_relation("obj", "iobj")).tolist():
        verb = int(tokens.head[row])
        subjects = [r for r in subjects_of(tokens, verb) if r < row]
        if len(subjects) != 1 or tokens.lower_word(row - 1) in {"of", "by", "within", "among"}:
            continue
        subject, own = subjects[0], words[tokens.lower_word(row)]
        wanted = _reflexive_of(tokens, subject, spare)
        if wanted is None or own in wanted:
            continue
        new = {"he": "himself", "she": "herself", "it": "itself", "they": "themselves"}[wanted[0]]
        start, end = tokens.span(row)
        place = (*tokens.span(subject), "the subject")
        yield replacement(start, end, new, {"subject": tokens.word(subject), "new": new}, (place,))


def _reflexive_of(tokens: Tokens, subject: int, spare: frozenset[str]) -> tuple[str, ...] | None:
    """The pronouns that a subject may be taken up with; None where more than one reading is open."""
    lower, tag, lemma = tokens.lower_word(subject), tokens.tag_name(subject), tokens.lemma_word(subject)
    if lower in {"he", "she", "they"}:
        return (lower,)
    relations = {tokens.relation_name(r) for r in tokens.children(subject)}
    if relations & {"conj", "cc", "nummod", "appos"} or lemma in spare or not lower.isalpha():
        return None
    if tag == "NNS" and tokens.lower[subject] != tokens.lemma[subject]:
        return ("they",)
    if tag == "NN" and lower in words_in("countable_noun") and not is_person(lemma):
        return ("it", "he", "she")
    return None


def would_have(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Several main clauses of a report with “would have” and a participle, but no condition anywhere near."""
    batch, tokens = reading.batch, reading.batch.tokens
    would = tokens.has_lower("would") & tokens.has_tag("MD") & ~tokens.quoted
    held: dict[int, list[tuple[int, int, int]]] = {}
    for row in np.flatnonzero(would).tolist():
        first, stop = tokens.sentence_rows(row)
        if any(word in options["condition"] for word in tokens.lower_words(first, stop)):
            continue
        have = next((r for r in range(row + 1, min(row + 4, stop)) if tokens.lower_word(r) == "have"), 0)
        between = {*tokens.tag_names(row + 1, have)} - {"RB"}
        if have and not between and have + 1 < stop and tokens.tag_name(have + 1) in {"VBN", "VBD"}:
            held.setdefault(batch.document_of(row), []).append((row, have, have + 1))
    for number, places in held.items():
        rows = batch.rows(number)
        sentences = int(tokens.opens[rows.start : rows.stop].sum())
        # In a long text, three such clauses come together by chance.
        if len(places) >= options["least"] and len(places) * options["rarest"] >= sentences:
            for row, have, verb in places:
                yield Hit(*tokens.span(row, verb), {}, (_had(tokens, row, have),))


def _had(tokens: Tokens, row: int, have: int) -> Edits:
    """“would not have intended” as “had not intended”."""
    start, end = tokens.span(row)
    return ((start, end, "had"), (int(tokens.end[have - 1]), int(tokens.end[have]), ""))


def beside_past_perfect(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“he works here and had paid taxes”: a present joined to a past perfect under one subject."""
    tokens = reading.batch.tokens
    participles = tokens.has_relation("conj") & tokens.has_tag("VBN")
    for verb in np.flatnonzero(participles).tolist():
        head = int(tokens.head[verb])
        if tokens.tag_name(head) not in {"VBZ", "VBP"} or tokens.quoted[head] or not 0 < verb - head < 16:
            continue
        children = tokens.children(verb)
        words = {tokens.lower_word(r) for r in children}
        if "had" not in words or subjects_of(tokens, verb):
            continue
        had = next(r for r in children if tokens.lower_word(r) == "had")
        place = (*tokens.span(had), "the past perfect")
        yield Hit(*tokens.span(head), {"verb": tokens.word(head)}, (), (place,))
