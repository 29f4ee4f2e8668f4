"""One name in two forms within a document: two spellings, two word orders, two casings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.frequency import english_zipf
from lint.language.inflection import singular
from lint.language.people import is_title
from lint.language.places import country_of
from lint.match.calls.names import NameWord, Run, Spelling, name_runs, spellings
from lint.match.calls.spelling import EVERYDAY, Likeness, both_known, common, fold, keys, likeness
from lint.match.case import like
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

NAME_PART = r"[A-Z][\w’'-]{1,40}"
LINKED = re.compile(
    rf"(?<![\w’'-])(?!The\b){NAME_PART}(?: {NAME_PART}){{0,6}} of (?:the )?{NAME_PART}"
    rf"(?: (?:(?:of|and) (?:the )?)?{NAME_PART}){{0,8}}"
)
LINKS = frozenset(("of", "and", "the"))
MANY_IN_ONE_KEY = 40
"""More spellings than this under one key are names of a kind, not of a person."""


class _Named(msgspec.Struct, frozen=True):
    """A name of several words that “of” holds together."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split(" ")

    @property
    def content(self) -> list[str]:
        words = self.words
        # "of Lithuania" at the end says no more than where the body has its seat.
        if len(words) > 4 and words[-2] == "of" and country_of(words[-1]) is not None:
            words = words[:-2]
        return [word.lower() for word in words if word not in LINKS]

    @property
    def paired(self) -> bool:
        return "and" in self.words


