"""What a damaged text or a copied source leaves behind: codes, wrong encodings, marks and letters of another script."""

from __future__ import annotations

import html
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex

from lint.language.batch import Batch
from lint.match.calls.lines import in_bracket, line_before
from lint.match.hit import Hit, replacement
from lint.match.patience import matches_in, matches_near
from lint.match.predicate import Reading
from lint.patterns import compiled, late

_LATIN = late(r"\p{Latin}+")
_OTHER = late("[\u0370-\u1dff\u2c00-\ufeff\uff00-\uffef\U00010000-\U0003ffff]")
_ENTITY = late(
    r"& ?(?:# ?\d{2,5}|#x[0-9a-f]{2,5}|(?:quot|amp|lt|gt|apos|nbsp|[lr][sda]quo|[mn]dash|hellip|euro|deg|shy|copy"
    r"|[aeiou](?:acute|grave|uml|circ)|ccedil|ntilde|szlig)) ?;",
    regex.IGNORECASE,
)
_LEADS = r"[\u00C2-\u00C5\u00D0\u00D1\u00E2]"
_TRAIL = (
    r"[\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019"
    r"\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]"
)
_PAIR = late(_LEADS + _TRAIL)
_GARBLED = late(rf"\p{{L}}*(?:{_LEADS}{_TRAIL}{{1,2}}\p{{Latin}}*)+")
_WIDE = late(
    r"[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A][\uFF05\uFF06\uFF0B-\uFF0F\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]*"
)
_MARKS = {
    "、": ",", "。": ".", "，": ",", "．": ".", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")",
    "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "【": "[", "】": "]",
    "・": " ", "～": "–", "〜": "–", "ー": "–",
}  # fmt: skip
_ASIAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}"
_MARK = late(rf"(?<![{_ASIAN}])[{''.join(m for m in _MARKS)}](?![{_ASIAN}])")
_OPENERS = frozenset("（「『《【")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁАВЕКМНОРСТУХІЈЅԌοΟΑΒΕΗΙΚΜΝΡΤΥΧΖαν", "aeopcyxijshdABEKMHOPCTYXIJSGoOABEHIKMNPTYXZav"
)
_WORD = late(r"(?=\p{L}*[\p{Cyrillic}\p{Greek}])(?=\p{L}*\p{Latin})\p{L}{2,}")
_FOREIGN = late(
    rf"[{_ASIAN}\p{{Cyrillic}}\p{{Arabic}}\p{{Hebrew}}\p{{Devanagari}}\p{{Sinhala}}\p{{Thai}}\p{{Armenian}}\p{{Georgian}}]"
    rf"[{_ASIAN}\p{{Cyrillic}}\p{{Arabic}}\p{{Hebrew}}\p{{Devanagari}}\p{{Sinhala}}\p{{Thai}}\p{{Armenian}}\p{{Georgian}}\p{{M}}ー\u200c\u200d]+"
)
_SMALL = late("[a-z]")
_CITED = late(
    r"\b(?:word|words|letter|letters|name|named|term|called|character|characters|written|spelled|script|sign|symbol|symbols"
    r"|Russian|Ukrainian|Belarusian|Bulgarian|Serbian|Greek|Chinese|Japanese|Korean|Arabic|Hebrew|Hindi|Nepali|Persian"
    r"|Sinhala|Thai|Cyrillic|Georgian|Armenian|kanji|hiragana|katakana|hangul)\b[:,]?"
)  # fmt: skip


def _has_other_letters(batch: Batch) -> bool:
    """Tell whether a batch has letters or marks of other scripts than Latin."""
    return not batch.text.isascii() and _OTHER().search(batch.text) is not None


def entity(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Codes of web pages, also where a system put spaces into them."""
    if "&" not in reading.batch.text:
        return
    for match in matches_in(_ENTITY(), reading.batch.text):
        plain = html.unescape(match[0].replace(" ", "").lower()).replace("\u00a0", " ").replace("\u00ad", "")
        if not plain.startswith("&") or plain == "&":
            yield replacement(*match.span(), plain, {"plain": plain})


def mojibake(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Words of UTF-8 that were read as Windows-1252 or Latin-1."""
    if not _PAIR().search(reading.batch.text):
        return
    for match in matches_in(_GARBLED(), reading.batch.text):
        plain = _decoded(match[0])
        if plain is not None:
            yield replacement(*match.span(), plain, {"plain": plain})


def _decoded(garbled: str) -> str | None:
    try:
        plain = b"".join(map(_byte, garbled)).decode("utf-8")
    except UnicodeError:
        return None
    return plain if plain != garbled and all(c.isprintable() for c in plain.replace("\u00a0", " ")) else None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        # Windows-1252 leaves five bytes undefined, which programs pass on as they are.
        return character.encode("latin-1")


def asian_mark(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Punctuation of Chinese and Japanese among Latin letters."""
    if not reading.once(_has_other_letters):
        return
    text = reading.batch.text
    for match in matches_in(_MARK(), text):
        start, end, mark = match.start(), match.end(), _MARKS[match[0]]
        opens, after = match[0] in _OPENERS, text[end : end + 1]
        if opens and start and text[start - 1].isalnum():
            mark = " " + mark
        elif not opens and mark.isascii() and mark != " " and after.isalnum():
            mark += " "
        yield replacement(start, end, mark)


def fullwidth(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Latin letters and digits in their wide forms."""
    if not reading.once(_has_other_letters):
        return
    for match in matches_in(_WIDE(), reading.batch.text):
        plain = unicodedata.normalize("NFKC", match[0])
        yield replacement(*match.span(), plain, {"plain": plain})


def mixed_script(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Words of Latin letters and look-alikes from Cyrillic or Greek."""
    if not reading.once(_has_other_letters):
        return
    for match in matches_in(_WORD(), reading.batch.text):
        plain = match[0].translate(_LOOKALIKES)
        if _LATIN().fullmatch(plain):
            yield replacement(*match.span(), plain, {"plain": plain})


def foreign_script(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Words in the script of another language that nothing announces: no bracket, no quotation, no “Russian:”."""
    if not reading.once(_has_other_letters):
        return
    text = reading.batch.text
    found = list(matches_in(_FOREIGN(), text))
    starts = [match.start() for match in found]
    for match in found:
        before = line_before(text, match.start())
        if in_bracket(text, match.start()) or _CITED().search(before[-40:]) or not _SMALL().search(before):
            continue
        stop = match.end() + len(text[match.end() : match.end() + 80].split("\n")[0])
        near = bisect_left(starts, stop) - bisect_left(starts, match.start() - len(before))
        # A line of foreign text is a quotation or a reference, not a word left over.
        if near < 4:
            yield Hit(*match.span())


def abbreviation(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Abbreviations of other languages, as they are written there."""
    meanings: dict[str, str] = options["meanings"]
    for match in matches_near(_abbreviations(tuple(meanings)), reading, [form.lower() for form in meanings]):
        instead = meanings[match[0]]
        yield replacement(*match.span(), instead, {"instead": instead})


@cache
def _abbreviations(forms: tuple[str, ...]) -> regex.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return compiled(rf"(?<![\w.@/-])(?:{'|'.join(map(regex.escape, longest_first))})(?= [\p{{Ll}}\d])")
