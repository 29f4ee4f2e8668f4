"""One style a document: dates in one order, an enumeration in one form, names in one casing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.people import is_person_noun, is_title
from lint.match.calls.names import NameWord, Run, name_runs
from lint.match.calls.numbers import MONTHS
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.source import SegmentKind

MONTH = "|".join(MONTHS)
MONTHS_LOWER = tuple(month.lower() for month in MONTHS)
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?P<suffix>st|nd|rd|th)?"
DAY_FIRST = re.compile(rf"(?<![\d.,:/-])\b{DAY} (?P<month>{MONTH})\b(?:,? (?P<year>[12]\d{{3}})\b)?")
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH}) {DAY}\b(?![:.,]?\d| (?:million|billion|per ?cent|a\.?m|p\.?m)\b)"
    r"(?:, (?P<year>[12]\d{3})\b)?"
)
# Dates that are names: the "September 11 attacks", "July 4".
NAMED = re.compile(r"September 11\b|July 4\b|4 July\b|(?:[A-Z]\w+ )?Movement")
# “May 3–5” and “3 and 5 May” are no dates that can be turned round.
RANGE_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: ?[–—-] ?|, | and | or | to | & )$")
RANGE_AFTER = re.compile(r"(?: ?[–—-] ?|, | and | or | to | & )\d{1,2}(?!\d)")
PARTIES = frozenset("conservatives liberals democrats republicans greens socialists communists".split())
LOWER_WORD = re.compile(r"(?<![\w-])[a-z]{2,20}(?:-[a-z]{2,20})?(?![\w-])")
HYPHENATED = re.compile(r"(?<![\w-])[a-z]{2,20}-[a-z]{2,20}(?![\w-])")
# "re-sent" and "resent", "re-creation" and "recreation" are two words.
DISTINCT = ("re-",)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
ORDINAL = {word + ending: (i, ending) for i, word in enumerate(ORDINALS) for ending in ("", "ly")}


class Date(msgspec.Struct, frozen=True):
    """A date, whether its day stands first, and the same the other way round."""

    start: int
    end: int
    day_first: bool
    new: str


def date_order(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Dates in the order that the document uses less."""
    batch = reading.batch
    found: dict[int, list[Date]] = defaultdict(list)
    for start, end in reading.places_with(MONTHS_LOWER):
        if batch.segments.kind_name(batch.segment_at(start)) is not SegmentKind.DATELINE:
            found[batch.document_at(start)] += dates_in(batch.text, start, end)
    for dates in found.values():
        first = sum(date.day_first for date in dates)
        if not 0 < first < len(dates):
            continue
        # Where both are used as often, the one that came first is the document's own.
        keep = dates[0].day_first if 2 * first == len(dates) else 2 * first > len(dates)
        shown = next(date for date in dates if date.day_first is keep)
        note = f"“{batch.text[shown.start : shown.end]}” here"
        for date in dates:
            if date.day_first is not keep:
                captures = {"other": date.new, "shown": batch.text[shown.start : shown.end]}
                edit = (date.start, date.end, date.new)
                yield Hit(date.start, date.end, captures, ((edit,),), ((shown.start, shown.end, note),))


def dates_in(text: str, start: int, end: int) -> list[Date]:
    """The dates of a segment, in order."""
    dates = [
        Date(*match.span(), day_first, _turned(match, day_first))
        for pattern, day_first in ((DAY_FIRST, True), (MONTH_FIRST, False))
        for match in pattern.finditer(text, start, end)
        if not NAMED.match(match.group()) and not _is_part(text, match.start(), match.end())
    ]
    return sorted(dates, key=lambda date: date.start)


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell whether a date is one end of a range, or one of several days."""
    return bool(RANGE_BEFORE.search(text[max(0, start - 12) : start]) or RANGE_AFTER.match(text, end))


def _turned(match: re.Match[str], day_first: bool) -> str:
    day, month, year = match["day"], match["month"], match["year"]
    if day_first:
        return f"{month} {day}" + (f", {year}" if year else "")
    return f"{day} {month}" + (f" {year}" if year else "")


def enumeration(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“Secondly” in an enumeration that goes First, Third, Fourth, and the other way round."""
    batch, tokens = reading.batch, reading.batch.tokens
    found: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(tokens.has_lower(*ORDINAL) & tokens.opens).tolist():
        comma = row + 1 < len(tokens) and tokens.word(row + 1) == ","
        if comma:
            found[batch.document_of(row)].append(row)
    for rows in found.values():
        endings = Counter(ORDINAL[tokens.lower_word(row)][1] for row in rows)
        later = [row for row in rows if ORDINAL[tokens.lower_word(row)][0] > 0]
        if len(endings) < 2 or len({ORDINAL[tokens.lower_word(row)][0] for row in later}) < 2:
            continue
        counts = Counter(ORDINAL[tokens.lower_word(row)][1] for row in later)
        kept = "ly" if counts["ly"] > counts[""] else ""
        # "First, secondly, thirdly" is as good English as "first, second, third".
        wrong = [r for r in (later if kept else rows) if ORDINAL[tokens.lower_word(r)][1] != kept]
        for row in wrong:
            yield _enumerated(batch, row, kept, next(r for r in later if ORDINAL[tokens.lower_word(r)][1] == kept))


