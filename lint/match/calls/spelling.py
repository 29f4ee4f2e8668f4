"""How two spellings of a name are told from two names."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from lint.language.frequency import english_zipf
from lint.language.people import name_gender
from lint.language.places import country_of

LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d"})
PARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|an|ar)[-‑ ]")
VOWELS = re.compile(r"[aeiouy]")
# Letters that systems of transliteration choose differently: kh/k, q/k, w/v, ph/f, ou/u, x/ks, doubled letters.
SAME_SOUND = (
    (re.compile(r"ph"), "f"), (re.compile(r"sch"), "sh"), (re.compile(r"ck|cq|q"), "k"), (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[aou]|[lrt])|c$"), "k"), (re.compile(r"w"), "v"), (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee|ie"), "i"), (re.compile(r"(?<=[aeiou])[yj](?=[aeiou])"), "i"), (re.compile(r"[yj]"), "i"),
    (re.compile(r"z"), "s"), (re.compile(r"(?<=[bcdfgjklmnpqrstvz])h"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
# "-ur" is the Icelandic nominative ending that translations drop or keep.
ENDINGS = ("ur",)
DERIVED = frozenset("s es i an ian n ish ese er ers ic ism ist ists ite ites a ova eva y ie o e ans ians is".split())
NEGATED = frozenset("im in un re de dis non ir il".split())
KNOWN, EVERYDAY = 2.5, 3.5
SHORTEST, LONGEST_EDITS = 5, 2


class Likeness(IntEnum):
    """How much speaks for one name; 0 is none."""

    NONE = 0
    VOWELS = 1
    """The same consonants: Perrin, Peran. Two people may be called so."""
    SOUND = 2
    """The same sounds, or a dropped ending: Khadimi, Kadhimi."""
    LETTERS = 3
    """The same letters, save marks and hyphens: Elísa, Elisa."""


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """The letters of a name without case, marks and hyphens."""
    plain = form.lower()
    if plain.isascii():
        return plain if plain.isalpha() else "".join(filter(str.isalpha, plain))
    plain = unicodedata.normalize("NFD", plain.translate(LETTERS))
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def sound(form: str) -> str:
    """What remains of a name when the choices of transliteration are taken out, particle included."""
    text = fold(PARTICLE.sub("", form.lower()))
    for pattern, new in SAME_SOUND:
        text = pattern.sub(new, text)
    return text


@lru_cache(maxsize=65536)
def skeleton(form: str) -> str:
    """The consonants of a name; spellings of one name mostly share them."""
    return VOWELS.sub("", sound(form))


def keys(form: str) -> set[str]:
    """Under which keys a name is looked for; only names that share one are compared."""
    bones = skeleton(form)
    stems = {skeleton(form[: -len(ending)]) for ending in ENDINGS if fold(form).endswith(ending) and len(form) > 6}
    return {bones, *stems}


def likeness(one: str, other: str, *, shared: bool = False) -> Likeness:
    """How much two spellings look like one name; `shared` if both stand beside the same other name."""
    a, b = fold(one), fold(other)
    if one.lower() == other.lower() or min(len(a), len(b)) < 4 or _differ_by_derivation(a, b) or _two_known(one, other):
        return Likeness.NONE
    if a == b:
        return Likeness.LETTERS
    if len(min(a, b, key=len)) < SHORTEST:
        return Likeness.NONE
    if sound(one) == sound(other) or _prosthetic(a, b) or _dropped_ending(a, b):
        return Likeness.SOUND
    longer = max(len(a), len(b))
    near = distance(a, b) <= LONGEST_EDITS and longer >= 6 and 3 * distance(a, b) <= longer
    if shared and longer >= 6 and distance(a, b) <= LONGEST_EDITS and a[0] == b[0]:
        return Likeness.VOWELS
    return Likeness.VOWELS if near and skeleton(one) == skeleton(other) and len(skeleton(one)) >= 3 else Likeness.NONE


def _differ_by_derivation(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    added = len(long) - len(short)
    return (long.startswith(short) and long[len(short) :] in DERIVED) or (
        long.endswith(short) and long[:added] in NEGATED
    )


def _two_known(one: str, other: str) -> bool:
    """Two words with a life of their own: Iraq and Iraqi, Maria and Mario."""
    sexes = name_gender(one), name_gender(other)
    if None not in sexes and sexes[0] != sexes[1]:
        return True
    lands = country_of(one), country_of(other)
    return None not in lands


def common(one: str, other: str) -> bool:
    """Tell whether one of the spellings is an everyday word: Front, French, Cathedral."""
    return max(english_zipf(one), english_zipf(other)) >= EVERYDAY


def both_known(one: str, other: str) -> bool:
    """Tell whether both spellings are in use in English, as Anderson and Andersen are."""
    return english_zipf(one) >= KNOWN and english_zipf(other) >= KNOWN


def _prosthetic(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long[1:] == short and bool(VOWELS.match(long)) and not VOWELS.search(short[:2])


def _dropped_ending(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and long[len(short) :] in ENDINGS


@lru_cache(maxsize=65536)
def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
