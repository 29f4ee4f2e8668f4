"""Words to vectors: one vector a word form, kept, then mixed with the neighbours by convolutions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lint.language.features import columns
from lint.language.vocabulary import Vocabulary
from lint.language.weights import Floats, Weights

KEPT = 30_000
"""Word forms whose vectors are kept, 256 bytes each; above that the cache starts anew."""

_EPSILON = 1e-5
# Kept vectors are whole numbers of this part: numpy turns them into floats ten times as fast as half floats.
_STEPS = np.float32(2048)
_LIMITS = (-32767, 32767)


class Encoder:
    """The lower half of the network, and the vectors of the word forms of one vocabulary."""

    def __init__(self, weights: Weights) -> None:
        p = weights.matrices
        self._weights = weights
        self._width = p["mix"].shape[0]
        self._padding = max(weights.dilations)
        # What a word takes from its left neighbour, from itself and from its right one.
        self._convolutions = [np.split(p[f"convolve{i}"], 3) for i in range(len(weights.dilations))]
        self._vocabulary = Vocabulary()
        self._forget(self._vocabulary)

    def _forget(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # Row 0 is the padding between paragraphs.
        self._kept = np.zeros((2048, self._width), np.int16)
        self._count = 1
        self._slots = np.zeros(len(vocabulary.strings), np.int32)

    def vectors(self, vocabulary: Vocabulary, types: NDArray[np.int32], bounds: NDArray[np.int64]) -> Floats:
        """Return one vector a token, each seeing its neighbours within the same paragraph."""
        if vocabulary is not self._vocabulary or self._count > KEPT:
            self._forget(vocabulary)
        slots = self._known(types)
        gap = self._padding
        shift = np.repeat(np.arange(1, len(bounds)) * gap, np.diff(bounds))
        places = np.arange(len(types)) + shift
        spread = np.zeros(len(types) + gap * len(bounds), np.int32)
        spread[places] = slots
        x = self._kept[spread].astype(np.float32)
        x /= _STEPS
        between = np.flatnonzero(spread == 0)
        z, side = np.empty_like(x), np.empty_like(x)
        for i, d in enumerate(self._weights.dilations):
            left, own, right = self._convolutions[i]
            np.matmul(x, own, out=z)
            z += self._weights.matrices[f"convolve{i}.bias"]
            z[d:] += np.matmul(x[:-d], left, out=side[d:])
            z[:-d] += np.matmul(x[d:], right, out=side[d:])
            np.maximum(z, 0, out=z)
            x += z
            x[between] = 0
        kept: Floats = x[places]
        return kept

    def _known(self, types: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the slots of the kept vectors of `types`, computing those of new ones."""
        missing = len(self._vocabulary.strings) - len(self._slots)
        if missing > 0:
            self._slots = np.append(self._slots, np.zeros(missing + len(self._slots) // 2, np.int32))
        slots: NDArray[np.int32] = self._slots[types]
        if (slots == 0).any():
            new = np.unique(types[slots == 0])
            self._slots[new] = np.arange(self._count, self._count + len(new), dtype=np.int32)
            self._keep(self._fresh(new))
            slots = self._slots[types]
        return slots

    def _keep(self, vectors: Floats) -> None:
        needed = self._count + len(vectors)
        if needed > len(self._kept):
            grown = np.zeros((max(needed, 2 * len(self._kept)), self._width), np.int16)
            grown[: self._count] = self._kept[: self._count]
            self._kept = grown
        self._kept[self._count : needed] = np.rint(np.clip(vectors * _STEPS, *_LIMITS))
        self._count = needed

    def _fresh(self, types: NDArray[np.int32]) -> Floats:
        p, strings, forms = self._weights.matrices, self._vocabulary.strings, self._weights.forms
        features = np.array([columns(strings[number], forms) for number in types], np.int32)
        x = np.zeros((len(types), self._width), np.float32)
        for i, table in enumerate(self._weights.embeddings):
            x += table.rows(features[:, i])
        both = x @ p["mix"] + p["mix.bias"]
        return normed(np.maximum(both[:, : self._width], both[:, self._width :]) + x, p["norm"], p["norm.bias"])


def normed(x: Floats, scale: Floats, bias: Floats) -> Floats:
    """Return `x` with mean 0 and variance 1 in each row, scaled."""
    y: Floats = x - x.mean(1, keepdims=True)
    y /= np.sqrt(np.einsum("ij,ij->i", y, y) / x.shape[1] + _EPSILON)[:, None]
    y *= scale
    y += bias
    return y
