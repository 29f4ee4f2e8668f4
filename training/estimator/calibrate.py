"""Calibration: what the network says shall be what comes true, on segments that it has not learned from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from training.estimator.answers import answers
from training.estimator.encoding import Encoded
from training.estimator.network import Network

BINS = 10


def scales(network: Network, data: Sequence[Encoded], sound: Sequence[Encoded]) -> tuple[tuple[float, float], ...]:
    """Slope and offset for each output's logits, so that the chances are right on the whole (Platt's scaling).

    The chances of words are those in translations. How much of a sentence needs editing is asked of texts that may
    be good as well, so there sound sentences count as much as translated ones.
    """
    bad, gap, edit = answers(network, data)
    none = answers(network, sound[: len(data)])[2]
    both = torch.cat([edit[0], none[0]]), torch.cat([edit[1], none[1]])
    return tuple(_scale(*pair) for pair in (bad, gap, both))


def _scale(logits: torch.Tensor, truth: torch.Tensor) -> tuple[float, float]:
    values = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([values], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(values[0] * logits + values[1], truth)
        loss.backward()
        return loss

    optimiser.step(closure)
    slope, offset = values.detach().tolist()
    return slope, offset


def diagram(network: Network, scales: Sequence[tuple[float, float]], data: Sequence[Encoded]) -> list[str]:
    """A reliability diagram of bad pieces as a Markdown table: what was said, what came true, and of how many."""
    logits, truth = answers(network, data)[0]
    said = torch.sigmoid(scales[0][0] * logits + scales[0][1]).numpy()
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    lines = ["| said | came true | pieces |", "|---|---|---:|"]
    for number in range(BINS):
        here = bins == number
        if here.any():
            lines.append(f"| {said[here].mean():.2f} | {truth.numpy()[here].mean():.2f} | {here.sum():,} |")
    return lines
