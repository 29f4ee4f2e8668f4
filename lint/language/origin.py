"""From which language an English text was probably translated, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
import numpy as np
import regex
from numpy.typing import NDArray

from lint.language.frequency import english_zipf, foreign_word, is_english
from lint.language.tables import table_rows
from lint.language.wordbuilding import is_built, is_word
from lint.patterns import late
from lint.sources import TRAITS, Origin

CODES = ("ar", "de", "es", "et", "fr", "is", "ja", "ne", "ro", "ru", "si", "zh")
"""The languages that can be guessed, in the order of the table's columns."""
TABLE = "origins.tsv.gz"
LEAST_WORDS = 80
"""A shorter text says too little of where it comes from."""
SURE = 0.8
"""The least certainty with which a language is named."""
SUREST = 0.99
"""A guess is never more certain than this."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LOW, STEP = -10.0, 0.25
"""The log probability that the digit 0 stands for, and what each digit more adds."""
BEYOND_ENGLISH = 4.0
"""Capitalised words that are rarer in English than this Zipf frequency are read as names."""
LEAST_GAIN, MOST_GAIN = -1.5, 2.5
"""No name speaks louder for or against a language than this."""

Numbers = NDArray[np.float64]

_WORD = late(r"(?<![\p{L}\p{M}\d])\p{L}[\p{L}\p{M}’'-]*")
_COMMA = late(r"(?<![\d.,])\d+(?:,\d{1,2}(?![\d,])|[. ]\d{3}(?![\d.]|,\d{3}))")
_OPENS = late(r"(?:^|[.!?:;”\"'“(]\s*|\n\s*)$")
_MARKS: Mapping[str, str] = {
    r"\p{Cyrillic}": "ru", r"\p{Hiragana}\p{Katakana}": "ja", r"\p{Han}": "ja zh", r"\p{Arabic}": "ar",
    r"\p{Devanagari}": "ne", r"\p{Sinhala}": "si", "ÞþÐð": "is", "Ææ": "is", "ȘșȚțŞşŢţĂă": "ro", "Îî": "ro fr",
    "Õõ": "et", "ÄäÖöÜü": "de et", "ß": "de", "Ññ¿¡": "es", "Çç": "fr", "Èèêëœ": "fr", "Áóúý": "is es",
}  # fmt: skip


class Weights(msgspec.Struct, frozen=True):
    """How much each kind of evidence counts, and what speaks for no language at all."""

    kinds: Numbers
    none: Numbers


class Table(msgspec.Struct, frozen=True):
    """What is known of the languages: the places where they are spoken, the shapes of their names, the weights."""

    places: Mapping[str, tuple[tuple[str, float], ...]]
    grams: Mapping[str, str]
    weights: Weights


class Evidence(msgspec.Struct, frozen=True):
    """A row a language with what speaks for it, and what can be said of the text as a whole."""

    languages: Numbers
    text: Numbers


@cache
def table() -> Table:
    """The table that ships with the package."""
    rows: dict[str, dict[str, str]] = {}
    for kind, key, value in table_rows(TABLE):
        rows.setdefault(kind, {})[key] = value
    weights = {key: np.array([float(number) for number in value.split()]) for key, value in rows["weight"].items()}
    return Table(
        {word: _spoken(value) for word, value in rows["place"].items()},
        rows["gram"],
        Weights(weights["kinds"], weights["none"]),
    )


def _spoken(value: str) -> tuple[tuple[str, float], ...]:
    pairs = (part.split(":") for part in value.split())
    return tuple((code, float(share)) for code, share in pairs)


def guess(text: str) -> Origin:
    """The likeliest source of a text, else the likeliest trait of it; none where not even that is sure."""
    if len(text.split()) < LEAST_WORDS:
        return Origin("", 0.0)
    shares = probabilities(evidence(text, table()), table().weights)
    best = int(np.argmax(shares[:-1]))
    sums = {trait: float(shares[:-1] @ having) for trait, having in _traits().items()}
    group = max(sums, key=lambda trait: sums[trait])
    for source, certainty in ((CODES[best], float(shares[best])), (group, sums[group])):
        if certainty >= SURE:
            return Origin(source, min(SUREST, round(certainty, 2)))
    return Origin("", round(float(shares[best]), 2))


@cache
def _traits() -> Mapping[str, Numbers]:
    """For each trait, 1 at the languages that have it."""
    return {name: np.array([float(code in trait.languages) for code in CODES]) for name, trait in TRAITS.items()}


def probabilities(found: Evidence, weights: Weights) -> Numbers:
    """The probability of each language, and last that of none of them."""
    scores = np.append(found.languages @ weights.kinds, found.text @ weights.none)
    shares: Numbers = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def evidence(text: str, known: Table) -> Evidence:
    """What a text shows of its origin: letters, places, names and words left over, by language."""
    words = [(match[0], match.start()) for match in _WORD().finditer(text)]
    inside = [word for word, start in words if not _OPENS().search(text[max(0, start - 3) : start])]
    names = {word for word in inside if word[0].isupper()}
    lower = Counter(word for word, _ in words if word.islower() and len(word) > 3)
    places, all_places = _places(words, known)
    # Among the strange words are names whose capital was not found again.
    strange = {word for word in lower if is_strange(word)}
    gains = _names(sorted(names | strange), known)
    columns = [_letters(text), np.log1p(places), places / (1 + all_places), gains, _leftovers(lower)]
    rate = float(np.log1p(1000 * len(strange) / max(1, len(words))))
    columns.append(rate * _traits()["no-capitals"])
    columns.append(np.log1p(len(_COMMA().findall(text))) * _traits()["decimal-comma"])
    return Evidence(np.stack(columns, axis=1), np.array([1.0, np.log1p(len(words)), rate]))


def is_strange(word: str) -> bool:
    """Tell whether a lower-case word is in no English list and not built of English parts."""
    return not (is_english(word) or is_word(word) or is_built(word))


def _letters(text: str) -> Numbers:
    found = np.zeros(len(CODES))
    if text.isascii():
        return found
    for letters, codes in _MARKS.items():
        number = len(_of_letters(letters).findall(text))
        for code in codes.split():
            found[CODES.index(code)] += number / len(codes.split())
    return np.log1p(found)


@cache
def _of_letters(letters: str) -> regex.Pattern[str]:
    return regex.compile(f"[{letters}]")


def _places(words: list[tuple[str, int]], known: Table) -> tuple[Numbers, float]:
    """How often the places of each language are named, and how often any is."""
    found, total = np.zeros(len(CODES)), 0.0
    for word, _ in words:
        if not word[0].isupper():
            continue
        spoken = known.places.get(word.removesuffix("'s").removesuffix("’s").lower())
        if spoken is not None:
            total += 1
            for code, share in spoken:
                found[CODES.index(code)] += share
    return found, total


def _names(names: Sequence[str], known: Table) -> Numbers:
    """For each language, how much likelier it makes the names than all languages together do."""
    gains = np.zeros(len(CODES))
    number = 0
    for name in names:
        plain = name.removesuffix("'s").removesuffix("’s").lower()
        if len(plain) < 3 or english_zipf(plain) >= BEYOND_ENGLISH or plain in known.places:
            continue
        shares = name_shares(plain, known.grams)
        gains += np.clip(np.log(shares[:-1] * len(shares)), LEAST_GAIN, MOST_GAIN)
        number += 1
    gains /= np.sqrt(1 + number)
    return gains


def name_shares(name: str, grams: Mapping[str, str]) -> Numbers:
    """The probability that a name is of each language, and last that it is English, by its runs of three letters."""
    scores = np.zeros(len(CODES) + 1)
    for gram in trigrams(name):
        if digits := grams.get(gram):
            scores += [LOW + STEP * DIGITS.index(digit) for digit in digits]
    shares: Numbers = np.exp(scores - scores.max()) + 0.001
    shares /= shares.sum()
    return shares


def trigrams(name: str) -> list[str]:
    """The runs of three letters of a name, its edges marked."""
    edged = f"^{name}$"
    return [edged[i : i + 3] for i in range(len(edged) - 2)]


def _leftovers(lower: Counter[str]) -> Numbers:
    found = np.zeros(len(CODES))
    for word in lower:
        if not is_english(word):
            for code in foreign_word(word)[:1]:
                if code in CODES:
                    found[CODES.index(code)] += 1
    return np.log1p(found)
