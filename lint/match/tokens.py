"""The matcher kind `tokens`: predicates on tokens in a row, as masks shifted and and-ed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.tokens import Int, Tokens
from lint.match.fixes import Bound
from lint.match.kinds import Find, Tables, TokensSpec
from lint.match.predicate import Predicate, Reading, compile_predicate, listed
from lint.match.template import Capture, capture_rows

MOST_FORMS = 64
"""Fixed sequences that the optional and repeated parts of one pattern may unfold into."""


class Slot(msgspec.Struct, frozen=True):
    """One token of an unfolded pattern."""

    number: int
    name: str
    same: str
    same_lemma: str
    lexical: bool
    """It asks for certain words."""


def names_of(spec: TokensSpec) -> frozenset[str]:
    """What a pattern captures."""
    return frozenset(p.name for p in spec.pattern if p.name) | {"match"}


def compile_tokens(spec: TokensSpec, tables: Tables) -> Find:
    """What finds the matches of a sequence; of overlapping ones the leftmost, then the longest."""
    if not spec.pattern:
        raise ValueError("an empty pattern matches nothing")
    # Words first: most of them are in no text at hand, and then nothing else need be looked at.
    ordered = [
        (slots, tuple(dict.fromkeys(slot.number for slot in sorted(slots, key=lambda slot: not slot.lexical))))
        for slots in _unfold(spec.pattern, tables)
    ]
    marks = listed(spec.mark)
    for name in marks:
        if name not in names_of(spec):
            raise ValueError(f"`mark` names “{name}”, which the pattern does not capture")
    _check_backreferences(spec.pattern)

    def find(reading: Reading) -> Iterator[Bound]:
        found: list[tuple[int, int, Sequence[Slot]]] = []
        for slots, order in ordered:
            found += [(row, row + len(slots), slots) for row in _starts(reading, slots, order).tolist()]
        last = -1
        for first, stop, matched in sorted(found, key=lambda m: (m[0], -m[1])):
            if first >= last:
                last = stop
                yield bind(reading, _named(matched, first), first, stop, marks)

    return find


def _check_backreferences(pattern: Sequence[Predicate]) -> None:
    known: set[str] = set()
    for predicate in pattern:
        for name in (predicate.same, predicate.same_lemma):
            if name and name not in known:
                raise ValueError(f"`same` names “{name}”, which no earlier token of the pattern captures")
        known.add(predicate.name)


def _unfold(pattern: Sequence[Predicate], tables: Tables) -> list[tuple[Slot, ...]]:
    choices: list[list[tuple[Slot, ...]]] = []
    for predicate in pattern:
        lexical = any((predicate.form, predicate.lower, predicate.lemma, predicate.classes, predicate.table))
        number = compile_predicate(predicate, tables)
        slot = Slot(number, predicate.name, predicate.same, predicate.same_lemma, lexical)
        low, high = predicate.repeat or (1, 1)
        choices.append([(slot,) * n for n in range(0 if predicate.optional else low, high + 1)])
    forms = {tuple(s for part in parts for s in part) for parts in product(*choices)} - {()}
    if len(forms) > MOST_FORMS:
        raise ValueError(f"the optional parts unfold into {len(forms)} sequences; at most {MOST_FORMS} are allowed")
    return sorted(forms, key=len, reverse=True)


def _starts(reading: Reading, slots: Sequence[Slot], order: Sequence[int]) -> Int:
    tokens, n = reading.batch.tokens, len(reading.batch.tokens)
    for number in order:
        if not reading.count(number):
            return np.zeros(0, np.int32)
    rarest = min(range(len(slots)), key=lambda k: reading.count(slots[k].number))
    rows: NDArray[np.int64] = np.flatnonzero(reading.mask(slots[rarest].number)) - rarest
    rows = rows[(rows >= 0) & (rows + len(slots) <= n)]
    for k, slot in enumerate(slots):
        if k != rarest and len(rows):
            rows = rows[reading.mask(slot.number)[rows + k]]
    if len(rows):
        rows = rows[tokens.sentence[rows] == tokens.sentence[rows + len(slots) - 1]]
    return _same(tokens, slots, rows.astype(np.int32))


def _same(tokens: Tokens, slots: Sequence[Slot], rows: Int) -> Int:
    place = {slot.name: k for k, slot in reversed(list(enumerate(slots))) if slot.name}
    for k, slot in enumerate(slots):
        for column, name in ((tokens.lower, slot.same), (tokens.lemma, slot.same_lemma)):
            if name and len(rows):
                rows = rows[column[rows + k] == column[rows + place[name]]] if name in place else rows[:0]
    return rows


def _named(slots: Sequence[Slot], first: int) -> dict[str, tuple[int, int]]:
    rows: dict[str, tuple[int, int]] = {}
    for k, slot in enumerate(slots):
        if slot.name:
            rows[slot.name] = (rows.get(slot.name, (first + k, 0))[0], first + k)
    return rows


def bind(reading: Reading, named: dict[str, tuple[int, int]], first: int, stop: int, marks: Sequence[str]) -> Bound:
    """The match of named runs of rows (first and last, both included); `marks` say which of them are flagged."""
    batch, tokens = reading.batch, reading.batch.tokens
    marked = [named[name] for name in marks if name in named] or [(first, stop - 1)]
    low, high = min(m[0] for m in marked), max(m[1] for m in marked)
    spans = {name: (int(tokens.start[a]), int(tokens.end[b])) for name, (a, b) in named.items()}
    captures: dict[str, Capture] = {name: capture_rows(batch, a, b) for name, (a, b) in named.items()}
    captures["match"] = capture_rows(batch, low, high)
    return Bound(int(tokens.start[low]), int(tokens.end[high]), spans, captures)
