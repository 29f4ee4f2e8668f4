"""The style of a house where it says which of two good ways it wants: dates and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from lint.match.calls.quotation import Mark, marks
from lint.match.calls.styles import MONTHS_LOWER, Date, dates_in
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.model import Safety

OPENING = re.compile(r"(?<![\w'‘’])['‘](?=\S)(?!\d|(?:n|tis|twas|til|em|cause)\b)")
CLOSING = re.compile(r"(?<=[^\s'‘(\[“])['’](?!\w)")
APOSTROPHE = re.compile(r"['’]")
SURE = re.compile(r"[.,!?…]['’]")
SWAPPED = str.maketrans("“”\"‘’'", "‘’'“”\"")
ENDS = re.compile(r"[.;:!?)\]]|$|\n")


def dates(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Dates in the order that the house does not want."""
    text = reading.batch.text
    for start, end in reading.places_with(MONTHS_LOWER):
        for date in dates_in(text, start, end):
            if date.day_first is not options["day_first"]:
                yield replacement(date.start, date.end, date.new, {"other": date.new}, safety=_safety(text, date))


def _safety(text: str, date: Date) -> Safety:
    """A person sees to what goes with the order: the comma of “May 3, 2024,”, the article of “the 3rd May”."""
    if date.day_first and text[max(0, date.start - 4) : date.start].lower() == "the ":
        return Safety.ASK
    if not re.search(r"\d{4}$", text[date.start : date.end] if date.day_first else date.new):
        return Safety.SAFE
    sure = ENDS.match(text, date.end) is not None if date.day_first else text[date.end : date.end + 1] != ","
    return Safety.SAFE if sure else Safety.ASK


class Pair(msgspec.Struct, frozen=True, order=True):
    """Where the two marks of a quotation stand."""

    start: int
    end: int

    def holds(self, other: Pair) -> bool:
        """True if another quotation is part of this one."""
        return self.start < other.start and other.end < self.end

    def crosses(self, other: Pair) -> bool:
        """True if only one end of another quotation is in this one."""
        return self.start < other.start < self.end < other.end or other.start < self.start < other.end < self.end


def quotes(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Quotations that stand in no other, in the marks that the house has for those that do."""
    text, starts, ends = reading.batch.text, *reading.segment_bounds
    every = [mark for found in reading.once(marks) for mark in found]
    places = [mark.at for mark in every]
    for start, end in zip(starts, ends, strict=True):
        here = every[bisect_left(places, start) : bisect_left(places, end)]
        if not here and options["wanted"] == "single":
            continue
        double = _double(here)
        single = None if double is None else _single(text, start, end, [mark.at for mark in here])
        if double is None or single is None or any(one.crosses(other) for one in double for other in single):
            continue
        wrong, inner = (single, double) if options["wanted"] == "double" else (double, single)
        for pair in wrong:
            if not any(other.holds(pair) for other in inner):
                yield _turned(text, pair, [other for other in inner if pair.holds(other)])


def _double(here: Sequence[Mark]) -> list[Pair] | None:
    """The quotations in double marks of a segment; None where one is not clear."""
    if len(here) % 2 or not all(one.opens and two.closes for one, two in zip(here[::2], here[1::2], strict=True)):
        return None
    return [Pair(one.at, two.at) for one, two in zip(here[::2], here[1::2], strict=True)]


def _single(text: str, start: int, end: int, double: Sequence[int]) -> list[Pair] | None:
    """The quotations in single marks of a segment; None where one is not clear."""
    opened = [match.start() for match in OPENING.finditer(text, start, end)]
    closed = [match.start() for match in CLOSING.finditer(text, start, end)]
    found = []
    for at, after in pairwise([*opened, end]):
        inside = bisect_left(double, at) % 2
        until = min(after, double[bisect_left(double, at)]) if inside else after
        able = [place for place in closed if at < place < until]
        sure = [place for place in able if SURE.match(text, place - 1)]
        if len(able) != 1 and len(sure) != 1:
            return None
        found.append(Pair(at, (sure or able)[0]))
    return found


def _turned(text: str, pair: Pair, inner: Sequence[Pair]) -> Hit:
    places = sorted(place for one in (pair, *inner) for place in (one.start, one.end))
    edits = tuple((place, place + 1, text[place].translate(SWAPPED)) for place in places)
    others = [m for m in APOSTROPHE.finditer(text, pair.start + 1, pair.end) if m.start() not in places]
    # The mark of “the cats’ beds” may be no quotation's.
    plural = text[pair.end - 1] == "s" and APOSTROPHE.match(text, pair.end) is not None
    safety = Safety.ASK if others or inner or plural else Safety.SAFE
    return Hit(pair.start, pair.start + 1, {"other": edits[0][2]}, (edits,), safety=safety)
