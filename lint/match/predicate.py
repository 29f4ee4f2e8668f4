"""Predicates on a token: how a rule file writes them, and the mask of the rows where one holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.errors import unknown
from lint.language.batch import Batch
from lint.language.lexicon import class_names, words_in
from lint.language.tagset import RELATIONS, TAGS, UPOS, Morph, matching
from lint.language.tokens import Bool, Strings
from lint.language.vocabulary import Shape
from lint.match.grams import Grams

Words = str | tuple[str, ...]
Found = TypeVar("Found")


class Predicate(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "as", "classes": "is", "negated": "not"}.get,
):
    """What a token must be; every field that is given must hold."""

    form: Words = ()
    lower: Words = ()
    lemma: Words = ()
    tag: Words = ()
    pos: Words = ()
    relation: Words = ()
    morph: Words = ()
    classes: Words = ()
    shape: Words = ()
    table: str = ""
    spaced: bool | None = None
    opens: bool | None = None
    closes: bool | None = None
    quoted: bool | None = None
    inflected: bool | None = None
    margin: int | None = None
    negated: Predicate | None = None
    any: tuple[Predicate, ...] = ()
    head: Predicate | None = None
    optional: bool = False
    repeat: tuple[int, int] | None = None
    name: str = ""
    same: str = ""
    same_lemma: str = ""


def listed(value: Words) -> tuple[str, ...]:
    """A field that may be one word or several, as several."""
    return (value,) if isinstance(value, str) else value


def _lower_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


Test = Callable[["Reading"], Bool]


MOST = 100_000_000
"""Bytes of masks that are kept for the next rule: all of them, but for a document of many megabytes."""


class Reading(msgspec.Struct, dict=True):
    """A batch with the masks worked out so far; predicates that rules share are evaluated once."""

    batch: Batch
    masks: dict[int, Bool] = msgspec.field(default_factory=dict)
    rarity: dict[int, int] = msgspec.field(default_factory=dict)
    _holders: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    shared: dict[object, Any] = msgspec.field(default_factory=dict)

    @cached_property
    def segment_bounds(self) -> tuple[list[int], list[int]]:
        """Where the segments begin, and where they end."""
        return self.batch.segments.start.tolist(), self.batch.segments.end.tolist()

    @cached_property
    def _lower_text(self) -> str:
        lower = self.batch.text.lower()
        # A few capitals have small letters of another length; then the offsets would be those of another text.
        return lower if len(lower) == len(self.batch.text) else "".join(map(_lower_letter, self.batch.text))

    def places_with(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Start and end of the segments that hold one of some strings, given in lower case, in any case of letters."""
        starts, ends = self.segment_bounds
        segments = sorted({segment for word in words for segment in self._segments_with(word)})
        return [(starts[segment], ends[segment]) for segment in segments]

    def _segments_with(self, word: str) -> tuple[int, ...]:
        found = self._holders.get(word)
        if found is None:
            found = self._holders[word] = tuple(self._search(word)) if self._grams.may_hold(word) else ()
        return found

    @cached_property
    def _grams(self) -> Grams:
        return Grams(self._lower_text)

    def _search(self, word: str) -> Iterator[int]:
        starts, ends = self.segment_bounds
        at = self._lower_text.find(word)
        while at >= 0:
            segment = bisect_right(starts, at) - 1
            if segment >= 0 and at < ends[segment]:
                yield segment
                at = max(at, ends[segment] - len(word))
            at = self._lower_text.find(word, at + 1)

    def mask(self, number: int) -> Bool:
        """The rows where a compiled predicate holds."""
        mask = self.masks.get(number)
        if mask is None:
            mask = COMPILED.tests[number](self)
            if len(self.masks) * len(mask) > MOST:
                self.masks.clear()
            self.masks[number] = mask
        return mask

    def once(self, work: Callable[[Batch], Found]) -> Found:
        """What a function makes of the batch; rules that share it pay for it once."""
        if work not in self.shared:
            self.shared[work] = work(self.batch)
        found: Found = self.shared[work]
        return found

    def derived(self, work: Callable[[Reading], Found]) -> Found:
        """What a function makes of the batch and of what other rules share already; once, too."""
        if work not in self.shared:
            self.shared[work] = work(self)
        found: Found = self.shared[work]
        return found

    def count(self, number: int) -> int:
        """How many rows a compiled predicate holds for."""
        count = self.rarity.get(number)
        if count is None:
            count = self.rarity[number] = int(np.count_nonzero(self.mask(number)))
        return count


class _Compiled(msgspec.Struct):
    """Every distinct predicate that was compiled, so that equal ones share a number."""

    numbers: dict[object, int] = msgspec.field(default_factory=dict)
    tests: list[Test] = msgspec.field(default_factory=list)

    def number(self, key: object, build: Callable[[], Test]) -> int:
        found = self.numbers.get(key)
        if found is None:
            test = build()
            found = self.numbers[key] = len(self.tests)
            self.tests.append(test)
        return found

    def add(self, key: object, test: Test) -> int:
        return self.number(key, lambda: test)


COMPILED = _Compiled()
BARE = {"optional": False, "repeat": None, "name": "", "same": "", "same_lemma": ""}


def compile_predicate(predicate: Predicate, tables: Mapping[str, str]) -> int:
    """The number under which `Reading.mask` knows a predicate; ValueError where a name in it is unknown."""
    bare = Predicate(**{name: getattr(predicate, name) for name in predicate.__struct_fields__ if name not in BARE})
    content = frozenset(tables[bare.table].split("\n")) if bare.table in tables else None
    if bare.table and content is None:
        raise ValueError(f"no table “{bare.table}” beside the rule")
    return COMPILED.number((bare, content), lambda: _conjunction(bare, tables))


