"""Which sentences are in English at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lint.language.frequency import english_zipf
from lint.language.tokens import Bool, Int, Tokens
from lint.language.vocabulary import Shape

COMMON = 4.0
"""Words of this Zipf frequency on are common. The list has rarer words of other languages too, from quotations."""
LEAST_SHARE = 0.4
"""Of the words of an English sentence, names left out, so many are common; of other languages no third."""


def english_sentences(tokens: Tokens) -> Bool:
    """For each sentence, whether it reads as English; one without a word does not."""
    if not len(tokens):
        return np.zeros(0, bool)
    counted, common = word_masks(tokens)
    starts = tokens.sentence_starts[:-1]
    words, known = np.add.reduceat(counted, starts, dtype=np.int32), np.add.reduceat(common, starts, dtype=np.int32)
    found: Bool = (words > 0) & (known >= LEAST_SHARE * words)
    return found


def word_masks(tokens: Tokens) -> tuple[Bool, Bool]:
    """The rows that hold a word, names and acronyms left out, and those of them that hold a common one."""
    name = ((tokens.shape & Shape.TITLE) != 0) & ~tokens.opens
    counted = ((tokens.shape & Shape.ALPHA) != 0) & ((tokens.shape & Shape.UPPER) == 0) & ~name
    distinct, which = np.unique(tokens.lower, return_inverse=True)
    words = [tokens.vocabulary.strings[number] for number in distinct.tolist()]
    # Clitics are in no list: what “'re” hangs on tells enough.
    counted &= _holds([word.isalpha() for word in words], which)
    return counted, counted & _holds([english_zipf(word) >= COMMON for word in words], which)


def _holds(facts: list[bool], which: NDArray[np.intp] | Int) -> Bool:
    return np.array(facts, bool)[which]
