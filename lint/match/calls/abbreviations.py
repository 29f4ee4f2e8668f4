"""Abbreviations that a document uses before it gives their long form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from lint.language.batch import Batch
from lint.match.calls.mentions import INNER
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.source import SegmentKind

EXPLAINED = re.compile(r"\(([A-Z]{2,6})\)")
LINKS = "(?:(?:of|the|and|for|on|in|to) ){0,2}"
AT_HOME = 2
"""So many uses of the abbreviation for one of the long form make it the document's own word."""


def early(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“the ECB” some way before “the European Central Bank”, by a table and by what the document explains itself."""
    batch = reading.batch
    for short, long in _pairs(options["table"]):
        for number in dict.fromkeys(batch.document_at(start) for start, _ in reading.places_with((long.lower(),))):
            yield from _early(batch, number, short, long)
    for number, short, long in dict.fromkeys(_explained(reading)):
        yield from _early(batch, number, short, long)


@cache
def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((short, long) for short, long in rows)


def _explained(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Document, abbreviation and long form of each “European Central Bank (ECB)”."""
    batch = reading.batch
    for first, last in reading.places_with(("(",)):
        for match in EXPLAINED.finditer(batch.text, first, last):
            words = LINKS.join(rf"{letter}[\w’'-]+ " for letter in match[1])
            if long := re.search(rf"(?<![\w’'-]){words}\Z", batch.text[first : match.start()]):
                yield batch.document_at(first), match[1], long[0].rstrip()


def _early(batch: Batch, number: int, short: str, long: str) -> Iterator[Hit]:
    """The first “the ECB” of a document if it stands before the long form, and is not what the document mostly says."""
    extent = batch.extent(number)
    whole = re.compile(rf"\b[Tt]he ({re.escape(long)})\b(?! [A-Z]|-)")
    spelt = [match.span(1) for match in whole.finditer(batch.text, *extent)]
    if not spelt:
        return
    found = re.compile(rf"\b[Tt]he ({re.escape(short)})(?!\w|-|\.\w)").finditer(batch.text, *extent)
    uses = [match.span(1) for match in found if _is_noun(batch, match.start(1))]
    first = uses[0] if uses else spelt[0]
    if first[0] < spelt[0][0] and len(uses) <= AT_HOME * len(spelt):
        yield replacement(*first, long, {"other": long}, ((*spelt[0], "spelt out here"),))


def _is_noun(batch: Batch, start: int) -> bool:
    """Whether an abbreviation of running text stands for itself; before a noun, as in “the US army”, it is no noun."""
    row = int(np.searchsorted(batch.tokens.start, start, side="right")) - 1
    running = batch.segments.kind_name(batch.segment_at(start)) is SegmentKind.TEXT
    return running and not (batch.tokens.relation_name(row) in INNER and batch.tokens.head[row] > row)
