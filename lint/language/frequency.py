"""How common a word is in English, and which other languages a leftover may come from."""

from functools import lru_cache

from lint.language.tables import look_up

_STEP = 0.5


@lru_cache(maxsize=65536)
def english_zipf(word: str) -> float:
    """Return the Zipf frequency of a word in English rounded down to halves, 0.0 if it is too rare to be listed."""
    return int(look_up("english.tsv.gz", word.lower().replace("’", "'")) or 0) * _STEP


def is_english(word: str) -> bool:
    """Tell whether a word is in the English list at all."""
    return english_zipf(word) > 0


def foreign_word(lower: str) -> tuple[str, ...]:
    """Return the languages in which a word that English lacks is common, the likeliest first."""
    return tuple((look_up("foreign.tsv.gz", lower) or "").split())
