"""Batches of examples as tensors."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import torch
from torch import Tensor

from training.estimator.encoding import UNKNOWN, Encoded, Floats, Ints


class Lesson(msgspec.Struct, frozen=True, eq=False):
    """A batch of examples as tensors of the shapes [batch, length] and, for `hter`, [batch]."""

    ids: Tensor
    mask: Tensor
    case: Tensor
    bad: Tensor
    gap: Tensor
    hter: Tensor


def lesson(batch: Sequence[Encoded]) -> Lesson:
    """The examples of a batch as tensors."""

    def padded(columns: Sequence[Ints | Floats], filling: int) -> Tensor:
        table = np.full((len(columns), max(map(len, columns))), filling, columns[0].dtype)
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
