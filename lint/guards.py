"""Guards: what a fix must not change unawares."""

from __future__ import annotations

import re
from collections import Counter

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NEGATION = frozenset("not no never none nothing nobody nowhere neither nor without cannot hardly barely".split())


def changed(old: str, new: str, *, opens_sentence: bool) -> frozenset[str]:
    """Which of number, name and negation differ between the old and the new wording of one place."""
    found = set()
    if Counter(NUMBER.findall(old)) != Counter(NUMBER.findall(new)):
        found.add("number")
    if _negations(old) != _negations(new):
        found.add("negation")
    before, after = WORD.findall(old), WORD.findall(new)
    kept = {word.casefold() for word in after}
    names = [w for i, w in enumerate(before) if w[0].isupper() and not (i == 0 and opens_sentence)]
    if any(name.casefold() not in kept for name in names):
        found.add("name")
    return frozenset(found)


def _negations(text: str) -> int:
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    return sum(word in NEGATION or word.endswith("n't") for word in words)
