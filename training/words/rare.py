"""English words too rare for the frequency list, so that an unknown word is not taken for a slip."""

import csv
import gzip
from importlib.resources import files

from lint.language.frequency import is_english
from lint.match.calls.strange import is_built
from training.words.countability import dictionary_words
from training.words.writing import write_table

SOURCE = "symspellpy 6.9.0 (word list SCOWL) and lemminflect 0.2.3"
SHORTEST = 4


def write_rare() -> None:
    """Write the dictionary words that are neither in the English list nor built from words of it."""
    words = {word for word in dictionary_words() | _lexicon_words() if len(word) >= SHORTEST and _is_plain(word)}
    rare = sorted(word for word in words if not is_english(word) and not is_built(word))
    write_table("rare.txt.gz", SOURCE, ((word,) for word in rare))


def _lexicon_words() -> set[str]:
    words: set[str] = set()
    for name in ("infl_lu.csv.gz", "lemma_lu.csv.gz"):
        packed = files("lemminflect").joinpath("resources", name).read_bytes()
        for row in csv.reader(gzip.decompress(packed).decode().splitlines()):
            words |= {form for cell in row for form in cell.split("/")}
    return words


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()
