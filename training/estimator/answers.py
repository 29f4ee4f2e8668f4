"""What the network says of examples, beside what is true."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from training.estimator.encoding import UNKNOWN, Encoded, by_length
from training.estimator.lesson import lesson
from training.estimator.network import Network

PIECES = 4096
"""Pieces that are read at once."""


@torch.no_grad()
def answers(network: Network, data: Sequence[Encoded]) -> list[tuple[Tensor, Tensor]]:
    """Logits and truth of bad pieces, of gaps, and of the HTER of sentences."""
    network.eval()
    found: list[list[tuple[Tensor, Tensor]]] = [[], [], []]
    for batch in by_length(data, PIECES):
        made = lesson(batch)
        bad, gap, edit = network(made.ids, made.mask, made.case)
        known = made.bad != UNKNOWN
        found[0].append((bad[known], made.bad[known]))
        found[1].append((gap[known], made.gap[known]))
        found[2].append((edit, made.hter))
    return [(torch.cat([a for a, _ in pairs]), torch.cat([b for _, b in pairs])) for pairs in found]
