"""Figures in the shape of another language: ordinals, thousands, centuries, dates and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import regex

from lint.language.inflection import ordinal_suffix
from lint.match.hit import Hit, replacement
from lint.match.patience import matches_in, matches_near
from lint.match.predicate import Reading
from lint.patterns import late

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_ORDINAL = late(r"(?<![\w.,/:$€£-])(?P<n>\d{1,3})(?P<joint>[- ]?)(?P<end>st|nd|rd|th|ht)(?![\w.'’-])")
_GROUPED = late(
    r"(?<![\w.,:/$€£-])(?:\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?|\d{1,3}\.\d{3},\d{1,2}|\d{4,6}(?:,\d{3})+|\d{1,3}(?:,\d{3})+,\d{2})"
    r"(?![\w,/:-]|\.\d)"
)
_VERSION = late(r"(?:version|release|build|v\.?|No\.|number|IP|RFC|ISO|§) ?$", regex.IGNORECASE)
_ROMAN = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_CENTURY = late(
    rf"(?<![\w.,-])(?:the )?(?P<mark>(?P<n>{_ROMAN}|(?:1?\d|2[01]))(?P<end>-?th|-?st|-?nd|-?rd|-?e|\.)? "
    r"(?P<word>[Cc]entur(?:y|ies)))(?!\w)"
)
_COUNTED = late(
    r"(?<![\w.,/-])(?P<m>1[0-2]|[1-9]) (?P<month>months?|Months?),? (?P<d>3[01]|[12]\d|[1-9]) "
    r"(?P<day>days?|Days?)(?!\w)"
)
_DURATION = late(
    r"\b(?:for|took|takes?|taken|lasted|lasts?|within|after|in|of|every|spent|about|than|nearly|almost|over|another|and|"
    r"years?,?|only|just|exactly|by|sentence[d]?|until|aged|old|remaining|waited|stayed|lived) $"
)
_SLASHED = late(
    r"(?<!\w)(?:[Oo]n|since|until|by) (?P<mark>(?P<a>[12]?\d|3[01])/(?P<b>[12]?\d|3[01]))(?![\w/%\"″-])"
    r"(?! (?:of|inch|cup|mile|scale|time|chance|vote|finish))"
)
_HOUR = late(r"(?<![\w.,:/-])(?P<h>\d\d?)(?P<m>[:.][0-5]\d)? ?(?P<half>a\.m\.|p\.m\.|am|pm|AM|PM|o['’]clock)(?!\w)")


def ordinal(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Ordinals with a wrong ending, or with a gap before it."""
    for match in matches_in(_ORDINAL(), reading.batch.text):
        right = f"{match['n']}{ordinal_suffix(int(match['n']))}"
        if match[0] != right and not (match["joint"] == " " and match["end"] == "st"):
            yield _hit(match.span(), right)


def thousands(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Numbers grouped with stops, with too few commas, or with the decimal after a comma."""
    text = reading.batch.text
    for match in matches_in(_GROUPED(), text):
        right = _regrouped(match[0])
        if right and not _VERSION().search(text[max(0, match.start() - 10) : match.start()]):
            yield _hit(match.span(), right)


def _regrouped(number: str) -> str:
    whole, tail = number, ""
    if regex.search(r",\d{1,2}$", number):
        whole, _, tail = number.rpartition(",")
    digits = whole.replace(".", "").replace(",", "")
    if digits.startswith("0"):
        return ""
    return f"{int(digits):,}" + (f".{tail}" if tail else "")


def century(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Centuries numbered with Roman figures or with plain ones."""
    for match in matches_near(_CENTURY(), reading, ("centur",)):
        number = _roman(match["n"]) if match["n"].isalpha() else int(match["n"])
        right = f"{number}{ordinal_suffix(number)} {match['word']}"
        plain_count = match["n"].isdigit() and match["word"].lower() == "centuries" and not match["end"]
        if match["mark"] != right and 0 < number < 22 and not plain_count:
            yield _hit(match.span("mark"), right)


def _roman(figure: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in figure]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def counted_date(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Dates written “4 month 1 day”; a true duration has “and”, or a verb of lasting before it."""
    text = reading.batch.text
    for match in matches_near(_COUNTED(), reading, ("month",)):
        before = text[max(0, match.start() - 24) : match.start()]
        broken = int(match["m"]) > 1 and match["month"].lower() == "month"
        if broken or not _DURATION().search(before):
            yield _hit(match.span(), f"{MONTHS[int(match['m']) - 1]} {match['d']}")


def slashed(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Dates of two figures; which is the month is plain where the other is above twelve, or by the source's order."""
    for match in matches_near(_SLASHED(), reading, ("/",)):
        first, second = int(match["a"]), int(match["b"])
        if (first > 12 and second > 12) or 0 in (first, second) or (first, second) == (9, 11):
            continue
        month_first = first <= 12 and not (options.get("day_first") and second <= 12)
        right = f"{MONTHS[first - 1]} {second}" if month_first else f"{first} {MONTHS[second - 1]}"
        yield _hit(match.span("mark"), right)


def hour(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Hours that a clock of twelve hours does not have."""
    for match in matches_in(_HOUR(), reading.batch.text):
        number, minutes, half = int(match["h"]), match["m"] or "", match["half"]
        if number == 0 and half[0] not in "pPo":
            right = "midnight" if not minutes else f"12{minutes} {half}"
        elif 12 < number < 24 and half[0] in "pP":
            right = f"{number - 12}{minutes} {half}"
        elif 12 < number <= 24 and half[0] == "o" and not minutes:
            right = f"{number % 24:02d}:00"
        else:
            continue
        yield _hit(match.span(), right)


def _hit(span: tuple[int, int], right: str) -> Hit:
    return replacement(*span, right, {"right": right})
