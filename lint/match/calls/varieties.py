"""British and American spellings: those that a house does not want, and those of both in one document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from lint.language.batch import Batch
from lint.language.varieties import AMERICAN, BRITISH, Spelling, forms, spellings
from lint.match.case import like
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

FEWEST, TIMES = 2, 2
"""A document is in one variety where so many words are, and so many times as many as in the other."""
TWO_WORDS = ("practi", "licen", "prophe")
"""So begin words of which British English spells noun and verb otherwise, so that a text may have both."""
EITHER = (*TWO_WORDS, "fulfil", "instal", "skilful", "skillful", "enrol", "wilful", "willful", "distil")
"""So begin words of which authors and editions of each country have long had both spellings."""
BEFORE = ("/", "@", "#", ".", "_", "\\")
AFTER = re.compile(r"[/@_(]|\.\w")


class Use(msgspec.Struct, frozen=True):
    """A spelling in the text."""

    start: int
    end: int
    form: str
    spelling: Spelling

    @property
    def telling(self) -> bool:
        """True if it shows what variety a text is in."""
        return self.spelling.only and not self.form.startswith(EITHER)


def unwanted(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Spellings that only one variety has, which is given."""
    for use in _uses(reading.batch):
        if use.spelling.only and use.spelling.variety == options["variety"]:
            yield _hit(reading.batch, use)


def mixed(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Spellings of the variety that the document has less of, and words that it spells in both ways."""
    by_document: dict[int, list[Use]] = defaultdict(list)
    for use in _uses(reading.batch):
        by_document[reading.batch.document_at(use.start)].append(use)
    for uses in by_document.values():
        table = _table(uses)
        for use in uses:
            kept = _kept(table, use)
            if kept is not None:
                note = (kept.start, kept.end, f"“{reading.batch.text[kept.start : kept.end]}” here")
                yield _hit(reading.batch, use, table.variety, (note,))


class Table(msgspec.Struct, frozen=True):
    """The spellings of a document: its variety, empty where it has none, a use that shows it, and all uses by form."""

    variety: str
    shown: Use | None
    by_form: Mapping[str, Sequence[Use]]
    ways: Mapping[str, int]
    """How often either way is taken where one variety has both, as British English -ise and -ize."""


def _table(uses: Sequence[Use]) -> Table:
    counts = Counter(use.spelling.variety for use in uses if use.telling)
    main = max((BRITISH, AMERICAN), key=lambda variety: counts[variety])
    less = counts[AMERICAN if main == BRITISH else BRITISH]
    variety = main if counts[main] >= max(FEWEST, TIMES * less) else ""
    by_form: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_form[use.form].append(use)
    shown = next((use for use in uses if use.telling and use.spelling.variety == variety), None)
    known = spellings()
    ways = Counter(u.spelling.variety for u in uses if not (u.spelling.only and known[u.spelling.other].only))
    return Table(variety, shown, by_form, ways)


def _kept(table: Table, use: Use) -> Use | None:
    """The use that speaks against one; None where it may stand."""
    if use.form.startswith(TWO_WORDS):
        return None
    here = use.spelling.variety == table.variety
    same, mine = table.by_form.get(use.spelling.other, ()), table.by_form[use.form]
    if not same:
        return table.shown if use.telling and not here else None
    # Of one word in two spellings that of the document is kept; where both are that the commoner way, else the first.
    if table.variety and (same[0] if here else use).spelling.only:
        return None if here else same[0]
    ways = table.ways
    worse = (ways[use.spelling.variety], -mine[0].start) < (ways[same[0].spelling.variety], -same[0].start)
    return same[0] if worse else None


def _uses(batch: Batch) -> Iterator[Use]:
    """The spellings in running words; with a capital inside a sentence, or before a name, they may be names."""
    tokens = batch.tokens
    for row in np.flatnonzero(tokens.within("lower", tokens.vocabulary.numbers(forms()))).tolist():
        word = tokens.word(row)
        if tokens.quoted[row] or not (word.islower() or (tokens.opens[row] and word.istitle())):
            continue
        if not word.islower() and row + 1 < len(tokens) and tokens.word(row + 1)[:1].isupper():
            continue
        start, end = tokens.span(row)
        if _apart(batch.text, start, end):
            yield Use(start, end, word.lower(), spellings()[word.lower()])


def _apart(text: str, start: int, end: int) -> bool:
    """Tell whether a word is no part of an address or of the name of a thing in code."""
    return not (text[start - 1 : start] in BEFORE or AFTER.match(text, end))


def _hit(batch: Batch, use: Use, main: str = "", evidence: tuple[tuple[int, int, str], ...] = ()) -> Hit:
    new = like(batch.text[use.start : use.end], use.spelling.other)
    wanted = AMERICAN if use.spelling.variety == BRITISH else BRITISH
    # The rest of the text may be of no variety, or this word the only one for which it goes by its second way.
    reason = f"which is {wanted} as the rest" if main == wanted else "as it does elsewhere"
    captures = {"variety": use.spelling.variety, "wanted": wanted, "other": new, "reason": reason}
    return replacement(use.start, use.end, new, captures, evidence)
