"""Examples as numbers: word pieces, how they are capitalised, and what is to be learned of each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lint.language.pieces import case_ids, prepared
from training.estimator.texts import Example

UNKNOWN = -1
"""The label of what nothing is to be learned from: the marks at both ends, and padding."""
GROUP = 40
"""Batches whose examples are sorted by length together: little padding, and still another order in every epoch."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Encoded(msgspec.Struct, frozen=True, eq=False):
    """An example of n pieces: all columns have the shape [n]; `starts` and `ends` are code points of its text."""

    ids: Ints
    case: Ints
    starts: Ints
    ends: Ints
    bad: Floats
    gap: Floats
    """Chances from 0 to 1, or UNKNOWN: what its editor did, or what another network thinks of it as well."""
    hter: float


Encode = Callable[[Sequence[Example]], list[Encoded]]


def encoded(examples: Sequence[Example], tokenizer: Tokenizer, longest: int) -> list[Encoded]:
    """Examples as numbers; of those that are too long, the beginning."""
    texts = [prepared(example.text) for example in examples]
    found = tokenizer.encode_batch(texts)
    return [_encoded(*one, longest) for one in zip(examples, texts, found, strict=True)]


def _encoded(example: Example, text: str, found: object, longest: int) -> Encoded:
    ids = np.array(found.ids[:longest], np.int64)  # type: ignore[attr-defined]
    spans = np.array(found.offsets[:longest], np.int64).reshape(-1, 2)  # type: ignore[attr-defined]
    starts, ends = spans[:, 0], spans[:, 1]
    bad = np.zeros(len(ids), np.float32)
    gap = np.zeros(len(ids), np.float32)
    for first, stop in example.bad:
        bad[(starts < stop) & (ends > first)] = 1
    for place in example.gaps:
        before = np.flatnonzero((ends <= place) & (ends > starts))
        if len(before):
            gap[before[-1]] = 1
    bad[ends == starts] = UNKNOWN
    gap[ends == starts] = UNKNOWN
    return Encoded(ids, case_ids(text, starts, ends), starts, ends, bad, gap, example.hter)


def batches(data: Sequence[Encoded], size: int, chance: random.Random) -> Iterator[list[Encoded]]:
    """The examples in batches of some `size` pieces, padding included, in an order of chance."""
    order = list(data)
    chance.shuffle(order)
    found: list[list[Encoded]] = []
    step = GROUP * max(1, size // 32)
    for first in range(0, len(order), step):
        found += by_length(order[first : first + step], size)
    chance.shuffle(found)
    return iter(found)


def by_length(data: Sequence[Encoded], size: int) -> list[list[Encoded]]:
    """The examples, shortest first, in batches of some `size` pieces, padding included."""
    found: list[list[Encoded]] = [[]]
    for one in sorted(data, key=lambda one: len(one.ids)):
        if found[-1] and (len(found[-1]) + 1) * len(one.ids) > size:
            found.append([])
        found[-1].append(one)
    return [batch for batch in found if batch]
