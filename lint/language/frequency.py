"""How common a word is in English, and which other languages a leftover may come from."""

from functools import cache

from lint.language.tables import table_lines, table_rows

# The first band; each following line of the table is half a Zipf lower.
_TOP_BAND = 7.5
_STEP = 0.5


def english_zipf(word: str) -> float:
    """Return the Zipf frequency of a word in English rounded down to halves, 0.0 if it is too rare to be listed."""
    lower = word.lower().replace("’", "'")
    for position, words in enumerate(_bands()):
        if lower in words:
            return _TOP_BAND - position * _STEP
    return 0.0


def is_english(word: str) -> bool:
    """Tell whether a word is in the English list at all."""
    return english_zipf(word) > 0


def foreign_word(lower: str) -> tuple[str, ...]:
    """Return the languages in which a word that English lacks is common, the likeliest first."""
    return tuple(_foreign().get(lower, "").split())


@cache
def _bands() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split(" ")) for line in table_lines("english.txt.gz"))


@cache
def _foreign() -> dict[str, str]:
    return {word: languages for languages, words in table_rows("foreign.tsv.gz") for word in words.split(" ")}
