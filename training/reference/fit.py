"""A log-linear model over features that each have one of a few values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lint.match.calls.surroundings import Codes

Floats = NDArray[np.float64]

STEPS, COOLING, RATE = 150, 50, 0.1
PENALTY = 100.0
"""Weight of the squares of the weights, high since the features overlap and the pronouns of a text are alike."""


def fit(codes: Mapping[str, Codes], shown: Codes, classes: int) -> tuple[dict[str, Floats], float]:
    """The weights of each feature's values for each class, and the mean loss; Adam over the whole of the data."""
    sizes = {name: int(code.max()) + 1 for name, code in codes.items()}
    offsets = dict(zip(sizes, np.cumsum([0, *sizes.values()])[:-1].tolist(), strict=True))
    rows = np.stack([code + offsets[name] for name, code in codes.items()], 1)
    target = np.eye(classes)[shown]
    weights = np.zeros((sum(sizes.values()), classes))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = _slope(rows, target, weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * min(1.0, (STEPS + 1 - step) / COOLING)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    loss = float(-np.log(_chances(rows, weights)[np.arange(len(shown)), shown]).mean())
    return {name: weights[offsets[name] : offsets[name] + size] for name, size in sizes.items()}, loss


def _slope(rows: Codes, target: Floats, weights: Floats) -> Floats:
    apart = _chances(rows, weights) - target
    flat, width = rows.ravel(), rows.shape[1]
    columns = [np.bincount(flat, np.repeat(column, width), len(weights)) for column in apart.T]
    return np.stack(columns, 1) + PENALTY * weights


def _chances(rows: Codes, weights: Floats) -> Floats:
    total = weights[rows].sum(1)
    powers = np.exp(total - total.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))