def spelling(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Name words that are spelled otherwise elsewhere in the document."""
    for runs in reading.once(name_runs):
        table = spellings(runs)
        wrong = _misspelled(reading.batch, table)
        for form, right in wrong.items():
            yield from _spelling_hits(reading.batch, table[form], right)
        yield from _split_names(reading.batch, table, runs, set(wrong))


def _misspelled(batch: Batch, table: Mapping[str, Spelling]) -> dict[str, Spelling]:
    """For each spelling that is not the document's own, the one that is."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for form in table:
        for key in keys(form) | {f"+{partner}" for partner in table[form].partners}:
            buckets[key].append(form)
    better: dict[str, Spelling] = {}
    for forms in buckets.values():
        if len(forms) > MANY_IN_ONE_KEY:
            continue
        for i, one in enumerate(forms):
            for other in forms[i + 1 :]:
                if _same_name(batch, table[one], table[other]):
                    worse, right = _ranked(table[one], table[other])
                    held = better.get(worse.form)
                    better[worse.form] = right if held is None else _ranked(held, right)[1]
    return {form: _last(better, right) for form, right in better.items()}


def _last(better: Mapping[str, Spelling], right: Spelling) -> Spelling:
    seen = {right.form}
    while right.form in better and better[right.form].form not in seen:
        right = better[right.form]
        seen.add(right.form)
    return right


def _same_name(batch: Batch, one: Spelling, other: Spelling) -> bool:
    shared = not one.partners.isdisjoint(other.partners)
    degree = likeness(one.form, other.form, shared=shared)
    if degree is Likeness.NONE:
        return False
    company = _company(one, other)
    if degree is Likeness.LETTERS:
        return company is not False or one.fullest == 1 or other.fullest == 1
    if company is False or both_everyday(one.form, other.form) or _in_one_sentence(batch, one, other):
        return False
    if not company and (common(one.form, other.form) or both_known(one.form, other.form)):
        return False
    often = min(len(one.places), len(other.places)) >= 3
    return bool(company) or degree is Likeness.SOUND or not often


def _company(one: Spelling, other: Spelling) -> bool | None:
    """True if both stand with the same other name, False with different ones, None if one stands alone."""
    if not one.partners or not other.partners:
        return None
    heads = {fold(partner)[:4] for partner in one.partners}
    return any(fold(partner)[:4] in heads for partner in other.partners)


def _in_one_sentence(batch: Batch, one: Spelling, other: Spelling) -> bool:
    sentence = batch.tokens.sentence
    return not {int(sentence[p.row]) for p in one.places}.isdisjoint(int(sentence[p.row]) for p in other.places)


def _ranked(one: Spelling, other: Spelling) -> tuple[Spelling, Spelling]:
    """The worse and the better of two spellings: the rarer, the less full, the one without its marks, the later."""
    few, many = sorted((one, other), key=lambda s: len(s.places))
    marks = len(one.form.encode()) - len(one.form), len(other.form.encode()) - len(other.form)
    if fold(one.form) == fold(other.form) and marks[0] != marks[1] and len(many.places) < 4 * len(few.places):
        return (one, other) if marks[0] < marks[1] else (other, one)
    ratio = len(many.places) / len(few.places)
    if ratio >= 3 or (ratio >= 2 and many.fullest >= few.fullest):
        return few, many
    worse, right = sorted((one, other), key=lambda s: (s.fullest, len(s.places), -s.first))
    return worse, right


def _spelling_hits(batch: Batch, wrong: Spelling, right: Spelling) -> Iterator[Hit]:
    shown = right.places[0]
    for place in wrong.places:
        old = batch.text[place.start : place.end]
        new = like(old, right.form) if place.opens else right.form
        if old != new:
            yield _hit(place.start, place.end, new, shown, f"“{right.form}” here")


def _hit(start: int, end: int, new: str, shown: NameWord, note: str) -> Hit:
    return replacement(start, end, new, {"other": new}, ((shown.start, shown.end, note),))


def _split_names(batch: Batch, table: Mapping[str, Spelling], runs: list[Run], done: set[str]) -> Iterator[Hit]:
    """“Santa-Rosa” beside “Santa Rosa”."""
    joined = {fold(form): entry for form, entry in table.items() if "-" in form and form not in done}
    apart: dict[str, list[tuple[NameWord, NameWord]]] = defaultdict(list)
    for run in runs:
        for left, right in zip(run.words, run.words[1:], strict=False):
            if fold(left.form + right.form) in joined:
                apart[fold(left.form + right.form)].append((left, right))
    for letters, pairs in apart.items():
        entry = joined[letters]
        first = pairs[0]
        if len(entry.places) <= len(pairs):
            new = batch.text[first[0].start : first[1].end]
            for place in entry.places:
                yield _shown_hit(place.start, place.end, new, (first[0].start, first[1].end))
        else:
            for left, right in pairs:
                yield _hit(left.start, right.end, entry.form, entry.places[0], f"“{entry.form}” here")


def order(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Two-word names that stand elsewhere in the document with their words turned round."""
    for number, runs in enumerate(reading.once(name_runs)):
        pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for run in runs:
            proper = [word for word in run.words if not is_title(word.form)]
            if (
                len(proper) == 2
                and proper[1].start - proper[0].end == 1
                and not both_everyday(proper[0].form, proper[1].form)
            ):
                pairs[proper[0].form, proper[1].form].append((proper[0].start, proper[1].end))
        yield from _turned(pairs)
        yield from _turned_lower(reading.batch, number, pairs)


def both_everyday(one: str, other: str) -> bool:
    """Tell whether two words are ordinary English: “Nightly Build” is no person."""
    return min(english_zipf(one), english_zipf(other)) >= EVERYDAY


def _turned(pairs: Mapping[tuple[str, str], list[tuple[int, int]]]) -> Iterator[Hit]:
    for (first, second), places in pairs.items():
        others = pairs.get((second, first))
        if first == second or others is None or (len(others), -others[0][0]) <= (len(places), -places[0][0]):
            continue
        new = f"{second} {first}"
        for start, end in places:
            yield _shown_hit(start, end, new, others[0])


def _turned_lower(batch: Batch, number: int, pairs: Mapping[tuple[str, str], list[tuple[int, int]]]) -> Iterator[Hit]:
    """“tanaka ken” beside “Ken Tanaka”: the other order and no capitals."""
    tokens, rows = batch.tokens, batch.rows(number)
    if len(rows) < 2:
        return
    turned = {(second.lower(), first.lower()): (first, second) for first, second in pairs}
    openers = tokens.within("form", tokens.vocabulary.known({left for left, _ in turned}))[rows.start : rows.stop]
    for row in (np.flatnonzero(openers[:-1]) + rows.start).tolist():
        name = turned.get((tokens.word(row), tokens.word(row + 1)))
        start, end = tokens.span(row, row + 1)
        if name is not None and batch.text[start:end].lower() == f"{name[1]} {name[0]}".lower():
            yield _shown_hit(start, end, " ".join(name), pairs[name][0])


def _shown_hit(start: int, end: int, new: str, shown: tuple[int, int]) -> Hit:
    return replacement(start, end, new, {"other": new}, ((*shown, f"“{new}” here"),))


def wording(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Names such as “Union of Farmers and Greens” that the document also words otherwise."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        first, last = batch.extent(number)
        names = [_Named(*match.span(), match.group()) for match in LINKED.finditer(batch.text, first, last)]
        by_head: dict[str, list[_Named]] = defaultdict(list)
        for name in names:
            by_head[name.words[0].lower()].append(name)
        for group in by_head.values():
            yield from _reworded(group)


def _reworded(group: list[_Named]) -> Iterator[Hit]:
    counts = Counter(name.text for name in group)
    main = min(group, key=lambda name: (-counts[name.text], name.start))
    for name in group:
        if name.text != main.text and _same_body(main, name):
            note = (main.start, main.end, f"“{main.text}” here")
            yield replacement(name.start, name.end, main.text, {"other": main.text}, (note,))


def _same_body(one: _Named, other: _Named) -> bool:
    """Tell whether two wordings share all but one word, or all words in another order or number."""
    mine, yours = Counter(map(singular, one.content)), Counter(map(singular, other.content))
    shared = sum((mine & yours).values())
    if shared < 3 and not (shared == 2 and one.paired and other.paired):
        return False
    if mine == yours:
        return True
    swapped = max(sum((mine - yours).values()), sum((yours - mine).values()))
    return swapped == 1 and one.paired and other.paired and sum(mine.values()) >= 3
