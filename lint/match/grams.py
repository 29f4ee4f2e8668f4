"""Whether a text may hold a string, told from the runs of characters in it: most strings that it lacks fail at once."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

_SIZES = (5, 3, 2, 1)
_BITS = 18
# The prime of the hash by Fowler, Noll and Vo for 32 bits.
_FACTOR = 0x01000193


class Grams:
    """The runs of one, two, three and five characters of a text, hashed; each size when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._met: dict[int, bytes] = {}

    def may_hold(self, word: str) -> bool:
        """False if the text does not hold a string, which is not empty."""
        size, first, last = _ends(word)
        met = self._met.get(size)
        if met is None:
            table = np.zeros(1 << _BITS, np.uint8)
            table[_hashes(self._codes, size)] = 1
            met = self._met[size] = table.tobytes()
        return bool(met[first] and met[last])


def _hashes(codes: NDArray[np.uint32], size: int) -> NDArray[np.uint32]:
    """What `_hash` says of each run of so many characters."""
    count = max(len(codes) - size + 1, 0)
    hashes = np.zeros(count, np.uint32)
    for k in range(size):
        hashes = hashes * np.uint32(_FACTOR) + codes[k : k + count]
    return (hashes ^ hashes >> np.uint32(_BITS // 2)) & np.uint32((1 << _BITS) - 1)


@cache
def _ends(word: str) -> tuple[int, int, int]:
    """The greatest size that a string has runs of, and the hashes of its first and its last run."""
    size = next(size for size in _SIZES if size <= len(word))
    return size, _hash(word[:size]), _hash(word[-size:])


def _hash(gram: str) -> int:
    number = 0
    for character in gram:
        number = (number * _FACTOR + ord(character)) & 0xFFFFFFFF
    return (number ^ number >> _BITS // 2) & ((1 << _BITS) - 1)
