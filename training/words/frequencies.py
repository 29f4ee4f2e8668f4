"""The English word list by frequency and the words of other languages that English lacks."""

import math
from collections import defaultdict

from wordfreq import get_frequency_dict, iter_wordlist, zipf_frequency

from lint.language.people import given_names
from lint.language.places import place_words
from lint.language.pronouns import Gender
from training.words.countability import dictionary_words
from training.words.inflections import lexicon
from training.words.writing import write_table

SOURCE = "wordfreq 3.1.1 (data CC BY-SA 4.0)"
STEP, RAREST, HIGHEST = 0.5, 2.0, 15
# Latin alphabets only; wordfreq has no Estonian, Nepali or Sinhala.
LANGUAGES = "de fr es it pt nl ro is fi sv da nb pl cs sk hu tr id lv lt sl sh ca vi ms fil".split()
# In the commonest words of a language, and too rare in English to be one of its words.
FOREIGN_ZIPF, ENGLISH_ZIPF = 4.0, 2.0
# Or among its very commonest ("und", "avec"), quoted now and then in English, and in no English dictionary.
QUOTED_GAP, QUOTED_ZIPF = 2.5, 4.0
# Particles of names and words that English borrows, though dictionaries may lack them.
BORROWED = frozenset(
    """von van der den del della des dos das les los las ter ten zur zum une uno una san santa per pro ante alla che chi
    con che dal dei sur sous mit aus auf dem een het och til som fra ved med pre que qui quo nom bis""".split()
)
# A word known in so many languages is a name or belongs to nobody.
MANY_LANGUAGES = 5


def write_english() -> None:
    """Write the English words, each with its Zipf frequency in halves, rounded down."""
    rows: list[tuple[str, str]] = []
    for word in iter_wordlist("en", wordlist="large"):
        zipf = zipf_frequency(word, "en", wordlist="large")
        if zipf >= RAREST and word[0].isalpha() and all(letter.isalpha() or letter in "'-" for letter in word):
            rows.append((word, str(min(int(zipf / STEP), HIGHEST))))
    write_table("english.tsv.gz", SOURCE, rows)


def write_foreign() -> None:
    """Write the foreign words, each with the languages that have them, the likeliest first."""
    names = given_names(Gender.MASCULINE) | given_names(Gender.FEMININE) | _places() | _inflected() | dictionary_words()
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for language in LANGUAGES:
        for word, frequency in get_frequency_dict(language, wordlist="best").items():
            latin = len(word) > 2 and word.isalpha() and word.lower() == word and max(word) < "\u0300"
            if latin and frequency >= 10 ** (FOREIGN_ZIPF - 9) and word not in names and _is_foreign(word, frequency):
                found[word].append((-frequency, language))
    few = ((word, places) for word, places in found.items() if len(places) < MANY_LANGUAGES)
    rows = ((word, " ".join(language for _, language in sorted(places))) for word, places in few)
    write_table("foreign.tsv.gz", SOURCE, rows)


def _is_foreign(word: str, frequency: float) -> bool:
    english = zipf_frequency(word, "en")
    if english < ENGLISH_ZIPF:
        return True
    gap = math.log10(frequency) + 9 - english
    return gap >= QUOTED_GAP and english < QUOTED_ZIPF and word not in BORROWED


def _places() -> frozenset[str]:
    classes = ("country", "nationality", "continent", "region", "city", "us_state", "language", "people", "religion")
    return frozenset().union(*map(place_words, classes))


def _inflected() -> set[str]:
    words: set[str] = set()
    for kind in ("noun", "verb", "adj"):
        for lemma, forms in lexicon(kind):
            words |= {lemma, *(form for variants in forms for form in variants)}
    return words
