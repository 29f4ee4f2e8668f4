"""What the network sees of a word: its normal form and hashes of its ends and its shape."""

import re
from collections.abc import Mapping
from functools import lru_cache
from zlib import crc32

# Rows of the embedding table each hash falls into; the order is that of the columns.
HASH_ROWS: tuple[tuple[str, int], ...] = (
    ("prefix3", 1500),
    ("suffix2", 800),
    ("suffix3", 3000),
    ("suffix4", 4000),
    ("shape", 400),
)
COLUMNS: tuple[str, ...] = ("form", *(name for name, _ in HASH_ROWS))

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_DIGIT = re.compile(r"\d")
_SHAPE_CHARACTERS = 12
_AFFIX_CHARACTERS = 4
_LONGEST = 64
_ROWS = tuple(rows for _, rows in HASH_ROWS)


def normal(form: str) -> str:
    """Return `form` in lower case with straight quotes and every digit as 0."""
    if form.isalpha():  # nearly all forms
        return form.lower()
    return _DIGIT.sub("0", form.translate(_STRAIGHT).lower())


def shape(form: str) -> str:
    """Return the pattern of upper case, lower case and digits in `form`, runs cut to two."""
    if form.isalpha():  # nearly all forms
        if form.islower():
            return "xx"[: len(form)]
        if form[0].isupper() and form[1:].islower():
            return "Xxx"[: len(form)]
    kinds: list[str] = []
    for character in form[:_SHAPE_CHARACTERS]:
        if character.isupper():
            kind = "X"
        elif character.isalpha():
            kind = "x"
        else:
            kind = "d" if character.isdigit() else character
        if kinds[-2:] != [kind, kind]:
            kinds.append(kind)
    return "".join(kinds)


def columns(form: str, forms: Mapping[str, int]) -> tuple[int, ...]:
    """Return the rows of `form` in the embedding tables; row 0 of `forms` is the unknown word."""
    # Only the two ends of a form are read, so that a token of a million characters costs no more than a word.
    head = normal(form[:_LONGEST])
    # Letters outside ASCII may have small ones of another length.
    tail = head if form.isascii() and len(form) <= _LONGEST else normal(form[-_AFFIX_CHARACTERS:])
    return (
        forms.get(head, 0),
        _row("p" + head[:3], _ROWS[0]),
        _row(tail[-2:], _ROWS[1]),
        _row(tail[-3:], _ROWS[2]),
        _row(tail[-4:], _ROWS[3]),
        _row(shape(form), _ROWS[4]),
    )


@lru_cache(maxsize=1 << 15)
def _row(key: str, rows: int) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % rows