def _conjunction(predicate: Predicate, tables: Mapping[str, str]) -> Test:
    # Each part has a number of its own, since many predicates ask for the same tag or the same words.
    parts = [COMPILED.add(key, test) for key, test in _tests(predicate, tables)]
    if not parts:
        return lambda reading: np.ones(len(reading.batch.tokens), bool)

    def conjunction(reading: Reading) -> Bool:
        mask = reading.mask(parts[0])
        for part in parts[1:]:
            if not mask.any():
                break
            mask = mask & reading.mask(part)
        return mask

    return conjunction


def _tests(predicate: Predicate, tables: Mapping[str, str]) -> Iterator[tuple[object, Test]]:
    """What every field asks for, and under which key tests that are alike are known."""
    columns: tuple[Strings, ...] = ("form", "lower", "lemma")
    for column in columns:
        if words := listed(getattr(predicate, column)):
            yield (column, frozenset(words)), _words(column, frozenset(words))
    inventories: tuple[tuple[str, tuple[str, ...]], ...] = (("tag", TAGS), ("pos", UPOS), ("relation", RELATIONS))
    for column_, names in inventories:
        if wanted := listed(getattr(predicate, column_)):
            yield (column_, wanted), _codes(column_, wanted, names)
    if predicate.morph:
        yield ("morph", predicate.morph), _morph(listed(predicate.morph))
    if predicate.classes:
        names = listed(predicate.classes)
        for name in names:
            _known(name, class_names(), "class")
        yield ("is", names), _lazy_words(names)
    if predicate.shape:
        yield ("shape", predicate.shape), _shape(listed(predicate.shape))
    if predicate.table:
        words_ = frozenset(tables[predicate.table].split("\n")) - {""}
        yield ("lower", words_), _words("lower", words_)
    for flag in ("spaced", "opens", "closes", "quoted"):
        wanted_bool = getattr(predicate, flag)
        if wanted_bool is not None:
            yield (flag, wanted_bool), _flag(flag, wanted_bool)
    yield from _certainty(predicate)
    yield from _nested(predicate, tables)


def _certainty(predicate: Predicate) -> Iterator[tuple[object, Test]]:
    """What makes a tag believable: that the word looks inflected, and that the tag beat the next best one."""
    if predicate.inflected is not None:
        wanted = predicate.inflected
        yield (
            ("inflected", wanted),
            lambda reading: (reading.batch.tokens.lower != reading.batch.tokens.lemma) == wanted,
        )
    if predicate.margin is not None:
        least = predicate.margin
        yield ("margin", least), lambda reading: reading.batch.tokens.margin >= least


def _nested(predicate: Predicate, tables: Mapping[str, str]) -> Iterator[tuple[object, Test]]:
    if predicate.negated is not None:
        inner = compile_predicate(predicate.negated, tables)
        yield ("not", inner), lambda reading: ~reading.mask(inner)
    if predicate.any:
        numbers = tuple(compile_predicate(p, tables) for p in predicate.any)
        yield ("any", numbers), lambda reading: np.logical_or.reduce([reading.mask(n) for n in numbers])
    if predicate.head is not None:
        above = compile_predicate(predicate.head, tables)
        yield ("head", above), lambda reading: reading.mask(above)[reading.batch.tokens.head]


def _known(name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        raise ValueError(unknown(what, name, names))


def _words(column: Strings, words: frozenset[str]) -> Test:
    straight = words if column == "form" else frozenset(w.replace("’", "'") for w in words)

    def test(reading: Reading) -> Bool:
        tokens = reading.batch.tokens
        return tokens.within(column, tokens.vocabulary.numbers(straight))

    return test


@cache
def _class_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words_in(name) for name in names))


def _lazy_words(names: tuple[str, ...]) -> Test:
    def test(reading: Reading) -> Bool:
        tokens = reading.batch.tokens
        known = tokens.vocabulary.numbers(_class_words(names))
        # The classes list nouns and verbs by lemma, function words as they are.
        return tokens.within("lower", known) | tokens.within("lemma", known)

    return test


def _codes(column: str, wanted: tuple[str, ...], names: tuple[str, ...]) -> Test:
    table = np.zeros(len(names), bool)
    for pattern in wanted:
        ids = matching(pattern, names)
        if not ids:
            _known(pattern, names, column)
        table[list(ids)] = True
    return lambda reading: table[getattr(reading.batch.tokens, column)]


def _morph(names: tuple[str, ...]) -> Test:
    flags = Morph(0)
    for name in names:
        _known(name.upper(), tuple(m.name or "" for m in Morph), "morphology flag")
        flags |= Morph[name.upper()]
    return lambda reading: reading.batch.tokens.has_morph(flags)


def _shape(names: tuple[str, ...]) -> Test:
    bits = 0
    for name in names:
        _known(name, tuple(Shape.NAMES), "shape")
        bits |= Shape.NAMES[name]

    def test(reading: Reading) -> Bool:
        shape: NDArray[np.uint8] = reading.batch.tokens.shape
        mask: Bool = (shape & bits) != 0
        return mask

    return test


def _flag(column: str, wanted: bool) -> Test:
    def test(reading: Reading) -> Bool:
        mask: Bool = getattr(reading.batch.tokens, column)
        return mask if wanted else ~mask

    return test
