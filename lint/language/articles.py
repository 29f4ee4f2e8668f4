"""Choose between "a" and "an" by the sound of the next word."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

# Spelled with a vowel, spoken with "you-" or "w-".
_CONSONANT_SOUND = re.compile(
    r"""uni(?!n|m|d|ss|rr)|unary|uint|unidirect|unimod|unanim|us[eu]|usa(?:b|g)|ut[eio]|ur[aieu]|uk[ru]|ubi|uga|ufo|unesco
      |eu|ew|uigh|uyg|one$|ones$|oneself|once|ouija|ouagadougou|oaxaca""",
    re.VERBOSE,
)
_VOWEL_SOUND = re.compile(r"hour(?!i)|honest|honou?r|heir|hors$|ytt")
_NUMBER = re.compile(r"(\d+(?:,\d{3})*)")
_VOWELS = frozenset("aeiou")
# Letters whose names begin with a vowel sound: ay, ee, ef, aitch, eye, el, em, en, oh, ar, ess, ex.
_VOWEL_LETTERS = frozenset("aefhilmnorsx")
# Of the short capitals, those that are read as words; longer ones are told by how they begin.
_SPOKEN = frozenset(
    "lan ram rom sim sat pin hud nut man new men red big low long no mr mrs ms dr st see six son sun set sex".split()
)
_EITHER = re.compile(
    r"(?:[FHLMNRX]|S[CHKLMNPTW]?)[AEIOU]{1,2}[B-DF-HJ-NP-TV-Z]s?|S(?:[HKPT][AEIOU]|EA)|[FHLMNRSX][bcdfghj-np-tv-xz]|"
    r"(?!f[lrj]|ll|mn|rh|s[chj-npqrtvw])[fhlmnrsx][bcdfghj-np-tv-xz][a-z]+"
)
_ACRONYM = re.compile(r"u(?:[rd][lip]|id|tf|sb|i|x|uid)s?")
"""Written small as often as not."""
_WORD_ONSET = re.compile(r"(?:[b-df-hj-np-tv-z]|s[chklmnptw]|[bcfgp][lr]|[dt]r|[ct]h)?[aeio]")


@lru_cache(maxsize=4096)
def indefinite_article(next_word: str) -> Literal["a", "an"]:
    """Return the indefinite article that goes before a word, an acronym or a number."""
    word = _plain(next_word)
    if not word:
        return "a"
    if word[0].isdigit():
        return "an" if _number_opens_with_vowel(word) else "a"
    head = _head(word)
    if _is_spelled_out(head, word):
        return "an" if head[0].lower() in _VOWEL_LETTERS else "a"
    lower = head.lower()
    if _VOWEL_SOUND.match(lower):
        return "an"
    return "an" if lower[0] in _VOWELS and not _CONSONANT_SOUND.match(lower) else "a"


def may_be_spelled(word: str) -> bool:
    """Whether some say a word and others its letters, as LED and `rlib`: then both articles are right."""
    return _EITHER.fullmatch(_head(word)) is not None


def _head(word: str) -> str:
    """What stands before the first joint of a word, and so right after the article."""
    return re.split(r"[-–’'/]", word, maxsplit=1)[0]


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return re.sub(r"^[^\w]+", "", bare)


def _is_spelled_out(head: str, word: str) -> bool:
    letters = head.replace(".", "")
    # "a U-turn", "an X-ray", "an s", "an M16", "an MPhil": the name of the first letter is spoken.
    if len(letters) == 1 or _ACRONYM.fullmatch(letters):
        return True
    if re.match(r"[A-Za-z]\d", letters) or re.match(r"[A-Z]\.[A-Z]", word):
        return True
    capitals = re.sub(r"(?<=[A-Z]{2})s$|(?<=[A-Z]{2})(?=[A-Z][a-z]).*", "", letters)
    lower = capitals.lower()
    if not capitals.isupper() or lower in _SPOKEN:
        return False
    if len(capitals) < 4:
        return True
    # "a NATO plan", "a STEM subject", but "an NCAA title", "a USDA report".
    return not _WORD_ONSET.match(lower) and len(capitals) < (5 if lower[0] == "u" else 7)


def _number_opens_with_vowel(word: str) -> bool:
    match = _NUMBER.match(word)
    if match is None:
        return False
    written = match[1]
    digits = written.replace(",", "")
    if digits[0] == "8":
        return True
    if digits[:2] not in {"11", "18"}:
        return False
    # eleven, 18,000 and 11 million; a year such as 1852 is read in pairs, but 1,852 is one thousand ...
    return len(digits) % 3 == 2 or (len(digits) == 4 and "," not in written)
