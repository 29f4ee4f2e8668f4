"""Seeded damage of sound English, for faults that the corpus has few of."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.estimator.texts import Example

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
PRONOUNS = {
    "he": ("she", "it"), "she": ("he", "it"), "his": ("her", "its"), "him": ("her", "it"), "it": ("he", "she"),
    "its": ("his", "her"), "they": ("he", "it"), "their": ("his", "its"), "who": ("which",), "which": ("who",),
}  # fmt: skip
FUNCTIONAL = frozenset(
    "of in to for on with at by from about into and or but that which who is was are were has had will would as".split()
)
ANNOUNCING = frozenset("the a an its their his her this of to and is was are were has had not".split())
PREPOSITIONS = ("of", "in", "to", "for", "on", "with", "at", "by", "from", "about", "into")

Damage = Callable[[str, list[tuple[int, int]], random.Random], "Example | None"]
"""The text, its words and chance; None where there is nothing to damage."""


def damaged(text: str, chance: random.Random, *, emptied: bool = False) -> Example | None:
    """A copy of a sound sentence with one fault; None where the fault that chance chose has no place in it.

    With `emptied` among the faults are words of content that are missing.
    """
    words = [match.span() for match in WORD.finditer(text)]
    kinds = (*KINDS[:5], _emptied, _emptied, *KINDS[5:]) if emptied else KINDS
    return chance.choice(kinds)(text, words, chance) if len(words) > 4 else None


def _exchanged(text: str, span: tuple[int, int], new: str) -> Example:
    start, end = span
    if text[start].isupper():
        new = new[0].upper() + new[1:]
    return Example(text[:start] + new + text[end:], ((start, start + len(new)),), hter=1 / len(text.split()))


def _pronoun(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    places = [span for span in words if text[slice(*span)].lower() in PRONOUNS]
    if not places:
        return None
    span = chance.choice(places)
    return _exchanged(text, span, chance.choice(PRONOUNS[text[slice(*span)].lower()]))


def _preposition(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    places = [span for span in words if text[slice(*span)].lower() in PREPOSITIONS]
    if not places:
        return None
    span = chance.choice(places)
    old = text[slice(*span)].lower()
    return _exchanged(text, span, chance.choice([word for word in PREPOSITIONS if word != old]))


def _twin(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    start, end = chance.choice(words[1:])
    more = f" and {text[start:end]}" if end - start > 3 else f" {text[start:end]}"
    return Example(text[:end] + more + text[end:], ((end + 1, end + len(more)),), hter=1 / len(words))


def _dropped(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    places = [
        (start, end)
        for start, end in words
        if text[start:end] in ("the", "a", "an", "is", "was", "has", "to") and text[end : end + 1] == " " and start
    ]
    if not places:
        return None
    start, end = chance.choice(places)
    return Example(text[:start] + text[end + 1 :], gaps=(start - 1,), hter=1 / len(words))


def _emptied(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    """Takes out what an article or a verb announces: "the president said" becomes "the said"."""
    places = [
        (before[1], span[1])
        for before, span, after in zip(words, words[1:], words[2:], strict=False)
        if text[slice(*before)].lower() in ANNOUNCING
        and text[before[1] : span[0]] == " "
        and text[slice(*span)].islower()
        and text[slice(*span)] not in FUNCTIONAL
        and (text[slice(*after)].lower() in FUNCTIONAL or text[span[1]] != " ")
    ]
    if not places:
        return None
    end, stop = chance.choice(places)
    return Example(text[:end] + text[stop:], gaps=(end,), hter=1 / len(words))


def _fragment(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    start, _ = chance.choice(words[2:-1])
    if text[start - 1] != " ":
        return None
    end = text.find(" ", start)
    cut = text[: start - 1] + ". " + text[start].upper() + text[start + 1 :]
    return Example(cut, ((start - 1, (end if end > 0 else len(text)) + 1),), hter=1 / len(words))


def _moved(text: str, words: list[tuple[int, int]], chance: random.Random) -> Example | None:
    number = chance.randrange(1, len(words) - 2)
    (a, b), (c, d) = words[number], words[number + 1]
    if text[b:c] != " " or text[a:b].lower() == text[c:d].lower():
        return None
    return Example(text[:a] + text[c:d] + " " + text[a:b] + text[d:], ((a, d),), hter=1 / len(words))


KINDS: tuple[Damage, ...] = (_pronoun, _pronoun, _preposition, _twin, _dropped, _fragment, _moved)
