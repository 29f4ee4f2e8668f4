"""How well one order of things agrees with another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[Any]


def average_precision(scores: Values, labels: Values) -> float:
    """The mean of the precision at each true label, the highest scores first; 0 where none is true."""
    hits = labels[np.argsort(-scores, kind="stable")].astype(bool)
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean()) if hits.any() else 0.0


def pearson(some: Values, others: Values) -> float:
    """How well a line fits; from -1 to 1."""
    return float(np.corrcoef(some, others)[0, 1])


def spearman(some: Values, others: Values) -> float:
    """How well the orders agree; from -1 to 1."""
    return pearson(_ranks(some), _ranks(others))


def _ranks(values: Values) -> Values:
    """Ranks from 0 on; even values share their mean."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Values = (np.cumsum(counts) - (counts + 1) / 2)[which]
    return ranks