def _enumerated(batch: Batch, row: int, kept: str, shown: int) -> Hit:
    tokens = batch.tokens
    new = tokens.word(row)[:1] + (ORDINALS[ORDINAL[tokens.lower_word(row)][0]] + kept)[1:]
    start, end = tokens.span(row)
    place = (*tokens.span(shown), f"“{tokens.word(shown)}” here")
    return replacement(start, end, new, {"other": new, "shown": tokens.word(shown)}, (place,))


def hyphenation(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“co-worker” beside “coworker”: a word with a hyphen that the document also writes without."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        first, last = batch.extent(number)
        words = dict.fromkeys(match.group() for match in HYPHENATED.finditer(batch.text, first, last))
        closed = {word: word.replace("-", "") for word in words if not word.startswith(DISTINCT)}
        closed = {word: without for word, without in closed.items() if batch.text.find(without, first, last) >= 0}
        wanted = {*closed, *closed.values()}
        found: dict[str, list[re.Match[str]]] = defaultdict(list)
        for match in LOWER_WORD.finditer(batch.text, first, last) if wanted else ():
            if match.group() in wanted:
                found[match.group()].append(match)
        for word, without in closed.items():
            if without in found:
                yield from _in_one_way(found[word], found[without])


def _in_one_way(one: list[re.Match[str]], other: list[re.Match[str]]) -> Iterator[Hit]:
    worse, better = sorted((one, other), key=lambda places: (len(places), -places[0].start()))
    shown, new = better[0], better[0].group()
    note = (*shown.span(), f"“{new}” here")
    for match in worse:
        yield replacement(*match.span(), new, {"other": new}, (note,))


def casing(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Names that stand elsewhere in the document with capitals."""
    for number, runs in enumerate(reading.once(name_runs)):
        names: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        for run in runs:
            if not run.words[0].opens and not _in_headline(reading.batch, run.words[0]):
                names[tuple(word.form for word in run.words)].append(run)
        kept = {key: places for key, places in names.items() if _is_fixed(key, places)}
        if kept:
            yield from _uncapitalised(reading.batch, number, kept)


def _in_headline(batch: Batch, word: NameWord) -> bool:
    return batch.segments.kind_name(batch.segment_at(word.start)) is not SegmentKind.TEXT


def _is_fixed(key: tuple[str, ...], places: list[Run]) -> bool:
    """Tell whether capitals make a name of these words, and no title or office."""
    if any(is_title(word) or is_person_noun(word) for word in key[:-1]) or len(places) < 2:
        return False
    if len(key) > 1:
        return not (is_title(key[-1]) or is_person_noun(key[-1]) or any(word.isupper() for word in key))
    return key[0].lower() in PARTIES


def _uncapitalised(batch: Batch, number: int, names: Mapping[tuple[str, ...], list[Run]]) -> Iterator[Hit]:
    tokens, rows = batch.tokens, batch.rows(number)
    lower = {tuple(word.lower() for word in key): key for key in names}
    openers = tokens.within("form", tokens.vocabulary.known({words[0] for words in lower}))[rows.start : rows.stop]
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in (np.flatnonzero(openers) + rows.start).tolist():
        for length in range(min(5, rows.stop - row), 0, -1):
            words = tuple(tokens.word(r) for r in range(row, row + length))
            if words in lower and _apart(batch, row, row + length - 1):
                found[lower[words]].append(row)
                break
    for key, places in found.items():
        if 2 * len(places) <= len(names[key]):
            shown = names[key][0].words
            name = batch.text[shown[0].start : shown[-1].end]
            for row in places:
                start, end = tokens.span(row, row + len(key) - 1)
                note = (shown[0].start, shown[-1].end, f"“{name}” here")
                yield replacement(start, end, name, {"other": name}, (note,))


def _apart(batch: Batch, first: int, last: int) -> bool:
    """Tell whether rows are words with one space between them and no part of a hyphenated or longer name."""
    tokens, text = batch.tokens, batch.text
    start, end = tokens.span(first, last)
    return "-" not in text[max(0, start - 1) : end + 1] and "\n" not in text[start:end]
