"""Interned strings: every distinct token form has one small number for a whole run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

LIMIT = 50_000
"""Distinct strings after which a run starts a new vocabulary, so that memory stays flat over any number of words."""
SMALL = 2000
"""A set of more words than this is not taken into the vocabulary: most of its words never come."""

_NONE = np.zeros(0, np.int32)


class Shape:
    """Bits that say how a form is written."""

    TITLE, UPPER, LOWER, DIGIT, ALPHA, PUNCT, MIXED, NUMERIC = (1 << i for i in range(8))
    NAMES: ClassVar = {"title": TITLE, "upper": UPPER, "lower": LOWER, "digit": DIGIT, "alpha": ALPHA, "punct": PUNCT,
             "mixed": MIXED, "numeric": NUMERIC}  # fmt: skip


def shape_of(form: str) -> int:
    """The bits of Shape that hold for a form."""
    if form.isalpha():  # nearly all forms
        if form.islower():
            return Shape.ALPHA | Shape.LOWER
        if form.istitle():
            return Shape.ALPHA | Shape.TITLE
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


class Vocabulary(msgspec.Struct):
    """Strings and their numbers; ids only mean something together with the vocabulary that gave them."""

    strings: list[str] = msgspec.field(default_factory=list)
    ids: dict[str, int] = msgspec.field(default_factory=dict)
    _lower: list[int] = msgspec.field(default_factory=list)
    _shape: list[int] = msgspec.field(default_factory=list)
    _columns: tuple[NDArray[np.int32], NDArray[np.uint8]] = (np.zeros(0, np.int32), np.zeros(0, np.uint8))
    _sets: dict[Collection[str], tuple[int, NDArray[np.int32]]] = msgspec.field(default_factory=dict)

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

    def known(self, words: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those words that have one."""
        return np.array([self.ids[word] for word in words if word in self.ids], np.int32)

    def numbers(self, words: frozenset[str] | tuple[str, ...]) -> NDArray[np.int32]:
        """The numbers of a fixed set of words, of a large set only of those words that were met.

        They are worked out once; but not at the first asking, since most runs are short and never ask again.
        """
        seen, numbers = self._sets.get(words, (-2, _NONE))
        if seen == -2 and len(words) <= SMALL:
            self._sets[words] = -1, _NONE
            numbers = self.known(words)
        elif len(words) <= SMALL:
            if seen < 0:
                numbers = np.array(sorted(self.id(word) for word in words), np.int32)
                self._sets[words] = 0, numbers
        elif seen < len(self.strings):
            first = max(seen, 0)
            new = frozenset(words).intersection(self.strings[first:])
            numbers = np.append(numbers, np.array(sorted(self.ids[word] for word in new), np.int32))
            self._sets[words] = len(self.strings), numbers
        return numbers

    def _arrays(self) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        lower, shape = self._columns
        done = len(lower)
        if done != len(self.strings):
            new = np.array(self._lower[done:], np.int32), np.array(self._shape[done:], np.uint8)
            self._columns = np.append(lower, new[0]), np.append(shape, new[1])
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
