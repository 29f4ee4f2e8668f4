"""Examples as numbers: word pieces, how they are capitalised, and what is to be learned of each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from lint.language.pieces import case_ids, prepared
from training.estimator.texts import Example

UNKNOWN = -1
"""The label of what nothing is to be learned from: the marks at both ends, and padding."""
GROUP = 40
"""Batches whose examples are sorted by length together: little padding, and still another order in every epoch."""

Ints = NDArray[np.int64]


class Encoded(msgspec.Struct, frozen=True, eq=False):
    """An example of n pieces: `ids`, `case`, `bad` and `gap` have the shape [n]."""

    ids: Ints
    case: Ints
    bad: Ints
    gap: Ints
    hter: float
    source: int
    """The number of the example."""


class Lesson(msgspec.Struct, frozen=True, eq=False):
    """A batch of examples as tensors of the shapes [batch, length] and, for `hter`, [batch]."""

    ids: Tensor
    mask: Tensor
    case: Tensor
    bad: Tensor
    gap: Tensor
    hter: Tensor


def encoded(examples: Sequence[Example], tokenizer: Tokenizer, longest: int) -> list[Encoded]:
    """Examples as numbers; of those that are too long, the beginning."""
    texts = [prepared(example.text) for example in examples]
    found = tokenizer.encode_batch(texts)
    return [_encoded(examples[i], texts[i], found[i], longest, i) for i in range(len(examples))]


def _encoded(example: Example, text: str, found: object, longest: int, source: int) -> Encoded:
    ids = np.array(found.ids[:longest], np.int64)  # type: ignore[attr-defined]
    spans = np.array(found.offsets[:longest], np.int64).reshape(-1, 2)  # type: ignore[attr-defined]
    starts, ends = spans[:, 0], spans[:, 1]
    bad = np.zeros(len(ids), np.int64)
    gap = np.zeros(len(ids), np.int64)
    for first, stop in example.bad:
        bad[(starts < stop) & (ends > first)] = 1
    for place in example.gaps:
        before = np.flatnonzero((ends <= place) & (ends > starts))
        if len(before):
            gap[before[-1]] = 1
    bad[ends == starts] = UNKNOWN
    gap[ends == starts] = UNKNOWN
    return Encoded(ids, case_ids(text, starts, ends), bad, gap, example.hter, source)


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


def lesson(batch: Sequence[Encoded]) -> Lesson:
    """The examples of a batch as tensors."""

    def padded(columns: Sequence[Ints], filling: int) -> Tensor:
        table = np.full((len(columns), max(map(len, columns))), filling, np.int64)
        for row, column in enumerate(columns):
            table[row, : len(column)] = column
        return torch.from_numpy(table)

    return Lesson(
        padded([one.ids for one in batch], 0),
        padded([np.ones(len(one.ids), np.int64) for one in batch], 0),
        padded([one.case for one in batch], 0),
        padded([one.bad for one in batch], UNKNOWN),
        padded([one.gap for one in batch], UNKNOWN),
        torch.tensor([one.hter for one in batch], dtype=torch.float32),
    )
