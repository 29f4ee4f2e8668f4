"""Interned strings: every distinct token form has one small number for a whole run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

LIMIT = 50_000
"""Distinct strings after which a run starts a new vocabulary, so that memory stays flat over any number of words."""


class Shape:
    """Bits that say how a form is written."""

    TITLE, UPPER, LOWER, DIGIT, ALPHA, PUNCT, MIXED, NUMERIC = (1 << i for i in range(8))
    NAMES: ClassVar = {"title": TITLE, "upper": UPPER, "lower": LOWER, "digit": DIGIT, "alpha": ALPHA, "punct": PUNCT,
             "mixed": MIXED, "numeric": NUMERIC}  # fmt: skip


def shape_of(form: str) -> int:
    """The bits of Shape that hold for a form."""
    bits = 0
    if form.isdigit():
        bits |= Shape.DIGIT
    if any(c.isdigit() for c in form):
        bits |= Shape.NUMERIC
    letters = [c for c in form if c.isalpha()]
    if letters and all(c.isalpha() or c in "-'’." for c in form):
        bits |= Shape.ALPHA
    if letters:
        if form.isupper() and len(letters) > 1:
            bits |= Shape.UPPER
        elif letters[0].isupper() and form[0] == letters[0]:
            bits |= Shape.TITLE
        if form.islower():
            bits |= Shape.LOWER
        if any(c.isupper() for c in letters[1:]) and not form.isupper():
            bits |= Shape.MIXED
    if not any(c.isalnum() for c in form):
        bits |= Shape.PUNCT
    return bits


@dataclass
class Vocabulary:
    """Strings and their numbers; ids only mean something together with the vocabulary that gave them."""

    strings: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    _lower: list[int] = field(default_factory=list)
    _shape: list[int] = field(default_factory=list)
    _columns: tuple[NDArray[np.int32], NDArray[np.uint8]] | None = None

    def id(self, string: str) -> int:
        """The number of a string, given out on first sight."""
        number = self.ids.get(string)
        if number is None:
            number = self._add(string)
        return number

    def _add(self, string: str) -> int:
        number = self.ids[string] = len(self.strings)
        self.strings.append(string)
        lower = string.lower().replace("’", "'")
        self._lower.append(number)
        self._shape.append(shape_of(string))
        if lower != string:
            self._lower[number] = self.id(lower)
        return number

    def known(self, strings: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those strings that have one."""
        return np.array([self.ids[s] for s in strings if s in self.ids], np.int32)

    def _arrays(self) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        if self._columns is None or len(self._columns[0]) != len(self.strings):
            self._columns = np.array(self._lower, np.int32), np.array(self._shape, np.uint8)
        return self._columns

    @property
    def lower(self) -> NDArray[np.int32]:
        """For each string the number of its lower-case form, with straight apostrophes."""
        return self._arrays()[0]

    @property
    def shape(self) -> NDArray[np.uint8]:
        """For each string the bits of Shape."""
        return self._arrays()[1]

    @property
    def full(self) -> bool:
        """True if a run should go on with a fresh vocabulary."""
        return len(self.strings) > LIMIT


@contextmanager
def marked(table: NDArray[np.bool_], ids: NDArray[np.int32]) -> Iterator[NDArray[np.bool_]]:
    """The scratch table with `ids` set, cleared again afterwards: membership in O(set + tokens)."""
    table[ids] = True
    try:
        yield table
    finally:
        table[ids] = False
